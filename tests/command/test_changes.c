#include "tests/test.h"

#include "store/tx.h"
#include "tests/command/office.h"
#include "wangge/person.h"

/* Two buildings: 1-1-502, 1-2-402 … are empty. At 1-1-101 lives the family of 张伟1: 李芳 and 张小明. 甲一 is the contact of
 * the first entrance of 1栋, 甲二 of the second. */
static int set_up(void **state)
{
	wg_office *office = test_office(2, 3);
	run_ok(office, "add person 1-1-101 --name 李芳 --birth 1960-05-01");
	run_ok(office, "add person 1-1-101 --name 张小明 --phone 13900001234");
	run_ok(office, "assign 1栋1单元 --to 甲一");
	run_ok(office, "assign 1栋2单元 --to 甲二");
	*state = office;
	return 0;
}

/* What every story must leave true. */
static void assert_holds(wg_office *office)
{
	assert_counters_right(office);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household h WHERE h.status <> 'here' AND EXISTS (SELECT 1 "
					  "FROM contact c WHERE c.household_id = h.id AND c.until IS NULL)"), 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household h WHERE h.status <> 'gone' AND (SELECT count(*) "
					  "FROM person p WHERE p.household_id = h.id AND p.gone IS NULL AND p.relation = "
					  "'head') <> 1"), 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM person p JOIN household h ON h.id = p.household_id WHERE "
					  "h.status = 'gone' AND p.gone IS NULL"), 0);
}

static bool is_noted(const struct wg_outcome *out, const char *msgid)
{
	for (size_t i = 0; i < out->n_notes; i++) {
		if (strcmp(out->notes[i].message.msgid, msgid) == 0)
			return true;
	}
	return false;
}

static void refuses(wg_office *office, const char *line, const char *msgid)
{
	struct wg_outcome out;
	run_line(office, WG_EREFUSED, &out, "%s", line);
	if (msgid && !is_noted(&out, msgid))
		fail_msg("%s: it does not say \"%s\"", line, msgid);
	wg_outcome_free(&out);
}

static const char *contact_of(wg_office *office, const char *name)
{
	static char text[64];
	struct wg_arena a = {0};
	struct wg_person p;
	struct wg_household h;
	assert_int_equal(wg_person_find(office, name, &a, &p, NULL), WG_OK);
	assert_int_equal(wg_household_get(office, p.household_id, &a, &h, NULL), WG_OK);
	snprintf(text, sizeof text, "%s", h.contact);
	wg_arena_free(&a);
	return text;
}

static const char *address_of(wg_office *office, const char *name)
{
	static char text[64];
	struct wg_arena a = {0};
	struct wg_person p;
	const char *address;
	assert_int_equal(wg_person_find(office, name, &a, &p, NULL), WG_OK);
	assert_int_equal(wg_household_address(office, p.household_id, false, &a, &address, NULL), WG_OK);
	snprintf(text, sizeof text, "%s", address);
	wg_arena_free(&a);
	return text;
}

static const char *relation_of(wg_office *office, const char *name)
{
	static char text[64];
	struct wg_arena a = {0};
	struct wg_person p;
	assert_int_equal(wg_person_find(office, name, &a, &p, NULL), WG_OK);
	snprintf(text, sizeof text, "%s", p.relation);
	wg_arena_free(&a);
	return text;
}

static void head_dies_and_a_member_follows(void **state)
{
	wg_office *office = *state;
	run_ok(office, "care add 张伟1 --group alone");
	refuses(office, "dies 张伟1", "loses its head: say who follows with --head ({1}), or --dissolve");
	refuses(office, "dies 张伟1 --head 张伟1", "{1} goes too and cannot be the head");
	refuses(office, "dies 张伟1 --head 王五", "{1} is no member");
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE gone IS NOT NULL"), 0);
	run_ok(office, "dies 张伟1 --head 李芳 --date 2026-03-01");
	assert_string_equal(relation_of(office, "李芳"), "head");
	assert_string_equal(contact_of(office, "李芳"), "甲一");
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE name = '张伟1' AND gone_how = 'died'"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM care c JOIN person p ON p.id = c.person_id WHERE p.name = "
					  "'张伟1' AND c.until IS NULL"), 0);
	refuses(office, "returns 张伟1", NULL);
	refuses(office, "dies 张伟1", NULL);
	assert_holds(office);
}

