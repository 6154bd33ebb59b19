#include "view/form.h"

#include <stdio.h>
#include <string.h>

enum { MESSAGE_ROWS = 3 };

static void focus_on(struct wg_form *f, int i)
{
	f->focus = i;
	f->typing = false;
	wg_form_candidates(f, NULL, 0, -1);
}

static void focus_from(struct wg_form *f, int from, int step)
{
	for (int tried = 0, i = from; tried < f->n; tried++) {
		i = (i + step + f->n) % f->n;
		if (f->fields[i].kind != WG_FIELD_NOTE) {
			focus_on(f, i);
			return;
		}
	}
}

void wg_form_candidates(struct wg_form *f, const struct wg_candidate *candidates, int n, int chosen)
{
	f->candidates = candidates;
	f->n_candidates = n < WG_FORM_CANDIDATES ? n : WG_FORM_CANDIDATES;
	f->chosen = chosen < f->n_candidates ? chosen : -1;
}

/* Where the value that is being typed begins: behind the last comma. */
static int word_from(const struct wg_field *field)
{
	int at = 0;
	for (int i = 0; field->many && i < field->line.len; i++) {
		uint32_t ch = field->line.ch[i];
		if (ch == ',' || ch == U'，' || ch == U'、')
			at = i + 1;
	}
	return at;
}

void wg_form_word(const struct wg_form *f, char *out, size_t cap)
{
	const struct wg_field *field = &f->fields[f->focus];
	struct wg_line word = field->line;
	int from = word_from(field);
	word.len -= from;
	memmove(word.ch, word.ch + from, (size_t)word.len * sizeof *word.ch);
	wg_line_text(&word, out, cap);
	size_t blanks = strspn(out, " ");
	memmove(out, out + blanks, strlen(out + blanks) + 1);
}

/* The candidate takes the place of what was typed for it; chosen without typing, it is one more. */
static enum wg_form_result take(struct wg_form *f, int i)
{
	struct wg_field *field = &f->fields[f->focus];
	const char *name = f->candidates[i].name;
	bool another = field->many && !f->typing && word_from(field) < field->line.len;
	if (!another)
		field->line.len = word_from(field);
	field->line.caret = field->line.len;
	if (another)
		wg_line_paste(&field->line, ",", 1);
	field->message[0] = '\0';
	wg_line_paste(&field->line, name, strlen(name));
	f->typing = *name && name[strlen(name) - 1] == '/'; /* a path goes on */
	wg_form_candidates(f, NULL, 0, -1);
	return WG_FORM_CHANGED;
}

void wg_form_open(struct wg_form *f, const char *title, struct wg_field *fields, int n)
{
	*f = (struct wg_form){.title = title, .fields = fields, .n = n};
	if (n > 0)
		focus_from(f, n - 1, 1);
}

static enum wg_form_result pick(struct wg_field *field, int choice)
{
	if (field->n_choices == 0 || choice >= field->n_choices)
		return WG_FORM_MOVED;
	field->choice = (choice + field->n_choices) % field->n_choices;
	field->message[0] = '\0';
	return WG_FORM_CHANGED;
}

static enum wg_form_result pick_key(struct wg_field *field, struct wg_key key)
{
	struct wg_key folded = wg_key_fold(key);
	if (key.mods == 0 && (key.code == WG_KEY_RIGHT || folded.code == ' '))
		return pick(field, field->n_choices ? (field->choice + 1) % field->n_choices : 0);
	if (key.mods == 0 && key.code == WG_KEY_LEFT)
		return pick(field, field->choice - 1);
	if (folded.mods == 0 && folded.code >= '1' && folded.code <= '9')
		return pick(field, (int)(folded.code - '1'));
	return WG_FORM_IGNORED;
}

static enum wg_form_result field_event(struct wg_form *f, const struct wg_event *ev)
{
	struct wg_field *field = &f->fields[f->focus];
	if (field->kind == WG_FIELD_PICK)
		return ev->kind == WG_EVENT_KEY ? pick_key(field, ev->key) : WG_FORM_IGNORED;
	enum wg_line_result result = wg_line_event(&field->line, ev);
	if (result == WG_LINE_CHANGED) {
		field->message[0] = field->meant[0] = '\0';
		f->typing = true;
	}
	return result == WG_LINE_CHANGED ? WG_FORM_CHANGED : result == WG_LINE_MOVED ? WG_FORM_MOVED : WG_FORM_IGNORED;
}

