/* person.h: residents one by one: found by name, and compared with somebody about to be entered. */
#ifndef WANGGE_PERSON_H
#define WANGGE_PERSON_H

#include "wangge/household.h"

/* WG_ENOTFOUND when there is none. */
enum wg_err wg_person_get(wg_office *office, int64_t id, struct wg_arena *a, struct wg_person *out, struct wg_error *e);

/* By name, name:telephone tail, household/name (3-2-501/张丽), or #id. Who lives here goes before who has gone.
 * WG_ENOTFOUND; WG_EUSAGE when several have the name: it says where each of them lives. */
enum wg_err wg_person_find(wg_office *office, const char *text, struct wg_arena *a, struct wg_person *out,
			   struct wg_error *e);

/* What is known of somebody who may be recorded already. Texts may be NULL or half typed. */
struct wg_likeness {
	const char *name, *phone, *id_no;
	int64_t birth;  /* a day of it */
	int precision;  /* of birth: 3 day, 2 month, 1 year, 0 not known (wg_birth_parse) */
	int64_t except; /* not this person; 0 = any */
};

/* Why somebody is like that. */
enum {
	WG_SAME_ID = 1,
	WG_SAME_NAME = 2,
	WG_LIKE_NAME = 4,   /* sounds alike: 张伟, 章玮 */
	WG_SAME_BIRTH = 8,  /* the day */
	WG_SAME_YEAR = 16,  /* of birth */
	WG_SAME_PHONE = 32, /* the whole number */
	WG_SAME_TAIL = 64,  /* its last four digits */
};

/* Texts are never NULL. */
struct wg_similar {
	struct wg_person person; /* gone: who has left or died is found too, so that a returner is not entered again */
	const char *address, *head, *contact;
	bool left; /* the whole household has moved away */
	unsigned same;
	int score; /* more is more alike */
};

struct wg_similars {
	struct wg_similar *at;
	size_t n;
};

/* The people most like that, the most alike first: the same telephone, the same name unless they were born in different
 * years, or a name that sounds alike with the same id number, year or telephone tail. A masked handle compares names
 * only. */
enum wg_err wg_person_similar(wg_office *office, const struct wg_likeness *of, size_t limit, struct wg_arena *a,
			      struct wg_similars *out, struct wg_error *e);

/* Two records of what may be one person: the same name with the same id number, day of birth or telephone. */
struct wg_pair {
	struct wg_person a, b; /* a was recorded first */
	const char *address_a, *address_b;
	unsigned same; /* WG_SAME_ bits */
};

struct wg_pairs {
	struct wg_pair *at;
	size_t n;
	bool more; /* there are others beyond the limit */
};

/* Among those who live in the node, by name. A masked handle finds none. */
enum wg_err wg_person_pairs(wg_office *office, const struct wg_node *node, size_t limit, struct wg_arena *a,
			    struct wg_pairs *out, struct wg_error *e);

/* Who is gone: the person, when, how and where to. */
struct wg_gone {
	struct wg_person person;
	const char *address, *how, *to; /* how: died, moved, merged; "" = not known */
	bool household;                 /* the whole household is gone */
};

struct wg_gones {
	struct wg_gone *at;
	size_t n;
};

/* Those who lived in the node, the last to go first. limit < 0 = all. */
enum wg_err wg_person_gone(wg_office *office, const struct wg_node *node, int64_t limit, struct wg_arena *a,
			   struct wg_gones *out, struct wg_error *e);

/* The same for one household. */
enum wg_err wg_household_gone(wg_office *office, int64_t id, struct wg_arena *a, struct wg_gones *out,
			      struct wg_error *e);

/* A door that a household has left for another one of the area. */
struct wg_past_door {
	int64_t door_id, until;
	const char *address, *contact; /* contact: who it was then; "" = nobody */
};

struct wg_past_doors {
	struct wg_past_door *at;
	size_t n;
};

/* The last one first. */
enum wg_err wg_household_past_doors(wg_office *office, int64_t id, struct wg_arena *a, struct wg_past_doors *out,
				    struct wg_error *e);

#endif
