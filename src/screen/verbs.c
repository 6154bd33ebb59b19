#include "screen/verbs.h"

#include <stdlib.h>
#include <string.h>

#include "screen/copy.h"
#include "wangge/household.h"
#include "wangge/need.h"

/* flags: WG_PARAM_MANY for all that is chosen, 0 for the row under the cursor. */
static const char *about(struct wg_screen *s, enum wg_param_type type, unsigned flags, struct wg_arena *a)
{
	const struct wg_param param = {.name = "", .type = type, .flags = flags};
	const char *text = s->ops->argument ? s->ops->argument(s, &param, a) : NULL;
	return text && *text ? text : NULL;
}

static void say(struct wg_ui *ui, const char *msgid)
{
	wg_ui_say(ui, WG_ROLE_WARN, ui->tr(msgid));
}

static size_t count_refs(const char *refs)
{
	size_t n = 1;
	for (; *refs; refs++)
		n += *refs == ',';
	return n;
}

/* A write about the households in question; more of them than that are shown before it is done. */
static void with_households(struct wg_ui *ui, struct wg_screen *s, const char *command)
{
	struct wg_arena a = {0};
	const char *refs = about(s, WG_PARAM_HOUSEHOLD, WG_PARAM_MANY, &a);
	if (!refs) {
		say(ui, N_("there is no household here"));
	} else {
		char *line = wg_arena_printf(&a, "%s %s", command, refs);
		for (char *comma = line; (comma = strchr(comma, ','));)
			*comma = ' ';
		if ((int)count_refs(refs) <= ui->confirm_above)
			wg_ui_line(ui, line);
		else
			wg_ui_propose(ui, line);
	}
	wg_arena_free(&a);
}

static void with_household(struct wg_ui *ui, struct wg_screen *s, const char *command)
{
	struct wg_arena a = {0};
	const char *ref = about(s, WG_PARAM_HOUSEHOLD, 0, &a);
	if (ref)
		wg_ui_line(ui, wg_arena_printf(&a, "%s %s", command, ref));
	else
		say(ui, N_("choose a household: Tab goes to the list"));
	wg_arena_free(&a);
}

/* The first one decides: when it is locked all are unlocked. */
static const char *lock_or_unlock(struct wg_ui *ui, struct wg_screen *s)
{
	struct wg_arena a = {0};
	struct wg_household h;
	const char *refs = about(s, WG_PARAM_HOUSEHOLD, WG_PARAM_MANY, &a);
	bool locked = refs && wg_household_get(ui->face->office, strtoll(refs + 1, NULL, 10), &a, &h, NULL) == WG_OK &&
		      h.locked;
	wg_arena_free(&a);
	return locked ? "unlock" : "lock";
}

static void assign(struct wg_ui *ui, struct wg_screen *s)
{
	struct wg_arena a = {0};
	const char *refs = about(s, WG_PARAM_HOUSEHOLD, WG_PARAM_MANY, &a);
	if (refs)
		wg_ui_open(ui, "assign", refs);
	else
		say(ui, N_("there is no household here"));
	wg_arena_free(&a);
}

static void hand_over(struct wg_ui *ui, struct wg_screen *s)
{
	struct wg_arena a = {0};
	const char *worker = about(s, WG_PARAM_WORKER, 0, &a);
	if (worker)
		wg_ui_open(ui, "handover", worker);
	else
		say(ui, N_("there is no cadre here"));
	wg_arena_free(&a);
}

static void with_place(struct wg_ui *ui, struct wg_screen *s, const char *screen)
{
	struct wg_arena a = {0};
	wg_ui_open(ui, screen, about(s, WG_PARAM_PLACE, 0, &a));
	wg_arena_free(&a);
}

/* The building of the household under the cursor, else of the place. */
static void facade(struct wg_ui *ui, struct wg_screen *s)
{
	struct wg_arena a = {0};
	const char *where = about(s, WG_PARAM_HOUSEHOLD, 0, &a);
	wg_ui_open(ui, "facade", where ? where : about(s, WG_PARAM_PLACE, 0, &a));
	wg_arena_free(&a);
}

static void with_household_form(struct wg_ui *ui, struct wg_screen *s, const char *command)
{
	struct wg_arena a = {0};
	const char *household = about(s, WG_PARAM_HOUSEHOLD, 0, &a);
	if (household)
		wg_ui_open(ui, "form", wg_arena_printf(&a, "%s %s", command, household));
	else
		say(ui, N_("choose a household: Tab goes to the list"));
	wg_arena_free(&a);
}

