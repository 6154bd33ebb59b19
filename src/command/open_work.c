#include "command/open_work.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/vec.h"
#include "store/schema.h"

#define OPEN "state NOT IN ('draft', 'closed', 'rejected', 'cancelled')"

static const char SQL_OF_PERSON[] = "SELECT id, title FROM need WHERE person_id = $1 AND " OPEN " ORDER BY id";
static const char SQL_ALL_OF_PERSON[] = "SELECT id, title FROM need WHERE person_id = $1 ORDER BY id";
static const char SQL_OF_HOUSEHOLD[] = "SELECT id, title FROM need WHERE household_id = $1 AND " OPEN " ORDER BY id";
static const char SQL_NAMED_FOR[] =
	"SELECT id, title, household_id FROM need WHERE responsible_id = $1 AND " OPEN " ORDER BY id";
static const char SQL_BY_CONTACT[] = "SELECT count(*) FROM need n JOIN household h ON h.id = n.household_id WHERE "
				     "h.contact_id = $1 AND n.responsible_id IS NULL AND n." OPEN;
static const char SQL_SENT_FOR[] =
	"SELECT n.id, n.title FROM dispatch d JOIN need n ON n.id = d.need_id WHERE d.worker_id = $1 AND d.until IS "
	"NULL ORDER BY n.id";

struct open_need {
	int64_t id, household;
	const char *title;
};

typedef WG_VEC(struct open_need) needs;

static enum wg_err read_needs(struct wg_call *c, const char *sql, int64_t of, needs *out, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, sql);
	wg_bind_int(st, 1, of);
	while (wg_step(st))
		WG_PUSH(out, (struct open_need){.id = wg_int(st, 0), .title = wg_arena_strdup(c->a, wg_text(st, 1))});
	return wg_done(st, e);
}

/* Sets a column of every need that the query finds. */
static enum wg_err set_all(struct wg_call *c, const char *sql, int64_t of, int col, int64_t to, struct wg_error *e)
{
	needs all = {0};
	enum wg_err err = read_needs(c, sql, of, &all, e);
	for (size_t i = 0; err == WG_OK && i < all.len; i++)
		err = wg_row_set(c->tx, WG_T_NEED, all.at[i].id, col, wg_int_or_null(to, 0), e);
	WG_VEC_FREE(&all);
	return err;
}

/* A person and the household may go in one batch. */
static bool is_named(const struct wg_call *c, const struct open_need *need)
{
	char id[24];
	snprintf(id, sizeof id, "%" PRId64, wg_short_id(need->id));
	for (size_t i = 0; i < c->out->n_notes; i++) {
		const struct wg_note *n = &c->out->notes[i];
		if (n->value && strcmp(n->value, need->title) == 0 && strcmp(wg_message_arg(&n->message, 0), id) == 0)
			return true;
	}
	return false;
}

static enum wg_err name_all(struct wg_call *c, const char *sql, int64_t of, const char *msgid, struct wg_error *e)
{
	needs all = {0};
	enum wg_err err = read_needs(c, sql, of, &all, e);
	for (size_t i = 0; err == WG_OK && i < all.len; i++)
		if (!is_named(c, &all.at[i]))
			wg__note_at(c, WG_NOTE_WARNING, NULL, 0, NULL, all.at[i].title, msgid, "l",
				    (long long)wg_short_id(all.at[i].id));
	WG_VEC_FREE(&all);
	return err;
}

enum wg_err wg__work_of_joined(struct wg_call *c, int64_t person, int64_t household, struct wg_error *e)
{
	return set_all(c, SQL_OF_PERSON, person, WG_NEED_HOUSEHOLD_ID, household, e);
}

enum wg_err wg__work_of_twin(struct wg_call *c, int64_t goes, int64_t stays, struct wg_error *e)
{
	return set_all(c, SQL_ALL_OF_PERSON, goes, WG_NEED_PERSON_ID, stays, e);
}

enum wg_err wg__work_of_gone(struct wg_call *c, int64_t person, struct wg_error *e)
{
	return name_all(c, SQL_OF_PERSON, person,
			N_("need {1} is still open: `need cancel` ends it, `edit need` passes it on"), e);
}

enum wg_err wg__work_of_household(struct wg_call *c, int64_t household, int64_t into, struct wg_error *e)
{
	if (into)
		return set_all(c, SQL_OF_HOUSEHOLD, household, WG_NEED_HOUSEHOLD_ID, into, e);
	return name_all(c, SQL_OF_HOUSEHOLD, household,
			N_("need {1} is still open: `need cancel` ends it, `edit need` passes it on"), e);
}

enum wg_err wg__work_of_leaver(struct wg_call *c, const struct wg_worker *leaver, int64_t to, struct wg_error *e)
{
	needs named = {0};
	int64_t n = 0;
	struct wg_stmt *st = wg_query(c->db, SQL_BY_CONTACT);
	wg_bind_int(st, 1, leaver->id);
	enum wg_err err = wg_one_int(st, 0, &n, e);
	st = wg_query(c->db, SQL_NAMED_FOR);
	wg_bind_int(st, 1, leaver->id);
	while (wg_step(st))
		WG_PUSH(&named, (struct open_need){.id = wg_int(st, 0), .household = wg_int(st, 2)});
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	err = err == WG_OK ? done : err;
	for (size_t i = 0; err == WG_OK && i < named.len; i++)
		err = wg_row_set(c->tx, WG_T_NEED, named.at[i].id, WG_NEED_RESPONSIBLE_ID,
				 wg_int_or_null(named.at[i].household ? 0 : to, 0), e);
	n += (int64_t)named.len;
	WG_VEC_FREE(&named);
	if (err == WG_OK && n > 0)
		wg__note(c, WG_NOTE_INFO, N_("{1} open needs go along"), "l", (long long)n);
	return err == WG_OK ? name_all(c, SQL_SENT_FOR, leaver->id,
				       N_("sent for order {1}: `need return` frees it for somebody else"), e)
			    : err;
}