static void last_one_who_dies_closes_the_household(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "lock 1-1-102");
	run_line(office, WG_OK, &out, "dies 张丽2");
	assert_true(is_noted(&out, "the household has nobody left and is closed"));
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household WHERE status = 'gone'"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact WHERE until IS NOT NULL"), 1);
	assert_holds(office);
}

static void unnamed_people_keep_a_household_open(void **state)
{
	wg_office *office = *state;
	run_ok(office, "edit household 1-1-102 --people 3");
	refuses(office, "dies 张丽2", "other people are said to live there, but none is named: add one, or --dissolve");
	run_ok(office, "add person 1-1-102 --name 赵六");
	run_ok(office, "dies 张丽2 --head 赵六");
	assert_int_equal(count_of(office, "SELECT stated_people FROM household WHERE stated_people IS NOT NULL"), 2);
	assert_holds(office);
}

static void move_inside_the_area_takes_the_new_doors_contact(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "leaves 1-2-101 --to 外省");
	run_line(office, WG_OK, &out, "move 1-1-101 --to 1-2-101");
	assert_string_equal(out.said.msgid, "{1} has moved inside the area: {2} to {3}");
	wg_outcome_free(&out);
	assert_string_equal(address_of(office, "张小明"), "1栋2单元101");
	assert_string_equal(contact_of(office, "张小明"), "甲二");
	/* The door that was left remembers its contact too. */
	run_ok(office, "add household 1-1-101 --head 钱七");
	assert_string_equal(contact_of(office, "钱七"), "甲一");
	assert_int_equal(count_of(office, "SELECT count(*) FROM residence"), 1);
	assert_holds(office);
}

static void move_keeps_the_contact_when_told_or_locked(void **state)
{
	wg_office *office = *state;
	run_ok(office, "leaves 1-2-101");
	run_ok(office, "leaves 1-2-102");
	run_ok(office, "move 1-1-101 --to 1-2-101 --keep-contact");
	assert_string_equal(contact_of(office, "张小明"), "甲一");
	run_ok(office, "lock 1-1-102");
	run_ok(office, "move 1-1-102 --to 1-2-102");
	assert_string_equal(contact_of(office, "张丽2"), "甲一");
	run_ok(office, "move 1-1-201 --to 1-1-502 --no-contact");
	assert_string_equal(contact_of(office, "张伟3"), "");
	assert_holds(office);
}

static void full_band_leaves_the_mover_without_contact_and_says_so(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "edit worker 甲二 --band-lo 1 --band-hi 10");
	run_ok(office, "leaves 1-2-101");
	run_ok(office, "assign 2-1-101 --to 甲二 --over-band 试");
	run_line(office, WG_OK, &out, "move 1-1-101 --to 1-2-101");
	assert_true(is_noted(&out, "would have {1} households, the band ends at {2}: it has no contact now"));
	assert_true(is_noted(&out, "has no contact"));
	assert_true(out.n_refusals == 0 && out.n_warnings == 2);
	wg_outcome_free(&out);
	assert_string_equal(contact_of(office, "张小明"), "");
	assert_holds(office);
}

static void recused_contact_does_not_take_who_moves_in(void **state)
{
	wg_office *office = *state;
	run_ok(office, "recuse 甲二 1-1-101 --reason 表亲");
	run_ok(office, "leaves 1-2-101");
	run_ok(office, "move 1-1-101 --to 1-2-101");
	assert_string_equal(contact_of(office, "张小明"), "");
	assert_holds(office);
}

static void doors_that_are_wrong_are_refused(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_ENOTFOUND, &out, "move 1-1-101 --to 1-1-901");
	wg_outcome_free(&out);
	refuses(office, "move 1-1-101 --to 1-1-102", "a household lives at {1} already: --allow-shared adds another");
	refuses(office, "move 1-1-101 --to 1-1-101", NULL);
	run_line(office, WG_EUSAGE, &out, "move 1-1-101 --to 1-1-502 --date 2099-01-01");
	wg_outcome_free(&out);
	run_line(office, WG_ENOTFOUND, &out, "add household 1-1-901 --head 钱七");
	wg_outcome_free(&out);
	refuses(office, "add household 1-1-101 --head 钱七", "a household lives there already: --allow-shared adds another");
	run_line(office, WG_EUSAGE, &out, "add household 1-901 --head 钱七 --new-door"); /* which entrance? */
	wg_outcome_free(&out);
	assert_holds(office);
}

