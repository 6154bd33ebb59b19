#include <string.h>

#include "base/clock.h"
#include "command/exec.h"
#include "command/role.h"
#include "wangge/person.h"

static const char SQL_WORKER_OF[] = "SELECT id FROM worker WHERE person_id = $1 ORDER BY id LIMIT 1";
static const char SQL_DOOR_OF[] = "SELECT door_id FROM household WHERE id = $1";
static const char SQL_HOLDERS[] = "SELECT id, worker_id FROM role WHERE kind = $1 AND place_id IS NOT DISTINCT FROM $2 "
				  "AND area_id IS NOT DISTINCT FROM $3 AND until IS NULL ORDER BY id";

/* What a duty is about: its kind, and the place or the area. */
struct duty {
	const struct wg_code *kind;
	struct wg_node node;
	const char *where;
};

static enum wg_err read_duty(struct wg_call *c, struct duty *d, struct wg_error *e)
{
	const char *typed = wg__arg(c, "kind");
	d->kind = wg_code_find(wg_office_codes(c->office), "role", typed);
	if (!d->kind)
		return wg_fail(e, WG_EUSAGE, N_("{1} is no duty of the list: say 楼栋长, 邻长, 网格员 …"), "s", typed);
	enum wg_err err = wg__arg_place(c, "place", &d->node, e);
	if (err == WG_OK && d->node.kind != WG_NODE_PLACE && d->node.kind != WG_NODE_AREA)
		err = wg_fail(e, WG_EUSAGE, N_("a duty is for a place or a grid"), "");
	return err == WG_OK ? wg_node_path(c->office, &d->node, "/", c->a, &d->where, e) : err;
}

/* A resident becomes one who serves: without households, at home. */
static enum wg_err enlist(struct wg_call *c, const struct wg_person *p, const struct wg_code *kind, int64_t *worker,
			  struct wg_error *e)
{
	int64_t door = 0;
	const struct wg_code *same = wg_code_find(wg_office_codes(c->office), "worker_kind", kind->name);
	struct wg_stmt *st = wg_query(c->db, SQL_WORKER_OF);
	wg_bind_int(st, 1, p->id);
	enum wg_err err = wg_one_int(st, 0, worker, e);
	if (err != WG_OK || *worker)
		return err;
	st = wg_query(c->db, SQL_DOOR_OF);
	wg_bind_int(st, 1, p->household_id);
	if ((err = wg_one_int(st, 0, &door, e)) != WG_OK)
		return err;
	struct wg_value v[WG_WORKER_COLUMNS] = {
		[WG_WORKER_PERSON_ID] = wg_int_value(p->id),
		[WG_WORKER_NAME] = wg_text_value(p->name),
		[WG_WORKER_KIND] = wg_text_value(same ? same->code : "resident"),
		[WG_WORKER_TAKES_HOUSEHOLDS] = wg_int_value(0),
		[WG_WORKER_LIVES_ID] = wg_int_or_null(door, 0),
	};
	if ((err = wg_row_insert(c->tx, WG_T_WORKER, v, worker, e)) == WG_OK)
		wg__note_at(c, WG_NOTE_INFO, NULL, 0, NULL, p->name, N_("a resident: now among those who serve"), "");
	return err;
}

/* A worker by name; else a resident. */
static enum wg_err find_who(struct wg_call *c, const struct wg_code *kind, int64_t *worker, const char **name,
			    struct wg_error *e)
{
	struct wg_worker w;
	struct wg_person p;
	const char *typed = wg__arg(c, "who");
	enum wg_err err = wg_worker_find(c->office, typed, c->a, &w, e);
	if (err == WG_OK) {
		*worker = w.id;
		*name = w.name;
		return WG_OK;
	}
	if (err != WG_ENOTFOUND)
		return err;
	err = wg_person_find(c->office, typed, c->a, &p, e);
	if (err == WG_OK && p.gone)
		err = wg_fail(e, WG_EREFUSED, N_("{1} no longer lives here"), "s", p.name);
	if (err != WG_OK)
		return err;
	*name = p.name;
	return enlist(c, &p, kind, worker, e);
}

/* Who holds the duty now; at most `cap` of them. */
struct holder {
	int64_t role, worker;
};

enum { HOLDERS_MAX = 64 };

static enum wg_err holders_of(struct wg_call *c, const struct duty *d, struct holder *out, size_t *n,
			      struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, SQL_HOLDERS);
	wg_bind_text(st, 1, d->kind->code);
	wg_bind_int(st, d->node.kind == WG_NODE_PLACE ? 2 : 3, d->node.id);
	*n = 0;
	while (wg_step(st)) {
		if (*n < HOLDERS_MAX)
			out[(*n)++] = (struct holder){wg_int(st, 0), wg_int(st, 1)};
	}
	return wg_done(st, e);
}

