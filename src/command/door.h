/* door.h: the door that a command names. */
#ifndef WANGGE_COMMAND_DOOR_H
#define WANGGE_COMMAND_DOOR_H

#include "command/call.h"

/* The door that the parameter names, also an empty one. When there is none and --new-door is given it is made, with the
 * building and the entrance where they are new, each at its number in the walking order; --under says in which
 * compound when the address does not. */
enum wg_err wg__arg_door(struct wg_call *c, const char *name, int64_t *door, struct wg_error *e);

#endif
