#include <string.h>

#include "command/contact.h"
#include "command/edit.h"
#include "command/exec.h"
#include "command/family.h"

static const struct wg__edit_field fields[] = {
	{.param = "origin", .col = WG_HOUSEHOLD_ORIGIN, .kind = WG__EDIT_CODE, .list = "origin"},
	{.param = "registered-in", .col = WG_HOUSEHOLD_REGISTERED_IN, .kind = WG__EDIT_LINE},
	{.param = "status", .col = WG_HOUSEHOLD_STATUS, .kind = WG__EDIT_CODE, .list = "status", .must = true},
	{.param = "people", .col = WG_HOUSEHOLD_STATED_PEOPLE, .kind = WG__EDIT_NUMBER},
	{.param = "note", .col = WG_HOUSEHOLD_ACCESS_NOTE, .kind = WG__EDIT_LINE},
};

/* Moving away and coming back take people, contact and door with them: those are commands of their own. */
static void check_status(struct wg__edit *m)
{
	const char *before = m->before[WG_HOUSEHOLD_STATUS].s, *after = m->after[WG_HOUSEHOLD_STATUS].s;
	if (after && strcmp(before, after) != 0 && (strcmp(before, "gone") == 0 || strcmp(after, "gone") == 0))
		wg__edit_refuse(m, "status", after, N_("moving away and coming back are recorded for themselves"), "");
}

/* Who lives elsewhere is in nobody's band. */
static enum wg_err end_contact(struct wg__edit *m, struct wg_error *e)
{
	const struct wg_give give = {.household = m->id};
	const struct wg_give_opts opts = {0};
	struct wg__family f;
	int64_t changed;
	const char *after = m->after[WG_HOUSEHOLD_STATUS].s;
	if (m->c->out->n_refusals > 0 || !after || strcmp(after, "here") == 0)
		return WG_OK;
	enum wg_err err = wg__family_load(m->c, m->id, &f, e);
	if (err != WG_OK || !f.contact)
		return err;
	err = wg__household_unlock(m->c, &f, e);
	return err == WG_OK ? wg__give(m->c, &give, 1, &opts, &changed, e) : err;
}

enum wg_err wg__exec_edit_household(struct wg_call *c, struct wg_error *e)
{
	struct wg__edit m = {.c = c, .table = WG_T_HOUSEHOLD, .fields = fields, .n = sizeof fields / sizeof *fields};
	struct wg_household h;
	int64_t *ids;
	size_t n = 0;
	enum wg_err err = wg__arg_households(c, "household", &ids, &n, e);
	if (err == WG_OK && n != 1)
		return wg_fail(e, WG_EUSAGE, N_("one household at a time: {1} are named"), "d", (int)n);
	if (err == WG_OK)
		err = wg_household_get(c->office, ids[0], c->a, &h, e);
	if (err != WG_OK)
		return err;
	const char *name = wg_arena_printf(c->a, "%s%s%s %s", h.building, h.entrance, h.room, h.head);
	m.id = h.id;
	if ((err = wg__edit_open(&m, e)) != WG_OK || (err = wg__edit_stale(&m, name, e)) != WG_OK)
		return err;
	check_status(&m);
	return (err = end_contact(&m, e)) == WG_OK ? wg__edit_write(&m, name, 0, e) : err;
}
