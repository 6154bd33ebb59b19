#include "text/mask.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* head and tail digits of s[0..n) with four stars between; fewer when the number is short. */
static int mask_number(const char *s, size_t n, char *out, size_t cap)
{
	char digits[64];
	size_t k = 0;
	for (size_t i = 0; i < n && k < sizeof digits; i++)
		if (is_digit(s[i]))
			digits[k++] = s[i];
	int head = k >= 11 ? 3 : 0, tail = k >= 11 ? 4 : k >= 7 ? 2 : 0;
	return snprintf(out, cap, "%.*s****%.*s", head, digits, tail, digits + k - (size_t)tail);
}

void wg_mask_phone(const char *phone, char *out, size_t cap)
{
	size_t len = 0;
	if (cap > 0)
		out[0] = '\0';
	for (const char *at = phone; *at && len < cap;) {
		size_t n = strcspn(at, "/");
		if (len > 0 && len + 1 < cap) {
			out[len++] = '/';
			out[len] = '\0';
		}
		int k = mask_number(at, n, out + len, cap - len);
		len += k > 0 ? (size_t)k : 0;
		at += n + (at[n] == '/');
	}
}

void wg_mask_idno(const char *idno, char *out, size_t cap)
{
	size_t n = strlen(idno), shown = n >= 15 ? 1 : 0, len = 0;
	for (size_t i = 0; i < n && i < 18 && len + 1 < cap; i++) {
		bool plain = shown && (i == 0 || (i == n - 1 && n <= 18));
		out[len++] = plain && (is_digit(idno[i]) || idno[i] == 'X') ? idno[i] : '*';
	}
	if (cap > 0)
		out[len] = '\0';
}
