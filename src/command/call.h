/* call.h: what a command's function works with, for the files of command/ only.
 *
 * A command reads its parameters, writes rows through tx (NULL when it only reads), and fills in the outcome. It never
 * prints, never asks, and never begins or ends a transaction. */
#ifndef WANGGE_COMMAND_CALL_H
#define WANGGE_COMMAND_CALL_H

#include "model/office.h"
#include "store/tx.h"
#include "wangge/command.h"
#include "wangge/household.h"
#include "wangge/need.h"
#include "wangge/worker.h"

struct wg_call {
	wg_office *office;
	struct wg_db *db;
	struct wg_tx *tx;
	struct wg_arena *a; /* lives as long as the outcome */
	const struct wg_args *args;
	struct wg_outcome *out;
	const struct wg_run_opts *opts;
	bool preview;
	double done; /* as told last by wg__tick(): 0 … 1 */
};

typedef enum wg_err wg_exec_fn(struct wg_call *c, struct wg_error *e);

/* The sentence of the outcome. */
void wg__say(struct wg_call *c, const char *msgid, const char *types, ...);

/* A note about nothing in particular, or about a row of a file (sheet and column may be NULL). */
void wg__note(struct wg_call *c, enum wg_note_kind kind, const char *msgid, const char *types, ...);
void wg__note_at(struct wg_call *c, enum wg_note_kind kind, const char *sheet, int64_t row, const char *column,
		 const char *value, const char *msgid, const char *types, ...);

/* A new table of the outcome (at most 12); columns must be static. Rows are added with wg__row(), which gives n_columns
 * data, all NULL, to be filled in before the next call. */
struct wg_rows *wg__table(struct wg_call *c, const char *key, const char *title, const struct wg_rows_column *columns,
			  size_t n_columns);
struct wg_datum *wg__row(struct wg_call *c, struct wg_rows *rows);
struct wg_datum wg__text(const char *s); /* NULL and "" give NULL; borrowed: must live as long as the outcome */
struct wg_datum wg__int(int64_t i);
struct wg_datum wg__int_or_null(int64_t i); /* 0 gives NULL */

/* Parameters. */
const char *wg__arg(const struct wg_call *c, const char *name); /* NULL = not given */
bool wg__flag(const struct wg_call *c, const char *name);
enum wg_err wg__arg_int(const struct wg_call *c, const char *name, int64_t otherwise, int64_t *out, struct wg_error *e);
enum wg_err wg__arg_day(const struct wg_call *c, const char *name, int64_t otherwise, int64_t *out, struct wg_error *e);
/* The code of a list; *out is NULL when it is not given or empty. */
enum wg_err wg__arg_code(const struct wg_call *c, const char *name, const char *list, const struct wg_code **out,
			 struct wg_error *e);
/* A day; not given or empty: otherwise. */
enum wg_err wg__arg_date(const struct wg_call *c, const char *name, int64_t otherwise, int64_t *day,
			 struct wg_error *e);
enum wg_err wg__arg_place(struct wg_call *c, const char *name, struct wg_node *out,
			  struct wg_error *e); /* not given: the office */
enum wg_err wg__arg_worker(struct wg_call *c, const char *name, struct wg_worker *out, struct wg_error *e);
enum wg_err wg__arg_workers(struct wg_call *c, const char *name, struct wg_worker **out, size_t *n, struct wg_error *e);

enum wg_err wg__arg_person(struct wg_call *c, const char *name, struct wg_person *out, struct wg_error *e);

enum wg_err wg__arg_need(struct wg_call *c, const char *name, struct wg_need *out, struct wg_error *e);
/* Each once, in the order given. */
enum wg_err wg__arg_needs(struct wg_call *c, const char *name, struct wg_need **out, size_t *n, struct wg_error *e);

/* Every household that the values of the parameter name, each once, in walking order. */
enum wg_err wg__arg_households(struct wg_call *c, const char *name, int64_t **ids, size_t *n, struct wg_error *e);

/* Tells how far the command is; false when the caller wants to stop. What takes long inside the store asks by itself.
 */
bool wg__tick(struct wg_call *c, double done);

/* Runs another command with its own outcome, for what a READ hands on to a WRITE (plan --commit). The caller must be a
 * READ: its read transaction is ended before and begun again after. The other's sentence, notes, batch and counts
 * become this outcome's. */
enum wg_err wg__hand_on(struct wg_call *c, const char *name, const struct wg_args *args, struct wg_error *e);

#endif
