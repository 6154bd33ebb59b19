/* family.h: what happens to households and people, on records: for the commands that people type and for a roster that
 * is compared with the office. A rule that is broken is a refusal in the outcome (wg__note_at) and WG_OK.
 *
 * Who becomes whose contact is decided in contact.c alone. Here nothing is said about contacts: whoever calls
 * wg__household_away() gives the household to nobody before it, and asks wg__former_contact() for those that arrive. */
#ifndef WANGGE_COMMAND_FAMILY_H
#define WANGGE_COMMAND_FAMILY_H

#include "command/call.h"
#include "wangge/person.h"

struct wg__family {
	int64_t id, door, contact;           /* contact 0 = nobody */
	int64_t stated;                      /* people as stated; -1 = not stated */
	int64_t gone, into;                  /* day; the household it was merged into; 0 = neither */
	const char *status, *address, *name; /* name: the head's, else the address */
	bool locked;
	struct wg_persons members; /* those who live there, the head first */
	int64_t head;              /* 0 = none */
};

enum wg_err wg__family_load(struct wg_call *c, int64_t household, struct wg__family *f, struct wg_error *e);

/* The one household that a parameter names. */
enum wg_err wg__arg_family(struct wg_call *c, const char *name, struct wg__family *f, struct wg_error *e);

/* A member by name, telephone tail or #id; refused when it is none. *out is NULL then. */
enum wg_err wg__family_member(struct wg_call *c, const struct wg__family *f, const char *text,
			      const struct wg_person **out, struct wg_error *e);

/* A refusal that names the household. */
void wg__family_refuse(struct wg_call *c, const struct wg__family *f, const char *msgid, const char *arg);

/* A date that a parameter gives; today when it does not. Later than today is WG_EUSAGE. */
enum wg_err wg__arg_past(const struct wg_call *c, const char *name, int64_t *day, struct wg_error *e);

/* How many other households live behind a door. */
enum wg_err wg__door_others(struct wg_call *c, int64_t door, int64_t household, int64_t *n, struct wg_error *e);

/* Who was the contact at a door last: of those who live there, else of who left it last; 0 = nobody. */
enum wg_err wg__former_contact(struct wg_call *c, int64_t door, int64_t household, int64_t *worker, struct wg_error *e);

/* Inside the area, to another door. */
enum wg_err wg__household_move(struct wg_call *c, const struct wg__family *f, int64_t door, int64_t day,
			       struct wg_error *e);

/* Lifts the lock of a household that is about to change: a lock is about plans. */
enum wg_err wg__household_unlock(struct wg_call *c, const struct wg__family *f, struct wg_error *e);

/* Moved away with all its members; into = the household that it was merged into, 0 = none. */
enum wg_err wg__household_away(struct wg_call *c, const struct wg__family *f, int64_t day, const char *to, int64_t into,
			       struct wg_error *e);

/* Back at a door; who left with it on the same day is back too unless `alone`. */
enum wg_err wg__household_back(struct wg_call *c, const struct wg__family *f, int64_t door, bool alone,
			       struct wg_error *e);

enum wg__how { WG__DIED, WG__MOVED, WG__MERGED };

/* A person dies or goes; who dies leaves the care groups. same: the row that stays, 0 = none. */
enum wg_err wg__person_away(struct wg_call *c, int64_t person, enum wg__how how, int64_t day, const char *to,
			    int64_t same, struct wg_error *e);
enum wg_err wg__person_back(struct wg_call *c, int64_t person, int64_t day, struct wg_error *e);

/* A person joins another household. */
enum wg_err wg__person_join(struct wg_call *c, int64_t person, int64_t household, const char *relation, int64_t day,
			    struct wg_error *e);

/* person becomes head; who was it is `former` to the new one (a code). */
enum wg_err wg__head_becomes(struct wg_call *c, const struct wg__family *f, int64_t person, const char *former,
			     struct wg_error *e);

/* n members go. What becomes of the rest: --head follows a head that goes, --dissolve ends the household, and so does
 * the last one's going; anything else is refused. *ends: nobody is left, and the caller ends it. */
enum wg_err wg__family_without(struct wg_call *c, const struct wg__family *f, const int64_t *going, size_t n,
			       bool *ends, struct wg_error *e);

/* Says who is the contact of a household now, and what speaks against it. */
enum wg_err wg__say_contact(struct wg_call *c, int64_t household, struct wg_error *e);

#endif
