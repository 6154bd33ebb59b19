/* match.h: who could be sent for a need, the best first, and why the others are left out. */
#ifndef WANGGE_MATCH_H
#define WANGGE_MATCH_H

#include "base/arena.h"
#include "wangge/office.h"
#include "wangge/rows.h"

/* The terms of a score, in points; what they are worth are options (match.*). */
enum wg_fit_term {
	WG_FIT_SKILL,       /* how well the helper can do it, and whether the office has seen it */
	WG_FIT_CERTIFICATE, /* a valid one for the service */
	WG_FIT_NEAR,
	WG_FIT_ORDERS, /* few open orders */
	WG_FIT_IDLE,   /* not sent for long */
	WG_FIT_AGAIN,  /* has served this household before */
	WG_FIT_SATISFIED,
	WG_FIT_TERMS
};
extern const char *const wg_fit_term_names[WG_FIT_TERMS]; /* msgids */

/* How near a helper lives or serves, along the tree of places. */
enum wg_near { WG_NEAR_UNKNOWN, WG_NEAR_COMMUNITY, WG_NEAR_COMPOUND, WG_NEAR_BUILDING, WG_NEAR_LEVELS };
extern const char *const wg_near_names[WG_NEAR_LEVELS]; /* msgids */

/* Why somebody is left out; the first that holds, in this order. */
enum wg_left {
	WG_LEFT_NOT,         /* can be sent */
	WG_LEFT_SENT,        /* is sent for it already */
	WG_LEFT_SKILL,       /* none of the services */
	WG_LEFT_RELATED,     /* own household, or a recusal */
	WG_LEFT_CERTIFICATE, /* the service demands one; missing or lapsed */
	WG_LEFT_PHONE,       /* helps by telephone only, and somebody must go there */
	WG_LEFT_STAIRS,      /* climbs no stairs: above the second floor, and no lift is recorded */
	WG_LEFT_SEX,         /* serves women only, or men only */
	WG_LEFT_TIME,        /* not available then */
	WG_LEFT_OVERLAP,     /* has another order then */
	WG_LEFT_CAP,         /* has as many orders as can be taken at a time */
	WG_LEFT_RETURNED,    /* has returned this need once */
	WG_LEFT_REASONS
};
extern const char *const wg_left_names[WG_LEFT_REASONS]; /* msgids */

/* A helper and a need. Texts are never NULL. Telephones are masked as the handle says. */
struct wg_fit {
	int64_t worker_id;
	const char *name, *kind, *phone; /* kind: a code */
	const char *service;             /* which of the need's services the helper would do; a code */
	int level;                       /* 1 … 3 */
	bool verified;
	const char *certificate; /* a code; "" = none for this service */
	int64_t certified_until; /* day; 0 = does not lapse */
	enum wg_near near;
	const char *home;      /* 3栋1单元 in the same compound, else the compound; "" = not known */
	int64_t community_id;  /* of one who serves another community; else 0 */
	const char *community; /* its name */
	int term[WG_FIT_TERMS];
	int total;
	int open, cap;        /* orders at this time, and at most */
	int64_t last;         /* when the last order ended, Unix seconds; 0 = never had one */
	bool ask_time;        /* has never said when */
	bool ask_sex;         /* serves one sex only, and that of the person is not recorded */
	int64_t begins, ends; /* the first half-day in which the helper is free, Unix seconds */
	enum wg_left left;    /* the first reason */
	unsigned against;     /* all that hold: bit 1 << reason */
};

/* Why nobody, or too few, can be sent, in words. */
enum { WG_FIT_SENTENCES = 4 };

struct wg_fits {
	int64_t need;
	int urgency;         /* points that the need brings along when all are matched */
	int persons, wanted; /* helpers wanted, and how many are not sent yet */
	struct wg_fit *at;   /* who can be sent, the best first */
	size_t n;
	struct wg_fit *left; /* who has the skill and is left out: by reason, then by name */
	size_t n_left;
	struct wg_fit *outside; /* who serves another community and could be asked in, the best first */
	size_t n_outside;
	int64_t count[WG_LEFT_REASONS]; /* left out by each reason */
	int64_t pool;                   /* helpers of the community */
	int64_t from, until;            /* when, Unix seconds */
	struct wg_message missing[WG_FIT_SENTENCES];
	size_t n_missing;
};

struct wg_fit_query {
	int64_t need;
	const char *when;     /* 周三晚, 明天下午, 11-25 上午; NULL = from now until the need is due */
	bool all_communities; /* helpers of other communities are ranked among the rest */
};

/* WG_ENOTFOUND when there is no such need; WG_EUSAGE when `when` is not understood. */
enum wg_err wg_fit_rank(wg_office *office, const struct wg_fit_query *query, struct wg_arena *a, struct wg_fits *out,
			struct wg_error *e);

/* One helper for the need, left out or not: what dispatch judges by. A helper without any of the services has service
 * "" and WG_LEFT_SKILL. Overlap and availability are those of query->when. */
enum wg_err wg_fit_one(wg_office *office, const struct wg_fit_query *query, int64_t worker, struct wg_arena *a,
		       struct wg_fit *out, struct wg_error *e);

/* Helpers of the need's community who have none of its skills, by name: those that count[WG_LEFT_SKILL] counts. */
struct wg_fit_name {
	int64_t worker_id;
	const char *name, *kind;
};
enum wg_err wg_fit_unskilled(wg_office *office, int64_t need, struct wg_arena *a, struct wg_fit_name **out, size_t *n,
			     struct wg_error *e);

/* The columns of a fit: keys for sorting, filtering and --json. */
enum { WG_FIT_KEYS = 25 };
extern const struct wg_rows_column wg_fit_columns[WG_FIT_KEYS];
struct wg_datum wg_fit_datum(const struct wg_fit *fit, size_t column);

#endif
