#include "exchange/xlsx_value.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"

enum { DIGITS = 40, PRECISE = 15 };

/* 0.d1d2d3… × 10^point, without leading and trailing zeros; zero has no digits. */
struct decimal {
	bool negative;
	char digit[DIGITS];
	int n, point;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool read_exponent(const char *p, int *exponent)
{
	bool negative = *p == '-';
	int v = 0;
	if (*p == '-' || *p == '+')
		p++;
	if (!is_digit(*p))
		return false;
	for (; is_digit(*p); p++)
		if (v < 10000)
			v = v * 10 + (*p - '0');
	*exponent = negative ? -v : v;
	return *p == '\0';
}

static bool read_decimal(const char *p, struct decimal *d)
{
	bool any = false, fraction = false;
	*d = (struct decimal){.negative = *p == '-'};
	if (*p == '-' || *p == '+')
		p++;
	for (; is_digit(*p) || (*p == '.' && !fraction); p++) {
		if (*p == '.') {
			fraction = true;
			continue;
		}
		any = true;
		if (d->n == 0 && *p == '0') {
			d->point -= fraction;
			continue;
		}
		if (d->n < DIGITS)
			d->digit[d->n++] = *p;
		else if (!fraction)
			return false;
		d->point += !fraction;
	}
	int exponent = 0;
	if (!any || ((*p == 'e' || *p == 'E') ? !read_exponent(p + 1, &exponent) : *p != '\0'))
		return false;
	d->point += exponent;
	while (d->n > 0 && d->digit[d->n - 1] == '0')
		d->n--;
	return true;
}

static void round_to(struct decimal *d, int n)
{
	if (d->n <= n)
		return;
	bool up = d->digit[n] >= '5';
	d->n = n;
	while (up && d->n > 0) {
		if (d->digit[d->n - 1] < '9') {
			d->digit[d->n - 1]++;
			up = false;
		} else {
			d->n--;
		}
	}
	if (up) {
		d->digit[0] = '1';
		d->n = 1;
		d->point++;
	}
	while (d->n > 0 && d->digit[d->n - 1] == '0')
		d->n--;
}

bool wg_xlsx_number(const char *text, char out[WG_XLSX_VALUE], bool *damaged)
{
	struct decimal d;
	if (!read_decimal(text, &d))
		return false;
	*damaged = d.n > 0 && d.point > PRECISE && d.n <= d.point;
	if (!*damaged)
		round_to(&d, PRECISE);
	if (d.n > 0 && (d.point > DIGITS || d.n - d.point > DIGITS))
		return false;
	size_t at = 0;
	if (d.n == 0)
		d.point = 0;
	else if (d.negative)
		out[at++] = '-';
	if (d.point <= 0)
		out[at++] = '0';
	for (int i = 0; i < d.point; i++)
		out[at++] = i < d.n ? d.digit[i] : '0';
	if (d.n > d.point && d.n > 0) {
		out[at++] = '.';
		for (int i = d.point; i < d.n; i++)
			out[at++] = i < 0 ? '0' : d.digit[i];
	}
	out[at] = '\0';
	return true;
}

bool wg_xlsx_date(const char *number, bool date1904, char out[WG_XLSX_VALUE])
{
	enum { LAST_1900 = 2958465, LAST_1904 = 2957003 };
	int64_t serial = 0;
	const char *p = number;
	for (; is_digit(*p); p++) {
		serial = serial * 10 + (*p - '0');
		if (serial > LAST_1900)
			return false;
	}
	if (p == number || (*p != '\0' && *p != '.') || (date1904 && serial > LAST_1904))
		return false;
	if (serial == 0 && *p == '.') {
		int64_t part = 0, unit = 1;
		for (p++; is_digit(*p) && unit < 1000000000; p++) {
			part = part * 10 + (*p - '0');
			unit *= 10;
		}
		int minutes = (int)((part * 1440 + unit / 2) / unit) % 1440;
		snprintf(out, WG_XLSX_VALUE, "%02d:%02d", minutes / 60, minutes % 60);
		return false;
	}
	int year = 1900, month = 2, mday = 29;
	if (date1904)
		wg_date_from_day(serial + wg_day_from_date(1904, 1, 1), &year, &month, &mday);
	else if (serial == 0)
		return false;
	else if (serial != 60) /* 1900 is a leap year there */
		wg_date_from_day(serial + wg_day_from_date(1899, 12, serial < 60 ? 31 : 30), &year, &month, &mday);
	snprintf(out, WG_XLSX_VALUE, "%04d-%02d-%02d", year, month, mday);
	return true;
}

bool wg_xlsx_date_id(int id)
{
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

bool wg_xlsx_date_code(const char *code)
{
	for (const char *p = code; *p; p++) {
		if (*p == '"') {
			const char *end = strchr(p + 1, '"');
			if (!end)
				return false;
			p = end;
		} else if (*p == '[') {
			const char *end = strchr(p, ']');
			if (!end || strchr("hHmMsS", p[1]))
				return false;
			p = end;
		} else if (*p == '\\' || *p == '_' || *p == '*') {
			if (p[1] == '\0')
				return false;
			p++;
		} else if (strchr("yYmMdDhHsS", *p)) {
			return true;
		}
	}
	return false;
}

static int hex(char c)
{
	if (is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The UTF-16 unit of _xHHHH_ at p, or -1. NUL would end the text, and halves of a pair are not decoded. */
static int escape_at(const char *p, size_t n)
{
	if (n < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_')
		return -1;
	int v = 0;
	for (int i = 2; i < 6; i++) {
		int h = hex(p[i]);
		if (h < 0)
			return -1;
		v = v * 16 + h;
	}
	return v == 0 || (v >= 0xD800 && v <= 0xDFFF) ? -1 : v;
}

static size_t put_utf8(char *out, int c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	out[0] = (char)(0xE0 | c >> 12);
	out[1] = (char)(0x80 | (c >> 6 & 0x3F));
	out[2] = (char)(0x80 | (c & 0x3F));
	return 3;
}

size_t wg_xlsx_unescape(char *text, size_t n)
{
	char *first = memmem(text, n, "_x", 2);
	if (!first)
		return n;
	size_t to = (size_t)(first - text);
	for (size_t i = to; i < n;) {
		int c = text[i] == '_' ? escape_at(text + i, n - i) : -1;
		if (c < 0) {
			text[to++] = text[i++];
		} else {
			to += put_utf8(text + to, c);
			i += 7;
		}
	}
	return to;
}

void wg_xlsx_escape(struct wg_buf *out, const char *text)
{
	for (size_t n = strlen(text); n > 0; text++, n--) {
		if (*text == '_' && escape_at(text, n) >= 0)
			wg_buf_puts(out, "_x005F");
		wg_buf_putc(out, *text);
	}
}

bool wg_xlsx_reference(const char *text, size_t *row, size_t *col, const char **end)
{
	size_t c = 0, r = 0;
	const char *p = text + (*text == '$');
	for (; (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z'); p++) {
		c = c * 26 + (size_t)(*p & 0x1F);
		if (c > WG_XLSX_COLS_MAX)
			return false;
	}
	p += *p == '$';
	for (; is_digit(*p); p++) {
		r = r * 10 + (size_t)(*p - '0');
		if (r > WG_XLSX_ROWS_MAX)
			return false;
	}
	if (c == 0 || r == 0)
		return false;
	*row = r - 1;
	*col = c - 1;
	*end = p;
	return true;
}
