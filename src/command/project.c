#include "wangge/project.h"

#include <string.h>

#include "base/clock.h"
#include "command/choose.h"
#include "command/edit.h"
#include "command/exec.h"
#include "command/need.h"
#include "wangge/need.h"
#include "wangge/resource.h"

/* A project answers a need with what there is: it cites at least one need, and at least one helper, unit or resource.
 */

static const struct wg__edit_field fields[] = {
	{.param = "name", .col = WG_PROJECT_NAME, .kind = WG__EDIT_LINE, .must = true},
	{.param = "micro", .col = WG_PROJECT_MICRO, .kind = WG__EDIT_CODE, .list = "micro"},
	{.param = "place", .col = WG_PROJECT_PLACE_ID, .kind = WG__EDIT_PLACE},
	{.param = "leader", .col = WG_PROJECT_LEADER_ID, .kind = WG__EDIT_WORKER},
	{.param = "since", .col = WG_PROJECT_SINCE, .kind = WG__EDIT_DAY, .must = true},
	{.param = "until", .col = WG_PROJECT_UNTIL, .kind = WG__EDIT_DAY},
	{.param = "note", .col = WG_PROJECT_NOTE, .kind = WG__EDIT_LINE},
};

/* What the parameters needs, helpers and resources name. */
struct parts {
	struct {
		int col;
		int64_t id;
		const char *name;
	} * at;
	size_t n;
};

static void add_part(struct parts *p, int col, int64_t id, const char *name)
{
	p->at[p->n].col = col;
	p->at[p->n].id = id;
	p->at[p->n++].name = name;
}

static enum wg_err arg_resources(struct wg_call *c, struct parts *p, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		struct wg_resource r;
		if (strcmp(c->args->at[i].name, "resources") != 0)
			continue;
		if ((err = wg_resource_find(c->office, c->args->at[i].value, c->a, &r, e)) == WG_OK)
			add_part(p, WG_PROJECT_PART_RESOURCE_ID, r.id, r.name);
	}
	return err;
}

static enum wg_err arg_parts(struct wg_call *c, struct parts *p, struct wg_error *e)
{
	struct wg_need *needs = NULL;
	struct wg_worker *helpers = NULL;
	size_t n_needs = 0, n_helpers = 0;
	enum wg_err err = wg__arg(c, "needs") ? wg__arg_needs(c, "needs", &needs, &n_needs, e) : WG_OK;
	if (err == WG_OK && wg__arg(c, "helpers"))
		err = wg__arg_workers(c, "helpers", &helpers, &n_helpers, e);
	if (err != WG_OK)
		return err;
	*p = (struct parts){.at = wg_arena_alloc(c->a, (n_needs + n_helpers + c->args->n + 1) * sizeof *p->at)};
	for (size_t i = 0; i < n_needs; i++)
		add_part(p, WG_PROJECT_PART_NEED_ID, needs[i].id, needs[i].title);
	for (size_t i = 0; i < n_helpers; i++)
		add_part(p, WG_PROJECT_PART_WORKER_ID, helpers[i].id, helpers[i].name);
	return arg_resources(c, p, e);
}

static int col_of(const struct wg_project_part *part)
{
	return strcmp(part->kind, "need") == 0     ? WG_PROJECT_PART_NEED_ID
	       : strcmp(part->kind, "helper") == 0 ? WG_PROJECT_PART_WORKER_ID
						   : WG_PROJECT_PART_RESOURCE_ID;
}

static const struct wg_project_part *cited(const struct wg_project_parts *list, int col, int64_t id)
{
	for (size_t i = 0; i < list->n; i++) {
		if (list->at[i].part_id == id && col_of(&list->at[i]) == col)
			return &list->at[i];
	}
	return NULL;
}

/* What is cited already is no change. */
static enum wg_err cite(struct wg_call *c, int64_t project, const struct wg_project_parts *list, const struct parts *p,
			int *n, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < p->n; i++) {
		int64_t id = 0;
		struct wg_value v[WG_PROJECT_PART_COLUMNS] = {[WG_PROJECT_PART_PROJECT_ID] = wg_int_value(project)};
		if (cited(list, p->at[i].col, p->at[i].id))
			continue;
		v[p->at[i].col] = wg_int_value(p->at[i].id);
		err = wg_row_insert(c->tx, WG_T_PROJECT_PART, v, &id, e);
		++*n;
	}
	return err;
}

