#include "command/contact.h"

#include <string.h>

#include "base/clock.h"
#include "base/map.h"

static const char SQL_HOUSEHOLD[] = "SELECT contact_id, contact_locked, status FROM household WHERE id = $1";
static const char SQL_OPEN[] = "SELECT id FROM contact WHERE household_id = $1 AND until IS NULL";
static const char SQL_OWN[] = "SELECT p.household_id FROM worker w JOIN person p ON p.id = w.person_id WHERE w.id = $1";
static const char SQL_RECUSAL[] =
	"SELECT 1 FROM recusal WHERE worker_id = $1 AND household_id = $2 AND until IS NULL LIMIT 1";

/* What one household's change depends on. */
struct change {
	int64_t household, from, to, since;
	bool locked, here, refused;
};

/* One worker who gains or loses households. */
struct side {
	struct wg_worker worker;
	int64_t gain, lose, after;
};

struct giving {
	struct wg_call *c;
	const struct wg_give_opts *opts;
	struct change *changes;
	size_t n;
	struct wg_map side_of; /* worker -> index */
	struct side *sides;
};

enum wg_err wg__recused(struct wg_call *c, int64_t worker, int64_t household, const char **why, struct wg_error *e)
{
	int64_t own = 0, recorded = 0;
	struct wg_stmt *st = wg_query(c->db, SQL_OWN);
	wg_bind_int(st, 1, worker);
	enum wg_err err = wg_one_int(st, 0, &own, e);
	if (err == WG_OK) {
		st = wg_query(c->db, SQL_RECUSAL);
		wg_bind_int(st, 1, worker);
		wg_bind_int(st, 2, household);
		err = wg_one_int(st, 0, &recorded, e);
	}
	*why = own && own == household ? N_("it is the contact's own household")
	       : recorded              ? N_("a recusal is recorded: they are related")
				       : NULL;
	return err;
}

static enum wg_err load_change(struct giving *g, const struct wg_give *give, struct change *ch, struct wg_error *e)
{
	*ch = (struct change){.household = give->household, .to = give->worker, .since = give->since};
	struct wg_stmt *st = wg_query(g->c->db, SQL_HOUSEHOLD);
	wg_bind_int(st, 1, give->household);
	bool found = wg_step(st);
	if (found) {
		ch->from = wg_is_null(st, 0) ? 0 : wg_int(st, 0);
		ch->locked = wg_int(st, 1);
		ch->here = strcmp(wg_text(st, 2), "here") == 0;
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK && !found)
		err = wg_fail(e, WG_ENOTFOUND, N_("this household is no longer there"), "");
	return err;
}

static enum wg_err side(struct giving *g, int64_t worker, struct side **out, struct wg_error *e)
{
	bool is_new;
	int64_t *slot = wg_map_put(&g->side_of, worker, &is_new);
	if (is_new) {
		*slot = (int64_t)g->side_of.len - 1;
		struct side *s = &g->sides[*slot];
		enum wg_err err = wg_worker_get(g->c->office, worker, g->c->a, &s->worker, e);
		if (err != WG_OK)
			return err;
		s->after = s->worker.count;
	}
	*out = &g->sides[*slot];
	return WG_OK;
}

/* What a rule has against a change: a refusal; for who yields a warning, and nobody instead. */
static enum wg_err refuse(struct giving *g, struct change *ch, const char *msgid, struct wg_error *e)
{
	const char *address = "";
	struct wg_household h;
	enum wg_err err = wg_household_address(g->c->office, ch->household, false, g->c->a, &address, e);
	if (err == WG_OK)
		err = wg_household_get(g->c->office, ch->household, g->c->a, &h, e);
	if (err != WG_OK)
		return err;
	wg__note_at(g->c, g->opts->yield || g->opts->stated ? WG_NOTE_WARNING : WG_NOTE_REFUSAL, NULL, 0, address,
		    h.head, msgid, "");
	if (g->opts->yield && !ch->locked)
		ch->to = 0;
	else
		ch->refused = true;
	return WG_OK;
}

