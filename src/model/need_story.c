#include <string.h>

#include "base/vec.h"
#include "model/office.h"
#include "wangge/need.h"

static const char SQL_SENT[] =
	"SELECT x.id, x.worker_id, w.name, w.phone, m.phone, w.kind, x.state, x.service, p.name, x.leads, x.begins, "
	"x.ends, x.at, x.until, (SELECT sum(k.minutes) FROM work k WHERE k.need_id = x.need_id AND k.worker_id = "
	"x.worker_id) FROM dispatch x JOIN worker w ON w.id = x.worker_id "
	"LEFT JOIN person m ON m.id = w.person_id LEFT JOIN place p ON p.id = x.home_id "
	"WHERE x.need_id = $1 ORDER BY x.until IS NOT NULL, x.leads DESC, x.id";
/* SQL: a follow-up stands with the step that was made behind it. */
static const char SQL_STEPS[] =
	"SELECT s.at, s.actor, s.action, s.state, w.name, s.note, f.satisfaction, f.channel, f.by_name, f.note "
	"FROM step s LEFT JOIN worker w ON w.id = s.worker_id LEFT JOIN follow_up f ON s.action = 'follow_up' AND "
	"f.id = (SELECT max(y.id) FROM follow_up y WHERE y.need_id = s.need_id AND y.id < s.id) "
	"WHERE s.need_id = $1 ORDER BY s.at, s.id";

static const char SQL_WORK[] = "SELECT k.id, k.worker_id, k.day, k.minutes, k.posting_id, w.name, k.note FROM work k "
			       "JOIN worker w ON w.id = k.worker_id WHERE k.need_id = $1 ORDER BY k.day, k.id";

static enum wg_err read_sent(wg_office *office, int64_t need, struct wg_arena *a, struct wg_need_story *out,
			     struct wg_error *e)
{
	WG_VEC(struct wg_dispatch) all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_SENT);
	wg_bind_int(st, 1, need);
	while (wg_step(st)) {
		const char *own = wg__show_phone(office, a, wg_text(st, 4));
		struct wg_dispatch d = {
			.id = wg_int(st, 0),
			.worker_id = wg_int(st, 1),
			.worker = wg__text_or_empty(st, 2, a),
			.phone = !wg_is_null(st, 3) || !own ? wg__text_or_empty(st, 3, a) : own,
			.kind = wg__text_or_empty(st, 5, a),
			.state = wg__text_or_empty(st, 6, a),
			.service = wg__text_or_empty(st, 7, a),
			.home = wg__text_or_empty(st, 8, a),
			.leads = wg_int(st, 9),
			.begins = wg_int(st, 10),
			.ends = wg_int(st, 11),
			.at = wg_int(st, 12),
			.until = wg_int(st, 13),
			.minutes = wg_int(st, 14),
		};
		WG_PUSH(&all, d);
	}
	enum wg_err err = wg_done(st, e);
	out->n_sent = all.len;
	out->sent = WG_NEW(a, struct wg_dispatch, all.len);
	if (all.len > 0)
		memcpy(out->sent, all.at, all.len * sizeof *all.at);
	WG_VEC_FREE(&all);
	return err;
}

static enum wg_err read_steps(wg_office *office, int64_t need, struct wg_arena *a, struct wg_need_story *out,
			      struct wg_error *e)
{
	WG_VEC(struct wg_need_step) all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_STEPS);
	wg_bind_int(st, 1, need);
	while (wg_step(st)) {
		bool asked = !wg_is_null(st, 6);
		const char *note = wg__show_note(office, a, wg_text(st, asked ? 9 : 5));
		struct wg_need_step s = {
			.at = wg_int(st, 0),
			.actor = wg__text_or_empty(st, 1, a),
			.action = wg__text_or_empty(st, 2, a),
			.state = wg__text_or_empty(st, 3, a),
			.worker = wg__text_or_empty(st, asked ? 8 : 4, a),
			.note = note ? note : "",
			.satisfaction = wg__text_or_empty(st, 6, a),
			.channel = wg__text_or_empty(st, 7, a),
		};
		WG_PUSH(&all, s);
	}
	enum wg_err err = wg_done(st, e);
	out->n_steps = all.len;
	out->step = WG_NEW(a, struct wg_need_step, all.len);
	if (all.len > 0)
		memcpy(out->step, all.at, all.len * sizeof *all.at);
	WG_VEC_FREE(&all);
	return err;
}

static enum wg_err read_work(wg_office *office, int64_t need, struct wg_arena *a, struct wg_need_story *out,
			     struct wg_error *e)
{
	WG_VEC(struct wg_need_work) all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_WORK);
	wg_bind_int(st, 1, need);
	while (wg_step(st)) {
		const char *note = wg__show_note(office, a, wg_text(st, 6));
		struct wg_need_work w = {
			.id = wg_int(st, 0),
			.worker_id = wg_int(st, 1),
			.day = wg_int(st, 2),
			.minutes = wg_int(st, 3),
			.posting_id = wg_int(st, 4),
			.worker = wg__text_or_empty(st, 5, a),
			.note = note ? note : "",
		};
		WG_PUSH(&all, w);
	}
	enum wg_err err = wg_done(st, e);
	out->n_work = all.len;
	out->work = WG_NEW(a, struct wg_need_work, all.len);
	if (all.len > 0)
		memcpy(out->work, all.at, all.len * sizeof *all.at);
	WG_VEC_FREE(&all);
	return err;
}

enum wg_err wg_need_story(wg_office *office, int64_t need, struct wg_arena *a, struct wg_need_story *out,
			  struct wg_error *e)
{
	struct wg_need_story story = {0};
	enum wg_err err = read_sent(office, need, a, &story, e);
	if (err == WG_OK)
		err = read_steps(office, need, a, &story, e);
	if (err == WG_OK)
		err = read_work(office, need, a, &story, e);
	if (err == WG_OK)
		*out = story;
	return err;
}
