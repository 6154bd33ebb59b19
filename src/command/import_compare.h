/* import_compare.h: a roster of another month against the office. import_compare_match.c says which family and which
 * person is which, import_compare_find.c what is different, import_compare_take.c carries out what was ticked. */
#ifndef WANGGE_COMMAND_IMPORT_COMPARE_H
#define WANGGE_COMMAND_IMPORT_COMPARE_H

#include "command/import_write.h"

/* In the order of the list. Those before WG__REPLACED are safe: nobody goes by them. A LOOK is never taken. */
enum wg__difference_kind {
	WG__DIFF_MOVED,
	WG__DIFF_NEW,
	WG__DIFF_HEAD,
	WG__DIFF_PHONE,
	WG__DIFF_JOINED,
	WG__DIFF_REPLACED, /* another family behind the door, nobody of the former one */
	WG__DIFF_LEFT,
	WG__DIFF_GONE,
	WG__DIFF_EMPTY, /* gone, and the roster calls the door empty */
	WG__DIFF_LOOK,
	WG__DIFF_KINDS
};

struct wg__difference_word {
	const char *key, *name, *suggestion; /* key: stable; the others msgids */
};
extern const struct wg__difference_word wg__difference_words[WG__DIFF_KINDS];

/* household, person: of the roster; former, was: of the office. */
struct wg__difference {
	enum wg__difference_kind kind;
	int door; /* where the roster has it, else where the office has it */
	struct wg__roster_household *household;
	struct wg__roster_person *person;
	struct wg__old_household *former;
	struct wg__old_person *was;
	const char *suggestion; /* msgid */
	bool taken;
};

struct wg__compare {
	struct wg_call *c;
	struct wg__roster *r;
	struct wg__import im;
	struct wg__known *known;          /* people of the office, to be asked by name or number */
	WG_VEC(struct wg__difference) at; /* number n is at[n - 1] */
	int64_t same, elsewhere; /* households without a difference; in buildings that the file does not name */
};

static inline bool wg__difference_is_safe(enum wg__difference_kind kind)
{
	return kind < WG__DIFF_REPLACED;
}

/* Pairs households (household->old, former->seen) and the people in them (person->old, was->seen): behind the same
 * door by the head or by anybody who is in both, else anywhere by the former head. */
enum wg_err wg__compare_match(struct wg__compare *m, struct wg_error *e);

/* Somebody of the office who lives elsewhere and can only be this person; NULL = nobody. *doubtful: a namesake whom
 * nothing speaks against, and whose household is in no pair, when there is nobody surer. */
struct wg__sighting {
	struct wg__old_household *household;
	struct wg__old_person *person;
	bool doubtful;
};
bool wg__compare_sight(struct wg__compare *m, const struct wg__roster_person *p, struct wg__sighting *out);

/* Reads who has moved away; wg__compare_match() does it, too. */
enum wg_err wg__compare_know_gone(struct wg__compare *m, struct wg_error *e);

/* Who has moved away and can only be this person; NULL = nobody. */
const struct wg__old_person *wg__compare_gone(struct wg__compare *m, const struct wg__roster_person *p);

/* Fills in m->at. */
void wg__compare_find(struct wg__compare *m);

/* Carries out what is ticked; n_taken of them. */
enum wg_err wg__compare_take(struct wg__compare *m, struct wg_error *e);

const struct wg__old_person *wg__old_head(const struct wg__old_household *o); /* NULL = none */

void wg__compare_free(struct wg__compare *m);

#endif