static void new_door_stands_where_it_is_walked(void **state)
{
	wg_office *office = *state;
	run_ok(office, "add household 1-1-303 --head 钱七 --new-door");
	run_ok(office, "add household 晴岚家园/11栋/1单元/101 --head 孙八 --new-door");
	run_ok(office, "add household 2单元603 --head 周九 --new-door --under 2栋");
	assert_string_equal(address_of(office, "周九"), "2栋2单元603");
	run_ok(office, "move 周九 --to 2-1-604 --new-door --under 1栋"); /* where the cursor was */
	assert_string_equal(address_of(office, "周九"), "2栋1单元604");
	assert_int_equal(count_of(office, "SELECT count(*) FROM door d JOIN door x ON x.entrance_id = d.entrance_id AND x.room "
					  "= '302' AND x.pos < d.pos JOIN door y ON y.entrance_id = d.entrance_id AND y.room = "
					  "'401' AND y.pos > d.pos WHERE d.room = '303' AND d.floor = 3"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM place p WHERE p.name = '11栋' AND p.ord > (SELECT max(ord) FROM "
					  "place q WHERE q.parent_id = p.parent_id AND q.id <> p.id)"), 1);
	assert_holds(office);
}

static void newcomer_who_was_here_is_pointed_out(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "leaves 1-1-101");
	run_line(office, WG_OK, &out, "add household 1-1-502 --head 李芳 --birth 1960");
	assert_true(is_noted(&out, "somebody like that has left here: `returns` brings them back"));
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "add person 1-1-102 --name 王五 --phone 19900000004");
	assert_true(is_noted(&out, "somebody like that lives here already"));
	wg_outcome_free(&out);
}

static void split_members_are_a_household_of_their_own(void **state)
{
	wg_office *office = *state;
	refuses(office, "split 1-1-101 --members 张伟1", "loses its head: say who follows with --head ({1}), or --dissolve");
	refuses(office, "split 1-1-101 --members 张伟1,李芳,张小明", NULL);
	refuses(office, "split 1-1-101 --members 王五", "{1} is no member");
	refuses(office, "split 1-1-101 --members 李芳 --new-head 张小明",
		"{1} does not go along and cannot be the head of the new household");
	run_ok(office, "recuse 甲三 1-1-101");
	run_ok(office, "split 1-1-101 --members 李芳,张小明 --new-head 张小明");
	assert_string_equal(relation_of(office, "张小明"), "head");
	assert_string_equal(contact_of(office, "李芳"), "甲一"); /* behind the same door the same contact */
	assert_int_equal(count_of(office, "SELECT count(*) FROM household WHERE from_id IS NOT NULL"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM recusal"), 2);
	assert_holds(office);
}

static void merged_households_keep_one_contact(void **state)
{
	wg_office *office = *state;
	run_ok(office, "lock 1-2-101");
	run_ok(office, "merge 1-2-101 --into 1-1-101 --head 李芳");
	assert_string_equal(contact_of(office, "李芳"), "甲一");
	assert_string_equal(relation_of(office, "李芳"), "head");
	assert_string_equal(address_of(office, "张伟13"), "1栋1单元101");
	assert_int_equal(count_of(office, "SELECT count(*) FROM household WHERE into_id IS NOT NULL AND status = 'gone'"), 1);
	refuses(office, "merge 1-1-101 --into 1-1-102 --head 王五", "{1} is no member");
	assert_holds(office);
}

static void merge_gives_the_contact_that_there_is(void **state)
{
	wg_office *office = *state;
	run_ok(office, "unassign 1-1-101");
	run_ok(office, "merge 1-2-101 --into 1-1-101");
	assert_string_equal(contact_of(office, "李芳"), "甲二");
	assert_holds(office);
}

static void person_joins_another_household(void **state)
{
	wg_office *office = *state;
	run_ok(office, "join 张小明 1-2-101");
	assert_string_equal(contact_of(office, "张小明"), "甲二");
	refuses(office, "join 张伟1 1-2-101", "loses its head: say who follows with --head ({1}), or --dissolve");
	run_ok(office, "join 张伟1 1-2-101 --head 李芳");
	run_ok(office, "join 李芳 1-2-101"); /* the last one: the household is closed */
	assert_int_equal(count_of(office, "SELECT count(*) FROM household WHERE status = 'gone'"), 1);
	assert_holds(office);
}

static void returner_finds_the_old_record_and_contact(void **state)
{
	wg_office *office = *state;
	run_ok(office, "leaves 1-1-101 --to 外省 --date 2026-01-15");
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE gone_how = 'moved' AND gone_to = '外省'"), 3);
	char again[64];
	snprintf(again, sizeof again, "leaves #%lld",
		 (long long)count_of(office, "SELECT household_id FROM person WHERE name = '李芳'"));
	refuses(office, again, NULL);
	int64_t persons = count_of(office, "SELECT count(*) FROM person");
	run_ok(office, "returns 张小明");
	assert_int_equal(count_of(office, "SELECT count(*) FROM person"), persons);
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE gone IS NOT NULL"), 0);
	assert_string_equal(contact_of(office, "李芳"), "甲一");
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact c JOIN household h ON h.id = c.household_id JOIN person p "
					  "ON p.household_id = h.id AND p.name = '李芳'"), 2);
	refuses(office, "returns 张小明", NULL);
	assert_holds(office);
}

