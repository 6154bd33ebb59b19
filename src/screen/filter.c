#include <stdio.h>
#include <string.h>

#include "screen/overlay.h"
#include "screen/sift.h"

/* \ : an expression, completed as one types; what is wrong with it is pointed at. */
enum { SHOWN = 6, VALUES = 200 };

struct filter {
	struct wg_sift *sift;
	struct wg_line line;
	struct wg_arena arena, values_arena; /* of what is typed now; of the column whose values were read */
	struct wg_filter_hints hints;
	int values_of; /* -1 = none read */
	struct wg_value_counts values;
	int chosen, first; /* -1: nothing is chosen */
	struct wg_error wrong;
	size_t fault;
};

static void read_values(struct filter *f, int column)
{
	struct wg_error e = {0};
	if (f->values_of == column)
		return;
	wg_arena_reset(&f->values_arena);
	f->values = (struct wg_value_counts){0};
	f->values_of = column;
	(void)f->sift->ops->values(f->sift, (size_t)column, "", &f->values_arena, &f->values, &e);
}

/* Values that begin with what is typed stand in the place of hints. */
static void offer_values(struct filter *f, const char *text)
{
	const char *typed = text + f->hints.from;
	read_values(f, f->hints.values_of);
	f->hints.at = WG_NEW(&f->arena, struct wg_filter_hint, f->values.n);
	f->hints.n = 0;
	for (size_t i = 0; i < f->values.n && f->hints.n < VALUES; i++) {
		const char *value = f->values.at[i].value;
		if (!*value || strncmp(value, typed, strlen(typed)) != 0)
			continue;
		const char *word =
			wg_filter_condition(&f->sift->columns, (size_t)f->hints.values_of, &value, 1, &f->arena);
		f->hints.at[f->hints.n++] = (struct wg_filter_hint){
			strchr(word, '=') + 1, wg_arena_printf(&f->arena, "%lld", (long long)f->values.at[i].n)};
	}
}

static void look(struct filter *f)
{
	char text[WG_FILTER_TEXT + 1];
	const struct wg_filter *parsed;
	wg_line_text(&f->line, text, sizeof text);
	wg_arena_reset(&f->arena);
	wg_filter_complete(text, &f->sift->columns, &f->arena, &f->hints);
	if (f->hints.values_of >= 0)
		offer_values(f, text);
	f->chosen = -1;
	f->first = 0;
	f->wrong = (struct wg_error){0};
	(void)wg_filter_parse(text, &f->sift->columns, &f->arena, &parsed, &f->fault, &f->wrong);
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct filter *f = s->state;
	struct wg_screen *below = wg_ui_top(s->ui);
	f->sift = below && below->ops->sift ? below->ops->sift(below, WG_ACTION_FILTER) : NULL;
	if (!f->sift)
		return wg_fail(e, WG_EUSAGE, N_("there is no list here"), "");
	f->values_of = -1;
	wg_line_set(&f->line, f->sift->where);
	look(f);
	return WG_OK;
}

static void close(struct wg_screen *s)
{
	struct filter *f = s->state;
	wg_arena_free(&f->arena);
	wg_arena_free(&f->values_arena);
}

static void complete(struct filter *f)
{
	char text[WG_FILTER_TEXT + 1];
	size_t i = f->chosen >= 0 ? (size_t)f->chosen : 0;
	if (i >= f->hints.n)
		return;
	wg_line_text(&f->line, text, sizeof text);
	snprintf(text + f->hints.from, sizeof text - f->hints.from, "%s", f->hints.at[i].word);
	wg_line_set(&f->line, text);
	look(f);
}

static void apply(struct wg_screen *s)
{
	struct filter *f = s->state;
	struct wg_error e = {0};
	char text[WG_FILTER_TEXT + 1];
	if (f->chosen >= 0) {
		complete(f);
		return;
	}
	wg_line_text(&f->line, text, sizeof text);
	if (f->wrong.code != WG_OK) {
		wg_ui_complain(s->ui, &f->wrong);
		f->line.caret = 0;
		for (size_t at = 0; at < f->fault && text[at]; at++)
			f->line.caret += ((unsigned char)text[at] & 0xC0) != 0x80;
	} else if (wg_sift_set_where(f->sift, text, &e) != WG_OK) {
		wg_ui_complain(s->ui, &e);
	} else {
		wg_ui_pop(s->ui);
	}
}

