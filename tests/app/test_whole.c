#include "tests/app/test_whole.h"

#include "base/clock.h"
#include "screen/assign.h"
#include "screen/contacts.h"
#include "screen/contacts_handover.h"
#include "screen/facade.h"
#include "screen/find.h"
#include "screen/form.h"
#include "screen/grid.h"
#include "screen/helpers.h"
#include "screen/import.h"
#include "screen/match.h"
#include "screen/menu.h"
#include "screen/messages.h"
#include "screen/needs.h"
#include "screen/overview.h"
#include "screen/palette.h"
#include "screen/plan.h"
#include "screen/proposal.h"
#include "screen/rows.h"
#include "text/utf8.h"
#include "text/width.h"

static const struct wg_screen_ops *const numbered[] = {&wg_screen_overview, &wg_screen_grid, &wg_screen_contacts,
						     &wg_screen_needs, &wg_screen_helpers};
static const struct wg_screen_ops *const known[] = {
	&wg_screen_assign,   &wg_screen_facade, &wg_screen_find, &wg_screen_form,
	&wg_screen_handover, &wg_screen_import, &wg_screen_menu, &wg_screen_messages,
	&wg_screen_match, &wg_screen_need, &wg_screen_proposal,     &wg_screen_palette, &wg_screen_plan, &wg_screen_rows,
	NULL,
};

/* The linker puts it in the place of the clock: panels are deaf for a moment after they open, and nobody waits here. */
int64_t __wrap_wg_monotonic_ns(void);
static int64_t passed;

int64_t __wrap_wg_monotonic_ns(void)
{
	return passed += 100000;
}

static const char *same(const char *msgid)
{
	return msgid;
}

static bool own(void *app, const struct wg_command *c, const struct wg_args *args)
{
	(void)app;
	(void)c;
	(void)args;
	return true;
}

bool is_unsafe(uint32_t ch)
{
	return ch < 0x20 || (ch >= 0x7F && ch < 0xA0) || ch == 0xAD || ch == 0x61C || (ch >= 0x200B && ch <= 0x200F) ||
	       (ch >= 0x2028 && ch <= 0x202E) || (ch >= 0x2060 && ch <= 0x206F) || (ch >= 0xD800 && ch <= 0xF8FF) ||
	       ch == 0xFEFF || (ch >= 0xFFF0 && ch <= 0xFFFB) || (ch & 0xFFFE) == 0xFFFE || ch >= 0xE0000;
}

long unsafe_at(const char *text, size_t n, bool lines)
{
	for (size_t i = 0; i < n;) {
		uint32_t ch;
		size_t len = wg_utf8_decode(text + i, n - i, &ch);
		if (len == 0 || ch == WG_RUNE_BAD || (is_unsafe(ch) && !(lines && ch == '\n')))
			return (long)i;
		i += len;
	}
	return -1;
}

static void fail_at(const struct whole *w, int row, int col, const char *what)
{
	struct wg_buf shown;
	wg_buf_init(&shown, 1 << 20);
	wg_cells_dump(&w->ui.cells, false, &shown);
	fail_msg("step %lld (%s) on %s, %dx%d: row %d column %d: %s\n%s", (long long)w->steps, w->last, topmost(w),
		 w->ui.cells.cols, w->ui.cells.rows, row, col, what, shown.data);
}

static const char *wrong(const struct wg_cell *cell, int col, int cols)
{
	if (cell->role >= WG_ROLE_COUNT)
		return "no such role";
	if (cell->width == 0)
		return cell->ch == 0 && col > 0 && cell[-1].width == 2 ? NULL : "half of a wide character";
	if (cell->width > 2 || (cell->width == 2 && (col + 1 == cols || cell[1].width != 0)))
		return "a wide character without its other half";
	if (is_unsafe(cell->ch))
		return "a character that may not be shown";
	if (cell->width != wg_rune_width(cell->ch, 1) || wg_rune_kind(cell->ch) == WG_RUNE_MARK)
		return "a character of another width";
	for (int i = 0; i < 2; i++)
		if (cell->mark[i] && (is_unsafe(cell->mark[i]) || wg_rune_kind(cell->mark[i]) != WG_RUNE_MARK))
			return "a mark that is none";
	return NULL;
}

