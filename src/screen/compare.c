#include "screen/compare.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/import_state.h"
#include "screen/rows_value.h"
#include "screen/sift.h"
#include "view/panel.h"

/* What the list shows of the table of differences; the row's id is its number. */
static const struct wg_column specs[] = {
	{"number", N_("No."), 4, 5, 0, WG_RIGHT, 0},
	{"what", N_("What"), 12, 16, 1, WG_LEFT, 0},
	{"door", N_("Door"), 13, 26, 1, WG_LEFT, 0},
	{"name", N_("Name"), 6, 10, 0, WG_LEFT, 0},
	{"office", N_("In the office"), 13, 30, 2, WG_LEFT, 0},
	{"file", N_("In the file"), 13, 30, 2, WG_LEFT, 0},
	{"contact", N_("contact"), 10, 12, 0, WG_LEFT, 1},
	{"suggestion", N_("Suggestion"), 18, 40, 2, WG_LEFT, 2},
};
enum { COLUMNS = sizeof specs / sizeof *specs };

/* list: the differences; taken: the preview of taking what is ticked, on show while `asking`. */
struct compare {
	struct wg_ui *ui;
	char *words; /* the command line; args borrow from it */
	const struct wg_command *command;
	struct wg_args args;
	struct wg_outcome list, taken;
	const struct wg_rows *found;
	const char *state; /* says which list it is */
	struct wg_table table;
	struct wg_column columns[COLUMNS];
	const char *keys[COLUMNS];
	size_t key[COLUMNS], number, safe;
	struct wg_list rows;
	struct wg_sifted sifted;
	bool asking, blocked, deaf;
	int64_t shown;
	struct wg_error error;
	struct wg_arena lines;
	struct wg_page page;
};

static size_t column_of(const struct wg_rows *t, const char *key)
{
	for (size_t k = 0; k < t->n_columns; k++) {
		if (strcmp(t->columns[k].key, key) == 0)
			return k;
	}
	return 0;
}

static const struct wg_rows *table_of(const struct wg_outcome *o, const char *key)
{
	for (size_t i = 0; i < o->n_tables; i++) {
		if (strcmp(o->tables[i].key, key) == 0)
			return &o->tables[i];
	}
	return NULL;
}

static struct wg_datum datum(void *compare, size_t row, size_t column)
{
	const struct compare *s = compare;
	return s->found->at[row * s->found->n_columns + column];
}

static int64_t row_count(void *data)
{
	return wg_sifted_count(&((const struct compare *)data)->sifted);
}

static int64_t row_id(void *data, int64_t row)
{
	struct compare *s = data;
	return datum(s, wg_sifted_row(&s->sifted, row), s->number).i;
}

static void cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	struct compare *s = data;
	if (column == WG_TABLE_SIGN)
		return;
	size_t i = wg_sifted_row(&s->sifted, row);
	struct wg_datum value = datum(s, i, s->key[column]);
	out->text = wg_rows_value(s->ui, &s->found->columns[s->key[column]], &value, scratch, WG_CELL_TEXT);
	if (!datum(s, i, s->safe).i && strcmp(specs[column].key, "what") == 0)
		out->role = WG_ROLE_WARN;
}

static struct wg_sift *sift(struct wg_screen *screen, enum wg_action action)
{
	struct compare *s = screen->state;
	return s->asking ? NULL : &s->sifted.sift;
}

static enum wg_err open(struct wg_screen *screen, const char *argument, struct wg_error *e)
{
	struct compare *s = screen->state;
	s->ui = screen->ui;
	s->words = wg_xstrdup(argument ? argument : "");
	for (int i = 0; i < COLUMNS; i++) {
		s->columns[i] = specs[i];
		s->columns[i].title = s->ui->tr(specs[i].title);
		s->keys[i] = specs[i].key;
	}
	wg_table_init(&s->table, s->columns, COLUMNS, cell, s);
	wg_list_init(&s->rows, (struct wg_row_source){.data = s, .count = row_count, .id = row_id});
	wg_sifted_init(&s->sifted, s, datum, &s->rows, &s->table);
	s->sifted.sift.keys = s->keys;
	return s->ui->face->parse(s->words, &s->command, &s->args, e);
}

static void close(struct wg_screen *screen)
{
	struct compare *s = screen->state;
	wg_sifted_free(&s->sifted);
	wg_list_free(&s->rows);
	wg_outcome_free(&s->list);
	wg_outcome_free(&s->taken);
	wg_args_free(&s->args);
	wg_arena_free(&s->lines);
	free(s->words);
}

/* What somebody should know before ticking: the first doubt that is about no single row. */
static void say_doubt(struct compare *s)
{
	char text[WG_UI_MESSAGE];
	for (size_t i = 0; i < s->list.n_notes; i++) {
		const struct wg_note *note = &s->list.notes[i];
		if (note->kind != WG_NOTE_WARNING || note->row)
			continue;
		wg_ui_say(s->ui, WG_ROLE_WARN, wg_ui_sentence(s->ui, &note->message, text, sizeof text));
		return;
	}
}