/* Rules about the household and the pair; those about the worker's number come after all are known. */
static enum wg_err check_pair(struct giving *g, struct change *ch, struct wg_error *e)
{
	const char *why = NULL;
	if (ch->from == ch->to || g->opts->restore)
		return WG_OK;
	if (ch->locked)
		return refuse(g, ch, N_("it is locked to its contact: unlock it first"), e);
	if (!ch->to)
		return WG_OK;
	if (!ch->here)
		return refuse(g, ch, N_("nobody of it lives here"), e);
	enum wg_err err = wg__recused(g->c, ch->to, ch->household, &why, e);
	return err == WG_OK && why ? refuse(g, ch, why, e) : err;
}

static enum wg_err tally_loss(struct giving *g, const struct change *ch, struct wg_error *e)
{
	struct side *s;
	if (ch->refused || ch->from == ch->to || !ch->from)
		return WG_OK;
	enum wg_err err = side(g, ch->from, &s, e);
	if (err == WG_OK) {
		s->lose++;
		s->after--;
	}
	return err;
}

static enum wg_err tally_gain(struct giving *g, const struct change *ch, struct wg_error *e)
{
	struct side *s;
	if (ch->refused || ch->from == ch->to || !ch->to)
		return WG_OK;
	enum wg_err err = side(g, ch->to, &s, e);
	if (err == WG_OK) {
		s->gain++;
		s->after++;
	}
	return err;
}

/* One after another, as long as there is room; all that is lost is counted by then. */
static enum wg_err yield(struct giving *g, struct change *ch, struct wg_error *e)
{
	struct side *s;
	if (!g->opts->yield || ch->refused || !ch->to || ch->from == ch->to)
		return WG_OK;
	enum wg_err err = side(g, ch->to, &s, e);
	if (err != WG_OK)
		return err;
	const struct wg_worker *w = &s->worker;
	bool full = s->gain + 1 > s->lose && s->after + 1 > w->hi;
	if (w->takes_households && (!full || g->opts->over_band))
		return WG_OK;
	if (w->takes_households)
		wg__note_at(g->c, WG_NOTE_WARNING, NULL, 0, NULL, w->name,
			    N_("would have {1} households, the band ends at {2}: it has no contact now"), "ld",
			    (long long)s->after + 1, w->hi);
	else
		wg__note_at(g->c, WG_NOTE_WARNING, NULL, 0, NULL, w->name,
			    N_("takes no households: it has no contact now"), "");
	ch->to = 0;
	return WG_OK;
}

/* A worker over the band is not refused what makes it no worse. */
static bool over_band(const struct side *s)
{
	return s->gain > s->lose && s->after > s->worker.hi;
}

static void check_sides(struct giving *g)
{
	for (size_t i = 0; i < g->side_of.len; i++) {
		const struct side *s = &g->sides[i];
		if (g->opts->restore || s->gain == 0)
			continue;
		if (!s->worker.takes_households)
			wg__note_at(g->c, g->opts->stated ? WG_NOTE_WARNING : WG_NOTE_REFUSAL, NULL, 0, NULL,
				    s->worker.name, N_("takes no households"), "");
		else if (over_band(s) && g->opts->stated)
			wg__note_at(
				g->c, WG_NOTE_WARNING, NULL, 0, NULL, s->worker.name,
				N_("has {1} households now, the band ends at {2}: taken as stated, `check` lists it"),
				"ld", (long long)s->after, s->worker.hi);
		else if (over_band(s) && !g->opts->over_band)
			wg__note_at(
				g->c, WG_NOTE_REFUSAL, NULL, 0, NULL, s->worker.name,
				N_("would have {1} households, the band ends at {2}: give a reason with --over-band"),
				"ld", (long long)s->after, s->worker.hi);
	}
}

static bool worker_refused(struct giving *g, int64_t worker)
{
	const int64_t *slot = wg_map_get(&g->side_of, worker);
	const struct side *s = slot ? &g->sides[*slot] : NULL;
	return s && !g->opts->restore && (!s->worker.takes_households || (over_band(s) && !g->opts->over_band));
}

static enum wg_err close_open(struct giving *g, int64_t household, int64_t day, struct wg_error *e)
{
	int64_t open = 0;
	struct wg_stmt *st = wg_query(g->c->db, SQL_OPEN);
	wg_bind_int(st, 1, household);
	enum wg_err err = wg_one_int(st, 0, &open, e);
	if (err == WG_OK && open)
		err = wg_row_set(g->c->tx, WG_T_CONTACT, open, WG_CONTACT_UNTIL, wg_int_value(day), e);
	return err;
}

