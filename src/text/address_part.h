/* address_part.h: one word of an address, such as 3栋, 东单元, 501A or a bare 2; inside the text room only. */
#ifndef WANGGE_TEXT_ADDRESS_PART_H
#define WANGGE_TEXT_ADDRESS_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/address.h"

enum { WG_LEVEL_OPEN = -1, WG_ADDRESS_RUNES = 160 };

/* [below][shop][prefix]number[tag][-sub]word; at least a number or a prefix is there. */
struct wg_part {
	int level;        /* enum wg_address_level as its word says; WG_LEVEL_OPEN without a word */
	bool below;       /* 负, 地下 */
	const char *shop; /* 底商, 门面 …; NULL = none */
	uint32_t prefix;  /* letter, direction or 甲乙丙丁 before the number; 0 = none */
	bool has_number;
	int number, digits; /* digits: as written, so that 05 is no 5 where it matters */
	uint32_t tag;       /* letter or direction after the number; 0 = none */
	int sub;            /* 501-1; of 501-601 what is above; 0 = none */
	bool doubtful;      /* can be read in two ways */
	uint32_t word;      /* the building word that is kept: 座 排 号 楼 栋, the room word 户 室; 0 = none */
};

/* Where a part stands: what came before it decides what 楼, 号 and # mean. */
struct wg_part_place {
	int level;  /* of the last part with a word; -1 = none yet */
	int open;   /* parts without a word since */
	bool first; /* nothing stands before: 东1栋 */
	bool whole; /* the text is a name alone: 东 or A may stand without a word */
};

/* Reads the part that s[0..n) begins with; 0 when there is none. */
size_t wg__part_read(const uint32_t *s, size_t n, struct wg_part_place place, struct wg_part *out);

/* Characters that may begin a part in the middle of a text. */
bool wg__part_is_direction(uint32_t rune);

/* The canonical name and the key of a part that has its level. */
void wg__part_name(const struct wg_part *p, enum wg_address_level level, char *out, size_t cap);
int64_t wg__part_key(const struct wg_part *p);
int64_t wg__name_key(const uint32_t *s, size_t n);

/* Folded for reading: NFKC, upper case, one kind of dash, trimmed. Returns the length, 0 when empty or too long. */
size_t wg__address_fold(const char *text, uint32_t out[WG_ADDRESS_RUNES]);

/* Reads a text, or with a level (else WG_LEVEL_OPEN) the column of that level. */
enum wg_err wg__address_read(const char *text, int level, struct wg_address *out, struct wg_error *e);

/* Reads folded text that is one part of that level and nothing else. */
bool wg__address_part(const uint32_t *s, size_t n, int level, struct wg_part *out);

/* The floor on which a room lies, as its number says; 0 = unknown. */
int wg__part_floor(const struct wg_part *p);

#endif
