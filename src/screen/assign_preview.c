#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/assign_state.h"
#include "screen/overlay.h"

enum { LINE = 400, LABEL = 10, MARGIN = 18 /* of a line with a label, and of the panel */ };

enum wg_err assign_read(struct assign *a, const char *refs, struct wg_error *e)
{
	wg_office *office = a->ui->face->office;
	size_t cap = 1;
	for (const char *s = refs; *s; s++)
		cap += *s == ',';
	a->ids = WG_NEW(&a->arena, int64_t, cap);
	a->contacts = WG_NEW(&a->arena, int64_t, cap);
	a->refs = WG_NEW(&a->arena, const char *, cap);
	struct wg_household first = {0}, last = {0};
	for (const char *s = refs; *s == '#';) {
		struct wg_household h;
		int64_t id = strtoll(s + 1, NULL, 10);
		enum wg_err err = wg_household_get(office, id, &a->typed, &h, e);
		if (err != WG_OK)
			return err;
		if (a->n == 0 || h.pos < first.pos)
			first = h;
		if (a->n == 0 || h.pos > last.pos)
			last = h;
		a->refs[a->n] = wg_arena_printf(&a->arena, "#%" PRId64, id);
		a->contacts[a->n] = h.contact_id;
		a->ids[a->n++] = id;
		s += strcspn(s, ",");
		s += *s == ',';
	}
	if (a->n == 0)
		return wg_fail(e, WG_EREFUSED, N_("there is no household here"), "");
	enum wg_err err = wg_household_address(office, first.id, false, &a->arena, &a->from, e);
	return err == WG_OK ? wg_household_address(office, last.id, false, &a->arena, &a->to, e) : err;
}

/* How many of the households a worker would have more. */
static int64_t gain(const struct assign *a, int64_t worker)
{
	int64_t n = 0;
	for (size_t i = 0; i < a->n; i++)
		n += a->contacts[i] != worker;
	return n;
}

static const char *candidate_text(struct assign *a, const struct wg_worker_fit *f)
{
	const struct wg_worker *w = &f->worker;
	const struct wg_ui *ui = a->ui;
	char text[LINE] = "", number[64];
	int64_t after = w->count + gain(a, w->id);
	wg_pad(ui, text, sizeof text, w->name, 9, false);
	wg_pad(ui, text, sizeof text, wg_ui_code(ui, "worker_kind", w->kind), ui->english ? 17 : 10, false);
	wg_pad(ui, text, sizeof text, w->unit, 18, false);
	snprintf(number, sizeof number, "%3" PRId64 " %c > %" PRId64 " %c", w->count, wg_band_sign(w, w->count), after,
		 wg_band_sign(w, after));
	wg_pad(ui, text, sizeof text, number, 14, false);
	if (f->next_door)
		wg_pad(ui, text, sizeof text, ui->tr(N_("next door")), 0, false);
	return wg_arena_strdup(&a->typed, text);
}

void assign_match(struct assign *a)
{
	char typed[ASSIGN_TEXT];
	struct wg_error e = {0};
	wg_line_text(&a->panel.line, typed, sizeof typed);
	wg_arena_reset(&a->typed);
	a->fits = (struct wg_worker_fits){0};
	if (wg_worker_match(a->ui->face->office, typed, a->ids, a->n, &a->typed, &a->fits, &e) != WG_OK)
		wg_ui_complain(a->ui, &e);
	size_t n = a->fits.n < ASSIGN_CANDIDATES ? a->fits.n : ASSIGN_CANDIDATES;
	a->candidates = WG_NEW(&a->typed, struct wg_candidate, n);
	for (size_t i = 0; i < n; i++) {
		const struct wg_worker *w = &a->fits.at[i].worker;
		int64_t after = w->count + gain(a, w->id);
		a->candidates[i] =
			(struct wg_candidate){.id = w->id,
					      .name = w->name,
					      .text = candidate_text(a, &a->fits.at[i]),
					      .role = wg_band_sign(w, after) == '>' ? WG_ROLE_DIM : WG_ROLE_NORMAL};
	}
	wg_panel_candidates(&a->panel, a->candidates, (int)n);
}

