#include "tests/test.h"

#include "conf/conf.h"
#include "view/action.h"
#include "view/cells.h"

/* keymap.yaml is a real file to copy from; it must say what the registry says. */
static const struct wg_binding *find(const struct wg_keys *keys, const struct wg_binding *like)
{
	for (size_t i = 0; i < keys->bindings.len; i++) {
		const struct wg_binding *b = &keys->bindings.at[i];
		if (b->scope == like->scope && b->n_keys == like->n_keys && wg_key_same(b->key[0], like->key[0]) &&
		    (b->n_keys == 1 || wg_key_same(b->key[1], like->key[1])))
			return b;
	}
	return NULL;
}

static void assert_contains(const struct wg_keys *all, const struct wg_keys *part)
{
	for (size_t i = 0; i < part->bindings.len; i++) {
		const struct wg_binding *b = &part->bindings.at[i], *same = find(all, b);
		char name[WG_KEY_NAME];
		wg_key_print(b->key[0], name);
		if (!same || same->action != b->action)
			fail_msg("%s in %s: %s", name, wg_scope_name(b->scope), wg_action_info(b->action)->name);
	}
}

static void the_keymap_file_and_the_registry_agree(void **state)
{
	char config[512];
	const char *const dirs[WG_CONF_DIRS] = {config, NULL};
	struct wg_conf *conf;
	struct wg_error e = {0};
	struct wg_keys registry, file = {0};
	snprintf(config, sizeof config, "%s/config", getenv("WANGGE_SOURCE"));
	assert_int_equal(wg_conf_open(dirs, &conf, &e), WG_OK);
	wg_keys_init(&registry);
	assert_int_equal(wg_keys_apply(&file, wg_conf_keymap(conf), &e), WG_OK);
	assert_int_equal(file.bindings.len, registry.bindings.len);
	for (size_t i = 0; i < file.bindings.len; i++)
		assert_null(file.bindings.at[i].command);
	assert_contains(&registry, &file);
	assert_contains(&file, &registry);
	wg_keys_free(&file);
	wg_keys_free(&registry);
	wg_conf_close(&conf);
}

static void the_theme_names_every_role_and_no_other(void **state)
{
	const char *const no_dirs[WG_CONF_DIRS] = {NULL, NULL};
	struct wg_conf *conf;
	struct wg_error e = {0};
	assert_int_equal(wg_conf_open(no_dirs, &conf, &e), WG_OK);
	const struct wg_theme *theme = wg_conf_theme(conf);
	for (size_t i = 0; i < theme->n; i++) {
		enum wg_role role;
		assert_true(wg_role_find(theme->role[i].name, &role));
	}
	assert_int_equal(theme->n, WG_ROLE_COUNT);
	wg_conf_close(&conf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_keymap_file_and_the_registry_agree),
		cmocka_unit_test(the_theme_names_every_role_and_no_other),
	};
	return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
