#include <string.h>

#include "base/clock.h"
#include "command/exec.h"
#include "command/need.h"
#include "command/print.h"
#include "text/date.h"
#include "text/fit.h"

/* A slip for each order, four to a page, to be cut out: what the helper who goes there must know, with lines for the
 * result, the signatures and what the resident says afterwards. It names residents: internal. */

enum { PER_PAGE = 4, WIDTH = 74, LABEL = 8, ROW_HEIGHT = 176 };

/* SQL: how to get in, of a household $1. */
static const char SQL_ACCESS[] = "SELECT access_note FROM household WHERE id = $1";

struct slips {
	struct wg_call *c;
	struct wg_paper paper;
	int64_t n;
};

static const char *moment(struct wg_call *c, int64_t at)
{
	char day[16];
	int64_t d = wg_day_of(at), minutes = (at - wg_day_begins(d)) / 60;
	wg_date_text(d, day, sizeof day);
	return wg_arena_printf(c->a, "%s %02d:%02d", day, (int)(minutes / 60), (int)(minutes % 60));
}

/* With what stands before it when there is something. */
static const char *joined(struct wg_call *c, const char *before, const char *between, const char *text)
{
	return *before && *text ? wg_arena_printf(c->a, "%s%s%s", before, between, text) : *text ? text : before;
}

/* Over as many lines as it takes, below each other behind the label. */
static const char *folded(struct wg_call *c, const char *text)
{
	const char *all = "", *line = text, *next = text;
	while (*next) {
		const char *at = next++;
		while ((*next & 0xC0) == 0x80)
			next++;
		if (wg_text_width_n(line, (size_t)(next - line), 0) <= WIDTH - LABEL || at == line)
			continue;
		all = wg_arena_printf(c->a, "%s%.*s\n%*s", all, (int)(at - line), line, LABEL, "");
		line = at;
	}
	return wg_arena_printf(c->a, "%s%s", all, line);
}

static const char *names_of(struct wg_call *c, const char *list, const char *codes)
{
	const char *all = "";
	for (const char *p = codes + strspn(codes, " "); *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		all = joined(c, all, "、", wg_office_code_name(c->office, list, wg_arena_strndup(c->a, p, n)));
		p += n;
	}
	return all;
}

/* What to mind: care groups, how to get in, what is noted of the need. */
static enum wg_err mind(struct wg_call *c, const struct wg_need *n, const char **out, struct wg_error *e)
{
	struct wg_household h;
	const char *text = "", *access = NULL;
	if (n->household_id) {
		enum wg_err err = wg_household_get(c->office, n->household_id, c->a, &h, e);
		if (err != WG_OK)
			return err;
		text = wg__print_care(c, &h);
		struct wg_stmt *st = wg_query(c->db, SQL_ACCESS);
		wg_bind_int(st, 1, n->household_id);
		if (wg_step(st))
			access = wg__show_note(c->office, c->a, wg_text(st, 0));
		if ((err = wg_done(st, e)) != WG_OK)
			return err;
	}
	text = joined(c, text, "；", access ? access : "");
	*out = joined(c, text, "；", n->note);
	return WG_OK;
}

static enum wg_err helpers(struct wg_call *c, const struct wg_need *n, const char **out, struct wg_error *e)
{
	struct wg_need_story story;
	enum wg_err err = wg_need_story(c->office, n->id, c->a, &story, e);
	*out = "";
	for (size_t i = 0; err == WG_OK && i < story.n_sent; i++) {
		const struct wg_dispatch *d = &story.sent[i];
		struct wg_worker w;
		if (d->until && strcmp(d->state, "done") != 0)
			continue;
		if ((err = wg_worker_get(c->office, d->worker_id, c->a, &w, e)) != WG_OK)
			break;
		const char *phone = wg__print_phone(c, *w.phone ? w.phone : d->phone);
		const char *when = d->begins ? wg_arena_printf(c->a, "  %s - %s", moment(c, d->begins),
							       moment(c, d->ends) + sizeof "2026-01-01")
					     : "";
		const char *line =
			wg_arena_printf(c->a, "%s（%s）%s%s", d->worker, d->leads ? "主办" : "协办", phone, when);
		*out = joined(c, *out, "\n        ", line);
	}
	return err;
}

