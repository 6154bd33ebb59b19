/* pinyin.h: how characters are read. Readings come from Unihan 15 (tools/pinyin_table), those of surnames from a list
 * by hand. Without tones; ü is written v (lv, nv). */
#ifndef WANGGE_TEXT_PINYIN_H
#define WANGGE_TEXT_PINYIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum {
	WG_READINGS_MAX = 4,   /* of one character */
	WG_NAME_RUNES = 64,    /* a name is looked at no further */
	WG_NAME_READINGS = 16, /* combinations of readings of one name */
};

/* Syllable ids count from 1 in alphabetical order; 0 = none. */
const char *wg_syllable(int id);
int wg_syllable_count(void);

/* Readings of one character, the usual one first; returns how many (0 for what is no hanzi). */
int wg_readings(uint32_t rune, uint16_t out[WG_READINGS_MAX]);

/* A name with its readings: surname readings go first where the name begins with a surname. Latin letters and digits are
 * characters without readings, in lower case; dots and blanks are left out. at[i] is where character i begins in the
 * text that was given. */
struct wg_name {
	int n;
	int surname; /* characters of the surname as far as the list knows it: 1 or 2 */
	struct wg_name_rune {
		uint32_t rune;
		uint16_t variant; /* class of simplified and traditional forms, 0 = alone: see wg_variant_class() */
		uint16_t at, length;
		uint8_t readings;
		uint16_t syllables[WG_READINGS_MAX];
	} runes[WG_NAME_RUNES];
};
void wg_name_read(struct wg_name *name, const char *text, size_t len);

/* Adds the bytes by which names are sorted with memcmp(): for each character 2 bytes of syllable and 3 of code point.
 * 张三 < 张伟 < 章三, 曾 under zeng, characters without reading after all others. */
void wg_name_sort_key(struct wg_buf *out, const char *text, size_t len);

/* A name spelled: one text per combination of readings, the usual first, at most WG_NAME_READINGS, none twice.
 * zhangwei / zw. The texts are handed to add one by one, each terminated. */
typedef void wg_spelling_fn(void *context, const char *spelling);
void wg_name_spell(const char *text, size_t len, bool initials, wg_spelling_fn *add, void *context);

/* The spelling by which near-alike sounds are one (zh=z ch=c sh=s n=l f=h ang=an eng=en ing=in), applied to a full
 * spelling of one syllable. Returns the id of the class, comparable between syllables only. */
int wg_syllable_fuzzy(int id);

/* Simplified, traditional and z-variants of one character share a class (乾干幹, 葉叶); 0 = the character is alone.
 * For keys only: a stored name is never rewritten. */
uint16_t wg_variant_class(uint32_t rune);

#endif
