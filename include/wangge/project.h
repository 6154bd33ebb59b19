/* project.h: projects bring needs and resources together: the third of the three lists. */
#ifndef WANGGE_PROJECT_H
#define WANGGE_PROJECT_H

#include "wangge/place.h"

/* Texts are never NULL. needs, resources: how many it cites, helpers and units among the resources; open: of the needs,
 * those that are not done. */
struct wg_project {
	int64_t id, version;
	const char *name, *micro, *where, *leader, *note; /* micro: a code; where: the path of its place */
	int64_t place_id, leader_id;                      /* 0 = none */
	int64_t since, until;                             /* days; until 0 = runs */
	int64_t needs, open, resources;
};

struct wg_projects {
	struct wg_project *at;
	size_t n;
};

/* What a project cites. kind: need, helper, resource. */
struct wg_project_part {
	int64_t id, part_id;
	const char *kind, *name;
};

struct wg_project_parts {
	struct wg_project_part *at;
	size_t n;
};

/* Those that run first, then the newest. */
enum wg_err wg_project_list(wg_office *office, struct wg_arena *a, struct wg_projects *out, struct wg_error *e);

/* By name or #id. WG_ENOTFOUND. */
enum wg_err wg_project_find(wg_office *office, const char *text, struct wg_arena *a, struct wg_project *out,
			    struct wg_error *e);

/* Needs, then helpers, then resources. */
enum wg_err wg_project_parts(wg_office *office, int64_t project, struct wg_arena *a, struct wg_project_parts *out,
			     struct wg_error *e);

#endif
