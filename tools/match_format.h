/* match_format.h: instances of the matching of needs and helpers as text: whole numbers, separated by blanks and line
 * ends.
 *
 *	NEEDS HELPERS EDGES
 *	PERSONS DEGREE (HELPER SCORE) × DEGREE     for each need; helpers count from 0, the degrees add up to EDGES
 *	CAP                                        for each helper */
#ifndef WANGGE_TOOLS_MATCH_FORMAT_H
#define WANGGE_TOOLS_MATCH_FORMAT_H

#include <stddef.h>

#include "base/arena.h"
#include "plan/match.h"

struct match_format_error {
	int line;         /* from 1 */
	const char *text; /* in the arena */
};

/* Reads the whole text; everything in *out lives in the arena and is in the ranges that match.h gives. False: *error
 * says what is wrong, *out is untouched. */
bool match_format_parse(const char *text, size_t size, struct wg_arena *arena, struct wg_match_problem *out,
			struct match_format_error *error);

#endif
