#include "term/caps.h"

#include <stdlib.h>
#include <string.h>

#include <curses.h>
#include <term.h>

/* Padding ($<5>) was for lines of 9600 baud. */
static void copy_string(char out[WG_CAP_BYTES], const char *name)
{
	const char *s = tigetstr(name);
	size_t n = 0;
	if (s == NULL || s == (const char *)-1)
		s = "";
	while (*s) {
		const char *end = s[0] == '$' && s[1] == '<' ? strchr(s, '>') : NULL;
		if (end) {
			s = end + 1;
			continue;
		}
		if (n + 1 == WG_CAP_BYTES) { /* half a sequence is worse than none */
			n = 0;
			break;
		}
		out[n++] = *s++;
	}
	out[n] = '\0';
}

static void forget(void)
{
	if (cur_term)
		del_curterm(cur_term);
}

static bool setup(int fd)
{
	forget();
	static const char *const others[] = {NULL, "xterm-256color", "xterm", "vt100", "ansi"};
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		int status;
		const char *name = i == 0 ? getenv("TERM") : others[i];
		if (name && *name && setupterm(name, fd, &status) == OK)
			return true;
	}
	return false;
}

enum wg_err wg_caps_open(int fd, struct wg_caps *out, struct wg_error *e)
{
	static const char ANSI_MOVE[] = "\033[%i%p1%d;%p2%dH";
	struct wg_caps caps = {0};
	char erase[WG_CAP_BYTES], erase_line[WG_CAP_BYTES], repeat[WG_CAP_BYTES];
	if (!setup(fd))
		return wg_fail(e, WG_EUNAVAILABLE, N_("no description of any terminal is installed"), "");
	copy_string(caps.move, "cup");
	if (!*caps.move) {
		forget();
		return wg_fail(e, WG_EUNAVAILABLE, N_("a terminal of type {1} cannot show the console"), "s",
			       getenv("TERM"));
	}
	copy_string(caps.enter, "smcup");
	copy_string(caps.leave, "rmcup");
	copy_string(caps.caret_on, "cnorm");
	copy_string(caps.caret_off, "civis");
	copy_string(caps.wrap_on, "smam");
	copy_string(caps.wrap_off, "rmam");
	copy_string(caps.clear, "clear");
	copy_string(caps.reset, "sgr0");
	copy_string(caps.reverse, "rev");
	copy_string(caps.bold, "bold");
	copy_string(caps.dim, "dim");
	copy_string(caps.underline, "smul");
	copy_string(erase, "ech");
	copy_string(erase_line, "el");
	copy_string(repeat, "rep");
	caps.ansi = strcmp(caps.move, ANSI_MOVE) == 0 && strcmp(caps.reverse, "\033[7m") == 0;
	caps.erase = caps.ansi && strcmp(erase, "\033[%p1%dX") == 0 && strcmp(erase_line, "\033[K") == 0;
	caps.repeat = caps.ansi && strcmp(repeat, "%p1%c\033[%p2%{1}%-%db") == 0;
	caps.colours = tigetnum("colors");
	const char *term = getenv("TERM");
	caps.plain_font = term && (strcmp(term, "linux") == 0 || strncmp(term, "vt1", 3) == 0);
	if (caps.ansi) {
		caps.move[0] = '\0';
		forget(); /* everything is copied; other terminals' moves need it */
	}
	*out = caps;
	return WG_OK;
}

void wg_caps_move(const struct wg_caps *caps, struct wg_buf *out, int row, int col)
{
	if (!*caps->move)
		wg_buf_printf(out, "\033[%d;%dH", row + 1, col + 1);
	else
		wg_buf_puts(out, tiparm(caps->move, row, col));
}
