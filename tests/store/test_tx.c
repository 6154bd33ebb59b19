#include "tests/test.h"

#include "store/chain.h"
#include "store/derive.h"
#include "store/schema.h"
#include "store/undo.h"
#include "tests/store/dump.h"

/* A small office: one community, one compound, one building with one entrance, three doors, two households. */
struct office {
	struct wg_db *db;
	struct wg_arena arena;
	struct wg_tx *tx;
	int64_t place[6], door[3], household[2], head[2], worker;
	int64_t batch;
};

static int64_t insert(struct office *o, enum wg_table_id t, const struct wg_value *v)
{
	struct wg_error e = {0};
	int64_t id = 0;
	if (wg_row_insert(o->tx, t, v, &id, &e) != WG_OK)
		fail_msg("%s: %s", e.message.msgid, wg_message_arg(&e.message, 0));
	return id;
}

static void begin(struct office *o, unsigned flags, int64_t undo_of)
{
	struct wg_tx_opts opts = {.at = 1774486800, .label = "test", .command = "test", .flags = flags, .undo_of = undo_of};
	assert_int_equal(wg_tx_begin(o->db, &opts, &o->tx, NULL), WG_OK);
}

static int64_t commit(struct office *o)
{
	struct wg_error e = {0};
	if (wg_tx_commit(&o->tx, &o->batch, &e) != WG_OK)
		fail_msg("%s: %s %s", e.message.msgid, wg_message_arg(&e.message, 0), wg_message_arg(&e.message, 1));
	return o->batch;
}

static void add_place(struct office *o, int level, const char *name)
{
	struct wg_value v[WG_PLACE_COLUMNS] = {
		[WG_PLACE_PARENT_ID] = wg_int_or_null(o->place[level - 1], 0),
		[WG_PLACE_LEVEL] = wg_int_value(level),
		[WG_PLACE_ORD] = wg_int_value(3),
		[WG_PLACE_NAME] = wg_text_value(name),
		[WG_PLACE_IMPLICIT] = wg_int_value(0),
	};
	o->place[level] = insert(o, WG_T_PLACE, v);
}

static void add_household(struct office *o, int i, const char *head)
{
	struct wg_value h[WG_HOUSEHOLD_COLUMNS] = {
		[WG_HOUSEHOLD_DOOR_ID] = wg_int_value(o->door[i]),
		[WG_HOUSEHOLD_STATUS] = wg_text_value("here"),
		[WG_HOUSEHOLD_ORIGIN] = wg_text_value(i ? "own" : "other_village"),
		[WG_HOUSEHOLD_CONTACT_LOCKED] = wg_int_value(0),
	};
	o->household[i] = insert(o, WG_T_HOUSEHOLD, h);
	struct wg_value p[WG_PERSON_COLUMNS] = {
		[WG_PERSON_HOUSEHOLD_ID] = wg_int_value(o->household[i]),
		[WG_PERSON_RELATION] = wg_text_value("head"),
		[WG_PERSON_NAME] = wg_text_value(head),
		[WG_PERSON_PHONE] = wg_text_value("19900001234"),
	};
	o->head[i] = insert(o, WG_T_PERSON, p);
}

static void add_code(struct office *o, const char *code, int weight)
{
	struct wg_value v[WG_CODE_COLUMNS] = {
		[WG_CODE_LIST] = wg_text_value("care"), [WG_CODE_CODE] = wg_text_value(code),
		[WG_CODE_NAME] = wg_text_value(code),	[WG_CODE_WEIGHT] = wg_int_value(weight),
		[WG_CODE_GRAVITY] = wg_int_value(weight), [WG_CODE_RETIRED] = wg_int_value(0),
	};
	insert(o, WG_T_CODE, v);
}

static int64_t add_care(struct office *o, int i, const char *group)
{
	struct wg_value v[WG_CARE_COLUMNS] = {[WG_CARE_PERSON_ID] = wg_int_value(o->head[i]),
					      [WG_CARE_CARE_GROUP] = wg_text_value(group)};
	return insert(o, WG_T_CARE, v);
}

