#include <string.h>

#include "base/clock.h"
#include "command/exec.h"
#include "command/print.h"
#include "wangge/helper.h"
#include "wangge/resource.h"

/* The service menu of a compound (点单): what can be asked for, when, and whom to ask. It hangs on a wall: no helper is
 * named on it and no resident. */

enum { WHAT, WHO, WHEN, COLUMNS, POSTS = 6 };

struct menu {
	struct wg_call *c;
	struct wg_paper paper;
	int64_t services;
};

/* Who could be sent for a service today, and when one of them has time. Who never said when is asked. */
struct offer {
	int64_t helpers, slots;
	bool asked;
};

static struct offer offer_of(const struct menu *m, const struct wg_helpers *list, const struct wg_code *service)
{
	const struct wg_codes *codes = wg_office_codes(m->c->office);
	int64_t today = wg_today();
	struct offer o = {0};
	for (size_t i = 0; i < list->n; i++) {
		const struct wg_helper *h = &list->at[i];
		bool able = false;
		for (size_t k = 0; k < h->n_skills; k++)
			able |= strcmp(h->skills[k].service, service->code) == 0;
		if (!able || (h->until && h->until < today) ||
		    (service->certified && !wg_helper_certified(codes, h, service->code, today)))
			continue;
		o.helpers++;
		o.slots |= h->slots;
		o.asked |= !h->slots_said;
	}
	return o;
}

static const char *when_text(struct menu *m, int64_t slots, bool asked)
{
	char words[WG_SLOTS_WORDS];
	if (!slots)
		return "面商";
	wg_slots_words(slots, false, words);
	return wg_arena_printf(m->c->a, "%s%s", words, asked ? "；其余面商" : "");
}

static void put_services(struct menu *m, const struct wg_helpers *list)
{
	const struct wg_codes *codes = wg_office_codes(m->c->office);
	for (size_t i = 0; i < codes->n_code; i++) {
		const struct wg_code *code = &codes->code[i];
		struct offer o = {0};
		if (strcmp(code->list, "service") == 0)
			o = offer_of(m, list, code);
		if (!o.helpers)
			continue;
		const char *cells[COLUMNS] = {
			[WHAT] = code->name,
			[WHO] = wg_arena_printf(m->c->a, "%lld 人", (long long)o.helpers),
			[WHEN] = when_text(m, o.slots, o.asked),
		};
		wg_paper_row(&m->paper, cells);
		m->services++;
	}
}

/* Venues and goods; money is nobody's business on a wall. */
static void put_resources(struct menu *m, const struct wg_resources *list)
{
	int64_t today = wg_today();
	for (size_t i = 0; i < list->n; i++) {
		const struct wg_resource *r = &list->at[i];
		if (strcmp(r->kind, "fund") == 0 || (r->until && r->until < today))
			continue;
		const char *cells[COLUMNS] = {
			[WHAT] = r->name,
			[WHO] = r->has_quantity
					? wg_arena_printf(m->c->a, "%lld %s", (long long)r->quantity, r->measure)
					: "",
			[WHEN] = when_text(m, r->slots, false),
		};
		wg_paper_row(&m->paper, cells);
		m->services++;
	}
}

static enum wg_err put_asking(struct menu *m, const struct wg_node *compound, struct wg_error *e)
{
	const char *posts[POSTS];
	size_t n = 0;
	struct wg_paper *p = &m->paper;
	enum wg_err err = wg__print_posts(m->c, compound->lo, false, posts, POSTS, &n, e);
	wg_paper_line(p, WG_PAPER_SPACE, NULL);
	wg_paper_line(p, WG_PAPER_LINE,
		      n > 0 ? "怎么点单：给下面的人打电话，或到社区说一声。"
			    : "怎么点单：到社区说一声，或找联系干部、网格员。");
	for (size_t i = 0; i < n; i++)
		wg_paper_line(p, WG_PAPER_LINE, wg_arena_printf(m->c->a, "  %s", posts[i]));
	wg_paper_line(p, WG_PAPER_LINE, "服务不收费。派谁来、什么时候来，社区会先告诉您。");
	return err;
}

static enum wg_err put_compound(struct menu *m, const struct wg_node *compound, struct wg_error *e)
{
	struct wg_helpers helpers;
	struct wg_resources resources;
	struct wg_node community;
	struct wg_call *c = m->c;
	enum wg_err err = wg_helper_list(c->office, compound, NULL, c->a, &helpers, e);
	if (err == WG_OK)
		err = wg_resource_list(c->office, compound, c->a, &resources, e);
	if (err == WG_OK)
		err = wg_node_at(c->office, WG_LEVEL_COMMUNITY, compound->lo, 0, c->a, &community, e);
	if (err != WG_OK || (helpers.n == 0 && resources.n == 0))
		return err;
	const char *name = *compound->name ? compound->name : community.name;
	struct wg_paper *p = &m->paper;
	wg_paper_part(p, name);
	wg_paper_line(p, WG_PAPER_TITLE, wg_arena_printf(c->a, "%s  点 单 服 务", name));
	wg_paper_line(p, WG_PAPER_LINE, wg_arena_printf(c->a, "%s  %s", community.name, wg__print_month(c)));
	wg_paper_line(p, WG_PAPER_SPACE, NULL);
	wg_paper_line(p, WG_PAPER_HEAD, NULL);
	wg_paper_repeat(p);
	put_services(m, &helpers);
	put_resources(m, &resources);
	return put_asking(m, compound, e);
}

/* Each compound of the node; below a compound, the one around it. */
static enum wg_err put_all(struct menu *m, const struct wg_node *node, struct wg_error *e)
{
	struct wg_range *ranges;
	struct wg_node compound;
	size_t n = 0;
	int64_t last = 0;
	enum wg_err err = wg_node_ranges(m->c->office, node, m->c->a, &ranges, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		enum wg_err found =
			wg_node_at(m->c->office, WG_LEVEL_COMPOUND, ranges[i].lo, 0, m->c->a, &compound, NULL);
		if (found == WG_ENOTFOUND)
			found = wg_node_at(m->c->office, WG_LEVEL_COMPOUND, ranges[i].lo, 1, m->c->a, &compound, NULL);
		while (err == WG_OK && found == WG_OK && compound.lo <= ranges[i].hi) {
			if (compound.id != last)
				err = put_compound(m, &compound, e);
			last = compound.id;
			found = wg_node_at(m->c->office, WG_LEVEL_COMPOUND, compound.hi, 1, m->c->a, &compound, NULL);
		}
	}
	return err;
}

enum wg_err wg__exec_print_menu(struct wg_call *c, struct wg_error *e)
{
	static const struct wg_paper_column columns[COLUMNS] = {
		[WHAT] = {"可以点的服务", 20, WG_PAPER_LEFT, false},
		[WHO] = {"有几人、几样", 12, WG_PAPER_CENTER, false},
		[WHEN] = {"什么时候", 40, WG_PAPER_LEFT, false},
	};
	struct menu m = {.c = c, .paper = {.arena = c->a, .columns = columns, .n_columns = COLUMNS}};
	struct wg_node node;
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = put_all(&m, &node, e);
	if (err != WG_OK) {
		wg_paper_free(&m.paper);
		return err;
	}
	int64_t compounds = (int64_t)m.paper.parts.len;
	if ((err = wg__print(c, &m.paper, e)) == WG_OK)
		wg__say(c, N_("{1}: {2} compounds, {3} services"), "sll", wg__arg(c, "file"), (long long)compounds,
			(long long)m.services);
	return err;
}
