/* match.h: helpers and needs side by side in memory: what one ranked list and the match of all needs both judge by.
 *
 * The pool holds the helpers who have one of the wanted skills, with everything that decides: it is read with a fixed
 * number of statements, however many helpers there are. Judging touches no store. */
#ifndef WANGGE_MODEL_MATCH_H
#define WANGGE_MODEL_MATCH_H

#include "base/map.h"
#include "base/vec.h"
#include "model/office.h"
#include "text/when.h"
#include "wangge/match.h"
#include "wangge/place.h"

enum { WG__DAYS_AHEAD = 60 };
enum { WG__LIMIT_STAIRS = 1, WG__LIMIT_PHONE = 2, WG__LIMIT_WOMEN = 4, WG__LIMIT_MEN = 8 };

/* Rows of one helper hang together by index of the next; −1 ends. */
struct wg__skill {
	const struct wg_code *service;
	int level, next;
	bool verified;
};
struct wg__cert {
	const struct wg_code *certificate;
	int64_t until; /* day; 0 = does not lapse */
	int next;
};
struct wg__serves {
	int64_t lo, hi;
	int level, next; /* level of the place */
};
struct wg__busy {
	int64_t begins, ends; /* Unix seconds; days when away */
	int next;
};

struct wg__candidate {
	int64_t id;
	const char *name, *kind, *phone;
	bool takes_households;
	int64_t slots; /* −1 = never said */
	unsigned limits;
	int cap, open;
	int64_t household, pos; /* own household; position of the home; 0 = not known */
	int64_t last;
	int pass;                            /* which reading brought the helper in */
	int skill, cert, serves, busy, away; /* first rows */
};

struct wg__community {
	int64_t id, lo, hi;
	const char *name;
};

struct wg__pool {
	wg_office *office;
	struct wg_arena *a;
	int64_t now, today;
	WG_VEC(struct wg__candidate) helper;
	struct wg_map by_id; /* worker to index */
	WG_VEC(struct wg__skill) skill;
	WG_VEC(struct wg__cert) cert;
	WG_VEC(struct wg__serves) serves;
	WG_VEC(struct wg__busy) busy;
	WG_VEC(struct wg__community) community; /* in walking order */
	int64_t day_begins[WG__DAYS_AHEAD];     /* of the days from today on, Unix seconds: each costs a system call */
};

/* An empty pool, at this moment. */
void wg__pool_begin(struct wg__pool *p, wg_office *office, struct wg_arena *a);

/* Who has one of the services (codes; NULL = everybody with a skill), and `also` (worker, 0 = nobody) in any case. */
enum wg_err wg__pool_read(struct wg__pool *p, const char *const *services, size_t n, int64_t also, struct wg_error *e);
void wg__pool_free(struct wg__pool *p);

/* What is known of a helper and a need's household together. */
struct wg__tie {
	int64_t worker;
	bool again, related, sent, returned;
	int satisfied; /* 1 good, −1 poor, 0 nothing said or fair */
};

/* The need as a match looks at it. */
struct wg__want {
	int64_t id, version, household, place, pos; /* pos: of the door, or the place's lo */
	int level;                                  /* the deepest level that is known: 6 = a door */
	int64_t lo, hi;                             /* the community, or the place itself above one */
	const char *title, *urgency, *state;
	const struct wg_code **service;
	size_t n_service;
	int persons, floor, sex, sent;
	bool lift, standing;
	int64_t due;
	struct wg_when when;
	int64_t day; /* the first day of when */
	struct wg__tie *tie;
	size_t n_tie;
};

/* One need by id; or, need 0, those to be sent (received, matching) in lo … hi, by due then id. when: NULL = until due.
 */
enum wg_err wg__want_read(struct wg__pool *p, int64_t need, int64_t lo, int64_t hi, const char *when,
			  struct wg__want **out, size_t *n, struct wg_error *e);

/* Does the helper serve the need's community, or have no other? */
bool wg__of_community(const struct wg__pool *p, const struct wg__candidate *h, const struct wg__want *w);

/* Fills in *fit but for home, begins and ends: judged by the best of the helper's skills that is allowed. False: serves
 * another community; then fit->left is what would be otherwise. *half_day: the first in which the helper is free. */
bool wg__judge(const struct wg__pool *p, const struct wg__candidate *h, const struct wg__want *w, struct wg_fit *fit,
	       int64_t *half_day);

/* Who can be sent, who is left out, who is elsewhere: of the candidates `who` (indexes), or of all when it is NULL.
 * Counts them, and nobody else; homes are not named. Rows come from the arena a. */
void wg__rank(struct wg__pool *p, const struct wg__want *w, const int *who, size_t n, bool all_communities,
	      struct wg_arena *a, struct wg_fits *out);

/* Says in out->missing why too few can be sent; out is otherwise complete. when: as it was typed, or NULL. */
void wg__say_missing(const struct wg__pool *p, const struct wg__want *w, const char *when, struct wg_fits *out);

/* Points of the need's urgency. */
int wg__urgency(const struct wg__pool *p, const struct wg__want *w);

/* When the half-day begins or ends, Unix seconds. */
int64_t wg__half_day_time(const struct wg__pool *p, int64_t half_day, bool end);

#endif