static enum wg_err end_role(struct wg_call *c, const struct holder *h, struct wg_error *e)
{
	struct wg_worker w;
	enum wg_err err = wg_worker_get(c->office, h->worker, c->a, &w, e);
	if (err == WG_OK)
		wg__note_at(c, WG_NOTE_INFO, NULL, 0, NULL, w.name, N_("has this duty no longer"), "");
	return err == WG_OK ? wg_row_set(c->tx, WG_T_ROLE, h->role, WG_ROLE_UNTIL,
					 wg_int_value(wg_day_of(wg_tx_at(c->tx))), e)
			    : err;
}

enum wg_err wg__exec_appoint(struct wg_call *c, struct wg_error *e)
{
	struct duty d;
	struct holder held[HOLDERS_MAX];
	const char *name = "";
	size_t n = 0;
	int64_t worker = 0, id = 0, since = 0;
	enum wg_err err = read_duty(c, &d, e);
	if (err != WG_OK || (err = wg__arg_date(c, "since", wg_day_of(wg_tx_at(c->tx)), &since, e)) != WG_OK ||
	    (err = find_who(c, d.kind, &worker, &name, e)) != WG_OK || (err = holders_of(c, &d, held, &n, e)) != WG_OK)
		return err;
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		if (held[i].worker == worker)
			return wg_fail(e, WG_EREFUSED, N_("{1} has this duty already"), "s", name);
		if (wg__flag(c, "instead"))
			err = end_role(c, &held[i], e);
	}
	bool place = d.node.kind == WG_NODE_PLACE;
	struct wg_value v[WG_ROLE_COLUMNS] = {
		[WG_ROLE_WORKER_ID] = wg_int_value(worker),
		[WG_ROLE_PLACE_ID] = wg_int_or_null(place ? d.node.id : 0, 0),
		[WG_ROLE_AREA_ID] = wg_int_or_null(place ? 0 : d.node.id, 0),
		[WG_ROLE_KIND] = wg_text_value(d.kind->code),
		[WG_ROLE_SINCE] = wg_int_value(since),
	};
	if (err == WG_OK)
		err = wg_row_insert(c->tx, WG_T_ROLE, v, &id, e);
	if (err == WG_OK)
		wg__say(c, N_("{1}: {2} is {3} now"), "sss", d.where, name,
			wg_office_code_name(c->office, "role", d.kind->code));
	return err;
}

enum wg_err wg__exec_dismiss(struct wg_call *c, struct wg_error *e)
{
	struct duty d;
	struct holder held[HOLDERS_MAX];
	struct wg_worker w = {0};
	size_t n = 0, ended = 0;
	enum wg_err err = read_duty(c, &d, e);
	if (err == WG_OK && wg__arg(c, "who"))
		err = wg__arg_worker(c, "who", &w, e);
	if (err == WG_OK)
		err = holders_of(c, &d, held, &n, e);
	if (err == WG_OK && n > 1 && !w.id)
		err = wg_fail(e, WG_EUSAGE, N_("{1} people have this duty: say which"), "l", (long long)n);
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		if (w.id && held[i].worker != w.id)
			continue;
		err = end_role(c, &held[i], e);
		ended++;
	}
	const char *kind = err == WG_OK ? wg_office_code_name(c->office, "role", d.kind->code) : "";
	if (err == WG_OK && ended == 0)
		err = wg_fail(e, WG_ENOTFOUND, N_("{1} has no {2} like that"), "ss", d.where, kind);
	if (err == WG_OK)
		wg__say(c, N_("{1}: the duty has ended: {2}"), "ss", d.where, kind);
	return err;
}

enum wg_err wg__duties_table(struct wg_call *c, const struct wg_node *node, enum wg_duty_scope scope, bool past,
			     int64_t *n, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"kind", N_("duty"), WG_ROWS_CODE, "role"},     {"where", N_("where"), WG_ROWS_TEXT, NULL},
		{"worker_id", N_("id"), WG_ROWS_ID, NULL},      {"name", N_("name"), WG_ROWS_TEXT, NULL},
		{"phone", N_("telephone"), WG_ROWS_TEXT, NULL}, {"home", N_("lives at"), WG_ROWS_TEXT, NULL},
		{"since", N_("since"), WG_ROWS_DATE, NULL},     {"until", N_("until"), WG_ROWS_DATE, NULL},
	};
	struct wg_duties list;
	enum wg_err err = wg_duty_list(c->office, node, scope, past, c->a, &list, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "roles", N_("Duties"), columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < list.n; i++) {
		const struct wg_duty *r = &list.at[i];
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__text(r->kind);
		row[1] = wg__text(r->where);
		row[2] = wg__int(r->worker_id);
		row[3] = wg__text(r->worker);
		row[4] = wg__text(r->phone);
		row[5] = wg__text(r->home);
		row[6] = wg__int_or_null(r->since);
		row[7] = wg__int_or_null(r->until);
	}
	*n = (int64_t)list.n;
	return WG_OK;
}

enum wg_err wg__exec_roles(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	int64_t n = 0;
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = wg__duties_table(c, &node, WG_DUTIES_BELOW, wg__flag(c, "all"), &n, e);
	if (err == WG_OK)
		wg__say(c, N_("{1} duties"), "l", (long long)n);
	return err;
}
