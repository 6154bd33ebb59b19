#include "wangge/resource.h"

#include "command/choose.h"
#include "command/edit.h"
#include "command/exec.h"

/* Venues, goods, money: what can be lent or given. */

static const char SQL_SAME[] =
	"SELECT 1 FROM resource WHERE kind = $1 AND name = $2 AND place_id IS NOT DISTINCT FROM $3 AND id <> $4";
static const char SQL_CITED[] = "SELECT p.name FROM project_part x JOIN project p ON p.id = x.project_id "
				"WHERE x.resource_id = $1 ORDER BY p.id LIMIT 1";

static const struct wg__edit_field fields[] = {
	{.param = "name", .col = WG_RESOURCE_NAME, .kind = WG__EDIT_LINE, .must = true},
	{.param = "kind", .col = WG_RESOURCE_KIND, .kind = WG__EDIT_CODE, .list = "resource_kind", .must = true},
	{.param = "place", .col = WG_RESOURCE_PLACE_ID, .kind = WG__EDIT_PLACE},
	{.param = "supplier", .col = WG_RESOURCE_SUPPLIER_ID, .kind = WG__EDIT_WORKER},
	{.param = "services", .col = WG_RESOURCE_SERVICES, .kind = WG__EDIT_CODES, .list = "service"},
	{.param = "quantity", .col = WG_RESOURCE_QUANTITY, .kind = WG__EDIT_AMOUNT},
	{.param = "measure", .col = WG_RESOURCE_MEASURE, .kind = WG__EDIT_LINE},
	{.param = "free", .col = WG_RESOURCE_SLOTS, .kind = WG__EDIT_SLOTS},
	{.param = "phone", .col = WG_RESOURCE_PHONE, .kind = WG__EDIT_PHONE},
	{.param = "until", .col = WG_RESOURCE_UNTIL, .kind = WG__EDIT_DAY},
	{.param = "note", .col = WG_RESOURCE_NOTE, .kind = WG__EDIT_LINE},
};

static struct wg_datum resource_cell(const void *resource, size_t column)
{
	return wg_resource_datum(resource, column);
}

enum wg_err wg__exec_resources(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	struct wg_resources list = {0};
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = wg_resource_list(c->office, &node, c->a, &list, e);
	if (err == WG_OK)
		err = wg__choose(c, wg_resource_columns, WG_RESOURCE_KEYS, resource_cell, list.at, sizeof *list.at,
				 &list.n, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "resources", NULL, wg_resource_columns, WG_RESOURCE_KEYS);
	for (size_t i = 0; i < list.n; i++) {
		struct wg_datum *row = wg__row(c, t);
		for (size_t k = 0; k < WG_RESOURCE_KEYS; k++)
			row[k] = wg_resource_datum(&list.at[i], k);
	}
	wg__say(c, N_("{1} resources"), "l", (long long)list.n);
	return WG_OK;
}

/* The same thing twice at one place is a slip. */
static enum wg_err check_twice(struct wg__edit *m, struct wg_error *e)
{
	int64_t there = 0;
	const struct wg_value *v = m->after;
	struct wg_stmt *st = wg_query(m->c->db, SQL_SAME);
	wg_bind_text(st, 1, v[WG_RESOURCE_KIND].s);
	wg_bind_text(st, 2, v[WG_RESOURCE_NAME].s);
	if (v[WG_RESOURCE_PLACE_ID].type == WG_INT)
		wg_bind_int(st, 3, v[WG_RESOURCE_PLACE_ID].i);
	wg_bind_int(st, 4, m->id);
	enum wg_err err = wg_one_int(st, 0, &there, e);
	if (err == WG_OK && there)
		wg__edit_refuse(m, "name", v[WG_RESOURCE_NAME].s, N_("is recorded there already"), "");
	return err;
}

enum wg_err wg__exec_add_resource(struct wg_call *c, struct wg_error *e)
{
	struct wg__edit m = {.c = c, .table = WG_T_RESOURCE, .fields = fields, .n = sizeof fields / sizeof *fields};
	int64_t id = 0;
	enum wg_err err = wg__edit_new(&m, e);
	if (err == WG_OK && m.after[WG_RESOURCE_KIND].type == WG_NULL && !wg__arg(c, "kind"))
		m.after[WG_RESOURCE_KIND] = wg_text_value("venue");
	if (err == WG_OK && c->out->n_refusals == 0)
		err = check_twice(&m, e);
	if (err != WG_OK || c->out->n_refusals > 0)
		return err;
	if ((err = wg_row_insert(c->tx, WG_T_RESOURCE, m.after, &id, e)) == WG_OK)
		wg__say(c, N_("{1} is on record"), "s", m.after[WG_RESOURCE_NAME].s);
	return err;
}

static enum wg_err arg_resource(struct wg_call *c, struct wg_resource *out, struct wg_error *e)
{
	return wg_resource_find(c->office, wg__arg(c, "resource"), c->a, out, e);
}

enum wg_err wg__exec_edit_resource(struct wg_call *c, struct wg_error *e)
{
	struct wg__edit m = {.c = c, .table = WG_T_RESOURCE, .fields = fields, .n = sizeof fields / sizeof *fields};
	struct wg_resource r = {0};
	enum wg_err err = arg_resource(c, &r, e);
	m.id = r.id;
	if (err == WG_OK)
		err = wg__edit_open(&m, e);
	if (err == WG_OK)
		err = wg__edit_stale(&m, r.name, e);
	if (err == WG_OK && c->out->n_refusals == 0)
		err = check_twice(&m, e);
	return err == WG_OK ? wg__edit_write(&m, r.name, 0, e) : err;
}

enum wg_err wg__exec_delete_resource(struct wg_call *c, struct wg_error *e)
{
	struct wg_resource r;
	const char *project = NULL;
	enum wg_err err = arg_resource(c, &r, e);
	if (err != WG_OK)
		return err;
	struct wg_stmt *st = wg_query(c->db, SQL_CITED);
	wg_bind_int(st, 1, r.id);
	if (wg_step(st))
		project = wg_arena_strdup(c->a, wg_text(st, 0));
	if ((err = wg_done(st, e)) != WG_OK)
		return err;
	if (project)
		return wg_fail(e, WG_EREFUSED, N_("{1} belongs to the project {2}: take it out there first"), "ss",
			       r.name, project);
	if ((err = wg_row_delete(c->tx, WG_T_RESOURCE, r.id, e)) == WG_OK)
		wg__say(c, N_("{1} is deleted"), "s", r.name);
	return err;
}
