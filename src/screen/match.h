/* match.h: who could be sent for a need: the ranked list with every term, those who are chosen, and what follows.
 * Opened on the need's #id. */
#ifndef WANGGE_SCREEN_MATCH_H
#define WANGGE_SCREEN_MATCH_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_match;

#endif
