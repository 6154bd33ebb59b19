#include <stdio.h>
#include <string.h>

#include "command/choose.h"
#include "command/exec.h"
#include "command/gone.h"
#include "command/helper.h"
#include "command/need.h"
#include "command/role.h"
#include "wangge/journal.h"

#define N_COLUMNS(columns) (sizeof columns / sizeof *columns)

static const struct wg_rows_column tree_columns[] = {
	{"id", N_("id"), WG_ROWS_ID, NULL},
	{"kind", N_("kind"), WG_ROWS_TEXT, NULL},
	{"depth", N_("depth"), WG_ROWS_INT, NULL},
	{"name", N_("place"), WG_ROWS_TEXT, NULL},
	{"path", N_("path"), WG_ROWS_TEXT, NULL},
	{"households", N_("households"), WG_ROWS_INT, NULL},
	{"covered", N_("covered"), WG_ROWS_INT, NULL},
	{"uncovered", N_("uncovered"), WG_ROWS_INT, NULL},
	{"people", N_("residents"), WG_ROWS_INT, NULL},
	{"care", N_("care"), WG_ROWS_INT, NULL},
	{"own", N_("own community"), WG_ROWS_INT, NULL},
	{"load", N_("load"), WG_ROWS_INT, NULL},
	{"vacant", N_("vacant"), WG_ROWS_INT, NULL},
	{"needs", N_("open needs"), WG_ROWS_INT, NULL},
};

static const char *kind_of(const struct wg_node *n)
{
	static const char *const levels[] = {"office", "subdistrict", "community", "compound", "building", "entrance"};
	return n->kind == WG_NODE_AREA ? "grid" : levels[n->level];
}

static enum wg_err add_tree(struct wg_call *c, struct wg_rows *t, const struct wg_node *node, int64_t depth,
			    int64_t left, struct wg_error *e)
{
	struct wg_nodes below;
	enum wg_err err = wg_node_children(c->office, node, c->a, &below, e);
	for (size_t i = 0; err == WG_OK && i < below.n; i++) {
		const struct wg_node *n = &below.at[i];
		const char *path;
		if ((err = wg_node_path(c->office, n, "/", c->a, &path, e)) != WG_OK)
			return err;
		struct wg_datum *row = wg__row(c, t);
		const int64_t counts[] = {
			n->counters.households, n->counters.covered, n->counters.households - n->counters.covered,
			n->counters.people,     n->counters.care,    n->counters.own,
			n->counters.load,       n->counters.vacant,  n->counters.needs};
		row[0] = wg__int(n->id);
		row[1] = wg__text(kind_of(n));
		row[2] = wg__int(depth);
		row[3] = wg__text(wg_arena_printf(c->a, "%*s%s", (int)depth * 2, "", n->name));
		row[4] = wg__text(path);
		for (size_t k = 0; k < N_COLUMNS(counts); k++)
			row[5 + k] = wg__int(counts[k]);
		if (left > 1)
			err = add_tree(c, t, n, depth + 1, left - 1, e);
	}
	return err;
}

enum wg_err wg__exec_tree(struct wg_call *c, struct wg_error *e)
{
	struct wg_node top;
	int64_t depth;
	enum wg_err err = wg__arg_int(c, "depth", 99, &depth, e);
	if (err == WG_OK)
		err = wg__arg_place(c, "under", &top, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "tree", NULL, tree_columns, N_COLUMNS(tree_columns));
	err = add_tree(c, t, &top, 0, depth, e);
	const struct wg_counters *n = &top.counters;
	if (err == WG_OK)
		wg__say(c,
			N_("{1} households, {2} residents, {3} covered, {4} uncovered, {5} vacant; {6} of the own "
			   "community ({7} %)"),
			"lllllls", (long long)n->households, (long long)n->people, (long long)n->covered,
			(long long)(n->households - n->covered), (long long)n->vacant, (long long)n->own,
			wg_arena_printf(c->a, "%.1f",
					n->households ? 100.0 * (double)n->own / (double)n->households : 0.0));
	return err;
}

static struct wg_rows *household_table(struct wg_call *c, const char *key, const char *title)
{
	return wg__table(c, key, title, wg_household_columns, WG_HH_COLUMNS);
}

static void add_household(struct wg_call *c, struct wg_rows *t, const struct wg_household *h)
{
	struct wg_datum *row = wg__row(c, t);
	for (size_t i = 0; i < WG_HH_COLUMNS; i++)
		row[i] = wg_household_datum(h, i);
}

enum wg_err wg__exec_households(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	struct wg_worker w;
	struct wg_households list;
	struct wg_household_filter f = {.vacant = wg__flag(c, "vacant") || wg__flag(c, "where"),
					.uncovered = wg__flag(c, "uncovered"),
					.where = wg__arg(c, "where")};
	wg__read_sort(c, &f.sort, &f.descending);
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK && wg__flag(c, "contact")) {
		err = wg__arg_worker(c, "contact", &w, e);
		f.contact_id = w.id;
	}
	if (err == WG_OK)
		err = wg_household_list(c->office, &node, &f, 0, -1, c->a, &list, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = household_table(c, "households", NULL);
	int64_t households = 0;
	for (size_t i = 0; i < list.n; i++) {
		add_household(c, t, &list.at[i]);
		households += list.at[i].id != 0;
	}
	wg__say(c, N_("{1} households"), "l", (long long)households);
	return WG_OK;
}