static void returner_whose_door_is_taken_needs_another(void **state)
{
	wg_office *office = *state;
	run_ok(office, "leaves 1-1-101");
	run_ok(office, "add household 1-1-101 --head 钱七");
	refuses(office, "returns 李芳 --alone", "somebody lives at {1} now: say another --door, or --allow-shared");
	run_ok(office, "returns 李芳 --alone --door 1-1-502");
	assert_string_equal(relation_of(office, "李芳"), "head");
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE gone IS NOT NULL"), 2);
	run_ok(office, "returns 张伟1");
	assert_string_equal(relation_of(office, "张伟1"), "other");
	assert_holds(office);
}

static void head_leaves_alone_only_with_a_follower(void **state)
{
	wg_office *office = *state;
	refuses(office, "leaves 1-1-101 --members 张伟1", "loses its head: say who follows with --head ({1}), or --dissolve");
	run_ok(office, "leaves 1-1-101 --members 张伟1 --head 李芳");
	assert_string_equal(contact_of(office, "李芳"), "甲一");
	run_ok(office, "leaves 1-1-101 --members 李芳 --dissolve");
	assert_int_equal(count_of(office, "SELECT count(*) FROM household WHERE status = 'gone'"), 1);
	assert_holds(office);
}

static void living_elsewhere_ends_the_contact_only(void **state)
{
	wg_office *office = *state;
	run_ok(office, "leaves 1-1-101 --stays-registered");
	assert_int_equal(count_of(office, "SELECT count(*) FROM household WHERE status = 'elsewhere' AND contact_id IS NULL"), 1);
	run_ok(office, "returns 李芳");
	assert_string_equal(contact_of(office, "李芳"), "甲一");
	run_ok(office, "lock 1-1-101");
	run_ok(office, "edit household 1-1-101 --status elsewhere");
	assert_holds(office);
	run_ok(office, "undo");
	assert_string_equal(contact_of(office, "李芳"), "甲一");
	assert_holds(office);
}

static void new_head_is_a_member(void **state)
{
	wg_office *office = *state;
	refuses(office, "new-head 1-1-101 --head 王五", "{1} is no member");
	refuses(office, "new-head 1-1-101 --head 张伟1", NULL);
	run_ok(office, "new-head 1-1-101 --head 李芳");
	assert_string_equal(relation_of(office, "张伟1"), "other");
	assert_holds(office);
}

static void person_recorded_twice_becomes_one(void **state)
{
	wg_office *office = *state;
	run_ok(office, "add person 1-1-102 --name 张晓明 --birth 1990-02-03 --care alone");
	run_ok(office, "merge people 张小明 --other 张晓明 --take name");
	assert_string_equal(address_of(office, "张晓明"), "1栋1单元101");
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE name = '张晓明' AND phone = '13900001234' AND birth IS "
					  "NOT NULL AND gone IS NULL"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE gone_how = 'merged' AND same_id IS NOT NULL"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM care c JOIN person p ON p.id = c.person_id WHERE c.until IS NULL "
					  "AND p.phone = '13900001234'"), 1);
	assert_holds(office);
}

static void care_group_is_opened_and_closed_once(void **state)
{
	wg_office *office = *state;
	run_ok(office, "care add 李芳 --group 独居 --since 2026-02-01");
	refuses(office, "care add 李芳 --group alone", NULL);
	assert_int_equal(count_of(office, "SELECT weight FROM household WHERE id = (SELECT household_id FROM person WHERE name = "
					  "'李芳')"), 2);
	run_ok(office, "care end 李芳 --group alone");
	refuses(office, "care end 李芳 --group alone", NULL);
	assert_holds(office);
}

