/* contacts.h: cadres in walking order, the whole cut of a community as strips, and each cadre's households. */
#ifndef WANGGE_SCREEN_CONTACTS_H
#define WANGGE_SCREEN_CONTACTS_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_contacts;

#endif
