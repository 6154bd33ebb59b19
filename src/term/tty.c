#include "term/term.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "term/paint.h"

enum { PASTE_MS = 2000, FRAME_MAX = 1 << 20, RESTORE_BYTES = 4 * WG_CAP_BYTES };

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* Two questions in the second row: how wide is a character of ambiguous width, how wide a hanzi? The answers come as
 * events, when they come; the first frame does not wait for them. */
static const char PROBE[] = "\033[2;1H\342\224\200\033[6n\033[2;1H\344\270\255\033[6n";

struct tty {
	struct wg_term term;
	int in, out;
	struct termios cooked, raw;
	int wake[2]; /* signals are written into it, one letter each */
	struct wg_input input;
	struct wg_paint paint;
	struct wg_buf frame;
	unsigned char bytes[4096];
	bool mouse;
	int64_t filled_ns; /* when the last bytes came */
	int reports, escape_ms;
	bool gone;
	char restore[RESTORE_BYTES];
	size_t n_restore;
};

/* Signal handlers and atexit() get no argument: the one terminal that is to be restored. */
static struct tty *active;

static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
enum { CRASHES = sizeof crashes / sizeof crashes[0] };
static struct sigaction before_crash[CRASHES];

static void write_all(struct tty *t, const char *s, size_t n)
{
	while (n > 0 && !t->gone) {
		ssize_t w = write(t->out, s, n);
		if (w >= 0) {
			s += w;
			n -= (size_t)w;
		} else if (errno == EAGAIN) {
			poll(&(struct pollfd){.fd = t->out, .events = POLLOUT}, 1, 1000);
		} else if (errno != EINTR) {
			t->gone = true;
		}
	}
}

/* Only calls that a signal handler may make. */
static void restore(void)
{
	struct tty *t = active;
	if (!t)
		return;
	active = NULL;
	ssize_t ignored = write(t->out, t->restore, t->n_restore);
	(void)ignored;
	tcsetattr(t->in, TCSANOW, &t->cooked);
}

static void on_crash(int sig)
{
	restore();
	for (int i = 0; i < CRASHES; i++)
		sigaction(crashes[i], &before_crash[i], NULL);
	raise(sig);
}

static char signal_letter(int sig)
{
	switch (sig) {
	case SIGWINCH:
		return 'W';
	case SIGHUP:
		return 'H';
	case SIGINT:
		return 'I';
	case SIGTSTP:
		return 'Z';
	case SIGCONT:
		return 'C';
	default:
		return 'T';
	}
}

static void on_signal(int sig)
{
	int kept = errno;
	struct tty *t = active;
	char letter = signal_letter(sig);
	if (t) {
		ssize_t ignored = write(t->wake[1], &letter, 1);
		(void)ignored;
	}
	errno = kept;
}

static void handle(int sig, void (*handler)(int), struct sigaction *before)
{
	struct sigaction action = {.sa_handler = handler};
	sigemptyset(&action.sa_mask);
	if (handler == on_crash)
		action.sa_flags = SA_NODEFER;
	sigaction(sig, &action, before);
}

static void add_restore(struct tty *t, const char *s)
{
	size_t n = strlen(s);
	if (t->n_restore + n <= sizeof t->restore) {
		memcpy(t->restore + t->n_restore, s, n);
		t->n_restore += n;
	}
}

static void enter(struct tty *t)
{
	const struct wg_caps *caps = &t->paint.caps;
	struct wg_buf hello;
	wg_buf_init(&hello, 1024);
	wg_buf_puts(&hello, caps->enter);
	wg_buf_puts(&hello, caps->wrap_off);
	if (caps->ansi) {
		wg_buf_puts(&hello, PASTE_ON);
		if (t->mouse)
			wg_buf_puts(&hello, MOUSE_ON);
		if (t->reports == 0)
			wg_buf_puts(&hello, PROBE);
	}
	active = t;
	tcsetattr(t->in, TCSADRAIN, &t->raw);
	/* With the first frame in one write. */
	wg_buf_clear(&t->frame);
	wg_buf_add(&t->frame, hello.data, hello.len);
	wg_buf_free(&hello);
	t->paint.known = false;
}

static void tty_size(struct wg_term *term, int *rows, int *cols)
{
	struct tty *t = (struct tty *)term;
	struct winsize w = {0};
	bool known = ioctl(t->out, TIOCGWINSZ, &w) == 0 && w.ws_row > 0 && w.ws_col > 0;
	*rows = known ? w.ws_row : 24;
	*cols = known ? w.ws_col : 80;
}

