/* match_office.h: helpers and needs for tests of matching, written row by row.
 *
 * The office of office.h, and 东苑社区 with one compound 东苑 beside it. The clock stands at Thursday 2026-03-26 09:00.
 */
#ifndef WANGGE_TESTS_COMMAND_MATCH_OFFICE_H
#define WANGGE_TESTS_COMMAND_MATCH_OFFICE_H

#include "store/tx.h"
#include "tests/command/office.h"
#include "wangge/match.h"
#include "wangge/place.h"

enum { TEST_NOW = 1774486800, TEST_DAY = 20538 }; /* the day of this moment */

wg_office *match_office(int buildings);

/* Rows; texts NULL = not known. Ids are returned. */
int64_t give_helper(wg_office *office, const char *name, const char *community, const char *home);
void give_skill(wg_office *office, int64_t worker, const char *service, int level, bool verified);
void give_certificate(wg_office *office, int64_t worker, const char *certificate, int64_t until);
void give_order(wg_office *office, int64_t need, int64_t worker, const char *state, int64_t begins, int64_t until);
int64_t give_need(wg_office *office, const char *door, const char *services, const char *urgency);
void give_follow_up(wg_office *office, int64_t need, const char *satisfaction);
void set_worker(wg_office *office, int64_t worker, int column, struct wg_value value);
void set_need(wg_office *office, int64_t need, int column, struct wg_value value);
int64_t id_of(wg_office *office, const char *door); /* the household behind it */

#endif
