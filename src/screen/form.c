#include "screen/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "screen/form_state.h"

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct wg__form *k = s->state;
	k->ui = s->ui;
	k->argument = wg_arena_strdup(&k->arena, argument ? argument : "");
	enum wg_err err = wg__form_build(k, wg_ui_top(s->ui), e);
	k->done = err != WG_OK;
	if (err != WG_OK)
		return err;
	if (k->command->flags & WG_COMMAND_WRITE && !wg_ui_writes(s->ui)) {
		k->done = true;
		return wg_fail(e, WG_EPERM, N_("read-only: nothing can be changed here"), "");
	}
	wg__form_offer(k);
	wg__form_find_draft(k);
	k->opened_ns = wg_monotonic_ns();
	k->pending = true;
	return WG_OK;
}

/* Also when the terminal is lost: nothing typed is. */
static void close(struct wg_screen *s)
{
	struct wg__form *k = s->state;
	if (!k->done)
		wg__form_keep(k);
	WG_VEC_FREE(&k->lines.lines);
	WG_VEC_FREE(&k->alike.lines);
	wg_arena_free(&k->pick_arena);
	wg_arena_free(&k->check_arena);
	wg_arena_free(&k->draft_arena);
	wg_arena_free(&k->differ_arena);
	wg_arena_free(&k->arena);
}

static void rest(struct wg_screen *s)
{
	struct wg__form *k = s->state;
	if (!k->pending || k->stage != WG_FORM_STAGE_FILL)
		return;
	wg__form_check(k);
	wg__form_keep(k);
}

static void add_word(struct wg_buf *line, const char *value)
{
	const char *quote = *value && !strpbrk(value, " \t'\"") ? "" : strchr(value, '"') ? "'" : "\"";
	wg_buf_printf(line, " %s%s%s", quote, value, quote);
}

/* The line as it would have been typed. */
static void add_line(const struct wg__form *k, const struct wg_args *args, struct wg_buf *line)
{
	wg_buf_puts(line, k->command->name);
	for (size_t i = 0; i < args->n; i++) {
		int field = wg__form_find(k, args->at[i].name);
		wg_buf_printf(line, " --%s", args->at[i].name);
		if (field < 0 || k->about[field].param->type != WG_PARAM_FLAG)
			add_word(line, args->at[i].value);
	}
}

static void ended(struct wg__form *k)
{
	k->done = true;
	wg__form_drop(k);
	wg_ui_pop(k->ui);
}

/* What reads is answered by a list, what takes long is shown before it is done. */
static void hand_on(struct wg__form *k, const struct wg_args *args)
{
	struct wg_ui *ui = k->ui;
	struct wg_buf line;
	wg_buf_init(&line, 64 * 1024);
	add_line(k, args, &line);
	if (!line.toobig) {
		ended(k);
		wg_ui_propose(ui, line.data);
	}
	wg_buf_free(&line);
}

static void go_to_wrong(struct wg__form *k)
{
	for (int i = 0; i < k->form.n; i++)
		if (k->fields[i].message[0]) {
			k->form.focus = i;
			return;
		}
}

/* A need that has been recorded waits for somebody. */
static void say_next(const struct wg__form *k)
{
	struct wg_ui *ui = k->ui;
	size_t have = strlen(ui->message);
	if (wg__form_is_need(k))
		snprintf(ui->message + have, sizeof ui->message - have, "   %s", ui->tr(N_("m sends somebody")));
}

static void save(struct wg__form *k, const struct wg_args *args)
{
	struct wg_outcome out = {0};
	struct wg_error e = {0};
	enum wg_err err = wg_ui_try(k->ui, k->command->name, args, k->digest[0] ? k->digest : NULL, &out, &e);
	if (err == WG_OK) {
		ended(k);
		say_next(k);
	} else if (err == WG_ESTALE && k->edits && out.n_tables > 0) {
		wg__form_differ(k, &out);
	} else {
		wg_ui_complain(k->ui, &e);
		wg__form_check(k);
		wg__form_notes(k, &out);
		go_to_wrong(k);
	}
	wg_outcome_free(&out);
}

static void submit(struct wg__form *k)
{
	struct wg_arena a = {0};
	struct wg_args args = {0};
	int missing;
	if (wg_monotonic_ns() - k->opened_ns < WG_PANEL_DEAF_MS * INT64_C(1000000))
		return;
	if (k->pending)
		wg__form_check(k);
	wg__form_args(k, &a, &args, &missing);
	if (missing >= 0)
		wg_form_complain(&k->form, k->about[missing].param->name, k->ui->tr(N_("this must be filled in")));
	else if ((k->command->flags & (WG_COMMAND_WRITE | WG_COMMAND_BULK)) == WG_COMMAND_WRITE)
		save(k, &args);
	else
		hand_on(k, &args);
	wg_args_free(&args);
	wg_arena_free(&a);
}

