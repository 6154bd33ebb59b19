#include <string.h>

#include "command/exec.h"
#include "command/print.h"

/* Cards for the households, ten to a page, to be cut out: whose contact they are and how to reach them. No resident is
 * named: a lost card says nothing about anybody. */

enum { ACROSS = 2, PER_PAGE = 10, WIDTH = 36, ROW_HEIGHT = 142 };

struct cards {
	struct wg_call *c;
	struct wg_paper paper;
	struct wg__around compound, community;
	const char *row[ACROSS];
	int64_t n;
	const struct wg_worker *worker; /* of the last card */
	struct wg_cover cover;          /* of that worker */
	struct wg_arena *a;
};

static enum wg_err worker_of(struct cards *k, int64_t id, struct wg_error *e)
{
	if (k->worker && k->worker->id == id)
		return WG_OK;
	struct wg_worker *w = WG_NEW(k->a, struct wg_worker, 1);
	enum wg_err err = wg_worker_get(k->c->office, id, k->a, w, e);
	if (err == WG_OK)
		err = wg__print_cover(k->c, id, &k->cover, e);
	if (err == WG_OK)
		k->worker = w;
	return err;
}

static const char *card_text(struct cards *k, const struct wg_household *h)
{
	const struct wg_worker *w = k->worker;
	const char *compound = wg__around_name(k->c, &k->compound, WG_LEVEL_COMPOUND, h->pos),
		   *community = wg__around_name(k->c, &k->community, WG_LEVEL_COMMUNITY, h->pos);
	const char *phone = *w->phone ? wg_arena_printf(k->a, "电话  %s", wg__print_phone(k->c, w->phone)) : "";
	const char *cover = !k->cover.id
				    ? ""
				    : wg_arena_printf(k->a, "\n代班  %s  %s%s%s", k->cover.by,
						      wg__print_phone(k->c, k->cover.by_phone),
						      k->cover.until ? "\n" : "", wg__print_until(k->c, &k->cover));
	return wg_arena_printf(k->a, "%s联户联系卡\n%s %s\n联系干部  %s  %s\n%s%s\n有困难、有想法，先找联系干部。\n%s",
			       community, compound, wg__print_door(k->c, h), w->name, w->unit, phone, cover,
			       wg__print_month(k->c));
}

static void end_row(struct cards *k)
{
	if (k->n % ACROSS == 0)
		wg_paper_row(&k->paper, k->row);
}

static void add_card(struct cards *k, const struct wg_household *h)
{
	if (k->n % PER_PAGE == 0)
		wg_paper_part(&k->paper, "联系卡");
	k->row[k->n % ACROSS] = card_text(k, h);
	k->n++;
	end_row(k);
}

enum wg_err wg__exec_print_cards(struct wg_call *c, struct wg_error *e)
{
	static const struct wg_paper_column columns[ACROSS] = {{"", WIDTH, WG_PAPER_LEFT, false},
							       {"", WIDTH, WG_PAPER_LEFT, false}};
	struct cards k = {.c = c,
			  .a = c->a,
			  .paper = {.arena = c->a,
				    .columns = columns,
				    .n_columns = ACROSS,
				    .frame = WG_PAPER_GRID,
				    .one_sheet = true,
				    .points = 12,
				    .height = ROW_HEIGHT}};
	struct wg_worker worker;
	struct wg_households list = {0};
	int64_t without = 0;
	enum wg_err err = wg__print_households(c, &worker, &list, e);
	for (size_t i = 0; err == WG_OK && i < list.n; i++) {
		const struct wg_household *h = &list.at[i];
		without += h->contact_id == 0;
		if (h->contact_id && (err = worker_of(&k, h->contact_id, e)) == WG_OK)
			add_card(&k, h);
	}
	if (k.n % ACROSS != 0) {
		k.row[1] = "";
		wg_paper_row(&k.paper, k.row);
	}
	if (err != WG_OK) {
		wg_paper_free(&k.paper);
		return err;
	}
	err = wg__print(c, &k.paper, e);
	if (err != WG_OK)
		return err;
	if (without > 0)
		wg__note(c, WG_NOTE_WARNING, N_("{1} households have no contact and get no card"), "l",
			 (long long)without);
	wg__say(c, N_("{1}: {2} cards"), "sl", wg__arg(c, "file"), (long long)k.n);
	return WG_OK;
}