const struct wg_worker *assign_chosen(const struct assign *a)
{
	return a->panel.chosen >= 0 ? &a->fits.at[a->panel.chosen].worker : NULL;
}

const char *assign_command(struct assign *a, struct wg_args *args)
{
	const struct wg_worker *w = assign_chosen(a);
	for (size_t i = 0; i < a->n; i++)
		wg_args_add(args, "households", a->refs[i]);
	if (a->reason[0])
		wg_args_add(args, "reason", a->reason);
	if (a->skip)
		wg_args_add(args, "skip-refused", "");
	if (a->unassign)
		return "unassign";
	snprintf(a->to_ref, sizeof a->to_ref, "#%" PRId64, w ? w->id : 0);
	wg_args_add(args, "to", a->to_ref);
	if (a->over[0])
		wg_args_add(args, "over-band", a->over);
	return "assign";
}

static int n_preview(const struct assign *a)
{
	return a->panel.n_preview;
}

static void add(struct assign *a, enum wg_role role, const char *name, const char *text)
{
	char line[LINE] = "";
	if (n_preview(a) == ASSIGN_LINES)
		return;
	if (name) {
		wg_pad(a->ui, line, sizeof line, "  ", 2, false);
		wg_pad(a->ui, line, sizeof line, name, LABEL, false);
		wg_pad(a->ui, line, sizeof line, "  ", 2, false);
	}
	wg_pad(a->ui, line, sizeof line, text, 0, false);
	a->preview[a->panel.n_preview++] = (struct wg_panel_line){wg_arena_strdup(&a->shown, line), role};
}

static int64_t number_in(const struct wg_rows *t, size_t row, const char *key)
{
	for (size_t k = 0; k < t->n_columns; k++)
		if (strcmp(t->columns[k].key, key) == 0)
			return t->at[row * t->n_columns + k].i;
	return 0;
}

static const char *text_in(const struct wg_rows *t, size_t row, const char *key)
{
	for (size_t k = 0; k < t->n_columns; k++)
		if (strcmp(t->columns[k].key, key) == 0 && !t->at[row * t->n_columns + k].null)
			return t->at[row * t->n_columns + k].s;
	return "";
}

static void add_heading(struct assign *a)
{
	const struct wg_worker *w = assign_chosen(a);
	char text[LINE];
	snprintf(text, sizeof text, "%zu %s (%s%s%s)    %s %s", a->n, a->ui->tr(N_("hh")), a->from,
		 a->n > 1 ? " - " : "", a->n > 1 ? a->to : "", a->unassign ? "" : a->ui->tr(N_("Give to")),
		 a->unassign ? a->ui->tr(N_("without contact"))
		 : w         ? w->name
			     : "");
	add(a, WG_ROLE_STRONG, NULL, text);
}

/* One more part of a line; what does not fit beside the others begins a new one. */
static void add_part(struct assign *a, const char **label, char line[LINE], const char *part)
{
	const struct wg_cells *c = &a->ui->cells;
	if (wg_cells_width(c, line) + wg_cells_width(c, part) > c->cols - MARGIN) {
		add(a, WG_ROLE_NORMAL, *label, line);
		*label = "";
		line[0] = '\0';
	}
	wg_pad(a->ui, line, LINE, part, 0, false);
}

