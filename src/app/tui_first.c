#include "app/tui_first.h"

#include <stdio.h>

#include "app/i18n.h"

enum { CHOICES = WG_FIRST_LEAVE + 1, TOP = 3, GAP = 2, NAME = 16 };

static const struct {
	const char *key, *name, *says;
} choices[CHOICES] = {
	{"1", N_("Take a roster in"), N_("a new office; the roster that you have: .xlsx, .xls, .csv")},
	{"2", N_("Look at a demo"), N_("an office of 858 invented households, to try everything in")},
	{"3", N_("Empty office"), N_("a new office; rosters later")},
	{"q", N_("Leave"), N_("nothing is made")},
};

static void paint(const struct wg_app *app, struct wg_cells *c, int chosen, bool making)
{
	wg_cells_clear(c);
	wg_cells_put(c, 1, 1, c->cols - 2, WG_ROLE_TITLE, _(N_("wangge: every household has one contact")), 0);
	wg_cells_put(c, TOP, 1, c->cols - 2, WG_ROLE_NORMAL, _(N_("There is no office yet in this file:")), 0);
	wg_cells_put(c, TOP + 1, 3, c->cols - 4, WG_ROLE_STRONG, app->db, WG_PUT_ELL);
	for (int i = 0; i < CHOICES; i++) {
		int row = TOP + 3 + GAP * i;
		wg_cells_put(c, row, 1, 1, WG_ROLE_NORMAL, i == chosen ? ">" : " ", 0);
		wg_cells_put(c, row, 3, 2, WG_ROLE_KEY, choices[i].key, 0);
		wg_cells_put(c, row, 6, NAME, WG_ROLE_STRONG, _(choices[i].name), 0);
		wg_cells_put(c, row, 6 + NAME + 1, c->cols - 8 - NAME, WG_ROLE_NORMAL, _(choices[i].says), WG_PUT_ELL);
		if (i == chosen)
			wg_cells_paint(c, (struct wg_rect){row, 1, 1, c->cols - 2}, WG_ROLE_CURSOR);
	}
	wg_cells_put(c, c->rows - 1, 1, c->cols - 2, making ? WG_ROLE_STRONG : WG_ROLE_DIM,
		     making ? _(N_("The office is being made")) : _(N_("Up Down choose   Enter go   1-3 at once")), 0);
}

/* The choice made by the event; -1 = none yet. */
static int answer(const struct wg_event *ev, int *chosen)
{
	if (ev->kind == WG_EVENT_TERMINATE || ev->kind == WG_EVENT_HANGUP || ev->kind == WG_EVENT_END ||
	    ev->kind == WG_EVENT_INTERRUPT)
		return WG_FIRST_LEAVE;
	if (ev->kind != WG_EVENT_KEY)
		return -1;
	struct wg_key key = wg_key_fold(ev->key);
	if (key.code == WG_KEY_DOWN || key.code == 'j')
		*chosen = (*chosen + 1) % CHOICES;
	else if (key.code == WG_KEY_UP || key.code == 'k')
		*chosen = (*chosen + CHOICES - 1) % CHOICES;
	else if (key.code == WG_KEY_ENTER)
		return *chosen;
	else if (key.code >= '1' && key.code <= '3')
		return (int)key.code - '1';
	else if (key.code == 'q' || key.code == 'Q' || key.code == WG_KEY_ESC || key.code == WG_KEY_F1 + 9 ||
		 (key.code == 'c' && key.mods == WG_CTRL))
		return WG_FIRST_LEAVE;
	return -1;
}

enum wg_first wg_tui_first(const struct wg_app *app, struct wg_term *term)
{
	struct wg_cells c = {0};
	struct wg_event ev;
	int chosen = 0, made = -1, rows, cols;
	while (made < 0) {
		term->size(term, &rows, &cols);
		if (rows != c.rows || cols != c.cols)
			wg_cells_resize(&c, rows, cols);
		c.ascii = term->ascii;
		c.ambiguous_wide = term->ambiguous_wide;
		paint(app, &c, chosen, false);
		term->present(term, &c);
		if (term->read(term, -1, &ev))
			made = answer(&ev, &chosen);
	}
	paint(app, &c, made, made != WG_FIRST_LEAVE);
	term->present(term, &c);
	wg_cells_free(&c);
	return (enum wg_first)made;
}
