/* import_rows.h: records of a roster understood as households, their people, and doors without households. */
#ifndef WANGGE_COMMAND_IMPORT_ROWS_H
#define WANGGE_COMMAND_IMPORT_ROWS_H

#include "command/import_file.h"
#include "command/import_places.h"

/* The fields of codes.yaml, columns: households. */
#define WG__HOUSEHOLD_FIELDS(X)                                                                                        \
	X(SERIAL, "serial")                                                                                            \
	X(SUBDISTRICT, "subdistrict") X(COMMUNITY, "community") X(COMPOUND, "compound") X(ADDRESS, "address") X(       \
		BUILDING, "building") X(ENTRANCE, "entrance") X(FLOOR, "floor") X(ROOM, "room") X(DOOR_KIND,           \
												  "door_kind")         \
		X(STATUS, "status") X(HEAD, "head") X(NAME, "name") X(OWN_CONTACT, "own_contact") X(                   \
			RELATION, "relation") X(ID_NO, "id_no") X(PHONE, "phone") X(SEX, "sex") X(BIRTH, "birth")      \
			X(MEMBER_NAME, "member_name") X(MEMBER_ID_NO, "member_id_no") X(MEMBER_PHONE, "member_phone")  \
				X(MEMBER_SEX, "member_sex") X(MEMBER_BIRTH, "member_birth") X(PEOPLE, "people")        \
					X(REGISTERED, "registered") X(ORIGIN, "origin") X(CARE, "care")                \
						X(MEMBER_CARE, "member_care") X(NOTE, "note") X(CONTACT, "contact")    \
							X(CONTACT_PHONE, "contact_phone")                              \
								X(CONTACT_UNIT, "contact_unit") X(SINCE, "since")      \
									X(LOCKED, "locked") X(WEIGHT, "weight")

enum wg__household_field {
#define WG__FIELD(f, key) WG__F_##f,
	WG__HOUSEHOLD_FIELDS(WG__FIELD)
#undef WG__FIELD
		WG__HOUSEHOLD_N
};

/* Texts are "" when the roster does not say. care: codes with blanks around each. */
struct wg__roster_person {
	const char *relation, *name, *phone, *id_no, *note, *care;
	int sex; /* 0 unknown */
	bool has_birth;
	int64_t birth;
	struct wg__old_person *old; /* who it is in the office; NULL = nobody, or not yet asked */
	struct wg__roster_person *next;
};

/* A household as the roster says it; people -1, locked -1, since 0, weight 0: it does not say. */
struct wg__roster_household {
	const struct wg__sheet *sheet;
	size_t row;
	int door;
	const char *origin, *registered_in, *status, *note;
	const char *contact, *contact_phone, *contact_unit;
	int64_t people, weight, since;
	int locked;
	struct wg__roster_person *head, *persons; /* head is one of persons, or NULL */
	struct wg__roster_household *next;        /* behind the same door */
	struct wg__old_household *old;            /* what it is in the office; NULL = new */
};

/* Where the reading is. Cells that a CSV lost with its merged ranges are filled from above: the building when a room is
 * there without one, the entrance as long as the building is the same; a row of member data without any door belongs to
 * the household above. */
struct wg__roster_cursor {
	const char *building, *entrance, *floor, *compound, *community, *subdistrict;
	const char *sheet_building; /* the sheet is called 3栋 */
	struct wg__roster_household *household;
	bool bad; /* the row above was left out, and so are its members */
};

struct wg__roster {
	struct wg__file *f;
	struct wg__places *places;
	int base;     /* where the whole file belongs; -1 = each row says it */
	bool own;     /* wangge's own export */
	bool shared;  /* a door may have several households */
	bool members; /* it names members, so who is not named is missing */
	WG_VEC(struct wg__roster_household *) households;
	struct wg__names id_numbers; /* to the row where they stood first */
	struct wg__roster_cursor *at;
};

/* The header is exactly that of `export contacts`; the columns get its fields. */
bool wg__is_own_export(struct wg__file *f);

/* A cell's stored form. */
const char *wg__line(struct wg__roster *r, const struct wg__record *rec, int field);

/* The door of a row, made when it is new; -1 after a listed error. */
enum wg_err wg__roster_door(struct wg__roster *r, const struct wg__record *rec, int *door, struct wg_error *e);

/* The building that a sheet is called after, where its rows do not say one; "" = none. */
const char *wg__building_of_sheet(struct wg__roster *r, const struct wg__sheet *s);

/* Opens the file that the command's parameters name, and settles where it belongs. f and places are the caller's, who
 * closes them after wg__roster_free(), also after an error. */
enum wg_err wg__roster_open(struct wg__roster *r, struct wg_call *c, struct wg_error *e);

/* Says how many problems were not listed; WG_EDATA when rows were left out without --skip-bad. */
enum wg_err wg__roster_end(struct wg__roster *r, struct wg_error *e);

/* Reads all records. Problems are listed; rows with errors are left out. */
enum wg_err wg__roster_read(struct wg__roster *r, struct wg_error *e);
void wg__roster_free(struct wg__roster *r);

/* A person's or a household's values (import_values.c). Each problem is listed and leaves the value empty. */
struct wg__roster_person *wg__read_person(struct wg__roster *r, const struct wg__record *rec, const char *name,
					  const char *relation, bool member);
void wg__read_household(struct wg__roster *r, const struct wg__record *rec, struct wg__roster_household *h,
			struct wg__roster_person *person, bool of_head);

/* The words of a care column, or of all columns with that meaning: groups, else what they say of the household, else
 * notes. */
void wg__read_care(struct wg__roster *r, const struct wg__record *rec, int field, struct wg__roster_household *h,
		   struct wg__roster_person *person);

/* The same for what stood in brackets behind a name: 张伟（独居）. */
void wg__read_aside(struct wg__roster *r, const struct wg__record *rec, int field, struct wg__roster_household *h,
		    struct wg__roster_person *person, const char *text);

/* What the words of a row say about the door: WG__DOOR_HOME with somebody living there unless said otherwise. */
enum wg__door_says { WG__DOOR_HOME, WG__DOOR_VACANT, WG__DOOR_BUSINESS };
enum wg__door_says wg__read_door(struct wg__roster *r, const struct wg__record *rec, const char *name,
				 const char **kind);

#endif
