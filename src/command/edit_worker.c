#include "command/edit.h"
#include "command/exec.h"

static const struct wg__edit_field fields[] = {
	{.param = "name", .col = WG_WORKER_NAME, .kind = WG__EDIT_NAME, .must = true},
	{.param = "kind", .col = WG_WORKER_KIND, .kind = WG__EDIT_CODE, .list = "worker_kind", .must = true},
	{.param = "unit", .col = WG_WORKER_UNIT, .kind = WG__EDIT_LINE},
	{.param = "phone", .col = WG_WORKER_PHONE, .kind = WG__EDIT_PHONE},
	{.param = "takes-households",
	 .col = WG_WORKER_TAKES_HOUSEHOLDS,
	 .kind = WG__EDIT_CHOICE,
	 .words = {"no", "yes"},
	 .must = true},
	{.param = "band-lo", .col = WG_WORKER_BAND_LO, .kind = WG__EDIT_NUMBER},
	{.param = "band-hi", .col = WG_WORKER_BAND_HI, .kind = WG__EDIT_NUMBER},
	{.param = "share", .col = WG_WORKER_SHARE, .kind = WG__EDIT_NUMBER},
	{.param = "lives", .col = WG_WORKER_LIVES_ID, .kind = WG__EDIT_DOOR},
	{.param = "until", .col = WG_WORKER_UNTIL, .kind = WG__EDIT_DAY},
	{.param = "note", .col = WG_WORKER_NOTE, .kind = WG__EDIT_LINE},
};

static void check_band(struct wg__edit *m, const struct wg_worker *w)
{
	struct wg_value lo = m->after[WG_WORKER_BAND_LO], hi = m->after[WG_WORKER_BAND_HI];
	bool given = wg__arg(m->c, "band-lo") || wg__arg(m->c, "band-hi");
	if (given && (lo.type == WG_NULL) != (hi.type == WG_NULL))
		wg__edit_refuse(m, lo.type == WG_NULL ? "band-lo" : "band-hi", "", N_("a band has both ends"), "");
	else if (given && lo.type == WG_INT && lo.i > hi.i)
		wg__edit_refuse(m, "band-hi", "", N_("the band ends below its beginning, {1}"), "l", (long long)lo.i);
	else if (given && hi.type == WG_INT && w->count > hi.i)
		wg__note_at(m->c, WG_NOTE_WARNING, NULL, 0, "band-hi", w->name,
			    N_("has {1} households, more than the band will allow"), "l", (long long)w->count);
}

static void check_takes(struct wg__edit *m, const struct wg_worker *w)
{
	if (w->count > 0 && w->takes_households && m->after[WG_WORKER_TAKES_HOUSEHOLDS].i == 0)
		wg__edit_refuse(m, "takes-households", w->name, N_("still has {1} households: hand them over first"),
				"l", (long long)w->count);
}

enum wg_err wg__exec_edit_worker(struct wg_call *c, struct wg_error *e)
{
	struct wg__edit m = {.c = c, .table = WG_T_WORKER, .fields = fields, .n = sizeof fields / sizeof *fields};
	struct wg_worker w = {0};
	enum wg_err err = wg__arg_worker(c, "worker", &w, e);
	m.id = w.id;
	if (err != WG_OK || (err = wg__edit_open(&m, e)) != WG_OK || (err = wg__edit_stale(&m, w.name, e)) != WG_OK)
		return err;
	check_band(&m, &w);
	check_takes(&m, &w);
	return wg__edit_write(&m, w.name, 0, e);
}
