/* place_edit.h: what the commands that change places share. */
#ifndef WANGGE_COMMAND_PLACE_EDIT_H
#define WANGGE_COMMAND_PLACE_EDIT_H

#include "command/call.h"

/* "subdistrict|community|compound|building|entrance" as a level; WG_LEVEL_OFFICE for NULL. */
enum wg_level wg__level_of(const char *word);

/* A name as it is stored at that level (3 → 3栋), in the arena. WG_EUSAGE for an empty one and for one with a slash. */
enum wg_err wg__place_name(struct wg_call *c, enum wg_level level, const char *typed, const char **out,
			   struct wg_error *e);

/* The child of parent (0 = the top) with this name, other than `except`; 0 = none. */
enum wg_err wg__child_named(struct wg_call *c, int64_t parent, enum wg_level level, const char *name, int64_t except,
			    int64_t *id, struct wg_error *e);

/* From a place of level `from` down to one of level `to` by nameless places, made where there is none. */
enum wg_err wg__down_to(struct wg_call *c, int64_t *place, enum wg_level from, enum wg_level to, struct wg_error *e);

/* The number in the walking order for a child of parent: before the child `before`, else where its name belongs.
 * The others keep theirs while there is room. moved: a child that is leaving its number; 0 = none. */
enum wg_err wg__child_ord(struct wg_call *c, int64_t parent, enum wg_level level, const char *name, int64_t before,
			  int64_t moved, int64_t *ord, struct wg_error *e);

/* 昭山镇/窑洲社区/晴岚家园/3栋 of a place, in the arena. */
enum wg_err wg__path_of(struct wg_call *c, int64_t place, const char **out, struct wg_error *e);

/* Takes what hangs on a place, a door or an area from it, each with a note: duties, where somebody serves, grids, where
 * somebody lives. Anything else that refers to it is a refusal that names it. Children and doors must be gone. */
enum wg_err wg__unhook(struct wg_call *c, enum wg_table_id t, int64_t id, const char *name, struct wg_error *e);

/* Deletes a place without children and doors and, when nothing is left in them, the nameless places above it. */
enum wg_err wg__place_drop(struct wg_call *c, int64_t id, struct wg_error *e);

/* Deletes the nameless places from here upward in which nothing is left. */
enum wg_err wg__prune(struct wg_call *c, int64_t place, struct wg_error *e);

/* area.c: adds a place to an area; it leaves the area of that kind to which it belonged. */
enum wg_err wg__area_take(struct wg_call *c, int64_t area, int64_t place, struct wg_error *e);

/* After a place has moved: areas that moved whole go to the new community; parts that no longer fit their area leave
 * it, each with a note. */
enum wg_err wg__areas_follow(struct wg_call *c, int64_t place, struct wg_error *e);

/* An area in which nothing is left goes, with a note. */
enum wg_err wg__area_prune(struct wg_call *c, int64_t area, struct wg_error *e);

#endif
