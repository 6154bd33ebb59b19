#include "wangge/helper.h"

#include <string.h>

#include "base/clock.h"
#include "base/vec.h"
#include "model/office.h"
#include "text/slots.h"

#define HELPERS                                                                                                        \
	"SELECT w.id, w.version, w.name, w.kind, w.unit, w.phone, w.takes_households, w.note, w.slots, w.limits, "     \
	"w.load_cap, w.until, w.person_id, r.household_id, d.pos, cp.name, b.name, en.name, d.room, "                  \
	"(SELECT count(*) FROM dispatch x WHERE x.worker_id = w.id AND x.until IS NULL), "                             \
	"(SELECT sum(k.minutes) FROM work k WHERE k.worker_id = w.id AND k.day >= $1), "                               \
	"(SELECT max(k.day) FROM work k WHERE k.worker_id = w.id) FROM worker w "                                      \
	"LEFT JOIN person r ON r.id = w.person_id LEFT JOIN household h ON h.id = r.household_id "                     \
	"LEFT JOIN door d ON d.id = coalesce(w.lives_id, h.door_id) LEFT JOIN place en ON en.id = d.entrance_id "      \
	"LEFT JOIN place b ON b.id = en.parent_id LEFT JOIN place cp ON cp.id = b.parent_id "
/* SQL: in the library. */
#define IS_HELPER                                                                                                      \
	"(w.slots IS NOT NULL OR w.limits IS NOT NULL OR "                                                             \
	"EXISTS (SELECT 1 FROM worker_skill s WHERE s.worker_id = w.id) OR "                                           \
	"EXISTS (SELECT 1 FROM worker_cert c WHERE c.worker_id = w.id)) "
/* SQL: serving here, at a place above, or at one below; an area serves where its parts are. */
#define SERVING                                                                                                        \
	"AND EXISTS (SELECT 1 FROM serves v LEFT JOIN area_part x ON x.area_id = v.area_id "                           \
	"JOIN place p ON p.id = coalesce(v.place_id, x.place_id) "                                                     \
	"WHERE v.worker_id = w.id AND v.until IS NULL AND p.lo <= $3 AND p.hi >= $2) "
/* SQL: with a skill; any when $4 is NULL. */
#define ABLE "AND ($4 IS NULL OR EXISTS (SELECT 1 FROM worker_skill s WHERE s.worker_id = w.id AND s.service = $4)) "

static const char SQL_ALL[] = HELPERS "WHERE " IS_HELPER ABLE "ORDER BY w.id";
static const char SQL_SERVING[] = HELPERS "WHERE " IS_HELPER SERVING ABLE "ORDER BY w.id";
static const char SQL_ONE[] = HELPERS "WHERE w.id = $5";

static const char SQL_SKILLS[] =
	"SELECT worker_id, service, level, verified FROM worker_skill WHERE worker_id BETWEEN $1 AND $2 "
	"ORDER BY worker_id, level DESC, service";
static const char SQL_CERTS[] = "SELECT worker_id, certificate, number, until FROM worker_cert WHERE worker_id "
				"BETWEEN $1 AND $2 ORDER BY worker_id, certificate";
static const char SQL_PLACES[] = "SELECT v.worker_id, coalesce(p.name, a.name), coalesce(p.lo, q.lo) FROM serves v "
				 "LEFT JOIN place p ON p.id = v.place_id LEFT JOIN area a ON a.id = v.area_id "
				 "LEFT JOIN place q ON q.id = a.community_id "
				 "WHERE v.until IS NULL AND v.worker_id BETWEEN $1 AND $2 ORDER BY v.worker_id, v.id";

enum key {
	ID,
	NAME,
	KIND,
	UNIT,
	PHONE,
	SERVICES,
	CERTIFICATES,
	SLOTS,
	LIMITS,
	OPEN,
	LOAD_CAP,
	MINUTES,
	LAST,
	HOME,
	SERVES,
	UNTIL,
	UNVERIFIED,
	NOTE,
};

