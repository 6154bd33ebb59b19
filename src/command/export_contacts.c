#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "command/exec.h"
#include "exchange/table.h"
#include "text/date.h"

/* Every household of a place with its contact. The header is fixed: a file with exactly these columns is known again on
 * import (import_rows.c). */

static const struct wg_table_column columns[] = {
	{"街道", 12, false},       {"社区", 14, false},       {"小区", 16, false},     {"楼栋", 8, false},
	{"单元", 8, false},        {"楼层", 6, true},         {"房号", 8, false},      {"户主", 10, false},
	{"联系电话", 14, false},   {"人口", 6, true},         {"权重", 6, true},       {"联系人", 10, false},
	{"联系人单位", 20, false}, {"联系人电话", 14, false}, {"起始日期", 12, false}, {"锁定", 6, false},
	{"代班", 10, false},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static const char SQL_ROWS[] =
	"SELECT sd.name, cm.name, cp.name, b.name, en.name, d.floor, d.room, p.name, p.phone, h.people, h.weight, "
	"w.name, "
	"w.unit, w.phone, c.since, h.contact_locked, (SELECT v.name FROM cover s JOIN worker v ON v.id = s.by_id WHERE "
	"s.worker_id = w.id AND $3 BETWEEN s.since AND coalesce(s.until, $3) ORDER BY s.id DESC LIMIT 1) FROM "
	"household h JOIN door d ON d.id = h.door_id "
	"JOIN place en ON en.id = d.entrance_id JOIN place b ON b.id = en.parent_id JOIN place cp ON cp.id = "
	"b.parent_id "
	"JOIN place cm ON cm.id = cp.parent_id JOIN place sd ON sd.id = cm.parent_id "
	"LEFT JOIN person p ON p.id = (SELECT min(id) FROM person x WHERE x.household_id = h.id AND x.relation = "
	"'head' "
	"AND x.gone IS NULL) LEFT JOIN contact c ON c.household_id = h.id AND c.until IS NULL "
	"LEFT JOIN worker w ON w.id = c.worker_id "
	"WHERE h.pos BETWEEN $1 AND $2 AND h.status = 'here' ORDER BY h.pos, h.id";

struct counts {
	int64_t rows, uncovered;
};

static enum wg_err write_row(struct wg_call *c, struct wg_table *table, struct wg_stmt *st, struct wg_error *e)
{
	const char *cells[COLUMNS];
	char floor[24] = "", people[24], weight[24], since[16] = "";
	for (int i = 0; i < COLUMNS; i++)
		cells[i] = wg_text(st, i) ? wg_text(st, i) : "";
	if (wg_int(st, 5))
		snprintf(floor, sizeof floor, "%lld", (long long)wg_int(st, 5));
	snprintf(people, sizeof people, "%lld", (long long)wg_int(st, 9));
	snprintf(weight, sizeof weight, "%lld", (long long)wg_int(st, 10));
	if (!wg_is_null(st, 14))
		wg_date_text(wg_int(st, 14), since, sizeof since);
	cells[5] = floor;
	cells[8] = wg__show_phone(c->office, c->a, cells[8]);
	cells[9] = people;
	cells[10] = weight;
	cells[14] = since;
	cells[15] = wg_int(st, 15) ? "是" : "否";
	return wg_table_row(table, cells, e);
}

static enum wg_err write_rows(struct wg_call *c, struct wg_table *table, const struct wg_node *node, struct counts *n,
			      struct wg_error *e)
{
	struct wg_range *ranges;
	size_t n_ranges = 0;
	enum wg_err err = wg_node_ranges(c->office, node, c->a, &ranges, &n_ranges, e);
	for (size_t i = 0; err == WG_OK && i < n_ranges; i++) {
		struct wg_stmt *st = wg_query(c->db, SQL_ROWS);
		wg_bind_int(st, 1, ranges[i].lo);
		wg_bind_int(st, 2, ranges[i].hi);
		wg_bind_int(st, 3, wg_today());
		while (err == WG_OK && wg_step(st)) {
			n->rows++;
			n->uncovered += wg_is_null(st, 11);
			err = table ? write_row(c, table, st, e) : WG_OK;
		}
		enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
		err = err != WG_OK ? err : done;
	}
	return err;
}

enum wg_err wg__exec_export_contacts(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	struct wg_table *table = NULL;
	struct counts n = {0};
	const char *path, *file = wg__arg(c, "file");
	char today[16];
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = wg_node_path(c->office, &node, "/", c->a, &path, e);
	if (err != WG_OK)
		return err;
	wg_date_text(wg_today(), today, sizeof today);
	struct wg_table_head head = {
		.sheet = "联户台账",
		.title = wg_arena_printf(c->a, "%s联户台账", node.name ? node.name : ""),
		.note = wg_arena_printf(c->a, "%s  %s  内部资料", path, today),
		.mark = "内部资料",
		.date = today,
		.columns = columns,
		.n_columns = COLUMNS,
		.landscape = true,
	};
	if (!c->preview)
		err = wg_table_open(&table, file, &head, e);
	if (err == WG_OK)
		err = write_rows(c, table, &node, &n, e);
	if (err == WG_OK && table)
		err = wg_table_finish(&table, e);
	wg_table_abort(&table);
	if (err == WG_OK)
		wg__say(c, N_("{1}: {2} households, {3} of them without contact"), "sll", file, (long long)n.rows,
			(long long)n.uncovered);
	return err;
}
