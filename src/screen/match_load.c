#include "screen/match_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static wg_office *office_of(const struct wg__match *st)
{
	return st->ui->face->office;
}

/* Who has the skill and cannot be sent, and behind them who has none. */
static enum wg_err read_left(struct wg__match *st, struct wg_arena *back, const struct wg_fits *fits,
			     struct wg_error *e)
{
	struct wg_fit_name *names;
	size_t n = 0;
	enum wg_err err = wg_fit_unskilled(office_of(st), st->id, back, &names, &n, e);
	if (err != WG_OK)
		return err;
	st->rows = WG_NEW(back, struct wg_fit, fits->n_left + n + 1);
	st->n_rows = fits->n_left + n;
	if (fits->n_left > 0)
		memcpy(st->rows, fits->left, fits->n_left * sizeof *st->rows);
	for (size_t i = 0; i < n; i++)
		st->rows[fits->n_left + i] = (struct wg_fit){.worker_id = names[i].worker_id,
							     .name = names[i].name,
							     .kind = names[i].kind,
							     .phone = "",
							     .service = "",
							     .certificate = "",
							     .home = "",
							     .community = "",
							     .left = WG_LEFT_SKILL};
	return WG_OK;
}

/* Who is no longer among them cannot be sent. */
static void forget_gone(struct wg__match *st)
{
	for (int i = st->n_chosen - 1; i >= 0; i--)
		if (!wg__match_find(st, st->chosen[i]))
			wg__match_choose(st, st->chosen[i]);
}

enum wg_err wg__match_load(struct wg__match *st, struct wg_arena *back, struct wg_error *e)
{
	struct wg_fits fits;
	const struct wg_fit_query query = {
		.need = st->id, .when = *st->when ? st->when : NULL, .all_communities = st->everywhere};
	enum wg_err err = wg_need_card_read(&st->card, st->ui, st->id, e);
	if (err == WG_OK)
		err = wg_fit_rank(office_of(st), &query, back, &fits, e);
	if (err == WG_EUSAGE && *st->when) { /* not understood: it is said, and nothing is asked of the time */
		wg_ui_complain(st->ui, e);
		st->when[0] = '\0';
		err = wg_fit_rank(office_of(st),
				  &(struct wg_fit_query){.need = st->id, .all_communities = st->everywhere}, back,
				  &fits, e);
	}
	if (err == WG_OK && st->left)
		err = read_left(st, back, &fits, e);
	if (err != WG_OK)
		return err;
	st->fits = fits;
	if (!st->left) {
		st->rows = fits.at;
		st->n_rows = fits.n;
	}
	forget_gone(st);
	st->asked = false;
	(void)wg_sifted_rows(&st->sifted, st->n_rows, NULL);
	return WG_OK;
}

const struct wg_fit *wg__match_row(const struct wg__match *st, int64_t listed)
{
	return &st->rows[wg_sifted_row(&st->sifted, listed)];
}

const struct wg_fit *wg__match_current(const struct wg__match *st)
{
	bool is = st->list.cursor >= 0 && st->list.cursor < wg_sifted_count(&st->sifted);
	return is ? wg__match_row(st, st->list.cursor) : NULL;
}

const struct wg_fit *wg__match_find(const struct wg__match *st, int64_t worker)
{
	for (size_t i = 0; i < st->fits.n; i++)
		if (st->fits.at[i].worker_id == worker)
			return &st->fits.at[i];
	for (size_t i = 0; i < st->fits.n_left; i++)
		if (st->fits.left[i].worker_id == worker)
			return &st->fits.left[i];
	return NULL;
}

bool wg__match_choose(struct wg__match *st, int64_t worker)
{
	int at = 0;
	st->asked = false;
	while (at < st->n_chosen && st->chosen[at] != worker)
		at++;
	if (at < st->n_chosen) {
		memmove(st->chosen + at, st->chosen + at + 1, (size_t)(st->n_chosen - at - 1) * sizeof *st->chosen);
		st->n_chosen--;
		wg_ids_remove(&st->list.marks, worker);
	} else if (st->n_chosen == WG_MATCH_MOST) {
		return false;
	} else {
		st->chosen[st->n_chosen++] = worker;
		wg_ids_add(&st->list.marks, worker);
	}
	return true;
}

const char *wg__match_refs(const struct wg__match *st, struct wg_arena *a)
{
	const struct wg_fit *f = wg__match_current(st);
	if (st->n_chosen > 0)
		return wg_ui_refs(a, st->chosen, (size_t)st->n_chosen);
	return f ? wg_ui_refs(a, &f->worker_id, 1) : "";
}

bool wg__match_args(const struct wg__match *st, struct wg_arena *a, struct wg_args *args)
{
	const char *refs = wg__match_refs(st, a);
	wg_args_add(args, "need", wg_ui_refs(a, &st->id, 1));
	for (char *at = wg_arena_strdup(a, refs), *next; at && *at; at = next) {
		if ((next = strchr(at, ',')))
			*next++ = '\0';
		wg_args_add(args, "to", at);
	}
	if (*st->when)
		wg_args_add(args, "at", st->when);
	return *refs;
}

/* The first rule that says no, in words. */
static const char *refusal(const struct wg__match *st, const struct wg_outcome *o, const struct wg_error *e,
			   struct wg_arena *a)
{
	char text[WG_UI_MESSAGE];
	for (size_t i = 0; i < o->n_notes; i++)
		if (o->notes[i].kind == WG_NOTE_REFUSAL)
			return wg_arena_printf(a, "%s%s%s", o->notes[i].value, *o->notes[i].value ? ": " : "",
					       wg_ui_sentence(st->ui, &o->notes[i].message, text, sizeof text));
	return wg_arena_strdup(a, wg_ui_sentence(st->ui, &e->message, text, sizeof text));
}

void wg__match_ask(struct wg__match *st)
{
	struct wg_args args = {0};
	struct wg_outcome out = {0};
	struct wg_error e = {0};
	if (st->asked || !st->ui->face->preview)
		return;
	wg_arena_reset(&st->preview_arena);
	struct wg_arena *a = &st->preview_arena;
	st->asked = true;
	st->refused = false;
	st->digest[0] = '\0';
	st->said = "";
	if (wg__match_args(st, a, &args)) {
		st->refused = wg_ui_read(st->ui, "dispatch", &args, &out, &e) != WG_OK;
		if (st->refused)
			st->said = refusal(st, &out, &e, a);
		else
			memcpy(st->digest, out.digest, sizeof st->digest);
	}
	wg_outcome_free(&out);
	wg_args_free(&args);
}
