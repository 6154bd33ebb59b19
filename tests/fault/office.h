/* office.h: an office on the disk for programs that are killed, and the check that nothing in it is torn.
 *
 * 昭山镇 / 窑洲社区 with CADRES cadres; every compound 第1小区, 第2小区 … comes from one roster of HOUSEHOLDS
 * households, so that it has either none of them or all. */
#ifndef WANGGE_TESTS_FAULT_OFFICE_H
#define WANGGE_TESTS_FAULT_OFFICE_H

#include "wangge/command.h"

enum { CADRES = 40, HOUSEHOLDS = 30 };

void make_folder(void);
void remove_folder(void);
const char *office_path(void);

/* A new office in place of the old one, with these compounds. */
void make_office(int compounds);

/* For a child process: opens the office; ends the process with a message when that fails. */
wg_office *open_office(void);

/* For a child process: runs a command line and returns its batch; ends the process with a message when that fails. */
int64_t run_or_die(wg_office *office, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Writes the roster of a compound and returns its path; the text lives until the next call. */
const char *roster_of(int compound);

/* What the office holds. Fails the test when the file is not sound: SQLite's own check, references, the recount of
 * everything derived, the chain of the journal, and whole compounds. */
struct holding {
	int64_t batches, households, covered;
};
struct holding check_office(void);

/* Each of these batches is in the journal. */
void assert_all_there(const int64_t *batches, size_t n);

#endif
