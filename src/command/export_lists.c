#include <string.h>

#include "base/clock.h"
#include "base/vec.h"
#include "command/exec.h"
#include "command/need.h"
#include "exchange/table.h"
#include "text/date.h"
#include "text/slots.h"
#include "wangge/helper.h"
#include "wangge/project.h"
#include "wangge/resource.h"

/* The three lists (三张清单) as one workbook: needs, resources and projects, each on a sheet, citing each other by
 * their numbers. */

enum { NEED_COLUMNS = 13, RESOURCE_COLUMNS = 8, PROJECT_COLUMNS = 9 };

struct cited {
	int64_t project;
	struct wg_project_part part;
};

struct lists {
	struct wg_call *c;
	struct wg_node under;
	struct wg_needs needs;
	struct wg_helpers helpers;
	struct wg_resources resources;
	struct wg_projects projects;
	WG_VEC(struct cited) cited;
	int64_t n_needs, n_resources;
};

static const char *day_text(struct wg_call *c, int64_t day)
{
	char text[16];
	if (!day)
		return "";
	wg_date_text(day, text, sizeof text);
	return wg_arena_strdup(c->a, text);
}

static const char *moment_text(struct wg_call *c, int64_t at)
{
	return at ? day_text(c, wg_day_of(at)) : "";
}

static const char *number(struct wg_call *c, int64_t id)
{
	return wg_arena_printf(c->a, "%lld", wg__need_number(id));
}

static const char *code(struct wg_call *c, const char *list, const char *value)
{
	return *value ? wg_office_code_name(c->office, list, value) : "";
}

static const char *codes(struct wg_call *c, const char *list, const char *values)
{
	const char *all = "";
	for (const char *p = values + strspn(values, " "); *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		all = wg_arena_printf(c->a, "%s%s%s", all, *all ? "、" : "",
				      code(c, list, wg_arena_strndup(c->a, p, n)));
		p += n;
	}
	return all;
}

static const char *times(struct wg_call *c, bool said, int64_t slots)
{
	char words[WG_SLOTS_WORDS];
	if (!said)
		return "";
	wg_slots_words(slots, false, words);
	return wg_arena_strdup(c->a, words);
}

/* The numbers of the projects that cite it. */
static const char *projects_of(const struct lists *l, const char *kind, int64_t id)
{
	const char *all = "";
	for (size_t i = 0; i < l->cited.len; i++) {
		const struct cited *k = &l->cited.at[i];
		if (k->part.part_id == id && strcmp(k->part.kind, kind) == 0)
			all = wg_arena_printf(l->c->a, "%s%s%s", all, *all ? "、" : "", number(l->c, k->project));
	}
	return all;
}

/* What a project cites: needs, or everything else, by number and name. */
static const char *parts_of(const struct lists *l, int64_t project, bool needs)
{
	const char *all = "";
	for (size_t i = 0; i < l->cited.len; i++) {
		const struct cited *k = &l->cited.at[i];
		if (k->project == project && (strcmp(k->part.kind, "need") == 0) == needs)
			all = wg_arena_printf(l->c->a, "%s%s%s %s", all, *all ? "、" : "",
					      number(l->c, k->part.part_id), k->part.name);
	}
	return all;
}

static enum wg_err read_lists(struct lists *l, struct wg_error *e)
{
	struct wg_call *c = l->c;
	struct wg_need_query q = {.under = &l->under};
	enum wg_err err = wg__arg_place(c, "under", &l->under, e);
	if (err == WG_OK)
		err = wg_need_list(c->office, &q, c->a, &l->needs, e);
	if (err == WG_OK)
		err = wg_helper_list(c->office, &l->under, NULL, c->a, &l->helpers, e);
	if (err == WG_OK)
		err = wg_resource_list(c->office, &l->under, c->a, &l->resources, e);
	if (err == WG_OK)
		err = wg_project_list(c->office, c->a, &l->projects, e);
	for (size_t i = 0; err == WG_OK && i < l->projects.n; i++) {
		struct wg_project_parts parts = {0};
		err = wg_project_parts(c->office, l->projects.at[i].id, c->a, &parts, e);
		for (size_t k = 0; err == WG_OK && k < parts.n; k++)
			WG_PUSH(&l->cited, (struct cited){l->projects.at[i].id, parts.at[k]});
	}
	return err;
}

static enum wg_err put(struct wg_table *table, const char *const *cells, struct wg_error *e)
{
	return table ? wg_table_row(table, cells, e) : WG_OK;
}

/* Open ones, and those that a project cites. */
static enum wg_err put_needs(struct lists *l, struct wg_table *table, struct wg_error *e)
{
	struct wg_call *c = l->c;
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < l->needs.n; i++) {
		const struct wg_need *n = &l->needs.at[i];
		const char *projects = projects_of(l, "need", n->id);
		if (!wg_need_state_info[n->state].open && !*projects && !wg__flag(c, "all"))
			continue;
		const char *cells[NEED_COLUMNS] = {
			number(c, n->id),
			code(c, "need_state", wg_need_state_info[n->state].code),
			n->title,
			n->who,
			n->where,
			code(c, "urgency", n->urgency),
			moment_text(c, n->due),
			n->responsible,
			n->helpers,
			codes(c, "service", n->services),
			code(c, "micro", n->micro),
			moment_text(c, n->at),
			projects,
		};
		err = put(table, cells, e);
		l->n_needs++;
	}
	return err;
}