static void leave(struct wg__form *k)
{
	wg__form_keep(k);
	k->done = true;
	wg_ui_pop(k->ui);
	if (k->kept)
		wg_ui_say(k->ui, WG_ROLE_NORMAL,
			  k->ui->tr(N_("what was typed is kept, and offered when this form is opened again")));
}

static bool fill_event(struct wg__form *k, const struct wg_event *ev)
{
	int focus = k->form.focus;
	if (ev->kind == WG_EVENT_KEY && (ev->key.code == WG_KEY_PGUP || ev->key.code == WG_KEY_PGDN) &&
	    ev->key.mods == 0)
		return wg_page_action(&k->page, ev->key.code == WG_KEY_PGUP ? WG_ACTION_PAGE_UP : WG_ACTION_PAGE_DOWN);
	if (ev->kind == WG_EVENT_KEY && ev->key.code != WG_KEY_ENTER)
		k->opened_ns = 0;
	enum wg_form_result result = wg_form_event(&k->form, ev);
	if (result == WG_FORM_SUBMIT)
		submit(k);
	else if (result == WG_FORM_CANCEL)
		leave(k);
	else if (result != WG_FORM_IGNORED) {
		k->pending = k->pending || result == WG_FORM_CHANGED || focus != k->form.focus;
		if (result == WG_FORM_CHANGED || focus != k->form.focus)
			wg__form_offer(k);
	}
	return result != WG_FORM_IGNORED;
}

static bool offer_event(struct wg__form *k, const struct wg_event *ev)
{
	if (ev->kind != WG_EVENT_KEY || ev->key.mods != 0)
		return false;
	if (ev->key.code == WG_KEY_ENTER) {
		wg__form_go_on(k);
	} else if (ev->key.code == WG_KEY_DELETE || ev->key.code == WG_KEY_F1 + 8) {
		wg__form_drop(k);
		k->stage = WG_FORM_STAGE_FILL;
	} else if (ev->key.code == WG_KEY_ESC) {
		k->done = true;
		wg_ui_pop(k->ui);
	} else {
		return false;
	}
	wg__form_offer(k);
	return true;
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	struct wg__form *k = s->state;
	if (ev->kind != WG_EVENT_KEY && ev->kind != WG_EVENT_PASTE)
		return false;
	if (k->stage == WG_FORM_STAGE_OFFER)
		return offer_event(k, ev);
	if (k->stage != WG_FORM_STAGE_DIFFER)
		return fill_event(k, ev);
	if (wg__form_differ_event(k, ev))
		submit(k);
	return true;
}

static int scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	out[0] = WG_SCOPE_FORM;
	return 1;
}

static const char *field(struct wg_screen *s, const char *param)
{
	const struct wg__form *k = s->state;
	int i = wg__form_find(k, param);
	return i >= 0 && *k->fields[i].label ? k->fields[i].label : NULL;
}

static int foot(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT])
{
	const struct wg__form *k = s->state;
	int n = 0;
	if (k->stage == WG_FORM_STAGE_OFFER) {
		out[n++] = (struct wg_footer_item){"Enter", N_("go on with it")};
		out[n++] = (struct wg_footer_item){"Del", N_("begin anew")};
	} else if (k->stage == WG_FORM_STAGE_DIFFER) {
		out[n++] = (struct wg_footer_item){"Left Right", N_("yours or theirs")};
		out[n++] = (struct wg_footer_item){"Enter", N_("save so")};
	} else if (k->form.typing && k->form.n_candidates > 0) {
		out[n++] = (struct wg_footer_item){"Up Down", N_("choose")};
		out[n++] = (struct wg_footer_item){"Enter", N_("take it")};
	} else {
		bool write = k->command->flags & WG_COMMAND_WRITE;
		out[n++] = (struct wg_footer_item){"Enter", write ? N_("do it") : N_("go on")};
		out[n++] = (struct wg_footer_item){"Tab", N_("next")};
		if (k->form.n_candidates > 0)
			out[n++] = (struct wg_footer_item){"1-9", N_("choose")};
	}
	out[n++] = (struct wg_footer_item){"Esc", N_("leave it")};
	return n;
}