static int64_t add_contact(struct office *o, int i)
{
	struct wg_value v[WG_CONTACT_COLUMNS] = {[WG_CONTACT_HOUSEHOLD_ID] = wg_int_value(o->household[i]),
						 [WG_CONTACT_WORKER_ID] = wg_int_value(o->worker),
						 [WG_CONTACT_SINCE] = wg_int_value(20000)};
	return insert(o, WG_T_CONTACT, v);
}

static void fill(struct office *o)
{
	static const char *const names[] = {"", "昭山镇", "窑洲社区", "晴岚家园", "1栋", "1单元"};
	for (int level = 1; level <= 5; level++)
		add_place(o, level, names[level]);
	add_code(o, "alone", 1);
	add_code(o, "disabled_care", 2);
	for (int i = 0; i < 3; i++) {
		struct wg_value d[WG_DOOR_COLUMNS] = {
			[WG_DOOR_ENTRANCE_ID] = wg_int_value(o->place[5]), [WG_DOOR_ORD] = wg_int_value(10 * (i + 1)),
			[WG_DOOR_FLOOR] = wg_int_value(1),		   [WG_DOOR_ROOM] = wg_text_value(i ? "102" : "101"),
			[WG_DOOR_KIND] = wg_text_value("home"),
		};
		o->door[i] = insert(o, WG_T_DOOR, d);
	}
	add_household(o, 0, "张伟");
	add_household(o, 1, "欧阳娜娜");
	struct wg_value w[WG_WORKER_COLUMNS] = {[WG_WORKER_NAME] = wg_text_value("许英"), [WG_WORKER_KIND] = wg_text_value("grid_worker"),
						[WG_WORKER_TAKES_HOUSEHOLDS] = wg_int_value(1)};
	o->worker = insert(o, WG_T_WORKER, w);
}

static int open_office(void **state, unsigned flags)
{
	struct office *o = calloc(1, sizeof *o);
	struct wg_error e = {0};
	if (wg_db_open(&o->db, NULL, WG_OPEN_MEMORY, &e) != WG_OK)
		fail_msg("%s: %s %s", e.message.msgid, wg_message_arg(&e.message, 0), wg_message_arg(&e.message, 1));
	assert_int_equal(wg_office_number(o->db, 1, NULL), WG_OK);
	begin(o, flags, 0);
	fill(o);
	commit(o);
	*state = o;
	return 0;
}

static int set_up(void **state)
{
	return open_office(state, 0);
}

static int set_up_bulk(void **state)
{
	return open_office(state, WG_BATCH_BULK);
}

static int tear_down(void **state)
{
	struct office *o = *state;
	wg_tx_rollback(&o->tx);
	wg_db_close(&o->db);
	wg_arena_free(&o->arena);
	free(o);
	return 0;
}

static void print_difference(void *user, const char *what, int64_t id)
{
	*(int *)user += 1;
	print_message("# recount differs: %s of %lld\n", what, (long long)id);
}

static void assert_recount_agrees(struct office *o)
{
	int differences = 0;
	int64_t broken = -1;
	assert_int_equal(wg_recount(o->db, print_difference, &differences, NULL), WG_OK);
	assert_int_equal(differences, 0);
	assert_int_equal(wg_chain_verify(o->db, &broken, NULL), WG_OK);
	assert_int_equal(broken, 0);
}

static int64_t stat_of(struct office *o, int level, const char *sql)
{
	int64_t n = -1;
	struct wg_stmt *st = wg_query(o->db, sql);
	wg_bind_int(st, 1, o->place[level]);
	assert_int_equal(wg_one_int(st, -1, &n, NULL), WG_OK);
	return n;
}

static void counters_stand_on_every_place(void **state)
{
	struct office *o = *state;
	for (int level = 1; level <= 5; level++) {
		assert_int_equal(stat_of(o, level, "SELECT households FROM place_stat WHERE place_id = $1"), 2);
		assert_int_equal(stat_of(o, level, "SELECT people FROM place_stat WHERE place_id = $1"), 2);
		assert_int_equal(stat_of(o, level, "SELECT own FROM place_stat WHERE place_id = $1"), 1);
		assert_int_equal(stat_of(o, level, "SELECT vacant FROM place_stat WHERE place_id = $1"), 1);
		assert_int_equal(stat_of(o, level, "SELECT load FROM place_stat WHERE place_id = $1"), 2);
	}
	assert_recount_agrees(o);
}