/* Another list has other numbers: what was ticked in the last one is ticked anew. */
static void show_list(struct compare *s, const struct wg_rows *t)
{
	const struct wg_rows *summary = table_of(&s->list, "comparison");
	s->found = t;
	s->state = summary ? summary->at[0].s : "";
	s->number = column_of(t, "number");
	s->safe = column_of(t, "safe");
	for (int i = 0; i < COLUMNS; i++)
		s->key[i] = column_of(t, specs[i].key);
	s->sifted.sift.columns =
		(struct wg_filter_table){t->columns, t->n_columns, wg_office_codes(s->ui->face->office), s->ui->tr};
	(void)wg_sifted_rows(&s->sifted, t->n, NULL);
	wg_ids_clear(&s->rows.marks);
	for (size_t i = 0; i < t->n; i++) {
		if (datum(s, i, s->safe).i)
			wg_ids_add(&s->rows.marks, datum(s, i, s->number).i);
	}
	wg_list_reload(&s->rows);
	say_doubt(s);
}

static enum wg_err load(struct wg_screen *screen, struct wg_arena *back, struct wg_error *e)
{
	struct compare *s = screen->state;
	struct wg_outcome fresh = {0};
	enum wg_err err = wg_ui_read(s->ui, s->command->name, &s->args, &fresh, e);
	const struct wg_rows *t = err == WG_OK ? table_of(&fresh, "differences") : NULL;
	const struct wg_rows *summary = t ? table_of(&fresh, "comparison") : NULL;
	bool same = summary && s->found && strcmp(summary->at[0].s, s->state) == 0;
	if (!t || same) {
		wg_outcome_free(&fresh);
		return err;
	}
	wg_outcome_free(&s->list);
	s->list = fresh;
	s->asking = false;
	show_list(s, t);
	return WG_OK;
}

/* "1-5", "8": numbers that are ticked, as --take understands them; in the arena. */
static size_t add_ticked(struct compare *s, struct wg_args *args, struct wg_arena *a)
{
	size_t n = 0;
	for (size_t i = 0; i < s->found->n; i++) {
		size_t last = i;
		while (last < s->found->n && wg_ids_has(&s->rows.marks, (int64_t)last + 1))
			last++;
		if (last == i)
			continue;
		wg_args_add(args, "take", wg_arena_printf(a, "%zu-%zu", i + 1, last));
		n += last - i;
		i = last;
	}
	return n;
}

static size_t fill_args(struct compare *s, struct wg_args *args, struct wg_arena *a)
{
	for (size_t i = 0; i < s->args.n; i++)
		wg_args_add(args, s->args.at[i].name, s->args.at[i].value);
	wg_args_add(args, "state", s->state);
	return add_ticked(s, args, a);
}

/* How many of each kind, who gets them, and what rules have to say. */
static void show_taken(struct compare *s, const struct wg_error *e)
{
	struct wg_outcome part = s->taken;
	struct wg_rows tables[2];
	const struct wg_page_line *lines;
	static const char *const shown[] = {"counts", "workers"};
	part.tables = tables;
	part.n_tables = 0;
	for (size_t i = 0; i < 2; i++) {
		const struct wg_rows *t = table_of(&s->taken, shown[i]);
		if (t)
			tables[part.n_tables++] = *t;
	}
	wg_arena_reset(&s->lines);
	int n = wg__import_lines(s->ui, &part, e, s->ui->cells.cols, &s->lines, &lines);
	wg_page_init(&s->page, lines, n);
}

static void ask(struct compare *s)
{
	struct wg_arena a = {0};
	struct wg_args args = {0};
	wg_outcome_free(&s->taken);
	s->taken = (struct wg_outcome){0};
	s->error = (struct wg_error){0};
	if (fill_args(s, &args, &a) == 0) {
		wg_ui_say(s->ui, WG_ROLE_WARN, s->ui->tr(N_("nothing is ticked: Space ticks")));
	} else {
		enum wg_err err = wg_ui_read(s->ui, s->command->name, &args, &s->taken, &s->error);
		s->blocked = err != WG_OK;
		show_taken(s, s->blocked ? &s->error : NULL);
		s->asking = true;
		s->deaf = true;
		s->shown = wg_monotonic_ns();
	}
	wg_args_free(&args);
	wg_arena_free(&a);
}

static void take(struct wg_screen *screen)
{
	struct compare *s = screen->state;
	struct wg_arena a = {0};
	struct wg_args args = {0};
	if (s->deaf && wg_monotonic_ns() - s->shown < WG_PANEL_DEAF_MS * INT64_C(1000000))
		return;
	s->asking = false;
	if (s->blocked) {
		wg_ui_complain(s->ui, &s->error);
		return;
	}
	fill_args(s, &args, &a);
	bool done = wg_ui_run(s->ui, s->command->name, &args, s->taken.digest);
	wg_args_free(&args);
	wg_arena_free(&a);
	if (!done)
		return;
	const struct wg_screen *below = wg_ui_below(s->ui, screen);
	bool import = below && strcmp(below->ops->name, "import") == 0;
	wg_ui_pop(s->ui);
	if (import)
		wg_ui_pop(s->ui);
}

