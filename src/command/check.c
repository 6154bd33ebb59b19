#include "base/clock.h"
#include "command/contact.h"
#include "command/exec.h"
#include "command/need.h"
#include "store/chain.h"
#include "store/derive.h"
#include "text/date.h"
#include "wangge/duty.h"
#include "wangge/journal.h"

/* Every finding is a row: which rule, where, what. */
static const struct wg_rows_column columns[] = {
	{"rule", N_("rule"), WG_ROWS_MSG, NULL},
	{"where", N_("where"), WG_ROWS_TEXT, NULL},
	{"what", N_("what"), WG_ROWS_TEXT, NULL},
	{"id", N_("id"), WG_ROWS_ID, NULL},
};

static const char SQL_NO_CONTACT[] = "SELECT id FROM household WHERE pos BETWEEN $1 AND $2 AND status = 'here' AND "
				     "contact_id IS NULL ORDER BY pos, id";
static const char SQL_TWO_CONTACTS[] =
	"SELECT h.id FROM household h JOIN contact c ON c.household_id = h.id AND c.until IS NULL "
	"WHERE h.pos BETWEEN $1 AND $2 GROUP BY h.id HAVING count(*) > 1";
static const char SQL_OTHER_CONTACT[] =
	"SELECT h.id FROM household h LEFT JOIN contact c ON c.household_id = h.id AND c.until IS NULL "
	"WHERE h.pos BETWEEN $1 AND $2 AND h.contact_id IS DISTINCT FROM c.worker_id";
static const char SQL_RECUSED[] =
	"SELECT h.id FROM household h JOIN worker w ON w.id = h.contact_id LEFT JOIN person p ON p.id = w.person_id "
	"WHERE h.pos BETWEEN $1 AND $2 AND (p.household_id = h.id OR EXISTS (SELECT 1 FROM recusal r WHERE "
	"r.worker_id = w.id AND r.household_id = h.id AND r.until IS NULL)) ORDER BY h.pos";
static const char SQL_AWAY[] = "SELECT id FROM household WHERE pos BETWEEN $1 AND $2 AND status <> 'here' AND "
			       "contact_id IS NOT NULL ORDER BY pos, id";
static const char SQL_NO_TAKER[] =
	"SELECT h.id FROM household h JOIN worker w ON w.id = h.contact_id WHERE h.pos BETWEEN $1 AND $2 AND "
	"w.takes_households = 0 ORDER BY h.pos";
static const char SQL_FOUND[] =
	"SELECT d.entrance_id, CASE WHEN d.room = '' THEN coalesce(d.label, '') ELSE d.room END, p.name, w.name "
	"FROM household h JOIN door d ON d.id = h.door_id LEFT JOIN person p ON p.id = (SELECT min(id) FROM person x "
	"WHERE x.household_id = h.id AND x.relation = 'head' AND x.gone IS NULL) "
	"LEFT JOIN worker w ON w.id = h.contact_id WHERE h.id = $1";
static const char SQL_OVER_REASON[] = "SELECT over_band FROM contact WHERE worker_id = $1 AND until IS NULL AND "
				      "over_band IS NOT NULL ORDER BY id DESC LIMIT 1";

struct check {
	struct wg_call *c;
	struct wg_rows *found;
	struct wg_range *ranges;
	size_t n_ranges;
	int64_t entrance; /* whose path is known; 0 = none */
	const char *path;
};

static void add(struct check *k, const char *rule, const char *where, const char *what, int64_t id)
{
	struct wg_datum *row = wg__row(k->c, k->found);
	row[0] = wg__text(rule);
	row[1] = wg__text(where);
	row[2] = wg__text(what);
	row[3] = wg__int_or_null(id);
}

/* Doors of one entrance come one after another: its path is made once. */
static enum wg_err find_path(struct check *k, int64_t entrance, struct wg_error *e)
{
	struct wg_node node;
	if (entrance == k->entrance)
		return WG_OK;
	enum wg_err err = wg_node_get(k->c->office, WG_NODE_PLACE, entrance, k->c->a, &node, e);
	if (err == WG_OK)
		err = wg_node_path(k->c->office, &node, "/", k->c->a, &k->path, e);
	k->entrance = err == WG_OK ? entrance : 0;
	return err;
}