const struct wg_rows_column wg_helper_columns[WG_HELPER_KEYS] = {
	[ID] = {"id", N_("id"), WG_ROWS_ID, NULL},
	[NAME] = {"name", N_("name"), WG_ROWS_TEXT, NULL},
	[KIND] = {"kind", N_("kind"), WG_ROWS_CODE, "worker_kind"},
	[UNIT] = {"unit", N_("unit"), WG_ROWS_TEXT, NULL},
	[PHONE] = {"phone", N_("telephone"), WG_ROWS_TEXT, NULL},
	[SERVICES] = {"services", N_("skills"), WG_ROWS_CODE, "service"},
	[CERTIFICATES] = {"certificates", N_("certificates"), WG_ROWS_CODE, "certificate"},
	[SLOTS] = {"free", N_("free"), WG_ROWS_SLOTS, NULL},
	[LIMITS] = {"limits", N_("limits"), WG_ROWS_CODE, "limit"},
	[OPEN] = {"open", N_("open orders"), WG_ROWS_INT, NULL},
	[LOAD_CAP] = {"load_cap", N_("at most"), WG_ROWS_INT, NULL},
	[MINUTES] = {"minutes", N_("minutes this month"), WG_ROWS_INT, NULL},
	[LAST] = {"last", N_("last service"), WG_ROWS_DATE, NULL},
	[HOME] = {"home", N_("lives at"), WG_ROWS_TEXT, NULL},
	[SERVES] = {"serves", N_("serves"), WG_ROWS_TEXT, NULL},
	[UNTIL] = {"until", N_("until"), WG_ROWS_DATE, NULL},
	[UNVERIFIED] = {"unverified", N_("not verified"), WG_ROWS_INT, NULL},
	[NOTE] = {"note", N_("note"), WG_ROWS_TEXT, NULL},
};

static int64_t unverified(const struct wg_helper *h)
{
	int64_t n = 0;
	for (size_t i = 0; i < h->n_skills; i++)
		n += !h->skills[i].verified;
	return n;
}

struct wg_datum wg_helper_datum(const struct wg_helper *h, size_t column)
{
	const char *const texts[WG_HELPER_KEYS] = {
		[NAME] = h->name,     [KIND] = h->kind,         [UNIT] = h->unit,
		[PHONE] = h->phone,   [SERVICES] = h->services, [CERTIFICATES] = h->certificates,
		[LIMITS] = h->limits, [HOME] = h->home,         [SERVES] = h->serves,
		[NOTE] = h->note,
	};
	const int64_t numbers[WG_HELPER_KEYS] = {
		[ID] = h->id,           [SLOTS] = h->slots, [OPEN] = h->open,   [LOAD_CAP] = h->load_cap,
		[MINUTES] = h->minutes, [LAST] = h->last,   [UNTIL] = h->until, [UNVERIFIED] = unverified(h),
	};
	if (texts[column])
		return (struct wg_datum){.null = !*texts[column], .s = *texts[column] ? texts[column] : NULL};
	bool none = column == SLOTS ? !h->slots_said
				    : numbers[column] == 0 && (column == LOAD_CAP || column == LAST || column == UNTIL);
	return (struct wg_datum){.null = none, .i = numbers[column]};
}

