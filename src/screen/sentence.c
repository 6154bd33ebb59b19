#include <stdio.h>
#include <string.h>

#include "screen/screen.h"

/* Sentences of the library name parameters as the command line has them, --allow-shared. On a screen that is the field
 * where it is given. */

enum { SENTENCE = 1200 };

void wg_ui_label(const struct wg_ui *ui, const char *help, char out[WG_UI_LABEL])
{
	enum { COLUMNS = 24 };
	static const char *const ends[] = {"：", "；", "，", "（", " ("};
	size_t n = strcspn(help, ":;,"), used = 0;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const char *end = strstr(help, ends[i]);
		if (end && (size_t)(end - help) < n)
			n = (size_t)(end - help);
	}
	while (used < n && used + 4 < WG_UI_LABEL) {
		size_t step = 1;
		while (((unsigned char)help[used + step] & 0xC0) == 0x80)
			step++;
		memcpy(out + used, help + used, step);
		out[used + step] = '\0';
		if (wg_cells_width(&ui->cells, out) > COLUMNS)
			break;
		used += step;
	}
	out[used] = '\0';
	char *blank = used < n && help[used] != ' ' ? strrchr(out, ' ') : NULL; /* no half words */
	if (blank)
		*blank = '\0';
}

static const struct wg_param *param_of(const struct wg_command *c, const char *name)
{
	for (size_t i = 0; c && i < c->n_params; i++)
		if (strcmp(c->params[i].name, name) == 0)
			return &c->params[i];
	return NULL;
}

/* On the screen itself, else in the form of the command that was run last. */
static bool field_of(const struct wg_ui *ui, const char *name, char out[WG_UI_LABEL])
{
	struct wg_screen *s = wg_ui_top(ui);
	const char *label = s && s->ops->field ? s->ops->field(s, name) : NULL;
	const struct wg_param *p = label ? NULL : param_of(ui->command, name);
	if (label)
		snprintf(out, WG_UI_LABEL, "%s", label);
	else if (p)
		wg_ui_label(ui, ui->tr(p->help), out);
	return label || p;
}

/* The end of the name that begins behind the dashes; NULL when it is none. */
static const char *name_end(const char *dashes)
{
	size_t n = strspn(dashes + 2, "abcdefghijklmnopqrstuvwxyz-");
	return n > 1 ? dashes + 2 + n : NULL;
}

const char *wg_ui_sentence(const struct wg_ui *ui, const struct wg_message *m, char *out, size_t cap)
{
	const char *text = m->msgid ? ui->tr(m->msgid) : NULL, *dashes, *end;
	char shown[SENTENCE], name[64], label[WG_UI_LABEL];
	size_t n = 0;
	if (!text || !strstr(text, "--")) {
		wg_message_text(m, text, out, cap);
		return out;
	}
	for (; (dashes = strstr(text, "--")) && n < sizeof shown; text = end) {
		end = name_end(dashes);
		snprintf(name, sizeof name, "%.*s", end ? (int)(end - dashes - 2) : 0, dashes + 2);
		n += (size_t)snprintf(shown + n, sizeof shown - n, "%.*s", (int)(dashes - text), text);
		if (!end)
			end = dashes + 2;
		if (n >= sizeof shown)
			break;
		if (*name && field_of(ui, name, label))
			n += (size_t)snprintf(shown + n, sizeof shown - n, ui->tr(N_("\"%s\"")), label);
		else
			n += (size_t)snprintf(shown + n, sizeof shown - n, "%.*s", (int)(end - dashes), dashes);
	}
	if (n < sizeof shown)
		snprintf(shown + n, sizeof shown - n, "%s", text);
	wg_message_text(m, shown, out, cap);
	return out;
}
