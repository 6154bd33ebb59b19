#include "screen/import.h"

#include <stdio.h>
#include <string.h>

#include "screen/compare.h"
#include "screen/import_state.h"
#include "view/panel.h"
#include "wangge/place.h"

enum stage { FILE_STAGE, FORM_STAGE, DRY_RUN_STAGE };
enum what { HOUSEHOLDS, CADRES, HELPERS, COMPARE };
enum field { F_FILE, F_WHAT, F_UNDER, F_BAD, F_SHARED, F_MAP, F_REMEMBERED, FIELDS };

/* outcome is that of the last dry run; blocked: it says that nothing can be imported. */
struct import {
	struct wg__files files;
	enum stage stage;
	struct wg_form form;
	struct wg_field fields[FIELDS];
	const char *choices[FIELDS][4];
	char path[WG_IMPORT_PATH], file_label[WG_IMPORT_PATH + 100];
	char cursor[WG_LINE_MAX * 4]; /* the place that it was opened on */
	char wishes[WG_LINE_MAX * 4]; /* of the last arguments */
	struct wg_outcome outcome;
	bool blocked;
	struct wg_error error;
	struct wg_arena lines;
	struct wg_page page;
	int64_t shown;
	bool deaf;
};

/* Rosters are of a compound, or of what lies above. */
static enum wg_err place_path(struct wg_ui *ui, const char *argument, char *out, size_t cap, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_node node;
	const char *path = "";
	enum wg_err err = wg_node_find(ui->face->office, argument ? argument : "", &a, &node, e);
	while (err == WG_OK && (node.kind == WG_NODE_AREA || node.level > WG_LEVEL_COMPOUND)) {
		struct wg_node below = node;
		err = wg_node_parent(ui->face->office, &below, &a, &node, e);
	}
	if (err == WG_OK)
		err = wg_node_path(ui->face->office, &node, "/", &a, &path, e);
	if (err == WG_OK)
		snprintf(out, cap, "%s", path);
	wg_arena_free(&a);
	return err;
}

static void pick(struct import *im, enum field which, const char *key, const char *label, const char *first,
		 const char *second)
{
	im->choices[which][0] = first;
	im->choices[which][1] = second;
	im->fields[which] = (struct wg_field){
		.key = key, .label = label, .kind = WG_FIELD_PICK, .choices = im->choices[which], .n_choices = 2};
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct import *im = s->state;
	wg_translate *tr = s->ui->tr;
	enum wg_err err = place_path(s->ui, argument, im->cursor, sizeof im->cursor, e);
	if (err != WG_OK)
		return err;
	wg__files_open(&im->files, s->ui);
	im->fields[F_FILE] = (struct wg_field){.key = "file", .label = im->file_label, .kind = WG_FIELD_NOTE};
	im->fields[F_UNDER] = (struct wg_field){.key = "under", .label = tr(N_("Place")), .kind = WG_FIELD_TEXT};
	pick(im, F_WHAT, "what", tr(N_("What is in it")), tr(N_("households and residents")), tr(N_("cadres")));
	im->choices[F_WHAT][HELPERS] = tr(N_("library"));
	im->choices[F_WHAT][COMPARE] = tr(N_("next month's, to compare"));
	pick(im, F_BAD, "skip-bad", tr(N_("Rows with errors")), tr(N_("refuse the file")), tr(N_("leave them out")));
	pick(im, F_SHARED, "allow-shared", tr(N_("One door, two heads")), tr(N_("is an error")),
	     tr(N_("two households")));
	im->fields[F_MAP] = (struct wg_field){.key = "map", .label = tr(N_("Columns by hand")), .kind = WG_FIELD_TEXT};
	pick(im, F_REMEMBERED, "no-remembered", tr(N_("Columns named before")), tr(N_("as remembered")),
	     tr(N_("forget them")));
	return WG_OK;
}

static void close(struct wg_screen *s)
{
	struct import *im = s->state;
	wg__files_free(&im->files);
	wg_outcome_free(&im->outcome);
	wg_arena_free(&im->lines);
}

/* People who serve, not households. */
static bool of_workers(const struct import *im)
{
	return im->fields[F_WHAT].choice == CADRES || im->fields[F_WHAT].choice == HELPERS;
}

static bool compares(const struct import *im)
{
	return im->fields[F_WHAT].choice == COMPARE;
}

static const char *command_of(const struct import *im)
{
	static const char *const commands[] = {"import households", "import cadres", "import library",
					       "import compare"};
	return commands[im->fields[F_WHAT].choice];
}

