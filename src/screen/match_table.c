#include "screen/match_state.h"

#include <inttypes.h>
#include <stdio.h>
enum column {
	RANK,
	NAME,
	KIND,
	SKILL,
	CERTIFICATE,
	HOME,
	P_SKILL,
	P_CERTIFICATE,
	P_NEAR,
	P_ORDERS,
	P_IDLE,
	P_AGAIN,
	P_SATISFIED,
	TOTAL,
	REASON,
};

/* Where there is no room for a term of its own, certificates count with the skill and satisfaction with the last time.
 */
static const struct wg_column specs[WG_MATCH_COLUMNS] = {
	[RANK] = {"rank", N_("rank"), 4, 0, 0, WG_RIGHT, 0, 0},
	[NAME] = {"name", N_("name"), 10, 16, 1, WG_LEFT, 0, 0},
	[KIND] = {"kind", N_("kind"), 10, 14, 1, WG_LEFT, 0, 0},
	[SKILL] = {"service", N_("skill"), 14, 24, 2, WG_LEFT, 0, 0},
	[CERTIFICATE] = {"certificate", N_("cert"), 8, 16, 1, WG_LEFT, 1, 0},
	[HOME] = {"home", N_("lives"), 10, 20, 1, WG_LEFT, 2, 0},
	[P_SKILL] = {"p_skill", N_("skill"), 5, 0, 0, WG_RIGHT, 0, 0},
	[P_CERTIFICATE] = {"p_cert", N_("cert"), 5, 0, 0, WG_RIGHT, 8, 0},
	[P_NEAR] = {"p_near", N_("near"), 5, 0, 0, WG_RIGHT, 0, 0},
	[P_ORDERS] = {"p_orders", N_("busy"), 5, 0, 0, WG_RIGHT, 0, 0},
	[P_IDLE] = {"p_idle", N_("rest"), 5, 0, 0, WG_RIGHT, 0, 0},
	[P_AGAIN] = {"p_again", N_("again"), 5, 0, 0, WG_RIGHT, 0, 0},
	[P_SATISFIED] = {"p_satisfied", N_("liked"), 5, 0, 0, WG_RIGHT, 9, 0},
	[TOTAL] = {"total", N_("total"), 5, 0, 0, WG_RIGHT, 0, 0},
	[REASON] = {"reason", N_("left out because"), 26, 40, 2, WG_LEFT, 0, 0},
};

/* Who is left out has a reason in the place of points. */
static const int left_columns[] = {RANK, NAME, KIND, SKILL, CERTIFICATE, HOME, REASON};
static const int fit_columns[] = {RANK,          NAME,   KIND,     SKILL,  CERTIFICATE, HOME,        P_SKILL,
				  P_CERTIFICATE, P_NEAR, P_ORDERS, P_IDLE, P_AGAIN,     P_SATISFIED, TOTAL};
static const char *const left_keys[] = {"total", "name", "kind", "service", "certificate", "home", "name"};
static const char *const fit_keys[] = {"total",
				       "name",
				       "kind",
				       "service",
				       "certificate",
				       "home",
				       "points_skill",
				       "points_certificate",
				       "points_near",
				       "points_orders",
				       "points_idle",
				       "points_again",
				       "points_satisfied",
				       "total"};
enum {
	LEFT_COLUMNS = sizeof left_columns / sizeof *left_columns,
	FIT_COLUMNS = sizeof fit_columns / sizeof *fit_columns
};

static int what(const struct wg__match *st, int column)
{
	return st->left ? left_columns[column] : fit_columns[column];
}

static void points(int n, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	snprintf(scratch, WG_CELL_TEXT, n ? "%+d" : "-", n);
	out->text = scratch;
	out->role = n < 0 ? WG_ROLE_WARN : n == 0 ? WG_ROLE_DIM : WG_ROLE_NORMAL;
}

static void term(const struct wg__match *st, const struct wg_fit *f, int k, char scratch[WG_CELL_TEXT],
		 struct wg_text *out)
{
	int n = f->term[k - P_SKILL];
	if (k == P_SKILL && st->table.width[P_CERTIFICATE] == 0)
		n += f->term[WG_FIT_CERTIFICATE];
	if (k == P_AGAIN && st->table.width[P_SATISFIED] == 0)
		n += f->term[WG_FIT_SATISFIED];
	points(n, scratch, out);
}

static void cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	static const char *const levels[] = {"", "1", "2", "3"};
	const struct wg__match *st = data;
	const struct wg_fit *f = wg__match_row(st, row);
	const struct wg_ui *ui = st->ui;
	if (column == WG_TABLE_SIGN)
		return;
	int k = what(st, column);
	out->text = scratch;
	scratch[0] = '\0';
	if (k == RANK)
		snprintf(scratch, WG_CELL_TEXT, "%zu", wg_sifted_row(&st->sifted, row) + 1);
	else if (k == NAME)
		out->text = f->name;
	else if (k == KIND)
		out->text = wg_ui_code(ui, "worker_kind", f->kind);
	else if (k == SKILL && *f->service)
		snprintf(scratch, WG_CELL_TEXT, "%s %s", wg_ui_code(ui, "service", f->service),
			 wg_ui_code(ui, "level", levels[f->level]));
	else if (k == CERTIFICATE && *f->certificate)
		out->text = wg_ui_code(ui, "certificate", f->certificate);
	else if (k == HOME)
		out->text = *f->home ? f->home : f->community_id ? f->community : ui->tr(wg_near_names[f->near]);
	else if (k == REASON)
		*out = (struct wg_text){ui->tr(wg_left_names[f->left]), WG_ROLE_WARN};
	else if (k == TOTAL)
		snprintf(scratch, WG_CELL_TEXT, "%d", f->total);
	else if (k >= P_SKILL && k <= P_SATISFIED)
		term(st, f, k, scratch, out);
	if (k == TOTAL)
		out->role = WG_ROLE_STRONG;
}

static struct wg_datum datum(void *match, size_t row, size_t column)
{
	const struct wg__match *st = match;
	return wg_fit_datum(&st->rows[row], column);
}

void wg__match_table(struct wg__match *st)
{
	const int *which = st->left ? left_columns : fit_columns;
	int n = st->left ? LEFT_COLUMNS : FIT_COLUMNS;
	for (int i = 0; i < n; i++) {
		st->columns[i] = specs[which[i]];
		st->columns[i].title = st->ui->tr(specs[which[i]].title);
	}
	wg_table_init(&st->table, st->columns, n, cell, st);
	st->table.column = NAME;
	wg_sifted_free(&st->sifted);
	wg_sifted_init(&st->sifted, st, datum, &st->list, &st->table);
	st->sifted.sift.keys = st->left ? left_keys : fit_keys;
	st->sifted.sift.columns = (struct wg_filter_table){wg_fit_columns, WG_FIT_KEYS,
							   wg_office_codes(st->ui->face->office), st->ui->tr};
}
