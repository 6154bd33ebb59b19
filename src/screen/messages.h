/* messages.h: what was said in the message row since the console was opened. */
#ifndef WANGGE_SCREEN_MESSAGES_H
#define WANGGE_SCREEN_MESSAGES_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_messages;

#endif
