/* number.h: whole numbers as they are written in Chinese papers. Works on code points that key.h has folded. */
#ifndef WANGGE_TEXT_NUMBER_H
#define WANGGE_TEXT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WG_NUMBER_MAX = 9999999 };

/* Reads the number that s[0..len) begins with: 501, 0501, 二十一, 一百零三, 一〇二, 两 (full-width digits once folded).
 * Returns how many code points it takes; 0 when there is none, it is larger than WG_NUMBER_MAX, or it is written in a
 * way that can be read twice (一百三). */
size_t wg_number_read(const uint32_t *s, size_t len, int *value);

/* True for every code point that can be part of a number, ASCII or hanzi. */
bool wg_is_numeral(uint32_t rune);

/* The whole of text (full-width and Chinese digits, blanks around it, a sign) as a number; false when it is none. */
bool wg_number_parse(const char *text, int64_t *value);

#endif
