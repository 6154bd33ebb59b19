/* outcome.h: the memory of an outcome, for run.c and outcome.c. */
#ifndef WANGGE_COMMAND_OUTCOME_H
#define WANGGE_COMMAND_OUTCOME_H

#include "base/arena.h"
#include "wangge/command.h"

struct wg_outcome_memory {
	struct wg_arena arena;
	size_t notes_cap;
};

void wg__outcome_start(struct wg_outcome *out);

#endif
