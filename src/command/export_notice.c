#include <string.h>

#include "base/clock.h"
#include "base/vec.h"
#include "command/exec.h"
#include "command/export_text.h"
#include "exchange/table.h"
#include "text/fit.h"

/* The public notice of each entrance: which doors have which contact. No resident is read here, so none can hang on a
 * wall: no name, no telephone of theirs, no care group. */

static const char SQL_DOORS[] =
	"SELECT en.id, cm.name, cp.name, b.name, en.name, d.id, d.floor, d.room, d.label, w.id, w.name, w.unit, "
	"w.phone "
	"FROM household h JOIN door d ON d.id = h.door_id JOIN place en ON en.id = d.entrance_id "
	"JOIN place b ON b.id = en.parent_id JOIN place cp ON cp.id = b.parent_id JOIN place cm ON cm.id = "
	"cp.parent_id "
	"LEFT JOIN worker w ON w.id = h.contact_id WHERE h.pos BETWEEN $1 AND $2 AND h.status = 'here' ORDER BY h.pos, "
	"h.id";

/* A household's door. */
struct door {
	int64_t entrance, id, worker;
	int floor;
	const char *room, *community, *compound, *building, *entrance_name, *name, *unit, *phone;
};

struct doors {
	WG_VEC(struct door) at;
};

static const char *text(struct wg_call *c, struct wg_stmt *st, int col)
{
	const char *s = wg_text(st, col);
	return s ? wg_arena_strdup(c->a, s) : "";
}

static enum wg_err load_range(struct wg_call *c, struct wg_range range, struct doors *out, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, SQL_DOORS);
	wg_bind_int(st, 1, range.lo);
	wg_bind_int(st, 2, range.hi);
	while (wg_step(st)) {
		WG_PUSH(&out->at, (struct door){
					  .entrance = wg_int(st, 0),
					  .community = text(c, st, 1),
					  .compound = text(c, st, 2),
					  .building = text(c, st, 3),
					  .entrance_name = text(c, st, 4),
					  .id = wg_int(st, 5),
					  .floor = (int)wg_int(st, 6),
					  .room = text(c, st, 7),
					  .worker = wg_int(st, 9),
					  .name = text(c, st, 10),
					  .unit = text(c, st, 11),
					  .phone = text(c, st, 12),
				  });
	}
	return wg_done(st, e);
}

/* A stretch of doors [from, to) of one entrance with one contact. */
static bool cuts_floor(const struct doors *d, size_t from, size_t to, size_t first, size_t last)
{
	bool before = from > first && d->at.at[from - 1].floor == d->at.at[from].floor;
	bool after = to < last && d->at.at[to].floor == d->at.at[to - 1].floor;
	return before || after;
}

static bool knows_floors(const struct doors *d, size_t from, size_t to)
{
	int floor = d->at.at[from].floor;
	for (size_t i = from; i < to; i++) {
		if (d->at.at[i].floor == 0 || d->at.at[i].floor < floor)
			return false;
		floor = d->at.at[i].floor;
	}
	return true;
}

/* "1 层 - 10 层" where whole floors are meant, else "501 - 602". */
static const char *range_text(struct wg_call *c, const struct doors *d, size_t from, size_t to, size_t first,
			      size_t last)
{
	const struct door *a = &d->at.at[from], *b = &d->at.at[to - 1];
	if (from == first && to == last)
		return "全部";
	if (knows_floors(d, first, last) && !cuts_floor(d, from, to, first, last))
		return a->floor == b->floor ? wg_arena_printf(c->a, "%d 层", a->floor)
					    : wg_arena_printf(c->a, "%d 层 - %d 层", a->floor, b->floor);
	return strcmp(a->room, b->room) == 0 ? a->room : wg_arena_printf(c->a, "%s - %s", a->room, b->room);
}

/* Where the lines of the notice go: a table, or a page a door. */
struct notice {
	struct wg_call *c;
	struct wg_table *table;
	struct wg_buf *page;
	int64_t entrances, lines;
};

/* The same telephone in groups, as a person reads it from a wall: 199 0000 6738. */
static const char *spaced_phone(struct wg_call *c, const char *phone)
{
	if (strlen(phone) != 11 || strspn(phone, "0123456789") != 11)
		return phone;
	return wg_arena_printf(c->a, "%.3s %.4s %.4s", phone, phone + 3, phone + 7);
}

