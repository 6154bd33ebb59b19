/* resource.h: what can be lent or given: venues, goods, money. */
#ifndef WANGGE_RESOURCE_H
#define WANGGE_RESOURCE_H

#include "wangge/place.h"
#include "wangge/rows.h"

/* Texts are never NULL. services: codes with blanks between. slots: as with helpers. phone: the resource's own, else
 * its supplier's. where: the path of its place below the community. */
struct wg_resource {
	int64_t id, version;
	const char *kind, *name, *where, *supplier, *phone, *services, *measure, *note;
	int64_t place_id, supplier_id; /* 0 = none */
	int64_t pos;                   /* the beginning of its place in the walk; 0 = no place */
	bool has_quantity, slots_said;
	int64_t quantity, slots;
	int64_t until;    /* the last day it can be had; 0 = open */
	int64_t projects; /* that cite it */
};

struct wg_resources {
	struct wg_resource *at;
	size_t n;
};

/* The columns of a resource: keys for sorting, filtering and --json. */
enum { WG_RESOURCE_KEYS = 13 };
extern const struct wg_rows_column wg_resource_columns[WG_RESOURCE_KEYS];
/* Borrows the texts of the row. */
struct wg_datum wg_resource_datum(const struct wg_resource *resource, size_t column);

/* What stands in the node, above it or below it, and what has no place; by kind and name. Telephones and notes are
 * masked as the handle says. */
enum wg_err wg_resource_list(wg_office *office, const struct wg_node *node, struct wg_arena *a,
			     struct wg_resources *out, struct wg_error *e);

/* WG_ENOTFOUND when there is none. */
enum wg_err wg_resource_get(wg_office *office, int64_t id, struct wg_arena *a, struct wg_resource *out,
			    struct wg_error *e);

/* By name or #id. WG_ENOTFOUND; WG_EUSAGE when several have the name. */
enum wg_err wg_resource_find(wg_office *office, const char *text, struct wg_arena *a, struct wg_resource *out,
			     struct wg_error *e);

#endif
