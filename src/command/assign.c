#include "base/clock.h"
#include "base/map.h"
#include "command/contact.h"
#include "command/exec.h"

static const char SQL_HELD[] = "SELECT id FROM household WHERE contact_id = $1 AND status = 'here' ORDER BY pos, id";

static const char SQL_LOCKED[] =
	"SELECT count(*) FROM household WHERE contact_id = $1 AND contact_locked = 1 AND status = 'here'";

/* A reason of the list is kept as its code, any other as it was typed. */
static struct wg_give_opts give_opts(const struct wg_call *c, const char *reason)
{
	const char *typed = wg__arg(c, "reason");
	const struct wg_code *code = typed ? wg_code_find(wg_office_codes(c->office), "reason", typed) : NULL;
	return (struct wg_give_opts){
		.reason = code    ? code->code
			  : typed ? typed
				  : reason,
		.over_band = wg__arg(c, "over-band"),
	};
}

static enum wg_err give_all(struct wg_call *c, const int64_t *ids, size_t n, int64_t worker, const char *reason,
			    int64_t *changed, struct wg_error *e)
{
	struct wg_give *gives = WG_NEW(c->a, struct wg_give, n);
	struct wg_give_opts opts = give_opts(c, reason);
	for (size_t i = 0; i < n; i++)
		gives[i] = (struct wg_give){ids[i], worker};
	return wg__give(c, gives, n, &opts, changed, e);
}

enum wg_err wg__exec_assign(struct wg_call *c, struct wg_error *e)
{
	int64_t *ids, changed = 0;
	size_t n = 0;
	struct wg_worker to;
	enum wg_err err = wg__arg_worker(c, "to", &to, e);
	if (err == WG_OK)
		err = wg__arg_households(c, "households", &ids, &n, e);
	if (err == WG_OK)
		err = give_all(c, ids, n, to.id, "adjust", &changed, e);
	if (err == WG_OK)
		wg__say(c, N_("{1} households given to {2}"), "ls", (long long)changed, to.name);
	return err;
}

enum wg_err wg__exec_unassign(struct wg_call *c, struct wg_error *e)
{
	int64_t *ids, changed = 0;
	size_t n = 0;
	enum wg_err err = wg__arg_households(c, "households", &ids, &n, e);
	if (err == WG_OK)
		err = give_all(c, ids, n, 0, NULL, &changed, e);
	if (err == WG_OK)
		wg__say(c, N_("{1} households have no contact now"), "l", (long long)changed);
	return err;
}

/* Adds what `from` holds to gives, for `to`. Locked ones stay where they are. */
static enum wg_err add_held(struct wg_call *c, int64_t from, int64_t to, struct wg_give *gives, size_t *n,
			    struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, SQL_HELD);
	wg_bind_int(st, 1, from);
	while (wg_step(st))
		gives[(*n)++] = (struct wg_give){wg_int(st, 0), to};
	return wg_done(st, e);
}

enum wg_err wg__exec_swap(struct wg_call *c, struct wg_error *e)
{
	struct wg_worker a, b;
	size_t n = 0;
	int64_t changed = 0;
	enum wg_err err = wg__arg_worker(c, "a", &a, e);
	if (err == WG_OK)
		err = wg__arg_worker(c, "b", &b, e);
	if (err != WG_OK)
		return err;
	if (a.id == b.id)
		return wg_fail(e, WG_EUSAGE, N_("{1} cannot be exchanged with itself"), "s", a.name);
	struct wg_give *gives = WG_NEW(c->a, struct wg_give, a.count + b.count);
	struct wg_give_opts opts = give_opts(c, "adjust");
	if ((err = add_held(c, a.id, b.id, gives, &n, e)) == WG_OK &&
	    (err = add_held(c, b.id, a.id, gives, &n, e)) == WG_OK &&
	    (err = wg__give(c, gives, n, &opts, &changed, e)) == WG_OK)
		wg__say(c, N_("{1} and {2} have exchanged {3} households"), "ssl", a.name, b.name, (long long)changed);
	return err;
}

/* Locked households stay in every plan: more of them than the band allows would leave no plan. */
static enum wg_err check_locked(struct wg_call *c, int64_t worker, struct wg_error *e)
{
	struct wg_worker w;
	int64_t locked = 0;
	struct wg_stmt *st = wg_query(c->db, SQL_LOCKED);
	wg_bind_int(st, 1, worker);
	enum wg_err err = wg_one_int(st, 0, &locked, e);
	if (err == WG_OK)
		err = wg_worker_get(c->office, worker, c->a, &w, e);
	if (err == WG_OK && w.hi > 0 && locked > w.hi)
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, NULL, w.name,
			    N_("would have {1} locked households, the band ends at {2}"), "ld", (long long)locked,
			    w.hi);
	return err;
}