static void put_line(struct notice *n, const struct door *a, const char *range)
{
	char cell[3][WG_FIT_BYTES(24)];
	const char *name = *a->name ? a->name : "待定";
	wg_fit(cell[0], sizeof cell[0], range, strlen(range), 15, WG_FIT_RIGHT);
	wg_fit(cell[1], sizeof cell[1], name, strlen(name), 8, WG_FIT_PAD);
	wg_fit(cell[2], sizeof cell[2], a->unit, strlen(a->unit), 18, WG_FIT_PAD | WG_FIT_ELL);
	wg_buf_printf(n->page, "  %s    %s %s", cell[0], cell[1], cell[2]);
	if (*a->phone)
		wg_buf_printf(n->page, "  电话 %s", spaced_phone(n->c, a->phone));
	wg_buf_puts(n->page, "\n");
}

static void put_head(struct notice *n, const struct door *d)
{
	if (n->entrances > 1)
		wg_buf_puts(n->page, "\f\n");
	wg_buf_printf(n->page, "\n            %s  %s %s    联 系 干 部 公 示\n\n", d->compound, d->building,
		      d->entrance_name);
}

static void put_foot(struct notice *n, const struct door *d)
{
	int year, month, day;
	wg_date_from_day(wg_today(), &year, &month, &day);
	wg_buf_printf(n->page, "\n      有困难、有想法，先找联系干部。        %s  %d年%d月\n", d->community, year,
		      month);
}

static enum wg_err write_entrance(struct notice *n, const struct doors *d, size_t first, size_t last,
				  struct wg_error *e)
{
	enum wg_err err = WG_OK;
	n->entrances++;
	if (n->page)
		put_head(n, &d->at.at[first]);
	for (size_t from = first, to; err == WG_OK && from < last; from = to) {
		const struct door *a = &d->at.at[from];
		for (to = from + 1; to < last && d->at.at[to].worker == a->worker;)
			to++;
		const char *range = range_text(n->c, d, from, to, first, last);
		const char *cells[] = {a->community,     a->compound, a->building,
				       a->entrance_name, range,       *a->name ? a->name : "待定",
				       a->unit,          a->phone};
		n->lines++;
		if (n->page)
			put_line(n, a, range);
		else if (n->table)
			err = wg_table_row(n->table, cells, e);
	}
	if (n->page)
		put_foot(n, &d->at.at[first]);
	return err;
}

static enum wg_err write_all(struct notice *n, const struct doors *d, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0, to; err == WG_OK && i < d->at.len; i = to) {
		for (to = i + 1; to < d->at.len && d->at.at[to].entrance == d->at.at[i].entrance;)
			to++;
		err = write_entrance(n, d, i, to, e);
	}
	return err;
}

static enum wg_err write_table(struct notice *n, const struct doors *d, const char *file, struct wg_error *e)
{
	static const struct wg_table_column columns[] = {
		{"社区", 14, false}, {"小区", 16, false},     {"楼栋", 8, false},  {"单元", 8, false},
		{"门户", 16, false}, {"联系干部", 10, false}, {"单位", 22, false}, {"电话", 14, false},
	};
	struct wg_table_head head = {
		.sheet = "公示",
		.title = "联系干部公示",
		.columns = columns,
		.n_columns = sizeof columns / sizeof *columns,
		.landscape = true,
	};
	enum wg_err err = wg_table_open(&n->table, file, &head, e);
	if (err == WG_OK)
		err = write_all(n, d, e);
	if (err == WG_OK)
		err = wg_table_finish(&n->table, e);
	wg_table_abort(&n->table);
	return err;
}

static enum wg_err write_pages(struct notice *n, const struct doors *d, const char *file, struct wg_error *e)
{
	enum { PAGES_MAX = 256 << 20 };
	struct wg_buf page;
	wg_buf_init(&page, PAGES_MAX);
	n->page = &page;
	enum wg_err err = write_all(n, d, e);
	if (err == WG_OK)
		err = wg__write_text(file, page.data ? page.data : "", page.len, e);
	wg_buf_free(&page);
	return err;
}

enum wg_err wg__exec_export_notice(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	struct wg_range *ranges;
	struct doors doors = {0};
	struct notice n = {.c = c};
	const char *file = wg__arg(c, "file");
	size_t n_ranges = 0, len = strlen(file);
	bool is_text = len > 4 && strcmp(file + len - 4, ".txt") == 0;
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = wg_node_ranges(c->office, &node, c->a, &ranges, &n_ranges, e);
	for (size_t i = 0; err == WG_OK && i < n_ranges; i++)
		err = load_range(c, ranges[i], &doors, e);
	if (err == WG_OK && c->preview)
		err = write_all(&n, &doors, e);
	else if (err == WG_OK)
		err = is_text ? write_pages(&n, &doors, file, e) : write_table(&n, &doors, file, e);
	if (err == WG_OK)
		wg__say(c, N_("{1}: {2} entrances, {3} lines"), "sll", file, (long long)n.entrances,
			(long long)n.lines);
	WG_VEC_FREE(&doors.at);
	return err;
}
