/* need_slip.h: an order as text for a message. Like all that is copied it leaves the office: telephones of residents
 * are masked, care groups and notes are not in it. */
#ifndef WANGGE_SCREEN_NEED_SLIP_H
#define WANGGE_SCREEN_NEED_SLIP_H

#include "screen/screen.h"

void wg_copy_need(struct wg_ui *ui, int64_t need);
/* Slips of these needs ("#12,#13") as a file: asks for its name. */
void wg_print_needs(struct wg_ui *ui, const char *refs);

#endif
