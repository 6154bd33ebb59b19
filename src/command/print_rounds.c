#include <string.h>

#include "command/exec.h"
#include "command/print.h"

/* The households of each contact in walking order, with a box to tick: paper for a round. It names residents, so each
 * page says that it is internal. */

enum { TICK, NUMBER, DOOR, HEAD, PEOPLE, CARE, PHONE, NOTE, COLUMNS };

static const struct wg_paper_column columns[COLUMNS] = {
	[TICK] = {"走访", 4, WG_PAPER_CENTER, true},      [NUMBER] = {"序", 3, WG_PAPER_FLUSH, false},
	[DOOR] = {"门牌", 14, WG_PAPER_LEFT, false},      [HEAD] = {"户主", 8, WG_PAPER_LEFT, false},
	[PEOPLE] = {"人口", 4, WG_PAPER_FLUSH, false},    [CARE] = {"关爱", 10, WG_PAPER_LEFT, false},
	[PHONE] = {"联系电话", 11, WG_PAPER_LEFT, false}, [NOTE] = {"走访情况", 19, WG_PAPER_LEFT, false},
};

static void add_row(struct wg_call *c, struct wg_paper *p, const struct wg_household *h, int64_t number)
{
	const char *cells[COLUMNS] = {
		[NUMBER] = wg_arena_printf(c->a, "%lld", (long long)number),
		[DOOR] = wg__print_door(c, h),
		[HEAD] = h->head,
		[PEOPLE] = wg_arena_printf(c->a, "%d", h->people),
		[CARE] = wg__print_care(c, h),
		[PHONE] = h->phone,
	};
	wg_paper_row(p, cells);
}

/* Title, who, how many: on each page of the part. */
static void begin_part(struct wg_call *c, struct wg_paper *p, const struct wg_worker *w, const struct wg_cover *cover,
		       const struct wg_household *rows, size_t n)
{
	int64_t people = 0, care = 0;
	for (size_t i = 0; i < n; i++) {
		people += rows[i].people;
		care += *rows[i].gravest != '\0';
	}
	wg_paper_part(p, w->id ? w->name : "未分配");
	wg_paper_line(p, WG_PAPER_TITLE, "联户走访表");
	wg_paper_line(p, WG_PAPER_LINE,
		      wg_arena_printf(c->a, "联系人 %s  %s    %zu 户 %lld 人  关爱 %lld 户    %s - %s",
				      w->id ? w->name : "未分配", w->id ? w->unit : "", n, (long long)people,
				      (long long)care, wg__print_door(c, &rows[0]), wg__print_door(c, &rows[n - 1])));
	if (cover->id)
		wg_paper_line(p, WG_PAPER_LINE,
			      wg_arena_printf(c->a, "代班 %s  %s  %s", cover->by, wg__print_phone(c, cover->by_phone),
					      wg__print_until(c, cover)));
	wg_paper_line(p, WG_PAPER_HEAD, NULL);
	wg_paper_repeat(p);
}

/* rows: all of one contact. A compound is named where there are several. */
static enum wg_err add_part(struct wg_call *c, struct wg_paper *p, int64_t contact, const struct wg_household *rows,
			    size_t n, struct wg_error *e)
{
	struct wg_worker w = {.name = "", .unit = ""};
	struct wg__around compound = {0};
	int64_t last = 0;
	struct wg_cover cover;
	enum wg_err err = contact ? wg_worker_get(c->office, contact, c->a, &w, e) : WG_OK;
	if (err == WG_OK)
		err = wg__print_cover(c, contact, &cover, e);
	if (err != WG_OK)
		return err;
	begin_part(c, p, &w, &cover, rows, n);
	wg__around_name(c, &compound, WG_LEVEL_COMPOUND, rows[n - 1].pos);
	bool several = compound.known && rows[0].pos < compound.node.lo;
	for (size_t i = 0; i < n; i++) {
		const char *name = wg__around_name(c, &compound, WG_LEVEL_COMPOUND, rows[i].pos);
		if (several && compound.node.id != last)
			wg_paper_line(p, WG_PAPER_LINE, name);
		last = compound.node.id;
		add_row(c, p, &rows[i], (int64_t)i + 1);
	}
	return WG_OK;
}

/* By contact in the order in which the walk first meets them; those without one last. */
static size_t gather(const struct wg_households *list, size_t first, bool *taken, struct wg_household *rows)
{
	size_t n = 0;
	for (size_t i = first; i < list->n; i++) {
		if (list->at[i].contact_id != list->at[first].contact_id)
			continue;
		taken[i] = true;
		rows[n++] = list->at[i];
	}
	return n;
}

enum wg_err wg__exec_print_rounds(struct wg_call *c, struct wg_error *e)
{
	struct wg_paper p = {.arena = c->a,
			     .columns = columns,
			     .n_columns = COLUMNS,
			     .mark = WG__INTERNAL,
			     .date = wg__print_today(c)};
	struct wg_worker worker;
	struct wg_households list = {0};
	enum wg_err err = wg__print_households(c, &worker, &list, e);
	bool *taken = WG_NEW(c->a, bool, list.n);
	struct wg_household *rows = WG_NEW(c->a, struct wg_household, list.n);
	for (int without = 0; without < 2; without++) {
		for (size_t i = 0; err == WG_OK && i < list.n; i++) {
			if (!taken[i] && (list.at[i].contact_id == 0) == without)
				err = add_part(c, &p, list.at[i].contact_id, rows, gather(&list, i, taken, rows), e);
		}
	}
	if (err != WG_OK) {
		wg_paper_free(&p);
		return err;
	}
	size_t parts = p.parts.len;
	err = wg__print(c, &p, e);
	if (err == WG_OK && parts > 1)
		wg__note(c, WG_NOTE_INFO, N_("a sheet for each contact: print the whole workbook"), "");
	if (err == WG_OK)
		wg__say(c, N_("{1}: {2} households of {3} contacts"), "sll", wg__arg(c, "file"), (long long)list.n,
			(long long)parts);
	return err;
}
