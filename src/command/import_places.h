/* import_places.h: the places and doors of an office in memory, and those that an import adds to them.
 *
 * Places are known down to compounds at once; buildings, entrances, doors and households of a compound when it is first
 * asked for. New ones get their place in the walking order at the end, when all are known. */
#ifndef WANGGE_COMMAND_IMPORT_PLACES_H
#define WANGGE_COMMAND_IMPORT_PLACES_H

#include "base/map.h"
#include "base/vec.h"
#include "command/call.h"
#include "command/import_names.h"
#include "text/address.h"

/* id 0 = new. parent -1 = none. used: something that is taken stands below it. */
struct wg__place {
	int64_t id, ord, old_ord, key;
	int parent, level;
	const char *name;
	const char *walk; /* the order in which its doors are walked; NULL = as the place above says */
	bool implicit, used, loaded;
	int64_t lo;
};

struct wg__old_person {
	int64_t id, birth;
	const char *relation, *name, *phone, *id_no, *note, *care; /* care: codes with blanks around each */
	int sex;
	bool has_birth, seen;
	struct wg__old_person *next;
};

/* A household that the office has. */
struct wg__old_household {
	int64_t id, worker, contact, since; /* worker 0 = none; contact: the open interval */
	const char *origin, *registered_in, *status, *note;
	int64_t stated_people;
	int people, weight;
	bool locked, seen;
	int door;
	struct wg__old_person *persons;
	struct wg__old_household *next; /* behind the same door */
};

struct wg__door {
	int64_t id, ord, old_ord, key, pos;
	int entrance, floor, old_floor;
	const char *room, *kind, *label; /* kind and label NULL = the roster does not say */
	const char *old_kind, *old_label;
	bool used;
	struct wg__old_household *old;
	struct wg__roster_household *first, *last; /* of the roster */
};

struct wg__places {
	struct wg_call *c;
	struct wg_arena *a;
	WG_VEC(struct wg__place) at;
	WG_VEC(struct wg__door) doors;
	struct wg__names by_name, by_room;
	struct wg_map by_id;
};

enum wg_err wg__places_open(struct wg__places *p, struct wg_call *c, struct wg_arena *a, struct wg_error *e);
void wg__places_free(struct wg__places *p);

/* The index of a place of the office. */
int wg__place_of_id(const struct wg__places *p, int64_t id);

/* The child of parent (-1 = the top) with this name, made when there is none; name "" = the implicit one.
 * Level: that of the child. 小区 at the end of a compound's name does not count. key 0: goes behind all others. */
int wg__place_under(struct wg__places *p, int parent, enum wg_level level, const char *name, int64_t key);

/* The child with this name; -1 when there is none. */
int wg__place_find(const struct wg__places *p, int parent, enum wg_level level, const char *name);

/* Down to level with implicit places. */
int wg__place_down(struct wg__places *p, int place, enum wg_level level);

/* Reads what the office has in a compound; once. */
enum wg_err wg__places_load(struct wg__places *p, int compound, struct wg_error *e);

/* The door of an address in a compound that is loaded, made when there is none. */
int wg__door_at(struct wg__places *p, int compound, const struct wg_address *address);

/* Marks the place, the door, and the places above as used. */
void wg__place_use(struct wg__places *p, int place);
void wg__door_use(struct wg__places *p, int door);

/* Gives used new places and doors their numbers in the walking order, re-spacing siblings where there is no room.
 * WG_EREFUSED names the place that has too many. */
enum wg_err wg__places_order(struct wg__places *p, struct wg_error *e);

/* Writes used new places and changed numbers; n_new counts the named ones by level (WG_LEVEL_ENTRANCE + 1 of them). */
enum wg_err wg__places_write(struct wg__places *p, int64_t *n_new, struct wg_error *e);

/* "晴岚家园/3栋/2单元/501", below the community. In the arena. */
const char *wg__door_path(const struct wg__places *p, int door);

/* The place above at a level. */
int wg__place_above(const struct wg__places *p, int place, enum wg_level level);

#endif
