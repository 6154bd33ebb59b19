#include <stdio.h>
#include <string.h>

#include "screen/match_state.h"
#include "screen/need_text.h"

/* Rows: the head, a rule, the list, two lines about those who are not in it, a rule, who is chosen and what follows, a
 * rule, what was before. */
enum {
	LIST_LEAST = 6,
	ABOUT = 2,
	FOLLOWS = 2,
	PAST_MOST = 5,
	LABEL = 8,
	NAME_AT = 10,
	KIND_AT = 20,
	TIME_AT = 31,
	TAIL_AT = 54,
	LEADS_AT = 64
};

static void rule(struct wg_cells *c, struct wg_rect r, int row)
{
	wg_cells_fill(c, (struct wg_rect){r.row + row, r.col, 1, r.cols}, '-', WG_ROLE_DIM);
}

static int put(struct wg_cells *c, struct wg_rect r, int row, int col, enum wg_role role, const char *text)
{
	int end = r.col + r.cols - 1, at = r.col + col;
	return at < end ? col + wg_cells_put(c, r.row + row, at, end - at, role, text, WG_PUT_ELL) : col;
}

/* "没列入 84 人   无此专长 70   缺证书 5 …": reasons with their numbers. */
static void paint_left(const struct wg__match *st, struct wg_cells *c, struct wg_rect r)
{
	struct wg_message m;
	char text[WG_CELL_TEXT];
	int64_t all = 0;
	for (int i = 1; i < WG_LEFT_REASONS; i++)
		all += st->fits.count[i];
	wg_message_set(&m, st->left ? N_("left out: {1}; Tab goes back to who fits") : N_("left out: {1}"), "l",
		       (long long)all);
	int col = put(c, r, 0, 1, WG_ROLE_HEAD, wg_ui_sentence(st->ui, &m, text, sizeof text)) + 3;
	for (int i = 1; i < WG_LEFT_REASONS && !st->left; i++) {
		if (st->fits.count[i] == 0)
			continue;
		snprintf(text, sizeof text, "%s %lld", st->ui->tr(wg_left_names[i]), (long long)st->fits.count[i]);
		col = put(c, r, 0, col, WG_ROLE_NORMAL, text) + 3;
	}
	if (all > 0 && !st->left)
		put(c, r, 0, col, WG_ROLE_DIM, st->ui->tr(N_("Tab lists them")));
}

/* Those of other communities, by community. */
static void paint_outside(const struct wg__match *st, struct wg_cells *c, struct wg_rect r)
{
	struct wg_message m;
	char text[WG_CELL_TEXT];
	const struct wg_fits *f = &st->fits;
	if (st->everywhere) {
		put(c, r, 1, 1, WG_ROLE_HEAD,
		    st->ui->tr(N_("helpers of other communities are in the list; i leaves them out")));
		return;
	}
	if (f->n_outside == 0)
		return;
	wg_message_set(&m, N_("to be asked in from elsewhere: {1}"), "l", (long long)f->n_outside);
	int col = put(c, r, 1, 1, WG_ROLE_HEAD, wg_ui_sentence(st->ui, &m, text, sizeof text)) + 2;
	for (size_t i = 0; i < f->n_outside; i++) {
		size_t n = 0;
		bool again = false;
		for (size_t k = 0; k < f->n_outside; k++) {
			bool same = f->outside[k].community_id == f->outside[i].community_id;
			again = again || (same && k < i);
			n += same;
		}
		if (again)
			continue;
		snprintf(text, sizeof text, "%s %zu", f->outside[i].community, n);
		col = put(c, r, 1, col, WG_ROLE_NORMAL, text) + 2;
	}
	put(c, r, 1, col, WG_ROLE_DIM, st->ui->tr(N_("(i asks them in)")));
}

/* Nobody, or too few: what is missing, below those who are there. */
static void paint_missing(const struct wg__match *st, struct wg_cells *c, struct wg_rect r)
{
	char text[WG_UI_MESSAGE];
	int row = 1 + (int)wg_sifted_count(&st->sifted);
	if (wg_sift_is_set(&st->sifted.sift) || st->left)
		return;
	for (size_t i = 0; i < st->fits.n_missing && row < r.rows; i++)
		put(c, r, row++, 6, WG_ROLE_WARN, wg_ui_sentence(st->ui, &st->fits.missing[i], text, sizeof text));
}

static const char *tail(const char *phone)
{
	size_t n = strlen(phone);
	return n > 4 ? phone + n - 4 : phone;
}

/* A line of who goes. */
struct going {
	const char *name, *kind, *phone;
	int64_t begins, ends;
	bool leads, asks; /* asks: has never said when */
};

static void paint_going(const struct wg__match *st, struct wg_cells *c, struct wg_rect r, int row,
			const struct going *g)
{
	const struct wg_ui *ui = st->ui;
	char text[WG_CELL_TEXT], begins[WG_NEED_TEXT], ends[WG_NEED_TEXT];
	int name = put(c, r, row, NAME_AT, WG_ROLE_STRONG, g->name);
	snprintf(text, sizeof text, "%d", row + 1);
	put(c, r, row, LABEL, WG_ROLE_NORMAL, text);
	if (name < TIME_AT - 4)
		put(c, (struct wg_rect){r.row, r.col, r.rows, TIME_AT + 1}, row, name >= KIND_AT ? name + 1 : KIND_AT,
		    WG_ROLE_NORMAL, wg_ui_code(ui, "worker_kind", g->kind));
	if (g->begins) {
		snprintf(text, sizeof text, "%s-%s", wg_need_moment(ui, g->begins, begins),
			 wg_need_clock(g->ends, ends));
		put(c, r, row, TIME_AT, WG_ROLE_NORMAL, text);
	} else if (g->asks) {
		put(c, r, row, TIME_AT, WG_ROLE_WARN, ui->tr(N_("ask for the time first")));
	}
	if (*g->phone) {
		snprintf(text, sizeof text, "%s %s", ui->tr(N_("tel")), tail(g->phone));
		put(c, r, row, TAIL_AT, WG_ROLE_NORMAL, text);
	}
	put(c, r, row, LEADS_AT, WG_ROLE_NORMAL, ui->tr(g->leads ? N_("leads") : N_("helps")));
}

