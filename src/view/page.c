#include "view/page.h"

#include <stdio.h>

#include <string.h>

void wg_page_init(struct wg_page *p, const struct wg_page_line *lines, int n)
{
	*p = (struct wg_page){.lines = lines, .n = n, .height = 1};
}

static void go(struct wg_page *p, int top)
{
	if (top > p->n - p->height)
		top = p->n - p->height;
	p->top = top > 0 ? top : 0;
}

bool wg_page_action(struct wg_page *p, enum wg_action action)
{
	if (action == WG_ACTION_UP)
		go(p, p->top - 1);
	else if (action == WG_ACTION_DOWN)
		go(p, p->top + 1);
	else if (action == WG_ACTION_PAGE_UP)
		go(p, p->top - p->height + 1);
	else if (action == WG_ACTION_PAGE_DOWN)
		go(p, p->top + p->height - 1);
	else if (action == WG_ACTION_HALF_UP)
		go(p, p->top - p->height / 2);
	else if (action == WG_ACTION_HALF_DOWN)
		go(p, p->top + p->height / 2);
	else if (action == WG_ACTION_FIRST)
		go(p, 0);
	else if (action == WG_ACTION_LAST)
		go(p, p->n);
	else
		return false;
	return true;
}

void wg_page_draw(struct wg_page *p, struct wg_cells *c, struct wg_rect r)
{
	p->height = r.rows > 0 ? r.rows : 1;
	p->left_width = 0;
	for (int i = 0; i < p->n; i++) {
		int width = p->lines[i].left ? wg_cells_width(c, p->lines[i].left) : 0;
		p->left_width = width > p->left_width ? width : p->left_width;
	}
	if (p->left_width > r.cols / 3)
		p->left_width = r.cols / 3;
	wg_cells_fill(c, r, ' ', WG_ROLE_NORMAL);
	for (int i = 0; i < r.rows && p->top + i < p->n; i++) {
		const struct wg_page_line *line = &p->lines[p->top + i];
		int col = r.col + 1;
		if (line->left) {
			wg_cells_put(c, r.row + i, col + 1, p->left_width, WG_ROLE_KEY, line->left, WG_PUT_ELL);
			col += p->left_width + 3;
		}
		wg_cells_put(c, r.row + i, col, r.col + r.cols - 1 - col, line->role, line->text ? line->text : "",
			     WG_PUT_ELL);
	}
}

static const char *why_not(const struct wg_help_lacks *lacks, enum wg_action action)
{
	unsigned needs = wg_action_info(action)->needs & lacks->needs;
	return needs & WG_NEED_WRITES  ? N_("not in read-only")
	       : needs & WG_NEED_ROW   ? N_("there is no row here")
	       : needs & WG_NEED_MARKS ? N_("mark rows first")
	       : lacks->why            ? lacks->why(lacks->data, action)
				       : NULL;
}

/* The names of the keys that mean the action in this context. */
static void keys_here(const struct wg_keys *keys, const enum wg_scope *stack, int n_scopes, enum wg_action action,
		      char *out, size_t cap)
{
	size_t n = 0;
	out[0] = '\0';
	for (size_t i = 0; i < keys->bindings.len && n < cap; i++) {
		const struct wg_binding *b = &keys->bindings.at[i], *found = NULL;
		char name[WG_KEY_NAME];
		if (b->action != action ||
		    wg_keys_find(keys, stack, n_scopes, b->key, b->n_keys, &found) != WG_KEY_BOUND || found != b)
			continue;
		n += (size_t)snprintf(out + n, cap - n, "%s", n ? " " : "");
		for (int k = 0; k < b->n_keys && n < cap; k++) {
			wg_key_print(b->key[k], name);
			n += (size_t)snprintf(out + n, cap - n, "%s", name);
		}
	}
}

int wg_page_help(const struct wg_keys *keys, const enum wg_scope *stack, int n_scopes,
		 const struct wg_help_lacks *lacks, wg_translate *tr, struct wg_arena *a,
		 const struct wg_page_line **out)
{
	struct wg_page_line *lines = WG_NEW(a, struct wg_page_line, WG_ACTIONS + 2 * n_scopes);
	int n = 0;
	for (int s = 0; s < n_scopes; s++) {
		if (n > 0)
			lines[n++] = (struct wg_page_line){.text = ""};
		lines[n++] = (struct wg_page_line){.text = tr(wg_scope_title(stack[s])), .role = WG_ROLE_TITLE};
		for (int i = 1; i < WG_ACTIONS; i++) {
			const struct wg_action_info *info = wg_action_info((enum wg_action)i);
			char names[256];
			if (lacks->alone)
				keys_here(keys, stack, n_scopes, (enum wg_action)i, names, sizeof names);
			else
				wg_keys_of(keys, (enum wg_action)i, names, sizeof names);
			if (info->scope != stack[s] || !*names)
				continue;
			const char *why = why_not(lacks, (enum wg_action)i), *help = tr(info->help);
			lines[n++] =
				(struct wg_page_line){.left = wg_arena_strdup(a, names),
						      .text = why ? wg_arena_printf(a, "%s (%s)", help, tr(why)) : help,
						      .role = why ? WG_ROLE_DIM : WG_ROLE_NORMAL};
		}
	}
	*out = lines;
	return n;
}
