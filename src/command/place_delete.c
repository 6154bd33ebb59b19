#include "base/vec.h"
#include "command/exec.h"
#include "command/place_edit.h"

static const char SQL_HOUSEHOLDS[] =
	"SELECT id, status = 'gone' FROM household WHERE pos BETWEEN $1 AND $2 ORDER BY pos, id";
static const char SQL_DOORS[] = "SELECT id, room FROM door WHERE pos BETWEEN $1 AND $2 ORDER BY pos DESC";
static const char SQL_PLACES[] = "SELECT id FROM place WHERE lo BETWEEN $1 AND $2 AND hi <= $2 AND id <> $3 ORDER BY "
				 "level DESC, lo DESC";
static const char SQL_PARTS[] = "SELECT id FROM area_part WHERE area_id = $1";

typedef WG_VEC(int64_t) id_vec;

/* Nobody's home is deleted, nor the last trace of somebody who has gone. */
static enum wg_err refuse_lived_in(struct wg_call *c, const struct wg_node *node, const char *path, struct wg_error *e)
{
	enum { SHOWN = 3 };
	int64_t here = 0, gone = 0;
	const char *list = "";
	enum wg_err err = WG_OK;
	struct wg_stmt *st = wg_query(c->db, SQL_HOUSEHOLDS);
	wg_bind_int(st, 1, node->lo);
	wg_bind_int(st, 2, node->hi);
	while (err == WG_OK && wg_step(st)) {
		struct wg_household h;
		const char *address = "";
		if (wg_int(st, 1)) {
			gone++;
			continue;
		}
		if (here++ >= SHOWN)
			continue;
		if ((err = wg_household_get(c->office, wg_int(st, 0), c->a, &h, e)) == WG_OK &&
		    (err = wg_household_address(c->office, h.id, false, c->a, &address, e)) == WG_OK)
			list = wg_arena_printf(c->a, "%s%s%s %s", list, here > 1 ? ", " : "", address, h.head);
	}
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	if (here > 0)
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, NULL, path, N_("{1} households are recorded here: {2} …"),
			    "ls", (long long)here, list);
	if (gone > 0)
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, NULL, path,
			    N_("{1} households that have moved away are recorded here: their history would go"), "l",
			    (long long)gone);
	return err != WG_OK ? err : done;
}

static enum wg_err delete_doors(struct wg_call *c, const struct wg_node *node, int64_t *n, struct wg_error *e)
{
	struct door {
		int64_t id;
		const char *room;
	};
	WG_VEC(struct door) doors = {0};
	struct wg_stmt *st = wg_query(c->db, SQL_DOORS);
	wg_bind_int(st, 1, node->lo);
	wg_bind_int(st, 2, node->hi);
	while (wg_step(st))
		WG_PUSH(&doors, (struct door){wg_int(st, 0), wg_arena_strdup(c->a, wg_text(st, 1))});
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < doors.len; i++) {
		if ((err = wg__unhook(c, WG_T_DOOR, doors.at[i].id, doors.at[i].room, e)) == WG_OK)
			err = wg_row_delete(c->tx, WG_T_DOOR, doors.at[i].id, e);
	}
	*n = (int64_t)doors.len;
	WG_VEC_FREE(&doors);
	return err;
}

static enum wg_err ids_of(struct wg_stmt *st, id_vec *out, struct wg_error *e)
{
	while (wg_step(st))
		WG_PUSH(out, wg_int(st, 0));
	return wg_done(st, e);
}

/* From below to above. */
static enum wg_err delete_below(struct wg_call *c, const struct wg_node *node, int64_t *n, struct wg_error *e)
{
	id_vec ids = {0};
	struct wg_stmt *st = wg_query(c->db, SQL_PLACES);
	wg_bind_int(st, 1, node->lo);
	wg_bind_int(st, 2, node->hi);
	wg_bind_int(st, 3, node->id);
	enum wg_err err = ids_of(st, &ids, e);
	for (size_t i = 0; err == WG_OK && i < ids.len; i++) {
		const char *path = "";
		if ((err = wg__path_of(c, ids.at[i], &path, e)) == WG_OK &&
		    (err = wg__unhook(c, WG_T_PLACE, ids.at[i], path, e)) == WG_OK)
			err = wg_row_delete(c->tx, WG_T_PLACE, ids.at[i], e);
	}
	*n = (int64_t)ids.len;
	WG_VEC_FREE(&ids);
	return err;
}

static enum wg_err delete_area(struct wg_call *c, const struct wg_node *node, struct wg_error *e)
{
	id_vec ids = {0};
	struct wg_stmt *st = wg_query(c->db, SQL_PARTS);
	wg_bind_int(st, 1, node->id);
	enum wg_err err = ids_of(st, &ids, e);
	for (size_t i = 0; err == WG_OK && i < ids.len; i++)
		err = wg_row_delete(c->tx, WG_T_AREA_PART, ids.at[i], e);
	if (err == WG_OK)
		err = wg__unhook(c, WG_T_AREA, node->id, node->name, e);
	if (err == WG_OK)
		err = wg_row_delete(c->tx, WG_T_AREA, node->id, e);
	if (err == WG_OK)
		wg__say(c, N_("{1} deleted; its {2} places stay"), "sl", node->name, (long long)ids.len);
	WG_VEC_FREE(&ids);
	return err;
}

enum wg_err wg__exec_delete_place(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	const char *path = "";
	int64_t places = 0, doors = 0;
	enum wg_err err = wg__arg_place(c, "place", &node, e);
	if (err != WG_OK || (err = wg_node_path(c->office, &node, "/", c->a, &path, e)) != WG_OK)
		return err;
	if (node.kind == WG_NODE_AREA)
		return delete_area(c, &node, e);
	if (node.kind != WG_NODE_PLACE)
		return wg_fail(e, WG_EUSAGE, N_("the whole office is not deleted"), "");
	if ((err = refuse_lived_in(c, &node, path, e)) != WG_OK || c->out->n_refusals > 0)
		return err;
	if ((err = delete_doors(c, &node, &doors, e)) != WG_OK || (err = delete_below(c, &node, &places, e)) != WG_OK ||
	    (err = wg__place_drop(c, node.id, e)) != WG_OK)
		return err;
	wg__say(c, N_("{1} deleted, with {2} places and {3} doors in it"), "sll", path, (long long)places,
		(long long)doors);
	return WG_OK;
}
