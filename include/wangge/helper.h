/* helper.h: who can do what, and when: the library of skills. A helper is a worker with a skill, a certificate, free
 * time or limits on record; a unit that supplies something is one of the kind `unit`. */
#ifndef WANGGE_HELPER_H
#define WANGGE_HELPER_H

#include "wangge/place.h"
#include "wangge/rows.h"

/* A service of the list `service`. level: 1 can, 2 is good at it, 3 by profession. verified: somebody of the office has
 * seen it. */
struct wg_skill {
	const char *service;
	int level;
	bool verified;
};

/* A certificate of the list `certificate`; until: its last day, has_until false = it does not lapse. */
struct wg_certificate {
	const char *certificate, *number;
	bool has_until;
	int64_t until;
};

/* Texts are never NULL. services, certificates and limits are codes with blanks between, services in the order of
 * their skill. slots: bit 3 * weekday + part, Monday 0; morning, afternoon, evening. */
struct wg_helper {
	int64_t id, version;
	const char *name, *kind, *unit, *phone, *note;
	const char *services, *certificates, *limits;
	const struct wg_skill *skills;
	size_t n_skills;
	const struct wg_certificate *certs;
	size_t n_certs;
	bool slots_said; /* otherwise slots is 0 */
	int64_t slots;
	int load_cap;                    /* open orders at a time; 0 = the option */
	int64_t until;                   /* last day of serving; 0 = open */
	int64_t person_id, household_id; /* the resident and the household it belongs to; 0 = none known */
	const char *home;                /* 晴岚家园3栋2单元501; "" = not known */
	int64_t home_pos;                /* of that door in the walk; 0 = not known */
	const char *serves;              /* names of places, with 、 between */
	int64_t serves_pos;              /* the beginning of the first of them; 0 = none */
	int64_t open, minutes, last;     /* open orders; minutes of this month; last day of service, 0 = none */
};

struct wg_helpers {
	struct wg_helper *at;
	size_t n;
};

/* The columns of a helper: keys for sorting, filtering and --json. */
enum { WG_HELPER_KEYS = 18 };
extern const struct wg_rows_column wg_helper_columns[WG_HELPER_KEYS];
/* Borrows the texts of the row. */
struct wg_datum wg_helper_datum(const struct wg_helper *helper, size_t column);

/* Helpers who serve in the node (here, above it, or in something below it), by id. service: only who can do it; NULL =
 * any. Telephones of others than cadres, limits and notes are masked as the handle says. */
enum wg_err wg_helper_list(wg_office *office, const struct wg_node *node, const char *service, struct wg_arena *a,
			   struct wg_helpers *out, struct wg_error *e);

/* A worker as a helper, also one without any skill yet; WG_ENOTFOUND. */
enum wg_err wg_helper_get(wg_office *office, int64_t id, struct wg_arena *a, struct wg_helper *out, struct wg_error *e);

/* Has the helper a certificate that is good for the service and valid on the day? */
bool wg_helper_certified(const struct wg_codes *codes, const struct wg_helper *helper, const char *service,
			 int64_t day);

/* A certificate and its last day. */
struct wg_lapsing {
	int64_t worker_id;
	const char *name, *kind, *phone, *certificate; /* kind and certificate are codes; phone as with helpers */
	int64_t until;
};

/* Certificates whose last day is `day` or before, of those who serve in the node, the first to lapse first. */
enum wg_err wg_lapsing_list(wg_office *office, const struct wg_node *node, int64_t day, struct wg_arena *a,
			    struct wg_lapsing **out, size_t *n, struct wg_error *e);

/* A set of half-days in words, 工作日晚；周末. Returns out. */
enum { WG_SLOTS_WORDS = 200 };
const char *wg_slots_words(int64_t slots, bool english, char out[WG_SLOTS_WORDS]);

/* What somebody typed for a set of half-days; false when any of it is not understood. */
bool wg_slots_read(const char *text, int64_t *slots);

#endif
