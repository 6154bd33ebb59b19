#include "screen/find.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "screen/grid.h"
#include "screen/grid_draw.h"
#include "screen/overlay.h"
#include "view/panel.h"
#include "wangge/household.h"
#include "wangge/search.h"

enum { HITS = 60, TEXT = 400, KIND_EN = 16, NAME = 10, ADDRESS = 20, SHOWN = 12 };

struct find {
	struct wg_arena arena; /* the hits of what is typed now */
	struct wg_hits hits;
	struct wg_candidate *candidates;
	struct wg_panel panel;
	char more[64];
};

static const char *hit_text(struct wg_screen *s, const struct wg_hit *h)
{
	struct find *f = s->state;
	char text[TEXT] = "", codes[100];
	bool worker = h->kind == WG_HIT_WORKER;
	wg_pad(s->ui, text, sizeof text, h->name, NAME, false);
	wg_pad(s->ui, text, sizeof text, wg_ui_code(s->ui, worker ? "worker_kind" : "relation", h->relation),
	       s->ui->english ? KIND_EN : NAME, false);
	wg_pad(s->ui, text, sizeof text, h->address, ADDRESS, false);
	wg_pad(s->ui, text, sizeof text, strcmp(h->head, h->name) != 0 ? h->head : "", NAME, false);
	wg_pad(s->ui, text, sizeof text, h->contact, NAME, false);
	wg_pad(s->ui, text, sizeof text, h->phone, 13, false);
	grid_codes(s->ui, "care", h->care, codes, sizeof codes);
	wg_pad(s->ui, text, sizeof text, codes, 0, false);
	return wg_arena_strdup(&f->arena, text);
}

static void look(struct wg_screen *s)
{
	struct find *f = s->state;
	struct wg_error e = {0};
	char typed[TEXT];
	wg_line_text(&f->panel.line, typed, sizeof typed);
	wg_arena_reset(&f->arena);
	f->hits = (struct wg_hits){0};
	if (wg_search(s->ui->face->office, typed, NULL, HITS, &f->arena, &f->hits, &e) != WG_OK)
		wg_ui_complain(s->ui, &e);
	f->candidates = WG_NEW(&f->arena, struct wg_candidate, f->hits.n);
	for (size_t i = 0; i < f->hits.n; i++)
		f->candidates[i] = (struct wg_candidate){
			.id = (int64_t)i, .name = f->hits.at[i].name, .text = hit_text(s, &f->hits.at[i])};
	wg_panel_candidates(&f->panel, f->candidates, (int)f->hits.n);
	snprintf(f->more, sizeof f->more, f->hits.more ? "%zu+" : "%zu", f->hits.n);
	f->panel.hint = *typed ? f->more : s->ui->tr(N_("hanzi, pinyin, initials, room, last digits"));
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct find *f = s->state;
	wg_panel_open(&f->panel, s->ui->tr(N_("Find")), 0);
	if (argument)
		wg_line_set(&f->panel.line, argument);
	look(s);
	return WG_OK;
}

static void close(struct wg_screen *s)
{
	wg_arena_free(&((struct find *)s->state)->arena);
}

/* Somebody is calling: what to mind about the household, before a word is said. */
static void say_what_to_mind(struct wg_ui *ui, int64_t household)
{
	struct wg_arena a = {0};
	struct wg_household h;
	char text[TEXT], care[100];
	if (wg_household_get(ui->face->office, household, &a, &h, NULL) == WG_OK && (*h.note || *h.care)) {
		grid_codes(ui, "care", h.care, care, sizeof care);
		snprintf(text, sizeof text, "%s%s%s%s%s%s%s", *h.note ? ui->tr(N_("note")) : "", *h.note ? " " : "",
			 h.note, *h.note && *care ? "   " : "", *care ? ui->tr(N_("care")) : "", *care ? " " : "",
			 care);
		wg_ui_say(ui, WG_ROLE_WARN, text);
	}
	wg_arena_free(&a);
}

