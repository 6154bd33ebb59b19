#include "text/when.h"

#include <string.h>

#include "text/date.h"
#include "text/slots.h"

enum { PARTS = 3, TEXT_MAX = 200 };

static const int begins[PARTS] = {9 * 60, 14 * 60, 19 * 60}, ends[PARTS] = {12 * 60, 17 * 60, 21 * 60};

/* Day 0 was a Thursday. */
int wg_half_day_bit(int64_t half_day)
{
	return (int)((half_day + 3 * PARTS) % (7 * PARTS));
}

int wg_half_day_begins(int64_t half_day)
{
	return begins[half_day % PARTS];
}

int wg_half_day_ends(int64_t half_day)
{
	return ends[half_day % PARTS];
}

/* 今晚, 明早: a word that is a day only before a part of it. */
static bool short_day(const char *text, size_t n, int64_t today, int64_t *day)
{
	static const char *const words[] = {"今", "明", "后"};
	for (int i = 0; i < 3; i++) {
		if (n == strlen(words[i]) && strncmp(text, words[i], n) == 0) {
			*day = today + i;
			return true;
		}
	}
	return false;
}

static bool date_before(const char *text, size_t n, int64_t today, int64_t *day)
{
	char date[TEXT_MAX];
	memcpy(date, text, n);
	while (n > 0 && date[n - 1] == ' ')
		n--;
	date[n] = '\0';
	return wg_day_parse(date, today, day) || short_day(date, n, today, day);
}

bool wg_when_parse(const char *text, int64_t today, struct wg_when *out)
{
	int64_t day, mask;
	size_t n = strlen(text);
	if (n == 0 || n >= TEXT_MAX)
		return false;
	if (date_before(text, n, today, &day)) {
		*out = (struct wg_when){PARTS * day, PARTS * day + PARTS - 1, WG_SLOTS_ALL};
		return true;
	}
	if (wg_slots_parse(text, &mask)) {
		*out = (struct wg_when){PARTS * today, PARTS * (today + 7) - 1, mask};
		return true;
	}
	for (size_t i = n; i-- > 1;) {
		if (((unsigned char)text[i] & 0xc0) != 0x80 && date_before(text, i, today, &day) &&
		    wg_slots_parse(text + i, &mask)) {
			*out = (struct wg_when){PARTS * day, PARTS * day + PARTS - 1, mask};
			return true;
		}
	}
	return false;
}