static void bad_values_of_a_newcomer_are_refused_by_name(void **state)
{
	wg_office *office = *state;
	refuses(office, "add household 1-1-502 --head 钱七 --phone 12", NULL);
	refuses(office, "add household 1-1-502 --head 钱七 --birth soon", "it is no date of birth");
	refuses(office, "add household 1-1-502 --head 钱七 --id-no 11010119900307001X", NULL);
	refuses(office, "add household 1-1-502 --head 钱七 --care 富裕", "it is no care group");
	refuses(office, "add household 1-1-502 --head 钱七 --people 100", "it must be 1 to 99");
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE name = '钱七'"), 0);
}

/* The events of a household, the newest first, each as "event who old new". */
static const char *history(wg_office *office, const char *household)
{
	static char text[4000];
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "history %s", household);
	size_t n = 0;
	text[0] = '\0';
	for (size_t i = 0; i < out.tables[0].n; i++) {
		const struct wg_datum *row = out.tables[0].at + i * out.tables[0].n_columns;
		n += (size_t)snprintf(text + n, sizeof text - n, "%s|%s|%s|%s\n", row[4].null ? "" : row[4].s,
				      row[5].null ? "" : row[5].s, row[6].null ? "" : row[6].s,
				      row[7].null ? "" : row[7].s);
		assert_true(n < sizeof text);
	}
	wg_outcome_free(&out);
	return text;
}

static void history_tells_what_happened_in_words(void **state)
{
	wg_office *office = *state;
	run_ok(office, "leaves 1-2-101 --to 外省");
	run_ok(office, "move 1-1-101 --to 1-2-101");
	run_ok(office, "dies 张伟1 --head 李芳 --date 2026-03-01");
	run_ok(office, "care add 李芳 --group alone");
	run_ok(office, "join 张小明 1-1-102 --date 2026-03-20");
	assert_string_equal(history(office, "1-2-101"), "went to another household|张小明||1栋1单元102\n"
							"care group|李芳||独居\n"
							"died|张伟1||2026-03-01\n"
							"became head|李芳|other|\n"
							"moved inside the area||1栋1单元101|1栋2单元101\n"
							"contact|就近|甲一|甲二\n"
							"contact|adjust||甲一\n"
							"new member|张小明||other\n"
							"new member|李芳||other\n"
							"entered|||1栋1单元101\n"
							"new member|张伟1||户主\n");
	assert_non_null(strstr(history(office, "1-1-102"), "joined the household|张小明||2026-03-20\n"));
	run_ok(office, "returns 张伟13 --door 1-1-502");
	assert_non_null(strstr(history(office, "1-1-502"), "came back|||\n"));
	assert_non_null(strstr(history(office, "1-1-502"), "moved away|张伟13||外省\n"));
	run_ok(office, "merge 1-1-502 --into 1-1-102 --date 2026-03-21");
	assert_non_null(strstr(history(office, "1-1-102"), "joined the household|张伟13||2026-03-21\n"));
	run_ok(office, "split 1-1-102 --members 张伟13,张小明 --to 1-1-502");
	assert_non_null(strstr(history(office, "1-1-502"), "split off||1栋1单元102|1栋1单元502\n"));
}

static void household_shows_who_belonged_to_it_and_where_it_lived(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "show 1-1-101");
	assert_int_equal(out.n_tables, 3);
	wg_outcome_free(&out);
	run_ok(office, "dies 张伟1 --head 李芳");
	run_ok(office, "move 1-1-101 --to 1-1-502 --date 2026-03-20");
	run_line(office, WG_OK, &out, "show 1-1-502");
	assert_int_equal(out.n_tables, 5);
	assert_string_equal(out.tables[3].at[2].s, "张伟1");
	assert_string_equal(out.tables[4].at[0].s, "1栋1单元101");
	assert_string_equal(out.tables[4].at[2].s, "甲一");
	wg_outcome_free(&out);
}