static void weight_is_capped_and_follows_the_groups(void **state)
{
	struct office *o = *state;
	begin(o, 0, 0);
	add_care(o, 0, "alone");
	add_care(o, 0, "disabled_care");
	commit(o);
	assert_int_equal(stat_of(o, 3, "SELECT load FROM place_stat WHERE place_id = $1"), 5);
	assert_int_equal(stat_of(o, 3, "SELECT care FROM place_stat WHERE place_id = $1"), 1);
	begin(o, 0, 0);
	int64_t code = stat_of(o, 0, "SELECT id FROM code WHERE code = 'disabled_care' AND $1 = 0");
	assert_int_equal(wg_row_set(o->tx, WG_T_CODE, code, WG_CODE_WEIGHT, wg_int_value(3), NULL), WG_OK);
	commit(o);
	assert_int_equal(stat_of(o, 3, "SELECT load FROM place_stat WHERE place_id = $1"), 5); /* 1 + min(4, 1 + 1 + 3) */
	assert_recount_agrees(o);
}

static void contact_shows_in_household_and_counters(void **state)
{
	struct office *o = *state;
	begin(o, 0, 0);
	int64_t id = add_contact(o, 0);
	commit(o);
	assert_int_equal(stat_of(o, 2, "SELECT covered FROM place_stat WHERE place_id = $1"), 1);
	begin(o, 0, 0);
	assert_int_equal(wg_row_set(o->tx, WG_T_CONTACT, id, WG_CONTACT_UNTIL, wg_int_value(20001), NULL), WG_OK);
	commit(o);
	assert_int_equal(stat_of(o, 2, "SELECT covered FROM place_stat WHERE place_id = $1"), 0);
	assert_recount_agrees(o);
}

static int64_t add_need(struct office *o, int64_t household, int64_t place)
{
	struct wg_value v[WG_NEED_COLUMNS] = {
		[WG_NEED_HOUSEHOLD_ID] = wg_int_or_null(household, 0), [WG_NEED_PLACE_ID] = wg_int_or_null(place, 0),
		[WG_NEED_TITLE] = wg_text_value("灶打不着火"), [WG_NEED_PERSONS] = wg_int_value(1),
		[WG_NEED_SOURCE] = wg_text_value("phone"), [WG_NEED_SHARED] = wg_int_value(0),
		[WG_NEED_FORM] = wg_text_value("need"), [WG_NEED_URGENCY] = wg_text_value("urgent"),
		[WG_NEED_AT] = wg_int_value(1774486800), [WG_NEED_STATE] = wg_text_value("received"),
		[WG_NEED_REOPENED] = wg_int_value(0), [WG_NEED_SAMPLED] = wg_int_value(0),
	};
	return insert(o, WG_T_NEED, v);
}

static void open_needs_count_at_homes_and_places(void **state)
{
	static const char needs[] = "SELECT needs FROM place_stat WHERE place_id = $1";
	struct office *o = *state;
	begin(o, 0, 0);
	int64_t stove = add_need(o, o->household[0], 0), drain = add_need(o, 0, o->place[4]);
	commit(o);
	assert_int_equal(stat_of(o, 1, needs), 2);
	assert_int_equal(stat_of(o, 4, needs), 2);
	assert_int_equal(stat_of(o, 5, needs), 1);
	assert_recount_agrees(o);
	begin(o, 0, 0);
	wg_row_set(o->tx, WG_T_NEED, stove, WG_NEED_STATE, wg_text_value("closed"), NULL);
	wg_row_set(o->tx, WG_T_NEED, drain, WG_NEED_HOUSEHOLD_ID, wg_int_value(o->household[1]), NULL);
	wg_row_set(o->tx, WG_T_NEED, drain, WG_NEED_PLACE_ID, (struct wg_value){0}, NULL);
	commit(o);
	assert_int_equal(stat_of(o, 1, needs), 1);
	assert_int_equal(stat_of(o, 5, needs), 1);
	assert_recount_agrees(o);
	begin(o, 0, 0);
	wg_row_set(o->tx, WG_T_HOUSEHOLD, o->household[1], WG_HOUSEHOLD_STATUS, wg_text_value("gone"), NULL);
	wg_row_set(o->tx, WG_T_NEED, stove, WG_NEED_STATE, wg_text_value("matching"), NULL);
	commit(o);
	assert_int_equal(stat_of(o, 3, needs), 2);
	assert_recount_agrees(o);
	begin(o, 0, 0);
	assert_int_equal(wg_row_delete(o->tx, WG_T_NEED, stove, NULL), WG_OK);
	commit(o);
	assert_int_equal(stat_of(o, 3, needs), 1);
	assert_recount_agrees(o);
}

