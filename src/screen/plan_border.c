/* The border behind the chosen cadre: where it is, and what the moves that a hand would try cost. */
#include "screen/plan_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "screen/contacts_text.h"

static const enum wg_action keys[WG_PLAN_MOVES] = {
	[WG_PLAN_RIGHT] = WG_ACTION_BORDER_RIGHT,
	[WG_PLAN_RIGHT_FLOOR] = WG_ACTION_BORDER_RIGHT_FLOOR,
	[WG_PLAN_LEFT] = WG_ACTION_BORDER_LEFT,
	[WG_PLAN_LEFT_FLOOR] = WG_ACTION_BORDER_LEFT_FLOOR,
};

static const char *const labels[WG_PLAN_MOVES] = {
	[WG_PLAN_STAY] = N_("as it is"),         [WG_PLAN_RIGHT] = N_("household on"),
	[WG_PLAN_RIGHT_FLOOR] = N_("floor on"),  [WG_PLAN_LEFT] = N_("household back"),
	[WG_PLAN_LEFT_FLOOR] = N_("floor back"),
};

bool wg__plan_has_border(const struct wg__plan_screen *st)
{
	return st->price[WG_PLAN_STAY].right >= 0;
}

/* Address of a step; short: only the room, where the entrance has just been named. */
static void address(struct wg__plan_screen *st, int step, bool brief, char out[WG_CELL_TEXT])
{
	size_t n;
	struct wg_arena a = {0};
	struct wg_household h;
	struct wg_text text;
	out[0] = '\0';
	const struct wg_plan_step *s = &wg_plan_steps(st->plan, &n)[step];
	if (wg_household_get(st->ui->face->office, s->household, &a, &h, NULL) == WG_OK) {
		wg__put_address(&h, out, &text);
		if (brief)
			snprintf(out, WG_CELL_TEXT, "%s", h.room);
	}
	wg_arena_free(&a);
}

void wg__plan_border(struct wg__plan_screen *st)
{
	size_t n;
	struct wg_message m;
	char left[WG_CELL_TEXT], right[WG_CELL_TEXT], text[WG_CELL_TEXT];
	int cadre = wg__plan_cadre(st, st->list.cursor) ? (int)st->list.cursor : -1;
	for (int move = 0; move < WG_PLAN_MOVES; move++)
		wg_plan_price(st->plan, cadre, (enum wg_plan_move)move, &st->price[move]);
	const struct wg_plan_price *now = &st->price[WG_PLAN_STAY];
	if (!wg__plan_has_border(st)) {
		snprintf(st->border, sizeof st->border, "%s", st->ui->tr(N_("there is no border behind this stretch")));
		snprintf(st->border_brief, sizeof st->border_brief, "%s", st->border);
		return;
	}
	const struct wg_plan_step *s = wg_plan_steps(st->plan, &n);
	int last = now->first - 1;
	while (last > 0 && s[last].cadre != cadre)
		last--; /* locked households of others may stand between */
	address(st, last, false, left);
	address(st, now->first, s[last].entrance == s[now->first].entrance, right);
	char head[64];
	snprintf(head, sizeof head, "%s %c|%c%s", st->ui->tr(N_("Border")), wg_cadre_letter(cadre),
		 wg_cadre_letter(now->right), now->pinned ? st->ui->tr(N_(" locked")) : "");
	wg_message_set(&m, N_("{1} ends at {2}, {3} begins at {4}"), "ssss", wg__plan_cadre(st, cadre)->worker.name,
		       left, wg__plan_cadre(st, now->right)->worker.name, right);
	snprintf(st->border, sizeof st->border, "%s  %s", head, wg_ui_sentence(st->ui, &m, text, sizeof text));
	wg_message_set(&m, N_("ends {1}, then {2}"), "ss", left, right);
	snprintf(st->border_brief, sizeof st->border_brief, "%s  %s", head,
		 wg_ui_sentence(st->ui, &m, text, sizeof text));
}

