/* form_state.h: what the files of the form share.
 *
 * A command that knows a version edits: its fields begin with what the office has (the table "fields" of its outcome
 * when nothing is to be changed), and only what was changed is handed to it. */
#ifndef WANGGE_SCREEN_FORM_STATE_H
#define WANGGE_SCREEN_FORM_STATE_H

#include "screen/rows_page.h"
#include "screen/screen.h"
#include "view/form.h"

enum { WG_FORM_FIELDS = 24, WG_FORM_VALUE = WG_LINE_MAX * 4, WG_FORM_WIDE = 120, WG_FORM_LEFT = 80 };

/* How a code or word is shown, and what the command is given. */
struct wg__form_choice {
	const char *label, *value;
};

struct wg__form_field {
	const struct wg_param *param;
	struct wg__form_choice *choices;
	int n_choices;
	const char *base; /* what stood there when the form was opened, as shown */
};

/* A field that both sides have, when somebody else has saved. */
struct wg__form_difference {
	int field;
	const char *before, *yours, *now; /* as shown */
	bool theirs;                      /* what now stands there is kept */
};

struct wg__form {
	struct wg_ui *ui;
	const struct wg_command *command;
	const char *argument; /* as opened: a draft is found again by it */
	enum { WG_FORM_STAGE_FILL, WG_FORM_STAGE_OFFER, WG_FORM_STAGE_DIFFER } stage;
	struct wg_field fields[WG_FORM_FIELDS];
	struct wg__form_field about[WG_FORM_FIELDS];
	struct wg_form form;
	struct wg_arena arena;
	bool edits;
	int64_t version;
	int64_t household; /* on which it was opened; 0 = none */
	int64_t opened_ns; /* 0: somebody has looked */

	struct wg_arena pick_arena;
	struct wg_candidate *candidates;

	bool pending; /* typed since the last check */
	struct wg_arena check_arena;
	struct rows_lines lines, alike;
	struct wg_page page, alike_page;
	char digest[33]; /* of the preview that is shown; "" = none */
	bool stale;      /* somebody else has saved */

	struct wg_arena draft_arena;
	const char *draft, *draft_name; /* draft: found when the form was opened */
	int64_t draft_at;
	bool done; /* what was typed has served */
	bool kept; /* there is a draft of what is typed now */

	struct wg_arena differ_arena;
	struct wg__form_difference differences[WG_FORM_FIELDS];
	int n_differences, difference;
	int64_t version_now;
};

/* form_fields.c */
enum wg_err wg__form_build(struct wg__form *k, struct wg_screen *below, struct wg_error *e);
int wg__form_find(const struct wg__form *k, const char *param); /* -1 when there is none */
/* The field's text as shown; for a pick list the chosen word, "" for none. */
void wg__form_text(const struct wg__form *k, int field, char out[WG_FORM_VALUE]);
void wg__form_set(struct wg__form *k, int field, const char *shown);
/* A value of the office as it is shown. */
const char *wg__form_shown(const struct wg__form *k, int field, const char *value, struct wg_arena *a);
bool wg__form_is_changed(const struct wg__form *k, int field);
/* What the command is given; texts in the arena. missing: the first field that must be filled in and is not, -1 = none.
 */
void wg__form_args(const struct wg__form *k, struct wg_arena *a, struct wg_args *args, int *missing);
/* A household, person or worker (#id) by a name that leads back to it. */
const char *wg__form_named(struct wg__form *k, const struct wg_param *p, const char *ref, struct wg_arena *a);

/* form_pick.c: what the field in focus may mean. */
void wg__form_offer(struct wg__form *k);
const char *wg__form_household_text(struct wg_ui *ui, int64_t household, struct wg_arena *a);
/* form_files.c: paths that begin with what is typed; how many. */
int wg__form_files(const char *typed, bool folders_alone, struct wg_arena *a, struct wg_candidate *out, int most);

/* form_check.c: what the command would do, and who is recorded already. */
void wg__form_check(struct wg__form *k);
void wg__form_notes(struct wg__form *k, const struct wg_outcome *outcome);

/* form_need.c: of the form that records a need: what empty fields come to, what to mind, what is recorded already. */
bool wg__form_is_need(const struct wg__form *k);
void wg__form_need_derived(struct wg__form *k, const struct wg_outcome *out);
void wg__form_need_look(struct wg__form *k);

/* form_draft.c */
void wg__form_find_draft(struct wg__form *k);
void wg__form_keep(struct wg__form *k); /* or drops it, when nothing differs from how the form was opened */
void wg__form_drop(struct wg__form *k);
void wg__form_go_on(struct wg__form *k); /* with the draft */
void wg__form_draw_offer(struct wg__form *k, struct wg_cells *c, struct wg_rect r);

/* form_differ.c */
void wg__form_differ(struct wg__form *k, const struct wg_outcome *outcome);
bool wg__form_differ_event(struct wg__form *k, const struct wg_event *ev); /* true: it is decided */
void wg__form_draw_differ(struct wg__form *k, struct wg_cells *c, struct wg_rect r);

#endif
