#include <string.h>

#include "base/clock.h"
#include "command/exec.h"
#include "command/helper.h"
#include "wangge/duty.h"
#include "wangge/need.h"

/* What an office looks at in the morning. Every row carries what opens its list: a command; on the first day the one
 * that comes next. */

enum { ENDING_DAYS = 30, BUCKETS = 4, MOST_GROUPS = 100 };

struct overview {
	struct wg_call *c;
	struct wg_node node;
	const char *path; /* of the node; "" for the office */
	struct wg_workers takers;
	int64_t over, below, ending;
	const char *ending_names;
};

/* A command about the node: "households --uncovered" becomes "households --uncovered --under …". */
static const char *about(struct overview *o, const char *command)
{
	return *o->path ? wg_arena_printf(o->c->a, "%s --under '%s'", command, o->path) : command;
}

static const struct wg_rows_column today_columns[] = {
	{"what", N_("to do today"), WG_ROWS_MSG, NULL}, {"n", N_("how many"), WG_ROWS_INT, NULL},
	{"urgent", N_("urgent"), WG_ROWS_YES, NULL},    {"note", N_("note"), WG_ROWS_TEXT, NULL},
	{"opens", N_("opens"), WG_ROWS_TEXT, NULL},
};

static void add_today(struct overview *o, struct wg_rows *t, const char *what, int64_t n, bool urgent, const char *note,
		      const char *opens)
{
	struct wg_datum *row = wg__row(o->c, t);
	row[0] = wg__text(what);
	row[1] = wg__int(n);
	row[2] = wg__int(urgent && n > 0);
	row[3] = wg__text(note);
	row[4] = wg__text(opens);
}

static void first_day(struct overview *o, struct wg_rows *t)
{
	const struct wg_counters *n = &o->node.counters;
	if (n->households == 0)
		add_today(o, t, N_("first: a roster of households"), 1, true, NULL, "import");
	if (o->takers.n == 0)
		add_today(o, t, N_("then: the list of cadres"), 1, true, NULL, "import");
	if (n->households > 0 && o->takers.n > 0 && n->covered == 0)
		add_today(o, t, N_("next: plan the contacts"), n->households, true, NULL,
			  wg_arena_printf(o->c->a, "plan %s", o->path));
}

/* The households that an expression finds, and the command that lists them. */
static enum wg_err add_found(struct overview *o, struct wg_rows *t, const char *what, bool urgent, const char *where,
			     struct wg_error *e)
{
	const struct wg_household_filter f = {.where = where};
	int64_t n;
	enum wg_err err = wg_household_count(o->c->office, &o->node, &f, &n, e);
	if (err == WG_OK)
		add_today(o, t, what, n, urgent, NULL,
			  about(o, wg_arena_printf(o->c->a, "households --where '%s'", where)));
	return err;
}

/* Whose households are somebody else's today; no line when all are there. */
static enum wg_err absent_today(struct overview *o, struct wg_rows *t, struct wg_error *e)
{
	struct wg_covers list;
	const char *names = NULL;
	int64_t today = wg_today(), n = 0;
	enum wg_err err = wg_cover_list(o->c->office, 0, today, o->c->a, &list, e);
	for (size_t i = 0; err == WG_OK && i < list.n; i++) {
		const struct wg_cover *k = &list.at[i];
		bool serves_here = false;
		for (size_t w = 0; w < o->takers.n && !serves_here; w++)
			serves_here = o->takers.at[w].id == k->worker_id;
		if (k->since > today || !serves_here)
			continue;
		names = names ? wg_arena_printf(o->c->a, "%s %s", names, k->worker) : k->worker;
		n++;
	}
	if (err == WG_OK && n > 0)
		add_today(o, t, N_("cadres absent, others stand in"), n, false, names, "covers");
	return err;
}

