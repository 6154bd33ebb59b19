/* when.h: half-days of the calendar: 明天下午, 11-25 上午, 周三晚, 工作日白天.
 *
 * A half-day is a number: 3 * day + part, morning 0, afternoon 1, evening 2; its bit in a set as in slots.h is
 * wg_half_day_bit(). */
#ifndef WANGGE_TEXT_WHEN_H
#define WANGGE_TEXT_WHEN_H

#include <stdbool.h>
#include <stdint.h>

/* Of the half-days from … to those that are in the set. */
struct wg_when {
	int64_t from, to, mask;
};

int wg_half_day_bit(int64_t half_day);

/* In minutes of the day: 9:00–12:00, 14:00–17:00, 19:00–21:00. */
int wg_half_day_begins(int64_t half_day);
int wg_half_day_ends(int64_t half_day);

/* A date with or without a part of the day behind it; or, without a date, words as in slots.h: the week that begins
 * today. False, and *out untouched, when the text is not understood. */
bool wg_when_parse(const char *text, int64_t today, struct wg_when *out);

#endif
