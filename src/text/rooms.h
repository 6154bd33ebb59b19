/* rooms.h: many doors in a few characters, as a person says them: 1-6层 × 01-04室. */
#ifndef WANGGE_TEXT_ROOMS_H
#define WANGGE_TEXT_ROOMS_H

#include <stdint.h>

#include "wangge/error.h"

enum { WG_ROOMS_FLOORS = 200, WG_ROOMS_SIDES = 500 };

/* One door of a floor: a number (501, 01) or a letter (A). */
struct wg_room_side {
	int number;  /* 0 = a letter */
	char letter; /* 'A' … 'Z' */
	int digits;  /* as typed with zeros in front, 01 = 2; 0 = without */
};

/* floors × sides; no floors: the sides are the doors themselves. */
struct wg_rooms_pattern {
	int floor[WG_ROOMS_FLOORS];
	struct wg_room_side side[WG_ROOMS_SIDES];
	int n_floors, n_sides;
};

/* Reads floors and doors: numbers and ranges with commas between, 层 楼 behind the first and 室 户 号 房 behind the
 * second allowed, × x * 乘 between them. Floors below ground are -1 or 负1. Without the sign it is a list of doors
 * without floors (1-40号). Full-width forms and Chinese numerals are understood. WG_EUSAGE says what cannot be read. */
enum wg_err wg_rooms_parse(const char *text, struct wg_rooms_pattern *out, struct wg_error *e);

/* Reads one such list of numbers (4,14 or 4层、14层) into out; *n is how many, at most cap. */
enum wg_err wg_number_list_parse(const char *text, int *out, int cap, int *n, struct wg_error *e);

#endif