static void tty_present(struct wg_term *term, const struct wg_cells *cells)
{
	struct tty *t = (struct tty *)term;
	if (t->gone)
		return;
	wg_paint_frame(&t->paint, cells, &t->frame);
	write_all(t, t->frame.data, t->frame.len);
	if (t->frame.toobig)
		t->paint.known = false;
	wg_buf_clear(&t->frame);
}

static void tty_redraw(struct wg_term *term)
{
	((struct tty *)term)->paint.known = false;
}

static void tty_suspend(struct wg_term *term)
{
	struct tty *t = (struct tty *)term;
	restore();
	handle(SIGTSTP, SIG_DFL, NULL);
	kill(0, SIGTSTP); /* also the shell script that started the program */
	handle(SIGTSTP, on_signal, NULL);
	enter(t);
}

/* True when the answer changes what is to be drawn, or must be said. */
static bool report(struct tty *t, struct wg_event *ev)
{
	int which = t->reports++;
	if (which == 0 && ev->col == 2) {
		t->term.ambiguous_wide = true;
		*ev = (struct wg_event){.kind = WG_EVENT_RESIZE};
		t->paint.known = false;
		return true;
	}
	if (which == 1 && ev->col != 2) {
		*ev = (struct wg_event){.kind = WG_EVENT_NOT_UTF8};
		return true;
	}
	return false;
}

static bool signal_event(struct tty *t, char letter, struct wg_event *ev)
{
	*ev = (struct wg_event){0};
	switch (letter) {
	case 'W':
	case 'C': /* somebody else may have written while the program was stopped */
		t->paint.known = false;
		ev->kind = WG_EVENT_RESIZE;
		return true;
	case 'H':
		t->gone = true;
		return false;
	case 'I':
		ev->kind = WG_EVENT_INTERRUPT;
		return true;
	case 'Z':
		tty_suspend(&t->term);
		ev->kind = WG_EVENT_RESIZE;
		return true;
	default:
		ev->kind = WG_EVENT_TERMINATE;
		return true;
	}
}

static bool fill(struct tty *t)
{
	ssize_t n = read(t->in, t->bytes, sizeof t->bytes);
	if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
		t->gone = true;
	if (n > 0) {
		wg_input_feed(&t->input, t->bytes, (size_t)n);
		t->filled_ns = wg_monotonic_ns();
	}
	return n > 0;
}

static bool decoded(struct tty *t, struct wg_event *ev)
{
	while (wg_input_next(&t->input, ev))
		if (ev->kind != WG_EVENT_REPORT || report(t, ev))
			return true;
	return false;
}

static bool tty_read(struct wg_term *term, int timeout_ms, struct wg_event *ev)
{
	struct tty *t = (struct tty *)term;
	for (;;) {
		char letter;
		if (!t->gone && read(t->wake[0], &letter, 1) == 1 && signal_event(t, letter, ev))
			return true;
		if (!t->gone && decoded(t, ev))
			return true;
		if (t->gone) {
			*ev = (struct wg_event){.kind = WG_EVENT_HANGUP};
			return true;
		}
		bool waiting = wg_input_waiting(&t->input);
		int patience = t->input.pasting ? PASTE_MS : t->escape_ms;
		bool flush = waiting && (timeout_ms < 0 || timeout_ms >= patience);
		bool late = waiting && wg_monotonic_ns() - t->filled_ns >= patience * INT64_C(1000000);
		struct pollfd fds[3] = {{.fd = t->in, .events = POLLIN},
					{.fd = t->wake[0], .events = POLLIN},
					{.fd = t->term.beside, .events = POLLIN}};
		int n = poll(fds, 3, flush ? patience : timeout_ms);
		if (n == 0)
			return (flush || late) && wg_input_flush(&t->input, ev);
		if (n > 0 && fds[0].revents)
			fill(t);
		else if (n > 0 && fds[2].revents && !fds[1].revents)
			return false;
	}
}