static int rows_wanted(const struct wg__form *k)
{
	int rows = 2 + k->form.n + (k->form.apart ? 0 : k->form.n_candidates);
	for (int i = 0; i < k->form.n; i++)
		rows += k->fields[i].message[0] != '\0';
	return rows;
}

static void paint_help(struct wg__form *k, struct wg_cells *c, struct wg_rect r)
{
	const char *help = k->ui->tr(k->about[k->form.focus].param->help);
	if (k->form.n > 0 && strcmp(help, k->fields[k->form.focus].label) != 0)
		wg_cells_put(c, r.row + r.rows - 1, r.col + 1, r.cols - 2, WG_ROLE_DIM, help, WG_PUT_ELL);
}

/* Beside the fields where there is room: what may be meant, and who is recorded already. */
static void paint_side(struct wg__form *k, struct wg_cells *c, struct wg_rect r)
{
	struct wg_rect side = {r.row + 2, r.col + WG_FORM_LEFT, r.rows - 3, r.cols - WG_FORM_LEFT};
	wg_form_draw_candidates(&k->form, c, side);
	side.row += k->form.n_candidates > 0 ? k->form.n_candidates + 1 : 0;
	side.rows -= side.row - r.row - 2;
	if (k->alike_page.n == 0)
		return;
	wg_cells_put(c, side.row, side.col + 1, side.cols - 2, WG_ROLE_STRONG,
		     k->ui->tr(N_("Recorded already, and like this one:")), WG_PUT_ELL);
	wg_page_draw(&k->alike_page, c, (struct wg_rect){side.row + 1, side.col, side.rows - 1, side.cols});
}

static void paint_below(struct wg__form *k, struct wg_cells *c, struct wg_rect r, int alike)
{
	if (r.rows <= 0)
		return;
	wg_cells_fill(c, (struct wg_rect){r.row, r.col, 1, r.cols}, '-', WG_ROLE_DIM);
	r.row++;
	r.rows--;
	if (alike > 0) {
		wg_cells_put(c, r.row, r.col + 1, r.cols - 2, WG_ROLE_STRONG,
			     k->ui->tr(N_("Recorded already, and like this one:")), WG_PUT_ELL);
		wg_page_draw(&k->alike_page, c, (struct wg_rect){r.row + 1, r.col, alike - 1, r.cols});
		r.row += alike;
		r.rows -= alike;
	}
	wg_page_draw(&k->page, c, r);
}

static void paint_fill(struct wg__form *k, struct wg_cells *c, struct wg_rect r)
{
	bool wide = r.cols >= WG_FORM_WIDE;
	k->form.apart = wide;
	int alike = wide || k->alike_page.n == 0 ? 0 : 1 + (k->alike_page.n < 3 ? k->alike_page.n : 3);
	int lines = alike + k->page.n, room = r.rows - 2 - rows_wanted(k);
	int least = wg__form_is_need(k) ? 5 : 3;
	if (room < least)
		room = least;
	int below = lines == 0 ? 0 : 1 + (lines < room ? lines : room);
	if (alike > below - 1)
		alike = below > 0 ? below - 1 : 0;
	struct wg_rect fields = {r.row, r.col, r.rows - 1 - below, wide ? WG_FORM_LEFT : r.cols};
	if (wide)
		paint_side(k, c, r);
	paint_below(k, c, (struct wg_rect){fields.row + fields.rows, r.col, below, r.cols}, alike);
	paint_help(k, c, r);
	wg_form_draw(&k->form, c, fields);
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct wg__form *k = s->state;
	wg_cells_fill(c, r, ' ', WG_ROLE_NORMAL);
	if (k->stage == WG_FORM_STAGE_OFFER)
		wg__form_draw_offer(k, c, r);
	else if (k->stage == WG_FORM_STAGE_DIFFER)
		wg__form_draw_differ(k, c, r);
	else
		paint_fill(k, c, r);
	s->ui->behind = s->ui->behind || (k->pending && k->stage == WG_FORM_STAGE_FILL && !s->ui->settled);
}

static void crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	const struct wg__form *k = s->state;
	snprintf(left, WG_CRUMBS, "%s", s->ui->tr(k->command->summary));
}

const struct wg_screen_ops wg_screen_form = {
	.name = "form",
	.title = N_("Form"),
	.state_size = sizeof(struct wg__form),
	.open = open,
	.close = close,
	.scopes = scopes,
	.rest = rest,
	.event = event,
	.paint = paint,
	.crumbs = crumbs,
	.field = field,
	.foot = foot,
};
