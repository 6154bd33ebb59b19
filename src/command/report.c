#include "wangge/report.h"

#include <string.h>

#include "base/clock.h"
#include "command/exec.h"
#include "exchange/table.h"
#include "text/date.h"

/* What stands in a row behind its class, what a narrow screen must show first; two of them are percentages. */
static const struct figure {
	struct wg_rows_column column;
	const char *name;                  /* in a file */
	enum wg_report_figure part, whole; /* whole: WG_FIGURES = a plain figure */
} figures[] = {
	{{"new", N_("new"), WG_ROWS_INT, NULL}, "新增", WG_FIGURE_NEW, WG_FIGURES},
	{{"done", N_("done"), WG_ROWS_INT, NULL}, "办结", WG_FIGURE_DONE, WG_FIGURES},
	{{"open", N_("still open"), WG_ROWS_INT, NULL}, "未办结", WG_FIGURE_OPEN, WG_FIGURES},
	{{"overdue", N_("overdue"), WG_ROWS_INT, NULL}, "超期", WG_FIGURE_OVERDUE, WG_FIGURES},
	{{"on_time", N_("done in time %"), WG_ROWS_INT, NULL}, "按时率%", WG_FIGURE_ON_TIME, WG_FIGURE_DUE},
	{{"satisfaction", N_("satisfaction %"), WG_ROWS_INT, NULL}, "满意率%", WG_FIGURE_GOOD, WG_FIGURE_FAIR},
	{{"minutes", N_("minutes"), WG_ROWS_INT, NULL}, "服务分钟", WG_FIGURE_MINUTES, WG_FIGURES},
	{{"turns", N_("helpers' turns"), WG_ROWS_INT, NULL}, "服务人次", WG_FIGURE_TURNS, WG_FIGURES},
	{{"reopened", N_("opened again"), WG_ROWS_INT, NULL}, "重办", WG_FIGURE_REOPENED, WG_FIGURES},
	{{"errands", N_("at the counter"), WG_ROWS_INT, NULL}, "窗口", WG_FIGURE_ERRANDS, WG_FIGURES},
	{{"good", N_("satisfied"), WG_ROWS_INT, NULL}, "满意", WG_FIGURE_GOOD, WG_FIGURES},
	{{"fair", N_("fairly satisfied"), WG_ROWS_INT, NULL}, "基本满意", WG_FIGURE_FAIR, WG_FIGURES},
	{{"poor", N_("not satisfied"), WG_ROWS_INT, NULL}, "不满意", WG_FIGURE_POOR, WG_FIGURES},
	{{"asked_in", N_("asked in"), WG_ROWS_INT, NULL}, "请进来", WG_FIGURE_ASKED_IN, WG_FIGURES},
	{{"lent_out", N_("lent out"), WG_ROWS_INT, NULL}, "走出去", WG_FIGURE_LENT_OUT, WG_FIGURES},
};

enum { N_FIGURES = sizeof figures / sizeof *figures, CROSSED = 3, MEAN_OF = 8, COLUMNS = N_FIGURES + 2 };

static const char *const ways[WG_REPORT_WAYS] = {
	[WG_REPORT_PLACE] = "place", [WG_REPORT_LIFE] = "life",     [WG_REPORT_FIELD] = "field",
	[WG_REPORT_MICRO] = "micro", [WG_REPORT_FORM] = "form",     [WG_REPORT_SERVICE] = "service",
	[WG_REPORT_STATE] = "state", [WG_REPORT_SOURCE] = "source",
};
static const char *const way_names[WG_REPORT_WAYS] = {
	[WG_REPORT_PLACE] = "地方", [WG_REPORT_LIFE] = "生活类别", [WG_REPORT_FIELD] = "需求领域",
	[WG_REPORT_MICRO] = "四微", [WG_REPORT_FORM] = "形式",     [WG_REPORT_SERVICE] = "服务",
	[WG_REPORT_STATE] = "状态", [WG_REPORT_SOURCE] = "来源",
};

struct asked {
	struct wg_node under;
	struct wg_report_query q;
	const char *period; /* NULL = days were given */
};