/* Who cannot be sent any more unless a certificate is renewed; no line when there is none. */
static enum wg_err lapsing(struct overview *o, struct wg_rows *t, struct wg_error *e)
{
	struct wg_lapsing *list;
	const char *names = NULL;
	size_t n = 0;
	enum wg_err err =
		wg_lapsing_list(o->c->office, &o->node, wg_today() + WG__LAPSING_DAYS, o->c->a, &list, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		names = names ? wg_arena_printf(o->c->a, "%s %s", names, list[i].name) : list[i].name;
	if (err == WG_OK && n > 0)
		add_today(o, t, N_("certificates lapse within 30 days"), (int64_t)n, true, names, about(o, "lapsing"));
	return err;
}

/* What is overdue, what waits for somebody to be sent, what waits for its follow-up; no lines where there are no needs. */
static enum wg_err needs_today(struct overview *o, struct wg_rows *t, struct wg_error *e)
{
	const struct wg_need_query query = {.under = &o->node, .states = wg_need_open_states()};
	struct wg_needs list;
	int64_t late = 0, urgent = 0, in[WG_ORDER_GROUPS] = {0};
	enum wg_err err = wg_need_list(o->c->office, &query, o->c->a, &list, e);
	if (err != WG_OK || list.n == 0)
		return err;
	for (size_t i = 0; i < list.n; i++) {
		const struct wg_need *n = &list.at[i];
		in[wg_need_state_info[n->state].group]++;
		late += n->late;
		urgent += n->late && strcmp(n->urgency, "urgent") == 0;
	}
	add_today(o, t, N_("needs overdue"), late, true,
		  urgent ? wg_arena_printf(o->c->a, "%s %lld", wg_office_code_name(o->c->office, "urgency", "urgent"),
					   (long long)urgent)
			 : NULL,
		  about(o, "needs --late"));
	add_today(o, t, N_("needs that wait for a helper"), in[WG_ORDER_TO_SEND], false, NULL,
		  about(o, "needs --group to-send"));
	add_today(o, t, N_("needs to be followed up"), in[WG_ORDER_TO_FOLLOW], false, NULL,
		  about(o, "needs --group to-follow-up"));
	return WG_OK;
}

static enum wg_err today(struct overview *o, struct wg_error *e)
{
	const struct wg_counters *n = &o->node.counters;
	struct wg_rows *t = wg__table(o->c, "today", N_("To do today"), today_columns, 5);
	first_day(o, t);
	add_today(o, t, N_("households without contact"), n->households - n->covered, true, NULL,
		  about(o, "households --uncovered"));
	enum wg_err err = add_found(o, t, N_("of these, care groups"), true, "!contact care", e);
	if (err != WG_OK)
		return err;
	add_today(o, t, N_("cadres above their band"), o->over, true, NULL, about(o, "cadres --where 'sign=\">\"'"));
	add_today(o, t, N_("cadres below their band"), o->below, false, NULL, about(o, "cadres --where 'sign=\"<\"'"));
	add_today(o, t, N_("stationing ends within 30 days"), o->ending, true, o->ending_names, about(o, "leaving"));
	if ((err = absent_today(o, t, e)) != WG_OK || (err = lapsing(o, t, e)) != WG_OK ||
	    (err = needs_today(o, t, e)) != WG_OK)
		return err;
	if ((err = add_found(o, t, N_("households without telephone"), false, "!phone", e)) != WG_OK)
		return err;
	add_today(o, t, N_("empty homes"), n->vacant, false, NULL, about(o, "households --vacant"));
	return WG_OK;
}

/* Over, below, ending; and the band that most cadres have. */
static void look_at_cadres(struct overview *o, int *lo, int *hi)
{
	const struct wg_workers *w = &o->takers;
	int64_t today = wg_today();
	size_t most = 0;
	*lo = *hi = 0;
	for (size_t i = 0; i < w->n; i++) {
		char sign = wg_band_sign(&w->at[i], w->at[i].count);
		size_t same = 0;
		for (size_t k = 0; k < w->n; k++)
			same += w->at[k].lo == w->at[i].lo && w->at[k].hi == w->at[i].hi;
		if (same > most && w->at[i].hi > 0) {
			most = same;
			*lo = w->at[i].lo;
			*hi = w->at[i].hi;
		}
		o->over += sign == '>';
		o->below += sign == '<';
		if (w->at[i].until && w->at[i].until >= today && w->at[i].until < today + ENDING_DAYS) {
			o->ending++;
			o->ending_names = o->ending_names
						  ? wg_arena_printf(o->c->a, "%s %s", o->ending_names, w->at[i].name)
						  : w->at[i].name;
		}
	}
}

static const struct wg_rows_column band_columns[] = {
	{"households", N_("households"), WG_ROWS_MSG, NULL},
	{"cadres", N_("cadres"), WG_ROWS_INT, NULL},
	{"opens", N_("opens"), WG_ROWS_TEXT, NULL},
};

/* where: which cadres, as an expression. */
static void add_band(struct overview *o, struct wg_rows *t, const char *label, int64_t n, const char *where)
{
	struct wg_datum *row = wg__row(o->c, t);
	row[0] = wg__text(label);
	row[1] = wg__int(n);
	row[2] = wg__text(about(o, wg_arena_printf(o->c->a, "cadres --where '%s'", where)));
}

/* How many households the cadres of the commonest band hold, in four steps of it; the others, such as part-timers, are
 * counted by their band. */
static void bands(struct overview *o, int lo, int hi)
{
	struct wg_rows *t = wg__table(o->c, "bands", N_("Households of the contacts"), band_columns, 3);
	int step = (hi - lo + BUCKETS) / BUCKETS;
	int64_t in[BUCKETS + 2] = {0}, others = 0;
	if (hi == 0)
		return;
	for (size_t i = 0; i < o->takers.n; i++) {
		const struct wg_worker *w = &o->takers.at[i];
		if (w->lo != lo || w->hi != hi)
			others++;
		else if (w->count < lo)
			in[0]++;
		else if (w->count > hi)
			in[BUCKETS + 1]++;
		else
			in[1 + (w->count - lo) / step]++;
	}
	struct wg_arena *a = o->c->a;
	const char *band = wg_arena_printf(a, "band_lo=%d band_hi=%d", lo, hi);
	add_band(o, t, wg_arena_printf(a, "< %d", lo), in[0], wg_arena_printf(a, "%s households<%d", band, lo));
	for (int i = 0; i < BUCKETS && lo + i * step <= hi; i++) {
		int first = lo + i * step, last = first + step - 1 < hi ? first + step - 1 : hi;
		add_band(o, t, wg_arena_printf(a, "%d-%d", first, last), in[1 + i],
			 wg_arena_printf(a, "%s households>=%d households<=%d", band, first, last));
	}
	add_band(o, t, wg_arena_printf(a, "> %d", hi), in[BUCKETS + 1],
		 wg_arena_printf(a, "%s households>%d", band, hi));
	if (others > 0)
		add_band(o, t, N_("others"), others, wg_arena_printf(a, "!(%s)", band));
}

static const struct wg_rows_column area_columns[] = {
	{"name", N_("place"), WG_ROWS_TEXT, NULL},
	{"path", N_("path"), WG_ROWS_TEXT, NULL},
	{"households", N_("households"), WG_ROWS_INT, NULL},
	{"covered", N_("covered"), WG_ROWS_INT, NULL},
	{"uncovered", N_("uncovered"), WG_ROWS_INT, NULL},
	{"contacts", N_("contacts"), WG_ROWS_INT, NULL},
	{"care", N_("care"), WG_ROWS_INT, NULL},
	{"opens", N_("opens"), WG_ROWS_TEXT, NULL},
};

/* Of those who hold households, who begins the walk in this node. */
static enum wg_err contacts_in(struct overview *o, const struct wg_node *node, int64_t *n, struct wg_error *e)
{
	struct wg_range *range = NULL;
	size_t n_ranges = 0;
	enum wg_err err = wg_node_ranges(o->c->office, node, o->c->a, &range, &n_ranges, e);
	*n = 0;
	for (size_t i = 0; err == WG_OK && i < o->takers.n; i++) {
		const struct wg_worker *w = &o->takers.at[i];
		for (size_t k = 0; w->count > 0 && k < n_ranges; k++)
			*n += w->first_pos >= range[k].lo && w->first_pos <= range[k].hi;
	}
	return err;
}

/* What stands below the node; a place alone in its parent is passed through: its parts say more. */
static enum wg_err areas(struct overview *o, struct wg_error *e)
{
	struct wg_nodes below;
	struct wg_node top = o->node;
	enum wg_err err = wg_node_children(o->c->office, &top, o->c->a, &below, e);
	while (err == WG_OK && below.n == 1 && below.at[0].has_children) {
		top = below.at[0];
		err = wg_node_children(o->c->office, &top, o->c->a, &below, e);
	}
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(o->c, "places", N_("Places"), area_columns, 8);
	for (size_t i = 0; err == WG_OK && i < below.n; i++) {
		const struct wg_node *node = &below.at[i];
		const char *path;
		int64_t contacts;
		if ((err = wg_node_path(o->c->office, node, "/", o->c->a, &path, e)) != WG_OK ||
		    (err = contacts_in(o, node, &contacts, e)) != WG_OK)
			return err;
		struct wg_datum *row = wg__row(o->c, t);
		row[0] = wg__text(node->name);
		row[1] = wg__text(path);
		row[2] = wg__int(node->counters.households);
		row[3] = wg__int(node->counters.covered);
		row[4] = wg__int(node->counters.households - node->counters.covered);
		row[5] = wg__int(contacts);
		row[6] = wg__int(node->counters.care);
		row[7] = wg__text(wg_arena_printf(o->c->a, "households --under '%s'", path));
	}
	return err;
}

static const struct wg_rows_column care_columns[] = {
	{"group", N_("care group"), WG_ROWS_CODE, "care"},
	{"households", N_("households"), WG_ROWS_INT, NULL},
	{"covered", N_("covered"), WG_ROWS_INT, NULL},
	{"opens", N_("opens"), WG_ROWS_TEXT, NULL},
};

static int64_t covered_of(const struct wg_value_counts *covered, const char *group)
{
	for (size_t i = 0; i < covered->n; i++)
		if (strcmp(covered->at[i].value, group) == 0)
			return covered->at[i].n;
	return 0;
}

static enum wg_err care(struct overview *o, struct wg_error *e)
{
	const struct wg_household_filter all = {.where = "care"}, with_contact = {.where = "care contact"};
	struct wg_value_counts list, covered;
	enum wg_err err = wg_household_values(o->c->office, &o->node, &all, WG_HH_CARE, MOST_GROUPS, o->c->a, &list, e);
	if (err == WG_OK)
		err = wg_household_values(o->c->office, &o->node, &with_contact, WG_HH_CARE, MOST_GROUPS, o->c->a,
					  &covered, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(o->c, "care", N_("Care groups"), care_columns, 4);
	for (size_t i = 0; i < list.n; i++) {
		struct wg_datum *row = wg__row(o->c, t);
		row[0] = wg__text(list.at[i].value);
		row[1] = wg__int(list.at[i].n);
		row[2] = wg__int(covered_of(&covered, list.at[i].value));
		row[3] = wg__text(about(o, wg_arena_printf(o->c->a, "households --where care=%s", list.at[i].value)));
	}
	return WG_OK;
}

enum wg_err wg__exec_overview(struct wg_call *c, struct wg_error *e)
{
	struct overview o = {.c = c};
	int lo, hi;
	enum wg_err err = wg__arg_place(c, "under", &o.node, e);
	if (err == WG_OK)
		err = wg_node_path(c->office, &o.node, "/", c->a, &o.path, e);
	if (err == WG_OK)
		err = wg_worker_list(c->office, &o.node, true, c->a, &o.takers, e);
	if (err != WG_OK)
		return err;
	look_at_cadres(&o, &lo, &hi);
	if ((err = today(&o, e)) != WG_OK)
		return err;
	bands(&o, lo, hi);
	if ((err = areas(&o, e)) != WG_OK || (err = care(&o, e)) != WG_OK)
		return err;
	const struct wg_counters *n = &o.node.counters;
	wg__say(c, N_("{1} households, {2} residents, {3} contacts; {4} of the own community ({5} %)"), "lllls",
		(long long)n->households, (long long)n->people, (long long)o.takers.n, (long long)n->own,
		wg_arena_printf(c->a, "%.1f", n->households ? 100.0 * (double)n->own / (double)n->households : 0.0));
	return WG_OK;
}