static enum wg_err write_change(struct giving *g, const struct change *ch, struct wg_error *e)
{
	int64_t today = wg_day_of(wg_tx_at(g->c->tx)), id = 0;
	int64_t since = ch->since ? ch->since : g->opts->since ? g->opts->since : today;
	enum wg_err err = close_open(g, ch->household, today, e);
	if (err != WG_OK || !ch->to)
		return err;
	const struct side *s = &g->sides[*wg_map_get(&g->side_of, ch->to)];
	struct wg_value v[WG_CONTACT_COLUMNS] = {
		[WG_CONTACT_HOUSEHOLD_ID] = wg_int_value(ch->household),
		[WG_CONTACT_WORKER_ID] = wg_int_value(ch->to),
		[WG_CONTACT_SINCE] = wg_int_value(since),
		[WG_CONTACT_REASON] = wg_text_value(g->opts->reason),
		[WG_CONTACT_OVER_BAND] = wg_text_value(over_band(s) ? g->opts->over_band : NULL),
	};
	return wg_row_insert(g->c->tx, WG_T_CONTACT, v, &id, e);
}

/* Who gains and loses, before and after: the figures a person decides by. */
static void show_sides(struct giving *g)
{
	static const struct wg_rows_column columns[] = {
		{"worker_id", N_("id"), WG_ROWS_ID, NULL},       {"name", N_("contact"), WG_ROWS_TEXT, NULL},
		{"unit", N_("unit"), WG_ROWS_TEXT, NULL},        {"before", N_("before"), WG_ROWS_INT, NULL},
		{"before_sign", N_("band"), WG_ROWS_TEXT, NULL}, {"gain", N_("gains"), WG_ROWS_INT, NULL},
		{"lose", N_("loses"), WG_ROWS_INT, NULL},        {"after", N_("after"), WG_ROWS_INT, NULL},
		{"after_sign", N_("band"), WG_ROWS_TEXT, NULL},
	};
	struct wg_rows *t =
		wg__table(g->c, "workers", N_("Who gains and loses"), columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < g->side_of.len; i++) {
		const struct side *s = &g->sides[i];
		struct wg_datum *row = wg__row(g->c, t);
		char before = wg_band_sign(&s->worker, s->worker.count), after = wg_band_sign(&s->worker, s->after);
		row[0] = wg__int(s->worker.id);
		row[1] = wg__text(s->worker.name);
		row[2] = wg__text(s->worker.unit);
		row[3] = wg__int(s->worker.count);
		row[4] = wg__text(wg_arena_strndup(g->c->a, &before, 1));
		row[5] = wg__int(s->gain);
		row[6] = wg__int(s->lose);
		row[7] = wg__int(s->after);
		row[8] = wg__text(wg_arena_strndup(g->c->a, &after, 1));
	}
}

enum wg_err wg__give(struct wg_call *c, const struct wg_give *gives, size_t n, const struct wg_give_opts *opts,
		     int64_t *n_changed, struct wg_error *e)
{
	struct giving g = {.c = c, .opts = opts, .n = n, .changes = WG_NEW(c->a, struct change, n)};
	size_t refused_before = c->out->n_refusals;
	enum wg_err err = WG_OK;
	g.sides = WG_NEW(c->a, struct side, 2 * n);
	*n_changed = 0;
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		if ((err = load_change(&g, &gives[i], &g.changes[i], e)) == WG_OK &&
		    (err = check_pair(&g, &g.changes[i], e)) == WG_OK)
			err = tally_loss(&g, &g.changes[i], e);
	}
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		if ((err = yield(&g, &g.changes[i], e)) == WG_OK)
			err = tally_gain(&g, &g.changes[i], e);
	}
	if (err == WG_OK)
		check_sides(&g);
	bool go = c->out->n_refusals == refused_before || wg__flag(c, "skip-refused");
	for (size_t i = 0; err == WG_OK && go && i < n; i++) {
		const struct change *ch = &g.changes[i];
		if (ch->refused || ch->from == ch->to || worker_refused(&g, ch->to))
			continue;
		err = write_change(&g, ch, e);
		++*n_changed;
	}
	if (err == WG_OK)
		show_sides(&g);
	wg_map_free(&g.side_of);
	return err;
}
