/* search_people.h: a search under way: what is looked for, where, and who was found. Inside model/ only. */
#ifndef WANGGE_MODEL_SEARCH_PEOPLE_H
#define WANGGE_MODEL_SEARCH_PEOPLE_H

#include "base/map.h"
#include "base/vec.h"
#include "model/search_word.h"
#include "wangge/search.h"

/* What is found by another thing than its name comes after what is found by its name. */
enum { WG__SEARCH_AFTER_NAMES = 64 };

/* Greater than every text that begins with what stands before it. */
#define WG__LAST_RUNE "\xF4\x8F\xBF\xBF"

struct wg__candidate {
	int64_t id, household_id, pos;   /* id of the person or worker */
	const char *name, *phone, *kind; /* kind: the relation; of a worker what it is */
	const char *unit;                /* of a worker; NULL = a person */
	int rank;
	uint64_t highlight;
	bool by_name; /* the name was hit, not only the door or the group */
};

/* Whom a word can mean, read when somebody asks. all: nobody is missing; otherwise those of a care group are at least
 * looked at first. */
struct wg__sieve {
	struct wg_map ids;
	bool is_read, all;
};

struct wg__search {
	wg_office *office;
	struct wg_arena *a;
	struct wg__word words[WG__WORDS_MAX];
	size_t n_words;
	const struct wg__word *lead; /* the one whose keys are gone through */
	struct wg_range *within;     /* the scope and what the addresses say */
	size_t n_within;
	bool listed;          /* a list is narrowed: its contacts and notes are looked at as well */
	const int64_t *among; /* only these households, ascending; NULL = all */
	size_t n_among;
	WG_VEC(struct wg__candidate) found;
	struct wg_map seen; /* persons */
	struct wg__sieve sieves[WG__WORDS_MAX];
	bool more;
};

/* A row under the statement's cursor. */
struct wg__search_row {
	int64_t person, household, pos, contact;
	const char *text, *phone, *relation, *note;
	char room[64]; /* read when a word asks for it */
	bool has_room;
	struct wg_name name;
};

/* Everybody who fits all words; addressed: there is an address or a place among them. */
enum wg_err wg__search_people(struct wg__search *s, bool addressed, struct wg_error *e);

/* The households of the contacts that a word names, as far as the other words fit. */
enum wg_err wg__search_contacts(struct wg__search *s, struct wg_error *e);

void wg__search_free(struct wg__search *s);

bool wg__has_tail(const char *phone, const char *digits);

#endif
