#include "tests/term/session.h"

#include <signal.h>
#include <sys/stat.h>

/* The program itself, as a user has it: in terminals of several kinds, stopped, hung up, pasted into, clicked on. */
static const char *wangge;
static char home[] = "/tmp/wangge-term-XXXXXX";

static void console(void *data)
{
	const bool *plain = data;
	if (*plain)
		setenv("NO_COLOR", "1", 1);
	execl(wangge, wangge, "--lang", "en", (char *)NULL);
	_exit(127);
}

/* A shell that has jobs, as small as can be: says when its job was stopped, and goes on with it after a line. */
static void job_shell(void *data)
{
	char line[16];
	int status = 0;
	signal(SIGTTOU, SIG_IGN);
	pid_t job = fork();
	if (job == 0) {
		setpgid(0, 0);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		console(data);
	}
	while (waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status)) {
		struct termios t;
		tcsetpgrp(STDIN_FILENO, getpid());
		tcgetattr(STDIN_FILENO, &t);
		bool cooked = t.c_lflag & ECHO && t.c_lflag & ICANON;
		printf("\r\nstopped %s\r\n", cooked ? "sound" : "raw");
		fflush(stdout);
		if (read(STDIN_FILENO, line, sizeof line) <= 0)
			_exit(9);
		tcsetpgrp(STDIN_FILENO, job);
		kill(-job, SIGCONT);
	}
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 8);
}

static bool colours(const struct session *s)
{
	for (const char *p = strstr(s->bytes.data, "\033["); p; p = strstr(p + 2, "\033[")) {
		size_t n = strspn(p + 2, "0123456789;");
		if (p[2 + n] != 'm')
			continue;
		for (const char *q = p + 2; q < p + 2 + n;) {
			char *after;
			long code = strtol(q, &after, 10);
			if ((code >= 30 && code < 50) || (code >= 90 && code < 108))
				return true;
			q = after + 1;
		}
	}
	return false;
}

/* What the user's shell gets back: the caret, a plain pen, the lines as they were, no mouse and no marked pastes. */
struct left {
	bool caret, other_screen, mouse;
};

static int told(VTermProp prop, VTermValue *value, void *user)
{
	struct left *l = user;
	if (prop == VTERM_PROP_CURSORVISIBLE)
		l->caret = value->boolean;
	if (prop == VTERM_PROP_ALTSCREEN)
		l->other_screen = value->boolean;
	if (prop == VTERM_PROP_MOUSE)
		l->mouse = value->number != VTERM_PROP_MOUSE_NONE;
	return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = told};

static struct session begin(const char *term, int rows, int cols, void (*child)(void *), bool plain, struct left *l)
{
	struct session s = session_start(term, rows, cols, child, &plain);
	*l = (struct left){.caret = true};
	vterm_screen_set_callbacks(s.f.screen, &callbacks, l);
	if (!await(&s, "? help"))
		fail_msg("%s: %.*s", term, (int)s.bytes.len, s.bytes.data);
	return s;
}

static void assert_left_sound(struct session *s, const struct left *l)
{
	struct termios after;
	assert_true(l->caret);
	assert_false(l->other_screen);
	assert_false(l->mouse);
	const char *on = NULL, *off = NULL;
	for (const char *p = s->bytes.data; (p = strstr(p, "\033[?2004")); p += 7)
		*(p[7] == 'h' ? &on : &off) = p;
	assert_true(!on || off > on);
	vterm_input_write(s->f.vt, "\r\nx", 3);
	VTermPos at;
	vterm_state_get_cursorpos(vterm_obtain_state(s->f.vt), &at);
	VTermScreenCell x = fake_cell(&s->f, at.row, at.col - 1);
	assert_int_equal(x.chars[0], 'x');
	assert_false(x.attrs.bold || x.attrs.underline || x.attrs.reverse);
	assert_true(VTERM_COLOR_IS_DEFAULT_FG(&x.fg) && VTERM_COLOR_IS_DEFAULT_BG(&x.bg));
	if (tcgetattr(s->fd, &after) == 0) {
		assert_int_equal(after.c_lflag, s->before.c_lflag);
		assert_int_equal(after.c_iflag, s->before.c_iflag);
		assert_int_equal(after.c_oflag, s->before.c_oflag);
	}
}

static void leave(struct session *s, const struct left *l)
{
	type(s, "Q");
	int status = end(s);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_left_sound(s, l);
	finish(s);
}

static void the_console_starts_and_leaves_on_every_terminal(void **state)
{
	static const char *const terms[] = {"xterm-256color", "linux", "screen", "tmux", "vt100"};
	static const int sizes[][2] = {{24, 80}, {100, 300}};
	for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++)
		for (int plain = 0; plain < 2; plain++)
			for (size_t k = 0; k < 2; k++) {
				struct left l;
				struct session s = begin(terms[i], sizes[k][0], sizes[k][1], console, plain, &l);
				type(&s, "3");
				assert_true(await(&s, "two households a letter"));
				assert_true(await(&s, "help"));
				assert_int_equal(colours(&s), !plain && strcmp(terms[i], "vt100") != 0);
				leave(&s, &l);
			}
}