static struct wg_rows *cadre_table(struct wg_call *c, const char *key)
{
	return wg__table(c, key, NULL, wg_worker_columns, WG_WORKER_KEYS);
}

static void add_worker(struct wg_call *c, struct wg_rows *t, const struct wg_worker *w)
{
	struct wg_datum *row = wg__row(c, t);
	for (size_t i = 0; i < WG_WORKER_KEYS; i++)
		row[i] = wg_worker_datum(w, i);
}

static struct wg_datum worker_cell(const void *worker, size_t column)
{
	return wg_worker_datum(worker, column);
}

enum wg_err wg__exec_cadres(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	struct wg_workers list;
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = wg_worker_list(c->office, &node, !wg__flag(c, "all"), c->a, &list, e);
	if (err == WG_OK)
		err = wg__choose(c, wg_worker_columns, WG_WORKER_KEYS, worker_cell, list.at, sizeof *list.at, &list.n,
				 e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = cadre_table(c, "cadres");
	for (size_t i = 0; i < list.n; i++)
		add_worker(c, t, &list.at[i]);
	wg__say(c, N_("{1} cadres"), "l", (long long)list.n);
	return WG_OK;
}

static enum wg_err show_members(struct wg_call *c, int64_t household, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"id", N_("id"), WG_ROWS_ID, NULL},
		{"relation", N_("relation"), WG_ROWS_CODE, "relation"},
		{"name", N_("name"), WG_ROWS_TEXT, NULL},
		{"birth", N_("born"), WG_ROWS_DATE, NULL},
		{"phone", N_("telephone"), WG_ROWS_TEXT, NULL},
		{"id_no", N_("id number"), WG_ROWS_TEXT, NULL},
		{"care", N_("care"), WG_ROWS_CODE, "care"},
	};
	struct wg_persons list;
	enum wg_err err = wg_household_members(c->office, household, c->a, &list, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "members", N_("Members"), columns, N_COLUMNS(columns));
	for (size_t i = 0; i < list.n; i++) {
		const struct wg_person *p = &list.at[i];
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(p->id);
		row[1] = wg__text(p->relation);
		row[2] = wg__text(p->name);
		if (p->has_birth)
			row[3] = wg__int(p->birth);
		row[4] = wg__text(p->phone);
		row[5] = wg__text(p->id_no);
		row[6] = wg__text(p->care);
	}
	return WG_OK;
}

static enum wg_err show_contacts(struct wg_call *c, int64_t household, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"contact", N_("contact"), WG_ROWS_TEXT, NULL},
		{"unit", N_("unit"), WG_ROWS_TEXT, NULL},
		{"since", N_("since"), WG_ROWS_DATE, NULL},
		{"until", N_("until"), WG_ROWS_DATE, NULL},
		{"reason", N_("reason"), WG_ROWS_CODE, "reason"},
		{"over_band", N_("over the band because"), WG_ROWS_CODE, "reason"},
		{"batch", N_("batch"), WG_ROWS_INT, NULL},
	};
	struct wg_contacts list;
	enum wg_err err = wg_household_contacts(c->office, household, c->a, &list, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "contacts", N_("Contacts so far"), columns, N_COLUMNS(columns));
	for (size_t i = 0; i < list.n; i++) {
		const struct wg_contact *k = &list.at[i];
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__text(k->worker);
		row[1] = wg__text(k->unit);
		row[2] = wg__int(k->since);
		row[3] = wg__int_or_null(k->until);
		row[4] = wg__text(k->reason);
		row[5] = wg__text(k->over_band);
		row[6] = wg__int_or_null(wg_batch_number(k->batch));
	}
	return WG_OK;
}

static enum wg_err show_household(struct wg_call *c, int64_t id, struct wg_error *e)
{
	struct wg_household h;
	const char *address;
	enum wg_err err = wg_household_get(c->office, id, c->a, &h, e);
	if (err == WG_OK)
		err = wg_household_address(c->office, id, true, c->a, &address, e);
	if (err != WG_OK)
		return err;
	wg__say(c, N_("{1}: {2}, {3} people, contact {4}"), "ssds", address, h.head, h.people,
		*h.contact ? h.contact : "-");
	if (*h.cover)
		wg__note_at(c, WG_NOTE_INFO, NULL, 0, NULL, h.contact, N_("absent today: {1} stands in"), "s", h.cover);
	add_household(c, household_table(c, "household", NULL), &h);
	if ((err = show_members(c, id, e)) == WG_OK && (err = show_contacts(c, id, e)) == WG_OK)
		err = wg__show_past(c, id, e);
	return err;
}

