/* clock.h: the time, as stored: Unix seconds, and days since 1970-01-01 in local time.
 * $WANGGE_NOW (Unix seconds) stops the clock, so that tests see the same screen every day. */
#ifndef WANGGE_BASE_CLOCK_H
#define WANGGE_BASE_CLOCK_H

#include <stdint.h>

int64_t wg_now(void);
int64_t wg_today(void);
int64_t wg_day_of(int64_t seconds);                     /* the local day in which a moment lies */
int64_t wg_day_begins(int64_t day);                     /* its first second, local time */
int64_t wg_day_from_date(int year, int month, int day); /* proleptic Gregorian; the date must be valid */
void wg_date_from_day(int64_t day, int *year, int *month, int *mday);
int64_t wg_monotonic_ns(void); /* for durations only */

#endif
