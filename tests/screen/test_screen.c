#include "tests/view/golden.h"

#include "screen/help.h"
#include "screen/screen.h"

/* A screen of numbers, and an office that is a counter: what screens share is tested without a database. */
static struct {
	int loads, runs, fail_load, open;
	int64_t n, first;
	char last[32];
} fake;

struct numbers {
	struct wg_list list;
	int64_t *at, n;
	bool panel;
};

static int64_t count(void *data)
{
	return ((struct numbers *)data)->n;
}

static int64_t id(void *data, int64_t row)
{
	return ((struct numbers *)data)->at[row];
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct numbers *n = s->state;
	fake.open++;
	wg_list_init(&n->list, (struct wg_row_source){.data = n, .count = count, .id = id});
	return WG_OK;
}

static void close(struct wg_screen *s)
{
	struct numbers *n = s->state;
	fake.open--;
	wg_list_free(&n->list);
}

static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	struct numbers *n = s->state;
	fake.loads++;
	int64_t *at = WG_NEW(back, int64_t, fake.n);
	for (int64_t i = 0; i < fake.n; i++)
		at[i] = fake.first + i;
	if (fake.fail_load)
		return wg_fail(e, WG_EIO, N_("{1} cannot be read"), "s", "x.db");
	n->at = at;
	n->n = fake.n;
	wg_list_reload(&n->list);
	return WG_OK;
}

static struct wg_list *list(struct wg_screen *s)
{
	return &((struct numbers *)s->state)->list;
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	struct numbers *n = s->state;
	return n->panel && ev->kind == WG_EVENT_KEY && wg_key_is_text(ev->key);
}

static bool back(struct wg_screen *s)
{
	struct numbers *n = s->state;
	bool was = n->panel;
	n->panel = false;
	return was;
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	struct numbers *n = s->state;
	if (action != WG_ACTION_ASSIGN)
		return false;
	n->panel = true;
	return true;
}

static int scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	out[0] = WG_SCOPE_OFFICE;
	out[1] = WG_SCOPE_LIST;
	return 2;
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct numbers *n = s->state;
	wg_list_height(&n->list, r.rows);
	for (int i = 0; i < r.rows && n->list.top + i < n->n; i++) {
		char text[32];
		snprintf(text, sizeof text, "%d", (int)n->at[n->list.top + i]);
		wg_cells_put(c, r.row + i, 1, 8, WG_ROLE_NORMAL, text, 0);
	}
}

static const struct wg_screen_ops grid = {.name = "grid",
					  .title = "网格",
					  .number = 2,
					  .state_size = sizeof(struct numbers),
					  .depends = WG_TOPIC_HOUSEHOLD,
					  .open = open,
					  .close = close,
					  .load = load,
					  .list = list,
					  .event = event,
					  .back = back,
					  .action = action,
					  .scopes = scopes,
					  .paint = paint};
static const struct wg_screen_ops contacts = {.name = "contacts",
					      .title = "联户",
					      .number = 3,
					      .state_size = sizeof(struct numbers),
					      .depends = WG_TOPIC_WORKER,
					      .open = open,
					      .close = close,
					      .load = load,
					      .list = list,
					      .scopes = scopes,
					      .paint = paint};

static enum wg_err run(wg_office *office, const char *name, const struct wg_args *args, const struct wg_run_opts *opts,
		       struct wg_outcome *outcome, struct wg_error *e)
{
	fake.runs++;
	snprintf(fake.last, sizeof fake.last, "%s", name);
	if (fake.runs == 2)
		return wg_fail(e, WG_EREFUSED, N_("nothing to redo"), "");
	fake.first++;
	outcome->batch = 7;
	wg_message_set(&outcome->said, N_("{1} taken back"), "d", 7);
	return WG_OK;
}

static const char *same(const char *msgid)
{
	return msgid;
}

/* A second of work: half of it is done. */
static enum wg_err work(wg_office *office, const char *name, const struct wg_args *args, const struct wg_run_opts *opts,
			struct wg_outcome *outcome, struct wg_error *e)
{
	struct wg_ui *ui = opts->user;
	if (!opts->tick(opts->user, 0.5))
		return wg_fail(e, WG_EINTERNAL, N_("work that has just begun is not cancelled"), "");
	ui->began -= 1000 * 1000 * 1000;
	ui->glanced = ui->began;
	if (!opts->tick(opts->user, 0.5))
		return wg_fail(e, WG_ECANCELLED, N_("cancelled"), "");
	wg_message_set(&outcome->said, N_("{1} taken back"), "d", 7);
	return WG_OK;
}

