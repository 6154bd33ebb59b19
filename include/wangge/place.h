/* place.h: sub-districts, communities, compounds, buildings, entrances, and the areas laid over them. */
#ifndef WANGGE_PLACE_H
#define WANGGE_PLACE_H

#include "base/arena.h"
#include "wangge/office.h"

enum wg_level {
	WG_LEVEL_OFFICE = 0,
	WG_LEVEL_SUBDISTRICT = 1,
	WG_LEVEL_COMMUNITY,
	WG_LEVEL_COMPOUND,
	WG_LEVEL_BUILDING,
	WG_LEVEL_ENTRANCE,
	WG_LEVEL_DOOR, /* in paths only */
};

/* Everything below a node; see the table place_stat. */
struct wg_counters {
	int64_t households, covered, people, care, own, load, homes, vacant, needs;
};

enum wg_node_kind {
	WG_NODE_OFFICE, /* id 0: everything */
	WG_NODE_PLACE,
	WG_NODE_AREA,      /* a grid or a sector */
	WG_NODE_UNCOVERED, /* id 0: the households without contact */
};

/* A node of the tree. path: the positions it covers in the walk; an area has several stretches, see wg_node_ranges().
 */
struct wg_node {
	enum wg_node_kind kind;
	int64_t id;
	enum wg_level level; /* of a place; of an area: that of what it stands beside */
	const char *name;    /* "" for an implicit place */
	struct wg_counters counters;
	int64_t lo, hi;
	bool has_children;
};

struct wg_nodes {
	struct wg_node *at;
	size_t n;
};

/* What stands below a node in the tree: implicit places are left out and their children stand in their place; a grid
 * that holds whole buildings stands below its compound, one that holds compounds above them. */
enum wg_err wg_node_children(wg_office *office, const struct wg_node *parent, struct wg_arena *a, struct wg_nodes *out,
			     struct wg_error *e);

enum wg_err wg_node_get(wg_office *office, enum wg_node_kind kind, int64_t id, struct wg_arena *a, struct wg_node *out,
			struct wg_error *e);

/* What is noted of a place; texts are never NULL, management and kind are codes. lifts: −1 not known. */
struct wg_place_notes {
	const char *kind, *management, *group, *note;
	int lifts;
};
enum wg_err wg_place_notes(wg_office *office, int64_t place, struct wg_arena *a, struct wg_place_notes *out,
			   struct wg_error *e);

/* The node above in the tree; kind WG_NODE_OFFICE at the top. */
enum wg_err wg_node_parent(wg_office *office, const struct wg_node *node, struct wg_arena *a, struct wg_node *out,
			   struct wg_error *e);

/* "昭山镇/窑洲社区/晴岚家园/3栋"; "" for the office. separator is put between the names. In
 * the arena, whatever becomes of the node. */
enum wg_err wg_node_path(wg_office *office, const struct wg_node *node, const char *separator, struct wg_arena *a,
			 const char **out, struct wg_error *e);

struct wg_range {
	int64_t lo, hi;
};

/* The place of a level that holds a position of the walk (step 0), or the last one before it (−1) or the first one
 * behind it (+1); implicit places too. WG_ENOTFOUND when there is none. */
enum wg_err wg_node_at(wg_office *office, enum wg_level level, int64_t pos, int step, struct wg_arena *a,
		       struct wg_node *out, struct wg_error *e);

/* The stretches of the walk that a node covers, in walking order. */
enum wg_err wg_node_ranges(wg_office *office, const struct wg_node *node, struct wg_arena *a, struct wg_range **out,
			   size_t *n, struct wg_error *e);

/* The stretches of the places that are called as typed: hanzi, pinyin, initials; every word stands in the path and one
 * in the name itself; in walking order, at most limit. *more: there are others. */
enum wg_err wg_place_search(wg_office *office, const char *text, size_t limit, struct wg_arena *a,
			    struct wg_range **out, size_t *n, bool *more, struct wg_error *e);

/* What a text names. */
struct wg_ref {
	enum wg_ref_kind { WG_REF_NODE, WG_REF_DOOR, WG_REF_HOUSEHOLD } kind;
	struct wg_node node; /* WG_REF_NODE */
	int64_t id;          /* of the door or household */
};

/* Finds a node by its path: 窑洲社区/晴岚家园/3栋, or a tail of it that only one place has. WG_ENOTFOUND names what is
 * missing; WG_EUSAGE lists what it could be when there are several. "#123" is the id itself. "" is the office. */
enum wg_err wg_node_find(wg_office *office, const char *path, struct wg_arena *a, struct wg_node *out,
			 struct wg_error *e);

/* A door, also an empty one: its path (窑洲社区/晴岚家园/3栋/2单元/501, 3-2-501), a building that is one home, the head
 * who lives behind it, or #id of the door or of a household. WG_ENOTFOUND; WG_EUSAGE lists what it could be when there
 * are several. */
enum wg_err wg_door_find(wg_office *office, const char *text, struct wg_arena *a, int64_t *door, struct wg_error *e);

/* "3栋2单元501" or, with `full`, its path as it can be typed. */
enum wg_err wg_door_address(wg_office *office, int64_t door, bool full, struct wg_arena *a, const char **out,
			    struct wg_error *e);

/* The doors that a text names: one by its path (3-2-501), or all of a place, in walking order. within: NULL = anywhere,
 * else a room alone (501) is enough. */
enum wg_err wg_doors_find(wg_office *office, const char *text, const struct wg_node *within, struct wg_arena *a,
			  int64_t **ids, size_t *n, struct wg_error *e);

/* The same for what may also be a door (its households) or the head's name. within: NULL = anywhere. */
enum wg_err wg_household_find(wg_office *office, const char *text, struct wg_arena *a, int64_t **ids, size_t *n,
			      struct wg_error *e);

#endif
