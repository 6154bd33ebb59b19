/* need.h: what the commands about needs share: one way in which a need changes its state, and its helpers. */
#ifndef WANGGE_COMMAND_NEED_H
#define WANGGE_COMMAND_NEED_H

#include "command/call.h"
#include "wangge/subject.h"

/* What is to be said of a step besides its action. */
struct wg__act {
	enum wg_need_state to; /* WG_STATES: as the table of order.h says */
	int64_t worker_id;     /* whom it is about; 0 = nobody */
	const char *note;      /* NULL or "" = none */
};

/* Carries out an action: is it possible in this state, is a reason given where one must be? If not, that is a refusal
 * and nothing is written. Writes the state and the step, and changes *need alike. about NULL = nothing besides.
 * True in *done when it was done. */
enum wg_err wg__need_act(struct wg_call *c, struct wg_need *need, const char *action, const struct wg__act *about,
			 bool *done, struct wg_error *e);

/* The first step of a need that has just been made. */
enum wg_err wg__need_begins(struct wg_call *c, int64_t need, const char *action, enum wg_need_state state,
			    struct wg_error *e);

/* A step that leaves the state as it is. */
enum wg_err wg__need_tells(struct wg_call *c, const struct wg_need *need, const char *action, const char *note,
			   struct wg_error *e);

/* One who is sent to a need now; at is their own memory. */
struct wg__helper {
	int64_t dispatch_id, worker_id;
	const char *name, *state;
};
struct wg__helpers {
	struct wg__helper *at;
	size_t n;
};
enum wg_err wg__need_helpers(struct wg_call *c, int64_t need, struct wg__helpers *out, struct wg_error *e);

/* A helper's part is over (done, returned, cancelled) or goes on in another state (accepted, serving). */
enum wg_err wg__dispatch_set(struct wg_call *c, int64_t dispatch, const char *state, bool over, struct wg_error *e);

/* Nobody earns hours at home: a relative, or who is recused, is a refusal. */
enum wg_err wg__refuse_relative(struct wg_call *c, const struct wg_need *need, const struct wg_worker *by,
				struct wg_error *e);

/* A note about a need, with its title. */
void wg__need_note(struct wg_call *c, enum wg_note_kind kind, const struct wg_need *need, const char *msgid,
		   const char *types, ...);

/* The table of these needs, and a row of it. */
struct wg_rows *wg__need_table(struct wg_call *c, const char *key, const char *title);
void wg__need_row(struct wg_call *c, struct wg_rows *t, const struct wg_need *need);

/* Needs of the same household or place that may be the same. title and services may be NULL. */
enum wg_err wg__need_similar(struct wg_call *c, const struct wg_subject *s, const char *title, const char *services,
			     struct wg_needs *out, struct wg_error *e);

/* Everything about one need. */
enum wg_err wg__show_need(struct wg_call *c, const struct wg_need *need, struct wg_error *e);

/* What does not hold of needs, orders and the ledger in a node: tell(user, rule, where, what, id) for each. */
typedef void wg__finding_fn(void *user, const char *rule, const char *where, const char *what, int64_t id);
enum wg_err wg__check_needs(struct wg_call *c, const struct wg_node *node, wg__finding_fn *tell, void *user,
			    struct wg_error *e);

/* Its number as people say it. */
long long wg__need_number(int64_t id);

#endif