static int scopes(const struct wg_screen *screen, enum wg_scope out[WG_SCOPES])
{
	const struct compare *s = screen->state;
	out[0] = s->asking ? WG_SCOPE_LIST : WG_SCOPE_TABLE;
	out[1] = WG_SCOPE_LIST;
	return s->asking ? 1 : 2;
}

static struct wg_list *list(struct wg_screen *screen)
{
	struct compare *s = screen->state;
	return s->asking ? NULL : &s->rows;
}

/* Another key than Enter shows that somebody has looked. */
static bool event(struct wg_screen *screen, const struct wg_event *ev)
{
	if (ev->kind == WG_EVENT_KEY && ev->key.code != WG_KEY_ENTER)
		((struct compare *)screen->state)->deaf = false;
	return false;
}

static bool action(struct wg_screen *screen, enum wg_action action)
{
	struct compare *s = screen->state;
	bool resort = false;
	if (s->asking && action == WG_ACTION_OPEN)
		take(screen);
	else if (s->asking)
		return wg_page_action(&s->page, action);
	else if (action == WG_ACTION_OPEN)
		ask(s);
	else if (action == WG_ACTION_COLUMN_LEFT || action == WG_ACTION_COLUMN_RIGHT)
		return wg_table_action(&s->table, action, &resort);
	else
		return false;
	return true;
}

static bool back(struct wg_screen *screen)
{
	struct compare *s = screen->state;
	bool was = s->asking;
	s->asking = false;
	return was;
}

static int foot(struct wg_screen *screen, struct wg_footer_item out[WG_UI_FOOT])
{
	const struct compare *s = screen->state;
	int n = 0;
	if (s->asking) {
		out[n++] = (struct wg_footer_item){"Enter", s->blocked ? N_("to the list") : N_("take them")};
		out[n++] = (struct wg_footer_item){"Up Down PgUp PgDn", N_("scroll")};
	} else {
		out[n++] = (struct wg_footer_item){"Enter", N_("take the ticked")};
		out[n++] = (struct wg_footer_item){"Space", N_("tick")};
		out[n++] = (struct wg_footer_item){"f", N_("values")};
		out[n++] = (struct wg_footer_item){"/", N_("find")};
	}
	out[n++] = (struct wg_footer_item){"Esc", N_("back")};
	return n;
}

static void paint(struct wg_screen *screen, struct wg_cells *c, struct wg_rect r)
{
	struct compare *s = screen->state;
	if (s->asking) {
		wg_page_draw(&s->page, c, r);
		return;
	}
	if (s->found && s->found->n == 0) {
		char said[WG_UI_MESSAGE];
		wg_ui_sentence(s->ui, &s->list.said, said, sizeof said);
		wg_cells_put(c, r.row, r.col + 1, r.cols - 2, WG_ROLE_STRONG, said, WG_PUT_ELL);
		return;
	}
	wg_table_draw(&s->table, &s->rows, c, r, true);
}

static void crumbs(struct wg_screen *screen, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	const struct compare *s = screen->state;
	wg_translate *tr = s->ui->tr;
	const char *file = wg_args_get(&s->args, "file"), *slash = file ? strrchr(file, '/') : NULL;
	snprintf(left, WG_CRUMBS, "%s > %.200s%s%s", tr(N_("Compare")),
		 slash  ? slash + 1
		 : file ? file
			: "",
		 s->asking ? " > " : "", s->asking ? tr(N_("what is taken")) : "");
	snprintf(right, WG_CRUMBS, "%s %zu/%zu", tr(N_("ticked")), s->rows.marks.len, s->found ? s->found->n : 0);
}

static enum wg_err listed(struct wg_screen *screen, int64_t from, struct wg_arena *a, struct wg_rows *out,
			  struct wg_error *e)
{
	struct compare *s = screen->state;
	if (s->asking || !s->found)
		return wg_fail(e, WG_EUSAGE, N_("there is no list here"), "");
	wg_sifted_listed(&s->sifted, from, a, out);
	return WG_OK;
}

const struct wg_screen_ops wg_screen_compare = {
	.name = "compare",
	.title = N_("Compare"),
	.state_size = sizeof(struct compare),
	.depends = WG_TOPIC_PLACE | WG_TOPIC_HOUSEHOLD | WG_TOPIC_WORKER | WG_TOPIC_CONTACT,
	.open = open,
	.close = close,
	.load = load,
	.scopes = scopes,
	.list = list,
	.sift = sift,
	.listed = listed,
	.event = event,
	.action = action,
	.back = back,
	.foot = foot,
	.paint = paint,
	.crumbs = crumbs,
};
