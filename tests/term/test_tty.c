#include "tests/term/session.h"

#include <signal.h>

#include "term/term.h"

/* The program in the terminal: shows what it hears, ends with q (exit 0), when told to (3), when the terminal is gone
 * (4). */
static void program(void *data)
{
	struct wg_term *t;
	struct wg_cells c = {0};
	struct wg_error e = {0};
	struct wg_event ev;
	char said[200] = "ready";
	int status = -1, rows, cols;
	if (wg_term_open_tty(NULL, false, &t, &e) != WG_OK)
		_exit(9);
	while (status < 0) {
		t->size(t, &rows, &cols);
		wg_cells_resize(&c, rows, cols);
		c.ambiguous_wide = t->ambiguous_wide;
		char line[300];
		snprintf(line, sizeof line, "%s %dx%d 张伟“", said, cols, rows);
		wg_cells_put(&c, 0, 0, cols, WG_ROLE_NORMAL, line, 0);
		wg_cells_put(&c, rows - 1, cols - 6, 6, WG_ROLE_STRONG, "帮助ok", 0);
		t->present(t, &c);
		if (!t->read(t, -1, &ev))
			continue;
		char name[WG_KEY_NAME];
		switch ((int)ev.kind) {
		case WG_EVENT_KEY:
			wg_key_print(ev.key, name);
			snprintf(said, sizeof said, "key %s", name);
			if (ev.key.code == 'X')
				raise(SIGSEGV);
			if (ev.key.code == 'E')
				exit(5);
			if (ev.key.code == 'q')
				status = 0;
			break;
		case WG_EVENT_PASTE:
			snprintf(said, sizeof said, "paste %.*s", (int)ev.len, ev.text);
			break;
		case WG_EVENT_INTERRUPT:
			snprintf(said, sizeof said, "interrupt");
			break;
		case WG_EVENT_TERMINATE:
			status = 3;
			break;
		case WG_EVENT_HANGUP:
			status = 4;
			break;
		default:
			break;
		}
	}
	t->close(&t);
	wg_cells_free(&c);
	_exit(status);
}

/* The terminal is as the program found it: main screen, caret, no paste mode. */
static void assert_restored(const struct session *s)
{
	assert_non_null(strstr(s->bytes.data, "\033[?1049h"));
	const char *end = strstr(s->bytes.data, "\033[?1049l");
	assert_non_null(end);
	assert_non_null(strstr(s->bytes.data, "\033[?2004l"));
	assert_non_null(strstr(s->bytes.data, "\033[?7h"));
}

static void it_starts_hears_keys_and_leaves_the_terminal_sound(void **state)
{
	struct session s = session_start("xterm-256color", 10, 40, program, NULL);
	assert_true(await(&s, "ready 40x10 张伟“"));
	assert_true(await(&s, "帮助ok"));
	type(&s, "j");
	assert_true(await(&s, "key j 40x10"));
	type(&s, "\033[1;5B");
	assert_true(await(&s, "key C-Down"));
	type(&s, "\033");
	assert_true(await(&s, "key Esc"));
	type(&s, "\033[200~3栋\n501\033[201~");
	assert_true(await(&s, "paste 3栋 501"));
	type(&s, "\003");
	assert_true(await(&s, "key C-c"));
	type(&s, "\xD5\xC5z");
	assert_true(await(&s, "key z"));
	type(&s, "q");
	int status = end(&s);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_restored(&s);
	struct termios after;
	if (tcgetattr(s.fd, &after) == 0) {
		assert_int_equal(after.c_lflag, s.before.c_lflag);
		assert_int_equal(after.c_iflag, s.before.c_iflag);
		assert_int_equal(after.c_oflag, s.before.c_oflag);
	}
	finish(&s);
}

static void it_follows_the_window(void **state)
{
	struct session s = session_start("xterm-256color", 10, 40, program, NULL);
	assert_true(await(&s, "ready 40x10"));
	resize(&s, 6, 60);
	assert_true(await(&s, "ready 60x6"));
	assert_true(await(&s, "帮助ok"));
	type(&s, "q");
	end(&s);
	finish(&s);
}

static void signals_are_events(void **state)
{
	struct session s = session_start("xterm-256color", 10, 40, program, NULL);
	assert_true(await(&s, "ready"));
	kill(s.pid, SIGINT);
	assert_true(await(&s, "interrupt"));
	kill(s.pid, SIGTERM);
	int status = end(&s);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 3);
	assert_restored(&s);
	finish(&s);
}

static void a_hang_up_ends_it(void **state)
{
	struct session s = session_start("xterm-256color", 10, 40, program, NULL);
	assert_true(await(&s, "ready"));
	kill(s.pid, SIGHUP);
	int status = end(&s);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 4);
	finish(&s);
}

static void a_lost_terminal_ends_it(void **state)
{
	struct session s = session_start("xterm-256color", 10, 40, program, NULL);
	assert_true(await(&s, "ready"));
	close(s.fd);
	s.fd = -1;
	int status = 0;
	assert_int_equal(waitpid(s.pid, &status, 0), s.pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 4);
	finish(&s);
}

static void a_crash_and_an_exit_restore_the_terminal(void **state)
{
	struct session s = session_start("xterm-256color", 10, 40, program, NULL);
	assert_true(await(&s, "ready"));
	type(&s, "X");
	int status = end(&s);
	assert_true(WIFSIGNALED(status) ? WTERMSIG(status) == SIGSEGV : WEXITSTATUS(status) != 0);
	assert_restored(&s);
	finish(&s);
	s = session_start("xterm-256color", 10, 40, program, NULL);
	assert_true(await(&s, "ready"));
	type(&s, "E");
	status = end(&s);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 5);
	assert_restored(&s);
	finish(&s);
}

static void without_a_terminal_it_says_so(void **state)
{
	struct wg_term *t = NULL;
	struct wg_error e = {0};
	int in = dup(STDIN_FILENO), pipes[2];
	assert_int_equal(pipe(pipes), 0);
	dup2(pipes[0], STDIN_FILENO);
	assert_int_equal(wg_term_open_tty(NULL, false, &t, &e), WG_EUNAVAILABLE);
	assert_null(t);
	dup2(in, STDIN_FILENO);
	close(in);
	close(pipes[0]);
	close(pipes[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_starts_hears_keys_and_leaves_the_terminal_sound),
		cmocka_unit_test(it_follows_the_window),
		cmocka_unit_test(signals_are_events),
		cmocka_unit_test(a_hang_up_ends_it),
		cmocka_unit_test(a_lost_terminal_ends_it),
		cmocka_unit_test(a_crash_and_an_exit_restore_the_terminal),
		cmocka_unit_test(without_a_terminal_it_says_so),
	};
	return cmocka_run_group_tests_name("tty", tests, NULL, NULL);
}