static void choose(struct filter *f, int step)
{
	int n = (int)f->hints.n;
	f->chosen += step;
	if (f->chosen < -1)
		f->chosen = -1;
	if (f->chosen >= n)
		f->chosen = n - 1;
	if (f->chosen >= f->first + SHOWN)
		f->first = f->chosen - SHOWN + 1;
	if (f->chosen < f->first)
		f->first = f->chosen < 0 ? 0 : f->chosen;
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	struct filter *f = s->state;
	if (ev->kind != WG_EVENT_KEY && ev->kind != WG_EVENT_PASTE)
		return false;
	uint32_t code = ev->kind == WG_EVENT_KEY && ev->key.mods == 0 ? ev->key.code : 0;
	if (code == WG_KEY_ENTER)
		apply(s);
	else if (code == WG_KEY_ESC)
		wg_ui_pop(s->ui);
	else if (code == WG_KEY_TAB)
		complete(f);
	else if (code == WG_KEY_UP || code == WG_KEY_DOWN)
		choose(f, code == WG_KEY_DOWN ? 1 : -1);
	else {
		enum wg_line_result r = wg_line_event(&f->line, ev);
		if (r == WG_LINE_CHANGED)
			look(f);
		return r != WG_LINE_IGNORED;
	}
	return true;
}

static const struct wg_footer_item keys[] = {{"Enter", N_("only these rows")},
					     {"Tab", N_("complete")},
					     {"Down", N_("choose")},
					     {"Esc", N_("leave it")},
					     {0}};

/* An expression that only wants its end is not wrong yet. */
static bool is_wrong(const struct filter *f)
{
	char text[WG_FILTER_TEXT + 1];
	wg_line_text(&f->line, text, sizeof text);
	return f->wrong.code != WG_OK && f->fault < strlen(text);
}

static void paint_hints(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	const struct filter *f = s->state;
	for (int i = 0; i < r.rows && f->first + i < (int)f->hints.n; i++) {
		const struct wg_filter_hint *h = &f->hints.at[f->first + i];
		int col = r.col + 3;
		col += wg_cells_put(c, r.row + i, col, 30, WG_ROLE_NORMAL, h->word, WG_PUT_ELL) + 2;
		wg_cells_put(c, r.row + i, col > r.col + 24 ? col : r.col + 24, 20, WG_ROLE_DIM, s->ui->tr(h->about),
			     WG_PUT_ELL);
		if (f->first + i == f->chosen)
			wg_cells_paint(c, (struct wg_rect){r.row + i, r.col, 1, r.cols}, WG_ROLE_CURSOR);
	}
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct filter *f = s->state;
	char said[600];
	int hints = f->hints.n < SHOWN ? (int)f->hints.n : SHOWN;
	hints = hints < r.rows / 3 ? hints : r.rows / 3;
	struct wg_rect mine = wg_overlay(s, c, r, hints + 2);
	const char *prompt = s->ui->tr(N_("Only rows with"));
	int col = mine.col + 1 + wg_cells_put(c, mine.row, mine.col + 1, 30, WG_ROLE_STRONG, prompt, 0) + 1;
	wg_line_draw(&f->line, c, mine.row, col, mine.cols - col - 1, WG_ROLE_FIELD, true);
	if (is_wrong(f))
		wg_cells_put(c, mine.row + 1, col, mine.cols - col - 1, WG_ROLE_ERROR,
			     wg_ui_sentence(s->ui, &f->wrong.message, said, sizeof said), WG_PUT_ELL);
	else
		wg_cells_put(c, mine.row + 1, col, mine.cols - col - 1, WG_ROLE_DIM,
			     s->ui->tr(N_("such as: 独居 & !联户 & 楼栋=3   人口>3 | 备注~钥匙   电话=无")),
			     WG_PUT_ELL);
	paint_hints(s, c, (struct wg_rect){mine.row + 2, mine.col, hints, mine.cols});
}

const struct wg_screen_ops wg_screen_filter = {
	.name = "filter",
	.title = N_("Filter"),
	.state_size = sizeof(struct filter),
	.open = open,
	.close = close,
	.scopes = wg_overlay_scopes,
	.event = event,
	.paint = paint,
	.crumbs = wg_overlay_crumbs,
	.keys = keys,
};
