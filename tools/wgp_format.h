/* wgp_format.h: instances of the contact plan as text, "wgp 1": one record a line, fields separated by blanks.
 *
 *	wgp 1 NAME
 *	cost load A cut C0 C1 C2 C3 C4 move M unused U uncovered V uncovered_weight W
 *	community NAME HOUSEHOLDS CADRES                      and for each community:
 *	cadre ID LO HI SHARE
 *	hh ID WEIGHT COMPOUND/BUILDING/UNIT/FLOOR/ROOM CURRENT    in walking order; CURRENT is a cadre or -
 *	affinity CADRE LEVEL COMPOUND/BUILDING/UNIT/FLOOR BONUS   parts below LEVEL (0 … 4) are ignored
 *	forbid CADRE HOUSEHOLD
 *
 * Empty lines and lines that begin with # are skipped. */
#ifndef WANGGE_TOOLS_WGP_FORMAT_H
#define WANGGE_TOOLS_WGP_FORMAT_H

#include <stddef.h>

#include "base/arena.h"
#include "plan/partition.h"

struct wgp_community {
	const char *name;
	const int *cadre_id, *household_id; /* [p.n_cadre], [p.n] */
	struct wg_partition p;
};

struct wgp_file {
	const char *name;
	int n_community;
	struct wgp_community *community;
};

struct wgp_error {
	int line;         /* from 1 */
	const char *text; /* in the arena */
};

/* Reads the whole text; everything in *out lives in the arena. False: *error says what is wrong, *out is untouched. */
bool wgp_parse(const char *text, size_t size, struct wg_arena *arena, struct wgp_file *out, struct wgp_error *error);

#endif
