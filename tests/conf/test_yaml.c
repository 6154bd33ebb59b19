#include "tests/test.h"

#include <unistd.h>

#include "conf/tree.h"

/* Parses text as "f.yaml"; gives the sentence of the error, "" when there is none. */
static const char *complaint_of(const char *text, size_t n)
{
	static char sentence[600];
	struct wg_arena a = {0};
	struct wg_yaml *root = NULL;
	struct wg_error e = {0};
	sentence[0] = '\0';
	if (wg_yaml_parse("f.yaml", text, n, &a, &root, &e) != WG_OK) {
		assert_int_equal(e.code, WG_ECONFIG);
		assert_null(root);
		wg_message_text(&e.message, NULL, sentence, sizeof sentence);
	}
	wg_arena_free(&a);
	return sentence;
}

#define COMPLAINT(text) complaint_of(text, strlen(text))

static void maps_lists_and_values_are_read_with_their_places(void **state)
{
	static const char text[] = "\xEF\xBB\xBF# 注\ncare:\n  alone: {name: 独居, also: [独居老人, \"a: b\"]}\nempty:\n";
	struct wg_arena a = {0};
	struct wg_yaml *root = NULL;
	assert_int_equal(wg_yaml_parse("f.yaml", text, strlen(text), &a, &root, NULL), WG_OK);
	struct wg_yaml *alone = wg_yaml_get(wg_yaml_get(root, "care"), "alone");
	assert_string_equal(wg_yaml_get(alone, "name")->text, "独居");
	assert_string_equal(wg_yaml_place(wg_yaml_get(alone, "name"), &a), "f.yaml:3:17");
	const char **words = NULL;
	size_t n = 0;
	assert_int_equal(wg_yaml_texts(wg_yaml_get(alone, "also"), &a, &words, &n, NULL), WG_OK);
	assert_int_equal(n, 2);
	assert_string_equal(words[1], "a: b");
	assert_string_equal(wg_yaml_get(root, "empty")->text, "");
	assert_null(wg_yaml_get(root, "nothing"));
	wg_arena_free(&a);
}

static void an_empty_file_is_an_empty_map(void **state)
{
	assert_string_equal(COMPLAINT(""), "");
	assert_string_equal(COMPLAINT("# nothing yet\n"), "");
	assert_string_equal(COMPLAINT("---\n"), "");
}

static void what_can_do_harm_is_refused_with_its_place(void **state)
{
	assert_string_equal(COMPLAINT("a: &x 1\nb: 2\n"), "f.yaml:1:4: anchors are not used here: x");
	assert_string_equal(COMPLAINT("a: [*x]\n"), "f.yaml:1:5: anchors are not used here: x");
	assert_string_equal(COMPLAINT("a: !!str 1\n"), "f.yaml:1:4: tags are not used here: tag:yaml.org,2002:str");
	assert_string_equal(COMPLAINT("a: !x [1]\n"), "f.yaml:1:4: tags are not used here: !x");
	assert_string_equal(COMPLAINT("<<: {a: 1}\n"), "f.yaml:1:1: merge keys are not used here");
	assert_string_equal(COMPLAINT("a: 1\n---\nb: 2\n"), "f.yaml:2:1: more than one document");
	assert_non_null(strstr(COMPLAINT("%YAML 1.1\n---\na: 1\n"), "directives are not used here"));
	assert_string_equal(COMPLAINT("[a]: 1\n"), "f.yaml:1:1: a key must be a word");
	assert_string_equal(COMPLAINT("- a\n- b\n"), "f.yaml:1:1: keys and values are expected here");
	assert_string_equal(COMPLAINT("just text\n"), "f.yaml:1:1: keys and values are expected here");
}