/* 门牌=address 手机=phone: each a wish. */
static void add_wishes(struct import *im, struct wg_args *args)
{
	char *rest = im->wishes;
	wg_form_value(&im->form, "map", im->wishes, sizeof im->wishes);
	for (char *wish; (wish = strsep(&rest, " ,;"));) {
		if (*wish)
			wg_args_add(args, "map", wish);
	}
}

/* under: room for the text of the field, which lives as long as args. */
static void fill_args(struct import *im, char under[WG_LINE_MAX * 4], struct wg_args *args)
{
	add_wishes(im, args);
	if (im->fields[F_REMEMBERED].choice == 1)
		wg_args_add(args, "no-remembered", "");
	wg_form_value(&im->form, "under", under, WG_LINE_MAX * 4);
	wg_args_add(args, "file", im->path);
	if (*under)
		wg_args_add(args, "under", under);
	if (im->fields[F_BAD].choice == 1)
		wg_args_add(args, "skip-bad", "");
	if (!of_workers(im) && im->fields[F_SHARED].choice == 1)
		wg_args_add(args, "allow-shared", "");
}

static enum wg_err dry_run(struct wg_screen *s)
{
	struct import *im = s->state;
	char under[WG_LINE_MAX * 4];
	struct wg_args args = {0};
	wg_outcome_free(&im->outcome);
	im->outcome = (struct wg_outcome){0};
	im->error = (struct wg_error){0};
	fill_args(im, under, &args);
	enum wg_err err = wg_ui_read(s->ui, command_of(im), &args, &im->outcome, &im->error);
	wg_args_free(&args);
	im->blocked = err != WG_OK;
	return err;
}

static const char *proposal_of(const struct wg_outcome *o)
{
	for (size_t i = 0; i < o->n_tables; i++) {
		const struct wg_rows *t = &o->tables[i];
		if (strcmp(t->key, "proposal") == 0 && t->n > 0 && t->at[0].s)
			return t->at[0].s;
	}
	return NULL;
}

static bool is_called(const char *path, const char *const *words, size_t n)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	for (size_t i = 0; i < n; i++) {
		if (strstr(name, words[i]))
			return true;
	}
	return false;
}

/* A list of those who serve is told by its name; who knows better changes the field. */
static int sounds_like(const char *path)
{
	static const char *const helpers[] = {"资源", "志愿", "帮手", "专长", "党员", "library", "volunteer"};
	static const char *const cadres[] = {"干部", "网格员", "人员", "联系人", "cadre"};
	return is_called(path, helpers, sizeof helpers / sizeof *helpers) ? HELPERS
	       : is_called(path, cadres, sizeof cadres / sizeof *cadres)  ? CADRES
									  : HOUSEHOLDS;
}

/* The community of the place under the cursor: who serves does so in a community. */
static void community_of(struct wg_ui *ui, const char *path, char *out, size_t cap)
{
	struct wg_arena a = {0};
	struct wg_node node, up;
	const char *found = "";
	enum wg_err err = wg_node_find(ui->face->office, path, &a, &node, NULL);
	while (err == WG_OK && (node.kind == WG_NODE_AREA || node.level > WG_LEVEL_COMMUNITY)) {
		err = wg_node_parent(ui->face->office, &node, &a, &up, NULL);
		node = up;
	}
	if (err == WG_OK && node.level == WG_LEVEL_COMMUNITY)
		err = wg_node_path(ui->face->office, &node, "/", &a, &found, NULL);
	snprintf(out, cap, "%s", err == WG_OK ? found : "");
	wg_arena_free(&a);
}

static bool has_households(struct wg_ui *ui)
{
	struct wg_arena a = {0};
	struct wg_node office;
	bool has = wg_node_find(ui->face->office, "", &a, &office, NULL) == WG_OK && office.counters.households > 0;
	wg_arena_free(&a);
	return has;
}

