#include "app/i18n.h"

#include <langinfo.h>
#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* The two categories that are used; the others would cost a file each, and numbers stay as in C. The catalogue needs
 * LC_MESSAGES to be anything but C, or LANGUAGE is not looked at. */
bool wg_i18n_locale(void)
{
	setlocale(LC_CTYPE, "");
	setlocale(LC_MESSAGES, "");
	if (!is_utf8() && !setlocale(LC_CTYPE, "C.UTF-8") && !setlocale(LC_CTYPE, "zh_CN.UTF-8"))
		setlocale(LC_CTYPE, "en_US.UTF-8");
	const char *messages = setlocale(LC_MESSAGES, NULL);
	if (!messages || strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)
		setlocale(LC_MESSAGES, "C.UTF-8");
	return is_utf8();
}

/* The build folder's catalogues, when the program lies in its src/app. */
static bool build_folder(char *out, size_t cap)
{
	static const char tail[] = "/src/app/wangge";
	char exe[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	if (n < (ssize_t)sizeof tail)
		return false;
	exe[n] = '\0';
	char *end = exe + n - (sizeof tail - 1);
	if (strcmp(end, tail) != 0)
		return false;
	*end = '\0';
	snprintf(out, cap, "%s/data/locale", exe);
	return access(out, R_OK) == 0;
}

void wg_i18n_language(bool english)
{
	char path[PATH_MAX + 32];
	const char *dir = getenv("WANGGE_LOCALEDIR");
	if (!dir || !*dir)
		dir = build_folder(path, sizeof path) ? path : WG_LOCALEDIR;
	setenv("LANGUAGE", english ? "en" : "zh_CN", 1);
	bindtextdomain("wangge", dir);
	bind_textdomain_codeset("wangge", "UTF-8");
	textdomain("wangge");
}

const char *wg_i18n(const char *msgid)
{
	return msgid && *msgid ? gettext(msgid) : "";
}

const char *wg_i18n_message(const struct wg_message *m, char out[WG_I18N_BYTES])
{
	*out = '\0';
	if (m->msgid)
		wg_message_text(m, wg_i18n(m->msgid), out, WG_I18N_BYTES);
	return out;
}

const char *wg_i18n_say(char out[WG_I18N_BYTES], const char *msgid, const char *types, ...)
{
	struct wg_message m;
	va_list ap;
	va_start(ap, types);
	wg_message_vset(&m, msgid, types, ap);
	va_end(ap);
	return wg_i18n_message(&m, out);
}