static void second_open_contact_is_refused(void **state)
{
	struct office *o = *state;
	begin(o, 0, 0);
	add_contact(o, 0);
	struct wg_value v[WG_CONTACT_COLUMNS] = {[WG_CONTACT_HOUSEHOLD_ID] = wg_int_value(o->household[0]),
						 [WG_CONTACT_WORKER_ID] = wg_int_value(o->worker),
						 [WG_CONTACT_SINCE] = wg_int_value(20000)};
	int64_t id = 0;
	struct wg_error e = {0};
	assert_int_equal(wg_row_insert(o->tx, WG_T_CONTACT, v, &id, &e), WG_EREFUSED);
}

static void empty_door_fills_and_empties_again(void **state)
{
	struct office *o = *state;
	begin(o, 0, 0);
	struct wg_value h[WG_HOUSEHOLD_COLUMNS] = {[WG_HOUSEHOLD_DOOR_ID] = wg_int_value(o->door[2]),
						   [WG_HOUSEHOLD_STATUS] = wg_text_value("here"),
						   [WG_HOUSEHOLD_CONTACT_LOCKED] = wg_int_value(0)};
	int64_t id = insert(o, WG_T_HOUSEHOLD, h);
	commit(o);
	assert_int_equal(stat_of(o, 1, "SELECT vacant FROM place_stat WHERE place_id = $1"), 0);
	begin(o, 0, 0);
	assert_int_equal(wg_row_set(o->tx, WG_T_HOUSEHOLD, id, WG_HOUSEHOLD_STATUS, wg_text_value("gone"), NULL), WG_OK);
	commit(o);
	assert_int_equal(stat_of(o, 1, "SELECT vacant FROM place_stat WHERE place_id = $1"), 1);
	assert_recount_agrees(o);
}

static void moved_building_takes_its_totals_along(void **state)
{
	struct office *o = *state;
	int64_t old = o->place[3];
	begin(o, 0, 0);
	o->place[3] = o->place[2]; /* a second compound beside the first */
	struct wg_value v[WG_PLACE_COLUMNS] = {
		[WG_PLACE_PARENT_ID] = wg_int_value(o->place[2]), [WG_PLACE_LEVEL] = wg_int_value(3),
		[WG_PLACE_ORD] = wg_int_value(7), [WG_PLACE_NAME] = wg_text_value("新苑"), [WG_PLACE_IMPLICIT] = wg_int_value(0)};
	int64_t new = insert(o, WG_T_PLACE, v);
	assert_int_equal(wg_row_set(o->tx, WG_T_PLACE, o->place[4], WG_PLACE_PARENT_ID, wg_int_value(new), NULL), WG_OK);
	commit(o);
	o->place[0] = old;
	assert_int_equal(stat_of(o, 0, "SELECT households FROM place_stat WHERE place_id = $1"), 0);
	o->place[0] = new;
	assert_int_equal(stat_of(o, 0, "SELECT households FROM place_stat WHERE place_id = $1"), 2);
	assert_recount_agrees(o);
}

