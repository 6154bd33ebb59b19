/* office.h: a small office in memory for tests of commands.
 *
 * 昭山镇 / 窑洲社区 / 晴岚家园: `buildings` buildings of two entrances, six floors, two doors a floor; one door in ten is
 * empty. Cadres 甲一, 甲二 … serve the community, with bands of 15 to 30. */
#ifndef WANGGE_TESTS_COMMAND_OFFICE_H
#define WANGGE_TESTS_COMMAND_OFFICE_H

#include "model/office.h"
#include "wangge/command.h"

struct wg_codes *test_codes(void); /* a care group "alone" 独居 of weight 1, and the prices of the plan */

wg_office *test_office(int buildings, int cadres);

/* Runs a command line and expects this result; the outcome is freed by the caller. */
void run_line(wg_office *office, enum wg_err expected, struct wg_outcome *out, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* The same, outcome thrown away. */
void run_ok(wg_office *office, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Runs a line that a rule or the words refuse: nothing is written and the sentence says why. */
void refused(wg_office *office, enum wg_err expected, const char *line, const char *says);

/* For cmocka_unit_test_setup_teardown: closes *state. */
int close_office(void **state);

/* Counted anew, the counters are what they are. */
void assert_counters_right(wg_office *office);

const char *note(const struct wg_outcome *out, size_t i); /* its sentence; borrowed until the next call */

int64_t count_of(wg_office *office, const char *sql); /* one integer; sql must be static */

#endif
