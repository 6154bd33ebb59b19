#include "screen/help.h"

#include "screen/overlay.h"
#include "view/page.h"

struct help {
	enum wg_scope stack[WG_SCOPES];
	int n;
	struct wg_help_lacks lacks; /* what is not met below */
	struct wg_page page;
};

static const char *why_not(const void *below, enum wg_action action)
{
	const struct wg_screen *s = below;
	return s->ops->why_not(s, action);
}

/* Opened as a layer: what lies below is asked which scopes it has. */
static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct help *h = s->state;
	const struct wg_screen *below = wg_ui_top(s->ui);
	if (below && below->ops->scopes)
		h->n = below->ops->scopes(below, h->stack);
	else
		h->stack[h->n++] = WG_SCOPE_LIST;
	h->stack[h->n++] = WG_SCOPE_GLOBAL;
	const struct wg_list *l = below && below->ops->list ? below->ops->list(wg_ui_top(s->ui)) : NULL;
	h->lacks.needs = (wg_ui_writes(s->ui) ? 0u : WG_NEED_WRITES) | (l && l->cursor < 0 ? WG_NEED_ROW : 0u) |
		   (l && l->marks.len == 0 && !l->ranging ? WG_NEED_MARKS : 0u);
	h->lacks.alone = true;
	h->lacks.data = below;
	h->lacks.why = below && below->ops->why_not ? why_not : NULL;
	return WG_OK;
}

static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	struct help *h = s->state;
	const struct wg_page_line *lines;
	int n = wg_page_help(s->ui->keys, h->stack, h->n, &h->lacks, s->ui->tr, back, &lines);
	wg_page_init(&h->page, lines, n);
	return WG_OK;
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	struct help *h = s->state;
	return wg_page_action(&h->page, action);
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct help *h = s->state;
	wg_page_draw(&h->page, c, r);
}

const struct wg_screen_ops wg_screen_help = {
	.name = "help",
	.title = N_("Help"),
	.state_size = sizeof(struct help),
	.open = open,
	.load = load,
	.action = action,
	.keys = wg_page_keys,
	.paint = paint,
};