static void resident_who_serves_is_minded(void **state)
{
	wg_office *office = *state;
	struct wg_tx *tx = NULL;
	struct wg_tx_opts opts = {.at = 1774486800, .label = "fill", .command = "fill", .flags = WG_BATCH_SYSTEM};
	struct wg_outcome out;
	int64_t batch, worker = count_of(office, "SELECT id FROM worker WHERE name = '甲二'");
	int64_t person = count_of(office, "SELECT id FROM person WHERE name = '张小明'");
	assert_int_equal(wg_tx_begin(office->db, &opts, &tx, NULL), WG_OK);
	assert_int_equal(wg_row_set(tx, WG_T_WORKER, worker, WG_WORKER_PERSON_ID, wg_int_value(person), NULL), WG_OK);
	assert_int_equal(wg_tx_commit(&tx, &batch, NULL), WG_OK);
	run_line(office, WG_OK, &out, "join 张小明 1-2-101");
	assert_true(is_noted(&out, "it is the contact's own household"));
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "leaves 1-2-101 --members 张小明");
	assert_true(is_noted(&out, "serves too and has {1} households: `handover` gives them to others"));
	wg_outcome_free(&out);
}

/* What is undone whole is undone while nobody has gone on from it, and otherwise not at all. */
static void split_is_taken_back_whole_or_not_at_all(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "split 1-1-101 --members 李芳,张小明 --to 1-1-502");
	long long batch = out.batch & 0xFFFFFFFFFF;
	wg_outcome_free(&out);
	run_ok(office, "add person 1-1-502 --name 周九");
	run_line(office, WG_EREFUSED, &out, "undo %lld", batch);
	wg_outcome_free(&out);
	assert_string_equal(address_of(office, "李芳"), "1栋1单元502");
	run_ok(office, "undo"); /* the newcomer */
	run_ok(office, "undo %lld", batch);
	assert_string_equal(address_of(office, "李芳"), "1栋1单元101");
	assert_int_equal(count_of(office, "SELECT count(*) FROM household WHERE from_id IS NOT NULL"), 0);
	assert_holds(office);
}

static void preview_of_a_move_is_what_the_run_does(void **state)
{
	wg_office *office = *state;
	struct wg_outcome shown, done;
	struct wg_args args = {0};
	struct wg_run_opts preview = {.run = WG_PREVIEW}, run = {.expect = shown.digest};
	wg_args_add(&args, "household", "1-1-101");
	wg_args_add(&args, "to", "1-1-603");
	wg_args_add(&args, "new-door", "");
	assert_int_equal(wg_command_run(office, "move", &args, &preview, &shown, NULL), WG_OK);
	assert_int_equal(count_of(office, "SELECT count(*) FROM door WHERE room = '603'"), 0);
	assert_string_equal(address_of(office, "李芳"), "1栋1单元101");
	assert_int_equal(wg_command_run(office, "move", &args, &run, &done, NULL), WG_OK);
	assert_string_equal(shown.digest, done.digest);
	assert_string_equal(address_of(office, "李芳"), "1栋1单元603");
	wg_outcome_free(&shown);
	wg_outcome_free(&done);
	wg_args_free(&args);
	assert_holds(office);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, set_up, close_office)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE(head_dies_and_a_member_follows),
		OFFICE(last_one_who_dies_closes_the_household),
		OFFICE(unnamed_people_keep_a_household_open),
		OFFICE(move_inside_the_area_takes_the_new_doors_contact),
		OFFICE(move_keeps_the_contact_when_told_or_locked),
		OFFICE(full_band_leaves_the_mover_without_contact_and_says_so),
		OFFICE(recused_contact_does_not_take_who_moves_in),
		OFFICE(doors_that_are_wrong_are_refused),
		OFFICE(new_door_stands_where_it_is_walked),
		OFFICE(newcomer_who_was_here_is_pointed_out),
		OFFICE(split_members_are_a_household_of_their_own),
		OFFICE(merged_households_keep_one_contact),
		OFFICE(merge_gives_the_contact_that_there_is),
		OFFICE(person_joins_another_household),
		OFFICE(returner_finds_the_old_record_and_contact),
		OFFICE(returner_whose_door_is_taken_needs_another),
		OFFICE(head_leaves_alone_only_with_a_follower),
		OFFICE(living_elsewhere_ends_the_contact_only),
		OFFICE(new_head_is_a_member),
		OFFICE(person_recorded_twice_becomes_one),
		OFFICE(care_group_is_opened_and_closed_once),
		OFFICE(history_tells_what_happened_in_words),
		OFFICE(household_shows_who_belonged_to_it_and_where_it_lived),
		OFFICE(resident_who_serves_is_minded),
		OFFICE(split_is_taken_back_whole_or_not_at_all),
		OFFICE(preview_of_a_move_is_what_the_run_does),
		OFFICE(bad_values_of_a_newcomer_are_refused_by_name),
	};
	return cmocka_run_group_tests_name("changes", tests, NULL, NULL);
}
