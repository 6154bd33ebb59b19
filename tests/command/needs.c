#include "tests/command/needs.h"

#include <stdarg.h>

#include "store/derive.h"
#include "store/tx.h"
#include "tests/test.h"
#include "wangge/worker.h"

static int64_t worker_id(wg_office *office, const char *name)
{
	struct wg_arena a = {0};
	struct wg_worker w;
	assert_int_equal(wg_worker_find(office, name, &a, &w, NULL), WG_OK);
	wg_arena_free(&a);
	return w.id;
}

struct wg_need need_of(wg_office *office, const char *words, struct wg_arena *a)
{
	struct wg_need n;
	assert_int_equal(wg_need_find(office, words, a, &n, NULL), WG_OK);
	return n;
}

void assert_state(wg_office *office, const char *words, const char *state)
{
	struct wg_arena a = {0};
	assert_string_equal(wg_need_state_info[need_of(office, words, &a).state].code, state);
	wg_arena_free(&a);
}


void put_order(wg_office *office, int64_t need, const char *state, const char *const *helpers, const char *dispatch)
{
	struct wg_tx *tx = NULL;
	struct wg_tx_opts opts = {.at = 1774486800, .label = "put", .command = "put"};
	int64_t batch;
	assert_int_equal(wg_tx_begin(office->db, &opts, &tx, NULL), WG_OK);
	for (int i = 0; helpers && helpers[i]; i++) {
		int64_t id = 0;
		struct wg_value v[WG_DISPATCH_COLUMNS] = {
			[WG_DISPATCH_NEED_ID] = wg_int_value(need),
			[WG_DISPATCH_WORKER_ID] = wg_int_value(worker_id(office, helpers[i])),
			[WG_DISPATCH_LEADS] = wg_int_value(i == 0), [WG_DISPATCH_STATE] = wg_text_value(dispatch),
			[WG_DISPATCH_AT] = wg_int_value(opts.at),
		};
		assert_int_equal(wg_row_insert(tx, WG_T_DISPATCH, v, &id, NULL), WG_OK);
	}
	assert_int_equal(wg_row_set(tx, WG_T_NEED, need, WG_NEED_STATE, wg_text_value(state), NULL), WG_OK);
	assert_int_equal(wg_tx_commit(&tx, &batch, NULL), WG_OK);
}

const char *const two_helpers[] = {"甲一", "甲二", NULL};

int64_t add_line(wg_office *office, const char *line)
{
	struct wg_arena a = {0};
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "%s", line);
	int64_t id = out.tables[0].at[0].i;
	wg_outcome_free(&out);
	wg_arena_free(&a);
	return id;
}

void rule_says(wg_office *office, const char *because, const char *format, ...)
{
	struct wg_outcome out;
	char line[1000], text[1000] = "";
	va_list ap;
	va_start(ap, format);
	vsnprintf(line, sizeof line, format, ap);
	va_end(ap);
	int64_t changes = count_of(office, "SELECT count(*) FROM change");
	run_line(office, WG_EREFUSED, &out, "%s", line);
	for (size_t i = 0; i < out.n_notes; i++) {
		if (out.notes[i].kind == WG_NOTE_REFUSAL && !strstr(text, because))
			wg_message_text(&out.notes[i].message, NULL, text, sizeof text);
	}
	if (!strstr(text, because))
		fail_msg("%s: '%s' instead of '%s'", line, text, because);
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM change"), changes);
}

void fails(wg_office *office, enum wg_err err, const char *line)
{
	struct wg_outcome out;
	run_line(office, err, &out, "%s", line);
	wg_outcome_free(&out);
}

static void differs(void *user, const char *what, int64_t id)
{
	*(int *)user += 1;
	print_message("# %s of %lld\n", what, (long long)id);
}

/* What holds in every state. */
void assert_whole(wg_office *office)
{
	int n = 0;
	assert_int_equal(wg_recount(office->db, differs, &n, NULL), WG_OK);
	assert_int_equal(n, 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM (SELECT posting_id FROM entry GROUP BY posting_id "
					  "HAVING sum(minutes) <> 0)"), 0);
	assert_int_equal(count_of(office, "SELECT coalesce(sum(minutes), 0) FROM entry"), 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM posting o WHERE (SELECT count(*) FROM entry e WHERE "
					  "e.posting_id = o.id) < 2"), 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM need WHERE (closed IS NULL) <> (state NOT IN ('closed', "
					  "'rejected', 'cancelled'))"), 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM need n WHERE state = 'closed' AND form <> 'errand' AND NOT "
					  "EXISTS (SELECT 1 FROM follow_up f WHERE f.need_id = n.id)"), 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM need n WHERE state <> (SELECT s.state FROM step s WHERE "
					  "s.need_id = n.id ORDER BY s.id DESC LIMIT 1)"), 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM dispatch x JOIN need n ON n.id = x.need_id WHERE x.until "
					  "IS NULL AND n.state NOT IN ('dispatched', 'accepted', 'serving')"), 0);
	/* every helper has what was worked and is posted, and nothing else */
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker w WHERE (SELECT coalesce(sum(e.minutes), 0) FROM "
					  "entry e JOIN account k ON k.id = e.account_id WHERE k.worker_id = w.id) <> "
					  "(SELECT coalesce(sum(minutes), 0) FROM work WHERE worker_id = w.id AND posting_id "
					  "IS NOT NULL)"), 0);
}
