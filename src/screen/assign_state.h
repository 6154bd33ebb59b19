/* assign_state.h: the households to be given, the candidates, and the preview. For assign*.c only. */
#ifndef WANGGE_SCREEN_ASSIGN_STATE_H
#define WANGGE_SCREEN_ASSIGN_STATE_H

#include "screen/screen.h"
#include "view/panel.h"
#include "wangge/household.h"
#include "wangge/worker.h"

enum { ASSIGN_LINES = 8, ASSIGN_TEXT = 200, ASSIGN_CANDIDATES = 60 };

struct assign {
	struct wg_ui *ui;
	struct wg_arena arena;   /* the households: as long as the prompt is open */
	int64_t *ids, *contacts; /* contacts: present ones, 0 = none */
	const char **refs;       /* "#12" */
	size_t n;
	const char *from, *to; /* addresses of the first and the last */

	struct wg_arena typed; /* candidates for what is typed now */
	struct wg_worker_fits fits;
	struct wg_candidate *candidates;
	struct wg_panel panel;
	bool unassign, skip; /* take them away; leave out what a rule refuses */

	enum { ASSIGN_WHO, ASSIGN_REASON, ASSIGN_OVER } mode;
	struct wg_line edit; /* of reason or over */
	char reason[ASSIGN_TEXT], over[ASSIGN_TEXT], to_ref[32];

	struct wg_arena shown; /* lines of the preview */
	struct wg_panel_line preview[ASSIGN_LINES];
	char digest[33];
	enum { ASSIGN_NOBODY, ASSIGN_READY, ASSIGN_NEEDS_REASON, ASSIGN_REFUSED } verdict;
};

enum wg_err assign_read(struct assign *a, const char *refs, struct wg_error *e);
/* Candidates for what stands in the panel's line. */
void assign_match(struct assign *a);
/* What would happen now. */
void assign_preview(struct assign *a);
/* The command that would be run. args: borrows from a; the caller frees it. */
const char *assign_command(struct assign *a, struct wg_args *args);
/* The chosen candidate; NULL = nobody. */
const struct wg_worker *assign_chosen(const struct assign *a);

#endif