static void moved_door_takes_its_households_along(void **state)
{
	struct office *o = *state;
	struct wg_value v[WG_PLACE_COLUMNS] = {
		[WG_PLACE_PARENT_ID] = wg_int_value(o->place[4]), [WG_PLACE_LEVEL] = wg_int_value(5),
		[WG_PLACE_ORD] = wg_int_value(7), [WG_PLACE_NAME] = wg_text_value("2单元"), [WG_PLACE_IMPLICIT] = wg_int_value(0)};
	begin(o, 0, 0);
	int64_t new = insert(o, WG_T_PLACE, v);
	assert_int_equal(wg_row_set(o->tx, WG_T_DOOR, o->door[0], WG_DOOR_ENTRANCE_ID, wg_int_value(new), NULL), WG_OK);
	commit(o);
	assert_int_equal(stat_of(o, 5, "SELECT households FROM place_stat WHERE place_id = $1"), 1);
	assert_int_equal(stat_of(o, 4, "SELECT households FROM place_stat WHERE place_id = $1"), 2);
	o->place[0] = new;
	assert_int_equal(stat_of(o, 0, "SELECT households FROM place_stat WHERE place_id = $1"), 1);
	assert_recount_agrees(o);
}

static void equal_places_in_the_walk_are_refused(void **state)
{
	struct office *o = *state;
	struct wg_error e = {0};
	int64_t batch;
	begin(o, 0, 0);
	assert_int_equal(wg_row_set(o->tx, WG_T_DOOR, o->door[1], WG_DOOR_ORD, wg_int_value(10), NULL), WG_OK);
	assert_int_equal(wg_tx_commit(&o->tx, &batch, &e), WG_EREFUSED);
	assert_null(o->tx);
}

static void too_many_siblings_name_the_place(void **state)
{
	struct office *o = *state;
	struct wg_error e = {0};
	int64_t batch;
	begin(o, 0, 0);
	assert_int_equal(wg_row_set(o->tx, WG_T_PLACE, o->place[4], WG_PLACE_ORD, wg_int_value(4096), NULL), WG_OK);
	assert_int_equal(wg_tx_commit(&o->tx, &batch, &e), WG_EREFUSED);
	assert_string_equal(wg_message_arg(&e.message, 0), "1栋");
}

static void nothing_changed_leaves_no_batch(void **state)
{
	struct office *o = *state;
	begin(o, 0, 0);
	assert_int_equal(wg_row_set(o->tx, WG_T_DOOR, o->door[0], WG_DOOR_FLOOR, wg_int_value(1), NULL), WG_OK);
	assert_int_equal(commit(o), 0);
}

static void digest_is_the_same_for_the_same_change(void **state)
{
	struct office *o = *state;
	char first[33], second[33], other[33];
	begin(o, 0, 0);
	add_contact(o, 0);
	wg_tx_digest(o->tx, first);
	wg_tx_rollback(&o->tx);
	begin(o, 0, 0);
	add_contact(o, 0);
	wg_tx_digest(o->tx, second);
	wg_tx_rollback(&o->tx);
	begin(o, 0, 0);
	add_contact(o, 1);
	wg_tx_digest(o->tx, other);
	assert_string_equal(first, second);
	assert_string_not_equal(first, other);
}

static void tampered_journal_is_found(void **state)
{
	struct office *o = *state;
	int64_t broken = 0, first = 0;
	assert_int_equal(wg_one_int(wg_query(o->db, "SELECT min(id) FROM batch"), 0, &first, NULL), WG_OK);
	assert_int_equal(wg_exec(wg_query(o->db, "UPDATE change SET new = '李四' WHERE new = '张伟'"), NULL), WG_OK);
	assert_int_equal(wg_chain_verify(o->db, &broken, NULL), WG_OK);
	assert_int_equal(broken, first);
}

static struct wg_undo_report undo(struct office *o, int64_t batch)
{
	struct wg_undo_report r;
	struct wg_error e = {0};
	begin(o, 0, batch);
	if (wg_undo_batch(o->tx, batch, &o->arena, &r, &e) != WG_OK)
		fail_msg("%s: %s", e.message.msgid, wg_message_arg(&e.message, 0));
	commit(o);
	return r;
}

static void everything_goes_and_comes_back(void **state)
{
	struct office *o = *state;
	int64_t made = o->batch;
	const char *full = dump_office(o->db, &o->arena);
	undo(o, made);
	assert_int_equal(stat_of(o, 0, "SELECT count(*) FROM place WHERE $1 = 0"), 0);
	assert_int_equal(stat_of(o, 0, "SELECT count(*) FROM name_key WHERE $1 = 0"), 0);
	assert_int_equal(stat_of(o, 0, "SELECT count(*) FROM place_stat WHERE $1 = 0"), 0);
	undo(o, o->batch);
	assert_same_dump(full, dump_office(o->db, &o->arena));
	assert_recount_agrees(o);
	undo(o, made);
	assert_int_equal(stat_of(o, 0, "SELECT count(*) FROM place WHERE $1 = 0"), 0);
}

