#include "base/vec.h"
#include "command/place_edit.h"

/* Areas when places come and go. Areas of one kind do not overlap; one made of buildings lies within one compound; all
 * its parts lie in its community. */

static const char SQL_PART_OF_KIND[] =
	"SELECT x.id, x.area_id FROM area_part x JOIN area a ON a.id = x.area_id WHERE x.place_id = $1 AND a.kind = "
	"(SELECT kind FROM area WHERE id = $2)";
static const char SQL_COMMUNITY_OF[] = "SELECT q.id FROM place p JOIN place q ON q.level = 2 AND q.lo <= p.lo AND "
				       "q.hi >= p.hi WHERE p.id = $1";
static const char SQL_LEFT[] = "SELECT count(*) FROM area_part WHERE area_id = $1";

/* SQL: areas with a part in the moved place whose community is another one now, and whose parts all moved. */
static const char SQL_MOVED_WHOLE[] =
	"SELECT a.id FROM area a WHERE a.community_id <> $2 AND EXISTS (SELECT 1 FROM area_part x JOIN place p ON "
	"p.id = x.place_id JOIN place m ON m.id = $1 WHERE x.area_id = a.id AND p.lo BETWEEN m.lo AND m.hi) AND NOT "
	"EXISTS (SELECT 1 FROM area_part x JOIN place p ON p.id = x.place_id JOIN place m ON m.id = $1 WHERE "
	"x.area_id = a.id AND p.lo NOT BETWEEN m.lo AND m.hi)";
/* SQL: parts in the moved place that no longer fit: the area is of another community, has another part in another
 * compound, or another area of the kind holds a place above. */
static const char SQL_MISFITS[] =
	"SELECT x.id, x.area_id, x.place_id FROM area_part x JOIN area a ON a.id = x.area_id JOIN place p ON "
	"p.id = x.place_id JOIN place m ON m.id = $1 WHERE p.lo BETWEEN m.lo AND m.hi AND (a.community_id <> $2 OR "
	"(p.level = 4 AND EXISTS (SELECT 1 FROM area_part y JOIN place o ON o.id = y.place_id WHERE y.area_id = a.id "
	"AND o.parent_id <> p.parent_id)) OR EXISTS (SELECT 1 FROM area_part y JOIN area b ON b.id = y.area_id JOIN "
	"place o ON o.id = y.place_id WHERE b.kind = a.kind AND y.id <> x.id AND o.lo <= p.lo AND o.hi >= p.hi)) "
	"ORDER BY p.lo";

static enum wg_err area_name(struct wg_call *c, int64_t area, const char **out, struct wg_error *e)
{
	struct wg_value v[WG_AREA_COLUMNS];
	enum wg_err err = wg_row_get(c->db, WG_T_AREA, area, v, c->a, e);
	*out = err == WG_OK ? v[WG_AREA_NAME].s : "";
	return err;
}

enum wg_err wg__area_prune(struct wg_call *c, int64_t area, struct wg_error *e)
{
	const char *name = "";
	int64_t left = 0;
	struct wg_stmt *st = wg_query(c->db, SQL_LEFT);
	wg_bind_int(st, 1, area);
	enum wg_err err = wg_one_int(st, 0, &left, e);
	if (err != WG_OK || left > 0)
		return err;
	if ((err = area_name(c, area, &name, e)) != WG_OK || (err = wg__unhook(c, WG_T_AREA, area, name, e)) != WG_OK)
		return err;
	wg__note_at(c, WG_NOTE_WARNING, NULL, 0, NULL, name, N_("goes: nothing is left in it"), "");
	return wg_row_delete(c->tx, WG_T_AREA, area, e);
}

/* part and area: 0 = there is none. */
static enum wg_err part_of_kind(struct wg_call *c, int64_t place, int64_t like, int64_t *part, int64_t *area,
				struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, SQL_PART_OF_KIND);
	wg_bind_int(st, 1, place);
	wg_bind_int(st, 2, like);
	bool found = wg_step(st);
	*part = found ? wg_int(st, 0) : 0;
	*area = found ? wg_int(st, 1) : 0;
	return wg_done(st, e);
}

static enum wg_err leave(struct wg_call *c, int64_t part, int64_t area, int64_t place, struct wg_error *e)
{
	const char *name = "", *path = "";
	enum wg_err err = area_name(c, area, &name, e);
	if (err == WG_OK)
		err = wg__path_of(c, place, &path, e);
	if (err == WG_OK)
		err = wg_row_delete(c->tx, WG_T_AREA_PART, part, e);
	if (err != WG_OK)
		return err;
	wg__note_at(c, WG_NOTE_WARNING, NULL, 0, NULL, path, N_("no longer belongs to {1}"), "s", name);
	return wg__area_prune(c, area, e);
}

enum wg_err wg__area_take(struct wg_call *c, int64_t area, int64_t place, struct wg_error *e)
{
	int64_t part = 0, old = 0, id = 0;
	enum wg_err err = part_of_kind(c, place, area, &part, &old, e);
	if (err != WG_OK || old == area)
		return err;
	struct wg_value v[WG_AREA_PART_COLUMNS] = {
		[WG_AREA_PART_AREA_ID] = wg_int_value(area),
		[WG_AREA_PART_PLACE_ID] = wg_int_value(place),
	};
	if (part)
		err = leave(c, part, old, place, e);
	return err == WG_OK ? wg_row_insert(c->tx, WG_T_AREA_PART, v, &id, e) : err;
}

enum wg_err wg__areas_follow(struct wg_call *c, int64_t place, struct wg_error *e)
{
	struct part {
		int64_t id, area, place;
	};
	WG_VEC(struct part) parts = {0};
	int64_t community = 0;
	enum wg_err err = wg_tx_settle(c->tx, e);
	struct wg_stmt *st = wg_query(c->db, SQL_COMMUNITY_OF);
	wg_bind_int(st, 1, place);
	if (err == WG_OK)
		err = wg_one_int(st, 0, &community, e);
	st = wg_query(c->db, SQL_MOVED_WHOLE);
	wg_bind_int(st, 1, place);
	wg_bind_int(st, 2, community);
	while (err == WG_OK && community && wg_step(st))
		WG_PUSH(&parts, (struct part){.area = wg_int(st, 0)});
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	err = err == WG_OK ? done : err;
	for (size_t i = 0; err == WG_OK && i < parts.len; i++)
		err = wg_row_set(c->tx, WG_T_AREA, parts.at[i].area, WG_AREA_COMMUNITY_ID, wg_int_value(community), e);
	parts.len = 0;
	st = wg_query(c->db, SQL_MISFITS);
	wg_bind_int(st, 1, place);
	wg_bind_int(st, 2, community);
	while (err == WG_OK && community && wg_step(st))
		WG_PUSH(&parts, (struct part){wg_int(st, 0), wg_int(st, 1), wg_int(st, 2)});
	done = wg_done(st, err == WG_OK ? e : NULL);
	err = err == WG_OK ? done : err;
	for (size_t i = 0; err == WG_OK && i < parts.len; i++)
		err = leave(c, parts.at[i].id, parts.at[i].area, parts.at[i].place, e);
	WG_VEC_FREE(&parts);
	return err;
}
