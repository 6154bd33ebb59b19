#include "screen/contacts_handover.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "screen/overlay.h"
#include "view/panel.h"
#include "wangge/household.h"
#include "wangge/worker.h"

enum { SUCCESSORS = 8, LINES = 10, WORKERS = 6, CANDIDATES = 40, HOUSEHOLDS = 256, LINE = 400, LABEL = 10 };

/* to: who has been chosen, in that order; none: the neighbours along the walk. */
struct handover {
	struct wg_ui *ui;
	struct wg_arena arena;
	struct wg_worker leaver;
	int64_t *ids; /* the leaver's households, the first HOUSEHOLDS of them: candidates near them come first */
	size_t n;
	int64_t to[SUCCESSORS];
	int n_to;
	char refs[SUCCESSORS][32], leaver_ref[32];
	struct wg_arena typed;
	struct wg_worker_fits fits;
	struct wg_candidate *candidates;
	struct wg_panel panel;
	struct wg_arena shown;
	struct wg_panel_line preview[LINES];
	char digest[33];
	bool possible;
};

static int chosen_at(const struct handover *h, int64_t worker)
{
	for (int i = 0; i < h->n_to; i++) {
		if (h->to[i] == worker)
			return i;
	}
	return -1;
}

static void fill_args(struct handover *h, struct wg_args *args)
{
	wg_args_add(args, "worker", h->leaver_ref);
	for (int i = 0; i < h->n_to; i++) {
		snprintf(h->refs[i], sizeof h->refs[i], "#%" PRId64, h->to[i]);
		wg_args_add(args, "to", h->refs[i]);
	}
}

static void add_line(struct handover *h, enum wg_role role, const char *text)
{
	if (h->panel.n_preview < LINES)
		h->preview[h->panel.n_preview++] = (struct wg_panel_line){wg_arena_strdup(&h->shown, text), role};
}

static void add_more(struct handover *h, size_t n)
{
	struct wg_message m;
	char text[LINE], more[LINE];
	wg_message_set(&m, N_("and {1} more"), "l", (long long)n);
	snprintf(text, sizeof text, "  %s", wg_ui_sentence(h->ui, &m, more, sizeof more - 3));
	add_line(h, WG_ROLE_DIM, text);
}

/* One line for each whose households become more or fewer: name, before, after; the first few of them. */
static void add_workers(struct handover *h, const struct wg_outcome *o)
{
	for (size_t i = 0; i < o->n_tables; i++) {
		const struct wg_rows *t = &o->tables[i];
		if (strcmp(t->key, "workers") != 0 || t->n_columns < 9)
			continue;
		for (size_t r = 0; r < t->n && r < WORKERS; r++) {
			const struct wg_datum *d = &t->at[r * t->n_columns];
			char text[LINE] = "  ", numbers[100];
			wg_pad(h->ui, text, sizeof text, d[1].s, LABEL, false);
			wg_pad(h->ui, text, sizeof text, d[2].s ? d[2].s : "", 2 * LABEL, false);
			snprintf(numbers, sizeof numbers, "%3" PRId64 " %s > %3" PRId64 " %s", d[3].i, d[4].s, d[7].i,
				 d[8].s);
			wg_pad(h->ui, text, sizeof text, numbers, 0, false);
			add_line(h, WG_ROLE_NORMAL, text);
		}
		if (t->n > WORKERS)
			add_more(h, t->n - WORKERS);
	}
}

static void preview(struct handover *h)
{
	struct wg_args args = {0};
	struct wg_outcome o = {0};
	struct wg_error e = {0};
	char text[LINE];
	wg_arena_reset(&h->shown);
	h->panel.n_preview = 0;
	h->panel.preview = h->preview;
	fill_args(h, &args);
	h->possible = wg_ui_read(h->ui, "handover", &args, &o, &e) == WG_OK;
	snprintf(h->digest, sizeof h->digest, "%s", h->possible ? o.digest : "");
	add_line(h, h->possible ? WG_ROLE_STRONG : WG_ROLE_ERROR,
		 wg_ui_sentence(h->ui, h->possible ? &o.said : &e.message, text, sizeof text));
	add_workers(h, &o);
	for (size_t i = 0; i < o.n_notes; i++)
		add_line(h, o.notes[i].kind == WG_NOTE_INFO ? WG_ROLE_NORMAL : WG_ROLE_WARN,
			 wg_ui_sentence(h->ui, &o.notes[i].message, text, sizeof text));
	wg_outcome_free(&o);
	wg_args_free(&args);
}

