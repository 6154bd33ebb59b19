#include "screen/overview.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "screen/rows_value.h"
#include "view/bar.h"
#include "view/table.h"
#include "wangge/place.h"

enum { PANES = 4, COLUMNS = 7, RULE = 1 };

/* How a column shows the row: its value; a number that is "-" when it is nothing; a bar or a percentage of `of` against
 * `against`, or against the greatest `of` of all rows. */
enum how { VALUE, COUNT, BAR, PERCENT };

struct spec {
	struct wg_column column; /* title is a msgid; key names a column of the command's rows */
	enum how how;
	const char *of, *against;
};

static const struct spec today[] = {
	{{"what", N_("To do today"), 30, 34, 3, WG_LEFT, 0, 0}, VALUE, NULL, NULL},
	{{"n", "", 6, 0, 0, WG_RIGHT, 0, 0}, COUNT, NULL, NULL},
	{{"note", "", 8, 0, 1, WG_LEFT, 1, 1}, VALUE, NULL, NULL},
};
static const struct spec bands[] = {
	{{"households", N_("Each holds"), 10, 0, 0, WG_RIGHT, 0, 0}, VALUE, NULL, NULL},
	{{"cadres", N_("cadres"), 6, 0, 0, WG_RIGHT, 0, 0}, COUNT, NULL, NULL},
	{{"bar", "", 8, 30, 1, WG_LEFT, 1, 1}, BAR, "cadres", NULL},
};
static const struct spec places[] = {
	{{"name", N_("Place"), 8, 16, 1, WG_LEFT, 0, 0}, VALUE, NULL, NULL},
	{{"households", N_("hh"), 6, 0, 0, WG_RIGHT, 0, 0}, COUNT, NULL, NULL},
	{{"uncovered", N_("unc."), 5, 0, 0, WG_RIGHT, 0, 0}, COUNT, NULL, NULL},
	{{"contacts", N_("contacts"), 8, 0, 0, WG_RIGHT, 2, 0}, COUNT, NULL, NULL},
	{{"care", N_("care"), 5, 0, 0, WG_RIGHT, 1, 0}, COUNT, NULL, NULL},
	{{"bar", N_("covered"), 7, 16, 1, WG_LEFT, 3, 1}, BAR, "covered", "households"},
	{{"percent", "", 4, 0, 0, WG_RIGHT, 0, 0}, PERCENT, "covered", "households"},
};
static const struct spec care[] = {
	{{"group", N_("Care groups"), 12, 22, 1, WG_LEFT, 0, 0}, VALUE, NULL, NULL},
	{{"households", N_("hh"), 6, 0, 0, WG_RIGHT, 0, 0}, COUNT, NULL, NULL},
	{{"bar", N_("covered"), 7, 16, 1, WG_LEFT, 1, 1}, BAR, "covered", "households"},
	{{"percent", "", 4, 0, 0, WG_RIGHT, 0, 0}, PERCENT, "covered", "households"},
};

static const struct {
	const char *table;
	const struct spec *specs;
	int n;
} kinds[PANES] = {{"today", today, 3}, {"bands", bands, 3}, {"places", places, 7}, {"care", care, 4}};

struct pane {
	const struct wg_ui *ui;
	const struct spec *specs;
	const struct wg_rows *rows; /* in the outcome; NULL = nothing read yet */
	struct wg_list list;
	struct wg_table table;
	struct wg_column columns[COLUMNS]; /* titles translated */
};

struct overview {
	struct pane panes[PANES];
	int focus;
	struct wg_outcome outcome;
};

static int64_t rows_of(const struct pane *p)
{
	return p->rows ? (int64_t)p->rows->n : 0;
}

static int64_t count(void *data)
{
	return rows_of(data);
}

static int64_t id(void *data, int64_t row)
{
	return row + 1;
}

static int64_t index_of(void *data, int64_t id)
{
	return id <= rows_of(data) ? id - 1 : -1;
}

static const struct wg_datum *datum(const struct pane *p, int64_t row, const char *key)
{
	for (size_t i = 0; i < p->rows->n_columns; i++)
		if (strcmp(p->rows->columns[i].key, key) == 0)
			return &p->rows->at[(size_t)row * p->rows->n_columns + i];
	return NULL;
}

static int64_t number(const struct pane *p, int64_t row, const char *key)
{
	const struct wg_datum *d = datum(p, row, key);
	return d && !d->null ? d->i : 0;
}

static int64_t against(const struct pane *p, int64_t row, const struct spec *s)
{
	if (s->against)
		return number(p, row, s->against);
	int64_t most = 0;
	for (int64_t i = 0; i < rows_of(p); i++)
		most = number(p, i, s->of) > most ? number(p, i, s->of) : most;
	return most;
}