/* The hits that are households go with it, for n and N. */
static void go(struct wg_screen *s)
{
	struct find *f = s->state;
	struct wg_ui *ui = s->ui;
	char line[64];
	if (f->panel.chosen < 0) {
		wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("nothing found")));
		return;
	}
	const struct wg_hit chosen = f->hits.at[f->panel.chosen];
	if (chosen.kind == WG_HIT_WORKER) {
		snprintf(line, sizeof line, "show #%" PRId64, chosen.worker_id);
		wg_ui_pop(ui);
		wg_ui_open(ui, "rows", line);
		return;
	}
	struct wg_arena a = {0};
	int64_t *ids = WG_NEW(&a, int64_t, f->hits.n);
	size_t n = 0, at = 0;
	for (size_t i = 0; i < f->hits.n; i++) {
		bool same = n > 0 && ids[n - 1] == f->hits.at[i].household_id;
		if ((int)i == f->panel.chosen)
			at = same ? n - 1 : n;
		if (f->hits.at[i].household_id && !same)
			ids[n++] = f->hits.at[i].household_id;
	}
	wg_grid_hits(ui, ids, n, at);
	wg_arena_free(&a);
	if (wg_grid_show(ui, chosen.household_id)) /* takes the prompt off */
		say_what_to_mind(ui, chosen.household_id);
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	struct find *f = s->state;
	return wg_overlay_event(s, &f->panel, ev, look, go);
}

static const struct wg_footer_item keys[] = {{"Enter", N_("go there")},
					     {"Up Down", N_("choose")},
					     {"n N", N_("the next hit, later")},
					     {"Esc", N_("leave it")},
					     {0}};

/* What was typed is shown where it was found: bit i of highlight is character i of the name. */
static void draw_hits(const struct find *f, struct wg_cells *c, struct wg_rect r)
{
	for (int i = 0; i < r.rows - 1 && f->panel.first + i < f->panel.n_candidates; i++) {
		const struct wg_hit *h = &f->hits.at[f->panel.first + i];
		int col = r.col + 5, at = 0;
		for (const char *p = h->name; *p && at < 64; at++) {
			size_t len = 1;
			while (((unsigned char)p[len] & 0xC0) == 0x80)
				len++;
			char one[8] = "";
			memcpy(one, p, len < 7 ? len : 7);
			int width = wg_cells_width(c, one);
			if (h->highlight >> at & 1 && f->panel.first + i != f->panel.chosen)
				wg_cells_paint(c, (struct wg_rect){r.row + 1 + i, col, 1, width}, WG_ROLE_MATCH);
			col += width;
			p += len;
		}
	}
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct find *f = s->state;
	int shown = f->panel.n_candidates < SHOWN ? f->panel.n_candidates : SHOWN, most = r.rows * 2 / 3;
	if (shown < 3)
		shown = 3;
	struct wg_rect mine = wg_overlay(s, c, r, 1 + shown < most ? 1 + shown : most);
	wg_panel_draw(&f->panel, c, mine);
	for (int i = 0; i + 1 < mine.rows; i++) /* digits choose nothing here */
		wg_cells_put(c, mine.row + 1 + i, mine.col + 3, 1, WG_ROLE_NORMAL, " ", 0);
	if (f->panel.chosen >= 0)
		wg_cells_paint(
			c, (struct wg_rect){mine.row + 1 + f->panel.chosen - f->panel.first, mine.col, 1, mine.cols},
			WG_ROLE_CURSOR);
	draw_hits(f, c, mine);
}

const struct wg_screen_ops wg_screen_find = {
	.name = "find",
	.title = N_("Find"),
	.state_size = sizeof(struct find),
	.open = open,
	.close = close,
	.scopes = wg_overlay_scopes,
	.event = event,
	.paint = paint,
	.crumbs = wg_overlay_crumbs,
	.keys = keys,
};
