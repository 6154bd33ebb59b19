#include <string.h>

#include "base/vec.h"
#include "model/person.h"

#define GONE_COLUMNS WG__PERSON_COLUMNS ", p.gone_how, p.gone_to, h.status = 'gone' "

static const char SQL_GONE[] =
	"SELECT " GONE_COLUMNS "FROM household h JOIN person p ON p.household_id = h.id WHERE h.pos BETWEEN $1 AND $2 "
	"AND p.gone IS NOT NULL ORDER BY p.gone DESC, p.id LIMIT $3";
static const char SQL_GONE_OF[] =
	"SELECT " GONE_COLUMNS "FROM household h JOIN person p ON p.household_id = h.id WHERE h.id = $1 "
	"AND p.gone IS NOT NULL ORDER BY p.gone DESC, p.id";
static const char SQL_PAST_DOORS[] = "SELECT r.door_id, r.until, w.name FROM residence r LEFT JOIN worker w ON w.id = "
				     "r.worker_id WHERE r.household_id = $1 ORDER BY r.until DESC, r.id DESC";

typedef WG_VEC(struct wg_gone) gone_vec;

static enum wg_err read_gone(wg_office *office, struct wg_stmt *st, struct wg_arena *a, gone_vec *all,
			     struct wg_error *e)
{
	while (wg_step(st)) {
		const char *to = wg__show_note(office, a, wg_text(st, WG__PERSON_COLUMN_COUNT + 1));
		struct wg_gone g = {
			.person = wg__person_row(office, st, a),
			.how = wg__text_or_empty(st, WG__PERSON_COLUMN_COUNT, a),
			.to = to ? to : "",
			.household = wg_int(st, WG__PERSON_COLUMN_COUNT + 2),
		};
		WG_PUSH(all, g);
	}
	return wg_done(st, e);
}

static enum wg_err hand_out(wg_office *office, gone_vec *all, struct wg_arena *a, struct wg_gones *out,
			    struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < all->len; i++)
		err = wg_household_address(office, all->at[i].person.household_id, false, a, &all->at[i].address, e);
	if (err == WG_OK) {
		*out = (struct wg_gones){.at = WG_NEW(a, struct wg_gone, all->len), .n = all->len};
		if (all->len > 0)
			memcpy(out->at, all->at, all->len * sizeof *all->at);
	}
	WG_VEC_FREE(all);
	return err;
}

enum wg_err wg_person_gone(wg_office *office, const struct wg_node *node, int64_t limit, struct wg_arena *a,
			   struct wg_gones *out, struct wg_error *e)
{
	gone_vec all = {0};
	struct wg_range *ranges;
	size_t n = 0;
	enum wg_err err = wg_node_ranges(office, node, a, &ranges, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		struct wg_stmt *st = wg_query(office->db, SQL_GONE);
		wg_bind_int(st, 1, ranges[i].lo);
		wg_bind_int(st, 2, ranges[i].hi);
		wg_bind_int(st, 3, limit);
		err = read_gone(office, st, a, &all, e);
	}
	if (err != WG_OK) {
		WG_VEC_FREE(&all);
		return err;
	}
	return hand_out(office, &all, a, out, e);
}

enum wg_err wg_household_gone(wg_office *office, int64_t id, struct wg_arena *a, struct wg_gones *out,
			      struct wg_error *e)
{
	gone_vec all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_GONE_OF);
	wg_bind_int(st, 1, id);
	enum wg_err err = read_gone(office, st, a, &all, e);
	if (err != WG_OK) {
		WG_VEC_FREE(&all);
		return err;
	}
	return hand_out(office, &all, a, out, e);
}

enum wg_err wg_household_past_doors(wg_office *office, int64_t id, struct wg_arena *a, struct wg_past_doors *out,
				    struct wg_error *e)
{
	WG_VEC(struct wg_past_door) all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_PAST_DOORS);
	wg_bind_int(st, 1, id);
	while (wg_step(st)) {
		struct wg_past_door d = {
			.door_id = wg_int(st, 0), .until = wg_int(st, 1), .contact = wg__text_or_empty(st, 2, a)};
		WG_PUSH(&all, d);
	}
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < all.len; i++)
		err = wg_door_address(office, all.at[i].door_id, false, a, &all.at[i].address, e);
	if (err == WG_OK) {
		*out = (struct wg_past_doors){.at = WG_NEW(a, struct wg_past_door, all.len), .n = all.len};
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}
