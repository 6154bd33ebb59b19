/* need.h: needs, and what was done about them. */
#ifndef WANGGE_NEED_H
#define WANGGE_NEED_H

#include "wangge/order.h"
#include "wangge/place.h"
#include "wangge/rows.h"

/* Who is told of what is overdue for long, by the office's options. */
enum wg_need_tell { WG_TELL_NOBODY, WG_TELL_LEAD, WG_TELL_COMMUNITY };

/* Texts are never NULL. Times are Unix seconds, 0 = none. who: the outsider, or the person, or the household's head.
 * where: the door or the place, from its compound down, and the spot. responsible: the one who is responsible now, the
 * household's contact unless somebody else was named. helpers: names of those who are sent, with 、 between. late:
 * open, and due before now. */
struct wg_need {
	int64_t id, version;
	int64_t household_id, person_id, place_id; /* 0 = none */
	int64_t pos;                               /* in the walk; a place's lo */
	const char *who, *phone, *where, *spot, *title;
	const char *services; /* codes with blanks between */
	int persons;
	const char *source, *life, *field, *micro, *form, *urgency;
	bool shared;
	int64_t at, due, closed;
	int every; /* days; 0 = once */
	enum wg_need_state state;
	int64_t responsible_id, reporter_id, into_id;
	bool named; /* the responsible one was named, and is not just the contact */
	const char *responsible, *reporter, *referred_to, *note, *helpers;
	int reopened;
	bool sampled, late;
	int late_days;          /* whole days overdue */
	enum wg_need_tell tell; /* who is to be told of it */
};

struct wg_needs {
	struct wg_need *at;
	size_t n;
};

/* Which needs. Zero = no condition. */
struct wg_need_query {
	const struct wg_node *under; /* in this node; NULL = the whole office */
	int64_t household_id,
		worker_id;    /* of this household; that this worker is or was sent for, or responsible for */
	unsigned states;      /* bit 1 << state */
	int64_t since, until; /* recorded at, Unix seconds: since ≤ at < until */
};

/* Ordered by state's group, then what is due first, then id. Personal values are masked as the handle says. */
enum wg_err wg_need_list(wg_office *office, const struct wg_need_query *query, struct wg_arena *a, struct wg_needs *out,
			 struct wg_error *e);

/* WG_ENOTFOUND when there is none. */
enum wg_err wg_need_get(wg_office *office, int64_t id, struct wg_arena *a, struct wg_need *out, struct wg_error *e);

/* By #id; or the one in whose title, place and people all words stand: an open one, or when there is none, one that is
 * over. WG_ENOTFOUND; WG_EUSAGE when several fit: it says which. */
enum wg_err wg_need_find(wg_office *office, const char *text, struct wg_arena *a, struct wg_need *out,
			 struct wg_error *e);

/* What a need about to be recorded may be like. Codes of services with blanks between; texts may be NULL. */
struct wg_need_likeness {
	int64_t household_id, place_id;
	const char *title, *services;
};

/* Those of the same household, or of the place or one around or within it, with a service in common or a title that is
 * alike; without either all of them. Open ones, and those recorded in the last 30 days that were not cancelled; in the
 * order of wg_need_list(). */
enum wg_err wg_need_similar(wg_office *office, const struct wg_need_likeness *of, struct wg_arena *a,
			    struct wg_needs *out, struct wg_error *e);

/* The columns of a need: keys for sorting, filtering and --json. */
enum { WG_NEED_KEYS = 31 };
extern const struct wg_rows_column wg_need_columns[WG_NEED_KEYS];
/* Borrows the texts of the row. */
struct wg_datum wg_need_datum(const struct wg_need *need, size_t column);

/* The bits of all states that count as open, for struct wg_need_query. */
unsigned wg_need_open_states(void);

/* One who was sent, also one who is no longer: until 0 = still sent. */
struct wg_dispatch {
	int64_t id, worker_id;
	const char *worker, *phone, *kind, *state, *service,
		*home; /* home: another community that the helper is from */
	bool leads;
	int64_t begins, ends, at, until;
	int64_t minutes; /* worked so far */
};

/* A line of a need's past: steps, follow-ups. */
struct wg_need_step {
	int64_t at;
	const char *actor, *action, *state, *worker, *note; /* action and state are codes */
	const char *satisfaction;                           /* of a follow-up; "" otherwise */
	const char *channel;                                /* likewise */
};

/* Work done: a day's minutes of a helper. posting_id 0 = waits to be posted. */
struct wg_need_work {
	int64_t id, worker_id, day, minutes, posting_id;
	const char *worker, *note;
};

/* Everything about a need besides the need itself; steps and work in the order of time. */
struct wg_need_story {
	struct wg_dispatch *sent;
	size_t n_sent;
	struct wg_need_step *step;
	size_t n_steps;
	struct wg_need_work *work;
	size_t n_work;
};
enum wg_err wg_need_story(wg_office *office, int64_t need, struct wg_arena *a, struct wg_need_story *out,
			  struct wg_error *e);

#endif
