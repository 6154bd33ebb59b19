#include <string.h>

#include "command/import_write.h"
#include "text/key.h"

/* The contact that a roster names: found among the workers by name and telephone, else by name and unit. */

struct wg__import_worker {
	int64_t id;
	const char *name, *phone, *unit;
	struct wg__import_worker *next; /* of the same name */
};

static const char SQL_WORKERS[] = "SELECT id, name, phone, unit FROM worker ORDER BY id";

static const char *folded(struct wg__import *im, const char *name)
{
	struct wg_buf b;
	wg_buf_init(&b, 4096);
	wg_fold(&b, name, strlen(name));
	const char *key = wg_arena_strndup(&im->r->f->arena, b.data ? b.data : "", b.len);
	wg_buf_free(&b);
	return key;
}

static enum wg_err load_workers(struct wg__import *im, struct wg_error *e)
{
	struct wg_arena *a = &im->r->f->arena;
	struct wg_stmt *st = wg_query(im->c->db, SQL_WORKERS);
	im->worker_list = WG_NEW(a, struct wg__import_worker, 1);
	while (wg_step(st)) {
		struct wg__import_worker *w = WG_NEW(a, struct wg__import_worker, 1);
		*w = (struct wg__import_worker){
			.id = wg_int(st, 0),
			.name = wg_arena_strdup(a, wg_text(st, 1)),
			.phone = wg_text(st, 2) ? wg_arena_strdup(a, wg_text(st, 2)) : "",
			.unit = wg_text(st, 3) ? wg_arena_strdup(a, wg_text(st, 3)) : "",
		};
		int64_t *slot = wg__names_put(&im->workers, a, folded(im, w->name), NULL);
		w->next = (struct wg__import_worker *)(intptr_t)*slot;
		*slot = (int64_t)(intptr_t)w;
	}
	return wg_done(st, e);
}

/* The only one of the name that fits; *n counts those that do. */
static const struct wg__import_worker *find_worker(struct wg__import *im, const struct wg__roster_household *h, int *n)
{
	const int64_t *slot = wg__names_get(&im->workers, folded(im, h->contact));
	const struct wg__import_worker *first = slot ? (const struct wg__import_worker *)(intptr_t)*slot : NULL,
				       *found = NULL;
	for (int by_unit = 0; by_unit < 2; by_unit++) {
		*n = 0;
		for (const struct wg__import_worker *w = first; w; w = w->next) {
			bool phone = !*h->contact_phone || strstr(w->phone, h->contact_phone) != NULL;
			bool unit = !by_unit || strcmp(w->unit, h->contact_unit) == 0;
			if (phone && unit) {
				found = w;
				++*n;
			}
		}
		if (*n <= 1)
			break;
	}
	return *n == 1 ? found : NULL;
}

static void warn(struct wg__import *im, const struct wg__roster_household *h, const char *msgid)
{
	wg__note_at(im->c, WG_NOTE_WARNING, h->sheet->name, (int64_t)h->row + 1, NULL, h->contact, msgid, "s",
		    wg__door_path(im->r->places, h->door));
}

/* Locks and recusals hold for rosters too; wangge's own file puts back what was in force. */
static enum wg_err is_refused(struct wg__import *im, const struct wg__roster_household *h, int64_t household,
			      int64_t worker, bool *refused, struct wg_error *e)
{
	const char *why = NULL;
	*refused = false;
	if (im->r->own)
		return WG_OK;
	enum wg_err err = wg__recused(im->c, worker, household, &why, e);
	if (err == WG_OK && !why && h->old && h->old->worker && h->old->locked)
		why = N_("it is locked to its contact: unlock it first");
	if (why)
		warn(im, h, why);
	*refused = why != NULL;
	return err;
}

static bool lives_here(const struct wg__roster_household *h)
{
	const char *status = *h->status || !h->old ? h->status : h->old->status;
	return !*status || strcmp(status, "here") == 0;
}

/* Who lives elsewhere is in nobody's band: the contact ends, and with it the lock. */
static enum wg_err end_contact(struct wg__import *im, const struct wg__roster_household *h, struct wg_error *e)
{
	if (*h->contact)
		warn(im, h, N_("nobody of it lives here"));
	if (!h->old || !h->old->worker)
		return WG_OK;
	im->touched = true;
	WG_PUSH(&im->gives, (struct wg_give){.household = h->old->id});
	return h->old->locked ? wg_row_set(im->c->tx, WG_T_HOUSEHOLD, h->old->id, WG_HOUSEHOLD_CONTACT_LOCKED,
					   wg_int_value(0), e)
			      : WG_OK;
}

enum wg_err wg__import_contact(struct wg__import *im, const struct wg__roster_household *h, int64_t household,
			       struct wg_error *e)
{
	int n = 0;
	bool refused;
	enum wg_err err = WG_OK;
	if (!lives_here(h))
		return end_contact(im, h, e);
	if (!*h->contact)
		return WG_OK;
	if (!im->worker_list && (err = load_workers(im, e)) != WG_OK)
		return err;
	const struct wg__import_worker *w = find_worker(im, h, &n);
	if (!w) {
		warn(im, h,
		     n ? N_("{1}: several workers have this name; no contact taken")
		       : N_("{1}: no worker has this name and telephone; no contact taken"));
		return WG_OK;
	}
	if (h->old && h->old->worker == w->id)
		return WG_OK;
	if ((err = is_refused(im, h, household, w->id, &refused, e)) != WG_OK || refused)
		return err;
	im->touched = true;
	im->n.contacts++;
	WG_PUSH(&im->gives, (struct wg_give){household, w->id, h->since});
	return WG_OK;
}

enum wg_err wg__import_contacts(struct wg__import *im, struct wg_error *e)
{
	const struct wg_give_opts opts = {
		.reason = "import", .over_band = "import", .stated = true, .restore = im->r->own};
	int64_t changed;
	if (im->gives.len == 0)
		return WG_OK;
	return wg__give(im->c, im->gives.at, im->gives.len, &opts, &changed, e);
}
