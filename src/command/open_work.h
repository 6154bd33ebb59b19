/* open_work.h: what becomes of open needs when households and people move, join, go, and cadres hand over. Nothing is
 * closed by itself: what nobody may be there for any more is said in a warning, and a person decides. */
#ifndef WANGGE_COMMAND_OPEN_WORK_H
#define WANGGE_COMMAND_OPEN_WORK_H

#include "command/call.h"

/* A person's needs belong to the household that the person has joined. */
enum wg_err wg__work_of_joined(struct wg_call *c, int64_t person, int64_t household, struct wg_error *e);

/* Recorded twice: the needs of one record, open or not, are those of the other. */
enum wg_err wg__work_of_twin(struct wg_call *c, int64_t goes, int64_t stays, struct wg_error *e);

/* A person has died or moved away: names the needs that are open. */
enum wg_err wg__work_of_gone(struct wg_call *c, int64_t person, struct wg_error *e);

/* A household has gone: names its open needs, or hands them to the household that it was merged into (0 = none). */
enum wg_err wg__work_of_household(struct wg_call *c, int64_t household, int64_t into, struct wg_error *e);

/* A cadre hands over. Needs of households follow their contacts; one that the cadre was named for is the contact's
 * again, and one of a place goes to `to`. Says how many go along, and names the orders that the cadre is sent for. */
enum wg_err wg__work_of_leaver(struct wg_call *c, const struct wg_worker *leaver, int64_t to, struct wg_error *e);

#endif