static struct wg_helper read_helper(wg_office *office, struct wg_stmt *st, struct wg_arena *a)
{
	const char *kind = wg__text_or_empty(st, 3, a), *phone = wg__text_or_empty(st, 5, a);
	const char *limits = wg__show_note(office, a, wg_text(st, 9)), *note = wg__show_note(office, a, wg_text(st, 7));
	return (struct wg_helper){
		.id = wg_int(st, 0),
		.version = wg_int(st, 1),
		.name = wg__text_or_empty(st, 2, a),
		.kind = kind,
		.unit = wg__text_or_empty(st, 4, a),
		.phone = wg__show_worker_phone(office, a, kind, wg_int(st, 6), phone),
		.note = note ? note : "",
		.slots_said = !wg_is_null(st, 8),
		.slots = wg_int(st, 8),
		.limits = limits ? limits : "",
		.load_cap = (int)wg_int(st, 10),
		.until = wg_int(st, 11),
		.person_id = wg_int(st, 12),
		.household_id = wg_int(st, 13),
		.home_pos = wg_int(st, 14),
		.home = wg_is_null(st, 14) ? ""
					   : wg_arena_printf(a, "%s%s%s%s", wg__text_or_empty(st, 15, a),
							     wg__text_or_empty(st, 16, a), wg__text_or_empty(st, 17, a),
							     wg__text_or_empty(st, 18, a)),
		.open = wg_int(st, 19),
		.minutes = wg_int(st, 20),
		.last = wg_int(st, 21),
		.services = "",
		.certificates = "",
		.serves = "",
	};
}

static int64_t first_of_month(void)
{
	int year, month, day;
	int64_t today = wg_today();
	wg_date_from_day(today, &year, &month, &day);
	return today - day + 1;
}

/* The next row of st is of the helper; rows of workers who are none are passed over. Both come ordered by id. */
static bool row_of(struct wg_stmt *st, bool *more, int64_t id)
{
	while (*more && wg_int(st, 0) < id)
		*more = wg_step(st);
	return *more && wg_int(st, 0) == id;
}

static const char *joined(struct wg_arena *a, const char *so_far, const char *sign, const char *word)
{
	return *so_far ? wg_arena_printf(a, "%s%s%s", so_far, sign, word) : word;
}

static enum wg_err add_skills(wg_office *office, int64_t one, struct wg_arena *a, struct wg_helpers *list,
			      struct wg_error *e)
{
	WG_VEC(struct wg_skill) all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_SKILLS);
	wg_bind_int(st, 1, one);
	wg_bind_int(st, 2, one ? one : INT64_MAX);
	bool more = wg_step(st);
	for (size_t i = 0; i < list->n; i++) {
		struct wg_helper *h = &list->at[i];
		for (all.len = 0; row_of(st, &more, h->id); more = wg_step(st)) {
			WG_PUSH(&all, (struct wg_skill){.service = wg__text_or_empty(st, 1, a),
							.level = (int)wg_int(st, 2),
							.verified = wg_int(st, 3)});
			h->services = joined(a, h->services, " ", all.at[all.len - 1].service);
		}
		struct wg_skill *kept = WG_NEW(a, struct wg_skill, all.len);
		if (all.len > 0)
			memcpy(kept, all.at, all.len * sizeof *kept);
		h->skills = kept;
		h->n_skills = all.len;
	}
	WG_VEC_FREE(&all);
	return wg_done(st, e);
}

static enum wg_err add_certs(wg_office *office, int64_t one, struct wg_arena *a, struct wg_helpers *list,
			     struct wg_error *e)
{
	WG_VEC(struct wg_certificate) all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_CERTS);
	wg_bind_int(st, 1, one);
	wg_bind_int(st, 2, one ? one : INT64_MAX);
	bool more = wg_step(st);
	for (size_t i = 0; i < list->n; i++) {
		struct wg_helper *h = &list->at[i];
		for (all.len = 0; row_of(st, &more, h->id); more = wg_step(st)) {
			const char *number = wg__show_note(office, a, wg_text(st, 2));
			WG_PUSH(&all, (struct wg_certificate){.certificate = wg__text_or_empty(st, 1, a),
							      .number = number ? number : "",
							      .has_until = !wg_is_null(st, 3),
							      .until = wg_int(st, 3)});
			h->certificates = joined(a, h->certificates, " ", all.at[all.len - 1].certificate);
		}
		struct wg_certificate *kept = WG_NEW(a, struct wg_certificate, all.len);
		if (all.len > 0)
			memcpy(kept, all.at, all.len * sizeof *kept);
		h->certs = kept;
		h->n_certs = all.len;
	}
	WG_VEC_FREE(&all);
	return wg_done(st, e);
}

