#include "view/form.h"

#include <stdio.h>
#include <string.h>

static void focus_from(struct wg_form *f, int from, int step)
{
	for (int tried = 0, i = from; tried < f->n; tried++) {
		i = (i + step + f->n) % f->n;
		if (f->fields[i].kind != WG_FIELD_NOTE) {
			f->focus = i;
			return;
		}
	}
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

static enum wg_form_result field_event(struct wg_field *field, const struct wg_event *ev)
{
	if (field->kind == WG_FIELD_PICK)
		return ev->kind == WG_EVENT_KEY ? pick_key(field, ev->key) : WG_FORM_IGNORED;
	enum wg_line_result result = wg_line_event(&field->line, ev);
	if (result == WG_LINE_CHANGED)
		field->message[0] = '\0';
	return result == WG_LINE_CHANGED ? WG_FORM_CHANGED : result == WG_LINE_MOVED ? WG_FORM_MOVED : WG_FORM_IGNORED;
}

enum wg_form_result wg_form_event(struct wg_form *f, const struct wg_event *ev)
{
	if (f->n == 0)
		return WG_FORM_IGNORED;
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
	return field_event(&f->fields[f->focus], ev);
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
	if (field->kind != WG_FIELD_NOTE)
		f->focus = (int)(field - f->fields);
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
}

static void draw_field(struct wg_field *field, struct wg_cells *c, struct wg_rect r, int label, bool focused)
{
	if (field->kind == WG_FIELD_NOTE) {
		wg_cells_put(c, r.row, r.col + 1, r.cols - 2, WG_ROLE_DIM, field->label, WG_PUT_ELL);
		return;
	}
	struct wg_rect value = {r.row, r.col + label + 4, 1, r.cols - label - 5};
	wg_cells_put(c, r.row, r.col + 1, label, focused ? WG_ROLE_STRONG : WG_ROLE_NORMAL, field->label, 0);
	if (focused)
		wg_cells_put(c, r.row, r.col, 1, WG_ROLE_STRONG, ">", 0);
	if (value.cols <= 0)
		return;
	if (field->kind == WG_FIELD_PICK)
		draw_pick(field, c, value, focused);
	else
		wg_line_draw(&field->line, c, value.row, value.col, value.cols, WG_ROLE_FIELD, focused);
}

static int field_rows(const struct wg_field *field)
{
	return field->message[0] ? 2 : 1;
}

void wg_form_draw(struct wg_form *f, struct wg_cells *c, struct wg_rect r)
{
	wg_cells_fill(c, r, ' ', WG_ROLE_NORMAL);
	wg_cells_put(c, r.row, r.col + 1, r.cols - 2, WG_ROLE_TITLE, f->title, WG_PUT_ELL);
	int label = label_width(f, c), room = r.rows - 2;
	if (label > r.cols / 2)
		label = r.cols / 2;
	if (f->focus < f->first)
		f->first = f->focus;
	for (;;) {
		int used = 0;
		for (int i = f->first; i <= f->focus && i < f->n; i++)
			used += field_rows(&f->fields[i]);
		if (used <= room || f->first >= f->focus)
			break;
		f->first++;
	}
	struct wg_rect line = {r.row + 2, r.col, 1, r.cols};
	for (int i = f->first; i < f->n && line.row + field_rows(&f->fields[i]) <= r.row + r.rows; i++) {
		struct wg_field *field = &f->fields[i];
		draw_field(field, c, line, label, i == f->focus);
		line.row++;
		if (field->message[0])
			wg_cells_put(c, line.row++, r.col + label + 4, r.cols - label - 5, WG_ROLE_ERROR,
				     field->message, WG_PUT_ELL);
	}
}