static void it_follows_the_window_in_the_middle(void **state)
{
	struct left l;
	struct session s = begin("xterm-256color", 24, 80, console, false, &l);
	type(&s, "2");
	assert_true(await(&s, "place"));
	resize(&s, 50, 160);
	assert_true(await(&s, "cov."));
	resize(&s, 24, 80);
	type(&s, "3");
	assert_true(await(&s, "two households a letter"));
	leave(&s, &l);
}

static void stopped_it_gives_the_terminal_back_and_goes_on_as_it_was(void **state)
{
	struct left l;
	struct session s = begin("xterm-256color", 24, 80, job_shell, false, &l);
	kill(-tcgetpgrp(s.fd), SIGTSTP);
	assert_true(await(&s, "stopped sound"));
	assert_true(l.caret);
	assert_false(l.other_screen);
	type(&s, "fg\n");
	assert_true(await(&s, "? help"));
	assert_true(l.other_screen);
	type(&s, "3");
	assert_true(await(&s, "two households a letter"));
	leave(&s, &l);
}

static void hung_up_it_ends_soundly(void **state)
{
	struct left l;
	struct session s = begin("xterm-256color", 24, 80, console, false, &l);
	type(&s, "2");
	assert_true(await(&s, "place"));
	kill(s.pid, SIGHUP);
	int status = end(&s);
	assert_true(WIFEXITED(status));
	finish(&s);
}

static void what_is_pasted_after_a_slash_is_text(void **state)
{
	struct left l;
	struct session s = begin("xterm-256color", 24, 80, console, false, &l);
	type(&s, "2");
	assert_true(await(&s, "place"));
	type(&s, "\t/");
	type(&s, "\033[200~Quq\n\033[201~");
	assert_true(await(&s, "/ Quq"));
	assert_true(await(&s, "0 found"));
	type(&s, "\033");
	assert_true(await(&s, "help"));
	leave(&s, &l);
}

static void with_the_mouse_on_a_click_on_a_tab_goes_there(void **state)
{
	struct left l;
	struct session s = begin("xterm-256color", 30, 100, console, false, &l);
	assert_false(l.mouse);
	type(&s, ":set mouse=yes\r");
	assert_true(await(&s, "until"));
	assert_true(l.mouse);
	type(&s, "\033[<0;22;1M\033[<0;22;1m");
	assert_true(await(&s, "[3Contacts]"));
	leave(&s, &l);
}

/* How often a program has gone to sleep. */
static long sleeps(pid_t pid)
{
	char path[64], line[200];
	long n = -1;
	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (sscanf(line, "voluntary_ctxt_switches: %ld", &n) == 1)
			break;
	if (f)
		fclose(f);
	return n;
}

static int run_program(const char *verb, const char *a, const char *b)
{
	pid_t pid = fork();
	if (pid == 0) {
		dup2(STDERR_FILENO, STDOUT_FILENO);
		execl(wangge, wangge, verb, a, b, (char *)NULL);
		_exit(127);
	}
	int status = 0;
	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void left_alone_it_sleeps_until_somebody_else_has_written(void **state)
{
	struct left l;
	struct session s = begin("xterm-256color", 50, 160, console, false, &l);
	type(&s, "2");
	assert_true(await(&s, "place"));
	sleep(1); /* until what follows the cursor is there */
	long before = sleeps(s.pid);
	assert_true(before > 0);
	sleep(3);
	assert_int_equal(sleeps(s.pid), before);
	assert_int_equal(run_program("rename", "昭山街道", "昭阳街道"), 0);
	assert_true(await(&s, "昭阳街道"));
	leave(&s, &l);
}

static int make_office(void **state)
{
	char db[sizeof home + 20];
	if (!mkdtemp(home))
		return -1;
	snprintf(db, sizeof db, "%s/office.db", home);
	setenv("HOME", home, 1);
	setenv("XDG_STATE_HOME", home, 1);
	setenv("XDG_CONFIG_HOME", home, 1);
	setenv("WANGGE_DB", db, 1);
	unsetenv("NO_COLOR");
	pid_t pid = fork();
	if (pid == 0) {
		dup2(STDERR_FILENO, STDOUT_FILENO);
		execl(wangge, wangge, "demo", "--households", "60", (char *)NULL);
		_exit(127);
	}
	int status = 0;
	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

static int remove_office(void **state)
{
	pid_t pid = fork();
	if (pid == 0) {
		execlp("rm", "rm", "-rf", home, (char *)NULL);
		_exit(127);
	}
	return waitpid(pid, NULL, 0) == pid ? 0 : -1;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_console_starts_and_leaves_on_every_terminal),
		cmocka_unit_test(it_follows_the_window_in_the_middle),
		cmocka_unit_test(stopped_it_gives_the_terminal_back_and_goes_on_as_it_was),
		cmocka_unit_test(hung_up_it_ends_soundly),
		cmocka_unit_test(what_is_pasted_after_a_slash_is_text),
		cmocka_unit_test(left_alone_it_sleeps_until_somebody_else_has_written),
		cmocka_unit_test(with_the_mouse_on_a_click_on_a_tab_goes_there),
	};
	if (argc < 2)
		return 2;
	wangge = argv[1];
	return cmocka_run_group_tests_name("console", tests, make_office, remove_office);
}