static enum wg_err add_places(wg_office *office, int64_t one, struct wg_arena *a, struct wg_helpers *list,
			      struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_PLACES);
	wg_bind_int(st, 1, one);
	wg_bind_int(st, 2, one ? one : INT64_MAX);
	bool more = wg_step(st);
	for (size_t i = 0; i < list->n; i++) {
		struct wg_helper *h = &list->at[i];
		for (; row_of(st, &more, h->id); more = wg_step(st)) {
			if (!h->serves_pos)
				h->serves_pos = wg_int(st, 2);
			h->serves = joined(a, h->serves, "、", wg__text_or_empty(st, 1, a));
		}
	}
	return wg_done(st, e);
}

/* The helpers that a query finds, with all that belongs to them; one: the only one, 0 = all. */
static enum wg_err load(wg_office *office, struct wg_stmt *st, int64_t one, struct wg_arena *a, struct wg_helpers *out,
			struct wg_error *e)
{
	WG_VEC(struct wg_helper) all = {0};
	wg_bind_int(st, 1, first_of_month());
	while (wg_step(st))
		WG_PUSH(&all, read_helper(office, st, a));
	enum wg_err err = wg_done(st, e);
	struct wg_helpers list = {WG_NEW(a, struct wg_helper, all.len), all.len};
	if (all.len > 0)
		memcpy(list.at, all.at, all.len * sizeof *all.at);
	WG_VEC_FREE(&all);
	if (err == WG_OK && (err = add_skills(office, one, a, &list, e)) == WG_OK &&
	    (err = add_certs(office, one, a, &list, e)) == WG_OK)
		err = add_places(office, one, a, &list, e);
	if (err == WG_OK)
		*out = list;
	return err;
}

enum wg_err wg_helper_list(wg_office *office, const struct wg_node *node, const char *service, struct wg_arena *a,
			   struct wg_helpers *out, struct wg_error *e)
{
	bool everywhere = node->kind == WG_NODE_OFFICE || node->kind == WG_NODE_UNCOVERED;
	struct wg_stmt *st = wg_query(office->db, everywhere ? SQL_ALL : SQL_SERVING);
	if (!everywhere) {
		wg_bind_int(st, 2, node->lo);
		wg_bind_int(st, 3, node->hi);
	}
	wg_bind_text(st, 4, service);
	return load(office, st, 0, a, out, e);
}

enum wg_err wg_helper_get(wg_office *office, int64_t id, struct wg_arena *a, struct wg_helper *out, struct wg_error *e)
{
	struct wg_helpers list = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_ONE);
	wg_bind_int(st, 5, id);
	enum wg_err err = load(office, st, id, a, &list, e);
	if (err == WG_OK && list.n == 0)
		err = wg_fail(e, WG_ENOTFOUND, N_("this worker is no longer there"), "");
	if (err == WG_OK)
		*out = list.at[0];
	return err;
}

bool wg_helper_certified(const struct wg_codes *codes, const struct wg_helper *h, const char *service, int64_t day)
{
	for (size_t i = 0; i < h->n_certs; i++) {
		const struct wg_code *code = wg_code_find(codes, "certificate", h->certs[i].certificate);
		if (!code || (h->certs[i].has_until && h->certs[i].until < day))
			continue;
		for (size_t k = 0; k < code->n_services; k++) {
			if (strcmp(code->services[k], service) == 0)
				return true;
		}
	}
	return false;
}

const char *wg_slots_words(int64_t slots, bool english, char out[WG_SLOTS_WORDS])
{
	_Static_assert((int)WG_SLOTS_WORDS >= (int)WG_SLOTS_TEXT, "both hold the longest words");
	return wg_slots_text(slots, english, out);
}

bool wg_slots_read(const char *text, int64_t *slots)
{
	return wg_slots_parse(text, slots);
}