/* The satisfied are those who are, and those who fairly are. */
static struct wg_datum figure_of(const struct figure *f, const struct wg_report_row *r)
{
	int64_t part = r->n[f->part], whole = f->whole == WG_FIGURES ? 0 : r->n[f->whole];
	if (f->whole == WG_FIGURES)
		return wg__int(part);
	if (f->part == WG_FIGURE_GOOD) {
		part += r->n[WG_FIGURE_FAIR];
		whole = part + r->n[WG_FIGURE_POOR];
	}
	return whole ? wg__int((100 * part + whole / 2) / whole) : (struct wg_datum){.null = true};
}

static int64_t first_of_month(int year, int month)
{
	while (month < 1) {
		month += 12;
		year--;
	}
	return wg_day_from_date(year, month, 1);
}

/* The first day of the period that is so many before the one of a day. Weeks begin on Monday. */
static int64_t period_begins(const char *period, int64_t day, int before)
{
	int year, month, mday;
	wg_date_from_day(day, &year, &month, &mday);
	if (strcmp(period, "week") == 0)
		return day - ((day + 3) % 7 + 7) % 7 - 7 * (int64_t)before;
	if (strcmp(period, "month") == 0)
		return first_of_month(year, month - before);
	if (strcmp(period, "quarter") == 0)
		return first_of_month(year, (month - 1) / 3 * 3 + 1 - 3 * before);
	return wg_day_from_date(year - before, 1, 1);
}

static enum wg_report_by way_of(const char *word, enum wg_report_by otherwise)
{
	for (int i = 0; word && i < WG_REPORT_WAYS; i++)
		if (ways[i] && strcmp(ways[i], word) == 0)
			return (enum wg_report_by)i;
	return otherwise;
}

static enum wg_err read_asked(struct wg_call *c, struct asked *r, struct wg_error *e)
{
	*r = (struct asked){.q.by = way_of(wg__arg(c, "by"), WG_REPORT_PLACE),
			    .q.against = way_of(wg__arg(c, "against"), WG_REPORT_ALL)};
	r->q.under = &r->under;
	enum wg_err err = wg__arg_place(c, "under", &r->under, e);
	if (err == WG_OK)
		err = wg__arg_day(c, "until", wg_today(), &r->q.until, e);
	if (err == WG_OK)
		err = wg__arg_day(c, "since", INT64_MIN, &r->q.since, e);
	if (err != WG_OK)
		return err;
	const char *period = wg__arg(c, "period");
	if (r->q.since == INT64_MIN) {
		r->period = period && *period ? period : "month";
		r->q.since = period_begins(r->period, r->q.until, 0);
	} else if (period && *period) {
		return wg_fail(e, WG_EUSAGE, N_("the first day or a period, not both"), "");
	}
	if (r->q.until < r->q.since)
		return wg_fail(e, WG_EUSAGE, N_("it would end before it begins"), "");
	if (r->q.by == r->q.against)
		return wg_fail(e, WG_EUSAGE, N_("the same class twice says nothing"), "");
	return WG_OK;
}

static void put_figures(struct wg_datum *row, const struct wg_report_row *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		row[i] = figure_of(&figures[i], r);
}

static struct wg_rows_column class_column(const char *key, enum wg_report_by by)
{
	static const char *const titles[WG_REPORT_WAYS] = {
		[WG_REPORT_PLACE] = N_("place"),         [WG_REPORT_LIFE] = N_("life"),
		[WG_REPORT_FIELD] = N_("field of need"), [WG_REPORT_MICRO] = N_("micro"),
		[WG_REPORT_FORM] = N_("form"),           [WG_REPORT_SERVICE] = N_("service"),
		[WG_REPORT_STATE] = N_("state"),         [WG_REPORT_SOURCE] = N_("source"),
	};
	const char *list = wg_report_list(by);
	return (struct wg_rows_column){key, titles[by], list ? WG_ROWS_CODE : WG_ROWS_TEXT, list};
}

/* The columns of a report live as long as its outcome. */
static struct wg_rows_column *columns_of(struct wg_call *c, const struct asked *r, size_t *n)
{
	struct wg_rows_column *columns = WG_NEW(c->a, struct wg_rows_column, COLUMNS);
	size_t shown = r->q.against ? CROSSED : N_FIGURES;
	*n = 0;
	columns[(*n)++] = class_column("class", r->q.by);
	if (r->q.against)
		columns[(*n)++] = class_column("against", r->q.against);
	for (size_t i = 0; i < shown; i++)
		columns[(*n)++] = figures[i].column;
	return columns;
}

