#include "tests/command/office.h"
#include "tests/view/golden.h"

#include "screen/contacts.h"

static const char *same(const char *msgid)
{
	return msgid;
}

struct fixture {
	struct wg_keys keys;
	struct wg_face face;
	struct wg_ui ui;
};

static enum wg_err preview(wg_office *office, const char *name, const struct wg_args *args,
			   const struct wg_run_opts *opts, struct wg_outcome *outcome, struct wg_error *e)
{
	struct wg_run_opts o = {.run = WG_PREVIEW};
	return wg_command_run(office, name, args, &o, outcome, e);
}

static void begin(struct fixture *f, int buildings, int cadres)
{
	struct wg_error e = {0};
	wg_keys_init(&f->keys);
	f->face = (struct wg_face){.office = test_office(buildings, cadres),
				   .read = wg_command_run,
				   .run = wg_command_run,
				   .preview = preview,
				   .parse = wg_command_parse};
	run_ok(f->face.office, "plan --under 窑洲社区 --commit");
	wg_ui_init(&f->ui, &f->face, &f->keys, same);
	wg_ui_resize(&f->ui, 30, 100);
	assert_int_equal(wg_ui_add(&f->ui, &wg_screen_contacts, &e), WG_OK);
	wg_ui_load(&f->ui);
	wg_ui_paint(&f->ui);
}

static void finish(struct fixture *f)
{
	wg_ui_free(&f->ui);
	wg_keys_free(&f->keys);
	wg_office_close(&f->face.office);
}

static void show(struct fixture *f)
{
	struct wg_buf out;
	wg_buf_init(&out, 1 << 20);
	wg_cells_dump(&f->ui.cells, false, &out);
	fprintf(stderr, "%s", out.data);
	wg_buf_free(&out);
}

static void x(void **state)
{
	struct fixture f;
	begin(&f, 6, 7);
	show(&f);
	finish(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(x),
	};
	return cmocka_run_group_tests_name("contacts", tests, NULL, NULL);
}
