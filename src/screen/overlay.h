/* overlay.h: a prompt at the foot of the screen it was called from, which stays in sight above it. */
#ifndef WANGGE_SCREEN_OVERLAY_H
#define WANGGE_SCREEN_OVERLAY_H

#include "screen/screen.h"
#include "view/panel.h"

/* Paints what lies below into r without its last rows, and returns those. */
struct wg_rect wg_overlay(struct wg_screen *s, struct wg_cells *c, struct wg_rect r, int rows);
int wg_overlay_scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES]); /* only PANEL */
void wg_overlay_crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS]);

/* The foot of a page that is only read. */
extern const struct wg_footer_item wg_page_keys[];

/* Events of a prompt in which digits are typed (rooms, telephones, doors) and lines are chosen with the arrows:
 * look after each change of the text, go on Enter; Esc takes the screen off. */
bool wg_overlay_event(struct wg_screen *s, struct wg_panel *panel, const struct wg_event *ev,
		      void (*look)(struct wg_screen *), void (*go)(struct wg_screen *));

/* Adds text to out, filled up to width columns; right: filled on the left. */
void wg_pad(const struct wg_ui *ui, char *out, size_t cap, const char *text, int width, bool right);

#endif
