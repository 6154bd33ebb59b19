#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "screen/grid_draw.h"
#include "screen/helpers_state.h"
#include "screen/need_text.h"

enum { CARD_LOW = 7, CARD = 9, CARD_HIGH = 14, LABEL = 9, GAP = 3, BODY_LEAST = 14, BODY_HIGH = 36 };

/* The card: lines with labels, one after another. */
struct card {
	struct wg_cells *c;
	struct wg_rect r;
	int row, col;
};

static bool line(struct card *k, const char *label)
{
	if (k->row + 1 >= k->r.row + k->r.rows)
		return false;
	k->row++;
	k->col = k->r.col + LABEL;
	wg_cells_put(k->c, k->row, k->r.col + 1, LABEL - 2, WG_ROLE_HEAD, label, WG_PUT_ELL);
	return true;
}

static void put(struct card *k, enum wg_role role, const char *text)
{
	int end = k->r.col + k->r.cols - 1;
	if (*text && k->col < end)
		k->col += wg_cells_put(k->c, k->row, k->col, end - k->col, role, text, WG_PUT_ELL) + GAP;
}

static void put_skills(struct card *k, const struct wg_ui *ui, const struct wg_helper *h, struct wg_arena *a)
{
	static const char *const levels[] = {"", "1", "2", "3"};
	if (!line(k, ui->tr(N_("Skills"))))
		return;
	for (size_t i = 0; i < h->n_skills; i++) {
		const struct wg_skill *s = &h->skills[i];
		put(k, WG_ROLE_NORMAL,
		    wg_arena_printf(a, "%s %s%s", wg_ui_code(ui, "service", s->service),
				    wg_ui_code(ui, "level", levels[s->level]),
				    s->verified ? wg_glyph(k->c, WG_GLYPH_TICK) : ""));
	}
}

static void put_certificates(struct card *k, const struct wg_ui *ui, const struct wg_helper *h, struct wg_arena *a)
{
	char date[16];
	if (h->n_certs == 0 || !line(k, ui->tr(N_("Papers"))))
		return;
	for (size_t i = 0; i < h->n_certs; i++) {
		const struct wg_certificate *c = &h->certs[i];
		bool lapsed = wg__certificate_lapsed(c);
		grid_date(c->has_until ? c->until : 0, date);
		put(k, lapsed ? WG_ROLE_WARN : WG_ROLE_NORMAL,
		    wg_arena_printf(a, "%s%s%s%s%s%s", wg_ui_code(ui, "certificate", c->certificate),
				    *c->number ? " " : "", c->number, c->has_until ? " " : "", date,
				    lapsed ? ui->tr(N_(" lapsed")) : ""));
	}
}

static const char *slots(const struct wg_ui *ui, bool said, int64_t slots, struct wg_arena *a)
{
	char words[WG_SLOTS_WORDS];
	return said ? wg_arena_strdup(a, wg_slots_words(slots, ui->english, words)) : ui->tr(N_("never said when"));
}

static void put_orders(struct card *k, struct wg__helpers *st, const struct wg_helper *h, struct wg_arena *a)
{
	char due[WG_NEED_TEXT];
	const struct wg_need_query query = {.worker_id = h->id, .states = wg_need_open_states()};
	if (st->orders_of != h->id && !st->ui->settled) {
		st->ui->behind = true;
		return;
	}
	if (st->orders_of != h->id) {
		wg_arena_reset(&st->orders_arena);
		st->orders = (struct wg_needs){0};
		(void)wg_need_list(st->ui->face->office, &query, &st->orders_arena, &st->orders, NULL);
		st->orders_of = h->id;
	}
	for (size_t i = 0; i < st->orders.n; i++) {
		const struct wg_need *n = &st->orders.at[i];
		if (!line(k, i == 0 ? st->ui->tr(N_("Orders")) : ""))
			return;
		put(k, n->late ? WG_ROLE_WARN : WG_ROLE_NORMAL,
		    wg_arena_printf(a, "#%lld %s  %s  %s  %s", wg_need_number(n->id), n->title, n->where,
				    wg_ui_code(st->ui, "need_state", wg_need_state_info[n->state].code),
				    wg_need_due(st->ui, n, due)));
	}
}

