#include "base/clock.h"

#include <stdlib.h>
#include <time.h>

int64_t wg_now(void)
{
	const char *fixed = getenv("WANGGE_NOW");
	return fixed && *fixed ? strtoll(fixed, NULL, 10) : (int64_t)time(NULL);
}

/* Days from civil date: the year starts in March, so that the leap day is the last of it. */
int64_t wg_day_from_date(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

void wg_date_from_day(int64_t day, int *year, int *month, int *mday)
{
	int64_t z = day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	*mday = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2));
}

int64_t wg_day_of(int64_t seconds)
{
	time_t t = (time_t)seconds;
	struct tm tm;
	localtime_r(&t, &tm);
	return wg_day_from_date(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

int64_t wg_day_begins(int64_t day)
{
	struct tm tm = {.tm_isdst = -1};
	wg_date_from_day(day, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
	tm.tm_year -= 1900;
	tm.tm_mon--;
	return (int64_t)mktime(&tm);
}

int64_t wg_today(void)
{
	return wg_day_of(wg_now());
}

int64_t wg_monotonic_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}
