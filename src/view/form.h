/* form.h: fields with labels, one below the other.
 *
 * What a field may mean is shown below it while it is typed: the candidates, handed in after each change by whoever
 * opened the form. Enter and Tab take the chosen one; a comma begins another value where there may be several. */
#ifndef WANGGE_VIEW_FORM_H
#define WANGGE_VIEW_FORM_H

#include "view/line.h"
#include "view/panel.h"

enum wg_field_kind { WG_FIELD_TEXT, WG_FIELD_PICK, WG_FIELD_NOTE }; /* NOTE: a label alone, "" = no row; never has the focus */

enum { WG_FIELD_MESSAGE = 200, WG_FORM_CANDIDATES = 9 };

/* Strings and choices borrowed as long as the form is open. */
struct wg_field {
	const char *key, *label;
	enum wg_field_kind kind;
	struct wg_line line;
	const char *const *choices;
	int n_choices, choice;
	bool many;                      /* values separated by commas */
	bool digits;                    /* digits choose candidates: the values have none */
	bool changed;                   /* marked with a star */
	char meant[WG_FIELD_MESSAGE];   /* what the text was understood as, behind it; "" = nothing */
	char message[WG_FIELD_MESSAGE]; /* what is wrong with it, shown below; "" = nothing */
};

struct wg_form {
	const char *title;
	struct wg_field *fields;
	int n, focus, first;
	/* Of the field that has the focus; borrowed until they are replaced. */
	const struct wg_candidate *candidates;
	int n_candidates, chosen; /* chosen: -1 = none */
	bool typing;              /* the field has been typed in since it has the focus: the arrows choose */
	bool apart;               /* the candidates are drawn elsewhere: wg_form_draw_candidates() */
};

enum wg_form_result { WG_FORM_IGNORED, WG_FORM_MOVED, WG_FORM_CHANGED, WG_FORM_SUBMIT, WG_FORM_CANCEL };

void wg_form_open(struct wg_form *f, const char *title, struct wg_field *fields, int n);
/* Tab, S-Tab, Up, Down move; in a pick list Left, Right, Space and digits choose; Enter submits, Esc cancels. While
 * candidates are offered for what is typed, Up and Down choose one, Enter and Tab take it, Esc
 * puts them away. */
enum wg_form_result wg_form_event(struct wg_form *f, const struct wg_event *ev);
/* At most WG_FORM_CANDIDATES are shown. chosen: which one Enter takes, -1 = none until an arrow chooses. */
void wg_form_candidates(struct wg_form *f, const struct wg_candidate *candidates, int n, int chosen);
struct wg_field *wg_form_field(struct wg_form *f, const char *key);                  /* NULL when there is none */
void wg_form_value(const struct wg_form *f, const char *key, char *out, size_t cap); /* text, or the choice */
/* What is being typed: behind the last comma where there may be several values. */
void wg_form_word(const struct wg_form *f, char *out, size_t cap);
/* Says what is wrong with a field and goes there. */
void wg_form_complain(struct wg_form *f, const char *key, const char *message);
void wg_form_draw(struct wg_form *f, struct wg_cells *c, struct wg_rect r);
void wg_form_draw_candidates(const struct wg_form *f, struct wg_cells *c, struct wg_rect r);

#endif
