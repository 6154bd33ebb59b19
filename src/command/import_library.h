/* import_library.h: a row of a list of helpers, as understood. */
#ifndef WANGGE_COMMAND_IMPORT_LIBRARY_H
#define WANGGE_COMMAND_IMPORT_LIBRARY_H

#include "base/vec.h"
#include "command/import_workers.h"
#include "command/skills.h"

/* Texts "" and numbers 0 where the list does not say. pieces: what is to stand in the note, each once: the note itself
 * and all that was not understood. */
struct wg__library_row {
	const struct wg__record *rec;
	const char *name, *phone, *unit;
	const struct wg_code *kind, *resource; /* resource: the kind, of a row that is no helper; NULL otherwise */
	bool kind_said, has_slots;
	int64_t slots, cap;
	const char *limits;
	int64_t lives, person;
	WG_VEC(struct wg__skill) skills;
	WG_VEC(struct wg__cert) certs;
	WG_VEC(const char *) pieces;
};

/* The list being read. unread: the outcome's table of what was not understood; NULL = nothing so far. */
struct wg__library {
	struct wg__worker_list in;
	struct wg_rows *unread;
	int64_t n_skills, n_certs, n_resources;
};

void wg__library_row_free(struct wg__library_row *r);

/* A text that was not understood: listed with what it may have meant, and kept for the note. list: of the codes. */
void wg__library_unread(struct wg__library *l, struct wg__library_row *r, int field, const char *text,
			const char *list);

/* The words of a cell. level: what the row says of all of them, 0 = nothing. */
void wg__library_skills(struct wg__library *l, struct wg__library_row *r, int field, const char *text, int level);
void wg__library_certs(struct wg__library *l, struct wg__library_row *r, int field, const char *text,
		       const char *until);
void wg__library_limits(struct wg__library *l, struct wg__library_row *r, int field, const char *text);

/* What stood in a note already, and each piece of the row that it does not hold. */
struct wg_value wg__library_note(struct wg__library *l, const struct wg__library_row *r, struct wg_value old);

/* Writes a row whose kind is one of resources. at: the fields that only those have, or that are read otherwise. */
struct wg__library_cells {
	int serves, quantity;
};
enum wg_err wg__library_resource(struct wg__library *l, struct wg__library_row *r, const struct wg_code *kind,
				 const struct wg__library_cells *at, struct wg_error *e);

/* The level of a word of the list `level`; 0 = it is none. */
int wg__library_level(struct wg__library *l, const char *word);

#endif