static void put_rows(struct wg_call *c, const struct asked *r, const struct wg_report *report)
{
	size_t n;
	const struct wg_rows_column *columns = columns_of(c, r, &n);
	struct wg_rows *t = wg__table(c, "report", N_("Report"), columns, n);
	for (size_t i = 0; i < report->n; i++) {
		struct wg_datum *row = wg__row(c, t);
		*row++ = wg__text(report->at[i].name);
		if (r->q.against)
			*row++ = wg__text(report->at[i].against);
		put_figures(row, &report->at[i], r->q.against ? CROSSED : N_FIGURES);
	}
}

static enum wg_err whole(struct wg_call *c, const struct asked *r, int64_t since, int64_t until,
			 struct wg_report_row *out, struct wg_error *e)
{
	struct wg_report all;
	struct wg_report_query q = {.under = &r->under, .since = since, .until = until};
	enum wg_err err = wg_report(c->office, &q, c->a, &all, e);
	if (err == WG_OK)
		*out = all.at[0];
	return err;
}

static void put_period(struct wg_call *c, struct wg_rows *t, const char *name, int64_t since, int64_t until,
		       const struct wg_report_row *r)
{
	struct wg_datum *row = wg__row(c, t);
	row[0] = wg__text(name);
	row[1] = wg__int(since);
	row[2] = wg__int(until);
	put_figures(row + 3, r, N_FIGURES);
}

/* The same in all, beside the two periods before and the mean of eight. */
static enum wg_err put_periods(struct wg_call *c, const struct asked *r, struct wg_error *e)
{
	struct wg_rows_column *columns = WG_NEW(c->a, struct wg_rows_column, N_FIGURES + 3);
	static const char *const names[] = {N_("this one"), N_("the last one"), N_("the one before")};
	columns[0] = (struct wg_rows_column){"period", N_("period"), WG_ROWS_MSG, NULL};
	columns[1] = (struct wg_rows_column){"since", N_("since"), WG_ROWS_DATE, NULL};
	columns[2] = (struct wg_rows_column){"until", N_("until"), WG_ROWS_DATE, NULL};
	for (size_t i = 0; i < N_FIGURES; i++)
		columns[3 + i] = figures[i].column;
	struct wg_rows *t = wg__table(c, "periods", N_("In all"), columns, N_FIGURES + 3);
	struct wg_report_row one, mean = {0};
	int64_t until = r->q.until, since = r->q.since;
	enum wg_err err = whole(c, r, since, until, &one, e);
	if (err == WG_OK)
		put_period(c, t, names[0], since, until, &one);
	for (int k = 1; err == WG_OK && r->period && k <= MEAN_OF; k++) {
		until = since - 1;
		since = period_begins(r->period, until, 0);
		if ((err = whole(c, r, since, until, &one, e)) != WG_OK)
			break;
		for (int i = 0; i < WG_FIGURES; i++)
			mean.n[i] += one.n[i];
		if (k < 3)
			put_period(c, t, names[k], since, until, &one);
	}
	if (err != WG_OK || !r->period)
		return err;
	put_period(c, t, N_("mean of eight"), since, r->q.since - 1, &mean);
	struct wg_datum *row = &t->at[(t->n - 1) * t->n_columns + 3];
	for (size_t i = 0; i < N_FIGURES; i++)
		if (figures[i].whole == WG_FIGURES)
			row[i].i = (row[i].i + MEAN_OF / 2) / MEAN_OF;
	return WG_OK;
}

static const char *day_text(struct wg_call *c, int64_t day)
{
	char text[16];
	wg_date_text(day, text, sizeof text);
	return wg_arena_strdup(c->a, text);
}

