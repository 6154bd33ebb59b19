/* copy.h: what is copied, as text to be pasted into a message. It leaves the office: residents' telephones are masked,
 * care groups and notes are not in it. */
#ifndef WANGGE_SCREEN_COPY_H
#define WANGGE_SCREEN_COPY_H

#include "screen/screen.h"
#include "wangge/place.h"
#include "wangge/plan.h"

/* 199****1234: the ends of a number of eleven digits, of others the last four. */
enum { WG_COPY_PHONE = 64 };
void wg_copy_mask(const char *phone, char out[WG_COPY_PHONE]);

/* Hands the text to the clipboard and to the file for those whose terminal has none, and says so. */
void wg_copy_text(struct wg_ui *ui, const char *text);

void wg_copy_household(struct wg_ui *ui, int64_t id);
void wg_copy_worker(struct wg_ui *ui, int64_t id);
void wg_copy_node(struct wg_ui *ui, const struct wg_node *node);
void wg_copy_plan(struct wg_ui *ui, const wg_plan *plan);

#endif
