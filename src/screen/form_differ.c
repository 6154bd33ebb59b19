#include "screen/form_state.h"

#include <stdio.h>
#include <string.h>

/* Only what somebody else has changed as well must be chosen; what they changed alone stays theirs, what was changed
 * here alone stays yours. */
void wg__form_differ(struct wg__form *k, const struct wg_outcome *outcome)
{
	char text[WG_FORM_VALUE];
	const struct wg_rows *t = &outcome->tables[0];
	wg_arena_reset(&k->differ_arena);
	k->n_differences = k->difference = 0;
	for (size_t r = 0; r < t->n; r++) {
		const struct wg_datum *row = t->at + r * t->n_columns;
		int i = wg__form_find(k, row[0].s);
		k->version_now = row[3].i;
		if (i < 0 || k->n_differences == WG_FORM_FIELDS)
			continue;
		const char *now = wg__form_shown(k, i, row[1].null ? "" : row[1].s, &k->differ_arena);
		wg__form_text(k, i, text);
		bool mine = strcmp(text, k->about[i].base) != 0, other = strcmp(now, k->about[i].base) != 0;
		if (!mine && !other)
			continue;
		k->differences[k->n_differences++] = (struct wg__form_difference){
			.field = i,
			.before = k->about[i].base,
			.yours = wg_arena_strdup(&k->differ_arena, text),
			.now = now,
			.theirs = !mine,
		};
	}
	k->stage = WG_FORM_STAGE_DIFFER;
	for (int i = k->n_differences - 1; i >= 0; i--) {
		const struct wg__form_difference *d = &k->differences[i];
		if (!d->theirs && strcmp(d->yours, d->now) != 0 && strcmp(d->before, d->now) != 0)
			k->difference = i;
	}
}

/* The form goes on from what the office has now, with what was chosen of both. */
static void decide(struct wg__form *k)
{
	for (int i = 0; i < k->n_differences; i++) {
		const struct wg__form_difference *d = &k->differences[i];
		k->about[d->field].base = wg_arena_strdup(&k->arena, d->now);
		wg__form_set(k, d->field, d->theirs ? d->now : d->yours);
	}
	k->version = k->version_now;
	k->stage = WG_FORM_STAGE_FILL;
	k->pending = true;
}

bool wg__form_differ_event(struct wg__form *k, const struct wg_event *ev)
{
	if (ev->kind != WG_EVENT_KEY)
		return false;
	struct wg_key key = wg_key_fold(ev->key);
	struct wg__form_difference *d = &k->differences[k->difference];
	switch (key.code) {
	case WG_KEY_DOWN:
	case WG_KEY_TAB:
	case 'j':
		k->difference += k->difference + 1 < k->n_differences;
		break;
	case WG_KEY_UP:
	case 'k':
		k->difference -= k->difference > 0;
		break;
	case WG_KEY_LEFT:
	case 'h':
	case '1':
		d->theirs = false;
		break;
	case WG_KEY_RIGHT:
	case 'l':
	case '2':
		d->theirs = true;
		break;
	case ' ':
		d->theirs = !d->theirs;
		break;
	case WG_KEY_ENTER:
		decide(k);
		return true;
	case WG_KEY_ESC:
		k->stage = WG_FORM_STAGE_FILL;
		break;
	default:
		break;
	}
	return false;
}

static void draw_side(struct wg_cells *c, struct wg_rect r, const char *text, bool taken)
{
	wg_cells_put(c, r.row, r.col, 1, WG_ROLE_STRONG, taken ? "[" : " ", 0);
	int n = wg_cells_put(c, r.row, r.col + 1, r.cols - 3, taken ? WG_ROLE_STRONG : WG_ROLE_NORMAL,
			     *text ? text : "-", WG_PUT_ELL);
	wg_cells_put(c, r.row, r.col + 1 + n, 1, WG_ROLE_STRONG, taken ? "]" : " ", 0);
}

void wg__form_draw_differ(struct wg__form *k, struct wg_cells *c, struct wg_rect r)
{
	wg_translate *tr = k->ui->tr;
	int label = 20, side = (r.cols - label - 2) / 3, row = r.row + 3;
	const char *const heads[] = {tr(N_("before")), tr(N_("yours")), tr(N_("now in the office"))};
	wg_cells_fill(c, r, ' ', WG_ROLE_NORMAL);
	wg_cells_put(c, r.row, r.col + 1, r.cols - 2, WG_ROLE_WARN,
		     tr(N_("Somebody else has saved meanwhile. Choose for each field.")), WG_PUT_ELL);
	for (int i = 0; i < 3; i++)
		wg_cells_put(c, r.row + 2, r.col + label + i * side + 1, side - 2, WG_ROLE_HEAD, heads[i], WG_PUT_ELL);
	int first = k->difference >= r.rows - 4 ? k->difference - (r.rows - 5) : 0;
	for (int i = first; i < k->n_differences && row < r.row + r.rows; i++, row++) {
		const struct wg__form_difference *d = &k->differences[i];
		struct wg_rect at = {row, r.col + label, 1, side};
		wg_cells_put(c, row, r.col + 1, label - 2, WG_ROLE_NORMAL, k->fields[d->field].label, WG_PUT_ELL);
		wg_cells_put(c, row, at.col + 1, side - 2, WG_ROLE_DIM, *d->before ? d->before : "-", WG_PUT_ELL);
		at.col += side;
		draw_side(c, at, d->yours, !d->theirs);
		at.col += side;
		draw_side(c, at, d->now, d->theirs);
		if (i == k->difference)
			wg_cells_paint(c, (struct wg_rect){row, r.col, 1, label - 1}, WG_ROLE_CURSOR);
	}
}
