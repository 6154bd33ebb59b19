#include "app/tui.h"

#include <string.h>
#include <unistd.h>

#include "app/demo.h"
#include "app/drafts.h"
#include "app/export.h"
#include "app/i18n.h"
#include "app/print.h"
#include "app/tui_first.h"
#include "app/tui_state.h"
#include "app/tui_watch.h"
#include "base/clock.h"
#include "screen/assign.h"
#include "screen/contacts.h"
#include "screen/contacts_handover.h"
#include "screen/export.h"
#include "screen/facade.h"
#include "screen/find.h"
#include "screen/form.h"
#include "screen/grid.h"
#include "screen/helpers.h"
#include "screen/import.h"
#include "screen/messages.h"
#include "screen/needs.h"
#include "screen/overview.h"
#include "screen/match.h"
#include "screen/menu.h"
#include "screen/palette.h"
#include "screen/plan.h"
#include "screen/proposal.h"
#include "screen/rows.h"
#include "screen/screen.h"
#include "term/term.h"
#include "wangge/place.h"

enum {
	IDLE_MS = 2000, /* so often the office is asked whether somebody else has written, where that is not heard */
	SOON_MS = 200,  /* after something was heard: a commit takes as long as the disk does */
	LISTEN_MS = 10000,
	PAUSE_MS = 120, /* between keys: then there is time for what follows the cursor */
	AHEAD = 64,     /* keys typed while something long runs; more are lost */
};

struct tui {
	struct wg_app *app;
	struct wg_term *term;
	struct wg_keys keys;
	struct wg_face face;
	struct wg_ui ui;
	int64_t version;
	int watch;        /* tui_watch.h; -1 = none */
	int64_t heard_ns; /* when something was heard last; 0 = that is over */
	struct wg_drafts drafts;
	struct wg_event ahead[AHEAD];
	int n_ahead, next_ahead;
};

/* Screens in the order of their numbers. */
static const struct wg_screen_ops *const screens[] = {&wg_screen_overview, &wg_screen_grid, &wg_screen_contacts,
						     &wg_screen_needs, &wg_screen_helpers};

/* Screens that others open above them, by name. */
static const struct wg_screen_ops *const known[] = {
	&wg_screen_assign,   &wg_screen_facade, &wg_screen_find, &wg_screen_form,
	&wg_screen_handover, &wg_screen_import, &wg_screen_menu, &wg_screen_messages,
	&wg_screen_match, &wg_screen_need, &wg_screen_proposal,     &wg_screen_palette, &wg_screen_plan, &wg_screen_rows,
	NULL,
};

static void apply_look(struct tui *t)
{
	const struct wg_options *options = wg_conf_options(t->app->conf);
	if (t->term->look)
		t->term->look(t->term, wg_conf_theme(t->app->conf), wg_option_is(options, WG_OPTION_COLOUR, "never"),
			      options->value[WG_OPTION_MOUSE]);
}

static enum wg_err open_term(struct tui *t, struct wg_error *e)
{
	const struct wg_app *app = t->app;
	if (app->script)
		return wg_term_open_script(app->script, app->rows, app->cols, NULL, &t->term, e);
	const struct wg_options *options = wg_conf_options(app->conf);
	enum wg_err err = wg_term_open_tty(wg_conf_theme(app->conf), wg_option_is(options, WG_OPTION_COLOUR, "never"),
					   &t->term, e);
	if (err == WG_OK && options->value[WG_OPTION_MOUSE])
		apply_look(t);
	return err;
}

static enum wg_err open_ui(struct tui *t, struct wg_error *e)
{
	struct wg_app *app = t->app;
	t->face = (struct wg_face){.office = app->office,
				   .read = wg_command_run,
				   .run = app->read_only ? NULL : wg_command_run,
				   .preview = app->read_only ? NULL : wg_command_run,
				   .parse = wg_command_parse};
	wg_keys_init(&t->keys);
	enum wg_err err = wg_keys_apply(&t->keys, wg_conf_keymap(app->conf), e);
	wg_ui_init(&t->ui, &t->face, &t->keys, wg_i18n);
	const char *slash = strrchr(app->db, '/');
	t->ui.file = slash ? slash + 1 : app->db;
	t->ui.user = app->user;
	t->ui.known = known;
	t->ui.copy_file = wg_tui_copy_file(&app->arena);
	if (wg_drafts_open(&t->drafts, app->db, &app->arena))
		t->ui.drafts = &t->drafts;
	t->ui.english = app->english;
	t->ui.confirm_above = wg_conf_options(app->conf)->value[WG_OPTION_CONFIRM_ABOVE];
	for (size_t i = 0; err == WG_OK && i < sizeof screens / sizeof *screens; i++)
		err = wg_ui_add(&t->ui, screens[i], e);
	wg_ui_go(&t->ui, wg_screen_grid.number);
	return err;
}