static void look(struct whole *w)
{
	const struct wg_cells *c = &w->ui.cells;
	for (int row = 0; row < c->rows; row++)
		for (int col = 0; col < c->cols; col++) {
			const char *what = wrong(&c->cell[(size_t)row * (size_t)c->cols + (size_t)col], col, c->cols);
			if (what)
				fail_at(w, row, col, what);
		}
	if (c->caret_row >= c->rows || (c->caret_row >= 0 && (c->caret_col < 0 || c->caret_col >= c->cols)))
		fail_at(w, c->caret_row, c->caret_col, "the caret is outside");
	if (unsafe_at(w->ui.copy, strlen(w->ui.copy), true) >= 0)
		fail_msg("step %lld (%s): not to be copied: %s", (long long)w->steps, w->last, w->ui.copy);
	w->ui.copy[0] = '\0';
}

static void show(struct whole *w)
{
	wg_ui_load(&w->ui);
	wg_ui_paint(&w->ui);
	look(w);
}

void open_whole(struct whole *w, wg_office *office)
{
	struct wg_error e = {0};
	*w = (struct whole){0};
	wg_keys_init(&w->keys);
	w->face = (struct wg_face){.office = office,
				   .read = wg_command_run,
				   .run = wg_command_run,
				   .preview = wg_command_run,
				   .parse = wg_command_parse};
	wg_ui_init(&w->ui, &w->face, &w->keys, same);
	w->ui.known = known;
	w->ui.english = true;
	w->ui.user = "王芳";
	w->ui.file = "窑洲社区.db";
	w->ui.copy_file = "copy.txt";
	w->ui.own = own;
	wg_ui_resize(&w->ui, 30, 100);
	for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++)
		assert_int_equal(wg_ui_add(&w->ui, numbered[i], &e), WG_OK);
	show(w);
}

void close_whole(struct whole *w)
{
	wg_ui_free(&w->ui);
	wg_keys_free(&w->keys);
}

void step(struct whole *w, const struct wg_event *ev)
{
	passed += INT64_C(500000000);
	w->steps++;
	if (ev->text)
		snprintf(w->last, sizeof w->last, "%.*s", (int)ev->len, ev->text);
	else if (ev->kind == WG_EVENT_KEY)
		wg_key_print(ev->key, w->last);
	else
		snprintf(w->last, sizeof w->last, "event %d", (int)ev->kind);
	wg_ui_event(&w->ui, ev);
	w->ui.quit = w->ui.redraw = false;
	show(w);
	if (w->ui.behind) {
		w->ui.settled = true;
		show(w);
		w->ui.settled = false;
	}
}

void size_to(struct whole *w, int rows, int cols)
{
	wg_ui_resize(&w->ui, rows, cols);
	step(w, &(struct wg_event){.kind = WG_EVENT_RESIZE});
}

void press_all(struct whole *w, const char *keys)
{
	while (*keys) {
		struct wg_key key[WG_KEY_SEQUENCE];
		size_t n = strcspn(keys, " ");
		int len = wg_key_parse_sequence(keys, n, key);
		assert_true(len > 0);
		for (int i = 0; i < len; i++)
			step(w, &(struct wg_event){.kind = WG_EVENT_KEY, .key = key[i]});
		keys += n;
		keys += strspn(keys, " ");
	}
}

void paste(struct whole *w, const char *text)
{
	step(w, &(struct wg_event){.kind = WG_EVENT_PASTE, .text = text, .len = strlen(text)});
}

void command(struct whole *w, const char *line)
{
	step(w, &(struct wg_event){.kind = WG_EVENT_COMMAND, .text = line, .len = strlen(line)});
}

const char *topmost(const struct whole *w)
{
	const struct wg_screen *s = wg_ui_top(&w->ui);
	return s ? s->ops->name : "nothing";
}