static const char *candidate_text(struct handover *h, const struct wg_worker_fit *f)
{
	const struct wg_worker *w = &f->worker;
	char text[LINE] = "", number[64];
	bool chosen = chosen_at(h, w->id) >= 0;
	wg_pad(h->ui, text, sizeof text, chosen ? wg_glyph(&h->ui->cells, WG_GLYPH_TICK) : "", 2, false);
	wg_pad(h->ui, text, sizeof text, w->name, LABEL, false);
	wg_pad(h->ui, text, sizeof text, wg_ui_code(h->ui, "worker_kind", w->kind), LABEL, false);
	wg_pad(h->ui, text, sizeof text, w->unit, 2 * LABEL, false);
	snprintf(number, sizeof number, "%3" PRId64 " %c  ", w->count, wg_band_sign(w, w->count));
	wg_pad(h->ui, text, sizeof text, number, 0, false);
	wg_pad(h->ui, text, sizeof text, f->next_door ? h->ui->tr(N_("next door")) : "", 0, false);
	return wg_arena_strdup(&h->typed, text);
}

/* Candidates for what is typed; the leaver is none of them. */
static void match(struct handover *h)
{
	char typed[WG_LINE_MAX * 4];
	struct wg_error e = {0};
	int n = 0;
	wg_line_text(&h->panel.line, typed, sizeof typed);
	wg_arena_reset(&h->typed);
	h->fits = (struct wg_worker_fits){0};
	if (wg_worker_match(h->ui->face->office, typed, h->ids, h->n, &h->typed, &h->fits, &e) != WG_OK)
		wg_ui_complain(h->ui, &e);
	h->candidates = WG_NEW(&h->typed, struct wg_candidate, CANDIDATES);
	for (size_t i = 0; i < h->fits.n && n < CANDIDATES; i++) {
		const struct wg_worker *w = &h->fits.at[i].worker;
		if (w->id != h->leaver.id)
			h->candidates[n++] = (struct wg_candidate){w->id, w->name, candidate_text(h, &h->fits.at[i]),
								   WG_ROLE_NORMAL};
	}
	wg_panel_candidates(&h->panel, h->candidates, n);
}

static enum wg_err read_leaver(struct handover *h, const char *argument, struct wg_error *e)
{
	wg_office *office = h->ui->face->office;
	struct wg_node everywhere;
	struct wg_households held = {0};
	enum wg_err err = wg_worker_find(office, argument, &h->arena, &h->leaver, e);
	if (err == WG_OK)
		err = wg_node_get(office, WG_NODE_OFFICE, 0, &h->arena, &everywhere, e);
	struct wg_household_filter his = {.contact_id = h->leaver.id};
	if (err == WG_OK)
		err = wg_household_list(office, &everywhere, &his, 0, HOUSEHOLDS, &h->arena, &held, e);
	h->ids = WG_NEW(&h->arena, int64_t, held.n);
	for (size_t i = 0; err == WG_OK && i < held.n; i++)
		h->ids[h->n++] = held.at[i].id;
	if (err == WG_OK && h->n == 0)
		err = wg_fail(e, WG_EREFUSED, N_("{1} has no households to hand over"), "s", h->leaver.name);
	return err;
}