static void check_both(struct wg_call *c, const char *name, int64_t needs, int64_t resources)
{
	if (needs == 0)
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, "needs", name, N_("a project cites at least one need"), "");
	if (resources == 0)
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, "resources", name,
			    N_("a project cites at least one helper, unit or resource"), "");
}

static void check_days(struct wg__edit *m)
{
	const struct wg_value *since = &m->after[WG_PROJECT_SINCE], *until = &m->after[WG_PROJECT_UNTIL];
	if (since->type == WG_INT && until->type == WG_INT && until->i < since->i)
		wg__edit_refuse(m, "until", wg__arg(m->c, "until"), N_("it would end before it begins"), "");
}

static void count_parts(const struct parts *p, int64_t *needs, int64_t *resources)
{
	for (size_t i = 0; i < p->n; i++)
		++*(p->at[i].col == WG_PROJECT_PART_NEED_ID ? needs : resources);
}

enum wg_err wg__exec_add_project(struct wg_call *c, struct wg_error *e)
{
	struct wg__edit m = {.c = c, .table = WG_T_PROJECT, .fields = fields, .n = sizeof fields / sizeof *fields};
	struct wg_project_parts none = {0};
	struct wg_project same;
	struct parts p;
	int64_t id = 0, needs = 0, resources = 0;
	int n = 0;
	enum wg_err err = wg__edit_new(&m, e);
	if (err != WG_OK || (err = arg_parts(c, &p, e)) != WG_OK)
		return err;
	if (m.after[WG_PROJECT_SINCE].type == WG_NULL)
		m.after[WG_PROJECT_SINCE] = wg_int_value(wg_day_of(wg_tx_at(c->tx)));
	const char *name = m.after[WG_PROJECT_NAME].s ? m.after[WG_PROJECT_NAME].s : "";
	count_parts(&p, &needs, &resources);
	check_both(c, name, needs, resources);
	check_days(&m);
	if (wg_project_find(c->office, name, c->a, &same, NULL) == WG_OK)
		wg__edit_refuse(&m, "name", name, N_("there is a project of this name"), "");
	if (c->out->n_refusals > 0)
		return WG_OK;
	if ((err = wg_row_insert(c->tx, WG_T_PROJECT, m.after, &id, e)) == WG_OK)
		err = cite(c, id, &none, &p, &n, e);
	if (err == WG_OK)
		wg__say(c, N_("the project {1} is on record: {2} needs, {3} resources"), "sll", name, (long long)needs,
			(long long)resources);
	return err;
}

static enum wg_err arg_project(struct wg_call *c, struct wg_project *out, struct wg_error *e)
{
	return wg_project_find(c->office, wg__arg(c, "project"), c->a, out, e);
}

enum wg_err wg__exec_edit_project(struct wg_call *c, struct wg_error *e)
{
	struct wg__edit m = {.c = c, .table = WG_T_PROJECT, .fields = fields, .n = sizeof fields / sizeof *fields};
	struct wg_project p = {0};
	enum wg_err err = arg_project(c, &p, e);
	m.id = p.id;
	if (err == WG_OK)
		err = wg__edit_open(&m, e);
	if (err == WG_OK)
		err = wg__edit_stale(&m, p.name, e);
	if (err == WG_OK)
		check_days(&m);
	return err == WG_OK ? wg__edit_write(&m, p.name, 0, e) : err;
}

enum wg_err wg__exec_cite(struct wg_call *c, struct wg_error *e)
{
	struct wg_project project;
	struct wg_project_parts list;
	struct parts p;
	int n = 0;
	enum wg_err err = arg_project(c, &project, e);
	if (err == WG_OK)
		err = wg_project_parts(c->office, project.id, c->a, &list, e);
	if (err == WG_OK)
		err = arg_parts(c, &p, e);
	if (err == WG_OK && p.n == 0)
		err = wg_fail(e, WG_EUSAGE, N_("say which needs, helpers or resources"), "");
	if (err == WG_OK)
		err = cite(c, project.id, &list, &p, &n, e);
	if (err == WG_OK)
		wg__say(c, N_("{1} cites {2} more"), "sd", project.name, n);
	return err;
}

