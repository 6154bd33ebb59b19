/* report.h: the work of a period in figures, by place and by the classes of needs. */
#ifndef WANGGE_REPORT_H
#define WANGGE_REPORT_H

#include "wangge/place.h"

/* What the rows of a report are. A need with several services counts at its first. STATE: the one at the period's end.
 */
enum wg_report_by {
	WG_REPORT_ALL, /* everything in one row */
	WG_REPORT_PLACE,
	WG_REPORT_LIFE,
	WG_REPORT_FIELD,
	WG_REPORT_MICRO,
	WG_REPORT_FORM,
	WG_REPORT_SERVICE,
	WG_REPORT_STATE,
	WG_REPORT_SOURCE,
	WG_REPORT_WAYS,
};

/* Drafts, and what was recorded twice, are nowhere. */
enum wg_report_figure {
	WG_FIGURE_NEW,      /* recorded in the period */
	WG_FIGURE_DONE,     /* closed in it, and not opened again since */
	WG_FIGURE_OPEN,     /* open at its end */
	WG_FIGURE_OVERDUE,  /* of these, past their due time at its end, or now */
	WG_FIGURE_DUE,      /* of those done, with a due time */
	WG_FIGURE_ON_TIME,  /* of these, done by then */
	WG_FIGURE_ERRANDS,  /* of the new ones, done on the spot at the counter */
	WG_FIGURE_REOPENED, /* opened again in it: not satisfied, or by hand */
	WG_FIGURE_GOOD,     /* follow-ups in it, by satisfaction */
	WG_FIGURE_FAIR,
	WG_FIGURE_POOR,
	WG_FIGURE_MINUTES,  /* worked in it */
	WG_FIGURE_TURNS,    /* a helper on a day, for a need */
	WG_FIGURE_ASKED_IN, /* helpers from another community, sent in it for needs of the place */
	WG_FIGURE_LENT_OUT, /* helpers of communities of the place, sent to others */
	WG_FIGURES,
};

/* node: of a place; name: its name, or the code of a class; "" = without class, or everything. against: likewise, of
 * the second way. */
struct wg_report_row {
	int64_t node;
	const char *name, *against;
	int64_t n[WG_FIGURES];
};

struct wg_report {
	struct wg_report_row *at;
	size_t n;
};

/* since, until: days, both in the period. against: WG_REPORT_ALL = none; never a place. Classes stand in the order of
 * the code lists, all of them unless `against`; places in walking order, then the node itself if it has needs. A place
 * with nothing but one place in it is looked into. */
struct wg_report_query {
	const struct wg_node *under;
	int64_t since, until;
	enum wg_report_by by, against;
};

enum wg_err wg_report(wg_office *office, const struct wg_report_query *query, struct wg_arena *a, struct wg_report *out,
		      struct wg_error *e);

/* The code list of a way; NULL for places and everything. */
const char *wg_report_list(enum wg_report_by by);

#endif
