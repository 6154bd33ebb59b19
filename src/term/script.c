#include "term/term.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "text/utf8.h"
#include "view/action.h"

enum { SCRIPT_MAX = 1 << 20, SIDE_MAX = 1000 };

/* One line is done for each read that waits for ever, so that the console paints between any two of them; a read that
 * ends by itself finds nothing: whoever reads a script pauses after every line. */
struct script {
	struct wg_term term;
	struct wg_arena arena;
	const char *out_dir;
	const char *at; /* the rest of the script */
	int line;
	int rows, cols;
	struct wg_cells shown;
	const char *typing, *typing_end; /* the rest of a text line */
	struct wg_key sequence[WG_KEY_SEQUENCE];
	int n_sequence, next_key;
};

bool wg_term_parse_size(const char *text, int *rows, int *cols)
{
	char *end;
	long c = strtol(text, &end, 10);
	if (end == text || *end != 'x')
		return false;
	const char *second = end + 1;
	long r = strtol(second, &end, 10);
	if (end == second || *end || c < 1 || c > SIDE_MAX || r < 1 || r > SIDE_MAX)
		return false;
	*cols = (int)c;
	*rows = (int)r;
	return true;
}

static void script_size(struct wg_term *term, int *rows, int *cols)
{
	struct script *s = (struct script *)term;
	*rows = s->rows;
	*cols = s->cols;
}

static void script_present(struct wg_term *term, const struct wg_cells *cells)
{
	struct script *s = (struct script *)term;
	if (s->shown.rows != cells->rows || s->shown.cols != cells->cols)
		wg_cells_resize(&s->shown, cells->rows, cells->cols);
	memcpy(s->shown.cell, cells->cell, (size_t)cells->rows * (size_t)cells->cols * sizeof *cells->cell);
	s->shown.caret_row = cells->caret_row;
	s->shown.caret_col = cells->caret_col;
}

static void nothing(struct wg_term *term)
{
	(void)term;
}

static void no_clipboard(struct wg_term *term, const char *text)
{
	(void)term;
	(void)text;
}

static void save(struct script *s, const char *name)
{
	struct wg_buf out;
	wg_buf_init(&out, 64u << 20);
	wg_buf_printf(&out, "%s %dx%d\n", name, s->shown.cols, s->shown.rows);
	wg_cells_dump(&s->shown, true, &out);
	FILE *f = stdout;
	if (s->out_dir) {
		const char *path = wg_arena_printf(&s->arena, "%s/%s.txt", s->out_dir, name);
		f = fopen(path, "w");
		if (!f) {
			fprintf(stderr, "%s: %s\n", path, strerror(errno));
			s->at = ""; /* the script ends here */
		}
	}
	if (f)
		fwrite(out.data, 1, out.len, f);
	if (f && f != stdout)
		fclose(f);
	else
		fflush(stdout);
	wg_buf_free(&out);
}

enum kind { NOTHING, KEYS, TEXT, PASTE, ACTION, COMMAND, SIZE, SAVE, WAIT, WRONG };

struct order {
	enum kind kind;
	const char *rest; /* what follows the word */
	struct wg_key key[WG_KEY_SEQUENCE];
	int n_keys, rows, cols, ms;
};

static const char *after_word(const char *line, const char *word)
{
	size_t n = strlen(word);
	if (strncmp(line, word, n) != 0 || (line[n] != ' ' && line[n] != '\0'))
		return NULL;
	return line[n] ? line + n + 1 : line + n;
}

static bool is_name(const char *name)
{
	return *name && *name != '.' && !strchr(name, '/') && strlen(name) < 200;
}

static struct order understand(const char *line)
{
	struct order o = {.kind = WRONG, .rest = line};
	const char *rest;
	if (*line == '\0' || *line == '#') {
		o.kind = NOTHING;
		return o;
	}
	if ((rest = after_word(line, "wait"))) {
		o.kind = strspn(rest, "0123456789") == strlen(rest) && strlen(rest) <= 4 ? WAIT : WRONG;
		o.ms = (int)strtol(rest, NULL, 10);
		return o;
	}
	if ((rest = after_word(line, "text")) && *rest)
		o.kind = TEXT;
	else if ((rest = after_word(line, "paste")))
		o.kind = PASTE;
	else if ((rest = after_word(line, "save")) || (rest = after_word(line, ":save")))
		o.kind = is_name(rest) ? SAVE : WRONG;
	else if ((rest = after_word(line, "size")))
		o.kind = wg_term_parse_size(rest, &o.rows, &o.cols) ? SIZE : WRONG;
	else if (wg_action_find(line, strlen(line)) != WG_ACTION_NONE)
		o.kind = ACTION;
	else if ((rest = after_word(line, ":")) && *rest)
		o.kind = COMMAND;
	else if ((o.n_keys = wg_key_parse_sequence(line, strlen(line), o.key)) > 0)
		o.kind = KEYS;
	if (rest)
		o.rest = rest;
	return o;
}

/* The next line without its end; NULL after the last one. */
static const char *next_line(struct script *s)
{
	if (!*s->at)
		return NULL;
	size_t n = strcspn(s->at, "\n"), kept = n;
	while (kept > 0 && (s->at[kept - 1] == '\r' || s->at[kept - 1] == ' '))
		kept--;
	const char *line = wg_arena_strndup(&s->arena, s->at, kept);
	s->at += s->at[n] ? n + 1 : n;
	s->line++;
	return line;
}

