#include "tests/term/screen_of.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "term/term.h"

/* The program in the terminal: shows what it hears, ends with q (exit 0), when told to (3), when the terminal is gone
 * (4). */
static void program(void)
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

struct session {
	pid_t pid;
	int fd;
	struct termios before;
	struct fake_terminal f;
	struct wg_buf bytes;
};

static struct session start(int rows, int cols)
{
	struct session s = {.f = fake_open(rows, cols)};
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	wg_buf_init(&s.bytes, 1 << 20);
	setenv("TERM", "xterm-256color", 1);
	/* How a terminal is before anybody touched it, asked of another one: the program may be quicker than we are. */
	int other[2];
	assert_int_equal(openpty(&other[0], &other[1], NULL, NULL, &size), 0);
	tcgetattr(other[1], &s.before);
	close(other[0]);
	close(other[1]);
	s.pid = forkpty(&s.fd, NULL, &s.before, &size);
	assert_true(s.pid >= 0);
	if (s.pid == 0)
		program();
	return s;
}

/* Feeds what the program writes to the fake terminal, answers its questions, until text is on the screen. */
static bool await(struct session *s, const char *text)
{
	for (int waited = 0; waited < 200; waited++) {
		struct pollfd p = {.fd = s->fd, .events = POLLIN};
		char bytes[8192];
		if (poll(&p, 1, 25) > 0) {
			ssize_t n = read(s->fd, bytes, sizeof bytes);
			if (n <= 0)
				return text == NULL;
			wg_buf_add(&s->bytes, bytes, (size_t)n);
			vterm_input_write(s->f.vt, bytes, (size_t)n);
			size_t answer = vterm_output_read(s->f.vt, bytes, sizeof bytes);
			if (answer > 0)
				assert_int_equal(write(s->fd, bytes, answer), (ssize_t)answer);
		}
		struct wg_buf screen;
		wg_buf_init(&screen, 1 << 20);
		fake_text(&s->f, &screen);
		bool there = text && strstr(screen.data, text);
		wg_buf_free(&screen);
		if (there)
			return true;
	}
	return false;
}

static void type(struct session *s, const char *keys)
{
	assert_int_equal(write(s->fd, keys, strlen(keys)), (ssize_t)strlen(keys));
}

static int end(struct session *s)
{
	int status = 0;
	await(s, NULL);
	assert_int_equal(waitpid(s->pid, &status, 0), s->pid);
	return status;
}

static void finish(struct session *s)
{
	if (s->fd >= 0)
		close(s->fd);
	fake_close(&s->f);
	wg_buf_free(&s->bytes);
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
	struct session s = start(10, 40);
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
	struct session s = start(10, 40);
	assert_true(await(&s, "ready 40x10"));
	struct winsize size = {.ws_row = 6, .ws_col = 60};
	s.f.rows = 6;
	s.f.cols = 60;
	vterm_set_size(s.f.vt, 6, 60);
	ioctl(s.fd, TIOCSWINSZ, &size);
	assert_true(await(&s, "ready 60x6"));
	assert_true(await(&s, "帮助ok"));
	type(&s, "q");
	end(&s);
	finish(&s);
}

static void signals_are_events(void **state)
{
	struct session s = start(10, 40);
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
	struct session s = start(10, 40);
	assert_true(await(&s, "ready"));
	kill(s.pid, SIGHUP);
	int status = end(&s);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 4);
	finish(&s);
}

static void a_lost_terminal_ends_it(void **state)
{
	struct session s = start(10, 40);
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
	struct session s = start(10, 40);
	assert_true(await(&s, "ready"));
	type(&s, "X");
	int status = end(&s);
	assert_true(WIFSIGNALED(status) ? WTERMSIG(status) == SIGSEGV : WEXITSTATUS(status) != 0);
	assert_restored(&s);
	finish(&s);
	s = start(10, 40);
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