/* All that is known of the household under the cursor; false when there is none. */
static bool open_card(struct wg_ui *ui, struct wg_screen *s)
{
	struct wg_arena a = {0};
	const char *household = about(s, WG_PARAM_HOUSEHOLD, 0, &a);
	if (household)
		wg_ui_open(ui, "rows", wg_arena_printf(&a, "show %s\nneeds --all --household %s\nhistory %s", household, household,
					   household));
	bool done = household;
	wg_arena_free(&a);
	return done;
}

/* On a household its people are chosen from first; a cadre's form opens at once. */
static void edit(struct wg_ui *ui, struct wg_screen *s)
{
	struct wg_arena a = {0};
	const char *household = about(s, WG_PARAM_HOUSEHOLD, 0, &a), *worker = about(s, WG_PARAM_WORKER, 0, &a);
	if (household)
		wg_ui_open(ui, "menu", "household");
	else if (worker)
		wg_ui_open(ui, "form", wg_arena_printf(&a, "edit worker %s", worker));
	else
		say(ui, N_("there is no household here"));
	wg_arena_free(&a);
}

/* The household under the cursor, else the cadre; false when there is neither. */
static bool copy(struct wg_ui *ui, struct wg_screen *s)
{
	struct wg_arena a = {0};
	const char *household = about(s, WG_PARAM_HOUSEHOLD, 0, &a), *worker = about(s, WG_PARAM_WORKER, 0, &a);
	if (household && *household == '#')
		wg_copy_household(ui, strtoll(household + 1, NULL, 10));
	else if (worker && *worker == '#')
		wg_copy_worker(ui, strtoll(worker + 1, NULL, 10));
	bool done = household || worker;
	wg_arena_free(&a);
	return done;
}

/* The need under the cursor; of a household the one that waits, the last one recorded. */
static const char *need_of(struct wg_ui *ui, struct wg_screen *s, struct wg_arena *a)
{
	const char *need = about(s, WG_PARAM_NEED, 0, a), *household = about(s, WG_PARAM_HOUSEHOLD, 0, a);
	struct wg_need_query query = {.states = 1U << WG_STATE_RECEIVED | 1U << WG_STATE_MATCHING};
	struct wg_needs list = {0};
	const struct wg_need *last = NULL;
	if (need || !household)
		return need;
	query.household_id = strtoll(household + 1, NULL, 10);
	if (wg_need_list(ui->face->office, &query, a, &list, NULL) == WG_OK)
		for (size_t i = 0; i < list.n; i++)
			last = last && last->at > list.at[i].at ? last : &list.at[i];
	return last ? wg_ui_refs(a, &last->id, 1) : NULL;
}

static void match(struct wg_ui *ui, struct wg_screen *s)
{
	struct wg_arena a = {0};
	const char *need = need_of(ui, s, &a);
	if (need)
		wg_ui_open(ui, "match", need);
	else
		say(ui, N_("no need waits here: o records one"));
	wg_arena_free(&a);
}

bool wg_verb(struct wg_ui *ui, struct wg_screen *s, enum wg_action action)
{
	if (action == WG_ACTION_ASSIGN)
		assign(ui, s);
	else if (action == WG_ACTION_LOCK)
		with_households(ui, s, lock_or_unlock(ui, s));
	else if (action == WG_ACTION_WHY)
		with_household(ui, s, "why");
	else if (action == WG_ACTION_HISTORY)
		with_household(ui, s, "history");
	else if (action == WG_ACTION_OPEN)
		return open_card(ui, s);
	else if (action == WG_ACTION_HANDOVER)
		hand_over(ui, s);
	else if (action == WG_ACTION_MOVE_HOUSE)
		with_household_form(ui, s, "move");
	else if (action == WG_ACTION_SWAP)
		wg_ui_open(ui, "form", "swap");
	else if (action == WG_ACTION_COPY || action == WG_ACTION_CANCEL)
		return copy(ui, s);
	else if (action == WG_ACTION_PRINT)
		wg_ui_open(ui, "menu", "print");
	else if (action == WG_ACTION_EDIT)
		edit(ui, s);
	else if (action == WG_ACTION_ADD)
		wg_ui_open(ui, "menu", "add");
	else if (action == WG_ACTION_IMPORT)
		with_place(ui, s, "import");
	else if (action == WG_ACTION_FACADE)
		facade(ui, s);
	else if (action == WG_ACTION_MATCH)
		match(ui, s);
	else if (action == WG_ACTION_PLAN)
		with_place(ui, s, "plan");
	else
		return false;
	return true;
}
