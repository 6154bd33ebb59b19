/* overlay.h: a prompt at the foot of the screen it was called from, which stays in sight above it. */
#ifndef WANGGE_SCREEN_OVERLAY_H
#define WANGGE_SCREEN_OVERLAY_H

#include "screen/screen.h"

/* Paints what lies below into r without its last rows, and returns those. */
struct wg_rect wg_overlay(struct wg_screen *s, struct wg_cells *c, struct wg_rect r, int rows);
void wg_overlay_crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS]);

/* Adds text to out, filled up to width columns; right: filled on the left. */
void wg_pad(const struct wg_ui *ui, char *out, size_t cap, const char *text, int width, bool right);

#endif
