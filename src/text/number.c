#include "text/number.h"

#include <string.h>

#include "text/key.h"

/* 0–9 for a digit in hanzi, else -1. */
static int digit_of(uint32_t r)
{
	switch (r) {
	case U'〇':
	case U'零':
	case U'○':
		return 0;
	case U'一':
		return 1;
	case U'二':
	case U'两':
		return 2;
	case U'三':
		return 3;
	case U'四':
		return 4;
	case U'五':
		return 5;
	case U'六':
		return 6;
	case U'七':
		return 7;
	case U'八':
		return 8;
	case U'九':
		return 9;
	default:
		return -1;
	}
}

static int unit_of(uint32_t r)
{
	return r == U'十' ? 10 : r == U'百' ? 100 : r == U'千' ? 1000 : 0;
}

static bool is_digit(uint32_t r)
{
	return r >= '0' && r <= '9';
}

bool wg_is_numeral(uint32_t r)
{
	return is_digit(r) || digit_of(r) >= 0 || unit_of(r) > 0;
}

/* 一〇二: digit after digit. 两 is never said so. */
static bool read_positional(const uint32_t *s, size_t n, int *value)
{
	int v = 0;
	for (size_t i = 0; i < n; i++) {
		if (v > WG_NUMBER_MAX / 10 || (n > 1 && s[i] == U'两'))
			return false;
		v = v * 10 + digit_of(s[i]);
	}
	*value = v;
	return true;
}

/* 二十一, 一百零三, 一千二百. A digit after 百 needs 零 or 十: 一百三 is said for 130 as well as written for 103. */
static bool read_structured(const uint32_t *s, size_t n, int *value)
{
	int total = 0, digit = -1, last = 10000;
	bool zero = false;
	for (size_t i = 0; i < n; i++) {
		int unit = unit_of(s[i]);
		if (unit == 0) {
			int d = digit_of(s[i]);
			if (digit >= 0 || (d == 0 && (zero || last == 10000)))
				return false;
			if (d == 0)
				zero = true;
			else
				digit = d;
			continue;
		}
		if (unit >= last || (digit < 0 && unit != 10))
			return false;
		total += (digit < 0 ? 1 : digit) * unit;
		last = unit;
		digit = -1;
		zero = false;
	}
	if (digit < 0 ? zero : last != 10 && !zero)
		return false;
	*value = total + (digit > 0 ? digit : 0);
	return true;
}

size_t wg_number_read(const uint32_t *s, size_t len, int *value)
{
	size_t n = 0;
	if (len > 0 && is_digit(s[0])) {
		int v = 0;
		for (; n < len && is_digit(s[n]); n++) {
			if (v > WG_NUMBER_MAX / 10)
				return 0;
			v = v * 10 + (int)(s[n] - '0');
		}
		*value = v;
		return n;
	}
	bool structured = false;
	for (; n < len && !is_digit(s[n]) && wg_is_numeral(s[n]); n++)
		structured |= unit_of(s[n]) > 0;
	if (n == 0 || !(structured ? read_structured(s, n, value) : read_positional(s, n, value)))
		return 0;
	return n;
}

bool wg_number_parse(const char *text, int64_t *value)
{
	uint32_t s[24];
	size_t len = wg_fold_runes(text, strlen(text), 0, s, 24), at = 0;
	while (at < len && s[at] == ' ')
		at++;
	while (len > at && s[len - 1] == ' ')
		len--;
	bool negative = at < len && (s[at] == '-' || s[at] == U'负');
	if (negative || (at < len && s[at] == '+'))
		at++;
	int v;
	size_t n = len < 24 ? wg_number_read(s + at, len - at, &v) : 0;
	if (n == 0 || at + n != len)
		return false;
	*value = negative ? -v : v;
	return true;
}
