#include "tests/screen/test_contacts_ui.h"

#include <stdlib.h>

#include "screen/assign.h"
#include "screen/contacts.h"
#include "screen/facade.h"
#include "screen/form.h"
#include "screen/import.h"
#include "screen/menu.h"
#include "screen/plan.h"
#include "screen/rows.h"

static const struct wg_screen_ops *const known[] = {&wg_screen_assign, &wg_screen_facade, &wg_screen_form, &wg_screen_import,
						    &wg_screen_menu, &wg_screen_plan, &wg_screen_rows, NULL};

static const char *same(const char *msgid)
{
	return msgid;
}

static void show(struct console *c)
{
	wg_ui_load(&c->ui);
	wg_ui_paint(&c->ui);
	wg_buf_clear(&c->shown);
	wg_cells_dump(&c->ui.cells, false, &c->shown);
}

void open_console(struct console *c, wg_office *office, bool writes)
{
	struct wg_error e = {0};
	*c = (struct console){0};
	wg_buf_init(&c->shown, 1 << 20);
	wg_keys_init(&c->keys);
	c->face = (struct wg_face){.office = office,
				   .read = wg_command_run,
				   .run = writes ? wg_command_run : NULL,
				   .preview = writes ? wg_command_run : NULL,
				   .parse = wg_command_parse};
	wg_ui_init(&c->ui, &c->face, &c->keys, same);
	c->ui.known = known;
	c->ui.english = true;
	c->ui.user = "王芳";
	c->ui.file = "窑洲社区.db";
	wg_ui_resize(&c->ui, 30, 100);
	assert_int_equal(wg_ui_add(&c->ui, &wg_screen_contacts, &e), WG_OK);
	show(c);
}

void close_console(struct console *c)
{
	wg_ui_free(&c->ui);
	wg_keys_free(&c->keys);
	wg_buf_free(&c->shown);
	wg_office_close(&c->face.office);
}

void press(struct console *c, const char *keys)
{
	while (*keys) {
		size_t n = strcspn(keys, " ");
		struct wg_key key[WG_KEY_SEQUENCE];
		int len = wg_key_parse_sequence(keys, n, key);
		assert_true(len > 0);
		for (int i = 0; i < len; i++) {
			struct wg_event ev = {.kind = WG_EVENT_KEY, .key = key[i]};
			wg_ui_event(&c->ui, &ev);
		}
		show(c);
		keys += n;
		keys += strspn(keys, " ");
	}
}

void type(struct console *c, const char *text)
{
	struct wg_event ev = {.kind = WG_EVENT_PASTE, .text = text, .len = strlen(text)};
	wg_ui_event(&c->ui, &ev);
	show(c);
}

void resize(struct console *c, int rows, int cols)
{
	struct wg_event ev = {.kind = WG_EVENT_RESIZE};
	wg_ui_resize(&c->ui, rows, cols);
	wg_ui_event(&c->ui, &ev);
	show(c);
}

const char *top(const struct console *c)
{
	return wg_ui_top(&c->ui)->ops->name;
}

void sees(struct console *c, const char *text)
{
	if (!strstr(c->shown.data, text))
		fail_msg("\"%s\" is not on the screen:\n%s", text, c->shown.data);
}

void sees_not(struct console *c, const char *text)
{
	if (strstr(c->shown.data, text))
		fail_msg("\"%s\" is on the screen:\n%s", text, c->shown.data);
}

void row_is(struct console *c, int row, const char *text)
{
	const char *at = c->shown.data;
	for (int i = 0; i < row && at; i++)
		at = strchr(at, '\n') + 1;
	if (strncmp(at, text, strlen(text)) != 0)
		fail_msg("row %d does not begin with \"%s\":\n%s", row, text, c->shown.data);
}

/* Blanks at the ends of lines are not part of a file that people edit. */
static void without_ends(const char *text, struct wg_buf *out)
{
	for (size_t n; *text; text += n + 1) {
		n = strcspn(text, "\n");
		int len = (int)n;
		while (len > 0 && text[len - 1] == ' ')
			len--;
		wg_buf_printf(out, "%.*s\n", len, text);
	}
}

static void assert_same(const char *path, FILE *f, const char *shown)
{
	char line[2000];
	struct wg_buf expected;
	wg_buf_init(&expected, 1 << 20);
	while (fgets(line, sizeof line, f))
		wg_buf_puts(&expected, line);
	if (strcmp(expected.data, shown) != 0)
		fail_msg("%s\n--- expected\n%s--- shown\n%s", path, expected.data, shown);
	wg_buf_free(&expected);
}

void is_golden(struct console *c, const char *name)
{
	char path[1000];
	struct wg_buf shown;
	snprintf(path, sizeof path, "%s/tests/screen/%s.txt", getenv("WANGGE_SOURCE"), name);
	FILE *f = fopen(path, getenv("WANGGE_GOLDEN") ? "w" : "r");
	if (!f)
		fail_msg("%s cannot be opened", path);
	wg_buf_init(&shown, 1 << 20);
	without_ends(c->shown.data, &shown);
	if (getenv("WANGGE_GOLDEN"))
		fputs(shown.data, f);
	else
		assert_same(path, f, shown.data);
	fclose(f);
	wg_buf_free(&shown);
}
