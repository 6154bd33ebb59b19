/* need_card.h: everything about one need, as its screen and the match show it: what, who, what to mind; who was sent
 * and what was done; what the household has wanted before. */
#ifndef WANGGE_SCREEN_NEED_CARD_H
#define WANGGE_SCREEN_NEED_CARD_H

#include "screen/screen.h"
#include "wangge/duty.h"
#include "wangge/household.h"
#include "wangge/need.h"

enum { WG_NEED_HEAD_LINES = 3, WG_NEED_PAST = 8 };

/* A need of the household before this one. said: what the follow-up heard, else the state; a name. */
struct wg_need_past {
	struct wg_need need;
	const char *said;
};

/* Zero-initialised: nothing read. Lives in its own arena. */
struct wg_need_card {
	struct wg_arena arena;
	struct wg_need need; /* id 0: none */
	struct wg_need_story story;
	struct wg_household home; /* id 0: it is of a place */
	struct wg_person person;  /* id 0: nobody in particular */
	struct wg_worker responsible;
	struct wg_place_notes building;
	struct wg_duty head; /* the nearest neighbour or building head; id 0: none */
	struct wg_need_past past[WG_NEED_PAST];
	size_t n_past;   /* of these, the last one first */
	size_t all_past; /* how many there are */
};

/* On an error the card shows what it showed before. */
enum wg_err wg_need_card_read(struct wg_need_card *card, const struct wg_ui *ui, int64_t need, struct wg_error *e);
void wg_need_card_free(struct wg_need_card *card);

/* In WG_NEED_HEAD_LINES rows: what is wanted, its classes and when it is due; whose it is; what to mind. */
void wg_need_card_head(const struct wg_need_card *card, const struct wg_ui *ui, struct wg_cells *c, struct wg_rect r);
/* Who was sent and what was done, the last step first; how many rows it took. */
int wg_need_card_story(const struct wg_need_card *card, const struct wg_ui *ui, struct wg_cells *c, struct wg_rect r);
/* What the household wanted before; likewise. */
int wg_need_card_past(const struct wg_need_card *card, const struct wg_ui *ui, struct wg_cells *c, struct wg_rect r);

/* The open needs of a household, or the last that are over, in one line; "" = none. In the arena. */
const char *wg_need_line(const struct wg_ui *ui, int64_t household, bool open, struct wg_arena *a);

#endif
