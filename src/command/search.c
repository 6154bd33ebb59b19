#include <string.h>

#include "command/exec.h"
#include "wangge/search.h"

enum { SHOWN = 200, TEXT_MAX = 1024 };

static const struct wg_rows_column columns[] = {
	{"household", N_("Household"), WG_ROWS_ID, NULL},
	{"worker", N_("Worker"), WG_ROWS_ID, NULL},
	{"address", N_("Address"), WG_ROWS_TEXT, NULL},
	{"name", N_("Name"), WG_ROWS_TEXT, NULL},
	{"relation", N_("Relation"), WG_ROWS_CODE, "relation"},
	{"kind", N_("Kind"), WG_ROWS_CODE, "worker_kind"},
	{"head", N_("Head"), WG_ROWS_TEXT, NULL},
	{"phone", N_("Telephone"), WG_ROWS_TEXT, NULL},
	{"care", N_("Care"), WG_ROWS_CODE, "care"},
	{"contact", N_("Contact"), WG_ROWS_TEXT, NULL},
};

static void add_hit(struct wg_call *c, struct wg_rows *rows, const struct wg_hit *hit)
{
	bool worker = hit->kind == WG_HIT_WORKER;
	const struct wg_datum row[] = {
		wg__int_or_null(hit->household_id),
		wg__int_or_null(hit->worker_id),
		wg__text(hit->address),
		wg__text(hit->name),
		wg__text(worker ? NULL : hit->relation),
		wg__text(worker ? hit->relation : NULL),
		wg__text(hit->head),
		wg__text(hit->phone),
		wg__text(hit->care),
		wg__text(hit->contact),
	};
	memcpy(wg__row(c, rows), row, sizeof row);
}

/* The words as one text again: wg_search() splits them itself. */
static enum wg_err join_words(struct wg_call *c, const char **out, struct wg_error *e)
{
	const char *text = "";
	for (size_t i = 0; i < c->args->n; i++) {
		if (strcmp(c->args->at[i].name, "words") == 0)
			text = wg_arena_printf(c->a, "%s %s", text, c->args->at[i].value);
	}
	*out = text;
	return strlen(text) > TEXT_MAX ? wg_fail(e, WG_EUSAGE, N_("this is too long to be searched for"), "") : WG_OK;
}

enum wg_err wg__exec_search(struct wg_call *c, struct wg_error *e)
{
	struct wg_hits hits;
	const char *text;
	struct wg_rows *rows = wg__table(c, "hits", NULL, columns, sizeof columns / sizeof *columns);
	enum wg_err err = join_words(c, &text, e);
	if (err == WG_OK)
		err = wg_search(c->office, text, NULL, SHOWN, c->a, &hits, e);
	if (err != WG_OK)
		return err;
	for (size_t i = 0; i < hits.n; i++)
		add_hit(c, rows, &hits.at[i]);
	if (hits.n == 0)
		wg__say(c, N_("nothing found for{1}"), "s", text);
	else if (hits.more)
		wg__say(c, N_("the first {1}; more words make it fewer"), "l", (long long)hits.n);
	else
		wg__say(c, N_("found: {1}"), "l", (long long)hits.n);
	return WG_OK;
}