enum wg_err wg__exec_report(struct wg_call *c, struct wg_error *e)
{
	struct asked r;
	struct wg_report report;
	const char *path;
	int64_t new = 0;
	enum wg_err err = read_asked(c, &r, e);
	if (err == WG_OK)
		err = wg_node_path(c->office, &r.under, "/", c->a, &path, e);
	if (err == WG_OK)
		err = wg_report(c->office, &r.q, c->a, &report, e);
	if (err == WG_OK) {
		put_rows(c, &r, &report);
		err = put_periods(c, &r, e);
	}
	if (err != WG_OK)
		return err;
	for (size_t i = 0; i < report.n; i++)
		new += report.at[i].n[WG_FIGURE_NEW];
	const char *since = day_text(c, r.q.since), *until = day_text(c, r.q.until);
	if (*path)
		wg__say(c, N_("{1}, {2} to {3}: {4} new needs"), "sssl", path, since, until, (long long)new);
	else
		wg__say(c, N_("{1} to {2}: {3} new needs"), "ssl", since, until, (long long)new);
	return WG_OK;
}

static const char *class_text(struct wg_call *c, enum wg_report_by by, const char *name)
{
	const char *list = wg_report_list(by);
	return !*name ? "未分类" : list ? wg_office_code_name(c->office, list, name) : name;
}

static enum wg_err write_row(struct wg_call *c, struct wg_table *table, const struct asked *r, const char *name,
			     const struct wg_report_row *row, struct wg_error *e)
{
	const char *cells[COLUMNS];
	size_t n = 0, shown = r->q.against ? CROSSED : N_FIGURES;
	cells[n++] = name ? name : class_text(c, r->q.by, row->name);
	if (r->q.against)
		cells[n++] = name ? "" : class_text(c, r->q.against, row->against);
	for (size_t i = 0; i < shown; i++) {
		struct wg_datum d = figure_of(&figures[i], row);
		cells[n++] = d.null ? "" : wg_arena_printf(c->a, "%lld", (long long)d.i);
	}
	return wg_table_row(table, cells, e);
}

static enum wg_err open_file(struct wg_call *c, const struct asked *r, struct wg_table **table, struct wg_error *e)
{
	struct wg_table_column columns[COLUMNS];
	const char *path;
	size_t n = 0, shown = r->q.against ? CROSSED : N_FIGURES;
	enum wg_err err = wg_node_path(c->office, &r->under, "/", c->a, &path, e);
	if (err != WG_OK)
		return err;
	columns[n++] = (struct wg_table_column){way_names[r->q.by], 16, false};
	if (r->q.against)
		columns[n++] = (struct wg_table_column){way_names[r->q.against], 16, false};
	for (size_t i = 0; i < shown; i++)
		columns[n++] = (struct wg_table_column){figures[i].name, 8, true};
	struct wg_table_head head = {
		.sheet = "报表",
		.title = wg_arena_printf(c->a, "%s需求服务报表", r->under.name ? r->under.name : ""),
		.note = wg_arena_printf(c->a, "%s  %s 至 %s", path, day_text(c, r->q.since), day_text(c, r->q.until)),
		.mark = "内部资料",
		.date = day_text(c, wg_today()),
		.columns = columns,
		.n_columns = n,
		.landscape = !r->q.against,
	};
	return wg_table_open(table, wg__arg(c, "file"), &head, e);
}

enum wg_err wg__exec_export_report(struct wg_call *c, struct wg_error *e)
{
	struct asked r;
	struct wg_report report;
	struct wg_report_row all;
	struct wg_table *table = NULL;
	enum wg_err err = read_asked(c, &r, e);
	if (err == WG_OK)
		err = wg_report(c->office, &r.q, c->a, &report, e);
	if (err == WG_OK)
		err = whole(c, &r, r.q.since, r.q.until, &all, e);
	if (err == WG_OK && !c->preview) {
		err = open_file(c, &r, &table, e);
		for (size_t i = 0; err == WG_OK && i < report.n; i++)
			err = write_row(c, table, &r, NULL, &report.at[i], e);
		if (err == WG_OK)
			err = write_row(c, table, &r, "合计", &all, e);
		if (err == WG_OK)
			err = wg_table_finish(&table, e);
		wg_table_abort(&table);
	}
	if (err == WG_OK)
		wg__say(c, N_("{1}: {2} to {3}, {4} rows"), "sssl", wg__arg(c, "file"), day_text(c, r.q.since),
			day_text(c, r.q.until), (long long)report.n);
	return err;
}
