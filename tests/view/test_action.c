#include "tests/test.h"

#include "view/action.h"

static const enum wg_scope households[] = {WG_SCOPE_OFFICE, WG_SCOPE_TABLE, WG_SCOPE_LIST, WG_SCOPE_GLOBAL};

static enum wg_action press(const struct wg_keys *keys, const enum wg_scope *stack, int n, const char *name)
{
	struct wg_key seq[WG_KEY_SEQUENCE];
	const struct wg_binding *b = NULL;
	int len = wg_key_parse_sequence(name, strlen(name), seq);
	return wg_keys_find(keys, stack, n, seq, len, &b) == WG_KEY_BOUND ? b->action : WG_ACTION_NONE;
}

static void every_action_can_be_named_and_its_keys_read(void **state)
{
	for (int i = 1; i < WG_ACTIONS; i++) {
		const struct wg_action_info *info = wg_action_info((enum wg_action)i);
		assert_int_equal(wg_action_find(info->name, strlen(info->name)), i);
		assert_true(*info->label && *info->help);
		for (const char *at = info->keys; *at;) {
			struct wg_key seq[WG_KEY_SEQUENCE];
			size_t len = strcspn(at, " ");
			assert_true(wg_key_parse_sequence(at, len, seq) > 0);
			at += len;
			at += strspn(at, " ");
		}
	}
	assert_int_equal(wg_action_find("no-such-action", 14), WG_ACTION_NONE);
}

static void no_key_stands_twice_in_one_scope(void **state)
{
	struct wg_keys keys;
	size_t written = 0;
	for (int i = 1; i < WG_ACTIONS; i++)
		for (const char *at = wg_action_info((enum wg_action)i)->keys; *at; at += strspn(at, " ")) {
			at += strcspn(at, " ");
			written++;
		}
	wg_keys_init(&keys);
	assert_int_equal(keys.bindings.len, written); /* a key bound again would have replaced the first */
	wg_keys_free(&keys);
}

static void movement_keys_never_write(void **state)
{
	static const char *const moves[] = {"h",    "j",    "k",      "l",    "g",   "G",    "gg",   "Up",
					    "Down", "Left", "Right",  "Home", "End", "PgUp", "PgDn", "C-d",
					    "C-u",  "C-Up", "C-Down", "n",    "N",   "Tab"};
	struct wg_keys keys;
	wg_keys_init(&keys);
	for (int scope = 0; scope < WG_SCOPES; scope++)
		for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++) {
			enum wg_scope one = (enum wg_scope)scope;
			enum wg_action action = press(&keys, &one, 1, moves[i]);
			if (action != WG_ACTION_NONE)
				assert_false(wg_action_info(action)->needs & WG_NEED_WRITES);
		}
	wg_keys_free(&keys);
}

static void the_innermost_scope_wins(void **state)
{
	struct wg_keys keys;
	wg_keys_init(&keys);
	static const enum wg_scope tree[] = {WG_SCOPE_TREE, WG_SCOPE_LIST, WG_SCOPE_GLOBAL};
	assert_int_equal(press(&keys, households, 4, "h"), WG_ACTION_COLUMN_LEFT);
	assert_int_equal(press(&keys, tree, 3, "h"), WG_ACTION_FOLD);
	assert_int_equal(press(&keys, tree, 3, "a"), WG_ACTION_NONE);
	assert_int_equal(press(&keys, households, 4, "a"), WG_ACTION_ASSIGN);
	assert_int_equal(press(&keys, households, 4, "C-z"), WG_ACTION_UNDO);
	assert_int_equal(press(&keys, households, 4, "F4"), WG_ACTION_PALETTE);
	wg_keys_free(&keys);
}

static void a_sequence_waits_for_its_second_key(void **state)
{
	struct wg_keys keys;
	struct wg_key g[2] = {{.code = 'g'}, {.code = 'g'}};
	const struct wg_binding *b = NULL;
	wg_keys_init(&keys);
	assert_int_equal(wg_keys_find(&keys, households, 4, g, 1, &b), WG_KEY_PREFIX);
	assert_int_equal(wg_keys_find(&keys, households, 4, g, 2, &b), WG_KEY_BOUND);
	assert_int_equal(b->action, WG_ACTION_FIRST);
	g[1].code = 'x';
	assert_int_equal(wg_keys_find(&keys, households, 4, g, 2, &b), WG_KEY_UNBOUND);
	wg_keys_free(&keys);
}

static void keys_can_be_bound_anew_and_freed(void **state)
{
	struct wg_keys keys;
	struct wg_error e = {0};
	char names[200];
	wg_keys_init(&keys);
	assert_int_equal(wg_keys_bind(&keys, "office", "a", "", &e), WG_OK);
	assert_int_equal(press(&keys, households, 4, "a"), WG_ACTION_NONE);
	assert_int_equal(wg_keys_bind(&keys, "office", "z", "assign", &e), WG_OK);
	wg_keys_of(&keys, WG_ACTION_ASSIGN, names, sizeof names);
	assert_string_equal(names, "z");
	wg_keys_of(&keys, WG_ACTION_UNDO, names, sizeof names);
	assert_string_equal(names, "u C-z");

	assert_int_equal(wg_keys_bind(&keys, "office", "F6", "lock %sel", &e), WG_OK);
	struct wg_key f6 = {.code = WG_KEY_F1 + 5};
	const struct wg_binding *b = NULL;
	assert_int_equal(wg_keys_find(&keys, households, 4, &f6, 1, &b), WG_KEY_BOUND);
	assert_string_equal(b->command, "lock %sel");

	assert_int_equal(wg_keys_bind(&keys, "nowhere", "a", "mark", &e), WG_ECONFIG);
	assert_int_equal(wg_keys_bind(&keys, "list", "NoKey", "mark", &e), WG_ECONFIG);
	wg_keys_free(&keys);
}

static void a_wrong_line_of_the_keymap_is_named(void **state)
{
	struct wg_keymap_line lines[] = {{"list", "z", "mark", "keymap.yaml:2:3"},
					 {"list", "NoKey", "mark", "keymap.yaml:3:3"}};
	struct wg_keymap map = {lines, 2};
	struct wg_keys keys;
	struct wg_error e = {0};
	wg_keys_init(&keys);
	assert_int_equal(wg_keys_apply(&keys, &map, &e), WG_ECONFIG);
	assert_string_equal(wg_message_arg(&e.message, 0), "keymap.yaml:3:3");
	assert_int_equal(press(&keys, households, 4, "z"), WG_ACTION_MARK);
	wg_keys_free(&keys);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_action_can_be_named_and_its_keys_read),
		cmocka_unit_test(no_key_stands_twice_in_one_scope),
		cmocka_unit_test(movement_keys_never_write),
		cmocka_unit_test(the_innermost_scope_wins),
		cmocka_unit_test(a_sequence_waits_for_its_second_key),
		cmocka_unit_test(keys_can_be_bound_anew_and_freed),
		cmocka_unit_test(a_wrong_line_of_the_keymap_is_named),
	};
	return cmocka_run_group_tests_name("actions", tests, NULL, NULL);
}
