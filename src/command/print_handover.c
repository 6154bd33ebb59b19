#include <string.h>

#include "base/vec.h"
#include "command/exec.h"
#include "command/print.h"

/* What a leaver hands over: the households that are still theirs, else those that they gave up last, with who has them
 * now; and three lines to sign. It names residents, so each page says that it is internal. */

static const char SQL_LAST[] =
	"SELECT DISTINCT c.household_id, h.pos FROM contact c JOIN household h ON h.id = c.household_id "
	"WHERE c.worker_id = $1 AND c.until = (SELECT max(x.until) FROM contact x WHERE x.worker_id = $1) "
	"ORDER BY h.pos, c.household_id";

enum { NUMBER, DOOR, HEAD, PEOPLE, CARE, PHONE, TO, NOTE, COLUMNS };

static const struct wg_paper_column columns[COLUMNS] = {
	[NUMBER] = {"序", 3, WG_PAPER_FLUSH, false}, [DOOR] = {"门牌", 14, WG_PAPER_LEFT, false},
	[HEAD] = {"户主", 8, WG_PAPER_LEFT, false},  [PEOPLE] = {"人口", 4, WG_PAPER_FLUSH, false},
	[CARE] = {"关爱", 10, WG_PAPER_LEFT, false}, [PHONE] = {"联系电话", 11, WG_PAPER_LEFT, false},
	[TO] = {"接收人", 8, WG_PAPER_LEFT, false},  [NOTE] = {"交接说明", 15, WG_PAPER_LEFT, false},
};

static enum wg_err given_up(struct wg_call *c, int64_t worker, struct wg_households *out, struct wg_error *e)
{
	WG_VEC(int64_t) ids = {0};
	struct wg_stmt *st = wg_query(c->db, SQL_LAST);
	wg_bind_int(st, 1, worker);
	while (wg_step(st))
		WG_PUSH(&ids, wg_int(st, 0));
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK)
		err = wg_household_rows(c->office, ids.at, ids.len, c->a, out, e);
	WG_VEC_FREE(&ids);
	return err;
}

static void add_rows(struct wg_call *c, struct wg_paper *p, const struct wg_worker *w, const struct wg_households *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct wg_household *h = &list->at[i];
		const char *cells[COLUMNS] = {
			[NUMBER] = wg_arena_printf(c->a, "%zu", i + 1),
			[DOOR] = wg__print_door(c, h),
			[HEAD] = h->head,
			[PEOPLE] = wg_arena_printf(c->a, "%d", h->people),
			[CARE] = wg__print_care(c, h),
			[PHONE] = h->phone,
			[TO] = h->contact_id != w->id ? h->contact : "",
		};
		wg_paper_row(p, cells);
	}
}

static void add_signatures(struct wg_paper *p)
{
	static const char *const who[] = {"移 交 人", "接 收 人", "监 交 人"};
	for (size_t i = 0; i < 3; i++) {
		wg_paper_line(p, WG_PAPER_SPACE, NULL);
		wg_paper_line(
			p, WG_PAPER_LINE,
			wg_arena_printf(p->arena, "%s ______________________    日期 ________年____月____日", who[i]));
	}
}

static void fill(struct wg_call *c, struct wg_paper *p, const struct wg_worker *w, const struct wg_households *list)
{
	int64_t people = 0, care = 0;
	for (size_t i = 0; i < list->n; i++) {
		people += list->at[i].people;
		care += *list->at[i].gravest != '\0';
	}
	wg_paper_part(p, "交接单");
	wg_paper_line(p, WG_PAPER_TITLE, "联户交接单");
	wg_paper_line(p, WG_PAPER_LINE,
		      wg_arena_printf(c->a, "移交人 %s  %s    共 %zu 户 %lld 人  关爱 %lld 户", w->name, w->unit,
				      list->n, (long long)people, (long long)care));
	wg_paper_line(p, WG_PAPER_HEAD, NULL);
	wg_paper_repeat(p);
	add_rows(c, p, w, list);
	wg_paper_line(p, WG_PAPER_SPACE, NULL);
	wg_paper_line(p, WG_PAPER_LINE, "以上各户情况、未办事项和钥匙、资料已当面交接清楚。");
	add_signatures(p);
}

enum wg_err wg__exec_print_handover(struct wg_call *c, struct wg_error *e)
{
	struct wg_paper p = {.arena = c->a,
			     .columns = columns,
			     .n_columns = COLUMNS,
			     .mark = WG__INTERNAL,
			     .date = wg__print_today(c)};
	struct wg_worker w = {0};
	struct wg_node office;
	struct wg_households list = {0};
	enum wg_err err = wg__arg_worker(c, "worker", &w, e);
	if (err == WG_OK)
		err = wg_node_find(c->office, "", c->a, &office, e);
	const struct wg_household_filter theirs = {.contact_id = w.id};
	if (err == WG_OK)
		err = wg_household_list(c->office, &office, &theirs, 0, -1, c->a, &list, e);
	if (err == WG_OK && list.n == 0)
		err = given_up(c, w.id, &list, e);
	if (err != WG_OK)
		return err;
	if (list.n > 0)
		fill(c, &p, &w, &list);
	err = wg__print(c, &p, e);
	if (err == WG_OK)
		wg__say(c, N_("{1}: {2} households of {3}"), "sls", wg__arg(c, "file"), (long long)list.n, w.name);
	return err;
}
