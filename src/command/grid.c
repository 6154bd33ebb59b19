#include <string.h>

#include "command/exec.h"

static const char SQL_NEXT_ORD[] = "SELECT coalesce(max(ord), 0) + 1 FROM area WHERE community_id = $1 AND kind = $2";
static const char SQL_NAMED[] = "SELECT id FROM area WHERE community_id = $1 AND kind = $2 AND name = $3";
static const char SQL_TAKEN[] =
	"SELECT a.name FROM area_part x JOIN area a ON a.id = x.area_id WHERE x.place_id = $1 AND a.kind = $2";

/* A part is named from where the grid lies: 1栋 under 晴岚家园. */
static enum wg_err find_part(struct wg_call *c, const struct wg_node *under, const char *part, struct wg_node *out,
			     struct wg_error *e)
{
	const char *path;
	enum wg_err err = wg_node_path(c->office, under, "/", c->a, &path, e);
	if (err != WG_OK)
		return err;
	return wg_node_find(c->office, *path ? wg_arena_printf(c->a, "%s/%s", path, part) : part, c->a, out, e);
}

static enum wg_err check_part(struct wg_call *c, const struct wg_node *part, const char *kind, struct wg_error *e)
{
	if (part->kind != WG_NODE_PLACE || (part->level != WG_LEVEL_BUILDING && part->level != WG_LEVEL_COMPOUND))
		return wg_fail(e, WG_EREFUSED, N_("{1}: a grid is made of buildings, or of whole compounds"), "s",
			       part->name);
	struct wg_stmt *st = wg_query(c->db, SQL_TAKEN);
	wg_bind_int(st, 1, part->id);
	wg_bind_text(st, 2, kind);
	const char *name = wg_step(st) ? wg_arena_strdup(c->a, wg_text(st, 0)) : NULL;
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK && name)
		err = wg_fail(e, WG_EREFUSED, N_("{1} belongs to {2} already; areas of one kind do not overlap"), "ss",
			      part->name, name);
	return err;
}

static enum wg_err community_of(struct wg_call *c, const struct wg_node *under, int64_t *id, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, "SELECT id FROM place WHERE level = 2 AND lo <= $1 AND hi >= $2");
	wg_bind_int(st, 1, under->lo);
	wg_bind_int(st, 2, under->hi);
	enum wg_err err = wg_one_int(st, 0, id, e);
	if (err == WG_OK && !*id)
		err = wg_fail(e, WG_EREFUSED, N_("a grid lies within one community"), "");
	return err;
}

static enum wg_err add_area(struct wg_call *c, int64_t community, const char *kind, const char *name, int64_t *id,
			    struct wg_error *e)
{
	int64_t ord = 1, there = 0;
	struct wg_stmt *st = wg_query(c->db, SQL_NAMED);
	wg_bind_int(st, 1, community);
	wg_bind_text(st, 2, kind);
	wg_bind_text(st, 3, name);
	enum wg_err err = wg_one_int(st, 0, &there, e);
	if (err == WG_OK && there)
		return wg_fail(e, WG_EREFUSED, N_("there is a {1} already"), "s", name);
	st = wg_query(c->db, SQL_NEXT_ORD);
	wg_bind_int(st, 1, community);
	wg_bind_text(st, 2, kind);
	if (err == WG_OK)
		err = wg_one_int(st, 1, &ord, e);
	if (err != WG_OK)
		return err;
	struct wg_value v[WG_AREA_COLUMNS] = {
		[WG_AREA_COMMUNITY_ID] = wg_int_value(community),
		[WG_AREA_KIND] = wg_text_value(kind),
		[WG_AREA_NAME] = wg_text_value(name),
		[WG_AREA_ORD] = wg_int_value(ord),
	};
	return wg_row_insert(c->tx, WG_T_AREA, v, id, e);
}

enum wg_err wg__exec_grid(struct wg_call *c, struct wg_error *e)
{
	const char *name = wg__arg(c, "name"), *kind = wg__arg(c, "kind") ? wg__arg(c, "kind") : "grid";
	struct wg_node under, part;
	enum wg_level level = WG_LEVEL_OFFICE;
	int64_t community = 0, area = 0, n = 0;
	enum wg_err err = wg__arg_place(c, "under", &under, e);
	if (err == WG_OK)
		err = community_of(c, &under, &community, e);
	if (err == WG_OK)
		err = add_area(c, community, kind, name, &area, e);
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		int64_t id = 0;
		if (strcmp(c->args->at[i].name, "parts") != 0)
			continue;
		if ((err = find_part(c, &under, c->args->at[i].value, &part, e)) != WG_OK ||
		    (err = check_part(c, &part, kind, e)) != WG_OK)
			break;
		if (n > 0 && part.level != level)
			return wg_fail(e, WG_EREFUSED, N_("{1}: buildings and compounds do not mix in one grid"), "s",
				       part.name);
		level = part.level;
		struct wg_value v[WG_AREA_PART_COLUMNS] = {
			[WG_AREA_PART_AREA_ID] = wg_int_value(area),
			[WG_AREA_PART_PLACE_ID] = wg_int_value(part.id),
		};
		err = wg_row_insert(c->tx, WG_T_AREA_PART, v, &id, e);
		n++;
	}
	if (err == WG_OK)
		wg__say(c, N_("{1} made of {2} parts"), "sl", name, (long long)n);
	return err;
}
