/* dump.h: a whole office as text, to compare two states. Left out: batch, change, sequence, and the columns version
 * and updated_at, which only grow. */
#ifndef WANGGE_TESTS_DUMP_H
#define WANGGE_TESTS_DUMP_H

#include "base/arena.h"
#include "store/db.h"

/* Borrowed from the arena, which must live as long as the database. */
const char *dump_office(struct wg_db *db, struct wg_arena *a);

/* assert_string_equal() with the first line that differs. */
void assert_same_dump(const char *a, const char *b);

#endif