static void close(struct wg_screen *s)
{
	struct handover *h = s->state;
	wg_arena_free(&h->arena);
	wg_arena_free(&h->typed);
	wg_arena_free(&h->shown);
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct handover *h = s->state;
	struct wg_message m;
	char text[LINE];
	h->ui = s->ui;
	enum wg_err err = read_leaver(h, argument ? argument : "", e);
	if (err != WG_OK)
		return err;
	snprintf(h->leaver_ref, sizeof h->leaver_ref, "#%" PRId64, h->leaver.id);
	wg_message_set(&m, N_("{1}'s households to"), "s", h->leaver.name);
	wg_panel_open(&h->panel, wg_arena_strdup(&h->arena, wg_ui_sentence(s->ui, &m, text, sizeof text)),
		      wg_monotonic_ns());
	h->panel.hint = s->ui->tr(N_("Tab takes one or puts it back; nobody chosen: the neighbours"));
	match(h);
	preview(h);
	return WG_OK;
}

/* The candidate under the cursor becomes a successor, or no longer is one. */
static void turn(struct handover *h)
{
	int at = h->panel.chosen;
	if (at < 0)
		return;
	int64_t id = h->candidates[at].id;
	int was = chosen_at(h, id);
	if (was >= 0) {
		memmove(&h->to[was], &h->to[was + 1], (size_t)(h->n_to - was - 1) * sizeof *h->to);
		h->n_to--;
	} else if (h->n_to < SUCCESSORS) {
		h->to[h->n_to++] = id;
	}
	wg_line_set(&h->panel.line, "");
	match(h);
	for (int i = 0; i < h->panel.n_candidates; i++) {
		if (h->candidates[i].id == id)
			h->panel.chosen = i;
	}
	preview(h);
}

static void go(struct wg_screen *s)
{
	struct handover *h = s->state;
	struct wg_args args = {0};
	if (!h->possible) {
		wg_ui_say(s->ui, WG_ROLE_WARN, s->ui->tr(N_("this cannot be done: choose who takes the households")));
		return;
	}
	fill_args(h, &args);
	bool done = wg_ui_run(s->ui, "handover", &args, h->digest);
	wg_args_free(&args);
	if (done)
		wg_ui_pop(s->ui);
	else
		preview(h);
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	struct handover *h = s->state;
	if (ev->kind != WG_EVENT_KEY && ev->kind != WG_EVENT_PASTE)
		return false;
	if (ev->kind == WG_EVENT_KEY && ev->key.mods == 0 && ev->key.code == WG_KEY_TAB) {
		h->panel.opened_ns = 0;
		turn(h);
		return true;
	}
	switch (wg_panel_event(&h->panel, ev, wg_monotonic_ns())) {
	case WG_PANEL_IGNORED:
		return false;
	case WG_PANEL_TYPED:
		match(h);
		break;
	case WG_PANEL_GO:
		go(s);
		break;
	case WG_PANEL_CANCEL:
		wg_ui_pop(s->ui);
		break;
	case WG_PANEL_CHOSE:
		if (ev->kind == WG_EVENT_KEY && ev->key.code < WG_KEY_NAMED)
			turn(h); /* a digit */
		break;
	case WG_PANEL_MOVED:
	case WG_PANEL_ZERO:
		break;
	}
	return true;
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	if (action != WG_ACTION_PANEL_GO)
		return false;
	go(s);
	return true;
}

/* Somebody else has written: the same question, asked anew. */
static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	preview(s->state);
	return WG_OK;
}

static const struct wg_footer_item keys[] = {
	{"Enter", N_("go")}, {"Tab", N_("choose")}, {"Up Down", N_("move")}, {"Esc", N_("leave it")}, {0}};

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct handover *h = s->state;
	int n = h->panel.n_candidates, candidates = n < 1 ? 1 : n < 6 ? n : 6, most = r.rows * 2 / 3;
	int rows = 1 + candidates + 1 + h->panel.n_preview;
	wg_panel_draw(&h->panel, c, wg_overlay(s, c, r, rows < most ? rows : most));
}

const struct wg_screen_ops wg_screen_handover = {
	.name = "handover",
	.title = N_("Hand over"),
	.state_size = sizeof(struct handover),
	.depends = WG_TOPIC_ALL,
	.open = open,
	.close = close,
	.load = load,
	.scopes = wg_overlay_scopes,
	.event = event,
	.action = action,
	.paint = paint,
	.crumbs = wg_overlay_crumbs,
	.keys = keys,
};
