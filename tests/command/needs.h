/* needs.h: what tests of needs and orders share. */
#ifndef WANGGE_TESTS_COMMAND_NEEDS_H
#define WANGGE_TESTS_COMMAND_NEEDS_H

#include "tests/command/office.h"
#include "wangge/need.h"

extern const char *const two_helpers[]; /* 甲一, 甲二, NULL */

struct wg_need need_of(wg_office *office, const char *words, struct wg_arena *a);
void assert_state(wg_office *office, const char *words, const char *state);

/* Sends helpers and brings the order into a state, by rows alone, as no command would. */
void put_order(wg_office *office, int64_t need, const char *state, const char *const *helpers, const char *dispatch);

/* Runs a line that records a need; its id. */
int64_t add_line(wg_office *office, const char *line);

/* The line is refused, a sentence says `because`, and nothing is written. */
void rule_says(wg_office *office, const char *because, const char *format, ...) __attribute__((format(printf, 3, 4)));
void fails(wg_office *office, enum wg_err err, const char *line);

/* What holds in every state: counters, the ledger, states and their steps. */
void assert_whole(wg_office *office);

#endif
