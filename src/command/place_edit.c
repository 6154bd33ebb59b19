#include "command/place_edit.h"

#include <assert.h>
#include <string.h>

#include "base/vec.h"
#include "command/siblings.h"
#include "store/derive.h"
#include "store/refer.h"
#include "text/address.h"
#include "text/key.h"

static const char SQL_CHILDREN[] =
	"SELECT id, ord, name, implicit FROM place WHERE parent_id IS NOT DISTINCT FROM $1 ORDER BY ord";
static const char SQL_IMPLICIT[] = "SELECT id FROM place WHERE parent_id IS NOT DISTINCT FROM $1 AND implicit = 1 "
				   "ORDER BY ord LIMIT 1";
static const char SQL_LEFT[] = "SELECT (SELECT count(*) FROM place WHERE parent_id = $1) + (SELECT count(*) FROM door "
			       "WHERE entrance_id = $1)";
static const char SQL_ABOVE[] = "SELECT parent_id, implicit FROM place WHERE id = $1";

enum wg_level wg__level_of(const char *word)
{
	static const char *const words[] = {"office", "subdistrict", "community", "compound", "building", "entrance"};
	for (int i = 1; word && i <= WG_LEVEL_ENTRANCE; i++) {
		if (strcmp(words[i], word) == 0)
			return (enum wg_level)i;
	}
	return WG_LEVEL_OFFICE;
}

enum wg_err wg__place_name(struct wg_call *c, enum wg_level level, const char *typed, const char **out,
			   struct wg_error *e)
{
	enum { NAME_MAX_BYTES = 150 };
	char canonical[64];
	struct wg_buf clean;
	wg_buf_init(&clean, NAME_MAX_BYTES);
	wg_clean_text(&clean, typed, strlen(typed), WG_CLEAN_LINE);
	const char *name = wg_arena_strndup(c->a, clean.len ? clean.data : "", clean.len);
	wg_buf_free(&clean);
	if (!*name || strchr(name, '/'))
		return wg_fail(e, WG_EUSAGE, N_("{1} is no name for a place"), "s", typed);
	if (level >= WG_LEVEL_BUILDING && strlen(name) < sizeof canonical) {
		wg_place_name(level == WG_LEVEL_BUILDING ? WG_ADDRESS_BUILDING : WG_ADDRESS_ENTRANCE, name, canonical,
			      sizeof canonical);
		name = wg_arena_strdup(c->a, canonical);
	}
	*out = name;
	return WG_OK;
}

static bool same_name(enum wg_level level, const char *a, const char *b, struct wg_arena *arena)
{
	static const char tail[] = "小区";
	const char *names[] = {a, b};
	for (int i = 0; level == WG_LEVEL_COMPOUND && i < 2; i++) {
		size_t n = strlen(names[i]), k = strlen(tail);
		if (n > k && strcmp(names[i] + n - k, tail) == 0)
			names[i] = wg_arena_strndup(arena, names[i], n - k);
	}
	return wg_same_text(names[0], names[1]);
}

static struct wg_stmt *children_of(struct wg_call *c, const char *sql, int64_t parent)
{
	struct wg_stmt *st = wg_query(c->db, sql);
	if (parent)
		wg_bind_int(st, 1, parent);
	return st;
}

enum wg_err wg__child_named(struct wg_call *c, int64_t parent, enum wg_level level, const char *name, int64_t except,
			    int64_t *id, struct wg_error *e)
{
	struct wg_stmt *st = children_of(c, SQL_CHILDREN, parent);
	*id = 0;
	while (wg_step(st)) {
		if (!*id && !wg_int(st, 3) && wg_int(st, 0) != except && same_name(level, wg_text(st, 2), name, c->a))
			*id = wg_int(st, 0);
	}
	return wg_done(st, e);
}

static int64_t order_key(enum wg_level level, const char *name)
{
	if (level < WG_LEVEL_BUILDING)
		return 0;
	return wg_place_order_key(level == WG_LEVEL_BUILDING ? WG_ADDRESS_BUILDING : WG_ADDRESS_ENTRANCE, name);
}

