#include "wangge/message.h"

#include <stdio.h>
#include <string.h>

#include "wangge/error.h"

/* Length of s cut to at most max bytes, never inside a UTF-8 sequence. */
static size_t cut_length(const char *s, size_t max)
{
	size_t n = strnlen(s, max + 1);
	if (n <= max)
		return n;
	n = max;
	while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
		n--;
	return n;
}

/* Length of the n bytes at s without a UTF-8 sequence that is cut short at their end. */
static size_t whole_length(const char *s, size_t n)
{
	size_t lead = n;
	while (lead > 0 && ((unsigned char)s[lead - 1] & 0xC0) == 0x80)
		lead--;
	if (lead == 0)
		return n;
	unsigned char c = (unsigned char)s[lead - 1];
	size_t want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
	return n - (lead - 1) < want ? lead - 1 : n;
}

static void add_arg(struct wg_message *m, const char *s)
{
	if (m->n == WG_MESSAGE_ARGS || m->used + 1 >= WG_MESSAGE_BYTES)
		return;
	size_t n = cut_length(s ? s : "", (size_t)(WG_MESSAGE_BYTES - 1 - m->used));
	memcpy(m->args + m->used, s ? s : "", n);
	m->args[m->used + n] = '\0';
	m->used = (unsigned short)(m->used + n + 1);
	m->n++;
}

void wg_message_vset(struct wg_message *m, const char *msgid, const char *types, va_list ap)
{
	m->msgid = msgid;
	m->n = 0;
	m->used = 0;
	char digits[32];
	for (const char *t = types; t && *t; t++) {
		switch (*t) {
		case 'd':
			snprintf(digits, sizeof digits, "%d", va_arg(ap, int));
			add_arg(m, digits);
			break;
		case 'l':
			snprintf(digits, sizeof digits, "%lld", va_arg(ap, long long));
			add_arg(m, digits);
			break;
		default:
			add_arg(m, va_arg(ap, const char *));
		}
	}
}

void wg_message_set(struct wg_message *m, const char *msgid, const char *types, ...)
{
	va_list ap;
	va_start(ap, types);
	wg_message_vset(m, msgid, types, ap);
	va_end(ap);
}

const char *wg_message_arg(const struct wg_message *m, unsigned i)
{
	if (i >= m->n)
		return "";
	const char *p = m->args;
	while (i-- > 0)
		p += strlen(p) + 1;
	return p;
}

size_t wg_message_text(const struct wg_message *m, const char *text, char *out, size_t cap)
{
	size_t len = 0;
	if (!text)
		text = m->msgid ? m->msgid : "";
	for (const char *p = text; *p;) {
		const char *piece = p;
		size_t n = 1;
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}') {
			piece = wg_message_arg(m, (unsigned)(p[1] - '1'));
			n = strlen(piece);
			p += 3;
		} else {
			p++;
		}
		if (len < cap) {
			size_t room = cap - 1 - len;
			memcpy(out + len, piece, n < room ? n : room);
		}
		len += n;
	}
	if (cap > 0)
		out[len < cap ? len : whole_length(out, cap - 1)] = '\0';
	return len;
}

int wg_err_status(enum wg_err code)
{
	static const int status[] = {
#define WG_ERROR_STATUS(code, status, name) status,
		WG_ERRORS(WG_ERROR_STATUS)
#undef WG_ERROR_STATUS
	};
	return status[code];
}

enum wg_err wg_fail(struct wg_error *e, enum wg_err code, const char *msgid, const char *types, ...)
{
	if (!e)
		return code;
	va_list ap;
	va_start(ap, types);
	e->code = code;
	wg_message_vset(&e->message, msgid, types, ap);
	va_end(ap);
	return code;
}
