/* import_mapping.h: which column means what, when somebody said so by hand: remembered with the header, and taken for
 * the next file that has the same one. Remembered and forgotten in the import's own batch: undoing it takes that back,
 * too. */
#ifndef WANGGE_COMMAND_IMPORT_MAPPING_H
#define WANGGE_COMMAND_IMPORT_MAPPING_H

#include "command/import_file.h"

/* fields: "C=address D=none". */
struct wg__mapping {
	int64_t id, at; /* at: when it was remembered */
	const char *header, *fields, *file;
};

struct wg__mappings {
	struct wg__mapping *at;
	size_t n;
};

/* What is remembered for the files of this kind. */
enum wg_err wg__mappings_load(struct wg__file *f, struct wg__mappings *out, struct wg_error *e);

/* Finds the sheet's header, with the help of what is remembered, and sets s->hand, s->mapping and the keys by it. False
 * when there is no header. With --no-remembered only s->mapping is set. */
bool wg__mapping_header(struct wg__file *f, const struct wg__mappings *all, struct wg__sheet *s,
			const struct wg_header_word *words, size_t n_words);

/* One wish of --map for this sheet; how many columns it sets. field NULL = the column is not taken. */
size_t wg__mapping_by_hand(struct wg__file *f, struct wg__sheet *s, const char *name, const char *field);

/* Says of each sheet what was remembered. */
void wg__mapping_tell(struct wg__file *f);

/* Writes what is to be remembered of this import, or, with --no-remembered, forgets it. */
enum wg_err wg__mapping_keep(struct wg__file *f, struct wg_error *e);

/* The batch says which file it took, and how its columns were understood; both are part of its hash. */
void wg__mapping_note(struct wg__file *f);

#endif
