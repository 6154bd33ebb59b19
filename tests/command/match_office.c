#include "tests/command/match_office.h"

#include "base/clock.h"
#include "tests/test.h"
#include "wangge/worker.h"

static struct wg_tx *begin(wg_office *office)
{
	struct wg_tx *tx = NULL;
	struct wg_tx_opts opts = {.at = TEST_NOW, .label = "fill", .command = "fill", .flags = WG_BATCH_SYSTEM};
	assert_int_equal(wg_tx_begin(office->db, &opts, &tx, NULL), WG_OK);
	return tx;
}

static void commit(struct wg_tx *tx)
{
	int64_t batch;
	struct wg_error e = {0};
	if (wg_tx_commit(&tx, &batch, &e) != WG_OK) {
		char said[500];
		wg_message_text(&e.message, NULL, said, sizeof said);
		fail_msg("%s", said);
	}
}

static int64_t insert(wg_office *office, enum wg_table_id t, const struct wg_value *v)
{
	int64_t id = 0;
	struct wg_tx *tx = begin(office);
	assert_int_equal(wg_row_insert(tx, t, v, &id, NULL), WG_OK);
	commit(tx);
	return id;
}

static void set(wg_office *office, enum wg_table_id t, int64_t id, int column, struct wg_value value)
{
	struct wg_tx *tx = begin(office);
	assert_int_equal(wg_row_set(tx, t, id, column, value, NULL), WG_OK);
	commit(tx);
}

wg_office *match_office(int buildings)
{
	wg_office *office = test_office(buildings, 1);
	run_ok(office, "add place 东苑社区 --under 昭山镇");
	run_ok(office, "add place 东苑 --under 东苑社区");
	run_ok(office, "add place 东1栋 --under 东苑 --level building");
	run_ok(office, "make rooms 东1栋 1-6层×01-02室");
	return office;
}

static int64_t door_of(wg_office *office, const char *text)
{
	struct wg_arena a = {0};
	int64_t door = 0;
	assert_int_equal(wg_door_find(office, text, &a, &door, NULL), WG_OK);
	wg_arena_free(&a);
	return door;
}

int64_t id_of(wg_office *office, const char *door)
{
	struct wg_arena a = {0};
	int64_t *ids, id;
	size_t n = 0;
	assert_int_equal(wg_household_find(office, door, &a, &ids, &n, NULL), WG_OK);
	assert_int_equal(n, 1);
	id = ids[0];
	wg_arena_free(&a);
	return id;
}

int64_t give_helper(wg_office *office, const char *name, const char *community, const char *home)
{
	struct wg_value w[WG_WORKER_COLUMNS] = {
		[WG_WORKER_NAME] = wg_text_value(name),
		[WG_WORKER_KIND] = wg_text_value("volunteer"),
		[WG_WORKER_TAKES_HOUSEHOLDS] = wg_int_value(0),
	};
	if (home)
		w[WG_WORKER_LIVES_ID] = wg_int_value(door_of(office, home));
	int64_t id = insert(office, WG_T_WORKER, w);
	if (!community)
		return id;
	struct wg_arena a = {0};
	struct wg_node node;
	assert_int_equal(wg_node_find(office, community, &a, &node, NULL), WG_OK);
	struct wg_value s[WG_SERVES_COLUMNS] = {
		[WG_SERVES_WORKER_ID] = wg_int_value(id), [WG_SERVES_PLACE_ID] = wg_int_value(node.id)};
	insert(office, WG_T_SERVES, s);
	wg_arena_free(&a);
	return id;
}

void give_skill(wg_office *office, int64_t worker, const char *service, int level, bool verified)
{
	struct wg_value v[WG_WORKER_SKILL_COLUMNS] = {
		[WG_WORKER_SKILL_WORKER_ID] = wg_int_value(worker),
		[WG_WORKER_SKILL_SERVICE] = wg_text_value(service),
		[WG_WORKER_SKILL_LEVEL] = wg_int_value(level),
		[WG_WORKER_SKILL_VERIFIED] = wg_int_value(verified),
	};
	insert(office, WG_T_WORKER_SKILL, v);
}

void give_certificate(wg_office *office, int64_t worker, const char *certificate, int64_t until)
{
	struct wg_value v[WG_WORKER_CERT_COLUMNS] = {
		[WG_WORKER_CERT_WORKER_ID] = wg_int_value(worker),
		[WG_WORKER_CERT_CERTIFICATE] = wg_text_value(certificate),
		[WG_WORKER_CERT_UNTIL] = wg_int_or_null(until, 0),
	};
	insert(office, WG_T_WORKER_CERT, v);
}

void give_order(wg_office *office, int64_t need, int64_t worker, const char *state, int64_t begins, int64_t until)
{
	struct wg_value v[WG_DISPATCH_COLUMNS] = {
		[WG_DISPATCH_NEED_ID] = wg_int_value(need),
		[WG_DISPATCH_WORKER_ID] = wg_int_value(worker),
		[WG_DISPATCH_LEADS] = wg_int_value(1),
		[WG_DISPATCH_STATE] = wg_text_value(state),
		[WG_DISPATCH_BEGINS] = wg_int_or_null(begins, 0),
		[WG_DISPATCH_ENDS] = wg_int_or_null(begins ? begins + 3 * 3600 : 0, 0),
		[WG_DISPATCH_AT] = wg_int_value(TEST_NOW - 86400),
		[WG_DISPATCH_UNTIL] = wg_int_or_null(until, 0),
	};
	insert(office, WG_T_DISPATCH, v);
}

int64_t give_need(wg_office *office, const char *door, const char *services, const char *urgency)
{
	struct wg_value v[WG_NEED_COLUMNS] = {
		[WG_NEED_HOUSEHOLD_ID] = wg_int_value(id_of(office, door)),
		[WG_NEED_TITLE] = wg_text_value("灶打不着火"),
		[WG_NEED_SERVICES] = wg_text_value(services),
		[WG_NEED_PERSONS] = wg_int_value(1),
		[WG_NEED_SOURCE] = wg_text_value("phone"),
		[WG_NEED_SHARED] = wg_int_value(0),
		[WG_NEED_FORM] = wg_text_value("need"),
		[WG_NEED_URGENCY] = wg_text_value(urgency),
		[WG_NEED_AT] = wg_int_value(TEST_NOW),
		[WG_NEED_DUE] = wg_int_value(TEST_NOW + 7 * 86400),
		[WG_NEED_STATE] = wg_text_value("matching"),
		[WG_NEED_REOPENED] = wg_int_value(0),
		[WG_NEED_SAMPLED] = wg_int_value(0),
	};
	return insert(office, WG_T_NEED, v);
}

void give_follow_up(wg_office *office, int64_t need, const char *satisfaction)
{
	struct wg_value v[WG_FOLLOW_UP_COLUMNS] = {
		[WG_FOLLOW_UP_NEED_ID] = wg_int_value(need),
		[WG_FOLLOW_UP_AT] = wg_int_value(TEST_NOW - 3600),
		[WG_FOLLOW_UP_BY_NAME] = wg_text_value("王芳"),
		[WG_FOLLOW_UP_CHANNEL] = wg_text_value("phone"),
		[WG_FOLLOW_UP_SATISFACTION] = wg_text_value(satisfaction),
	};
	insert(office, WG_T_FOLLOW_UP, v);
}

void set_worker(wg_office *office, int64_t worker, int column, struct wg_value value)
{
	set(office, WG_T_WORKER, worker, column, value);
}

void set_need(wg_office *office, int64_t need, int column, struct wg_value value)
{
	set(office, WG_T_NEED, need, column, value);
}