static void a_key_that_is_there_twice_is_refused(void **state)
{
	assert_string_equal(COMPLAINT("a: 1\nb: 2\na: 3\n"), "f.yaml:3:1: the key a is here twice");
	assert_string_equal(COMPLAINT("m: {a: 1, \"a\": 3}\n"), "f.yaml:1:11: the key a is here twice");
	assert_string_equal(COMPLAINT("m: {a: 1}\nn: {a: 1}\n"), "");
}

static void control_characters_are_refused_also_as_escapes(void **state)
{
	assert_string_equal(COMPLAINT("a: \"x\\e[31m\"\n"), "f.yaml:1:4: control character 0x1B");
	assert_string_equal(COMPLAINT("a: \"x\\0y\"\n"), "f.yaml:1:4: control character 0x00");
	assert_string_equal(COMPLAINT("a: \"\\u202Ex\"\n"), "f.yaml:1:4: control character 0xE2");
	assert_string_equal(COMPLAINT("\"k\\x9B\": 1\n"), "f.yaml:1:1: control character 0xC2");
	assert_string_equal(COMPLAINT("a: |\n  two\n  lines\n"), "f.yaml:1:4: control character 0x0A");
	assert_non_null(strstr(COMPLAINT("a: 1\nb: x\x1b[0m\n"), "f.yaml:2:5: not readable"));
	assert_non_null(strstr(complaint_of("a: x\0y\n", 7), "f.yaml:1:5: not readable"));
}

static void only_utf8_is_read(void **state)
{
	assert_non_null(strstr(COMPLAINT("a: 1\n# \xCD\xA8\xC1\xAA\nb: 2\n"), "f.yaml:2:4: not readable"));
	assert_non_null(strstr(complaint_of("\xFF\xFE" "a\0:\0 \0" "1\0", 10), "not readable"));
	assert_non_null(strstr(COMPLAINT("a: \xED\xA0\x80\n"), "not readable")); /* a surrogate */
	assert_non_null(strstr(COMPLAINT("a: \xC0\xAF\n"), "not readable"));     /* overlong */
}

static void depth_is_limited(void **state)
{
	char text[3000] = "a: ";
	memset(text + 3, '[', 31);
	memset(text + 34, ']', 31);
	assert_string_equal(COMPLAINT(text), "");
	memset(text + 3, '[', 2000);
	assert_string_equal(COMPLAINT(text), "f.yaml:1:35: too deep");
}

static void size_and_number_of_keys_are_limited(void **state)
{
	static char text[WG_YAML_BYTES_MAX + 2];
	memset(text, '#', WG_YAML_BYTES_MAX);
	assert_string_equal(COMPLAINT(text), "");
	text[WG_YAML_BYTES_MAX] = '#';
	assert_string_equal(COMPLAINT(text), "f.yaml: larger than 1 MiB");
	char *p = text;
	for (int i = 0; i < 1001; i++)
		p += snprintf(p, 20, "k%d: 1\n", i);
	assert_string_equal(COMPLAINT(text), "f.yaml:1001:1: too many keys");
}

static void broken_text_is_refused_at_its_place(void **state)
{
	assert_non_null(strstr(COMPLAINT("a: [1, 2\nb: 3\n"), "f.yaml:2:"));
	assert_non_null(strstr(COMPLAINT("a: \"x\n"), "f.yaml:"));
	assert_non_null(strstr(COMPLAINT("\ta: 1\n"), "f.yaml:1:1"));
}