/* What a move costs, or why it cannot be done. */
static void price_text(const struct wg__plan_screen *st, enum wg_plan_move move, char out[WG_CELL_TEXT])
{
	static const char *const bars[] = {
		[WG_PLAN_FREE] = "",
		[WG_PLAN_OVER] = N_("over {1}: no"),
		[WG_PLAN_UNDER] = N_("below {1}: no"),
		[WG_PLAN_RECUSED] = N_("recusal: no"),
		[WG_PLAN_PINNED] = N_("locked: no"),
		[WG_PLAN_END] = N_("no further"),
	};
	const struct wg_plan_price *p = &st->price[move];
	struct wg_message m;
	if (p->bar != WG_PLAN_FREE) {
		wg_message_set(&m, bars[p->bar], "d", p->limit);
		wg_ui_sentence(st->ui, &m, out, WG_CELL_TEXT);
	} else {
		bool cuts = move != WG_PLAN_STAY && p->cut == 4;
		snprintf(out, WG_CELL_TEXT, "%s%" PRId64 "%s", p->price > 0 ? "+" : "", p->price,
			 cuts ? st->ui->tr(N_(" cuts floor")) : "");
	}
}

enum { KEY = 3, LABEL = 14, SIDE = 11 };

static void side_text(const struct wg__plan_screen *st, const struct wg_plan_price *p, int side, char out[WG_CELL_TEXT])
{
	snprintf(out, WG_CELL_TEXT, "%" PRId64 "%s %3" PRId64, p->count[side], st->ui->tr(N_(" hh")), p->load[side]);
}

static void paint_move(const struct wg__plan_screen *st, enum wg_plan_move move, struct wg_cells *c, int row,
		       struct wg_rect r)
{
	const struct wg_plan_price *p = &st->price[move];
	bool possible = p->bar == WG_PLAN_FREE;
	int col = r.col;
	enum wg_role role = possible ? WG_ROLE_NORMAL : WG_ROLE_DIM;
	char text[WG_CELL_TEXT], key[2 * WG_KEY_NAME] = "";
	if (move != WG_PLAN_STAY)
		wg_keys_first(st->ui->keys, keys[move], key);
	wg_cells_put(c, row, col, KEY, WG_ROLE_KEY, key, 0);
	wg_cells_put(c, row, col + KEY, LABEL, role, st->ui->tr(labels[move]), WG_PUT_ELL);
	col += KEY + LABEL;
	for (int s = 0; s < 2 && p->bar != WG_PLAN_END; s++) {
		side_text(st, p, s, text);
		wg_cells_put(c, row, col + s * SIDE, SIDE - 1, role, text, WG_PUT_RIGHT);
	}
	col += 2 * SIDE;
	price_text(st, move, text);
	wg_cells_put(c, row, col + 1, r.col + r.cols - col - 1, possible ? WG_ROLE_STRONG : WG_ROLE_WARN, text,
		     WG_PUT_ELL);
}

void wg__plan_border_paint(const struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect r)
{
	const struct wg_plan_price *now = &st->price[WG_PLAN_STAY];
	int col = r.col + KEY + LABEL;
	if (!wg__plan_has_border(st))
		return;
	const struct wg_plan_cadre *left = wg__plan_cadre(st, st->list.cursor);
	const struct wg_plan_cadre *right = wg__plan_cadre(st, now->right);
	wg_cells_put(c, r.row, col, SIDE - 1, WG_ROLE_HEAD, left->worker.name, WG_PUT_RIGHT);
	wg_cells_put(c, r.row, col + SIDE, SIDE - 1, WG_ROLE_HEAD, right->worker.name, WG_PUT_RIGHT);
	wg_cells_put(c, r.row, col + 2 * SIDE + 1, r.cols - KEY - LABEL - 2 * SIDE - 1, WG_ROLE_HEAD,
		     st->ui->tr(N_("price")), 0);
	for (int move = 0; move < WG_PLAN_MOVES && move + 1 < r.rows; move++)
		paint_move(st, (enum wg_plan_move)move, c, r.row + 1 + move, r);
}
