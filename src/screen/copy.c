#include "screen/copy.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "wangge/household.h"
#include "wangge/worker.h"

enum { CADRES = 120 };

void wg_copy_text(struct wg_ui *ui, const char *text)
{
	struct wg_message m;
	char line[512];
	snprintf(ui->copy, sizeof ui->copy, "%s", text);
	if (!ui->copy_file) {
		wg_ui_say(ui, WG_ROLE_NORMAL, ui->tr(N_("copied")));
		return;
	}
	wg_message_set(&m, N_("copied; it also stands in {1}"), "s", ui->copy_file);
	wg_ui_say(ui, WG_ROLE_NORMAL, wg_ui_sentence(ui, &m, line, sizeof line));
}

void wg_copy_mask(const char *phone, char out[WG_COPY_PHONE])
{
	size_t n = strlen(phone);
	if (n == 11)
		snprintf(out, WG_COPY_PHONE, "%.3s****%s", phone, phone + 7);
	else
		snprintf(out, WG_COPY_PHONE, "%s%s", n > 4 ? "****" : "", n > 4 ? phone + n - 4 : "");
}

static void put_worker(struct wg_buf *b, struct wg_ui *ui, int64_t id, struct wg_arena *a)
{
	struct wg_worker w;
	if (!id || wg_worker_get(ui->face->office, id, a, &w, NULL) != WG_OK) {
		wg_buf_puts(b, "联系人 未分配\n");
		return;
	}
	wg_buf_printf(b, "联系人 %s", w.name);
	if (*w.unit)
		wg_buf_printf(b, "（%s）", w.unit);
	wg_buf_printf(b, "%s%s\n", *w.phone ? " " : "", w.phone);
}

static const char *compound_of(struct wg_ui *ui, int64_t pos, struct wg_arena *a)
{
	struct wg_node node;
	bool found = wg_node_at(ui->face->office, WG_LEVEL_COMPOUND, pos, 0, a, &node, NULL) == WG_OK;
	return found ? node.name : "";
}

void wg_copy_household(struct wg_ui *ui, int64_t id)
{
	struct wg_arena a = {0};
	struct wg_household h;
	struct wg_error e = {0};
	struct wg_buf b;
	char phone[WG_COPY_PHONE];
	wg_buf_init(&b, sizeof ui->copy);
	if (wg_household_get(ui->face->office, id, &a, &h, &e) != WG_OK) {
		wg_ui_complain(ui, &e);
	} else {
		wg_copy_mask(h.phone, phone);
		wg_buf_printf(&b, "%s %s%s%s\n户主 %s  %d 人%s%s\n", compound_of(ui, h.pos, &a), h.building, h.entrance,
			      h.room, h.head, h.people, *phone ? "  " : "", phone);
		put_worker(&b, ui, h.contact_id, &a);
		wg_copy_text(ui, b.data);
	}
	wg_buf_free(&b);
	wg_arena_free(&a);
}

/* "3栋1单元1003 - 3栋2单元1002" */
static void put_stretch(struct wg_buf *b, struct wg_ui *ui, int64_t first, int64_t last, struct wg_arena *a)
{
	const char *from = "", *to = "";
	if (wg_household_address(ui->face->office, first, false, a, &from, NULL) == WG_OK &&
	    wg_household_address(ui->face->office, last, false, a, &to, NULL) == WG_OK)
		wg_buf_printf(b, "  %s - %s", from, to);
}

void wg_copy_worker(struct wg_ui *ui, int64_t id)
{
	struct wg_arena a = {0};
	struct wg_worker w;
	struct wg_node office;
	struct wg_households list = {0};
	struct wg_error e = {0};
	struct wg_buf b;
	const struct wg_household_filter theirs = {.contact_id = id};
	wg_buf_init(&b, sizeof ui->copy);
	enum wg_err err = wg_worker_get(ui->face->office, id, &a, &w, &e);
	if (err == WG_OK)
		err = wg_node_find(ui->face->office, "", &a, &office, &e);
	if (err == WG_OK)
		err = wg_household_list(ui->face->office, &office, &theirs, 0, -1, &a, &list, &e);
	if (err == WG_OK) {
		put_worker(&b, ui, id, &a);
		wg_buf_printf(&b, "%zu 户", list.n);
		if (list.n > 0)
			put_stretch(&b, ui, list.at[0].id, list.at[list.n - 1].id, &a);
		wg_buf_puts(&b, "\n");
		wg_copy_text(ui, b.data);
	} else {
		wg_ui_complain(ui, &e);
	}
	wg_buf_free(&b);
	wg_arena_free(&a);
}

void wg_copy_node(struct wg_ui *ui, const struct wg_node *node)
{
	struct wg_arena a = {0};
	const char *path = node->name;
	const struct wg_counters *n = &node->counters;
	if (wg_node_path(ui->face->office, node, " ", &a, &path, NULL) != WG_OK || !*path)
		path = node->name;
	wg_copy_text(ui, wg_arena_printf(&a, "%s\n%" PRId64 " 户  已联 %" PRId64 "  未联 %" PRId64 "\n", path,
					 n->households, n->covered, n->households - n->covered));
	wg_arena_free(&a);
}

static void put_cadre(struct wg_buf *b, struct wg_ui *ui, const wg_plan *plan, const struct wg_plan_cadre *c)
{
	struct wg_arena a = {0};
	size_t n;
	const struct wg_plan_step *steps = wg_plan_steps(plan, &n);
	wg_buf_printf(b, "%s  %" PRId64 " 户", c->worker.name, c->count);
	if (c->first >= 0)
		put_stretch(b, ui, steps[c->first].household, steps[c->last].household, &a);
	wg_buf_puts(b, "\n");
	wg_arena_free(&a);
}

void wg_copy_plan(struct wg_ui *ui, const wg_plan *plan)
{
	struct wg_arena a = {0};
	struct wg_buf b;
	const struct wg_plan_totals *t = wg_plan_totals(plan);
	const char *path = wg_plan_scope(plan)->name;
	size_t n;
	const struct wg_plan_cadre *cadres = wg_plan_cadres(plan, &n);
	wg_buf_init(&b, sizeof ui->copy);
	if (wg_node_path(ui->face->office, wg_plan_scope(plan), " ", &a, &path, NULL) != WG_OK || !*path)
		path = wg_plan_scope(plan)->name;
	wg_buf_printf(&b, "%s 联户方案（未提交）\n%" PRId64 " 户  %" PRId64 " 人", path, t->households, t->cadres);
	if (t->uncovered > 0)
		wg_buf_printf(&b, "  未分配 %" PRId64 " 户", t->uncovered);
	wg_buf_puts(&b, "\n");
	for (size_t i = 0; i < n && i < CADRES; i++)
		put_cadre(&b, ui, plan, &cadres[i]);
	if (n > CADRES)
		wg_buf_printf(&b, "还有 %zu 人\n", n - CADRES);
	wg_copy_text(ui, b.data);
	wg_buf_free(&b);
	wg_arena_free(&a);
}