static enum wg_err add_household(struct check *k, const char *rule, int64_t id, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(k->c->db, SQL_FOUND);
	const char *room = "", *head = "", *contact = NULL;
	int64_t entrance = 0;
	wg_bind_int(st, 1, id);
	if (wg_step(st)) {
		entrance = wg_int(st, 0);
		room = wg_arena_strdup(k->c->a, wg_text(st, 1));
		head = wg_is_null(st, 2) ? "" : wg_arena_strdup(k->c->a, wg_text(st, 2));
		contact = wg_is_null(st, 3) ? NULL : wg_arena_strdup(k->c->a, wg_text(st, 3));
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK)
		err = find_path(k, entrance, e);
	if (err == WG_OK)
		add(k, rule, *room ? wg_arena_printf(k->c->a, "%s/%s", k->path, room) : k->path,
		    contact ? wg_arena_printf(k->c->a, "%s: %s", head, contact) : head, id);
	return err;
}

/* Households that a query finds in the ranges. */
static enum wg_err check_households(struct check *k, const char *sql, const char *rule, struct wg_error *e)
{
	for (size_t i = 0; i < k->n_ranges; i++) {
		enum wg_err err = WG_OK;
		struct wg_stmt *st = wg_query(k->c->db, sql);
		wg_bind_int(st, 1, k->ranges[i].lo);
		wg_bind_int(st, 2, k->ranges[i].hi);
		while (err == WG_OK && wg_step(st))
			err = add_household(k, rule, wg_int(st, 0), e);
		enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
		if (err != WG_OK || done != WG_OK)
			return err != WG_OK ? err : done;
	}
	return WG_OK;
}

/* What somebody typed, or the name of a code: a roster may have said so. */
static const char *reason_name(const struct check *k, const char *reason)
{
	const struct wg_code *code = wg_code_find(wg_office_codes(k->c->office), "reason", reason);
	return wg_arena_strdup(k->c->a, code ? code->name : reason);
}

static enum wg_err check_bands(struct check *k, const struct wg_node *node, struct wg_error *e)
{
	struct wg_workers list;
	enum wg_err err = wg_worker_list(k->c->office, node, false, k->c->a, &list, e);
	for (size_t i = 0; err == WG_OK && i < list.n; i++) {
		const struct wg_worker *w = &list.at[i];
		char sign = wg_band_sign(w, w->count);
		if (sign == '<' && w->takes_households)
			wg__note_at(k->c, WG_NOTE_INFO, NULL, 0, NULL, w->name,
				    N_("< {1} households, the band begins at {2}"), "ld", (long long)w->count, w->lo);
		if (sign != '>')
			continue;
		struct wg_stmt *st = wg_query(k->c->db, SQL_OVER_REASON);
		wg_bind_int(st, 1, w->id);
		const char *reason = wg_step(st) ? reason_name(k, wg_text(st, 0)) : NULL;
		err = wg_done(st, e);
		add(k, N_("over the band"), w->name,
		    wg_arena_printf(k->c->a, "%lld > %d%s%s", (long long)w->count, w->hi, reason ? ": " : "",
				    reason ? reason : ""),
		    w->id);
	}
	return err;
}

