/* utf8.h: bytes to code points and back, strictly: no overlong forms, no surrogates, nothing above U+10FFFF.
 * Ill-formed input never stops anybody: it is taken a maximal subpart at a time (Unicode 15, table 3-8), so that
 * decoding finds its feet again at the next good character. */
#ifndef WANGGE_TEXT_UTF8_H
#define WANGGE_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WG_RUNE_BAD 0xFFFFFFFFu /* stands for an ill-formed sequence; no code point */

enum { WG_UTF8_MAX = 4 };

/* Reads the first code point of s[0..len) into *rune (WG_RUNE_BAD when ill-formed) and returns how many bytes it
 * takes; 0 only when len is 0. */
size_t wg_utf8_decode(const char *s, size_t len, uint32_t *rune);

/* Writes rune (a scalar value; anything else as U+FFFD) and returns its length. Not terminated. */
size_t wg_utf8_encode(uint32_t rune, char out[WG_UTF8_MAX]);

/* True when s[0..len) is the beginning of a character whose rest is still to come: wait for it (keys, chunks). */
bool wg_utf8_is_partial(const char *s, size_t len);

bool wg_utf8_is_valid(const char *s, size_t len);
size_t wg_utf8_count(const char *s, size_t len); /* code points; an ill-formed sequence counts as one */

/* Where the character after, before byte offset at begins; at the ends they stay. Offsets must be at a character. */
size_t wg_utf8_next(const char *s, size_t len, size_t at);
size_t wg_utf8_previous(const char *s, size_t at);

#endif