static void fit(struct tui *t)
{
	int rows, cols;
	t->term->size(t->term, &rows, &cols);
	wg_ui_resize(&t->ui, rows, cols);
	const struct wg_options *options = wg_conf_options(t->app->conf);
	t->ui.cells.ascii = t->term->ascii || wg_option_is(options, WG_OPTION_LINES, "ascii");
	t->ui.cells.ambiguous_wide = t->term->ambiguous_wide ? !wg_option_is(options, WG_OPTION_AMBIGUOUS_WIDTH, "1")
							     : wg_option_is(options, WG_OPTION_AMBIGUOUS_WIDTH, "2");
}

/* set key=value …: until the console is closed. */
static bool set_options(struct tui *t, const struct wg_args *args)
{
	for (size_t i = 0; i < args->n; i++) {
		struct wg_error e = {0};
		enum wg_option which = WG_OPTIONS;
		const char *value = strchr(args->at[i].value, '=');
		const char *key = wg_arena_strndup(&t->app->arena, args->at[i].value, strcspn(args->at[i].value, "="));
		if (!value)
			(void)wg_fail(&e, WG_EUSAGE, N_("{1}: key=value is expected"), "s", key);
		if (!value || wg_conf_set(t->app->conf, key, value + 1, &which, &e) != WG_OK) {
			wg_ui_complain(&t->ui, &e);
			return false;
		}
		if (which == WG_OPTION_LANGUAGE) {
			wg_ui_say(&t->ui, WG_ROLE_WARN, _(N_("the language is that of the start: wangge --lang en")));
			return false;
		}
	}
	t->ui.confirm_above = wg_conf_options(t->app->conf)->value[WG_OPTION_CONFIRM_ABOVE];
	apply_look(t);
	wg_ui_say(&t->ui, WG_ROLE_NORMAL, _(N_("set until the console is closed; wangge.yaml keeps it")));
	return true;
}

static enum wg_err listed(void *ui, int64_t from, struct wg_arena *a, struct wg_rows *out, struct wg_error *e)
{
	struct wg_screen *s = wg_ui_top(ui);
	return s->ops->listed ? s->ops->listed(s, from, a, out, e)
			      : wg_fail(e, WG_EUSAGE, N_("there is no list here"), "");
}

static bool export_list(struct tui *t, const struct wg_args *args)
{
	struct wg_error e = {0};
	int64_t n = 0;
	char title[WG_CRUMBS], note[WG_CRUMBS], text[WG_I18N_BYTES];
	const char *file = wg_args_get(args, "file");
	struct wg_export x = {
		.file = file, .title = title, .note = note, .rows = listed, .tick = wg_ui_tick, .user = &t->ui};
	wg_ui_begin(&t->ui);
	wg_export_about(wg_ui_top(&t->ui), title, note);
	enum wg_err err = wg_export(t->app, &x, &n, &e);
	if (err == WG_OK)
		wg_ui_say(&t->ui, WG_ROLE_NORMAL, wg_i18n_say(text, N_("{1}: {2} rows"), "sl", file, (long long)n));
	else
		wg_ui_complain(&t->ui, &e);
	return err == WG_OK;
}

static bool own(void *app, const struct wg_command *command, const struct wg_args *args)
{
	struct tui *t = app;
	if (strcmp(command->name, "set") == 0)
		return set_options(t, args);
	if (strcmp(command->name, "export list") == 0)
		return export_list(t, args);
	wg_ui_action(&t->ui, WG_ACTION_HELP); /* keys */
	return true;
}

static bool is_cancel(const struct wg_event *ev)
{
	return ev->kind == WG_EVENT_INTERRUPT || ev->kind == WG_EVENT_TERMINATE || ev->kind == WG_EVENT_HANGUP ||
	       (ev->kind == WG_EVENT_KEY && ((ev->key.code == WG_KEY_ESC && ev->key.mods == 0) ||
					     (ev->key.code == 'c' && ev->key.mods == WG_CTRL)));
}

/* While something long runs: what is pressed meanwhile is kept for later, but for what cancels it. Text that is pasted
 * meanwhile is borrowed, and lost. A script goes on only when it is done. */
static bool glance(void *user)
{
	struct tui *t = user;
	struct wg_event ev;
	t->term->present(t->term, &t->ui.cells);
	while (!t->app->script && t->term->read(t->term, 0, &ev)) {
		bool leave = ev.kind == WG_EVENT_TERMINATE || ev.kind == WG_EVENT_HANGUP;
		if (is_cancel(&ev))
			t->n_ahead = t->next_ahead = 0;
		if ((leave || !is_cancel(&ev)) && !ev.text && t->n_ahead < AHEAD)
			t->ahead[t->n_ahead++] = ev;
		if (is_cancel(&ev))
			return false;
	}
	return true;
}

