/* import_write.h: a roster compared with the office and written. */
#ifndef WANGGE_COMMAND_IMPORT_WRITE_H
#define WANGGE_COMMAND_IMPORT_WRITE_H

#include "command/contact.h"
#include "command/import_rows.h"

/* What was created and what was not. */
struct wg__import_counts {
	int64_t places[WG_LEVEL_ENTRANCE + 1], doors, vacant, households, persons, care, contacts;
	int64_t updated, unchanged; /* households that were there */
	int64_t aged;               /* new residents of 80 and more whom the roster does not call so */
};

struct wg__import {
	struct wg_call *c;
	struct wg__roster *r;
	struct wg__import_counts n;
	struct wg__names workers; /* folded name to the first of them */
	struct wg__import_worker *worker_list;
	WG_VEC(struct wg_give) gives; /* contacts that the roster states */
	bool touched; /* something of the household at hand was written */
};

/* Pairs the households of the roster with those of the office. */
void wg__import_match(struct wg__roster *r);

/* Writes places, doors, households and persons; what holds already is left alone. Their order in the walk must be
 * known (wg__places_order). */
enum wg_err wg__import_write(struct wg__import *im, struct wg_error *e);

/* One door when it is new or something of it changed, after its place; a household at its door, without its people; a
 * person with the care groups. */
enum wg_err wg__import_door(struct wg__import *im, struct wg__door *d, struct wg_error *e);
enum wg_err wg__import_household(struct wg__import *im, const struct wg__roster_household *h, int64_t *id,
				 struct wg_error *e);
enum wg_err wg__import_person(struct wg__import *im, const struct wg__roster_person *p, int64_t household, int64_t *id,
			      struct wg_error *e);

/* Notes the contact that the roster names, once the household is there (import_contact.c); who does not live here any
 * more has none. wg__import_contacts() gives them all. */
enum wg_err wg__import_contact(struct wg__import *im, const struct wg__roster_household *h, int64_t household,
			       struct wg_error *e);
enum wg_err wg__import_contacts(struct wg__import *im, struct wg_error *e);

#endif
