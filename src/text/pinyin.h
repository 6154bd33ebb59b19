/* pinyin.h: how characters are read. Readings come from Unihan 15 (tools/pinyin_table), those of surnames from a list
 * by hand. Without tones; ü is written v (lv, nv). */
#ifndef WANGGE_TEXT_PINYIN_H
#define WANGGE_TEXT_PINYIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum {
	WG_SYLLABLE_BYTES = 8,
	WG_READINGS_MAX = 4,   /* of one character */
	WG_NAME_RUNES = 64,    /* a name is looked at no further */
	WG_NAME_READINGS = 16, /* combinations of readings of one name */
};

/* Syllable ids count from 1 in alphabetical order; 0 = none. */
const char *wg_syllable(int id);
int wg_syllable_count(void);

/* The ways in which a syllable is typed: itself, and for ü also with u and yu. Returns how many, 1 or 3. */
int wg_syllable_spellings(int id, char out[3][WG_SYLLABLE_BYTES]);

/* Readings of one character, the usual one first; returns how many (0 for what is no hanzi). */
int wg_readings(uint32_t rune, uint16_t out[WG_READINGS_MAX]);

/* A name with its readings: surname readings go first where the name begins with a surname. Latin letters and digits
 * are characters without readings, in lower case; dots and blanks are left out. at[i] is where character i begins in
 * the text that was given. */
struct wg_name {
	int n;
	struct wg_name_rune {
		uint32_t rune;
		uint16_t variant; /* class of simplified and traditional forms, 0 = alone: see wg_variant_class() */
		uint16_t at, length;
		uint8_t readings;
		uint16_t syllables[WG_READINGS_MAX];
	} runes[WG_NAME_RUNES];
};
void wg_name_read(struct wg_name *name, const char *text, size_t len);

/* One code point as names are compared: half-width, lower case, ü as v; 0 for dots, blanks and what is invisible. */
uint32_t wg_name_rune(uint32_t rune);

/* Adds the bytes by which names are sorted with memcmp(): for each character 2 bytes of syllable and 3 of code point.
 * 张三 < 张伟 < 章三, 曾 under zeng, characters without reading after all others. */
void wg_name_sort_key(struct wg_buf *out, const char *text, size_t len);

/* A name spelled: one text per combination of readings, the usual first, at most WG_NAME_READINGS, none twice.
 * zhangwei, or with initials zw. ü is spelled in every way it is typed: lv, lu, lyu. The texts are handed to add one by
 * one, each terminated. */
typedef void wg_spelling_fn(void *context, const char *spelling);
void wg_name_spell(const char *text, size_t len, bool initials, wg_spelling_fn *add, void *context);

/* Simplified, traditional and z-variants of one character share a class (乾干幹, 葉叶); 0 = the character is alone.
 * For keys only: a stored name is never rewritten. */
uint16_t wg_variant_class(uint32_t rune);

/* The characters of a class, at most `most` of them; returns how many there are. */
int wg_variants(uint16_t class, uint32_t *out, int most);

#endif
