#include "view/panel.h"

void wg_panel_open(struct wg_panel *p, const char *prompt, int64_t now_ns)
{
	*p = (struct wg_panel){.prompt = prompt, .chosen = -1, .opened_ns = now_ns};
}

void wg_panel_candidates(struct wg_panel *p, const struct wg_candidate *candidates, int n)
{
	p->candidates = candidates;
	p->n_candidates = n;
	p->chosen = n > 0 ? 0 : -1;
	p->first = 0;
}

static enum wg_panel_result choose(struct wg_panel *p, int chosen)
{
	if (chosen < 0 || chosen >= p->n_candidates || chosen == p->chosen)
		return WG_PANEL_MOVED;
	p->chosen = chosen;
	return WG_PANEL_CHOSE;
}

static enum wg_panel_result digit(struct wg_panel *p, uint32_t digit)
{
	if (digit == 0)
		return p->zero ? WG_PANEL_ZERO : WG_PANEL_MOVED;
	return choose(p, p->first + (int)digit - 1);
}

static enum wg_panel_result complete(struct wg_panel *p)
{
	if (p->chosen < 0)
		return WG_PANEL_MOVED;
	wg_line_set(&p->line, p->candidates[p->chosen].name);
	return WG_PANEL_TYPED;
}

static enum wg_panel_result typed(enum wg_line_result result)
{
	return result == WG_LINE_CHANGED ? WG_PANEL_TYPED : result == WG_LINE_MOVED ? WG_PANEL_MOVED : WG_PANEL_IGNORED;
}

enum wg_panel_result wg_panel_event(struct wg_panel *p, const struct wg_event *ev, int64_t now_ns)
{
	if (ev->kind == WG_EVENT_KEY && ev->key.code != WG_KEY_ENTER)
		p->opened_ns = now_ns - WG_PANEL_DEAF_MS * INT64_C(1000000);
	if (ev->kind != WG_EVENT_KEY)
		return typed(wg_line_event(&p->line, ev));
	struct wg_key folded = wg_key_fold(ev->key);
	if (folded.mods == 0 && folded.code >= '0' && folded.code <= '9')
		return digit(p, folded.code - '0');
	if (ev->key.mods == 0) {
		switch (ev->key.code) {
		case WG_KEY_ENTER:
			return now_ns - p->opened_ns < WG_PANEL_DEAF_MS * INT64_C(1000000) ? WG_PANEL_MOVED
											   : WG_PANEL_GO;
		case WG_KEY_ESC:
			return WG_PANEL_CANCEL;
		case WG_KEY_TAB:
			return complete(p);
		case WG_KEY_UP:
			return choose(p, p->chosen - 1);
		case WG_KEY_DOWN:
			return choose(p, p->chosen + 1);
		default:
			break;
		}
	}
	return typed(wg_line_key(&p->line, ev->key));
}

static void draw_prompt(struct wg_panel *p, struct wg_cells *c, struct wg_rect r)
{
	int right = p->hint ? wg_cells_width(c, p->hint) : 0;
	int at = 1 + wg_cells_put(c, r.row, r.col + 1, r.cols - 2, WG_ROLE_STRONG, p->prompt, 0);
	at += wg_cells_put(c, r.row, r.col + at, r.cols - at, WG_ROLE_STRONG, ": ", 0);
	int room = r.cols - at - 1;
	if (right > 0 && room - right - 2 >= 12) {
		wg_cells_put(c, r.row, r.col + r.cols - right - 1, right, WG_ROLE_DIM, p->hint, 0);
		room -= right + 2;
	}
	wg_line_draw(&p->line, c, r.row, r.col + at, room > 1 ? room : 1, WG_ROLE_NORMAL, true);
}

static void draw_candidate(const struct wg_panel *p, struct wg_cells *c, struct wg_rect r, int i)
{
	const struct wg_candidate *candidate = &p->candidates[i];
	char number[] = {i - p->first < 9 ? (char)('1' + i - p->first) : ' ', '\0'};
	wg_cells_put(c, r.row, r.col + 3, 1, WG_ROLE_KEY, number, 0);
	wg_cells_put(c, r.row, r.col + 5, r.cols - 6, candidate->role, candidate->text, WG_PUT_ELL);
	if (i == p->chosen)
		wg_cells_paint(c, r, WG_ROLE_CURSOR);
}

/* The preview has its room first: what Enter would do is never hidden; candidates scroll in what is left. */
void wg_panel_draw(struct wg_panel *p, struct wg_cells *c, struct wg_rect r)
{
	if (r.rows <= 0)
		return;
	wg_cells_fill(c, r, ' ', WG_ROLE_NORMAL);
	int foot = p->foot && r.rows > 1, preview = p->n_preview > 0 ? p->n_preview + 1 : 0;
	if (preview > r.rows - 2 - foot)
		preview = r.rows - 2 - foot > 1 ? r.rows - 2 - foot : 0;
	int room = r.rows - 1 - foot - preview;
	if (p->chosen >= 0 && p->chosen < p->first)
		p->first = p->chosen;
	if (p->chosen >= p->first + room)
		p->first = p->chosen - room + 1;
	struct wg_rect line = {r.row + 1, r.col, 1, r.cols};
	for (int i = p->first; i < p->n_candidates && i < p->first + room; i++, line.row++)
		draw_candidate(p, c, line, i);
	line.row = r.row + r.rows - foot - preview;
	if (preview > 0)
		wg_cells_fill(c, line, '-', WG_ROLE_DIM);
	for (int i = 0; i + 1 < preview; i++)
		wg_cells_put(c, ++line.row, r.col + 1, r.cols - 2, p->preview[i].role, p->preview[i].text, WG_PUT_ELL);
	if (foot) {
		line.row = r.row + r.rows - 1;
		wg_cells_put(c, line.row, r.col + 1, r.cols - 2, WG_ROLE_NORMAL, p->foot, WG_PUT_ELL);
		int right = p->foot_right ? wg_cells_width(c, p->foot_right) : 0;
		if (right > 0 && wg_cells_width(c, p->foot) + right + 4 <= r.cols)
			wg_cells_put(c, line.row, r.col + r.cols - right - 1, right, WG_ROLE_DIM, p->foot_right, 0);
	}
	draw_prompt(p, c, r);
}
