/* session.h: a program in a pseudo-terminal, what it writes shown by libvterm, which answers its questions. */
#ifndef WANGGE_TESTS_TERM_SESSION_H
#define WANGGE_TESTS_TERM_SESSION_H

#include "tests/term/screen_of.h"

#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

struct session {
	pid_t pid;
	int fd; /* the terminal's side; -1: gone */
	struct termios before;
	struct fake_terminal f;
	struct wg_buf bytes; /* all that was written */
};

/* child runs in the terminal and does not return. */
static inline struct session session_start(const char *term, int rows, int cols, void (*child)(void *), void *data)
{
	struct session s = {.f = fake_open(rows, cols)};
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	wg_buf_init(&s.bytes, 1 << 22);
	setenv("TERM", term, 1);
	/* How a terminal is before anybody touched it, asked of another one: the program may be quicker than we are. */
	int other[2];
	assert_int_equal(openpty(&other[0], &other[1], NULL, NULL, &size), 0);
	tcgetattr(other[1], &s.before);
	close(other[0]);
	close(other[1]);
	s.pid = forkpty(&s.fd, NULL, &s.before, &size);
	assert_true(s.pid >= 0);
	if (s.pid == 0)
		child(data);
	return s;
}

static inline bool shows(const struct session *s, const char *text)
{
	struct wg_buf screen;
	wg_buf_init(&screen, 1 << 20);
	fake_text(&s->f, &screen);
	bool there = strstr(screen.data, text);
	wg_buf_free(&screen);
	return there;
}

/* Feeds what the program writes to the fake terminal, answers its questions, until text is on the screen; NULL: until
 * the program is gone. */
static inline bool await(struct session *s, const char *text)
{
	for (int waited = 0; waited < 400; waited++) {
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
		if (text && shows(s, text))
			return true;
	}
	return false;
}

static inline void type(struct session *s, const char *keys)
{
	assert_int_equal(write(s->fd, keys, strlen(keys)), (ssize_t)strlen(keys));
}

static inline void resize(struct session *s, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	s->f.rows = rows;
	s->f.cols = cols;
	vterm_set_size(s->f.vt, rows, cols);
	ioctl(s->fd, TIOCSWINSZ, &size);
}

static inline int end(struct session *s)
{
	int status = 0;
	await(s, NULL);
	assert_int_equal(waitpid(s->pid, &status, 0), s->pid);
	return status;
}

static inline void finish(struct session *s)
{
	if (s->fd >= 0)
		close(s->fd);
	fake_close(&s->f);
	wg_buf_free(&s->bytes);
}

#endif