enum wg_err wg__child_ord(struct wg_call *c, int64_t parent, enum wg_level level, const char *name, int64_t before,
			  int64_t moved, int64_t *ord, struct wg_error *e)
{
	struct child {
		int64_t id, ord, old;
	};
	WG_VEC(struct child) old = {0};
	WG_VEC(int64_t) keys = {0};
	struct wg_stmt *st = children_of(c, SQL_CHILDREN, parent);
	while (wg_step(st)) {
		if (wg_int(st, 0) == moved)
			continue;
		WG_PUSH(&old, (struct child){wg_int(st, 0), wg_int(st, 1), wg_int(st, 1)});
		WG_PUSH(&keys, order_key(level, wg_text(st, 2)));
	}
	enum wg_err err = wg_done(st, e);
	size_t n = old.len;
	if (err == WG_OK && (int64_t)n >= wg_level_room((int)level - 1))
		err = wg_fail(e, WG_EREFUSED, N_("too many places beside {1}: at most {2} fit below one place"), "sl",
			      name, (long long)wg_level_room((int)level - 1));
	if (err != WG_OK)
		goto out;
	struct wg__sibling *s = WG_NEW(c->a, struct wg__sibling, n + 1), *all = WG_NEW(c->a, struct wg__sibling, n + 1);
	bool after = false; /* those behind `before` count as greater, those in front of it as less */
	for (size_t i = 0; i < n; i++) {
		after = after || old.at[i].id == before;
		s[i] = (struct wg__sibling){.key = before ? after + 1 : keys.at[i], .ord = &old.at[i].ord};
	}
	s[n] = (struct wg__sibling){.key = before ? 1 : order_key(level, name), .ord = ord, .is_new = true};
	wg__siblings_merge(s, n, s + n, 1, all);
	wg__siblings_number(all, n + 1, (int)level - 1);
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		if (old.at[i].ord != old.at[i].old)
			err = wg_row_set(c->tx, WG_T_PLACE, old.at[i].id, WG_PLACE_ORD, wg_int_value(old.at[i].ord), e);
	}
out:
	WG_VEC_FREE(&old);
	WG_VEC_FREE(&keys);
	return err;
}

enum wg_err wg__down_to(struct wg_call *c, int64_t *place, enum wg_level from, enum wg_level to, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (int level = (int)from + 1; err == WG_OK && level <= (int)to; level++) {
		int64_t id = 0, ord = 0, parent = *place;
		if ((err = wg_one_int(children_of(c, SQL_IMPLICIT, parent), 0, &id, e)) == WG_OK && !id &&
		    (err = wg__child_ord(c, parent, (enum wg_level)level, "", 0, 0, &ord, e)) == WG_OK) {
			struct wg_value v[WG_PLACE_COLUMNS] = {
				[WG_PLACE_PARENT_ID] = wg_int_or_null(parent, 0),
				[WG_PLACE_LEVEL] = wg_int_value(level),
				[WG_PLACE_ORD] = wg_int_value(ord),
				[WG_PLACE_NAME] = wg_text_value(""),
				[WG_PLACE_IMPLICIT] = wg_int_value(1),
			};
			err = wg_row_insert(c->tx, WG_T_PLACE, v, &id, e);
		}
		*place = id;
	}
	return err;
}

enum wg_err wg__path_of(struct wg_call *c, int64_t place, const char **out, struct wg_error *e)
{
	struct wg_node node;
	enum wg_err err = wg_node_get(c->office, WG_NODE_PLACE, place, c->a, &node, e);
	return err == WG_OK ? wg_node_path(c->office, &node, "/", c->a, out, e) : err;
}

static enum wg_err worker_name(struct wg_call *c, int64_t id, const char **out, struct wg_error *e)
{
	struct wg_worker w = {0};
	enum wg_err err = wg_worker_get(c->office, id, c->a, &w, e);
	*out = w.name;
	return err;
}