/* What stands in the status row while something works; the user's answer. */
static struct {
	char shown[800];
	bool go_on;
} seen;

static bool glance(void *user)
{
	struct wg_ui *ui = user;
	snprintf(seen.shown, sizeof seen.shown, "%s", ui->message);
	return seen.go_on;
}

struct fixture {
	struct wg_keys keys;
	struct wg_face face;
	struct wg_ui ui;
};

static void begin(struct fixture *f, bool writes)
{
	struct wg_error e = {0};
	memset(&fake, 0, sizeof fake);
	fake.n = 100;
	fake.first = 500;
	wg_keys_init(&f->keys);
	f->face = (struct wg_face){.run = writes ? run : NULL};
	wg_ui_init(&f->ui, &f->face, &f->keys, same);
	assert_int_equal(wg_ui_add(&f->ui, &grid, &e), WG_OK);
	assert_int_equal(wg_ui_add(&f->ui, &contacts, &e), WG_OK);
	wg_ui_load(&f->ui);
	wg_ui_paint(&f->ui);
}

static void finish(struct fixture *f)
{
	wg_ui_free(&f->ui);
	wg_keys_free(&f->keys);
	assert_int_equal(fake.open, 0);
}

static void press(struct fixture *f, const char *name)
{
	struct wg_key key[WG_KEY_SEQUENCE];
	int n = wg_key_parse_sequence(name, strlen(name), key);
	assert_true(n > 0);
	for (int i = 0; i < n; i++) {
		struct wg_event ev = {.kind = WG_EVENT_KEY, .key = key[i]};
		wg_ui_event(&f->ui, &ev);
	}
	wg_ui_load(&f->ui);
	wg_ui_paint(&f->ui);
}

static struct numbers *shown(struct fixture *f)
{
	return wg_ui_top(&f->ui)->state;
}

static void the_cursor_is_found_again_after_a_write(void **state)
{
	struct fixture f;
	begin(&f, true);
	press(&f, "G");
	press(&f, "k");
	press(&f, "Space");
	press(&f, "k");
	assert_int_equal(shown(&f)->list.cursor_id, 598);
	press(&f, "u");
	assert_string_equal(fake.last, "undo");
	assert_int_equal(fake.loads, 2);
	assert_int_equal(shown(&f)->list.cursor_id, 598);
	assert_int_equal(shown(&f)->list.cursor, 97);
	assert_string_equal(f.ui.message, "7 taken back   u takes it back");
	press(&f, "C-r");
	assert_string_equal(f.ui.message, "nothing to redo");
	assert_int_equal(f.ui.message_role, WG_ROLE_ERROR);
	assert_int_equal(fake.loads, 2); /* a refusal reads nothing anew */
	press(&f, "gg");
	assert_int_equal(shown(&f)->list.cursor, 0);
	assert_string_equal(f.ui.message, "");
	finish(&f);
}

static void a_failed_load_leaves_the_old_rows(void **state)
{
	struct fixture f;
	begin(&f, true);
	fake.fail_load = 1;
	press(&f, "F5");
	assert_string_equal(f.ui.message, "x.db cannot be read");
	assert_int_equal(shown(&f)->at[99], 599);
	fake.fail_load = 0;
	fake.first = 550;
	press(&f, "R");
	assert_int_equal(shown(&f)->at[99], 649);
	finish(&f);
}

static void only_screens_that_show_it_are_read_anew(void **state)
{
	struct fixture f;
	begin(&f, true);
	press(&f, "3");
	assert_int_equal(fake.loads, 2);
	wg_ui_stale(&f.ui, WG_TOPIC_HOUSEHOLD);
	press(&f, "j");
	assert_int_equal(fake.loads, 2);
	press(&f, "２");
	assert_int_equal(fake.loads, 3);
	press(&f, "C-PgDn");
	assert_string_equal(wg_ui_top(&f.ui)->ops->name, "contacts");
	press(&f, "7");
	assert_string_equal(wg_ui_top(&f.ui)->ops->name, "contacts");
	assert_string_equal(f.ui.message, "there is no such screen yet");
	finish(&f);
}