/* Who has them now, and what everybody has afterwards. */
static void add_sides(struct assign *a, const struct wg_outcome *o)
{
	wg_translate *tr = a->ui->tr;
	char now[LINE] = "", after[LINE] = "", one[160];
	const char *label_now = tr(N_("now")), *label_then = tr(N_("then"));
	int64_t gained = 0, lost = 0;
	const struct wg_rows *t = o->n_tables > 0 ? &o->tables[0] : NULL;
	for (size_t i = 0; t && i < t->n; i++) {
		int64_t lose = number_in(t, i, "lose");
		gained += number_in(t, i, "gain");
		lost += lose;
		snprintf(one, sizeof one, "%s %" PRId64 " %s   ", text_in(t, i, "name"), lose, tr(N_("hh")));
		if (lose > 0)
			add_part(a, &label_now, now, one);
	}
	snprintf(one, sizeof one, "%s %" PRId64 " %s", tr(N_("without contact")), gained > lost ? gained - lost : 0,
		 tr(N_("hh")));
	add_part(a, &label_now, now, one);
	add(a, WG_ROLE_NORMAL, label_now, now);
	for (size_t i = 0; t && i < t->n; i++) {
		snprintf(one, sizeof one, "%s %" PRId64 " %s > %" PRId64 " %s   ", text_in(t, i, "name"),
			 number_in(t, i, "before"), text_in(t, i, "before_sign"), number_in(t, i, "after"),
			 text_in(t, i, "after_sign"));
		add_part(a, &label_then, after, one);
	}
	struct wg_node office;
	if (wg_node_get(a->ui->face->office, WG_NODE_OFFICE, 0, &a->shown, &office, NULL) == WG_OK) {
		int64_t open = office.counters.households - office.counters.covered;
		snprintf(one, sizeof one, "%s %" PRId64 " > %" PRId64, tr(N_("without contact")), open,
			 open - gained + lost);
		add_part(a, &label_then, after, one);
	}
	add(a, WG_ROLE_NORMAL, label_then, after);
}

static void add_refusals(struct assign *a, const struct wg_outcome *o)
{
	char said[300], text[LINE];
	size_t shown = 0;
	for (size_t i = 0; i < o->n_notes; i++) {
		const struct wg_note *n = &o->notes[i];
		if (n->kind != WG_NOTE_REFUSAL)
			continue;
		if (shown++ == 2)
			break;
		wg_ui_sentence(a->ui, &n->message, said, sizeof said);
		snprintf(text, sizeof text, "%s%s%s: %s", n->column, *n->column ? " " : "", n->value, said);
		add(a, WG_ROLE_WARN, shown == 1 ? a->ui->tr(N_("refused")) : "", text);
	}
	if (o->n_refusals > 2) {
		snprintf(text, sizeof text, "… %zu", o->n_refusals - 2);
		add(a, WG_ROLE_WARN, "", text);
	}
}

static void add_reason(struct assign *a)
{
	char text[LINE];
	const char *reason = a->reason[0] ? wg_ui_code(a->ui, "reason", a->reason) : "-";
	snprintf(text, sizeof text, "%s%s%s", reason, a->over[0] ? "   > " : "", a->over);
	add(a, WG_ROLE_NORMAL, a->ui->tr(N_("reason")), text);
}

/* Is the band the only thing in the way? Then a reason helps. */
static bool only_the_band(struct assign *a)
{
	struct wg_args args = {0};
	struct wg_outcome o = {0};
	if (a->unassign || a->over[0])
		return false;
	const char *command = assign_command(a, &args);
	wg_args_add(&args, "over-band", "?");
	bool helps = wg_ui_read(a->ui, command, &args, &o, NULL) == WG_OK;
	wg_outcome_free(&o);
	wg_args_free(&args);
	return helps;
}

void assign_preview(struct assign *a)
{
	struct wg_args args = {0};
	struct wg_outcome o = {0};
	struct wg_error e = {0};
	wg_arena_reset(&a->shown);
	a->panel.preview = a->preview;
	a->panel.n_preview = 0;
	a->verdict = ASSIGN_NOBODY;
	add_heading(a);
	if (!a->unassign && !assign_chosen(a)) {
		add(a, WG_ROLE_WARN, "", a->ui->tr(N_("nobody of this name takes households here")));
		return;
	}
	const char *command = assign_command(a, &args);
	enum wg_err err = wg_ui_read(a->ui, command, &args, &o, &e);
	if (err == WG_OK || err == WG_EREFUSED) {
		a->verdict = err == WG_OK ? ASSIGN_READY : only_the_band(a) ? ASSIGN_NEEDS_REASON : ASSIGN_REFUSED;
		memcpy(a->digest, o.digest, sizeof a->digest);
		add_sides(a, &o);
		if (o.n_refusals > 0)
			add_refusals(a, &o);
		add_reason(a);
	} else {
		char said[300];
		add(a, WG_ROLE_ERROR, "", wg_ui_sentence(a->ui, &e.message, said, sizeof said));
	}
	wg_outcome_free(&o);
	wg_args_free(&args);
}
