#include <string.h>

#include "command/exec.h"
#include "wangge/journal.h"

enum wg_err wg__exec_log(struct wg_call *c, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"batch", N_("batch"), WG_ROWS_INT, NULL},        {"at", N_("when"), WG_ROWS_TIME, NULL},
		{"actor", N_("who"), WG_ROWS_TEXT, NULL},         {"changes", N_("values"), WG_ROWS_INT, NULL},
		{"undo_of", N_("takes back"), WG_ROWS_INT, NULL}, {"undone", N_("taken back"), WG_ROWS_YES, NULL},
		{"label", N_("what"), WG_ROWS_TEXT, NULL},        {"command", N_("command"), WG_ROWS_TEXT, NULL},
	};
	int64_t limit;
	struct wg_batches list;
	enum wg_err err = wg__arg_int(c, "limit", 50, &limit, e);
	if (err == WG_OK)
		err = wg_journal_list(c->office, limit, c->a, &list, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "log", NULL, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < list.n; i++) {
		const struct wg_batch *b = &list.at[i];
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(wg_batch_number(b->id));
		row[1] = wg__int(b->at);
		row[2] = wg__text(b->actor);
		row[3] = wg__int(b->changes);
		row[4] = wg__int_or_null(wg_batch_number(b->undo_of));
		row[5] = wg__int(b->undone);
		row[6] = wg__text(b->label);
		row[7] = wg__text(strlen(b->command) > 200 ? wg_arena_printf(c->a, "%.200s…", b->command) : b->command);
	}
	return WG_OK;
}
