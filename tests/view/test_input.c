#include "tests/test.h"

#include "view/input.h"

/* Events as text: key names separated by blanks, "paste(…)", "mouse(button row col)", "report(row col)", "!" for bad
 * UTF-8. */
static void add_events(struct wg_input *in, char *out, size_t cap)
{
	struct wg_event ev;
	while (wg_input_next(in, &ev)) {
		size_t n = strlen(out);
		char name[WG_KEY_NAME];
		if (n)
			out[n++] = ' ';
		out[n] = '\0';
		switch ((int)ev.kind) {
		case WG_EVENT_KEY:
			wg_key_print(ev.key, name);
			snprintf(out + n, cap - n, "%s", name);
			break;
		case WG_EVENT_PASTE:
			snprintf(out + n, cap - n, "paste(%.*s)", (int)ev.len, ev.text);
			break;
		case WG_EVENT_MOUSE:
			wg_key_print(ev.key, name);
			snprintf(out + n, cap - n, "mouse(%s %d %d)", ev.key.code < 4 ? "button" : name, ev.row,
				 ev.col);
			break;
		case WG_EVENT_REPORT:
			snprintf(out + n, cap - n, "report(%d %d)", ev.row, ev.col);
			break;
		default:
			snprintf(out + n, cap - n, "!");
		}
	}
}

static void flush(struct wg_input *in, char *out, size_t cap)
{
	struct wg_event ev;
	char name[WG_KEY_NAME];
	if (!wg_input_flush(in, &ev))
		return;
	wg_key_print(ev.key, name);
	size_t n = strlen(out);
	snprintf(out + n, cap - n, "%s%s", n ? " " : "", ev.kind == WG_EVENT_KEY ? name : "!");
}

#define assert_keys(bytes, expected) check_keys(bytes, sizeof(bytes) - 1, expected)

/* The same bytes at once, and one by one as over a slow line. */
static void check_keys(const char *bytes, size_t n, const char *expected)
{
	for (int slow = 0; slow < 2; slow++) {
		struct wg_input in;
		char out[1000] = "";
		wg_input_init(&in);
		for (size_t i = 0; i < n; i += slow ? 1 : n) {
			wg_input_feed(&in, bytes + i, slow ? 1 : n);
			add_events(&in, out, sizeof out);
		}
		flush(&in, out, sizeof out);
		assert_false(wg_input_waiting(&in));
		wg_input_free(&in);
		assert_string_equal(out, expected);
	}
}

static void characters_and_control_keys(void **state)
{
	assert_keys("aZ?", "a Z ?");
	assert_keys(" ", "Space");
	assert_keys("\x01\x03\x1A\x1C", "C-a C-c C-z C-\\");
	assert_keys("\r\n\t\x7F\x08", "Enter Enter Tab BS BS");
	assert_keys("张伟𠮷", "张 伟 𠮷");
	assert_keys("：／？１", "： ／ ？ １");
}

static void keys_of_xterm_linux_vt100_and_tmux(void **state)
{
	assert_keys("\033[A\033[B\033[C\033[D\033[H\033[F", "Up Down Right Left Home End");
	assert_keys("\033OA\033OH\033OP\033OQ\033OR\033OS", "Up Home F1 F2 F3 F4");
	assert_keys("\033[1~\033[2~\033[3~\033[4~\033[5~\033[6~", "Home Insert Del End PgUp PgDn");
	assert_keys("\033[15~\033[17~\033[21~\033[24~", "F5 F6 F10 F12");
	assert_keys("\033[[A\033[[E", "F1 F5");
	assert_keys("\033[Z", "S-Tab");
	assert_keys("\033[1;2A\033[1;5B\033[1;3C\033[5;5~\033[6;5~\033[1;5H",
		    "S-Up C-Down A-Right C-PgUp C-PgDn C-Home");
	assert_keys("\033[1;2R", "S-F3");
	assert_keys("\033[97;5u", "C-a");
}

static void a_lone_escape_is_a_key(void **state)
{
	assert_keys("\033", "Esc");
	assert_keys("x\033", "x Esc");
	struct wg_input in;
	struct wg_event ev;
	wg_input_init(&in);
	wg_input_feed(&in, "\033", 1);
	assert_false(wg_input_next(&in, &ev));
	assert_true(wg_input_waiting(&in));
	wg_input_feed(&in, "[A", 2);
	assert_true(wg_input_next(&in, &ev));
	assert_int_equal(ev.key.code, WG_KEY_UP);
	wg_input_free(&in);
	check_keys("\033x", 2, "A-x");
	check_keys("\033张", 4, "Esc 张");
}

static void bytes_that_are_not_utf8_lose_no_key(void **state)
{
	assert_keys("\xD5\xC5\xCE\xB0"
		    "abc",
		    "! ! ΰ a b c");
	assert_keys("\xFFq", "! q");
	assert_keys("\xE5\xBC"
		    "a",
		    "! a");
	assert_keys("\xE5\xBC\033[A", "! Up");
	assert_keys("\xED\xA0\x80z", "! ! ! z");
	assert_keys("\xE5\xBC", "!");
}

