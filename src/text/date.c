#include "text/date.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "text/key.h"
#include "text/number.h"

enum { RUNES = 40, YEAR_MIN = 1850, YEAR_MAX = 2199 };

static int days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap);
}

static bool is_date(int year, int month, int day)
{
	return year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 && day >= 1 &&
	       day <= days_in(year, month);
}

static size_t fold(const char *text, uint32_t s[RUNES])
{
	size_t n = wg_fold_runes(text, strlen(text), 0, s, RUNES), from = 0;
	if (n == RUNES)
		return 0;
	while (n > 0 && s[n - 1] == ' ')
		n--;
	while (from < n && s[from] == ' ')
		from++;
	memmove(s, s + from, (n - from) * sizeof *s);
	return n - from;
}

/* Up to three numbers with - / . or 年 月 日 between them, all of one kind; what is left must be a time of day, of no
 * interest here. Returns how many numbers, 0 for none; digits[0] is the length of the first. */
static int read_fields(const uint32_t *s, size_t n, int v[3], size_t *digits)
{
	static const uint32_t after[] = {U'年', U'月', U'日'};
	size_t at = 0;
	int count = 0;
	uint32_t kind = 0;
	while (count < 3) {
		size_t k = wg_number_read(s + at, n - at, &v[count]);
		if (k == 0)
			break;
		if (count == 0)
			*digits = k;
		at += k;
		uint32_t r = at < n ? s[at] : 0;
		bool word = r == after[count] || (count == 2 && r == U'号');
		if (count > 0 && word != (kind == U'年') && !(count == 2 && kind != U'年'))
			return 0;
		count++;
		if (word) {
			kind = U'年';
			at++;
		} else if (count < 3 && (r == '-' || r == '/' || r == '.') && (kind == 0 || kind == r)) {
			kind = r;
			at++;
		} else {
			break;
		}
	}
	if (count == 0)
		return 0;
	if (at < n && s[at - 1] != ' ' && s[at] != ' ' && !(count == 3 && s[at] == 'T'))
		return 0;
	for (; at < n; at++)
		if (count < 3 ||
		    !((s[at] >= '0' && s[at] <= '9') || s[at] == ' ' || s[at] == ':' || s[at] == '.' || s[at] == 'T'))
			return 0;
	return count;
}

/* 3 for a full date in v, 2 for a month, 1 for a year, 0 for none of them. */
static int read_date(const uint32_t *s, size_t n, int v[3])
{
	size_t digits = 0;
	int count = read_fields(s, n, v, &digits);
	if (count == 0)
		return 0;
	if (count == 1 && digits == 6) {
		v[1] = v[0] % 100;
		v[0] /= 100;
		count = 2;
	} else if (count == 1 && digits != 4) {
		return 0;
	}
	if (count < 3)
		v[2] = 1;
	if (count < 2)
		v[1] = 1;
	return is_date(v[0], v[1], v[2]) ? count : 0;
}

/* 20240105: longer than a number may be. */
static bool read_compact(const uint32_t *s, size_t n, int v[3])
{
	if (n != 8)
		return false;
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	int all = 0;
	for (size_t i = 0; i < n; i++)
		all = all * 10 + (int)(s[i] - '0');
	v[0] = all / 10000;
	v[1] = all / 100 % 100;
	v[2] = all % 100;
	return is_date(v[0], v[1], v[2]);
}

bool wg_date_parse(const char *text, int64_t *day)
{
	uint32_t s[RUNES];
	int v[3];
	size_t n = fold(text, s);
	if (!read_compact(s, n, v) && read_date(s, n, v) != 3)
		return false;
	*day = wg_day_from_date(v[0], v[1], v[2]);
	return true;
}

static bool is_word(const uint32_t *s, size_t n, const uint32_t *word)
{
	size_t i = 0;
	while (i < n && word[i] && s[i] == word[i])
		i++;
	return i == n && !word[i];
}

/* 11-20, 11月20日: without a year. */
static bool read_month_day(const uint32_t *s, size_t n, int *month, int *day)
{
	size_t at = wg_number_read(s, n, month);
	uint32_t gap = at > 0 && at < n ? s[at] : 0;
	if (gap != '-' && gap != '/' && gap != '.' && gap != U'月')
		return false;
	size_t more = wg_number_read(s + at + 1, n - at - 1, day);
	at += 1 + more;
	if (gap == U'月' && at < n && (s[at] == U'日' || s[at] == U'号'))
		at++;
	return more > 0 && at == n;
}

bool wg_day_parse(const char *text, int64_t today, int64_t *day)
{
	static const struct {
		const uint32_t *word;
		int days;
	} words[] = {{U"今天", 0}, {U"昨天", -1}, {U"前天", -2},      {U"明天", 1},     {U"后天", 2},
		     {U"今日", 0}, {U"昨日", -1}, {U"yesterday", -1}, {U"tomorrow", 1}, {U"today", 0}};
	uint32_t s[RUNES];
	int year, month, mday;
	size_t n = fold(text, s);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (is_word(s, n, words[i].word)) {
			*day = today + words[i].days;
			return true;
		}
	if (wg_date_parse(text, day))
		return true;
	wg_date_from_day(today, &year, &(int){0}, &(int){0});
	if (!read_month_day(s, n, &month, &mday) || !is_date(year, month, mday))
		return false;
	*day = wg_day_from_date(year, month, mday);
	return true;
}

int wg_birth_parse(const char *text, int64_t *day)
{
	uint32_t s[RUNES];
	int v[3];
	size_t n = fold(text, s);
	if (n > 1 && s[n - 1] == U'生')
		n--;
	if (n > 1 && s[n - 1] == U'出')
		n--;
	int precision = read_compact(s, n, v) ? 3 : read_date(s, n, v);
	if (precision > 0)
		*day = wg_day_from_date(v[0], v[1], v[2]);
	return precision;
}

int wg_age_on(int64_t birth, int64_t day)
{
	int y0, m0, d0, y1, m1, d1;
	wg_date_from_day(birth, &y0, &m0, &d0);
	wg_date_from_day(day, &y1, &m1, &d1);
	return y1 - y0 - (m1 < m0 || (m1 == m0 && d1 < d0));
}

void wg_date_text(int64_t day, char *out, unsigned cap)
{
	int y, m, d;
	wg_date_from_day(day, &y, &m, &d);
	snprintf(out, cap, "%04d-%02d-%02d", y, m, d);
}
