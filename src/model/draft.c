#include "wangge/draft.h"

#include <string.h>

#include "base/vec.h"
#include "model/office.h"

#define DRAFT_COLUMNS "id, at, objective, bound, name, scope, body FROM plan "

static const char SQL_LIST[] = "SELECT " DRAFT_COLUMNS "ORDER BY at DESC, id DESC";
static const char SQL_ONE[] = "SELECT " DRAFT_COLUMNS "WHERE name = $1";

static int64_t count_households(const char *body)
{
	int64_t n = 0;
	for (const char *line = body; line && *line; line += strcspn(line, "\n"), line += *line == '\n')
		n += *line >= '0' && *line <= '9';
	return n;
}

static struct wg_plan_draft read_draft(struct wg_stmt *st, struct wg_arena *a, bool body)
{
	return (struct wg_plan_draft){
		.id = wg_int(st, 0),
		.at = wg_int(st, 1),
		.objective = wg_int(st, 2),
		.bound = wg_int(st, 3),
		.name = wg__text_or_empty(st, 4, a),
		.scope = wg__text_or_empty(st, 5, a),
		.body = body ? wg__text_or_empty(st, 6, a) : NULL,
		.households = count_households(wg_text(st, 6)),
	};
}

enum wg_err wg_plan_draft_list(wg_office *office, struct wg_arena *a, struct wg_plan_drafts *out, struct wg_error *e)
{
	WG_VEC(struct wg_plan_draft) all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_LIST);
	while (wg_step(st))
		WG_PUSH(&all, read_draft(st, a, false));
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK) {
		out->n = all.len;
		out->at = WG_NEW(a, struct wg_plan_draft, all.len);
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}

enum wg_err wg_plan_draft_get(wg_office *office, const char *name, struct wg_arena *a, struct wg_plan_draft *out,
			      struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_ONE);
	wg_bind_text(st, 1, name);
	bool found = wg_step(st);
	if (found)
		*out = read_draft(st, a, true);
	enum wg_err err = wg_done(st, e);
	return err != WG_OK ? err : found ? WG_OK : wg_fail(e, WG_ENOTFOUND, N_("there is no draft {1}"), "s", name);
}
