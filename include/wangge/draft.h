/* draft.h: plans that were kept under a name. */
#ifndef WANGGE_DRAFT_H
#define WANGGE_DRAFT_H

#include "wangge/office.h"

struct wg_arena;

/* body: lines of text, as save-plan writes them; those that begin with a digit are
 * worker:household:present contact, one for each household that would change. */
struct wg_plan_draft {
	int64_t id, at, objective, bound, households; /* households: that would change */
	const char *name, *scope, *body;
};

struct wg_plan_drafts {
	struct wg_plan_draft *at;
	size_t n;
};

/* The newest first; body is NULL. */
enum wg_err wg_plan_draft_list(wg_office *office, struct wg_arena *a, struct wg_plan_drafts *out, struct wg_error *e);

/* WG_ENOTFOUND when there is none of that name. */
enum wg_err wg_plan_draft_get(wg_office *office, const char *name, struct wg_arena *a, struct wg_plan_draft *out,
			      struct wg_error *e);

#endif