/* A: contact for 0. B: a note on 0. Undoing A leaves B's note. */
static int64_t keys_like(struct office *o, const char *key)
{
	struct wg_stmt *st = wg_query(o->db, "SELECT count(*) FROM name_key WHERE key = $1");
	int64_t n = -1;
	wg_bind_text(st, 1, key);
	assert_int_equal(wg_one_int(st, 0, &n, NULL), WG_OK);
	return n;
}

static void a_person_is_found_by_the_name_that_stands(void **state)
{
	struct office *o = *state;
	const char *before = dump_office(o->db, &o->arena);
	begin(o, 0, 0);
	assert_int_equal(wg_row_set(o->tx, WG_T_PERSON, o->head[0], WG_PERSON_NAME, wg_text_value("王芳"), NULL), WG_OK);
	assert_int_equal(wg_row_set(o->tx, WG_T_PERSON, o->head[0], WG_PERSON_PHONE, wg_text_value("18800005678"), NULL),
			 WG_OK);
	assert_int_equal(wg_tx_settle(o->tx, NULL), WG_OK);
	assert_int_equal(keys_like(o, "王芳"), 1);
	assert_int_equal(wg_row_set(o->tx, WG_T_PERSON, o->head[0], WG_PERSON_NAME, wg_text_value("李芳"), NULL), WG_OK);
	commit(o);
	assert_int_equal(keys_like(o, "李芳"), 1);
	assert_int_equal(keys_like(o, "87650000881"), 1);
	assert_int_equal(keys_like(o, "张伟"), 0);
	assert_int_equal(keys_like(o, "王芳"), 0);
	assert_int_equal(keys_like(o, "43210000991"), 1); /* the other household's */
	undo(o, o->batch);
	assert_same_dump(before, dump_office(o->db, &o->arena));
}

static void undo_leaves_later_work_alone(void **state)
{
	struct office *o = *state;
	begin(o, 0, 0);
	add_contact(o, 0);
	add_contact(o, 1);
	int64_t a = commit(o);
	begin(o, 0, 0);
	assert_int_equal(wg_row_set(o->tx, WG_T_HOUSEHOLD, o->household[0], WG_HOUSEHOLD_ACCESS_NOTE, wg_text_value("犬"), NULL), WG_OK);
	commit(o);
	struct wg_undo_report r = undo(o, a);
	assert_int_equal(r.units, 2);
	assert_int_equal(r.n_kept, 0);
	assert_int_equal(stat_of(o, 0, "SELECT count(*) FROM household WHERE access_note = '犬' AND contact_id IS NULL AND $1 = 0"), 1);
	assert_recount_agrees(o);
}

/* A: contacts for 0 and 1. B: another contact for 0. Undoing A touches only 1 and names 0 with B. */
static void undo_keeps_what_was_changed_since(void **state)
{
	struct office *o = *state;
	begin(o, 0, 0);
	int64_t first = add_contact(o, 0);
	add_contact(o, 1);
	int64_t a = commit(o);
	begin(o, 0, 0);
	assert_int_equal(wg_row_set(o->tx, WG_T_CONTACT, first, WG_CONTACT_UNTIL, wg_int_value(20002), NULL), WG_OK);
	add_contact(o, 0);
	int64_t b = commit(o);
	struct wg_undo_report r = undo(o, a);
	assert_int_equal(r.units, 1);
	assert_int_equal(r.n_kept, 1);
	assert_int_equal(r.kept[0].unit, o->household[0]);
	assert_int_equal(r.kept[0].later, b);
	assert_recount_agrees(o);
}