static void nothing_is_written_in_read_only(void **state)
{
	struct fixture f;
	begin(&f, false);
	press(&f, "u");
	assert_int_equal(fake.runs, 0);
	assert_string_equal(f.ui.message, "read-only: nothing can be changed here");
	press(&f, "a");
	assert_false(shown(&f)->panel);
	fake.n = 0;
	press(&f, "F5");
	press(&f, "Space");
	assert_string_equal(f.ui.message, "there is no row here");
	finish(&f);
}

static void escape_peels_one_layer_at_a_time(void **state)
{
	struct fixture f;
	begin(&f, true);
	press(&f, "v");
	press(&f, "j");
	press(&f, "a");
	assert_true(shown(&f)->panel);
	press(&f, "j"); /* goes to the panel */
	assert_int_equal(shown(&f)->list.cursor, 1);
	press(&f, "F1");
	assert_string_equal(wg_ui_top(&f.ui)->ops->name, "help");
	press(&f, "Esc");
	assert_true(shown(&f)->panel && shown(&f)->list.ranging);
	press(&f, "Esc");
	assert_true(!shown(&f)->panel && shown(&f)->list.ranging);
	press(&f, "Esc");
	assert_false(shown(&f)->list.ranging);
	press(&f, "Esc");
	assert_string_equal(wg_ui_top(&f.ui)->ops->name, "grid");
	assert_false(f.ui.quit);
	press(&f, "C-c");
	assert_false(f.ui.quit);
	press(&f, "Q");
	assert_true(f.ui.quit);
	finish(&f);
}

static void long_work_shows_how_far_it_is_and_can_be_cancelled(void **state)
{
	struct fixture f;
	begin(&f, true);
	f.face.run = work;
	f.ui.glance = glance;
	f.ui.app = &f.ui;
	seen.go_on = true;
	press(&f, "u");
	assert_string_equal(seen.shown, "At work  50%  2 s left   Ctrl+C cancels");
	assert_string_equal(f.ui.message, "7 taken back");
	seen.go_on = false;
	press(&f, "u");
	assert_string_equal(f.ui.message, "cancelled");
	finish(&f);
}

static void an_input_method_left_on_is_understood(void **state)
{
	struct fixture f;
	begin(&f, true);
	press(&f, "？");
	assert_string_equal(wg_ui_top(&f.ui)->ops->name, "help");
	press(&f, "q");
	press(&f, "张");
	assert_string_equal(f.ui.message, "no such key; is an input method switched on?");
	finish(&f);
}

static void the_frame_fits_its_window(void **state)
{
	struct fixture f;
	struct wg_buf out;
	begin(&f, true);
	f.ui.user = "王芳";
	f.ui.file = "窑洲社区.db";
	wg_buf_init(&out, 1 << 20);
	wg_ui_resize(&f.ui, 30, 100);
	press(&f, "Space");
	wg_cells_dump(&f.ui.cells, false, &out);
	assert_non_null(strstr(out.data, " [2网格]  3联户 "));
	assert_non_null(strstr(out.data, " 王芳  窑洲社区.db \n 网格 "));
	assert_non_null(strstr(out.data, " 2/100  ✓1 marked \n"));
	assert_non_null(strstr(out.data, " ? help \n"));
	wg_buf_clear(&out);
	wg_ui_resize(&f.ui, 24, 80);
	wg_ui_paint(&f.ui);
	wg_cells_dump(&f.ui.cells, false, &out);
	assert_int_equal(strncmp(out.data, " 2 网格  网格 ", strlen(" 2 网格  网格 ")), 0);
	wg_buf_clear(&out);
	wg_ui_resize(&f.ui, 23, 80);
	wg_ui_paint(&f.ui);
	wg_cells_dump(&f.ui.cells, false, &out);
	assert_int_equal(strncmp(out.data, "window too small", 16), 0);
	wg_buf_free(&out);
	finish(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cursor_is_found_again_after_a_write),
		cmocka_unit_test(a_failed_load_leaves_the_old_rows),
		cmocka_unit_test(only_screens_that_show_it_are_read_anew),
		cmocka_unit_test(nothing_is_written_in_read_only),
		cmocka_unit_test(escape_peels_one_layer_at_a_time),
		cmocka_unit_test(long_work_shows_how_far_it_is_and_can_be_cancelled),
		cmocka_unit_test(an_input_method_left_on_is_understood),
		cmocka_unit_test(the_frame_fits_its_window),
	};
	return cmocka_run_group_tests_name("screen", tests, NULL, NULL);
}
