#include "base/clock.h"
#include "command/need.h"

/* SQL: a rule about a need, as the ids that break it. */
static const char SQL_UNFOLLOWED[] =
	"SELECT n.id FROM need n WHERE n.state = 'closed' AND EXISTS (SELECT 1 FROM dispatch x WHERE x.need_id = n.id "
	"AND "
	"x.state = 'done') AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.need_id = n.id) ORDER BY n.id";
static const char SQL_UNPOSTED[] = "SELECT DISTINCT n.id FROM work k JOIN need n ON n.id = k.need_id WHERE "
				   "k.posting_id IS NULL AND n.state = 'closed' "
				   "ORDER BY n.id";
static const char SQL_GONE[] = "SELECT n.id FROM need n LEFT JOIN household h ON h.id = n.household_id LEFT JOIN "
			       "person p ON p.id = n.person_id "
			       "WHERE n.state NOT IN ('draft', 'closed', 'rejected', 'cancelled') AND (h.status = "
			       "'gone' OR p.gone IS NOT NULL) "
			       "ORDER BY n.id";
static const char SQL_LEFT[] =
	"SELECT n.id FROM need n JOIN worker w ON w.id = n.responsible_id WHERE n.state NOT IN ('draft', 'closed', "
	"'rejected', 'cancelled') AND w.until < $1 ORDER BY n.id";
static const char SQL_UNBALANCED[] =
	"SELECT posting_id FROM entry GROUP BY posting_id HAVING sum(minutes) <> 0 ORDER BY posting_id";

struct finder {
	struct wg_call *c;
	const struct wg_node *node;
	wg__finding_fn *tell;
	void *user;
};

static bool lies_in(const struct wg_node *node, const struct wg_range *ranges, size_t n, int64_t pos)
{
	bool in = node->kind == WG_NODE_OFFICE;
	for (size_t i = 0; !in && i < n; i++)
		in = pos >= ranges[i].lo && pos <= ranges[i].hi;
	return in;
}

static enum wg_err find(struct finder *f, const char *sql, const char *rule, struct wg_error *e)
{
	struct wg_range *ranges = NULL;
	size_t n = 0;
	enum wg_err err = wg_node_ranges(f->c->office, f->node, f->c->a, &ranges, &n, e);
	if (err != WG_OK)
		return err;
	struct wg_stmt *st = wg_query(f->c->db, sql);
	wg_bind_int(st, 1, wg_today());
	while (err == WG_OK && wg_step(st)) {
		struct wg_need need;
		err = wg_need_get(f->c->office, wg_int(st, 0), f->c->a, &need, e);
		if (err == WG_OK && lies_in(f->node, ranges, n, need.pos))
			f->tell(f->user, rule, need.where,
				wg_arena_printf(f->c->a, "#%lld %s %s", wg__need_number(need.id), need.title,
						need.responsible),
				need.id);
	}
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	return err != WG_OK ? err : done;
}

/* What is overdue for so long that somebody above is to be told; what is overdue at all is counted. */
static enum wg_err find_late(struct finder *f, struct wg_error *e)
{
	struct wg_need_query q = {.under = f->node, .states = wg_need_open_states()};
	struct wg_needs all;
	int late = 0;
	enum wg_err err = wg_need_list(f->c->office, &q, f->c->a, &all, e);
	for (size_t i = 0; err == WG_OK && i < all.n; i++) {
		const struct wg_need *n = &all.at[i];
		late += n->late;
		if (n->tell != WG_TELL_NOBODY)
			f->tell(f->user, N_("long overdue"), n->where,
				wg_arena_printf(f->c->a, "#%lld %s: %d, %s", wg__need_number(n->id), n->title,
						n->late_days, *n->responsible ? n->responsible : "-"),
				n->id);
	}
	if (err == WG_OK && late > 0)
		wg__note(f->c, WG_NOTE_INFO, N_("{1} needs are overdue"), "d", late);
	return err;
}

static enum wg_err find_unbalanced(struct finder *f, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(f->c->db, SQL_UNBALANCED);
	while (wg_step(st))
		f->tell(f->user, N_("posting does not sum to zero"), NULL,
			wg_arena_printf(f->c->a, "#%lld", wg__need_number(wg_int(st, 0))), wg_int(st, 0));
	return wg_done(st, e);
}

enum wg_err wg__check_needs(struct wg_call *c, const struct wg_node *node, wg__finding_fn *tell, void *user,
			    struct wg_error *e)
{
	struct finder f = {c, node, tell, user};
	enum wg_err err = find_late(&f, e);
	if (err == WG_OK)
		err = find(&f, SQL_UNFOLLOWED, N_("closed without a follow-up"), e);
	if (err == WG_OK)
		err = find(&f, SQL_UNPOSTED, N_("hours wait to be posted"), e);
	if (err == WG_OK)
		err = find(&f, SQL_GONE, N_("need of who is gone"), e);
	if (err == WG_OK)
		err = find(&f, SQL_LEFT, N_("who is responsible has left"), e);
	return err == WG_OK ? find_unbalanced(&f, e) : err;
}
