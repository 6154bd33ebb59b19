/* form.h: fields with labels, one below the other. */
#ifndef WANGGE_VIEW_FORM_H
#define WANGGE_VIEW_FORM_H

#include "view/line.h"

enum wg_field_kind { WG_FIELD_TEXT, WG_FIELD_PICK, WG_FIELD_NOTE }; /* NOTE: a label alone, never has the focus */

enum { WG_FIELD_MESSAGE = 200 };

/* Strings and choices borrowed as long as the form is open. */
struct wg_field {
	const char *key, *label;
	enum wg_field_kind kind;
	struct wg_line line;
	const char *const *choices;
	int n_choices, choice;
	char message[WG_FIELD_MESSAGE]; /* what is wrong with it, shown below; "" = nothing */
};

struct wg_form {
	const char *title;
	struct wg_field *fields;
	int n, focus, first;
};

enum wg_form_result { WG_FORM_IGNORED, WG_FORM_MOVED, WG_FORM_CHANGED, WG_FORM_SUBMIT, WG_FORM_CANCEL };

void wg_form_open(struct wg_form *f, const char *title, struct wg_field *fields, int n);
/* Tab, S-Tab, Up, Down move; in a pick list Left, Right, Space and digits choose; Enter submits, Esc cancels. */
enum wg_form_result wg_form_event(struct wg_form *f, const struct wg_event *ev);
struct wg_field *wg_form_field(struct wg_form *f, const char *key);                  /* NULL when there is none */
void wg_form_value(const struct wg_form *f, const char *key, char *out, size_t cap); /* text, or the choice */
/* Says what is wrong with a field and goes there. */
void wg_form_complain(struct wg_form *f, const char *key, const char *message);
void wg_form_draw(struct wg_form *f, struct wg_cells *c, struct wg_rect r);

#endif