static void a_later_file_replaces_values_and_merges_maps(void **state)
{
	static const char below[] = "a: 1\nm: {x: 1, y: [1, 2]}\nz: 9\n", above[] = "m: {y: [3], w: 4}\na: {b: 1}\nnew: 5\n";
	struct wg_arena a = {0};
	struct wg_yaml *base = NULL, *over = NULL;
	assert_int_equal(wg_yaml_parse("below", below, strlen(below), &a, &base, NULL), WG_OK);
	assert_int_equal(wg_yaml_parse("above", above, strlen(above), &a, &over, NULL), WG_OK);
	wg_yaml_merge(base, over);
	struct wg_yaml *m = wg_yaml_get(base, "m");
	assert_string_equal(wg_yaml_get(m, "x")->text, "1");
	assert_string_equal(wg_yaml_get(m, "w")->text, "4");
	assert_string_equal(wg_yaml_get(m, "y")->first->text, "3");
	assert_null(wg_yaml_get(m, "y")->first->next);
	assert_string_equal(wg_yaml_get(wg_yaml_get(base, "a"), "b")->text, "1");
	assert_string_equal(wg_yaml_get(base, "z")->text, "9");
	assert_string_equal(wg_yaml_get(base, "new")->text, "5");
	assert_string_equal(wg_yaml_place(wg_yaml_get(m, "w"), &a), "above:1:16");
	wg_arena_free(&a);
}

static void values_are_checked(void **state)
{
	static const char text[] = "n: 12\nbig: 99999999999999999999\nw: 1x\nyes: yes\nl: [1, [2]]\n";
	struct wg_arena a = {0};
	struct wg_yaml *root = NULL;
	struct wg_error e = {0};
	int n = -1;
	bool b = false;
	const char **words = NULL;
	size_t count = 0;
	assert_int_equal(wg_yaml_parse("f", text, strlen(text), &a, &root, NULL), WG_OK);
	assert_int_equal(wg_yaml_int(wg_yaml_get(root, "n"), 0, 12, &n, &e), WG_OK);
	assert_int_equal(n, 12);
	assert_int_equal(wg_yaml_int(wg_yaml_get(root, "n"), 0, 11, &n, &e), WG_ECONFIG);
	assert_int_equal(wg_yaml_int(wg_yaml_get(root, "big"), 0, 11, &n, &e), WG_ECONFIG);
	assert_int_equal(wg_yaml_int(wg_yaml_get(root, "w"), 0, 11, &n, &e), WG_ECONFIG);
	assert_int_equal(wg_yaml_int(wg_yaml_get(root, "l"), 0, 11, &n, &e), WG_ECONFIG);
	assert_int_equal(n, 12);
	assert_int_equal(wg_yaml_bool(wg_yaml_get(root, "yes"), &b, &e), WG_OK);
	assert_true(b);
	assert_int_equal(wg_yaml_bool(wg_yaml_get(root, "n"), &b, &e), WG_ECONFIG);
	assert_int_equal(wg_yaml_texts(wg_yaml_get(root, "l"), &a, &words, &count, &e), WG_ECONFIG);
	assert_null(words);
	wg_arena_free(&a);
}

static void a_missing_file_is_none_and_a_folder_is_refused(void **state)
{
	struct wg_arena a = {0};
	struct wg_yaml *root = (struct wg_yaml *)&a;
	struct wg_error e = {0};
	assert_int_equal(wg_yaml_read("/nonexistent/codes.yaml", &a, &root, &e), WG_OK);
	assert_null(root);
	assert_int_equal(wg_yaml_read("/", &a, &root, &e), WG_ECONFIG);
	assert_int_equal(wg_yaml_read("/dev/zero", &a, &root, &e), WG_ECONFIG);
	wg_arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(maps_lists_and_values_are_read_with_their_places),
		cmocka_unit_test(an_empty_file_is_an_empty_map),
		cmocka_unit_test(what_can_do_harm_is_refused_with_its_place),
		cmocka_unit_test(a_key_that_is_there_twice_is_refused),
		cmocka_unit_test(control_characters_are_refused_also_as_escapes),
		cmocka_unit_test(only_utf8_is_read),
		cmocka_unit_test(depth_is_limited),
		cmocka_unit_test(size_and_number_of_keys_are_limited),
		cmocka_unit_test(broken_text_is_refused_at_its_place),
		cmocka_unit_test(a_later_file_replaces_values_and_merges_maps),
		cmocka_unit_test(values_are_checked),
		cmocka_unit_test(a_missing_file_is_none_and_a_folder_is_refused),
	};
	return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