/* Who holds households though the stationing is over; those whose stationing ends soon are told besides. */
static enum wg_err check_stationing(struct check *k, const struct wg_node *node, struct wg_error *e)
{
	enum { SOON = 30 };
	struct wg_workers list;
	int64_t today = wg_today();
	enum wg_err err = wg_worker_list(k->c->office, node, false, k->c->a, &list, e);
	for (size_t i = 0; err == WG_OK && i < list.n; i++) {
		const struct wg_worker *w = &list.at[i];
		char day[16];
		if (!w->until || w->until >= today + SOON || w->count == 0)
			continue;
		wg_date_text(w->until, day, sizeof day);
		if (w->until < today)
			add(k, N_("stationing has ended"), w->name,
			    wg_arena_printf(k->c->a, "%s: %lld", day, (long long)w->count), w->id);
		else
			wg__note_at(k->c, WG_NOTE_INFO, NULL, 0, NULL, w->name,
				    N_("serves until {1}: {2} households to hand over"), "sl", day,
				    (long long)w->count);
	}
	return err;
}

/* Who stands in must be there: not absent, and still serving. */
static enum wg_err check_covers(struct check *k, struct wg_error *e)
{
	struct wg_covers list;
	int64_t today = wg_today();
	enum wg_err err = wg_cover_list(k->c->office, 0, today, k->c->a, &list, e);
	for (size_t i = 0; err == WG_OK && i < list.n; i++) {
		const struct wg_cover *v = &list.at[i];
		struct wg_cover absent;
		struct wg_worker by;
		if (v->since > today)
			continue;
		if ((err = wg_cover_on(k->c->office, v->by_id, today, k->c->a, &absent, e)) != WG_OK ||
		    (err = wg_worker_get(k->c->office, v->by_id, k->c->a, &by, e)) != WG_OK)
			return err;
		if (absent.id || (by.until && by.until < today))
			add(k, N_("who stands in is not there"), v->worker, v->by, v->worker_id);
	}
	return err;
}

static void differ(void *user, const char *what, int64_t id)
{
	struct check *k = user;
	add(k, N_("unlike a recount"), what, NULL, id);
}

static void add_need(void *user, const char *rule, const char *where, const char *what, int64_t id)
{
	add(user, rule, where, what, id);
}

static enum wg_err check_chain(struct check *k, struct wg_error *e)
{
	int64_t broken;
	enum wg_err err = wg_chain_verify(k->c->db, &broken, e);
	if (err == WG_OK && broken)
		add(k, N_("the journal was changed from outside"), N_("batch"),
		    wg_arena_printf(k->c->a, "%lld", (long long)wg_batch_number(broken)), broken);
	return err;
}

enum wg_err wg__exec_check(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	struct check k = {.c = c};
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = wg_node_ranges(c->office, &node, c->a, &k.ranges, &k.n_ranges, e);
	if (err != WG_OK)
		return err;
	k.found = wg__table(c, "findings", NULL, columns, sizeof columns / sizeof *columns);
	if ((err = check_households(&k, SQL_NO_CONTACT, N_("no contact"), e)) != WG_OK ||
	    (err = check_households(&k, SQL_TWO_CONTACTS, N_("two contacts"), e)) != WG_OK ||
	    (err = check_households(&k, SQL_OTHER_CONTACT, N_("contact unlike the open interval"), e)) != WG_OK ||
	    (err = check_households(&k, SQL_RECUSED, N_("recusal broken"), e)) != WG_OK ||
	    (err = check_households(&k, SQL_AWAY, N_("contact for who does not live here"), e)) != WG_OK ||
	    (err = check_households(&k, SQL_NO_TAKER, N_("contact takes no households"), e)) != WG_OK ||
	    (err = check_bands(&k, &node, e)) != WG_OK || (err = check_stationing(&k, &node, e)) != WG_OK ||
	    (err = check_covers(&k, e)) != WG_OK || (err = wg__check_needs(c, &node, add_need, &k, e)) != WG_OK ||
	    (err = wg_recount(c->db, differ, &k, e)) != WG_OK)
		return err;
	if (wg__flag(c, "deep") && (err = check_chain(&k, e)) != WG_OK)
		return err;
	c->out->failed_check = k.found->n > 0;
	if (k.found->n == 0)
		wg__say(c, N_("everything holds: {1} households, each with one contact"), "l",
			(long long)node.counters.households);
	else
		wg__say(c, N_("{1} findings"), "l", (long long)k.found->n);
	return WG_OK;
}
