/* worker.h: everyone who serves. */
#ifndef WANGGE_WORKER_H
#define WANGGE_WORKER_H

#include "wangge/place.h"
#include "wangge/rows.h"

struct wg_worker {
	int64_t id, version;
	const char *name, *kind, *unit, *phone; /* kind is a code; never NULL */
	bool takes_households;
	int lo, hi, share;              /* the band in households; lo = hi = 0: none */
	int64_t person_id, lives_id;    /* 0 = not known; lives_id is a door */
	int64_t until;                  /* last day of stationing; 0 = open */
	int64_t count, load, first_pos; /* households held, anywhere; the first of them in the walk, 0 = none */
};

struct wg_workers {
	struct wg_worker *at;
	size_t n;
};

/* The columns of a worker: keys for sorting, filtering and --json. */
enum { WG_WORKER_KEYS = 12 };
extern const struct wg_rows_column wg_worker_columns[WG_WORKER_KEYS];
/* Borrows the texts of the row. */
struct wg_datum wg_worker_datum(const struct wg_worker *worker, size_t column);

/* Who serves in the node (here, above it, or in something below it), in walking order of what they hold, then by id.
 * takers: only those who take households. The office node lists everyone. */
enum wg_err wg_worker_list(wg_office *office, const struct wg_node *node, bool takers, struct wg_arena *a,
			   struct wg_workers *out, struct wg_error *e);

/* How many wg_worker_list() would give. */
enum wg_err wg_worker_count(wg_office *office, const struct wg_node *node, bool takers, int64_t *n, struct wg_error *e);

enum wg_err wg_worker_get(wg_office *office, int64_t id, struct wg_arena *a, struct wg_worker *out, struct wg_error *e);

/* By name, name:telephone tail, or #id. WG_ENOTFOUND; WG_EUSAGE when several have the name. */
enum wg_err wg_worker_find(wg_office *office, const char *text, struct wg_arena *a, struct wg_worker *out,
			   struct wg_error *e);

/* A worker who could take some households. */
struct wg_worker_fit {
	struct wg_worker worker;
	bool next_door;     /* holds the household before them or behind them along the walk */
	bool holds;         /* has all of them already */
	int rank;           /* how well the name was found: less is better */
	uint64_t highlight; /* bit i: character i of the name was hit */
};

struct wg_worker_fits {
	struct wg_worker_fit *at;
	size_t n;
};

/* Who serves where the households are, takes households and is found by what was typed of the name (hanzi, pinyin,
 * initials; "" finds all): those next door first, then by rank, then the lightest load; who has them all already comes
 * last. No households: anywhere. */
enum wg_err wg_worker_match(wg_office *office, const char *typed, const int64_t *households, size_t n,
			    struct wg_arena *a, struct wg_worker_fits *out, struct wg_error *e);

/* '<' below the band, '=' within, '>' above; ' ' for who has no band. */
char wg_band_sign(const struct wg_worker *worker, int64_t count);

#endif
