#include <string.h>

#include "base/vec.h"
#include "command/exec.h"
#include "command/print.h"
#include "text/fit.h"

/* The public notice of each entrance: which doors have which contact. No resident is read here, so none can hang on a
 * wall: no name, no telephone of theirs, no care group. */

static const char SQL_DOORS[] =
	"SELECT en.id, cm.name, cp.name, b.name, en.name, d.id, d.floor, d.room, d.label, w.id, w.name, w.unit, "
	"w.phone, h.pos "
	"FROM household h JOIN door d ON d.id = h.door_id JOIN place en ON en.id = d.entrance_id "
	"JOIN place b ON b.id = en.parent_id JOIN place cp ON cp.id = b.parent_id JOIN place cm ON cm.id = "
	"cp.parent_id "
	"LEFT JOIN worker w ON w.id = h.contact_id WHERE h.pos BETWEEN $1 AND $2 AND h.status = 'here' ORDER BY h.pos, "
	"h.id";

/* A household's door. */
struct door {
	int64_t entrance, id, worker, pos;
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
					  .pos = wg_int(st, 13),
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

enum { RANGE, NAME, UNIT, PHONE, COLUMNS, POSTS = 6, FOOT_WIDTH = 74 };

struct notice {
	struct wg_call *c;
	struct wg_paper paper;
	int64_t lines;
};

/* Two posts a line. */
static enum wg_err put_posts(struct notice *n, const struct door *d, struct wg_error *e)
{
	const char *posts[POSTS];
	char left[WG_FIT_BYTES(32)];
	size_t k = 0;
	enum wg_err err = wg__print_posts(n->c, d->pos, true, posts, POSTS, &k, e);
	for (size_t i = 0; i < k; i += 2) {
		wg_fit(left, sizeof left, posts[i], strlen(posts[i]), 32, WG_FIT_PAD | WG_FIT_ELL);
		wg_paper_line(&n->paper, WG_PAPER_LINE,
			      wg_arena_printf(n->c->a, "      %s  %s", left, i + 1 < k ? posts[i + 1] : ""));
	}
	if (k > 0)
		wg_paper_line(&n->paper, WG_PAPER_SPACE, NULL);
	return err;
}

static void put_head(struct notice *n, const struct door *d)
{
	wg_paper_part(&n->paper, "公示");
	wg_paper_line(&n->paper, WG_PAPER_SPACE, NULL);
	wg_paper_line(
		&n->paper, WG_PAPER_TITLE,
		wg_arena_printf(n->c->a, "%s  %s %s    联 系 干 部 公 示", d->compound, d->building, d->entrance_name));
	wg_paper_line(&n->paper, WG_PAPER_SPACE, NULL);
}

static void put_foot(struct notice *n, const struct door *d)
{
	char left[WG_FIT_BYTES(FOOT_WIDTH)];
	const char *sentence = "      有困难、有想法，先找联系干部。",
		   *place = wg_arena_printf(n->c->a, "%s  %s", d->community, wg__print_month(n->c));
	int width = FOOT_WIDTH - wg_text_width(place, 0);
	wg_fit(left, sizeof left, sentence, strlen(sentence), width > 40 ? width : 40, WG_FIT_PAD);
	wg_paper_line(&n->paper, WG_PAPER_LINE, wg_arena_printf(n->c->a, "%s%s", left, place));
	wg_paper_line(&n->paper, WG_PAPER_SPACE, NULL);
}

/* Below the line of who is absent today. */
static enum wg_err put_cover(struct notice *n, int64_t worker, struct wg_error *e)
{
	struct wg_cover k;
	enum wg_err err = wg__print_cover(n->c, worker, &k, e);
	if (err != WG_OK || !k.id)
		return err;
	const char *cells[COLUMNS] = {
		[RANGE] = "代班",
		[NAME] = k.by,
		[UNIT] = wg__print_until(n->c, &k),
		[PHONE] = *k.by_phone ? wg_arena_printf(n->c->a, "电话 %s", wg__print_phone(n->c, k.by_phone)) : "",
	};
	wg_paper_row(&n->paper, cells);
	return WG_OK;
}

static enum wg_err put_entrance(struct notice *n, const struct doors *d, size_t first, size_t last, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	put_head(n, &d->at.at[first]);
	for (size_t from = first, to; err == WG_OK && from < last; from = to) {
		const struct door *a = &d->at.at[from];
		for (to = from + 1; to < last && d->at.at[to].worker == a->worker;)
			to++;
		const char *cells[COLUMNS] = {
			[RANGE] = range_text(n->c, d, from, to, first, last),
			[NAME] = *a->name ? a->name : "待定",
			[UNIT] = a->unit,
			[PHONE] = *a->phone ? wg_arena_printf(n->c->a, "电话 %s", wg__print_phone(n->c, a->phone)) : "",
		};
		n->lines++;
		wg_paper_row(&n->paper, cells);
		err = put_cover(n, a->worker, e);
	}
	wg_paper_line(&n->paper, WG_PAPER_SPACE, NULL);
	if (err == WG_OK)
		err = put_posts(n, &d->at.at[first], e);
	put_foot(n, &d->at.at[first]);
	return err;
}

enum wg_err wg__exec_print_notice(struct wg_call *c, struct wg_error *e)
{
	static const struct wg_paper_column columns[COLUMNS] = {
		[RANGE] = {"门户", 19, WG_PAPER_FLUSH, false},
		[NAME] = {"联系干部", 11, WG_PAPER_CENTER, false},
		[UNIT] = {"单位", 22, WG_PAPER_LEFT, false},
		[PHONE] = {"电话", 23, WG_PAPER_LEFT, false},
	};
	struct wg_node node;
	struct wg_range *ranges;
	struct doors doors = {0};
	struct notice n = {.c = c,
			   .paper = {.arena = c->a,
				     .columns = columns,
				     .n_columns = COLUMNS,
				     .frame = WG_PAPER_BOX,
				     .landscape = true,
				     .one_sheet = true,
				     .points = 15,
				     .height = 32}};
	size_t n_ranges = 0;
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = wg_node_ranges(c->office, &node, c->a, &ranges, &n_ranges, e);
	for (size_t i = 0; err == WG_OK && i < n_ranges; i++)
		err = load_range(c, ranges[i], &doors, e);
	for (size_t i = 0, to; err == WG_OK && i < doors.at.len; i = to) {
		for (to = i + 1; to < doors.at.len && doors.at.at[to].entrance == doors.at.at[i].entrance;)
			to++;
		err = put_entrance(&n, &doors, i, to, e);
	}
	WG_VEC_FREE(&doors.at);
	int64_t entrances = (int64_t)n.paper.parts.len;
	if (err != WG_OK) {
		wg_paper_free(&n.paper);
		return err;
	}
	if ((err = wg__print(c, &n.paper, e)) == WG_OK)
		wg__say(c, N_("{1}: {2} entrances, {3} lines"), "sll", wg__arg(c, "file"), (long long)entrances,
			(long long)n.lines);
	return err;
}
