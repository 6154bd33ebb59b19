/* overview.h: figures of a place that are counted when they are asked for. What is kept stands in wg_counters. */
#ifndef WANGGE_OVERVIEW_H
#define WANGGE_OVERVIEW_H

#include "wangge/place.h"

/* A care group and the households here in which somebody belongs to it; covered: of these, with a contact. */
struct wg_care_count {
	const char *group; /* code */
	int64_t households, covered;
};

struct wg_care_counts {
	struct wg_care_count *at;
	size_t n;
};

/* Most households first. */
enum wg_err wg_care_count(wg_office *office, const struct wg_node *node, struct wg_arena *a, struct wg_care_counts *out,
			  struct wg_error *e);

/* Households with somebody in a care group, and without a contact. */
enum wg_err wg_care_uncovered(wg_office *office, const struct wg_node *node, int64_t *n, struct wg_error *e);

/* Households here in which nobody has a telephone. */
enum wg_err wg_count_without_phone(wg_office *office, const struct wg_node *node, int64_t *n, struct wg_error *e);

#endif