static enum wg_err responsible(struct wg_call *c, const struct wg_need *n, const char **out, struct wg_error *e)
{
	struct wg_worker w;
	struct wg_cover cover;
	*out = "";
	if (!n->responsible_id)
		return WG_OK;
	enum wg_err err = wg_worker_get(c->office, n->responsible_id, c->a, &w, e);
	if (err == WG_OK)
		err = wg__print_cover(c, w.id, &cover, e);
	if (err != WG_OK)
		return err;
	*out = joined(c, w.name, "  ", wg__print_phone(c, w.phone));
	if (cover.id)
		*out = wg_arena_printf(c->a, "%s    代班 %s  %s", *out, cover.by, wg__print_phone(c, cover.by_phone));
	return WG_OK;
}

static enum wg_err add_slip(struct slips *s, const struct wg_need *n, struct wg_error *e)
{
	struct wg_call *c = s->c;
	const char *to_mind, *sent, *owner;
	enum wg_err err = mind(c, n, &to_mind, e);
	if (err == WG_OK)
		err = helpers(c, n, &sent, e);
	if (err == WG_OK)
		err = responsible(c, n, &owner, e);
	if (err != WG_OK)
		return err;
	if (s->n++ % PER_PAGE == 0)
		wg_paper_part(&s->paper, "派单条");
	const char *text = wg_arena_printf(
		c->a,
		"派单条  #%lld  %s\n"
		"期限    %s  %s\n"
		"谁      %s  %s\n"
		"哪里    %s\n"
		"做什么  %s\n"
		"当心    %s\n"
		"帮手    %s\n"
		"责任人  %s\n"
		"结果    ________________________________________  用时 ______ 分钟\n"
		"签字    帮手 ______________  住户 ______________  日期 ____________\n"
		"回访    [ ] 满意  [ ] 基本满意  [ ] 不满意    回访人 ______________",
		wg__need_number(n->id), n->title, wg_office_code_name(c->office, "urgency", n->urgency),
		n->due ? moment(c, n->due) : "", n->who, wg__print_phone(c, n->phone), folded(c, n->where),
		names_of(c, "service", n->services), folded(c, to_mind), sent, owner);
	wg_paper_row(&s->paper, &text);
	return WG_OK;
}

/* Those that are named, else those of the states, else those that somebody was sent for. */
static enum wg_err read_needs(struct wg_call *c, struct wg_needs *list, struct wg_error *e)
{
	struct wg_node under;
	struct wg_need_query q = {.under = &under};
	enum wg_err err = wg__arg_place(c, "under", &under, e);
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		const struct wg_arg *arg = &c->args->at[i];
		const struct wg_code *code;
		if (strcmp(arg->name, "state") != 0)
			continue;
		code = wg_code_find(wg_office_codes(c->office), "need_state", arg->value);
		if (!code || wg_need_state_of(code->code) == WG_STATES)
			return wg_fail(e, WG_EUSAGE, N_("{1}: {2} is not in the list"), "ss", arg->name, arg->value);
		q.states |= 1U << wg_need_state_of(code->code);
	}
	if (err == WG_OK && wg__arg(c, "needs"))
		return wg__arg_needs(c, "needs", &list->at, &list->n, e);
	if (!q.states)
		q.states = 1U << WG_STATE_DISPATCHED | 1U << WG_STATE_ACCEPTED | 1U << WG_STATE_SERVING;
	return err == WG_OK ? wg_need_list(c->office, &q, c->a, list, e) : err;
}

enum wg_err wg__exec_print_slips(struct wg_call *c, struct wg_error *e)
{
	static const struct wg_paper_column column = {"", WIDTH, WG_PAPER_LEFT, false};
	struct slips s = {.c = c,
			  .paper = {.arena = c->a,
				    .columns = &column,
				    .n_columns = 1,
				    .mark = WG__INTERNAL,
				    .date = wg__print_today(c),
				    .frame = WG_PAPER_GRID,
				    .one_sheet = true,
				    .points = 11,
				    .height = ROW_HEIGHT}};
	struct wg_needs list = {0};
	enum wg_err err = read_needs(c, &list, e);
	for (size_t i = 0; err == WG_OK && i < list.n; i++)
		err = add_slip(&s, &list.at[i], e);
	if (err != WG_OK) {
		wg_paper_free(&s.paper);
		return err;
	}
	if ((err = wg__print(c, &s.paper, e)) == WG_OK)
		wg__say(c, N_("{1}: {2} slips"), "sl", wg__arg(c, "file"), (long long)s.n);
	return err;
}