static const char *value(const struct pane *p, int64_t row, const char *key, char *scratch)
{
	const struct wg_datum *d = datum(p, row, key);
	if (!d)
		return "";
	size_t column = (size_t)(d - &p->rows->at[(size_t)row * p->rows->n_columns]);
	return wg_rows_value(p->ui, &p->rows->columns[column], d, scratch, WG_CELL_TEXT);
}

static void cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct pane *p = data;
	bool urgent = number(p, row, "urgent") > 0;
	if (column == WG_TABLE_SIGN) {
		*out = (struct wg_text){urgent ? "!" : "", WG_ROLE_WARN};
		return;
	}
	const struct spec *s = &p->specs[column];
	int64_t n = number(p, row, s->how >= BAR ? s->of : s->column.key), all = s->how >= BAR ? against(p, row, s) : 0;
	out->text = scratch;
	out->role = urgent ? WG_ROLE_WARN : WG_ROLE_NORMAL;
	scratch[0] = '\0';
	if (s->how == VALUE)
		out->text = value(p, row, s->column.key, scratch);
	else if (s->how == COUNT && n == 0)
		*out = (struct wg_text){"-", WG_ROLE_DIM};
	else if (s->how == COUNT)
		snprintf(scratch, WG_CELL_TEXT, "%lld", (long long)n);
	else if (s->how == BAR) {
		wg_bar_text(&p->ui->cells, p->table.width[column], (int)n, (int)all, scratch, WG_CELL_TEXT);
		if (!s->against)
			scratch[strspn(scratch, "#")] = '\0';
	} else if (all > 0)
		snprintf(scratch, WG_CELL_TEXT, "%d%%", (int)(100 * n / all));
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct overview *o = s->state;
	for (int i = 0; i < PANES; i++) {
		struct pane *p = &o->panes[i];
		p->ui = s->ui;
		p->specs = kinds[i].specs;
		for (int k = 0; k < kinds[i].n; k++) {
			p->columns[k] = p->specs[k].column;
			p->columns[k].title = *p->columns[k].title ? s->ui->tr(p->columns[k].title) : "";
		}
		wg_list_init(&p->list, (struct wg_row_source){p, count, id, index_of});
		wg_table_init(&p->table, p->columns, kinds[i].n, cell, p);
	}
	return WG_OK;
}

static void close(struct wg_screen *s)
{
	struct overview *o = s->state;
	for (int i = 0; i < PANES; i++)
		wg_list_free(&o->panes[i].list);
	wg_outcome_free(&o->outcome);
}

static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	struct overview *o = s->state;
	struct wg_outcome fresh = {0};
	struct wg_args none = {0};
	enum wg_err err = wg_ui_read(s->ui, "overview", &none, &fresh, e);
	if (err != WG_OK) {
		wg_outcome_free(&fresh);
		return err;
	}
	wg_outcome_free(&o->outcome);
	o->outcome = fresh;
	for (int i = 0; i < PANES; i++) {
		struct pane *p = &o->panes[i];
		p->rows = NULL;
		for (size_t k = 0; k < fresh.n_tables; k++)
			if (strcmp(fresh.tables[k].key, kinds[i].table) == 0)
				p->rows = &fresh.tables[k];
		wg_list_reload(&p->list);
	}
	return WG_OK;
}

static struct wg_list *list(struct wg_screen *s)
{
	struct overview *o = s->state;
	return &o->panes[o->focus].list;
}

static void step(struct overview *o, int by)
{
	do
		o->focus = (o->focus + by + PANES) % PANES;
	while (o->focus != 0 && rows_of(&o->panes[o->focus]) == 0);
}

/* A screen and what to open it on ("plan 昭山镇"), a numbered one and what it is to show ("needs --late"), or else a
 * command. */
static void open_row(struct wg_ui *ui, const char *opens)
{
	size_t n = strcspn(opens, " ");
	char name[WG_CELL_TEXT];
	snprintf(name, sizeof name, "%.*s", (int)n, opens);
	if (wg_ui_show(ui, name, opens))
		return;
	for (const struct wg_screen_ops *const *ops = ui->known; ops && *ops; ops++)
		if (strlen((*ops)->name) == n && memcmp((*ops)->name, opens, n) == 0) {
			wg_ui_open(ui, (*ops)->name, opens[n] && opens[n + 1] ? opens + n + 1 : NULL);
			return;
		}
	wg_ui_line(ui, opens);
}

static const char *argument(struct wg_screen *s, const struct wg_param *param, struct wg_arena *a)
{
	struct overview *o = s->state;
	struct pane *p = &o->panes[o->focus];
	char scratch[WG_CELL_TEXT];
	if (param->type != WG_PARAM_PLACE || p->list.cursor < 0)
		return NULL;
	return wg_arena_strdup(a, value(p, p->list.cursor, "path", scratch));
}