static enum wg_err put_resources(struct lists *l, struct wg_table *table, struct wg_error *e)
{
	struct wg_call *c = l->c;
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < l->helpers.n; i++) {
		const struct wg_helper *h = &l->helpers.at[i];
		const char *cells[RESOURCE_COLUMNS] = {
			number(c, h->id),
			code(c, "worker_kind", h->kind),
			h->name,
			"",
			codes(c, "service", h->services),
			times(c, h->slots_said, h->slots),
			h->phone,
			projects_of(l, "helper", h->id),
		};
		err = put(table, cells, e);
	}
	for (size_t i = 0; err == WG_OK && i < l->resources.n; i++) {
		const struct wg_resource *r = &l->resources.at[i];
		const char *cells[RESOURCE_COLUMNS] = {
			number(c, r->id),
			code(c, "resource_kind", r->kind),
			r->name,
			r->has_quantity ? wg_arena_printf(c->a, "%lld%s", (long long)r->quantity, r->measure) : "",
			codes(c, "service", r->services),
			times(c, r->slots_said, r->slots),
			r->phone,
			projects_of(l, "resource", r->id),
		};
		err = put(table, cells, e);
	}
	l->n_resources = (int64_t)(l->helpers.n + l->resources.n);
	return err;
}

static enum wg_err put_projects(struct lists *l, struct wg_table *table, struct wg_error *e)
{
	struct wg_call *c = l->c;
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < l->projects.n; i++) {
		const struct wg_project *p = &l->projects.at[i];
		const char *cells[PROJECT_COLUMNS] = {
			number(c, p->id),
			p->name,
			code(c, "micro", p->micro),
			p->where,
			p->leader,
			day_text(c, p->since),
			day_text(c, p->until),
			parts_of(l, p->id, true),
			parts_of(l, p->id, false),
		};
		err = put(table, cells, e);
	}
	return err;
}

static struct wg_table_head head_of(struct lists *l, const char *name, const struct wg_table_column *columns, size_t n)
{
	return (struct wg_table_head){
		.sheet = name,
		.title = wg_arena_printf(l->c->a, "%s%s", l->under.name ? l->under.name : "", name),
		.mark = "内部资料",
		.date = day_text(l->c, wg_today()),
		.columns = columns,
		.n_columns = n,
		.landscape = true,
	};
}

static enum wg_err put_all(struct lists *l, struct wg_table **table, struct wg_error *e)
{
	static const struct wg_table_column needs[NEED_COLUMNS] = {
		{"编号", 8, false},      {"状态", 8, false},     {"需求", 24, false}, {"谁的", 10, false},
		{"地方", 20, false},     {"紧急程度", 8, false}, {"期限", 12, false}, {"责任人", 10, false},
		{"帮手", 14, false},     {"服务", 14, false},    {"四微", 8, false},  {"登记日期", 12, false},
		{"项目编号", 10, false},
	};
	static const struct wg_table_column resources[RESOURCE_COLUMNS] = {
		{"编号", 8, false},      {"类别", 10, false},     {"名称", 20, false}, {"数量", 8, false},
		{"能做什么", 30, false}, {"什么时候", 20, false}, {"电话", 14, false}, {"项目编号", 10, false},
	};
	static const struct wg_table_column projects[PROJECT_COLUMNS] = {
		{"编号", 8, false},  {"项目", 24, false},   {"四微", 8, false},
		{"地方", 20, false}, {"负责人", 10, false}, {"开始", 12, false},
		{"结束", 12, false}, {"需求", 30, false},   {"资源", 30, false},
	};
	struct wg_table_head head = head_of(l, "需求清单", needs, NEED_COLUMNS);
	bool writes = !l->c->preview;
	enum wg_err err = writes ? wg_table_open(table, wg__arg(l->c, "file"), &head, e) : WG_OK;
	if (err == WG_OK)
		err = put_needs(l, *table, e);
	head = head_of(l, "资源清单", resources, RESOURCE_COLUMNS);
	if (err == WG_OK && writes)
		err = wg_table_sheet(*table, &head, e);
	if (err == WG_OK)
		err = put_resources(l, *table, e);
	head = head_of(l, "项目清单", projects, PROJECT_COLUMNS);
	if (err == WG_OK && writes)
		err = wg_table_sheet(*table, &head, e);
	if (err == WG_OK)
		err = put_projects(l, *table, e);
	return err == WG_OK && writes ? wg_table_finish(table, e) : err;
}

enum wg_err wg__exec_export_lists(struct wg_call *c, struct wg_error *e)
{
	struct lists l = {.c = c};
	struct wg_table *table = NULL;
	enum wg_err err = read_lists(&l, e);
	if (err == WG_OK)
		err = put_all(&l, &table, e);
	wg_table_abort(&table);
	if (err == WG_OK)
		wg__say(c, N_("{1}: {2} needs, {3} resources, {4} projects"), "slll", wg__arg(c, "file"),
			(long long)l.n_needs, (long long)l.n_resources, (long long)l.projects.n);
	WG_VEC_FREE(&l.cited);
	return err;
}
