/* date.h: dates and years of birth as rosters write them. Spreadsheet serial numbers are the file reader's business. */
#ifndef WANGGE_TEXT_DATE_H
#define WANGGE_TEXT_DATE_H

#include <stdbool.h>
#include <stdint.h>

/* 2024/1/5, 2024-01-05, 2024.1.5, 2024年1月5日, 20240105, full-width, with a time behind it or not. Years 1850–2199.
 * False, and *day untouched, when it is no such date. Days since 1970-01-01. */
bool wg_date_parse(const char *text, int64_t *day);

/* As a date is typed: one of the above, 11-20, 11/20, 11.20, 11月20日 (of this year), 今天, 昨天, 前天, 明天, 后天,
 * today, yesterday, tomorrow. */
bool wg_day_parse(const char *text, int64_t today, int64_t *day);

/* A birth: a date as above, or 1950年3月, 1950-03, 1950.3, 195003 (precision 2), or 1950, 1950年 (precision 1).
 * Returns 3 for a full date, 2 for a month, 1 for a year, 0 for none; *day is the first day of what is known. */
int wg_birth_parse(const char *text, int64_t *day);

/* Years completed on a day. */
int wg_age_on(int64_t birth, int64_t day);

/* Writes 2024-01-05. cap >= 11. */
void wg_date_text(int64_t day, char *out, unsigned cap);

#endif