/* Those who are chosen; when nobody is, those who have been sent; else the one under the cursor, dimly. */
static int paint_chosen(const struct wg__match *st, struct wg_cells *c, struct wg_rect r)
{
	int row = 0;
	wg_cells_put(c, r.row, r.col + 1, LABEL - 1, WG_ROLE_HEAD, st->ui->tr(N_("Sent")), WG_PUT_ELL);
	for (int i = 0; i < st->n_chosen; i++) {
		const struct wg_fit *f = wg__match_find(st, st->chosen[i]);
		if (f)
			paint_going(
				st, c, r, row++,
				&(struct going){f->name, f->kind, f->phone, f->begins, f->ends, i == 0, f->ask_time});
	}
	for (size_t i = 0; i < st->card.story.n_sent && st->n_chosen == 0 && row < WG_MATCH_MOST; i++) {
		const struct wg_dispatch *d = &st->card.story.sent[i];
		if (!d->until)
			paint_going(st, c, r, row++,
				    &(struct going){d->worker, d->kind, d->phone, d->begins, d->ends, d->leads, false});
	}
	if (row == 0)
		put(c, r, row++, LABEL, WG_ROLE_DIM, st->ui->tr(N_("Space chooses one to three; the first leads")));
	return row;
}

/* Who answers for it, who will ask afterwards; and what sending them does, or the rule that says no. */
static void paint_follows(struct wg__match *st, struct wg_cells *c, struct wg_rect r)
{
	const struct wg_ui *ui = st->ui;
	const struct wg_need *n = &st->card.need;
	char text[WG_UI_MESSAGE];
	struct wg_message m;
	snprintf(text, sizeof text, "%s %s (%s)", ui->tr(N_("responsible")), *n->responsible ? n->responsible : "-",
		 ui->tr(n->named ? N_("named") : N_("the household's contact")));
	int col = put(c, r, 0, 1, WG_ROLE_NORMAL, text) + 4;
	put(c, r, 0, col, WG_ROLE_NORMAL, ui->tr(N_("followed up by somebody who was not there")));
	if (st->n_chosen == 0)
		return;
	if (ui->settled)
		wg__match_ask(st);
	else
		st->ui->behind = true;
	wg_message_set(&m,
		       N_("Then: an order for each of {1}, a line in the household's history, a follow-up when done"),
		       "d", st->n_chosen);
	if (st->asked && st->refused)
		put(c, r, 1, 1, WG_ROLE_ERROR, st->said);
	else
		put(c, r, 1, 1, WG_ROLE_DIM, wg_ui_sentence(ui, &m, text, sizeof text));
}

void wg__match_paint(struct wg__match *st, struct wg_cells *c, struct wg_rect body)
{
	struct wg_rect r = body;
	int chosen = st->n_chosen > 2 || st->card.story.n_sent > 2 ? 3 : 2;
	int fixed = WG_NEED_HEAD_LINES + 1 + ABOUT + 1 + chosen + FOLLOWS;
	int wanted = 1 + (int)wg_sifted_count(&st->sifted) + 1, past = (int)st->card.n_past + 1;
	if (body.rows < fixed + 4) { /* a prompt has taken its rows */
		wg_table_draw(&st->table, &st->list, c, body, true);
		return;
	}
	int room = body.rows - fixed;
	past = !st->card.home.id ? 0 : past < PAST_MOST ? past : PAST_MOST;
	past = past > 0 && past < 2 ? 2 : past;
	if (past > room - LIST_LEAST)
		past = room - LIST_LEAST > 1 ? room - LIST_LEAST : 0;
	int list = room - past > wanted && wanted > LIST_LEAST ? wanted : room - past;
	if (room - past > wanted && wanted <= LIST_LEAST)
		list = room - past < LIST_LEAST + 3 ? room - past : LIST_LEAST + 3;
	wg_need_card_head(&st->card, st->ui, c, (struct wg_rect){r.row, r.col, WG_NEED_HEAD_LINES, r.cols});
	rule(c, r, WG_NEED_HEAD_LINES);
	r.row += WG_NEED_HEAD_LINES + 1;
	wg_table_draw(&st->table, &st->list, c, (struct wg_rect){r.row, r.col, list, r.cols - 1}, true);
	paint_missing(st, c, (struct wg_rect){r.row, r.col, list, r.cols});
	r.row += list;
	paint_left(st, c, (struct wg_rect){r.row, r.col, ABOUT, r.cols});
	paint_outside(st, c, (struct wg_rect){r.row, r.col, ABOUT, r.cols});
	rule(c, r, ABOUT);
	r.row += ABOUT + 1;
	paint_chosen(st, c, (struct wg_rect){r.row, r.col, chosen, r.cols});
	r.row += chosen;
	paint_follows(st, c, (struct wg_rect){r.row, r.col, FOLLOWS, r.cols});
	r.row += FOLLOWS;
	if (past == 0)
		return;
	rule(c, r, 0);
	wg_need_card_past(&st->card, st->ui, c,
			  (struct wg_rect){r.row + 1, r.col, body.row + body.rows - r.row - 1, r.cols});
}