static void paint_person(struct card *k, struct wg__helpers *st, const struct wg_helper *h)
{
	struct wg_arena a = {0};
	const struct wg_ui *ui = st->ui;
	char date[16];
	line(k, ui->tr(N_("Who")));
	put(k, WG_ROLE_STRONG, h->name);
	put(k, WG_ROLE_NORMAL, wg_ui_code(ui, "worker_kind", h->kind));
	put(k, WG_ROLE_NORMAL, h->unit);
	put(k, WG_ROLE_NORMAL, h->phone);
	put(k, WG_ROLE_WARN, h->note);
	put_skills(k, ui, h, &a);
	put_certificates(k, ui, h, &a);
	if (line(k, ui->tr(N_("Free")))) {
		put(k, h->slots_said ? WG_ROLE_NORMAL : WG_ROLE_DIM, slots(ui, h->slots_said, h->slots, &a));
		put(k, WG_ROLE_WARN, wg_need_names(ui, "limit", h->limits, &a));
	}
	if (line(k, ui->tr(N_("Serves")))) {
		put(k, WG_ROLE_NORMAL, h->serves);
		put(k, WG_ROLE_NORMAL, *h->home ? wg_arena_printf(&a, "%s %s", ui->tr(N_("lives")), h->home) : "");
		grid_date(h->last, date);
		put(k, WG_ROLE_NORMAL, h->last ? wg_arena_printf(&a, "%s %s", ui->tr(N_("last service")), date) : "");
		grid_date(h->until, date);
		put(k, wg__helper_lapsed(h) ? WG_ROLE_WARN : WG_ROLE_NORMAL,
		    h->until ? wg_arena_printf(&a, "%s %s", ui->tr(N_("until")), date) : "");
	}
	put_orders(k, st, h, &a);
	wg_arena_free(&a);
}

static void paint_thing(struct card *k, const struct wg__helpers *st, const struct wg_resource *r)
{
	struct wg_arena a = {0};
	const struct wg_ui *ui = st->ui;
	char date[16];
	grid_date(r->until, date);
	line(k, ui->tr(N_("What")));
	put(k, WG_ROLE_STRONG, r->name);
	put(k, WG_ROLE_NORMAL, wg_ui_code(ui, "resource_kind", r->kind));
	put(k, WG_ROLE_NORMAL, r->has_quantity ? wg_arena_printf(&a, "%" PRId64 " %s", r->quantity, r->measure) : "");
	put(k, wg__resource_lapsed(r) ? WG_ROLE_WARN : WG_ROLE_NORMAL,
	    r->until ? wg_arena_printf(&a, "%s %s", ui->tr(N_("until")), date) : "");
	if (line(k, ui->tr(N_("Where"))))
		put(k, WG_ROLE_NORMAL, r->where);
	if (line(k, ui->tr(N_("From")))) {
		put(k, WG_ROLE_NORMAL, r->supplier);
		put(k, WG_ROLE_NORMAL, r->phone);
	}
	if (line(k, ui->tr(N_("Free"))))
		put(k, WG_ROLE_NORMAL, slots(ui, r->slots_said, r->slots, &a));
	if (*r->services && line(k, ui->tr(N_("Good for"))))
		put(k, WG_ROLE_NORMAL, wg_need_names(ui, "service", r->services, &a));
	if (*r->note && line(k, ui->tr(N_("Note"))))
		put(k, WG_ROLE_NORMAL, r->note);
	wg_arena_free(&a);
}

static void paint_tabs(const struct wg__helpers *st, struct wg_cells *c, struct wg_rect r)
{
	static const char *const titles[WG_HELPERS_TABS] = {N_("who helps"), N_("units"), N_("venues and goods")};
	char text[WG_CELL_TEXT];
	int col = r.col + 1;
	for (int tab = 0; tab < WG_HELPERS_TABS; tab++) {
		bool now = tab == st->tab;
		snprintf(text, sizeof text, "%c%s %" PRId64 "%c", now ? '[' : ' ', st->ui->tr(titles[tab]),
			 st->count[tab], now ? ']' : ' ');
		col += wg_cells_put(c, r.row, col, r.col + r.cols - col, now ? WG_ROLE_TAB_CURRENT : WG_ROLE_TAB, text,
				    0) +
		       1;
	}
}

void wg__helpers_paint(struct wg__helpers *st, struct wg_cells *c, struct wg_rect body)
{
	int card = body.rows < BODY_LEAST ? 0 : body.rows < 24 ? CARD_LOW : body.rows < BODY_HIGH ? CARD : CARD_HIGH;
	struct wg_rect table = {body.row + 1, body.col, body.rows - 1 - card, body.cols};
	struct card k = {c, {body.row + body.rows - card, body.col, card, body.cols}, body.row + body.rows - card, 0};
	int64_t row = wg__helpers_cursor(st);
	const struct wg_helper *h = wg__helpers_person(st, row);
	const struct wg_resource *r = wg__helpers_thing(st, row);
	paint_tabs(st, c, (struct wg_rect){body.row, body.col, 1, body.cols});
	wg_table_draw(&st->table, &st->list, c, table, true);
	if (row < 0)
		wg_cells_put(c, table.row + 1, table.col + 2, table.cols - 4, WG_ROLE_DIM,
			     st->ui->tr(wg_sift_is_set(&st->sifted.sift)
						? N_("nothing fits")
						: N_("nobody yet: i records one, I reads a list from a file")),
			     WG_PUT_ELL);
	if (card == 0)
		return;
	wg_cells_fill(c, (struct wg_rect){k.r.row, k.r.col, 1, k.r.cols}, '-', WG_ROLE_DIM);
	if (h)
		paint_person(&k, st, h);
	else if (r)
		paint_thing(&k, st, r);
}
