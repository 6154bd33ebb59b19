/* proposal.h: helpers proposed for all needs that wait for one: the assignment that is best for all of them together.
 * It opens no transaction and writes nothing: what it proposes is put into force by the command `dispatch all`. */
#ifndef WANGGE_PROPOSAL_H
#define WANGGE_PROPOSAL_H

#include "wangge/command.h"
#include "wangge/match.h"
#include "wangge/place.h"

typedef struct wg_proposal wg_proposal;

struct wg_proposal_opts {
	struct wg_node scope;                  /* needs of this node */
	bool (*tick)(void *user, double done); /* false cancels: WG_ECANCELLED; may be NULL */
	void *user;
};

enum { WG_PROPOSAL_HELPERS = 3 };

/* One who would be sent. total: points of the match; score: with those of the need's urgency. */
struct wg_proposal_helper {
	int64_t worker_id;
	const char *name, *kind, *service;
	int total, score;
	bool ask_time;
	bool chosen; /* by hand */
};

/* A need that waits. n < wanted: for the rest there is nobody. out: left out by hand. */
struct wg_proposal_row {
	int64_t need_id, version, due;
	const char *title, *urgency;
	int wanted;
	struct wg_proposal_helper helper[WG_PROPOSAL_HELPERS];
	int n;
	size_t n_can; /* how many could be sent for it alone */
	bool out;
};

struct wg_proposal_totals {
	int64_t needs, wanted, sent; /* needs, helpers wanted, helpers found */
	int64_t unserved;            /* needs that get nobody */
	int64_t helpers;             /* different people */
	int64_t score;
	bool certified; /* no other assignment scores more */
	int64_t solve_ns;
};

/* Reads the needs to be sent (received, matching) of the scope and all helpers, and solves. */
enum wg_err wg_proposal_open(wg_office *office, const struct wg_proposal_opts *opts, wg_proposal **out,
			     struct wg_error *e);
void wg_proposal_close(wg_proposal **proposal);

const struct wg_proposal_totals *wg_proposal_totals(const wg_proposal *p);
/* What is due first on top; borrowed until the next change. */
const struct wg_proposal_row *wg_proposal_rows(const wg_proposal *p, size_t *n);

/* By hand; the rest is solved around it at once. A row that is out takes nobody; choosing a helper sends this one for
 * the row whatever it costs the others: WG_EREFUSED when a rule is against it or too many are chosen. */
enum wg_err wg_proposal_leave_out(wg_proposal *p, size_t row, bool out, struct wg_error *e);
enum wg_err wg_proposal_choose(wg_proposal *p, size_t row, int64_t worker, bool chosen, struct wg_error *e);

/* What it would cost all together if this helper were not sent for the row. */
struct wg_proposal_why {
	int64_t loss;
	int64_t instead; /* worker; 0 = nobody */
	const char *name;
	int moved; /* other needs that would get somebody else, or nobody */
};
enum wg_err wg_proposal_why(wg_proposal *p, size_t row, int helper, struct wg_proposal_why *out, struct wg_error *e);

/* Why a row gets too few. Returns how many sentences. */
size_t wg_proposal_missing(wg_proposal *p, size_t row, struct wg_message out[WG_FIT_SENTENCES]);

/* Adds the arguments of dispatch all (--send …); they live as long as the proposal. */
void wg_proposal_args(wg_proposal *p, struct wg_args *args);

#endif
