/* import_lives.h: where a worker lives, and which resident the worker is. */
#ifndef WANGGE_COMMAND_IMPORT_LIVES_H
#define WANGGE_COMMAND_IMPORT_LIVES_H

#include "command/import_file.h"

struct wg__home {
	const char *name, *phone, *address; /* address "" = not said */
	const struct wg_node *under;        /* where to look first */
	int64_t door, person;               /* out; 0 = not found */
};

/* Finds the door of the address and the resident of the same name and telephone: there, else anywhere below `under`
 * when only one fits. Warns when there is no such door, and when nobody of that name lives there. */
enum wg_err wg__find_home(struct wg__file *f, const struct wg__record *rec, int field, struct wg__home *home,
			  struct wg_error *e);

#endif
