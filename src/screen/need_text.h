/* need_text.h: needs in words, as their screens, the match and a message to be copied have them. */
#ifndef WANGGE_SCREEN_NEED_TEXT_H
#define WANGGE_SCREEN_NEED_TEXT_H

#include "screen/screen.h"
#include "wangge/need.h"

enum { WG_NEED_TEXT = 64 };

/* The number by which people call a need: 12, as in #12. */
long long wg_need_number(int64_t id);

/* "今天 09:14", "明天 17:00", "11-25 09:14", "2025-11-25"; "" for 0. */
const char *wg_need_moment(const struct wg_ui *ui, int64_t at, char out[WG_NEED_TEXT]);
const char *wg_need_clock(int64_t at, char out[WG_NEED_TEXT]); /* "09:14" */
const char *wg_need_day(int64_t at, char out[WG_NEED_TEXT]);   /* "11-25" */

/* How long ago: "20 分", "5 时", "3 天". */
const char *wg_need_since(const struct wg_ui *ui, int64_t at, char out[WG_NEED_TEXT]);
/* When it is due, or for how long it has been; "" for what is over. */
const char *wg_need_due(const struct wg_ui *ui, const struct wg_need *need, char out[WG_NEED_TEXT]);

/* "S03 安全检查 或 S04 水电维修"; names alone where codes are of no use. In the arena. */
const char *wg_need_services(const struct wg_ui *ui, const char *codes, bool with_codes, struct wg_arena *a);
/* Names of codes with 、 between; in the arena. */
const char *wg_need_names(const struct wg_ui *ui, const char *list, const char *codes, struct wg_arena *a);

#endif