/* A, B, undo B, undo A: back to the beginning. */
static void undo_in_turn_goes_all_the_way(void **state)
{
	struct office *o = *state;
	const char *start = dump_office(o->db, &o->arena);
	begin(o, 0, 0);
	int64_t first = add_contact(o, 0);
	int64_t a = commit(o);
	begin(o, 0, 0);
	assert_int_equal(wg_row_set(o->tx, WG_T_CONTACT, first, WG_CONTACT_UNTIL, wg_int_value(20002), NULL), WG_OK);
	add_contact(o, 0);
	int64_t b = commit(o);
	assert_int_equal(undo(o, b).n_kept, 0);
	assert_int_equal(undo(o, a).n_kept, 0);
	assert_same_dump(start, dump_office(o->db, &o->arena));
}

/* A household that others refer to by now does not go. */
static void undo_of_a_creation_refuses_what_is_referred_to(void **state)
{
	struct office *o = *state;
	int64_t made = o->batch;
	begin(o, 0, 0);
	add_contact(o, 0);
	commit(o);
	struct wg_undo_report r = undo(o, made);
	assert_true(r.n_kept > 0);
	bool named = false;
	for (size_t i = 0; i < r.n_kept; i++)
		named = named || r.kept[i].unit == o->household[0];
	assert_true(named);
	assert_int_equal(stat_of(o, 0, "SELECT count(*) FROM household WHERE $1 = 0"), 1);
	assert_recount_agrees(o);
}

static void whole_batches_go_whole_or_not_at_all(void **state)
{
	struct office *o = *state;
	begin(o, WG_BATCH_WHOLE, 0);
	int64_t first = add_contact(o, 0);
	add_contact(o, 1);
	int64_t a = commit(o);
	begin(o, 0, 0);
	assert_int_equal(wg_row_set(o->tx, WG_T_CONTACT, first, WG_CONTACT_UNTIL, wg_int_value(20002), NULL), WG_OK);
	commit(o);
	struct wg_undo_report r;
	begin(o, 0, a);
	assert_int_equal(wg_undo_batch(o->tx, a, &o->arena, &r, NULL), WG_EREFUSED);
	assert_int_equal(r.n_kept, 1);
}

static void taken_place_in_the_walk_moves_aside(void **state)
{
	struct office *o = *state;
	begin(o, 0, 0);
	assert_int_equal(wg_row_set(o->tx, WG_T_DOOR, o->door[0], WG_DOOR_ORD, wg_int_value(40), NULL), WG_OK);
	int64_t a = commit(o);
	begin(o, 0, 0);
	assert_int_equal(wg_row_set(o->tx, WG_T_DOOR, o->door[1], WG_DOOR_ORD, wg_int_value(10), NULL), WG_OK);
	commit(o);
	struct wg_undo_report r = undo(o, a);
	assert_int_equal(r.reordered, 1);
	assert_int_equal(stat_of(o, 0, "SELECT count(DISTINCT ord) FROM door WHERE $1 = 0"), 3);
	assert_recount_agrees(o);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
#define BULK(test) cmocka_unit_test_setup_teardown(test, set_up_bulk, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE(counters_stand_on_every_place),
		OFFICE(weight_is_capped_and_follows_the_groups),
		OFFICE(contact_shows_in_household_and_counters),
		OFFICE(open_needs_count_at_homes_and_places),
		OFFICE(second_open_contact_is_refused),
		OFFICE(empty_door_fills_and_empties_again),
		OFFICE(moved_building_takes_its_totals_along),
		OFFICE(moved_door_takes_its_households_along),
		OFFICE(equal_places_in_the_walk_are_refused),
		OFFICE(too_many_siblings_name_the_place),
		OFFICE(nothing_changed_leaves_no_batch),
		OFFICE(digest_is_the_same_for_the_same_change),
		OFFICE(tampered_journal_is_found),
		OFFICE(everything_goes_and_comes_back),
		BULK(everything_goes_and_comes_back),
		OFFICE(a_person_is_found_by_the_name_that_stands),
		OFFICE(undo_leaves_later_work_alone),
		OFFICE(undo_keeps_what_was_changed_since),
		BULK(undo_keeps_what_was_changed_since),
		OFFICE(undo_in_turn_goes_all_the_way),
		OFFICE(undo_of_a_creation_refuses_what_is_referred_to),
		BULK(undo_of_a_creation_refuses_what_is_referred_to),
		OFFICE(whole_batches_go_whole_or_not_at_all),
		OFFICE(taken_place_in_the_walk_moves_aside),
	};
	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