/* What the file says of where it belongs goes before where the cursor stood. */
static void choose_file(struct wg_screen *s)
{
	struct import *im = s->state;
	char under[WG_LINE_MAX * 4];
	const char *tr_file = s->ui->tr(N_("File"));
	wg__files_path(&im->files, im->path);
	if (!im->path[0]) {
		if (!wg__files_complete(&im->files))
			wg_ui_say(s->ui, WG_ROLE_WARN, s->ui->tr(N_("there is no such file")));
		return;
	}
	snprintf(im->file_label, sizeof im->file_label, "%s  %s", tr_file, im->path);
	im->fields[F_WHAT].choice = sounds_like(im->path);
	im->fields[F_WHAT].n_choices = has_households(s->ui) ? 4 : 3;
	wg_line_set(&im->fields[F_UNDER].line, "");
	wg_form_open(&im->form, s->ui->tr(N_("Import")), im->fields, FIELDS);
	if (of_workers(im)) {
		community_of(s->ui, im->cursor, under, sizeof under);
		wg_line_set(&im->fields[F_UNDER].line, under);
	} else {
		dry_run(s);
		const char *proposal = proposal_of(&im->outcome);
		wg_line_set(&im->fields[F_UNDER].line, proposal ? proposal : im->cursor);
	}
	im->stage = FORM_STAGE;
}

/* The command as a line, for a screen that is opened on it. */
static void open_comparison(struct wg_screen *s)
{
	struct import *im = s->state;
	char under[WG_LINE_MAX * 4];
	struct wg_args args = {0};
	struct wg_error e = {0};
	struct wg_arena a = {0};
	const char *line = command_of(im);
	fill_args(im, under, &args);
	for (size_t i = 0; i < args.n; i++) {
		const char *value = args.at[i].value, *quote = strchr(value, '\'') ? "\"" : "'";
		line = *value ? wg_arena_printf(&a, "%s --%s %s%s%s", line, args.at[i].name, quote, value, quote)
			      : wg_arena_printf(&a, "%s --%s", line, args.at[i].name);
	}
	if (wg_ui_push(s->ui, &wg_screen_compare, line, &e) != WG_OK)
		wg_ui_complain(s->ui, &e);
	wg_args_free(&args);
	wg_arena_free(&a);
}

/* A comparison has a list of its own; what stands against reading the file is shown here like that of any import. */
static void show_dry_run(struct wg_screen *s)
{
	struct import *im = s->state;
	const struct wg_page_line *lines;
	enum wg_err err = dry_run(s);
	if (err == WG_OK && compares(im)) {
		open_comparison(s);
		return;
	}
	wg_arena_reset(&im->lines);
	int n = wg__import_lines(s->ui, &im->outcome, err == WG_OK ? NULL : &im->error, s->ui->cells.cols, &im->lines,
				 &lines);
	wg_page_init(&im->page, lines, n);
	im->stage = DRY_RUN_STAGE;
	im->deaf = true;
	im->shown = wg_monotonic_ns();
	wg_ui_say(s->ui, WG_ROLE_NORMAL,
		  s->ui->tr(im->blocked
				    ? N_("Nothing has been imported. Esc goes back to the form")
				    : N_("Nothing has been imported yet. Enter imports, Esc goes back to the form")));
}

/* The file may have changed since the dry run: then the run says so, and the form stays. */
static void import(struct wg_screen *s)
{
	struct import *im = s->state;
	char under[WG_LINE_MAX * 4];
	struct wg_args args = {0};
	if (im->deaf && wg_monotonic_ns() - im->shown < WG_PANEL_DEAF_MS * INT64_C(1000000))
		return;
	if (im->blocked) {
		im->stage = FORM_STAGE;
		wg_ui_complain(s->ui, &im->error);
		return;
	}
	fill_args(im, under, &args);
	bool done = wg_ui_run(s->ui, command_of(im), &args, im->outcome.digest[0] ? im->outcome.digest : NULL);
	wg_args_free(&args);
	if (done)
		wg_ui_pop(s->ui);
	else
		im->stage = FORM_STAGE;
}

static bool is_key(const struct wg_event *ev, uint32_t code)
{
	return ev->kind == WG_EVENT_KEY && ev->key.mods == 0 && ev->key.code == code;
}

static bool file_event(struct wg_screen *s, const struct wg_event *ev)
{
	struct import *im = s->state;
	struct wg_list *l = &im->files.list;
	if (is_key(ev, WG_KEY_ENTER))
		choose_file(s);
	else if (is_key(ev, WG_KEY_TAB))
		wg__files_complete(&im->files);
	else if (is_key(ev, WG_KEY_DOWN))
		wg_list_go(l, l->cursor + 1);
	else if (is_key(ev, WG_KEY_UP))
		wg_list_go(l, l->cursor > 0 ? l->cursor - 1 : 0);
	else if (is_key(ev, WG_KEY_PGDN))
		wg_list_action(l, WG_ACTION_PAGE_DOWN);
	else if (is_key(ev, WG_KEY_PGUP))
		wg_list_action(l, WG_ACTION_PAGE_UP);
	else {
		enum wg_line_result result = wg_line_event(&im->files.line, ev);
		if (result == WG_LINE_CHANGED)
			wg__files_read(&im->files);
		return result != WG_LINE_IGNORED;
	}
	return true;
}

