#include "screen/need_card.h"

#include <string.h>

#include "screen/need_text.h"
#include "wangge/person.h"

static wg_office *office_of(const struct wg_ui *ui)
{
	return ui->face->office;
}

/* What the last follow-up heard; without one, the state. */
static enum wg_err read_said(struct wg_need_past *p, const struct wg_ui *ui, struct wg_arena *a, struct wg_error *e)
{
	struct wg_need_story story;
	enum wg_err err = wg_need_story(office_of(ui), p->need.id, a, &story, e);
	p->said = wg_ui_code(ui, "need_state", wg_need_state_info[p->need.state].code);
	for (size_t i = 0; err == WG_OK && i < story.n_steps; i++)
		if (*story.step[i].satisfaction)
			p->said = wg_ui_code(ui, "satisfaction", story.step[i].satisfaction);
	return err;
}

/* The others of the household, the last one first. */
static enum wg_err read_past(struct wg_need_card *card, const struct wg_ui *ui, struct wg_error *e)
{
	struct wg_needs all;
	const struct wg_need_query query = {.household_id = card->need.household_id};
	enum wg_err err = wg_need_list(office_of(ui), &query, &card->arena, &all, e);
	if (err != WG_OK)
		return err;
	for (size_t i = 0; i < all.n; i++) {
		struct wg_need_past *p = card->past;
		size_t at = 0;
		if (all.at[i].id == card->need.id)
			continue;
		card->all_past++;
		while (at < card->n_past && p[at].need.at >= all.at[i].at)
			at++;
		if (at == WG_NEED_PAST)
			continue;
		if (card->n_past < WG_NEED_PAST)
			card->n_past++;
		memmove(p + at + 1, p + at, (card->n_past - at - 1) * sizeof *p);
		p[at] = (struct wg_need_past){.need = all.at[i]};
	}
	for (size_t i = 0; err == WG_OK && i < card->n_past; i++)
		err = read_said(&card->past[i], ui, &card->arena, e);
	return err;
}

/* Whoever is asked for the key: the neighbour head of the entrance, else the building's. */
static enum wg_err read_head(struct wg_need_card *card, const struct wg_ui *ui, struct wg_error *e)
{
	struct wg_node entrance;
	struct wg_duties duties = {0};
	static const char *const kinds[] = {"neighbor_head", "entrance_head", "building_head"};
	enum wg_err err = wg_node_at(office_of(ui), WG_LEVEL_ENTRANCE, card->home.pos, 0, &card->arena, &entrance, e);
	if (err == WG_OK)
		err = wg_duty_list(office_of(ui), &entrance, WG_DUTIES_HERE, false, &card->arena, &duties, e);
	for (size_t k = 0; err == WG_OK && k < 3 && !card->head.id; k++)
		for (size_t i = 0; i < duties.n && !card->head.id; i++)
			if (strcmp(duties.at[i].kind, kinds[k]) == 0)
				card->head = duties.at[i];
	return err;
}

/* Are there lifts, what is noted at the building. */
static enum wg_err read_building(struct wg_need_card *card, const struct wg_ui *ui, struct wg_error *e)
{
	struct wg_node building;
	enum wg_err err = wg_node_at(office_of(ui), WG_LEVEL_BUILDING, card->home.pos, 0, &card->arena, &building, e);
	return err == WG_OK ? wg_place_notes(office_of(ui), building.id, &card->arena, &card->building, e) : err;
}

static enum wg_err read_home(struct wg_need_card *card, const struct wg_ui *ui, struct wg_error *e)
{
	struct wg_persons people;
	int64_t home = card->need.household_id;
	enum wg_err err = wg_household_get(office_of(ui), home, &card->arena, &card->home, e);
	if (err == WG_OK)
		err = wg_household_members(office_of(ui), home, &card->arena, &people, e);
	for (size_t i = 0; err == WG_OK && i < people.n; i++)
		if (people.at[i].id == card->need.person_id || (i == 0 && !card->need.person_id))
			card->person = people.at[i];
	if (err == WG_OK)
		err = read_head(card, ui, e);
	if (err == WG_OK)
		err = read_building(card, ui, e);
	return err == WG_OK ? read_past(card, ui, e) : err;
}

enum wg_err wg_need_card_read(struct wg_need_card *card, const struct wg_ui *ui, int64_t need, struct wg_error *e)
{
	struct wg_need_card next = {0};
	enum wg_err err = wg_need_get(office_of(ui), need, &next.arena, &next.need, e);
	if (err == WG_OK)
		err = wg_need_story(office_of(ui), need, &next.arena, &next.story, e);
	if (err == WG_OK && next.need.responsible_id)
		err = wg_worker_get(office_of(ui), next.need.responsible_id, &next.arena, &next.responsible, e);
	if (err == WG_OK && next.need.household_id)
		err = read_home(&next, ui, e);
	if (err != WG_OK) {
		wg_arena_free(&next.arena);
		return err;
	}
	wg_arena_free(&card->arena);
	*card = next;
	return WG_OK;
}

void wg_need_card_free(struct wg_need_card *card)
{
	wg_arena_free(&card->arena);
	*card = (struct wg_need_card){0};
}

/* Last recorded first. */
static const struct wg_need *newest(const struct wg_needs *list, bool open, const struct wg_need *after)
{
	const struct wg_need *best = NULL;
	for (size_t i = 0; i < list->n; i++) {
		const struct wg_need *n = &list->at[i];
		bool later = !after || n->at < after->at || (n->at == after->at && n->id < after->id);
		bool better = !best || n->at > best->at || (n->at == best->at && n->id > best->id);
		if (wg_need_state_info[n->state].open == open && later && better)
			best = n;
	}
	return best;
}

const char *wg_need_line(const struct wg_ui *ui, int64_t household, bool open, struct wg_arena *a)
{
	enum { MOST = 3 };
	struct wg_needs list;
	char text[WG_NEED_TEXT];
	const struct wg_need_query query = {.household_id = household};
	const struct wg_need *n = NULL;
	const char *line = "";
	if (wg_need_list(office_of(ui), &query, a, &list, NULL) != WG_OK)
		return line;
	for (int i = 0; i < MOST && (n = newest(&list, open, n)); i++)
		line = open ? wg_arena_printf(a, "%s%s%s %s %s", line, i ? "   " : "", n->title,
					      wg_ui_code(ui, "need_state", wg_need_state_info[n->state].code),
					      wg_need_due(ui, n, text))
			    : wg_arena_printf(a, "%s%s%s %s %s", line, i ? "   " : "", wg_need_day(n->at, text),
					      n->title, n->helpers);
	return line;
}