static enum wg_err lock_one(struct wg_call *c, int64_t household, bool on, struct wg_map *contacts, struct wg_error *e)
{
	struct wg_household h;
	enum wg_err err = wg_household_get(c->office, household, c->a, &h, e);
	if (err != WG_OK)
		return err;
	if (on && !h.contact_id) {
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, h.room, h.head, N_("has no contact to be locked to"), "");
		return WG_OK;
	}
	wg_map_put(contacts, h.contact_id, NULL);
	return wg_row_set(c->tx, WG_T_HOUSEHOLD, household, WG_HOUSEHOLD_CONTACT_LOCKED, wg_int_value(on), e);
}

static enum wg_err set_lock(struct wg_call *c, bool on, struct wg_error *e)
{
	struct wg_map contacts = {0};
	int64_t *ids, before = wg_tx_changes(c->tx);
	size_t n = 0;
	enum wg_err err = wg__arg_households(c, "households", &ids, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = lock_one(c, ids[i], on, &contacts, e);
	for (size_t i = 0; err == WG_OK && on && i < contacts.len; i++)
		err = check_locked(c, contacts.entries[i].key, e);
	if (err == WG_OK)
		wg__say(c, on ? N_("{1} households locked") : N_("{1} households unlocked"), "l",
			(long long)(wg_tx_changes(c->tx) - before));
	wg_map_free(&contacts);
	return err;
}

enum wg_err wg__exec_lock(struct wg_call *c, struct wg_error *e)
{
	return set_lock(c, true, e);
}

enum wg_err wg__exec_unlock(struct wg_call *c, struct wg_error *e)
{
	return set_lock(c, false, e);
}

static enum wg_err end_recusal(struct wg_call *c, const struct wg_worker *w, int64_t household, struct wg_error *e)
{
	int64_t id = 0;
	struct wg_stmt *st =
		wg_query(c->db, "SELECT id FROM recusal WHERE worker_id = $1 AND household_id = $2 AND until IS NULL");
	wg_bind_int(st, 1, w->id);
	wg_bind_int(st, 2, household);
	enum wg_err err = wg_one_int(st, 0, &id, e);
	if (err != WG_OK || !id)
		return err != WG_OK ? err
				    : wg_fail(e, WG_ENOTFOUND, N_("no recusal of {1} is recorded there"), "s", w->name);
	wg__say(c, N_("the recusal of {1} has ended"), "s", w->name);
	return wg_row_set(c->tx, WG_T_RECUSAL, id, WG_RECUSAL_UNTIL, wg_int_value(wg_day_of(wg_tx_at(c->tx))), e);
}

/* A recusal that the present contact breaks is recorded all the same: check lists it until it is mended. */
enum wg_err wg__exec_recuse(struct wg_call *c, struct wg_error *e)
{
	struct wg_worker w;
	int64_t *ids, id = 0;
	size_t n = 0;
	const char *why = NULL;
	struct wg_household h;
	enum wg_err err = wg__arg_worker(c, "worker", &w, e);
	if (err == WG_OK)
		err = wg__arg_households(c, "household", &ids, &n, e);
	if (err != WG_OK)
		return err;
	if (n != 1)
		return wg_fail(e, WG_EUSAGE, N_("a recusal is for one household"), "");
	if (wg__flag(c, "end"))
		return end_recusal(c, &w, ids[0], e);
	if ((err = wg__recused(c, w.id, ids[0], &why, e)) != WG_OK ||
	    (err = wg_household_get(c->office, ids[0], c->a, &h, e)) != WG_OK)
		return err;
	wg__say(c, N_("{1} will not be the contact of {2}"), "ss", w.name, h.head);
	if (why)
		return WG_OK;
	if (h.contact_id == w.id)
		wg__note_at(c, WG_NOTE_WARNING, NULL, 0, h.room, h.head,
			    N_("is with this contact now: give it to another"), "");
	struct wg_value v[WG_RECUSAL_COLUMNS] = {
		[WG_RECUSAL_WORKER_ID] = wg_int_value(w.id),
		[WG_RECUSAL_HOUSEHOLD_ID] = wg_int_value(ids[0]),
		[WG_RECUSAL_REASON] = wg_text_value(wg__arg(c, "reason")),
		[WG_RECUSAL_SINCE] = wg_int_value(wg_day_of(wg_tx_at(c->tx))),
	};
	return wg_row_insert(c->tx, WG_T_RECUSAL, v, &id, e);
}
