/* import_under.h: where a roster belongs. */
#ifndef WANGGE_COMMAND_IMPORT_UNDER_H
#define WANGGE_COMMAND_IMPORT_UNDER_H

#include "command/import_file.h"
#include "command/import_places.h"

/* The place that a path names, found or made in memory: a level by its last words (镇 街道 乡, 社区 村, else a
 * compound). A path that the office knows, or whose beginning it knows, may leave out what is above. WG_EUSAGE: deeper
 * than a compound, or more than one place has the name. */
enum wg_err wg__under_path(struct wg__places *p, const char *path, int *place, struct wg_error *e);

/* What the title, the unit rows and the file's name say: 昭山镇/窑洲社区/晴岚家园. "" when they say no community. */
const char *wg__under_propose(struct wg__file *f);

/* The compound that a row means: from its own columns, from what stands before the building in its address, and from
 * where the whole file belongs (base; -1 = nowhere). Returns -1 and *why (a msgid) when it cannot be. */
struct wg__where {
	const char *subdistrict, *community, *compound, *lead;
};
int wg__under_compound(struct wg__places *p, int base, const struct wg__where *where, const char **why);

/* Does text name this community (窑洲社区, 昭山镇窑洲社区, 窑洲)? */
bool wg__is_community(const struct wg__places *p, int community, const char *text);

#endif
