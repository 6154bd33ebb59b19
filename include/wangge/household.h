/* household.h: doors and who lives behind them, in walking order. */
#ifndef WANGGE_HOUSEHOLD_H
#define WANGGE_HOUSEHOLD_H

#include "wangge/place.h"
#include "wangge/rows.h"

/* One row of a list: a household, or an empty door (id 0). Texts are never NULL. */
struct wg_household {
	int64_t id, door_id, pos, version;
	const char *building, *entrance; /* "" where the place is implicit */
	const char *room;
	int floor; /* 0 unknown */
	const char *head, *phone;
	int people, weight;
	const char *origin, *registered_in, *status; /* origin and status are codes */
	const char *care;    /* codes of the members' care groups, gravest first, blank between */
	const char *gravest; /* the first of them; "" = none */
	int64_t contact_id;  /* 0 = 未分配 */
	const char *contact;
	const char *cover; /* who stands in for the contact today; "" = nobody */
	int64_t since; /* day the contact began; 0 = none */
	bool locked;
	const char *door_kind; /* home, shop … */
	const char *note;
	int needs; /* open ones */
};

struct wg_households {
	struct wg_household *at;
	size_t n;
};

/* The columns of a household: keys for sorting, filtering and --json. */
enum wg_household_column {
	WG_HH_ID,
	WG_HH_BUILDING,
	WG_HH_ENTRANCE,
	WG_HH_ROOM,
	WG_HH_FLOOR,
	WG_HH_HEAD,
	WG_HH_PHONE,
	WG_HH_PEOPLE,
	WG_HH_WEIGHT,
	WG_HH_ORIGIN,
	WG_HH_CARE,
	WG_HH_CONTACT_ID,
	WG_HH_CONTACT,
	WG_HH_SINCE,
	WG_HH_LOCKED,
	WG_HH_STATUS,
	WG_HH_NOTE,
	WG_HH_NEEDS,
	WG_HH_KIND, /* of the door; an empty home is `vacant` */
	WG_HH_COLUMNS,
};
extern const struct wg_rows_column wg_household_columns[WG_HH_COLUMNS];
/* Borrows the texts of the row. */
struct wg_datum wg_household_datum(const struct wg_household *h, size_t column);

/* What a list shows. All conditions together; zero-initialised = everything, in walking order. With `where` or `sort`
 * there are no empty doors but where the expression asks for kinds of doors. */
struct wg_household_filter {
	bool vacant;        /* empty doors too */
	bool uncovered;     /* only without contact */
	int64_t contact_id; /* only of this worker; 0 = any */
	const char *where;  /* an expression over wg_household_columns, see filter.h; NULL or "" = none */
	const char *sort;   /* the key of a column; NULL or "" = the walk */
	bool descending;
};

/* How many rows the filter leaves in a node. */
enum wg_err wg_household_count(wg_office *office, const struct wg_node *node, const struct wg_household_filter *filter,
			       int64_t *n, struct wg_error *e);

/* Rows offset … offset + limit - 1, in walking order. limit < 0 = all. */
enum wg_err wg_household_list(wg_office *office, const struct wg_node *node, const struct wg_household_filter *filter,
			      int64_t offset, int64_t limit, struct wg_arena *a, struct wg_households *out,
			      struct wg_error *e);

/* The last doors of a place and who lives behind them, in walking order: `limit` rows before the last `skip`. Not of an
 * area. */
enum wg_err wg_household_last(wg_office *office, const struct wg_node *node, int64_t skip, int64_t limit,
			      struct wg_arena *a, struct wg_households *out, struct wg_error *e);

/* The ids of the households that the filter leaves, in its order, at most limit of them: a list that is filtered or
 * sorted is these ids, and rows are read as they are shown. Of an empty door it is -door_id. *more (may be NULL): there
 * are others. */
enum wg_err wg_household_ids(wg_office *office, const struct wg_node *node, const struct wg_household_filter *filter,
			     int64_t limit, struct wg_arena *a, int64_t **ids, size_t *n, bool *more,
			     struct wg_error *e);

/* The households and empty doors of these ids, in this order; those that are gone are left out. */
enum wg_err wg_household_rows(wg_office *office, const int64_t *ids, size_t n, struct wg_arena *a,
			      struct wg_households *out, struct wg_error *e);

/* A value of a column and how many rows have it. Codes are codes; "" = none. */
struct wg_value_count {
	const char *value;
	int64_t n;
};
struct wg_value_counts {
	struct wg_value_count *at;
	size_t n;
	bool more; /* beyond the limit */
};

/* What stands in a column of the rows that the filter leaves, the most frequent first; numbers and dates as text. A
 * household of two care groups is counted in both. */
enum wg_err wg_household_values(wg_office *office, const struct wg_node *node, const struct wg_household_filter *filter,
				enum wg_household_column column, int64_t limit, struct wg_arena *a,
				struct wg_value_counts *out, struct wg_error *e);

/* Its place in the walk; WG_ENOTFOUND. */
enum wg_err wg_household_pos(wg_office *office, int64_t id, int64_t *pos, struct wg_error *e);
enum wg_err wg_household_get(wg_office *office, int64_t id, struct wg_arena *a, struct wg_household *out,
			     struct wg_error *e);

/* Texts are never NULL. */
struct wg_person {
	int64_t id, household_id, version;
	const char *relation; /* code */
	const char *name, *phone, *id_no, *care, *note;
	int sex;       /* 1 male, 2 female, 0 not known */
	int64_t birth; /* day */
	bool has_birth;
	int64_t gone; /* day of death or of moving away; 0 = lives here */
};

struct wg_persons {
	struct wg_person *at;
	size_t n;
};

/* Members, the head first. */
enum wg_err wg_household_members(wg_office *office, int64_t id, struct wg_arena *a, struct wg_persons *out,
				 struct wg_error *e);

/* "3栋2单元501" or, with `full`, 昭山镇/窑洲社区/晴岚家园/3栋/2单元/501. */
enum wg_err wg_household_address(wg_office *office, int64_t id, bool full, struct wg_arena *a, const char **out,
				 struct wg_error *e);

/* One interval of a household's contacts. */
struct wg_contact {
	int64_t id, worker_id, since, until; /* until 0 = open */
	const char *worker, *unit, *reason, *over_band;
	int64_t batch; /* that opened it; 0 = unknown */
};

struct wg_contacts {
	struct wg_contact *at;
	size_t n;
};

/* All intervals, the newest first. */
enum wg_err wg_household_contacts(wg_office *office, int64_t id, struct wg_arena *a, struct wg_contacts *out,
				  struct wg_error *e);

#endif