static bool key_event(struct wg_event *ev, struct wg_key key)
{
	*ev = (struct wg_event){.kind = WG_EVENT_KEY, .key = key};
	return true;
}

static bool text_event(struct wg_event *ev, enum wg_event_kind kind, const char *text)
{
	*ev = (struct wg_event){.kind = kind, .text = text, .len = strlen(text)};
	return true;
}

/* Does one line; true when it is an event. */
static bool obey(struct script *s, const struct order *o, struct wg_event *ev)
{
	switch (o->kind) {
	case KEYS:
		memcpy(s->sequence, o->key, sizeof s->sequence);
		s->n_sequence = o->n_keys;
		s->next_key = 1;
		return key_event(ev, o->key[0]);
	case TEXT:
		s->typing = o->rest;
		s->typing_end = o->rest + strlen(o->rest);
		return false;
	case PASTE:
		return text_event(ev, WG_EVENT_PASTE, o->rest);
	case ACTION:
		return text_event(ev, WG_EVENT_ACTION, o->rest);
	case COMMAND:
		return text_event(ev, WG_EVENT_COMMAND, o->rest);
	case SIZE:
		s->rows = o->rows;
		s->cols = o->cols;
		*ev = (struct wg_event){.kind = WG_EVENT_RESIZE};
		return true;
	case SAVE:
		save(s, o->rest);
		return false;
	case NOTHING:
	case WAIT:
	case WRONG:
	default:
		return false;
	}
}

/* Characters of a text line and the second key of a sequence arrive at once, as from an input method. */
static bool at_once(struct script *s, struct wg_event *ev)
{
	if (s->next_key < s->n_sequence)
		return key_event(ev, s->sequence[s->next_key++]);
	if (s->typing == s->typing_end)
		return false;
	uint32_t ch;
	s->typing += wg_utf8_decode(s->typing, (size_t)(s->typing_end - s->typing), &ch);
	return key_event(ev, (struct wg_key){.code = ch});
}

static bool script_read(struct wg_term *term, int timeout_ms, struct wg_event *ev)
{
	struct script *s = (struct script *)term;
	if (at_once(s, ev))
		return true;
	if (timeout_ms >= 0)
		return false;
	for (const char *line; (line = next_line(s));) {
		struct order o = understand(line);
		if (obey(s, &o, ev) || at_once(s, ev))
			return true;
		if (o.kind == WAIT) {
			poll(NULL, 0, o.ms);
			return false;
		}
	}
	*ev = (struct wg_event){.kind = WG_EVENT_END};
	return true;
}

static void script_close(struct wg_term **term)
{
	struct script *s = (struct script *)*term;
	if (!s)
		return;
	wg_cells_free(&s->shown);
	wg_arena_free(&s->arena);
	free(s);
	*term = NULL;
}

static enum wg_err read_script(struct script *s, const char *file, struct wg_error *e)
{
	FILE *f = fopen(file, "rb");
	if (!f)
		return wg_fail(e, WG_ENOINPUT, N_("{1}: {2}"), "ss", file, strerror(errno));
	char *text = wg_arena_alloc(&s->arena, SCRIPT_MAX + 1);
	size_t n = fread(text, 1, SCRIPT_MAX + 1, f);
	bool broken = ferror(f) != 0;
	fclose(f);
	if (broken)
		return wg_fail(e, WG_ENOINPUT, N_("{1} cannot be read"), "s", file);
	if (n > SCRIPT_MAX || memchr(text, '\0', n) || !wg_utf8_is_valid(text, n))
		return wg_fail(e, WG_EDATA, N_("{1} is no script"), "s", file);
	text[n] = '\0';
	s->at = text;
	return WG_OK;
}

/* Every line is understood before the first one is done: a script with a mistake does nothing. */
static enum wg_err check_script(struct script *s, const char *file, struct wg_error *e)
{
	const char *from = s->at;
	for (const char *line; (line = next_line(s));)
		if (understand(line).kind == WRONG)
			return wg_fail(e, WG_EDATA, N_("{1}:{2}: {3} is no key, no action and no order"), "sds", file,
				       s->line, line);
	s->at = from;
	s->line = 0;
	return WG_OK;
}

enum wg_err wg_term_open_script(const char *file, int rows, int cols, const char *out_dir, struct wg_term **out,
				struct wg_error *e)
{
	struct script *s = wg_xmalloc(sizeof *s);
	*s = (struct script){.rows = rows, .cols = cols};
	s->term = (struct wg_term){.size = script_size,
				   .present = script_present,
				   .read = script_read,
				   .redraw = nothing,
				   .suspend = nothing,
				   .copy = no_clipboard,
				   .close = script_close};
	wg_cells_resize(&s->shown, rows, cols);
	s->out_dir = wg_arena_strdup(&s->arena, out_dir);
	enum wg_err err = read_script(s, file, e);
	if (err == WG_OK && out_dir && access(out_dir, W_OK | X_OK) != 0)
		err = wg_fail(e, WG_ECANTCREAT, N_("{1}: {2}"), "ss", out_dir, strerror(errno));
	if (err == WG_OK)
		err = check_script(s, file, e);
	struct wg_term *term = &s->term;
	if (err != WG_OK)
		script_close(&term);
	else
		*out = term;
	return err;
}