enum wg_err wg__exec_uncite(struct wg_call *c, struct wg_error *e)
{
	struct wg_project project;
	struct wg_project_parts list;
	struct parts p;
	enum wg_err err = arg_project(c, &project, e);
	if (err == WG_OK)
		err = wg_project_parts(c->office, project.id, c->a, &list, e);
	if (err == WG_OK)
		err = arg_parts(c, &p, e);
	for (size_t i = 0; err == WG_OK && i < p.n; i++) {
		const struct wg_project_part *part = cited(&list, p.at[i].col, p.at[i].id);
		if (!part) {
			wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, NULL, p.at[i].name, N_("{1} does not cite it"), "s",
				    project.name);
			continue;
		}
		--*(p.at[i].col == WG_PROJECT_PART_NEED_ID ? &project.needs : &project.resources);
		err = wg_row_delete(c->tx, WG_T_PROJECT_PART, part->id, e);
	}
	if (err != WG_OK)
		return err;
	check_both(c, project.name, project.needs, project.resources);
	wg__say(c, N_("{1} cites {2} needs and {3} resources"), "sll", project.name, (long long)project.needs,
		(long long)project.resources);
	return WG_OK;
}

static const struct wg_rows_column columns[] = {
	{"id", N_("id"), WG_ROWS_ID, NULL},
	{"name", N_("name"), WG_ROWS_TEXT, NULL},
	{"micro", N_("micro"), WG_ROWS_CODE, "micro"},
	{"where", N_("where"), WG_ROWS_TEXT, NULL},
	{"leader", N_("leader"), WG_ROWS_TEXT, NULL},
	{"since", N_("since"), WG_ROWS_DATE, NULL},
	{"until", N_("until"), WG_ROWS_DATE, NULL},
	{"needs", N_("needs"), WG_ROWS_INT, NULL},
	{"open", N_("open needs"), WG_ROWS_INT, NULL},
	{"resources", N_("resources"), WG_ROWS_INT, NULL},
	{"note", N_("note"), WG_ROWS_TEXT, NULL},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static struct wg_datum cell(const void *project, size_t column)
{
	const struct wg_project *p = project;
	const struct wg_datum row[COLUMNS] = {
		wg__int(p->id),      wg__text(p->name),     wg__text(p->micro),        wg__text(p->where),
		wg__text(p->leader), wg__int(p->since),     wg__int_or_null(p->until), wg__int(p->needs),
		wg__int(p->open),    wg__int(p->resources), wg__text(p->note),
	};
	return row[column];
}

static void add_row(struct wg_call *c, struct wg_rows *t, const struct wg_project *p)
{
	struct wg_datum *row = wg__row(c, t);
	for (size_t k = 0; k < COLUMNS; k++)
		row[k] = cell(p, k);
}

enum wg_err wg__exec_projects(struct wg_call *c, struct wg_error *e)
{
	struct wg_projects list = {0};
	enum wg_err err = wg_project_list(c->office, c->a, &list, e);
	if (err == WG_OK)
		err = wg__choose(c, columns, COLUMNS, cell, list.at, sizeof *list.at, &list.n, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "projects", NULL, columns, COLUMNS);
	for (size_t i = 0; i < list.n; i++)
		add_row(c, t, &list.at[i]);
	wg__say(c, N_("{1} projects"), "l", (long long)list.n);
	return WG_OK;
}

enum wg_err wg__exec_project(struct wg_call *c, struct wg_error *e)
{
	static const struct wg_rows_column part_columns[] = {
		{"kind", N_("what"), WG_ROWS_MSG, NULL},
		{"number", N_("number"), WG_ROWS_INT, NULL},
		{"name", N_("name"), WG_ROWS_TEXT, NULL},
	};
	struct wg_project p;
	struct wg_project_parts list = {0};
	enum wg_err err = arg_project(c, &p, e);
	if (err == WG_OK)
		err = wg_project_parts(c->office, p.id, c->a, &list, e);
	if (err != WG_OK)
		return err;
	add_row(c, wg__table(c, "projects", NULL, columns, COLUMNS), &p);
	struct wg_rows *t = wg__table(c, "parts", N_("What it cites"), part_columns, 3);
	for (size_t i = 0; i < list.n; i++) {
		static const char *const kinds[] = {N_("need"), N_("helper"), N_("resource")};
		int col = col_of(&list.at[i]);
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__text(kinds[col == WG_PROJECT_PART_NEED_ID ? 0 : col == WG_PROJECT_PART_WORKER_ID ? 1 : 2]);
		row[1] = wg__int(wg__need_number(list.at[i].part_id));
		row[2] = wg__text(list.at[i].name);
	}
	wg__say(c, N_("{1} cites {2} needs and {3} resources"), "sll", p.name, (long long)p.needs,
		(long long)p.resources);
	return WG_OK;
}