/* Keys that choose among the candidates. */
static enum wg_form_result candidate_key(struct wg_form *f, struct wg_key key)
{
	struct wg_key folded = wg_key_fold(key);
	if (f->n_candidates == 0 || key.mods != 0)
		return WG_FORM_IGNORED;
	if (f->fields[f->focus].digits && folded.code >= '1' && folded.code < '1' + (uint32_t)f->n_candidates)
		return take(f, (int)(folded.code - '1'));
	if (!f->typing)
		return WG_FORM_IGNORED;
	if (key.code == WG_KEY_DOWN && f->chosen + 1 < f->n_candidates)
		f->chosen++;
	else if (key.code == WG_KEY_UP && f->chosen > 0)
		f->chosen--;
	else if (key.code == WG_KEY_ESC) {
		f->typing = false;
		wg_form_candidates(f, NULL, 0, -1);
	} else if (key.code == WG_KEY_ENTER && f->chosen >= 0)
		return take(f, f->chosen);
	else if (key.code == WG_KEY_TAB) {
		if (f->chosen < 0)
			return take(f, 0);
		take(f, f->chosen);
		focus_from(f, f->focus, 1);
		return WG_FORM_CHANGED;
	} else
		return key.code == WG_KEY_DOWN || key.code == WG_KEY_UP ? WG_FORM_MOVED : WG_FORM_IGNORED;
	return WG_FORM_MOVED;
}

enum wg_form_result wg_form_event(struct wg_form *f, const struct wg_event *ev)
{
	if (f->n == 0)
		return WG_FORM_IGNORED;
	enum wg_form_result chose = ev->kind == WG_EVENT_KEY ? candidate_key(f, ev->key) : WG_FORM_IGNORED;
	if (chose != WG_FORM_IGNORED)
		return chose;
	if (ev->kind == WG_EVENT_KEY && (ev->key.mods == 0 || ev->key.code == WG_KEY_TAB)) {
		bool back = ev->key.mods == WG_SHIFT;
		switch (ev->key.code) {
		case WG_KEY_TAB:
		case WG_KEY_DOWN:
			focus_from(f, f->focus, back ? -1 : 1);
			return WG_FORM_MOVED;
		case WG_KEY_UP:
			focus_from(f, f->focus, -1);
			return WG_FORM_MOVED;
		case WG_KEY_ENTER:
			return WG_FORM_SUBMIT;
		case WG_KEY_ESC:
			return WG_FORM_CANCEL;
		default:
			break;
		}
	}
	return field_event(f, ev);
}

struct wg_field *wg_form_field(struct wg_form *f, const char *key)
{
	for (int i = 0; i < f->n; i++)
		if (strcmp(f->fields[i].key, key) == 0)
			return &f->fields[i];
	return NULL;
}

void wg_form_value(const struct wg_form *f, const char *key, char *out, size_t cap)
{
	out[0] = '\0';
	for (int i = 0; i < f->n; i++) {
		const struct wg_field *field = &f->fields[i];
		if (strcmp(field->key, key) != 0)
			continue;
		if (field->kind == WG_FIELD_TEXT)
			wg_line_text(&field->line, out, cap);
		else if (field->kind == WG_FIELD_PICK && field->n_choices > 0)
			snprintf(out, cap, "%s", field->choices[field->choice]);
	}
}

void wg_form_complain(struct wg_form *f, const char *key, const char *message)
{
	struct wg_field *field = wg_form_field(f, key);
	if (!field)
		return;
	snprintf(field->message, sizeof field->message, "%s", message);
	if (field->kind != WG_FIELD_NOTE && field != &f->fields[f->focus])
		focus_on(f, (int)(field - f->fields));
}

static int label_width(const struct wg_form *f, const struct wg_cells *c)
{
	int width = 0;
	for (int i = 0; i < f->n; i++) {
		int w = f->fields[i].kind == WG_FIELD_NOTE ? 0 : wg_cells_width(c, f->fields[i].label);
		width = w > width ? w : width;
	}
	return width;
}

