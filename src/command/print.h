/* print.h: what the prints share. A print reads, writes a file, and changes nothing. */
#ifndef WANGGE_COMMAND_PRINT_H
#define WANGGE_COMMAND_PRINT_H

#include "command/call.h"
#include "exchange/paper.h"
#include "wangge/duty.h"

#define WG__INTERNAL "内部资料"

/* The place of a level around what is printed next to each other; found again only when the walk leaves it. */
struct wg__around {
	struct wg_node node;
	bool known;
};
const char *wg__around_name(struct wg_call *c, struct wg__around *around, enum wg_level level, int64_t pos);

/* Whose households: --contact, else all of --under. worker: the contact, id 0 = all. */
enum wg_err wg__print_households(struct wg_call *c, struct wg_worker *worker, struct wg_households *out,
				 struct wg_error *e);

const char *wg__print_door(struct wg_call *c, const struct wg_household *h); /* 3栋2单元1102 */
const char *wg__print_care(struct wg_call *c, const struct wg_household *h); /* 独居、高龄 */
const char *wg__print_phone(struct wg_call *c, const char *phone);           /* 199 0000 6738, as read from a wall */
/* Who is called today instead of the worker, id 0 = nobody else; and until when: "至 2026-04-02". */
enum wg_err wg__print_cover(struct wg_call *c, int64_t worker, struct wg_cover *out, struct wg_error *e);
const char *wg__print_until(struct wg_call *c, const struct wg_cover *cover);

const char *wg__print_today(struct wg_call *c); /* 2026-11-22 */
const char *wg__print_month(struct wg_call *c); /* 2026年11月 */

/* Who has a duty around a position of the walk, as it may hang on a wall: grid workers, property, the station with
 * their telephones and, if wanted, heads of buildings with their doors; at most cap. Without heads only those who can
 * be rung up. */
enum wg_err wg__print_posts(struct wg_call *c, int64_t pos, bool heads, const char **posts, size_t cap, size_t *n,
			    struct wg_error *e);

/* Writes the paper to the parameter file; in a preview only the name is looked at. Frees the paper. */
enum wg_err wg__print(struct wg_call *c, struct wg_paper *paper, struct wg_error *e);

#endif
