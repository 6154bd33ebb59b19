#include "wangge/resource.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "model/office.h"

#define RESOURCES                                                                                                      \
	"SELECT r.id, r.version, r.kind, r.name, r.place_id, p.lo, r.supplier_id, w.name, coalesce(r.phone, "          \
	"w.phone), "                                                                                                   \
	"r.services, r.quantity, r.measure, r.slots, r.until, r.note, "                                                \
	"(SELECT count(DISTINCT x.project_id) FROM project_part x WHERE x.resource_id = r.id) FROM resource r "        \
	"LEFT JOIN place p ON p.id = r.place_id LEFT JOIN worker w ON w.id = r.supplier_id "

static const char SQL_LIST[] =
	RESOURCES "WHERE $1 = 0 OR p.id IS NULL OR (p.lo <= $3 AND p.hi >= $2) ORDER BY r.kind, r.name, r.id";
static const char SQL_ONE[] = RESOURCES "WHERE r.id = $1";
static const char SQL_NAMED[] = "SELECT id FROM resource WHERE name = $1 ORDER BY id";

enum key { ID, KIND, NAME, WHERE, QUANTITY, MEASURE, SERVICES, SLOTS, SUPPLIER, PHONE, UNTIL, PROJECTS, NOTE };

const struct wg_rows_column wg_resource_columns[WG_RESOURCE_KEYS] = {
	[ID] = {"id", N_("id"), WG_ROWS_ID, NULL},
	[KIND] = {"kind", N_("kind"), WG_ROWS_CODE, "resource_kind"},
	[NAME] = {"name", N_("resource"), WG_ROWS_TEXT, NULL},
	[WHERE] = {"where", N_("where"), WG_ROWS_TEXT, NULL},
	[QUANTITY] = {"quantity", N_("quantity"), WG_ROWS_INT, NULL},
	[MEASURE] = {"measure", N_("unit of measure"), WG_ROWS_TEXT, NULL},
	[SERVICES] = {"services", N_("good for"), WG_ROWS_CODE, "service"},
	[SLOTS] = {"free", N_("free"), WG_ROWS_SLOTS, NULL},
	[SUPPLIER] = {"supplier", N_("supplier"), WG_ROWS_TEXT, NULL},
	[PHONE] = {"phone", N_("telephone"), WG_ROWS_TEXT, NULL},
	[UNTIL] = {"until", N_("until"), WG_ROWS_DATE, NULL},
	[PROJECTS] = {"projects", N_("projects"), WG_ROWS_INT, NULL},
	[NOTE] = {"note", N_("note"), WG_ROWS_TEXT, NULL},
};

struct wg_datum wg_resource_datum(const struct wg_resource *r, size_t column)
{
	const char *const texts[WG_RESOURCE_KEYS] = {
		[KIND] = r->kind,         [NAME] = r->name,         [WHERE] = r->where, [MEASURE] = r->measure,
		[SERVICES] = r->services, [SUPPLIER] = r->supplier, [PHONE] = r->phone, [NOTE] = r->note,
	};
	const int64_t numbers[WG_RESOURCE_KEYS] = {
		[ID] = r->id,       [QUANTITY] = r->quantity, [SLOTS] = r->slots,
		[UNTIL] = r->until, [PROJECTS] = r->projects,
	};
	if (texts[column])
		return (struct wg_datum){.null = !*texts[column], .s = *texts[column] ? texts[column] : NULL};
	bool none = (column == QUANTITY && !r->has_quantity) || (column == SLOTS && !r->slots_said) ||
		    (column == UNTIL && r->until == 0);
	return (struct wg_datum){.null = none, .i = numbers[column]};
}