static void tty_copy(struct wg_term *term, const char *text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	struct tty *t = (struct tty *)term;
	struct wg_buf out;
	wg_buf_init(&out, WG_PASTE_MAX);
	wg_buf_puts(&out, "\033]52;c;");
	for (size_t i = 0, n = strlen(text); i < n; i += 3) {
		uint32_t bits = (uint32_t)(unsigned char)text[i] << 16;
		if (i + 1 < n)
			bits |= (uint32_t)(unsigned char)text[i + 1] << 8;
		if (i + 2 < n)
			bits |= (unsigned char)text[i + 2];
		wg_buf_putc(&out, digits[bits >> 18]);
		wg_buf_putc(&out, digits[bits >> 12 & 63]);
		wg_buf_putc(&out, i + 1 < n ? digits[bits >> 6 & 63] : '=');
		wg_buf_putc(&out, i + 2 < n ? digits[bits & 63] : '=');
	}
	wg_buf_putc(&out, '\a');
	if (!out.toobig && t->paint.caps.ansi)
		write_all(t, out.data, out.len);
	wg_buf_free(&out);
}

static bool is_mono(bool no_colour)
{
	const char *none = getenv("NO_COLOR");
	return no_colour || (none && *none);
}

static void tty_look(struct wg_term *term, const struct wg_theme *theme, bool no_colour, bool mouse)
{
	struct tty *t = (struct tty *)term;
	struct wg_caps caps = t->paint.caps;
	wg_paint_free(&t->paint);
	wg_paint_init(&t->paint, &caps, theme, !is_mono(no_colour));
	if (caps.ansi && mouse != t->mouse)
		wg_buf_puts(&t->frame, mouse ? MOUSE_ON : MOUSE_OFF);
	t->mouse = mouse;
}

static const int signals[] = {SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGTSTP, SIGCONT};
enum { SIGNALS = sizeof signals / sizeof signals[0] };

static void tty_close(struct wg_term **term)
{
	struct tty *t = (struct tty *)*term;
	if (!t)
		return;
	restore();
	for (int i = 0; i < SIGNALS; i++)
		handle(signals[i], SIG_DFL, NULL);
	for (int i = 0; i < CRASHES; i++)
		sigaction(crashes[i], &before_crash[i], NULL);
	close(t->wake[0]);
	close(t->wake[1]);
	wg_input_free(&t->input);
	wg_paint_free(&t->paint);
	wg_buf_free(&t->frame);
	free(t);
	*term = NULL;
}

static void prepare(struct tty *t, const struct wg_caps *caps)
{
	t->term = (struct wg_term){.size = tty_size,
				   .present = tty_present,
				   .read = tty_read,
				   .redraw = tty_redraw,
				   .suspend = tty_suspend,
				   .copy = tty_copy,
				   .look = tty_look,
				   .close = tty_close,
				   .beside = -1,
				   .ascii = caps->plain_font};
	t->raw = t->cooked;
	t->raw.c_iflag &= ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
	t->raw.c_oflag &= ~(tcflag_t)OPOST;
	t->raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
	t->raw.c_cc[VMIN] = 1;
	t->raw.c_cc[VTIME] = 0;
	/* Over a network the rest of a sequence may come later. */
	t->escape_ms = getenv("SSH_CONNECTION") ? 100 : 25;
	wg_input_init(&t->input);
	wg_buf_init(&t->frame, FRAME_MAX);
	if (caps->ansi)
		add_restore(t, MOUSE_OFF PASTE_OFF);
	add_restore(t, caps->reset);
	add_restore(t, caps->wrap_on);
	add_restore(t, caps->caret_on);
	add_restore(t, caps->leave);
}

enum wg_err wg_term_open_tty(const struct wg_theme *theme, bool no_colour, struct wg_term **out, struct wg_error *e)
{
	static bool at_exit;
	struct wg_caps caps;
	struct termios cooked;
	int wake[2];
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &cooked) != 0)
		return wg_fail(e, WG_EUNAVAILABLE, N_("the console needs a terminal"), "");
	enum wg_err err = wg_caps_open(STDOUT_FILENO, &caps, e);
	if (err != WG_OK)
		return err;
	if (pipe2(wake, O_NONBLOCK | O_CLOEXEC) != 0)
		return wg_fail(e, WG_EOS, N_("no pipe: {1}"), "s", strerror(errno));
	struct tty *t = wg_xmalloc(sizeof *t);
	*t = (struct tty){.in = STDIN_FILENO, .out = STDOUT_FILENO, .cooked = cooked, .wake = {wake[0], wake[1]}};
	wg_paint_init(&t->paint, &caps, theme, !is_mono(no_colour));
	prepare(t, &caps);
	if (!at_exit)
		atexit(restore);
	at_exit = true;
	for (int i = 0; i < CRASHES; i++)
		handle(crashes[i], on_crash, &before_crash[i]);
	enter(t);
	for (int i = 0; i < SIGNALS; i++)
		handle(signals[i], on_signal, NULL);
	*out = &t->term;
	return WG_OK;
}
