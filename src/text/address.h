/* address.h: where a door is, read from what a roster says.
 *
 *	昭山镇窑洲社区晴岚家园3栋2单元501  →  lead 昭山镇窑洲社区晴岚家园, 3栋, 2单元, floor 5, room 501
 *
 * Full-width forms, Chinese numerals (二十一, 一〇二), dashes, slashes, dots and blanks are understood. The words:
 * building 栋 幢 座 号楼 号 # 楼 排, entrance 单元 门, floor 层 楼, room 室 号 户 房. Numbers without a word go by
 * their place: 3-2-501 is building, entrance, room; of two the second is a room from 100 on, else an entrance; one
 * alone is a room from 100 on. 301-401 and 301/401 behind a building, or in the column of rooms, are one home over two
 * floors: the room 301-401 on the third. What can be read in two ways is refused, never guessed. */
#ifndef WANGGE_TEXT_ADDRESS_H
#define WANGGE_TEXT_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "wangge/error.h"

/* Names are canonical, so that equal places have equal names: "3栋" (also for 幢, 号楼, #, 楼 and a bare number),
 * "A座", "881号"; "2单元", "东单元"; "501", "501A", "底商3", "负1". Keys put names in walking order among their
 * siblings (2 < 10, 二 = 2, 501 < 501A < 502, 东 < 中 < 西, 南 < 北, 前 < 后, 左 < 右, A座 < B座); below ground comes
 * first, then shops, numbers, letters, directions, and at the end names without any number. A key is 0 when there is no
 * name. */
struct wg_address {
	char lead[160]; /* what stands before the building: compound, street, sub-district; "" if nothing */
	char building[64], entrance[64], room[64];
	char note[64]; /* what stood in brackets at the end, e.g. 出租 */
	bool has_building, has_entrance, has_floor, has_room;
	/* Below ground negative; 0 = unknown. Taken from the room (501 → 5) when not said; has_floor = said. */
	int floor;
	int64_t building_key, entrance_key, room_key;
};

/* Reads an address in one text. WG_EDATA, saying what cannot be read, unless all of it is understood and at least a
 * building or a room is found. A missing level is no error: see the has_ flags. */
enum wg_err wg_address_parse(const char *text, struct wg_address *out, struct wg_error *e);

/* Reads an address from columns; any of them may be NULL or empty, "3" and "3栋" are alike, a column may hold more than
 * its level (3栋2单元 in building). In its own column a building or a room may be a bare name (综合楼, 门卫室).
 * WG_EDATA when a column cannot be read or two of them contradict each other. */
struct wg_address_columns {
	const char *lead, *building, *entrance, *floor, *room;
};
enum wg_err wg_address_join(const struct wg_address_columns *columns, struct wg_address *out, struct wg_error *e);

enum wg_address_level {
	WG_ADDRESS_BUILDING,
	WG_ADDRESS_ENTRANCE,
	WG_ADDRESS_FLOOR,
	WG_ADDRESS_ROOM,
};

/* The key of a name alone ("3栋", "2单元", "A座", "881号", "501A"), the same as in struct wg_address; a name that holds
 * no number goes by its characters. 0 for an empty name. */
int64_t wg_place_order_key(enum wg_address_level level, const char *name);

/* The canonical form of a name alone: wg_place_name(WG_ADDRESS_BUILDING, "三号楼") gives "3栋". What is no number,
 * letter or direction is kept as it is, trimmed. Always terminates; cut at a character when cap is too small. */
void wg_place_name(enum wg_address_level level, const char *name, char *out, size_t cap);

#endif