static bool read_event(struct tui *t, int timeout_ms, struct wg_event *ev)
{
	if (t->next_ahead < t->n_ahead) {
		*ev = t->ahead[t->next_ahead++];
		return true;
	}
	t->next_ahead = t->n_ahead = 0;
	return t->term->read(t->term, timeout_ms, ev);
}

static void show(struct tui *t)
{
	fit(t);
	wg_ui_load(&t->ui);
	wg_ui_paint(&t->ui);
	if (t->ui.redraw)
		t->term->redraw(t->term);
	t->ui.redraw = false;
	if (t->ui.copy[0]) {
		t->term->copy(t->term, t->ui.copy);
		wg_tui_copied(t->ui.copy_file, t->ui.copy);
	}
	t->ui.copy[0] = '\0';
	t->term->present(t->term, &t->ui.cells);
}

/* What somebody else has committed is read anew. What was written here has marked its screens itself. */
static void watch(struct tui *t)
{
	if (wg_tui_watch_heard(t->watch))
		t->heard_ns = wg_monotonic_ns();
	else if (wg_monotonic_ns() - t->heard_ns > LISTEN_MS * INT64_C(1000000))
		t->heard_ns = 0;
	int64_t version = wg_office_version(t->app->office);
	if (version != t->version)
		wg_ui_stale(&t->ui, WG_TOPIC_ALL);
	t->version = version;
}

static int patience(const struct tui *t)
{
	if (t->app->script)
		return -1;
	return t->watch < 0 ? IDLE_MS : t->heard_ns ? SOON_MS : -1;
}

static bool next_event(struct tui *t, struct wg_event *ev)
{
	if (t->ui.behind) {
		if (!t->app->script && read_event(t, PAUSE_MS, ev)) /* a script always has time */
			return true;
		t->ui.settled = true;
		show(t);
	}
	return read_event(t, patience(t), ev);
}

static void loop(struct tui *t)
{
	struct wg_event ev;
	t->watch = t->app->script ? -1 : wg_tui_watch_open(wg_office_path(t->app->office));
	t->term->beside = t->watch;
	t->version = wg_office_version(t->app->office);
	while (!t->ui.quit) {
		show(t);
		t->ui.settled = false;
		if (next_event(t, &ev))
			do {
				wg_ui_event(&t->ui, &ev);
			} while (!t->ui.quit && read_event(t, 0, &ev));
		watch(t);
	}
	t->term->beside = -1;
	if (t->watch >= 0)
		close(t->watch);
}

/* Then the overview says what comes first. */
static bool is_empty(wg_office *office)
{
	struct wg_arena a = {0};
	struct wg_node all = {0};
	bool empty = wg_node_get(office, WG_NODE_OFFICE, 0, &a, &all, NULL) == WG_OK && all.counters.homes == 0;
	wg_arena_free(&a);
	return empty;
}

static bool is_missing(const struct wg_app *app)
{
	return !app->read_only && access(app->db, F_OK) != 0 &&
	       (app->script || (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)));
}

/* No office yet: what the user wants is made. False: nothing, or it failed. */
static bool begin_office(struct tui *t, enum wg_first *first, enum wg_err *err, struct wg_error *e)
{
	if ((*err = open_term(t, e)) != WG_OK)
		return false;
	*first = wg_tui_first(t->app, t->term);
	if (*first == WG_FIRST_LEAVE)
		return false;
	int64_t made;
	*err = *first == WG_FIRST_DEMO ? wg_demo_run(t->app, 0, 1, false, &made, e) : wg_app_create(t->app, 0, e);
	wg_app_close(t->app);
	return *err == WG_OK;
}

static void run(struct tui *t, enum wg_first first)
{
	struct wg_app *app = t->app;
	if (!app->script)
		wg_tui_recall(&t->ui, wg_office_path(app->office));
	if (is_empty(app->office))
		wg_ui_go(&t->ui, wg_screen_overview.number);
	if (first == WG_FIRST_IMPORT)
		wg_ui_open(&t->ui, "import", NULL);
	t->ui.glance = glance;
	t->ui.own = own;
	t->ui.app = t;
	loop(t);
	if (!app->script)
		wg_tui_remember(&t->ui, wg_office_path(app->office));
}

int wg_tui_main(struct wg_app *app)
{
	struct tui t = {.app = app};
	struct wg_error e = {0};
	enum wg_first first = WG_FIRST_LEAVE;
	enum wg_err err = WG_OK;
	bool go_on = !is_missing(app) || begin_office(&t, &first, &err, &e);
	if (go_on && (err = wg_app_open(app, &e)) == WG_OK && (err = open_ui(&t, &e)) == WG_OK &&
	    (t.term || (err = open_term(&t, &e)) == WG_OK))
		run(&t, first);
	if (t.term)
		t.term->close(&t.term);
	if (err != WG_OK)
		wg_print_error(app, err, &e);
	wg_ui_free(&t.ui);
	wg_keys_free(&t.keys);
	return wg_err_status(err);
}