static int foot(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT])
{
	int n = 0;
	out[n++] = (struct wg_footer_item){"Enter", N_("open")};
	out[n++] = (struct wg_footer_item){"Tab", N_("next block")};
	out[n++] = (struct wg_footer_item){"/", N_("find")};
	if (wg_ui_writes(s->ui))
		out[n++] = (struct wg_footer_item){"I", N_("import")};
	out[n++] = (struct wg_footer_item){":", N_("commands")};
	if (wg_ui_writes(s->ui))
		out[n++] = (struct wg_footer_item){"u", N_("undo")};
	out[n++] = (struct wg_footer_item){"Q", N_("quit")};
	out[n++] = (struct wg_footer_item){"?", N_("help")};
	return n;
}

static int scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	out[0] = WG_SCOPE_OFFICE;
	out[1] = WG_SCOPE_LIST;
	return 2;
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	struct overview *o = s->state;
	struct pane *p = &o->panes[o->focus];
	char scratch[WG_CELL_TEXT];
	if (action == WG_ACTION_PANE_NEXT || action == WG_ACTION_PANE_PREVIOUS)
		step(o, action == WG_ACTION_PANE_NEXT ? 1 : -1);
	else if (action == WG_ACTION_OPEN)
		open_row(s->ui, value(p, p->list.cursor, "opens", scratch));
	else
		return false;
	return true;
}

/* Two columns of two panes: what is to be done and the load above, places and care groups below. */
static void divide(const struct overview *o, struct wg_rect r, struct wg_rect out[PANES], struct wg_rect *rule)
{
	int left = r.cols / 2, most = 0;
	for (int i = 0; i < 2; i++)
		most = rows_of(&o->panes[i]) > most ? (int)rows_of(&o->panes[i]) : most;
	int above = most + 2 < r.rows / 2 + 1 ? most + 2 : r.rows / 2 + 1, below = r.rows - above - RULE;
	out[0] = (struct wg_rect){r.row, r.col, above, left - 1};
	out[1] = (struct wg_rect){r.row, r.col + left, above, r.cols - left};
	out[2] = (struct wg_rect){r.row + above + RULE, r.col, below, left - 1};
	out[3] = (struct wg_rect){r.row + above + RULE, r.col + left, below, r.cols - left};
	*rule = (struct wg_rect){r.row + above, r.col, RULE, r.cols};
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct overview *o = s->state;
	struct wg_rect at[PANES], rule;
	char said[WG_CRUMBS];
	wg_ui_sentence(s->ui, &o->outcome.said, said, sizeof said);
	wg_cells_put(c, r.row, r.col + 1, r.cols - 2, WG_ROLE_STRONG, said, WG_PUT_ELL);
	divide(o, (struct wg_rect){r.row + 2, r.col, r.rows - 2, r.cols}, at, &rule);
	wg_cells_fill(c, rule, '-', WG_ROLE_DIM);
	for (int i = 0; i < PANES; i++) {
		struct pane *p = &o->panes[i];
		struct wg_list unmarked = p->list;
		if (i != o->focus)
			unmarked.cursor = -1;
		if (!p->rows)
			continue;
		wg_table_fit(&p->table, at[i].cols);
		wg_table_draw(&p->table, i == o->focus ? &p->list : &unmarked, c, at[i], true);
		p->list.shown = i == o->focus ? p->list.shown : unmarked.shown;
		p->list.height = at[i].rows - 1;
	}
}

static const char *const weekdays[] = {N_("Thursday"), N_("Friday"),  N_("Saturday"), N_("Sunday"),
				       N_("Monday"),   N_("Tuesday"), N_("Wednesday")}; /* day 0 was a Thursday */

static void crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	struct wg_arena a = {0};
	struct wg_node office;
	struct wg_nodes top;
	int64_t day = wg_today();
	int year, month, mday;
	wg_date_from_day(day, &year, &month, &mday);
	snprintf(right, WG_CRUMBS, "%d-%02d-%02d %s", year, month, mday, s->ui->tr(weekdays[day % 7]));
	snprintf(left, WG_CRUMBS, "%s", s->ui->tr(N_("Overview")));
	if (wg_node_get(s->ui->face->office, WG_NODE_OFFICE, 0, &a, &office, NULL) == WG_OK &&
	    wg_node_children(s->ui->face->office, &office, &a, &top, NULL) == WG_OK && top.n == 1)
		snprintf(left, WG_CRUMBS, "%s", top.at[0].name);
	wg_arena_free(&a);
}

const struct wg_screen_ops wg_screen_overview = {
	.name = "overview",
	.title = N_("Overview"),
	.number = 1,
	.state_size = sizeof(struct overview),
	.depends = WG_TOPIC_ALL,
	.open = open,
	.close = close,
	.load = load,
	.scopes = scopes,
	.list = list,
	.action = action,
	.argument = argument,
	.foot = foot,
	.paint = paint,
	.crumbs = crumbs,
};
