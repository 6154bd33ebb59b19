#include <string.h>

#include "command/print.h"

/* Posts of the place and the areas around it. Heads of buildings are neighbours: their name and
 * door, never their telephone. */
static const char SQL_POSTS[] =
	"SELECT r.kind, w.name, w.phone, w.person_id, d.room, d.pos FROM role r JOIN worker w ON w.id = r.worker_id "
	"LEFT JOIN place p ON p.id = r.place_id LEFT JOIN door d ON d.id = w.lives_id "
	"WHERE r.until IS NULL AND ((p.lo <= $1 AND p.hi >= $1) OR r.area_id IN (SELECT ap.area_id FROM area_part ap "
	"JOIN place q ON q.id = ap.place_id WHERE q.lo <= $1 AND q.hi >= $1)) ORDER BY coalesce(p.level, 0) DESC, r.id";

static bool is_head(const char *kind)
{
	return strcmp(kind, "building_head") == 0 || strcmp(kind, "entrance_head") == 0;
}

static bool is_posted(const char *kind)
{
	static const char *const kinds[] = {"grid_worker", "grid_lead", "property", "station"};
	bool posted = is_head(kind);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		posted |= strcmp(kind, kinds[i]) == 0;
	return posted;
}

/* How somebody is reached: a telephone that may hang on a wall is that of no resident. */
static const char *post_text(struct wg_call *c, struct wg_stmt *st, bool heads)
{
	const char *kind = wg_text(st, 0), *phone = wg_text(st, 2), *room = wg_text(st, 4);
	const struct wg_code *code = wg_code_find(wg_office_codes(c->office), "role", kind);
	const char *reach = is_head(kind) ? room : wg_is_null(st, 3) && phone ? wg__print_phone(c, phone) : NULL;
	if (!reach && !heads)
		return NULL;
	return wg_arena_printf(c->a, "%s  %s %s", code ? code->name : kind, wg_text(st, 1), reach ? reach : "");
}

enum wg_err wg__print_posts(struct wg_call *c, int64_t pos, bool heads, const char **posts, size_t cap, size_t *n,
			    struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, SQL_POSTS);
	wg_bind_int(st, 1, pos);
	*n = 0;
	while (wg_step(st)) {
		const char *kind = wg_text(st, 0);
		const char *text = is_posted(kind) && (heads || !is_head(kind)) ? post_text(c, st, heads) : NULL;
		if (text && *n < cap)
			posts[(*n)++] = text;
	}
	return wg_done(st, e);
}