/* Its place in words is read once the statement is done. */
static struct wg_resource read_resource(wg_office *office, struct wg_stmt *st, struct wg_arena *a)
{
	const char *phone = wg__show_phone(office, a, wg_text(st, 8)),
		   *note = wg__show_note(office, a, wg_text(st, 14));
	return (struct wg_resource){
		.id = wg_int(st, 0),
		.version = wg_int(st, 1),
		.kind = wg__text_or_empty(st, 2, a),
		.name = wg__text_or_empty(st, 3, a),
		.place_id = wg_int(st, 4),
		.pos = wg_int(st, 5),
		.supplier_id = wg_int(st, 6),
		.supplier = wg__text_or_empty(st, 7, a),
		.phone = phone ? phone : "",
		.services = wg__text_or_empty(st, 9, a),
		.has_quantity = !wg_is_null(st, 10),
		.quantity = wg_int(st, 10),
		.measure = wg__text_or_empty(st, 11, a),
		.slots_said = !wg_is_null(st, 12),
		.slots = wg_int(st, 12),
		.until = wg_int(st, 13),
		.note = note ? note : "",
		.projects = wg_int(st, 15),
		.where = "",
	};
}

static enum wg_err name_places(wg_office *office, struct wg_arena *a, struct wg_resources *list, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < list->n; i++) {
		struct wg_node node;
		const char *path;
		if (!list->at[i].place_id)
			continue;
		if ((err = wg_node_get(office, WG_NODE_PLACE, list->at[i].place_id, a, &node, e)) == WG_OK &&
		    (err = wg_node_path(office, &node, "/", a, &path, e)) == WG_OK) {
			/* The sub-district is the same for nearly all. */
			const char *below = strchr(path, '/');
			list->at[i].where = below && node.level > WG_LEVEL_COMMUNITY ? below + 1 : path;
		}
	}
	return err;
}

static enum wg_err load(wg_office *office, struct wg_stmt *st, struct wg_arena *a, struct wg_resources *out,
			struct wg_error *e)
{
	WG_VEC(struct wg_resource) all = {0};
	while (wg_step(st))
		WG_PUSH(&all, read_resource(office, st, a));
	enum wg_err err = wg_done(st, e);
	struct wg_resources list = {WG_NEW(a, struct wg_resource, all.len), all.len};
	if (all.len > 0)
		memcpy(list.at, all.at, all.len * sizeof *all.at);
	WG_VEC_FREE(&all);
	if (err == WG_OK)
		err = name_places(office, a, &list, e);
	if (err == WG_OK)
		*out = list;
	return err;
}

enum wg_err wg_resource_list(wg_office *office, const struct wg_node *node, struct wg_arena *a,
			     struct wg_resources *out, struct wg_error *e)
{
	bool everywhere = node->kind == WG_NODE_OFFICE || node->kind == WG_NODE_UNCOVERED;
	struct wg_stmt *st = wg_query(office->db, SQL_LIST);
	wg_bind_int(st, 1, !everywhere);
	wg_bind_int(st, 2, node->lo);
	wg_bind_int(st, 3, node->hi);
	return load(office, st, a, out, e);
}

enum wg_err wg_resource_get(wg_office *office, int64_t id, struct wg_arena *a, struct wg_resource *out,
			    struct wg_error *e)
{
	struct wg_resources list = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_ONE);
	wg_bind_int(st, 1, id);
	enum wg_err err = load(office, st, a, &list, e);
	if (err == WG_OK && list.n == 0)
		err = wg_fail(e, WG_ENOTFOUND, N_("this resource is no longer there"), "");
	if (err == WG_OK)
		*out = list.at[0];
	return err;
}

enum wg_err wg_resource_find(wg_office *office, const char *text, struct wg_arena *a, struct wg_resource *out,
			     struct wg_error *e)
{
	int64_t id = 0;
	int hits = 0;
	if (*text == '#')
		return wg_resource_get(office, wg__full_id(office, strtoll(text + 1, NULL, 10)), a, out, e);
	struct wg_stmt *st = wg_query(office->db, SQL_NAMED);
	wg_bind_text(st, 1, text);
	const char *list = "";
	for (; wg_step(st); hits++) {
		id = wg_int(st, 0);
		list = wg_arena_printf(a, "%s%s#%lld", list, hits ? ", " : "",
				       (long long)(id & ((INT64_C(1) << 40) - 1)));
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK && hits == 0)
		err = wg_fail(e, WG_ENOTFOUND, N_("there is no resource {1}"), "s", text);
	else if (err == WG_OK && hits > 1)
		err = wg_fail(e, WG_EUSAGE, N_("{1} is the name of {2} resources: say {3}"), "sds", text, hits, list);
	return err == WG_OK ? wg_resource_get(office, id, a, out, e) : err;
}
