#include "text/phone.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "text/key.h"
#include "wangge/message.h"

enum { RUNES = 128, DIGITS = 32 };

static bool is_digit(uint32_t r)
{
	return r >= '0' && r <= '9';
}

/* Characters between numbers of one cell. */
static bool is_between(uint32_t r)
{
	return r == '/' || r == ',' || r == ';' || r == '|' || r == '\\' || r == U'、' || r == U'或' || r == '&';
}

/* Adds digits as one number in plain form; false when they are none. ext: of the switchboard, may be empty. */
static bool put_number(const char *d, const char *ext, char out[WG_PHONE_TEXT])
{
	size_t n = strlen(d), area = 0;
	if (n > 12 && strncmp(d, "0086", 4) == 0) {
		d += 4;
		n -= 4;
	} else if (n > 11 && strncmp(d, "86", 2) == 0) {
		d += 2;
		n -= 2;
	}
	bool mobile = n == 11 && d[0] == '1' && d[1] >= '3';
	bool service = (n == 10 && (strncmp(d, "400", 3) == 0 || strncmp(d, "800", 3) == 0)) ||
		       ((n == 5 || n == 6) && (strncmp(d, "95", 2) == 0 || strncmp(d, "96", 2) == 0 || d[0] == '1'));
	bool local = (n == 7 || n == 8) && d[0] >= '2';
	if (n >= 10 && d[0] == '0')
		area = d[1] <= '2' ? 3 : 4;
	bool fixed = area > 0 && n - area >= 7 && n - area <= 8 && d[1] != '0' && d[area] >= '2';
	if (!(mobile || service || local || fixed) || (ext[0] && !(local || fixed)) || strlen(ext) > 6)
		return false;
	char number[DIGITS + 12];
	snprintf(number, sizeof number, "%.*s%s%s%s%s", (int)area, d, area > 0 ? "-" : "", d + area, ext[0] ? "-" : "",
		 ext);
	/* Each once. */
	size_t len = strlen(out), k = strlen(number);
	for (const char *at = out; *at; at += strcspn(at, "/"), at += *at == '/')
		if (strcspn(at, "/") == k && strncmp(at, number, k) == 0)
			return true;
	if (len + k + 2 > WG_PHONE_TEXT)
		return false;
	snprintf(out + len, WG_PHONE_TEXT - len, "%s%s", len > 0 ? "/" : "", number);
	return true;
}

/* One number with whatever marks are inside it. A third group after area and number is the extension. */
static bool read_number(const uint32_t *s, size_t n, char out[WG_PHONE_TEXT])
{
	char digits[DIGITS] = "", ext[DIGITS] = "";
	size_t len = 0, groups = 0, ext_len = 0;
	bool inside = false, switched = false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == U'转')
			switched = true;
		if (!is_digit(s[i])) {
			inside = false;
			continue;
		}
		groups += !inside;
		switched |= !inside && groups == 3 && digits[0] == '0' && len >= 10;
		inside = true;
		if ((switched ? ext_len : len) == DIGITS - 1)
			return false;
		if (switched)
			ext[ext_len++] = (char)s[i];
		else
			digits[len++] = (char)s[i];
	}
	digits[len] = ext[ext_len] = '\0';
	return len > 0 && put_number(digits, ext, out);
}

/* A stretch between separators: one number, or several with blanks between them. */
static bool read_stretch(const uint32_t *s, size_t n, char out[WG_PHONE_TEXT])
{
	if (read_number(s, n, out))
		return true;
	bool any = false;
	for (size_t at = 0; at < n;) {
		size_t end = at;
		while (end < n && s[end] != ' ')
			end++;
		if (end > at) {
			if (!read_number(s + at, end - at, out))
				return false;
			any = true;
		}
		at = end + 1;
	}
	return any;
}

/* Brackets without digits are a remark: 13900001234(儿子). */
static size_t drop_remarks(uint32_t *s, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++) {
		size_t end = i;
		bool digits = false;
		while (s[i] == '(' && end < n && s[end] != ')')
			digits |= is_digit(s[end++]);
		if (s[i] == '(' && end < n && !digits)
			i = end;
		else
			s[kept++] = s[i];
	}
	return kept;
}

/* 1.38E+10 */
static bool is_scientific(const uint32_t *s, size_t n)
{
	bool e = false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == 'E' || s[i] == 'e')
			e = i > 0;
		else if (!is_digit(s[i]) && s[i] != '.' && s[i] != '+')
			return false;
	}
	return e;
}

enum wg_phone_fault wg_phone_check(const char *text, char out[WG_PHONE_TEXT])
{
	uint32_t s[RUNES];
	char plain[WG_PHONE_TEXT] = "";
	size_t n = wg_fold_runes(text, strlen(text), 0, s, RUNES), from = 0;
	if (n == RUNES)
		return WG_PHONE_LENGTH;
	while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '"'))
		n--;
	while (from < n && (s[from] == ' ' || s[from] == '\'' || s[from] == '=' || s[from] == '"'))
		from++;
	n -= from;
	if (n == 0)
		return WG_PHONE_EMPTY;
	if (is_scientific(s + from, n))
		return WG_PHONE_DAMAGED;
	n = drop_remarks(s + from, n);
	for (size_t i = from; i < from + n; i++)
		if (!is_digit(s[i]) && !is_between(s[i]) && s[i] != ' ' && s[i] != '-' && s[i] != '(' && s[i] != ')' &&
		    s[i] != '+' && s[i] != '.' && s[i] != U'转')
			return WG_PHONE_CHARACTER;
	for (size_t at = from, end; at < from + n; at = end + 1) {
		bool any = false;
		for (end = at; end < from + n && !is_between(s[end]); end++)
			any |= is_digit(s[end]);
		if (any && !read_stretch(s + at, end - at, plain))
			return WG_PHONE_LENGTH;
	}
	if (!plain[0])
		return WG_PHONE_LENGTH;
	memcpy(out, plain, sizeof plain);
	return WG_PHONE_OK;
}

const char *wg_phone_fault_text(enum wg_phone_fault fault)
{
	switch (fault) {
	case WG_PHONE_OK:
		break;
	case WG_PHONE_EMPTY:
		return N_("no telephone number");
	case WG_PHONE_DAMAGED:
		return N_("telephone number rounded by a spreadsheet, its last digits are lost");
	case WG_PHONE_CHARACTER:
		return N_("telephone number holds something else than digits");
	case WG_PHONE_LENGTH:
		return N_("telephone number has too few or too many digits");
	}
	return N_("telephone number is right");
}

void wg_phone_tail(const char *phone, char out[5])
{
	size_t n = strcspn(phone, "/"), k = 0;
	out[0] = '\0';
	/* An extension is not the tail. */
	const char *dash = memchr(phone, '-', n);
	const char *second = dash ? memchr(dash + 1, '-', n - (size_t)(dash + 1 - phone)) : NULL;
	if (second)
		n = (size_t)(second - phone);
	while (k < n && k < 4 && is_digit((unsigned char)phone[n - 1 - k]))
		k++;
	if (k == 4) {
		memcpy(out, phone + n - 4, 4);
		out[4] = '\0';
	}
}