/* One row that hangs on something that goes. */
static enum wg_err unhook_row(struct wg_call *c, const struct wg_referrer *r, const char *name, struct wg_error *e)
{
	struct wg_value v[WG_MAX_COLUMNS];
	const char *who = NULL;
	enum wg_err err = wg_row_get(c->db, r->t, r->id, v, c->a, e);
	if (err != WG_OK)
		return err;
	if (r->t == WG_T_WORKER) {
		wg__note_at(c, WG_NOTE_WARNING, NULL, 0, name, v[WG_WORKER_NAME].s, N_("lives there: forgotten"), "");
		return wg_row_set(c->tx, WG_T_WORKER, r->id, r->col, (struct wg_value){0}, e);
	}
	if (r->t == WG_T_AREA_PART) {
		if ((err = wg_row_delete(c->tx, WG_T_AREA_PART, r->id, e)) != WG_OK)
			return err;
		return wg__area_prune(c, v[WG_AREA_PART_AREA_ID].i, e);
	}
	if (r->t == WG_T_NEED) {
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, name, v[WG_NEED_TITLE].s, N_("a need is recorded there"), "");
		return WG_OK;
	}
	if (r->t != WG_T_SERVES && r->t != WG_T_ROLE) {
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, NULL, name,
			    N_("something recorded elsewhere refers to it: {1}"), "s", wg_table_info[r->t].name);
		return WG_OK;
	}
	static_assert((int)WG_SERVES_WORKER_ID == (int)WG_ROLE_WORKER_ID, "both name the worker in one column");
	if ((err = worker_name(c, v[WG_ROLE_WORKER_ID].i, &who, e)) != WG_OK)
		return err;
	if (r->t == WG_T_SERVES)
		wg__note_at(c, WG_NOTE_WARNING, NULL, 0, name, who, N_("serves there no longer"), "");
	else
		wg__note_at(c, WG_NOTE_WARNING, NULL, 0, name, who, N_("has a duty there no longer: {1}"), "s",
			    wg_office_code_name(c->office, "role", v[WG_ROLE_KIND].s));
	return wg_row_delete(c->tx, r->t, r->id, e);
}

enum wg_err wg__unhook(struct wg_call *c, enum wg_table_id t, int64_t id, const char *name, struct wg_error *e)
{
	struct wg_referrer *r;
	size_t n = 0;
	enum wg_err err = wg_row_referrers(c->db, t, id, c->a, &r, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = unhook_row(c, &r[i], name, e);
	return err;
}

enum wg_err wg__place_drop(struct wg_call *c, int64_t id, struct wg_error *e)
{
	struct wg_value v[WG_PLACE_COLUMNS];
	const char *path = "";
	enum wg_err err = wg_row_get(c->db, WG_T_PLACE, id, v, c->a, e);
	if (err == WG_OK)
		err = wg__path_of(c, id, &path, e);
	if (err == WG_OK)
		err = wg__unhook(c, WG_T_PLACE, id, path, e);
	if (err == WG_OK)
		err = wg_row_delete(c->tx, WG_T_PLACE, id, e);
	return err == WG_OK && v[WG_PLACE_PARENT_ID].i ? wg__prune(c, v[WG_PLACE_PARENT_ID].i, e) : err;
}

enum wg_err wg__prune(struct wg_call *c, int64_t place, struct wg_error *e)
{
	int64_t left = 0;
	bool implicit = false;
	struct wg_stmt *st = wg_query(c->db, SQL_ABOVE);
	wg_bind_int(st, 1, place);
	if (wg_step(st))
		implicit = wg_int(st, 1);
	enum wg_err err = wg_done(st, e);
	if (err != WG_OK || !implicit)
		return err;
	st = wg_query(c->db, SQL_LEFT);
	wg_bind_int(st, 1, place);
	err = wg_one_int(st, 0, &left, e);
	return err == WG_OK && left == 0 ? wg__place_drop(c, place, e) : err;
}