static bool form_event(struct wg_screen *s, const struct wg_event *ev)
{
	struct import *im = s->state;
	enum wg_form_result result = wg_form_event(&im->form, ev);
	if (result == WG_FORM_SUBMIT)
		show_dry_run(s);
	else if (result == WG_FORM_CANCEL)
		im->stage = FILE_STAGE;
	return result != WG_FORM_IGNORED;
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	struct import *im = s->state;
	if (ev->kind == WG_EVENT_KEY && ev->key.code != WG_KEY_ENTER)
		im->deaf = false;
	if (im->stage == FILE_STAGE)
		return file_event(s, ev);
	return im->stage == FORM_STAGE && form_event(s, ev);
}

static int scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	const struct import *im = s->state;
	out[0] = im->stage == DRY_RUN_STAGE ? WG_SCOPE_LIST : WG_SCOPE_FORM;
	return 1;
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	struct import *im = s->state;
	if (im->stage == FORM_STAGE && action == WG_ACTION_FORM_SUBMIT)
		show_dry_run(s);
	else if (im->stage != DRY_RUN_STAGE)
		return false;
	else if (action == WG_ACTION_OPEN)
		import(s);
	else
		return wg_page_action(&im->page, action);
	return true;
}

static bool back(struct wg_screen *s)
{
	struct import *im = s->state;
	if (im->stage == FILE_STAGE)
		return false;
	im->stage = im->stage == DRY_RUN_STAGE ? FORM_STAGE : FILE_STAGE;
	return true;
}

static const char *field(struct wg_screen *s, const char *param)
{
	const struct import *im = s->state;
	for (int i = 0; i < FIELDS; i++)
		if (strcmp(im->fields[i].key, param) == 0)
			return im->fields[i].label;
	return NULL;
}

static int foot(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT])
{
	const struct import *im = s->state;
	int n = 0;
	if (im->stage == FILE_STAGE) {
		out[n++] = (struct wg_footer_item){"Enter", N_("open")};
		out[n++] = (struct wg_footer_item){"Tab", N_("complete")};
		out[n++] = (struct wg_footer_item){"Up Down", N_("choose")};
	} else if (im->stage == FORM_STAGE) {
		out[n++] = (struct wg_footer_item){"Enter", N_("dry run")};
		out[n++] = (struct wg_footer_item){"Tab", N_("next")};
		out[n++] = (struct wg_footer_item){"Space", N_("choose")};
	} else {
		out[n++] = (struct wg_footer_item){"Enter", im->blocked ? N_("to the form") : N_("import")};
		out[n++] = (struct wg_footer_item){"Up Down PgUp PgDn", N_("scroll")};
	}
	out[n++] = (struct wg_footer_item){"Esc", N_("back")};
	return n;
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct import *im = s->state;
	if (im->stage == FILE_STAGE)
		wg__files_paint(&im->files, c, r);
	else if (im->stage == FORM_STAGE)
		wg_form_draw(&im->form, c, r);
	else
		wg_page_draw(&im->page, c, r);
}

static void crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	const struct import *im = s->state;
	wg_translate *tr = s->ui->tr;
	const char *slash = strrchr(im->path, '/');
	if (im->stage == FILE_STAGE)
		snprintf(left, WG_CRUMBS, "%s", tr(N_("Import")));
	else
		snprintf(left, WG_CRUMBS, "%s > %.200s%s%s", tr(N_("Import")), slash ? slash + 1 : im->path,
			 im->stage == DRY_RUN_STAGE ? " > " : "", im->stage == DRY_RUN_STAGE ? tr(N_("dry run")) : "");
	if (im->stage == DRY_RUN_STAGE)
		snprintf(right, WG_CRUMBS, "%s %zu  %s %zu", tr(N_("errors")), im->outcome.n_errors, tr(N_("warnings")),
			 im->outcome.n_warnings);
}

const struct wg_screen_ops wg_screen_import = {
	.name = "import",
	.title = N_("Import"),
	.state_size = sizeof(struct import),
	.open = open,
	.close = close,
	.scopes = scopes,
	.event = event,
	.action = action,
	.back = back,
	.field = field,
	.foot = foot,
	.paint = paint,
	.crumbs = crumbs,
};
