/* contacts_handover.h: to whom a leaving cadre's households go: the neighbours along the walk, or who is chosen here;
 * what would follow, and Enter. argument: the cadre, "#id". */
#ifndef WANGGE_SCREEN_CONTACTS_HANDOVER_H
#define WANGGE_SCREEN_CONTACTS_HANDOVER_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_handover;

#endif