static void unknown_sequences_are_swallowed_whole(void **state)
{
	assert_keys("\033[?1;2cq", "q");
	assert_keys("\033[99~q", "q");
	assert_keys("\033[1;2;3;4;5;6Aq", "q");
	assert_keys("\033[1\033[A", "Up");
	assert_keys("\033[11111111111111111111111111111111111111A\033[A", "1 1 1 1 1 1 1 1 A Up");
}

static void a_paste_is_one_event_and_presses_nothing(void **state)
{
	assert_keys("\033[200~3栋\n501\r\tx\033[201~y", "paste(3栋 501  x) y");
	assert_keys("\033[200~a\033[Ab\x03\033[201~", "paste(a[Ab)");
	assert_keys("\033[200~\033\033[201~q", "paste() q");
	assert_keys("\033[200~\033[20\033[201~q", "paste([20) q");
}

static void a_paste_has_an_end_and_a_limit(void **state)
{
	struct wg_input in;
	struct wg_event ev;
	wg_input_init(&in);
	wg_input_feed(&in, "\033[200~abc", 9);
	assert_false(wg_input_next(&in, &ev));
	assert_true(wg_input_waiting(&in));
	assert_true(wg_input_flush(&in, &ev));
	assert_int_equal(ev.kind, WG_EVENT_PASTE);
	assert_int_equal(ev.len, 3);

	wg_input_feed(&in, "\033[200~", 6);
	assert_false(wg_input_next(&in, &ev));
	char page[1000];
	memset(page, 'x', sizeof page);
	for (int i = 0; i < 200; i++) {
		wg_input_feed(&in, page, sizeof page);
		assert_false(wg_input_next(&in, &ev));
	}
	wg_input_feed(&in, "\033[201~", 6);
	assert_true(wg_input_next(&in, &ev));
	assert_int_equal(ev.kind, WG_EVENT_PASTE);
	assert_true(ev.len > 60000 && ev.len <= WG_PASTE_MAX);
	wg_input_free(&in);
}

static void mouse_and_reports(void **state)
{
	assert_keys("\033[<0;11;3M", "mouse(button 2 10)");
	assert_keys("\033[<0;11;3m", "");
	assert_keys("\033[<64;5;6M\033[<65;5;6M", "mouse(Up 5 4) mouse(Down 5 4)");
	assert_keys("\033[2;3R", "report(1 2)");
}

static void key_names_read_back(void **state)
{
	static const char *const names[] = {"a",     "G", "C-r", "F2", "F12", "PgUp", "Space", "S-Up", "C-PgDn", "Esc",
					    "Enter", "-", "C--", "：", "A-x", "BS",   "\\",    "C-\\", "S-Tab"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct wg_key key;
		char out[WG_KEY_NAME];
		assert_true(wg_key_parse(names[i], strlen(names[i]), &key));
		wg_key_print(key, out);
		assert_string_equal(out, names[i]);
	}
	struct wg_key key, two[WG_KEY_SEQUENCE];
	assert_true(wg_key_parse("pgup", 4, &key));
	assert_int_equal(key.code, WG_KEY_PGUP);
	assert_false(wg_key_parse("", 0, &key));
	assert_false(wg_key_parse("X-a", 3, &key));
	assert_false(wg_key_parse("C-", 2, &key));
	assert_false(wg_key_parse("\033", 1, &key));
	assert_false(wg_key_parse("\xFF", 1, &key));
	assert_int_equal(wg_key_parse_sequence("gg", 2, two), 2);
	assert_int_equal(wg_key_parse_sequence("F2", 2, two), 1);
	assert_int_equal(wg_key_parse_sequence("ggg", 3, two), 0);
}

static void full_width_keys_mean_what_the_hand_meant(void **state)
{
	static const struct {
		uint32_t from;
		char to;
	} keys[] = {{0xFF1A, ':'}, {0xFF0F, '/'}, {0xFF1F, '?'}, {0x3001, '/'}, {0x300A, '<'}, {0x300B, '>'},
		    {0x3010, '['}, {0x3011, ']'}, {0xFF11, '1'}, {0xFF19, '9'}, {0x3000, ' '}, {'a', 'a'}};
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		assert_int_equal(wg_key_fold((struct wg_key){.code = keys[i].from}).code, keys[i].to);
	assert_int_equal(wg_key_fold((struct wg_key){.code = 0x5F20}).code, 0x5F20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters_and_control_keys),
		cmocka_unit_test(keys_of_xterm_linux_vt100_and_tmux),
		cmocka_unit_test(a_lone_escape_is_a_key),
		cmocka_unit_test(bytes_that_are_not_utf8_lose_no_key),
		cmocka_unit_test(unknown_sequences_are_swallowed_whole),
		cmocka_unit_test(a_paste_is_one_event_and_presses_nothing),
		cmocka_unit_test(a_paste_has_an_end_and_a_limit),
		cmocka_unit_test(mouse_and_reports),
		cmocka_unit_test(key_names_read_back),
		cmocka_unit_test(full_width_keys_mean_what_the_hand_meant),
	};
	return cmocka_run_group_tests_name("keys in", tests, NULL, NULL);
}
