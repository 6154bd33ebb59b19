#include "wangge/project.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "model/office.h"

#define PROJECTS                                                                                                       \
	"SELECT p.id, p.version, p.name, p.micro, p.place_id, p.leader_id, w.name, p.since, p.until, p.note, "         \
	"(SELECT count(*) FROM project_part x WHERE x.project_id = p.id AND x.need_id IS NOT NULL), "                  \
	"(SELECT count(*) FROM project_part x JOIN need n ON n.id = x.need_id WHERE x.project_id = p.id AND n.state "  \
	"NOT IN ('draft', 'closed', 'rejected', 'cancelled')), "                                                       \
	"(SELECT count(*) FROM project_part x WHERE x.project_id = p.id AND x.need_id IS NULL) "                       \
	"FROM project p LEFT JOIN worker w ON w.id = p.leader_id "

static const char SQL_PROJECTS[] = PROJECTS "ORDER BY p.until IS NOT NULL, p.since DESC, p.id DESC";
static const char SQL_BY_ID[] = PROJECTS "WHERE p.id = $1";
static const char SQL_BY_NAME[] = PROJECTS "WHERE p.name = $1";
static const char SQL_PARTS[] =
	"SELECT x.id, coalesce(x.need_id, x.worker_id, x.resource_id), CASE WHEN x.need_id IS NOT NULL THEN 'need' "
	"WHEN "
	"x.worker_id IS NOT NULL THEN 'helper' ELSE 'resource' END, coalesce(n.title, w.name, r.name) "
	"FROM project_part x LEFT JOIN need n ON n.id = x.need_id LEFT JOIN worker w ON w.id = x.worker_id "
	"LEFT JOIN resource r ON r.id = x.resource_id WHERE x.project_id = $1 "
	"ORDER BY x.need_id IS NULL, x.worker_id IS NULL, x.id";

typedef WG_VEC(struct wg_project) projects;

static struct wg_project read_project(const wg_office *office, struct wg_stmt *st, struct wg_arena *a)
{
	const char *note = wg__show_note(office, a, wg_text(st, 9));
	return (struct wg_project){
		.id = wg_int(st, 0),
		.version = wg_int(st, 1),
		.name = wg__text_or_empty(st, 2, a),
		.micro = wg__text_or_empty(st, 3, a),
		.place_id = wg_int(st, 4),
		.leader_id = wg_int(st, 5),
		.leader = wg__text_or_empty(st, 6, a),
		.since = wg_int(st, 7),
		.until = wg_int(st, 8),
		.note = note ? note : "",
		.needs = wg_int(st, 10),
		.open = wg_int(st, 11),
		.resources = wg_int(st, 12),
	};
}

static enum wg_err name_place(wg_office *office, struct wg_project *p, struct wg_arena *a, struct wg_error *e)
{
	struct wg_node node;
	p->where = "";
	if (!p->place_id)
		return WG_OK;
	enum wg_err err = wg_node_get(office, WG_NODE_PLACE, p->place_id, a, &node, e);
	return err == WG_OK ? wg_node_path(office, &node, "", a, &p->where, e) : err;
}

static enum wg_err read_all(wg_office *office, struct wg_stmt *st, struct wg_arena *a, projects *all,
			    struct wg_error *e)
{
	while (wg_step(st))
		WG_PUSH(all, read_project(office, st, a));
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < all->len; i++)
		err = name_place(office, &all->at[i], a, e);
	return err;
}

enum wg_err wg_project_list(wg_office *office, struct wg_arena *a, struct wg_projects *out, struct wg_error *e)
{
	projects all = {0};
	enum wg_err err = read_all(office, wg_query(office->db, SQL_PROJECTS), a, &all, e);
	if (err == WG_OK) {
		*out = (struct wg_projects){WG_NEW(a, struct wg_project, all.len), all.len};
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}

enum wg_err wg_project_find(wg_office *office, const char *text, struct wg_arena *a, struct wg_project *out,
			    struct wg_error *e)
{
	projects all = {0};
	struct wg_stmt *st = wg_query(office->db, *text == '#' ? SQL_BY_ID : SQL_BY_NAME);
	if (*text == '#')
		wg_bind_int(st, 1, wg__full_id(office, strtoll(text + 1, NULL, 10)));
	else
		wg_bind_text(st, 1, text);
	enum wg_err err = read_all(office, st, a, &all, e);
	if (err == WG_OK && all.len == 0)
		err = wg_fail(e, WG_ENOTFOUND, N_("there is no project {1}"), "s", text);
	if (err == WG_OK && all.len > 1)
		err = wg_fail(e, WG_EUSAGE, N_("several projects are called {1}: say #number"), "s", text);
	if (err == WG_OK)
		*out = all.at[0];
	WG_VEC_FREE(&all);
	return err;
}

enum wg_err wg_project_parts(wg_office *office, int64_t project, struct wg_arena *a, struct wg_project_parts *out,
			     struct wg_error *e)
{
	WG_VEC(struct wg_project_part) all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_PARTS);
	wg_bind_int(st, 1, project);
	while (wg_step(st)) {
		struct wg_project_part part = {wg_int(st, 0), wg_int(st, 1), wg__text_or_empty(st, 2, a),
					       wg__text_or_empty(st, 3, a)};
		WG_PUSH(&all, part);
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK) {
		*out = (struct wg_project_parts){WG_NEW(a, struct wg_project_part, all.len), all.len};
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}
