#include "model/person.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "store/keys.h"
#include "text/key.h"

enum { SHOWN = 5 };

static const char SQL_ONE[] = "SELECT " WG__PERSON_COLUMNS " FROM person p WHERE p.id = $1";
static const char SQL_MEMBERS[] = "SELECT " WG__PERSON_COLUMNS " FROM person p WHERE p.household_id = $1 AND p.gone "
				  "IS NULL ORDER BY p.relation <> 'head', p.id";
/* SQL: of one household, or anywhere by the keys of the search. gone: moved away with the household counts too. */
static const char SQL_NAMED[] =
	"SELECT p.id, p.phone, p.gone IS NOT NULL OR h.status = 'gone' AS left_us FROM name_key k "
	"JOIN person p ON p.id = k.person_id JOIN household h ON h.id = p.household_id "
	"WHERE k.kind = 1 AND k.key = $1 AND p.name = $2 ORDER BY left_us, h.pos, p.id";
static const char SQL_NAMED_IN[] = "SELECT p.id, p.phone, p.gone IS NOT NULL AS left_us FROM person p "
				   "WHERE p.household_id = $1 AND p.name = $2 ORDER BY left_us, p.id";

struct wg_person wg__person_row(const wg_office *office, struct wg_stmt *st, struct wg_arena *a)
{
	const char *phone = wg__show_phone(office, a, wg_text(st, 5)),
		   *id_no = wg__show_idno(office, a, wg_text(st, 6));
	const char *note = wg__show_note(office, a, wg_text(st, 9));
	return (struct wg_person){
		.id = wg_int(st, 0),
		.household_id = wg_int(st, 1),
		.version = wg_int(st, 2),
		.relation = wg__text_or_empty(st, 3, a),
		.name = wg__text_or_empty(st, 4, a),
		.phone = phone ? phone : "",
		.id_no = id_no ? id_no : "",
		.sex = (int)wg_int(st, 7),
		.birth = office->masked ? 0 : wg_int(st, 8),
		.has_birth = !wg_is_null(st, 8) && !office->masked,
		.note = note ? note : "",
		.gone = wg_int(st, 10),
		.care = wg__text_or_empty(st, 11, a),
	};
}

enum wg_err wg_person_get(wg_office *office, int64_t id, struct wg_arena *a, struct wg_person *out, struct wg_error *e)
{
	struct wg_person p = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_ONE);
	wg_bind_int(st, 1, id);
	bool found = wg_step(st);
	if (found)
		p = wg__person_row(office, st, a);
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK && !found)
		err = wg_fail(e, WG_ENOTFOUND, N_("this person is no longer there"), "");
	if (err == WG_OK)
		*out = p;
	return err;
}

enum wg_err wg_household_members(wg_office *office, int64_t id, struct wg_arena *a, struct wg_persons *out,
				 struct wg_error *e)
{
	WG_VEC(struct wg_person) all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_MEMBERS);
	wg_bind_int(st, 1, id);
	while (wg_step(st))
		WG_PUSH(&all, wg__person_row(office, st, a));
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK) {
		out->n = all.len;
		out->at = WG_NEW(a, struct wg_person, all.len);
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}

/* Those of a name; who has left is only looked at when nobody else has it. */
struct named {
	WG_VEC(int64_t) ids;
	bool left;
};

static bool tail_fits(const char *phone, const char *tail)
{
	char whole[32], end[32];
	wg_reverse_phone(phone ? phone : "", whole, sizeof whole);
	wg_reverse_phone(tail, end, sizeof end);
	return strncmp(whole, end, strlen(end)) == 0;
}

static enum wg_err take_named(struct wg_stmt *st, const char *tail, struct named *found, struct wg_error *e)
{
	while (wg_step(st)) {
		bool left = wg_int(st, 2);
		if (!tail_fits(wg_text(st, 1), tail) || (left && found->ids.len > 0 && !found->left))
			continue;
		found->left = left;
		WG_PUSH(&found->ids, wg_int(st, 0));
	}
	return wg_done(st, e);
}

static enum wg_err find_anywhere(wg_office *office, const char *name, const char *tail, struct named *found,
				 struct wg_error *e)
{
	struct wg_buf key;
	wg_buf_init(&key, 4096);
	wg_fold(&key, name, strlen(name));
	struct wg_stmt *st = wg_query(office->db, SQL_NAMED);
	wg_bind_text(st, 1, key.len ? key.data : "");
	wg_bind_text(st, 2, name);
	enum wg_err err = take_named(st, tail, found, e);
	wg_buf_free(&key);
	return err;
}

static enum wg_err find_in(wg_office *office, const char *household, const char *name, const char *tail,
			   struct wg_arena *a, struct named *found, struct wg_error *e)
{
	int64_t *ids;
	size_t n = 0;
	enum wg_err err = wg_household_find(office, household, a, &ids, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		struct wg_stmt *st = wg_query(office->db, SQL_NAMED_IN);
		wg_bind_int(st, 1, ids[i]);
		wg_bind_text(st, 2, name);
		err = take_named(st, tail, found, e);
	}
	return err;
}

static enum wg_err several(wg_office *office, const char *name, const struct named *found, struct wg_arena *a,
			   struct wg_error *e)
{
	const char *list = "";
	for (size_t i = 0; i < found->ids.len && i < SHOWN; i++) {
		struct wg_person p;
		const char *address;
		enum wg_err err = wg_person_get(office, found->ids.at[i], a, &p, e);
		if (err == WG_OK)
			err = wg_household_address(office, p.household_id, false, a, &address, e);
		if (err != WG_OK)
			return err;
		list = wg_arena_printf(a, "%s%s%s/%s", list, i ? ", " : "", address, name);
	}
	return wg_fail(e, WG_EUSAGE, N_("{1} is the name of {2} people: say {3}"), "sds", name, (int)found->ids.len,
		       list);
}

enum wg_err wg_person_find(wg_office *office, const char *text, struct wg_arena *a, struct wg_person *out,
			   struct wg_error *e)
{
	struct named found = {0};
	if (*text == '#')
		return wg_person_get(office, wg__full_id(office, strtoll(text + 1, NULL, 10)), a, out, e);
	const char *slash = strrchr(text, '/'), *typed = slash ? slash + 1 : text;
	size_t n = strcspn(typed, ":");
	const char *name = wg_arena_strndup(a, typed, n), *tail = typed[n] ? typed + n + 1 : "";
	enum wg_err err =
		slash ? find_in(office, wg_arena_strndup(a, text, (size_t)(slash - text)), name, tail, a, &found, e)
		      : find_anywhere(office, name, tail, &found, e);
	if (err == WG_OK && found.ids.len == 0)
		err = wg_fail(e, WG_ENOTFOUND, N_("there is nobody called {1}"), "s", text);
	else if (err == WG_OK && found.ids.len > 1)
		err = several(office, name, &found, a, e);
	if (err == WG_OK)
		err = wg_person_get(office, found.ids.at[0], a, out, e);
	WG_VEC_FREE(&found.ids);
	return err;
}
