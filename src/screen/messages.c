#include "screen/messages.h"

#include <stdio.h>
#include <time.h>

#include "screen/overlay.h"
#include "view/page.h"

struct messages {
	struct wg_page page;
};

/* The newest first. */
static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	struct messages *m = s->state;
	const struct wg_ui *ui = s->ui;
	size_t n = ui->n_said < WG_UI_SAID ? ui->n_said : WG_UI_SAID;
	struct wg_page_line *lines = WG_NEW(back, struct wg_page_line, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct wg_said *said = &ui->said[(ui->n_said - 1 - i) % WG_UI_SAID];
		struct tm tm;
		time_t at = (time_t)said->at;
		localtime_r(&at, &tm);
		lines[i] = (struct wg_page_line){
			.left = wg_arena_printf(back, "%02d:%02d:%02d", tm.tm_hour, tm.tm_min, tm.tm_sec),
			.text = wg_arena_strdup(back, said->text),
			.role = said->role};
	}
	if (n == 0)
		lines[n++] = (struct wg_page_line){.text = ui->tr(N_("nothing has been said yet"))};
	wg_page_init(&m->page, lines, (int)n);
	return WG_OK;
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	struct messages *m = s->state;
	return wg_page_action(&m->page, action);
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct messages *m = s->state;
	wg_page_draw(&m->page, c, r);
}

const struct wg_screen_ops wg_screen_messages = {
	.name = "messages",
	.title = N_("Messages"),
	.state_size = sizeof(struct messages),
	.load = load,
	.action = action,
	.keys = wg_page_keys,
	.paint = paint,
};