static enum wg_err show_worker(struct wg_call *c, const struct wg_worker *w, struct wg_error *e)
{
	struct wg_node office;
	struct wg_households list;
	struct wg_household_filter f = {.contact_id = w->id};
	enum wg_err err = wg_node_get(c->office, WG_NODE_OFFICE, 0, c->a, &office, e);
	if (err == WG_OK)
		err = wg_household_list(c->office, &office, &f, 0, -1, c->a, &list, e);
	if (err != WG_OK)
		return err;
	wg__say(c, N_("{1}: {2} households, load {3}"), "sll", w->name, (long long)w->count, (long long)w->load);
	add_worker(c, cadre_table(c, "worker"), w);
	struct wg_rows *t = household_table(c, "households", N_("Households"));
	for (size_t i = 0; i < list.n; i++)
		add_household(c, t, &list.at[i]);
	return wg__helper_tables(c, w->id, e);
}

/* What is known of a place besides its counters. */
static enum wg_err show_place(struct wg_call *c, int64_t id, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"code", N_("code"), WG_ROWS_TEXT, NULL},
		{"street_no", N_("street number"), WG_ROWS_INT, NULL},
		{"kind", N_("kind"), WG_ROWS_CODE, "place_kind"},
		{"management", N_("management"), WG_ROWS_CODE, "management"},
		{"lift", N_("lifts"), WG_ROWS_INT, NULL},
		{"walk", N_("walking order"), WG_ROWS_TEXT, NULL},
		{"group_note", N_("neighbours' group"), WG_ROWS_TEXT, NULL},
		{"note", N_("note"), WG_ROWS_TEXT, NULL},
	};
	static const int from[] = {WG_PLACE_CODE, WG_PLACE_STREET_NO, WG_PLACE_KIND,       WG_PLACE_MANAGEMENT,
				   WG_PLACE_LIFT, WG_PLACE_WALK,      WG_PLACE_GROUP_NOTE, WG_PLACE_NOTE};
	struct wg_value v[WG_PLACE_COLUMNS];
	bool any = false;
	enum wg_err err = wg_row_get(c->db, WG_T_PLACE, id, v, c->a, e);
	for (size_t i = 0; err == WG_OK && i < N_COLUMNS(from); i++)
		any = any || v[from[i]].type != WG_NULL;
	if (err != WG_OK || !any)
		return err;
	v[WG_PLACE_NOTE] = wg_text_value(wg__show_note(c->office, c->a, v[WG_PLACE_NOTE].s));
	struct wg_datum *row = wg__row(c, wg__table(c, "place", N_("The place"), columns, N_COLUMNS(columns)));
	for (size_t i = 0; i < N_COLUMNS(from); i++) {
		if (v[from[i]].type == WG_INT)
			row[i] = wg__int(v[from[i]].i);
		else if (v[from[i]].type == WG_TEXT)
			row[i] = wg__text(v[from[i]].s);
	}
	return WG_OK;
}

static enum wg_err show_node(struct wg_call *c, const struct wg_node *node, struct wg_error *e)
{
	const char *path;
	enum wg_err err = wg_node_path(c->office, node, "/", c->a, &path, e);
	if (err != WG_OK)
		return err;
	const struct wg_counters *n = &node->counters;
	wg__say(c, N_("{1}: {2} households, {3} residents, {4} covered, {5} uncovered, {6} vacant"), "slllll", path,
		(long long)n->households, (long long)n->people, (long long)n->covered,
		(long long)(n->households - n->covered), (long long)n->vacant);
	int64_t duties = 0;
	err = add_tree(c, wg__table(c, "tree", NULL, tree_columns, N_COLUMNS(tree_columns)), node, 0, 1, e);
	if (err == WG_OK && node->kind == WG_NODE_PLACE)
		err = show_place(c, node->id, e);
	if (err == WG_OK && node->kind != WG_NODE_OFFICE)
		err = wg__duties_table(c, node, WG_DUTIES_HERE, false, &duties, e);
	return err;
}

/* A worker's name goes before a resident's: a resident is found by the door as well. */
enum wg_err wg__exec_show(struct wg_call *c, struct wg_error *e)
{
	const char *what = wg__arg(c, "what");
	struct wg_worker w;
	struct wg_node node;
	int64_t *ids;
	size_t n = 0;
	struct wg_need need;
	if (*what == '#' && wg_need_find(c->office, what, c->a, &need, NULL) == WG_OK)
		return wg__show_need(c, &need, e);
	if (wg_worker_find(c->office, what, c->a, &w, NULL) == WG_OK)
		return show_worker(c, &w, e);
	if (wg_node_find(c->office, what, c->a, &node, NULL) == WG_OK)
		return show_node(c, &node, e);
	enum wg_err err = wg_household_find(c->office, what, c->a, &ids, &n, e);
	for (size_t i = 0; err == WG_OK && i < n && i < 2; i++)
		err = show_household(c, ids[i], e);
	return err;
}
