#include <string.h>

#include "base/clock.h"
#include "base/vec.h"
#include "model/office.h"
#include "wangge/helper.h"

/* SQL: of those who serve here ($2 = 0: anywhere), at a place above, or at one below, and have not left. */
static const char SQL_LAPSING[] =
	"SELECT w.id, w.name, w.kind, w.phone, w.takes_households, c.certificate, c.until FROM worker_cert c "
	"JOIN worker w ON w.id = c.worker_id WHERE c.until <= $1 AND coalesce(w.until, $5) >= $5 AND ($2 = 0 OR EXISTS "
	"(SELECT 1 FROM serves v LEFT JOIN area_part x ON x.area_id = v.area_id JOIN place p ON p.id = "
	"coalesce(v.place_id, x.place_id) WHERE v.worker_id = w.id AND v.until IS NULL AND p.lo <= $4 AND p.hi >= $3)) "
	"ORDER BY c.until, w.id, c.certificate";

enum wg_err wg_lapsing_list(wg_office *office, const struct wg_node *node, int64_t day, struct wg_arena *a,
			    struct wg_lapsing **out, size_t *n, struct wg_error *e)
{
	WG_VEC(struct wg_lapsing) all = {0};
	bool everywhere = node->kind == WG_NODE_OFFICE || node->kind == WG_NODE_UNCOVERED;
	struct wg_stmt *st = wg_query(office->db, SQL_LAPSING);
	wg_bind_int(st, 1, day);
	wg_bind_int(st, 2, !everywhere);
	wg_bind_int(st, 3, node->lo);
	wg_bind_int(st, 4, node->hi);
	wg_bind_int(st, 5, wg_today());
	while (wg_step(st)) {
		const char *kind = wg__text_or_empty(st, 2, a), *phone = wg__text_or_empty(st, 3, a);
		WG_PUSH(&all, (struct wg_lapsing){
				      .worker_id = wg_int(st, 0),
				      .name = wg__text_or_empty(st, 1, a),
				      .kind = kind,
				      .phone = wg__show_worker_phone(office, a, kind, wg_int(st, 4), phone),
				      .certificate = wg__text_or_empty(st, 5, a),
				      .until = wg_int(st, 6),
			      });
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK) {
		*n = all.len;
		*out = WG_NEW(a, struct wg_lapsing, all.len);
		if (all.len > 0)
			memcpy(*out, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}
