#include "tests/store/dump.h"

#include "base/buf.h"
#include "base/vec.h"
#include "tests/test.h"

static bool left_out(const char *table)
{
	static const char *const names[] = {"batch", "change", "sequence"};
	for (size_t i = 0; i < 3; i++) {
		if (strcmp(table, names[i]) == 0)
			return true;
	}
	return false;
}

/* The columns of a table, quoted; *order is their numbers. */
static int columns_of(struct wg_db *db, struct wg_arena *a, const char *table, const char **columns, const char **order)
{
	int n = 0;
	*columns = *order = "";
	struct wg_stmt *st = wg_query(db, "SELECT name FROM pragma_table_info($1) WHERE name NOT IN ('version', 'updated_at')");
	wg_bind_text(st, 1, table);
	while (wg_step(st)) {
		*columns = wg_arena_printf(a, "%s%squote(%s)", *columns, n ? ", " : "", wg_text(st, 0));
		*order = wg_arena_printf(a, "%s%s%d", *order, n ? ", " : "", n + 1);
		n++;
	}
	assert_int_equal(wg_done(st, NULL), WG_OK);
	return n;
}

const char *dump_office(struct wg_db *db, struct wg_arena *a)
{
	struct wg_buf out;
	WG_VEC(const char *) tables = {0};
	wg_buf_init(&out, (size_t)1 << 30);
	struct wg_stmt *st = wg_query(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
	while (wg_step(st)) {
		if (!left_out(wg_text(st, 0)))
			WG_PUSH(&tables, wg_arena_strdup(a, wg_text(st, 0)));
	}
	assert_int_equal(wg_done(st, NULL), WG_OK);
	for (size_t i = 0; i < tables.len; i++) {
		const char *columns, *order;
		int n = columns_of(db, a, tables.at[i], &columns, &order);
		st = wg_query_once(db, wg_arena_printf(a, "SELECT %s FROM %s ORDER BY %s", columns, tables.at[i], order));
		while (wg_step(st)) {
			wg_buf_printf(&out, "%s:", tables.at[i]);
			for (int k = 0; k < n; k++)
				wg_buf_printf(&out, " %s", wg_text(st, k));
			wg_buf_printf(&out, "\n");
		}
		assert_int_equal(wg_done(st, NULL), WG_OK);
	}
	const char *text = wg_arena_strndup(a, out.data ? out.data : "", out.len);
	wg_buf_free(&out);
	WG_VEC_FREE(&tables);
	return text;
}

void assert_same_dump(const char *a, const char *b)
{
	size_t line = 0;
	for (size_t i = 0; a[i] || b[i]; i++) {
		if (a[i] != b[i])
			fail_msg("dumps differ:\n- %.*s\n+ %.*s", (int)strcspn(a + line, "\n"), a + line,
				 (int)strcspn(b + line, "\n"), b + line);
		if (a[i] == '\n')
			line = i + 1;
	}
}