/* All choices side by side where they fit, else the chosen one between < and >. */
static void draw_pick(const struct wg_field *field, struct wg_cells *c, struct wg_rect r, bool focused)
{
	enum wg_role chosen = focused ? WG_ROLE_CURSOR : WG_ROLE_STRONG;
	int need = 0;
	for (int i = 0; i < field->n_choices; i++)
		need += wg_cells_width(c, field->choices[i]) + 3;
	if (field->n_choices == 0)
		return;
	if (need > r.cols) {
		int at = wg_cells_put(c, r.row, r.col, 2, WG_ROLE_DIM, "< ", 0);
		at += wg_cells_put(c, r.row, r.col + at, r.cols - 4, chosen, field->choices[field->choice], WG_PUT_ELL);
		wg_cells_put(c, r.row, r.col + at, 2, WG_ROLE_DIM, " >", 0);
		return;
	}
	for (int i = 0, at = 0; i < field->n_choices; i++) {
		bool is = i == field->choice;
		int width = wg_cells_width(c, field->choices[i]);
		wg_cells_put(c, r.row, r.col + at, 1, WG_ROLE_NORMAL, is ? "[" : " ", 0);
		wg_cells_put(c, r.row, r.col + at + 1, width, is ? chosen : WG_ROLE_NORMAL, field->choices[i], 0);
		wg_cells_put(c, r.row, r.col + at + 1 + width, 1, WG_ROLE_NORMAL, is ? "]" : " ", 0);
		at += width + 3;
	}
	if (field->meant[0] && need < r.cols)
		wg_cells_put(c, r.row, r.col + need, r.cols - need, WG_ROLE_DIM, field->meant, WG_PUT_ELL);
}

static void draw_text(struct wg_field *field, struct wg_cells *c, struct wg_rect r, bool focused)
{
	int meant = field->meant[0] ? wg_cells_width(c, field->meant) + 2 : 0;
	if (meant > r.cols / 2)
		meant = r.cols / 2;
	wg_line_draw(&field->line, c, r.row, r.col, r.cols - meant, WG_ROLE_FIELD, focused);
	if (meant > 2)
		wg_cells_put(c, r.row, r.col + r.cols - meant + 2, meant - 2, WG_ROLE_DIM, field->meant, WG_PUT_ELL);
}

static void draw_field(struct wg_field *field, struct wg_cells *c, struct wg_rect r, int label, bool focused)
{
	if (field->kind == WG_FIELD_NOTE) {
		wg_cells_put(c, r.row, r.col + 1, r.cols - 2, WG_ROLE_DIM, field->label, WG_PUT_ELL);
		return;
	}
	struct wg_rect value = {r.row, r.col + label + 4, 1, r.cols - label - 5};
	wg_cells_put(c, r.row, r.col + 1, label, focused ? WG_ROLE_STRONG : WG_ROLE_NORMAL, field->label, 0);
	if (field->changed)
		wg_cells_put(c, r.row, r.col + label + 2, 1, WG_ROLE_MARK, "*", 0);
	if (focused)
		wg_cells_put(c, r.row, r.col, 1, WG_ROLE_STRONG, ">", 0);
	if (value.cols <= 0)
		return;
	if (field->kind == WG_FIELD_PICK)
		draw_pick(field, c, value, focused);
	else
		draw_text(field, c, value, focused);
}

static void draw_candidate(const struct wg_form *f, struct wg_cells *c, struct wg_rect r, int i)
{
	const struct wg_candidate *candidate = &f->candidates[i];
	char number[] = {f->fields[f->focus].digits ? (char)('1' + i) : ' ', '\0'};
	wg_cells_put(c, r.row, r.col + 1, 1, WG_ROLE_KEY, number, 0);
	wg_cells_put(c, r.row, r.col + 3, r.cols - 4, candidate->role, candidate->text, WG_PUT_ELL);
	if (i == f->chosen)
		wg_cells_paint(c, r, WG_ROLE_CURSOR);
}

void wg_form_draw_candidates(const struct wg_form *f, struct wg_cells *c, struct wg_rect r)
{
	for (int i = 0; i < f->n_candidates && i < r.rows; i++)
		draw_candidate(f, c, (struct wg_rect){r.row + i, r.col, 1, r.cols}, i);
}

