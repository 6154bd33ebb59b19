/* Everything a key can do can be done without letters: by arrows, F-keys, Enter, Tab, Esc and Ctrl, or from the list
 * that F4 opens, in which words are typed. For every action of the registry: a new one that cannot be reached fails. */
#include "tests/app/test_whole.h"

static bool is_plain(struct wg_key key)
{
	return (key.code >= WG_KEY_UP && key.code <= WG_KEY_F12 && key.code != WG_KEY_BACKSPACE) || key.mods & WG_CTRL;
}

static bool has_plain_key(const struct wg_action_info *info)
{
	for (const char *s = info->keys; *s;) {
		struct wg_key key[WG_KEY_SEQUENCE];
		size_t n = strcspn(s, " ");
		if (wg_key_parse_sequence(s, n, key) == 1 && is_plain(key[0]))
			return true;
		s += n;
		s += strspn(s, " ");
	}
	return false;
}

/* Types a word into F4; is the action, by its sentence, among what is offered then? */
static bool is_offered(struct whole *w, const struct wg_action_info *info)
{
	struct wg_buf shown;
	wg_buf_init(&shown, 1 << 20);
	press_all(w, "F4");
	assert_string_equal(topmost(w), "palette");
	paste(w, info->name);
	wg_cells_dump(&w->ui.cells, false, &shown);
	bool there = strstr(shown.data, info->help);
	wg_buf_free(&shown);
	press_all(w, "Esc");
	return there;
}

static void choose(struct whole *w, const char *name)
{
	press_all(w, "F4");
	paste(w, name);
	press_all(w, "Enter");
}

static void grid(struct whole *w)
{
	press_all(w, "2"); /* or C-PgDn, as often as it takes */
}

static void households(struct whole *w)
{
	grid(w);
	press_all(w, "Tab");
}

static void needs(struct whole *w)
{
	press_all(w, "4");
}

static void match(struct whole *w)
{
	needs(w);
	choose(w, "match");
}

static void facade(struct whole *w)
{
	households(w);
	choose(w, "facade");
}

static void plan(struct whole *w)
{
	grid(w);
	choose(w, "plan");
	press_all(w, "Enter"); /* the form, as it is */
}

/* How one comes to where the actions of a scope are offered, without letters but for words in F4. */
static const struct {
	enum wg_scope scope;
	const char *shown; /* the screen on top */
	void (*go)(struct whole *w);
} ways[] = {
	{WG_SCOPE_GLOBAL, "grid", grid},       {WG_SCOPE_LIST, "grid", households},
	{WG_SCOPE_TREE, "grid", grid},         {WG_SCOPE_TABLE, "grid", households},
	{WG_SCOPE_OFFICE, "grid", households}, {WG_SCOPE_FACADE, "facade", facade},
	{WG_SCOPE_PLAN, "plan", plan},         {WG_SCOPE_ORDER, "needs", needs},
	{WG_SCOPE_MATCH, "match", match},
};

static void begin(struct whole *w, wg_office *office, void (*go)(struct whole *), const char *shown)
{
	open_whole(w, office);
	size_to(w, 50, 160);
	go(w);
	assert_string_equal(topmost(w), shown);
}

static void everything_can_be_done_without_letters(void **state)
{
	wg_office *office = test_office(4, 5);
	struct whole w;
	int lettered = 0;
	bool known[WG_SCOPES] = {false};
	run_ok(office, "add need 1-1-101 厨房漏水 --service S04");
	for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
		known[ways[k].scope] = true;
		begin(&w, office, ways[k].go, ways[k].shown);
		for (int i = 1; i < WG_ACTIONS; i++) {
			const struct wg_action_info *info = wg_action_info((enum wg_action)i);
			if (info->scope != ways[k].scope || has_plain_key(info))
				continue;
			if (!is_offered(&w, info))
				fail_msg("%s: no plain key, and F4 does not offer it", info->name);
			lettered++;
		}
		close_whole(&w);
	}
	assert_true(lettered > 30);
	for (int i = 1; i < WG_ACTIONS; i++) {
		const struct wg_action_info *info = wg_action_info((enum wg_action)i);
		if (!known[info->scope] && !has_plain_key(info))
			fail_msg("%s: no plain key where letters are text", info->name);
	}
	wg_office_close(&office);
}

/* What F4 does not offer is seen as such. */
static void what_belongs_to_a_plan_is_not_offered_elsewhere(void **state)
{
	wg_office *office = test_office(4, 5);
	struct whole w;
	begin(&w, office, households, "grid");
	assert_false(is_offered(&w, wg_action_info(WG_ACTION_PLAN_SAVE)));
	assert_false(has_plain_key(wg_action_info(WG_ACTION_PLAN_SAVE)));
	assert_true(has_plain_key(wg_action_info(WG_ACTION_UNDO)));
	assert_true(is_offered(&w, wg_action_info(WG_ACTION_ASSIGN)));
	close_whole(&w);
	wg_office_close(&office);
}

/* And what F4 offers is done: the same as by its letter. */
static void what_is_chosen_there_is_done(void **state)
{
	wg_office *office = test_office(4, 5);
	struct whole w;
	begin(&w, office, households, "grid");
	choose(&w, "assign");
	assert_string_equal(topmost(&w), "assign");
	press_all(&w, "Down Enter");
	assert_string_equal(topmost(&w), "grid");
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact WHERE until IS NULL"), 1);
	close_whole(&w);
	wg_office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_can_be_done_without_letters),
		cmocka_unit_test(what_belongs_to_a_plan_is_not_offered_elsewhere),
		cmocka_unit_test(what_is_chosen_there_is_done),
	};
	return cmocka_run_group_tests_name("screen_reach", tests, NULL, NULL);
}