/* One row of a message that is longer than a row; returns what is left of it. */
static const char *message_row(const struct wg_cells *c, const char *text, int width, size_t *len)
{
	size_t n = 0;
	char part[WG_FIELD_MESSAGE] = "";
	while (text[n]) {
		size_t step = 1;
		while (((unsigned char)text[n + step] & 0xC0) == 0x80)
			step++;
		if (n + step >= sizeof part)
			break;
		memcpy(part + n, text + n, step);
		part[n + step] = '\0';
		if (wg_cells_width(c, part) > width)
			break;
		n += step;
	}
	if (text[n]) /* not in the middle of a word */
		for (size_t blank = n; blank > n / 2; blank--)
			if (text[blank] == ' ') {
				n = blank;
				break;
			}
	*len = n;
	return text + n + strspn(text + n, " ");
}

static int message_rows(const struct wg_cells *c, const char *message, int width)
{
	int rows = 0;
	size_t len = 1;
	for (; *message && len > 0 && rows < MESSAGE_ROWS; rows++)
		message = message_row(c, message, width, &len);
	return rows;
}

static int draw_message(struct wg_cells *c, struct wg_rect r, const char *message)
{
	int rows = 0;
	size_t len = 1;
	for (; *message && len > 0 && rows < r.rows; rows++) {
		const char *rest = message_row(c, message, r.cols, &len);
		wg_cells_putn(c, r.row + rows, r.col, r.cols, WG_ROLE_ERROR, message, len, 0);
		message = rest;
	}
	return rows;
}

struct place {
	int label, width; /* of the labels; of the values */
};

static int field_rows(const struct wg_form *f, const struct wg_cells *c, int i, struct place at)
{
	if (f->fields[i].kind == WG_FIELD_NOTE)
		return *f->fields[i].label ? 1 : 0;
	int candidates = i == f->focus && !f->apart ? f->n_candidates : 0;
	return 1 + candidates + message_rows(c, f->fields[i].message, at.width);
}

static void scroll(struct wg_form *f, const struct wg_cells *c, int room, struct place at)
{
	if (f->focus < f->first)
		f->first = f->focus;
	for (; f->first < f->focus; f->first++) {
		int used = 0;
		for (int i = f->first; i <= f->focus && i < f->n; i++)
			used += field_rows(f, c, i, at);
		if (used <= room)
			return;
	}
}

static int fields_end(const struct wg_form *f, const struct wg_cells *c, int room, struct place at)
{
	int i = f->first;
	for (int used = 0; i < f->n; i++)
		if ((used += field_rows(f, c, i, at)) > room && i > f->first)
			break;
	return i;
}

void wg_form_draw(struct wg_form *f, struct wg_cells *c, struct wg_rect r)
{
	wg_cells_fill(c, r, ' ', WG_ROLE_NORMAL);
	wg_cells_put(c, r.row, r.col + 1, r.cols - 2, WG_ROLE_TITLE, f->title, WG_PUT_ELL);
	struct place at = {label_width(f, c), 0};
	if (at.label > r.cols / 2)
		at.label = r.cols / 2;
	at.width = r.cols - at.label - 5;
	scroll(f, c, r.rows - 2, at);
	int end = fields_end(f, c, r.rows - 2, at), bottom = r.row + r.rows;
	struct wg_rect line = {r.row + 2, r.col, 1, r.cols};
	for (int i = f->first; i < end && line.row < bottom; i++) {
		struct wg_field *field = &f->fields[i];
		if (field_rows(f, c, i, at) == 0)
			continue;
		draw_field(field, c, line, at.label, i == f->focus);
		line.row++;
		struct wg_rect below = {line.row, r.col + at.label + 4, bottom - line.row, at.width};
		line.row += draw_message(c, below, field->message);
		below = (struct wg_rect){line.row, r.col + at.label + 3, bottom - line.row, at.width + 1};
		if (i == f->focus && !f->apart && below.rows > 0) {
			wg_form_draw_candidates(f, c, below);
			line.row += f->n_candidates;
		}
	}
	if (f->first > 0)
		wg_cells_put(c, r.row + 1, r.col + 1, 2, WG_ROLE_DIM, "..", 0);
	if (end < f->n)
		wg_cells_put(c, bottom - 1, r.col + r.cols - 3, 2, WG_ROLE_DIM, "..", 0);
}
