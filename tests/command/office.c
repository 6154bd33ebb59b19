#include "tests/command/office.h"

#include "store/derive.h"
#include "store/schema.h"
#include "store/tx.h"
#include "tests/store/dump.h"
#include "tests/test.h"

#define SERVICE(c, n, certificate, phone)                                                                              \
	{                                                                                                              \
		.list = "service", .code = c, .name = n, .life = "A3", .field = "B5", .micro = "grid",                 \
		.certified = certificate, .by_phone = phone                                                            \
	}

struct wg_codes *test_codes(void)
{
	static const char *food[] = {"灶", "燃气"}, *home[] = {"漏水", "下水"}, *counter[] = {"老年认证", "失业证"};
	static const char *electric[] = {"S04", "S03"}, *talking[] = {"S05"};
	static struct wg_code code[] = {
		{.list = "care", .code = "alone", .name = "独居", .weight = 1, .gravity = 5, .mark = "独"},
		{.list = "worker_kind", .code = "resident_cadre", .name = "驻守干部", .band_lo = 15, .band_hi = 30},
		{.list = "reason", .code = "nearby", .name = "就近"},
		{.list = "relation", .code = "head", .name = "户主"},
		{.list = "relation", .code = "son", .name = "子"},
		{.list = "origin", .code = "own", .name = "本社区"},
		{.list = "status", .code = "here", .name = "在住"},
		{.list = "status", .code = "elsewhere", .name = "人户分离"},
		{.list = "status", .code = "gone", .name = "迁出"},
		{.list = "door_kind", .code = "home", .name = "住宅"},
		{.list = "door_kind", .code = "shop", .name = "商铺"},
		{.list = "care", .code = "destitute", .name = "特困", .weight = 1, .gravity = 9, .free = true},
		{.list = "worker_kind", .code = "volunteer", .name = "志愿者"},
		{.list = "service", .code = "S03", .name = "安全检查", .life = "A3", .field = "B5", .micro = "grid"},
		{.list = "service", .code = "S04", .name = "水电维修", .life = "A3", .field = "B5", .micro = "grid", .certified = true},
		{.list = "service", .code = "S06", .name = "代购代办", .life = "A2", .field = "B2", .micro = "love"},
		{.list = "service", .code = "S23", .name = "证照代办", .also = counter, .n_also = 2, .life = "A4", .field = "B9", .micro = "grid"},
		{.list = "life", .code = "A2", .name = "食", .also = food, .n_also = 2},
		{.list = "life", .code = "A3", .name = "住", .also = home, .n_also = 2},
		{.list = "life", .code = "A4", .name = "行"},
		{.list = "field", .code = "B2", .name = "教育养老"},
		{.list = "field", .code = "B5", .name = "物业服务"},
		{.list = "field", .code = "B9", .name = "其他"},
		{.list = "micro", .code = "grid", .name = "微网格"},
		{.list = "micro", .code = "love", .name = "微爱心"},
		{.list = "form", .code = "need", .name = "需求"},
		{.list = "form", .code = "wish", .name = "微心愿"},
		{.list = "form", .code = "suggestion", .name = "建议"},
		{.list = "form", .code = "errand", .name = "窗口事项"},
		{.list = "urgency", .code = "urgent", .name = "紧急"},
		{.list = "urgency", .code = "pressing", .name = "急"},
		{.list = "urgency", .code = "normal", .name = "一般"},
		{.list = "urgency", .code = "standing", .name = "长期"},
		{.list = "source", .code = "phone", .name = "来电"},
		{.list = "source", .code = "mobile", .name = "流动网格员"},
		{.list = "source", .code = "counter", .name = "窗口"},
		{.list = "need_state", .code = "received", .name = "待受理"},
		{.list = "need_state", .code = "matching", .name = "待匹配"},
		{.list = "need_state", .code = "dispatched", .name = "已派单"},
		{.list = "need_state", .code = "accepted", .name = "已接单"},
		{.list = "need_state", .code = "serving", .name = "服务中"},
		{.list = "need_state", .code = "follow_up", .name = "待回访"},
		{.list = "need_state", .code = "closed", .name = "已办结"},
		{.list = "satisfaction", .code = "good", .name = "满意"},
		{.list = "satisfaction", .code = "fair", .name = "基本满意"},
		{.list = "satisfaction", .code = "poor", .name = "不满意"},
		{.list = "channel", .code = "phone", .name = "电话"},
		{.list = "channel", .code = "door", .name = "上门"},
		{.list = "role", .code = "grid_lead", .name = "网格长"},
		{.list = "role", .code = "building_head", .name = "楼栋长"},
		{.list = "role", .code = "grid_worker", .name = "网格员"},
		{.list = "role", .code = "property", .name = "物业"},
		SERVICE("S01", "生活照料", false, false),
		SERVICE("S05", "心理陪伴", true, true),
		SERVICE("S12", "政策宣讲", false, true),
		{.list = "source", .code = "visit", .name = "走访"},
		{.list = "certificate", .code = "electrician", .name = "电工证", .services = electric, .n_services = 2},
		{.list = "certificate", .code = "counsellor", .name = "心理咨询师", .services = talking, .n_services = 1},
		{.list = "limit", .code = "no_stairs", .name = "不爬楼"},
		{.list = "limit", .code = "phone_only", .name = "仅电话"},
		{.list = "limit", .code = "women_only", .name = "限女性"},
		{.list = "limit", .code = "men_only", .name = "限男性"},
		{.list = "resource_kind", .code = "venue", .name = "场地"},
		{.list = "resource_kind", .code = "goods", .name = "物资"},
		{.list = "level", .code = "1", .name = "会"},
		{.list = "level", .code = "2", .name = "熟练"},
		{.list = "level", .code = "3", .name = "持证"},
	};
	static struct wg_codes codes = {
		.code = code,
		.n_code = sizeof code / sizeof *code,
		.plan = {.cut = {0, 5, 15, 60, 400}, .move = 12, .affinity_entrance = 6, .affinity_building = 4,
			 .unused = 50000, .uncovered = 100000, .uncovered_weight = 1000},
		.need = {.urgent_hours = 24, .pressing_days = 3, .normal_days = 7, .sample = 10, .lead_days = 3, .community_days = 7},
		.match = {.level = {20, 40, 50}, .verified = 10, .certificate = 20, .near = {50, 120, 200},
			  .free = 30, .order = 20, .idle = 20, .idle_days = 30, .again = 50, .satisfied = 20,
			  .unsatisfied = 60, .urgency = {9000, 3000, 1000, 500}, .load_cap = 3},
		.digest = 7,
	};
	return &codes;
}

static int64_t insert(struct wg_tx *tx, enum wg_table_id t, const struct wg_value *v)
{
	int64_t id = 0;
	assert_int_equal(wg_row_insert(tx, t, v, &id, NULL), WG_OK);
	return id;
}

static int64_t add_place(struct wg_tx *tx, int64_t parent, int level, int ord, const char *name)
{
	struct wg_value v[WG_PLACE_COLUMNS] = {
		[WG_PLACE_PARENT_ID] = wg_int_or_null(parent, 0), [WG_PLACE_LEVEL] = wg_int_value(level),
		[WG_PLACE_ORD] = wg_int_value(ord), [WG_PLACE_NAME] = wg_text_value(name),
		[WG_PLACE_IMPLICIT] = wg_int_value(0),
	};
	return insert(tx, WG_T_PLACE, v);
}

static void add_household(struct wg_tx *tx, int64_t door, int serial)
{
	char name[32], phone[32];
	snprintf(name, sizeof name, "张%s%d", serial % 2 ? "伟" : "丽", serial);
	snprintf(phone, sizeof phone, "1990000%04d", serial);
	struct wg_value h[WG_HOUSEHOLD_COLUMNS] = {
		[WG_HOUSEHOLD_DOOR_ID] = wg_int_value(door), [WG_HOUSEHOLD_STATUS] = wg_text_value("here"),
		[WG_HOUSEHOLD_CONTACT_LOCKED] = wg_int_value(0),
	};
	struct wg_value p[WG_PERSON_COLUMNS] = {
		[WG_PERSON_HOUSEHOLD_ID] = wg_int_value(insert(tx, WG_T_HOUSEHOLD, h)),
		[WG_PERSON_RELATION] = wg_text_value("head"), [WG_PERSON_NAME] = wg_text_value(name),
		[WG_PERSON_PHONE] = wg_text_value(phone),
	};
	int64_t person = insert(tx, WG_T_PERSON, p);
	struct wg_value c[WG_CARE_COLUMNS] = {[WG_CARE_PERSON_ID] = wg_int_value(person),
					      [WG_CARE_CARE_GROUP] = wg_text_value("alone")};
	if (serial % 7 == 0)
		insert(tx, WG_T_CARE, c);
}

static void add_entrance(struct wg_tx *tx, int64_t entrance, int *serial)
{
	for (int floor = 1; floor <= 6; floor++) {
		for (int side = 1; side <= 2; side++) {
			char room[32];
			snprintf(room, sizeof room, "%d0%d", floor, side);
			struct wg_value d[WG_DOOR_COLUMNS] = {
				[WG_DOOR_ENTRANCE_ID] = wg_int_value(entrance),
				[WG_DOOR_ORD] = wg_int_value(100 * floor + 10 * side), [WG_DOOR_FLOOR] = wg_int_value(floor),
				[WG_DOOR_ROOM] = wg_text_value(room), [WG_DOOR_KIND] = wg_text_value("home"),
			};
			int64_t door = insert(tx, WG_T_DOOR, d);
			if (++*serial % 10 != 0)
				add_household(tx, door, *serial);
		}
	}
}

static void add_cadre(struct wg_tx *tx, int64_t community, int i)
{
	static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
	char name[32], phone[32];
	snprintf(name, sizeof name, "甲%s", digits[i % 10]);
	snprintf(phone, sizeof phone, "1990001%04d", i);
	struct wg_value w[WG_WORKER_COLUMNS] = {
		[WG_WORKER_NAME] = wg_text_value(name), [WG_WORKER_KIND] = wg_text_value("resident_cadre"),
		[WG_WORKER_PHONE] = wg_text_value(phone), [WG_WORKER_TAKES_HOUSEHOLDS] = wg_int_value(1),
		[WG_WORKER_BAND_LO] = wg_int_value(15), [WG_WORKER_BAND_HI] = wg_int_value(30),
	};
	struct wg_value s[WG_SERVES_COLUMNS] = {[WG_SERVES_WORKER_ID] = wg_int_value(insert(tx, WG_T_WORKER, w)),
						[WG_SERVES_PLACE_ID] = wg_int_value(community)};
	insert(tx, WG_T_SERVES, s);
}

wg_office *test_office(int buildings, int cadres)
{
	wg_office *office = NULL;
	struct wg_tx *tx = NULL;
	struct wg_office_opts opts = {.codes = test_codes(), .uid = 1000, .actor = "王芳"};
	struct wg_tx_opts tx_opts = {.at = 1774486800, .label = "fill", .command = "fill", .flags = WG_BATCH_SYSTEM};
	int serial = 0;
	int64_t batch;
	assert_int_equal(wg_office_create(&office, &opts, 1, NULL), WG_OK);
	run_ok(office, "sync-codes");
	assert_int_equal(wg_tx_begin(office->db, &tx_opts, &tx, NULL), WG_OK);
	int64_t community = add_place(tx, add_place(tx, 0, 1, 1, "昭山镇"), 2, 1, "窑洲社区");
	int64_t compound = add_place(tx, community, 3, 1, "晴岚家园");
	for (int b = 1; b <= buildings; b++) {
		char name[32];
		snprintf(name, sizeof name, "%d栋", b);
		int64_t building = add_place(tx, compound, 4, b * 10, name);
		for (int u = 1; u <= 2; u++) {
			snprintf(name, sizeof name, "%d单元", u);
			add_entrance(tx, add_place(tx, building, 5, u * 10, name), &serial);
		}
	}
	for (int i = 0; i < cadres; i++)
		add_cadre(tx, community, i);
	assert_int_equal(wg_tx_commit(&tx, &batch, NULL), WG_OK);
	return office;
}

static void run_va(wg_office *office, enum wg_err expected, struct wg_outcome *out, const char *format, va_list ap)
{
	char line[4000], shown[4000], said[1000];
	struct wg_args args = {0};
	const struct wg_command *command = NULL;
	struct wg_error e = {0};
	vsnprintf(line, sizeof line, format, ap);
	snprintf(shown, sizeof shown, "%s", line);
	enum wg_err err = wg_command_parse(line, &command, &args, &e);
	*out = (struct wg_outcome){0};
	if (err == WG_OK)
		err = wg_command_run(office, command->name, &args, NULL, out, &e);
	wg_message_text(&e.message, NULL, said, sizeof said);
	if (err != expected)
		fail_msg("%s: %d instead of %d: %s", shown, err, expected, said);
	wg_args_free(&args);
}

void run_line(wg_office *office, enum wg_err expected, struct wg_outcome *out, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	run_va(office, expected, out, format, ap);
	va_end(ap);
}

void run_ok(wg_office *office, const char *format, ...)
{
	struct wg_outcome out;
	va_list ap;
	va_start(ap, format);
	run_va(office, WG_OK, &out, format, ap);
	va_end(ap);
	wg_outcome_free(&out);
}

int64_t count_of(wg_office *office, const char *sql)
{
	int64_t n = -1;
	assert_int_equal(wg_one_int(wg_query(office->db, sql), -1, &n, NULL), WG_OK);
	return n;
}

int close_office(void **state)
{
	wg_office *office = *state;
	wg_office_close(&office);
	return 0;
}

static void differs(void *user, const char *what, int64_t id)
{
	*(int *)user += 1;
	print_message("# %s of %lld\n", what, (long long)id);
}

void assert_counters_right(wg_office *office)
{
	int n = 0;
	assert_int_equal(wg_recount(office->db, differs, &n, NULL), WG_OK);
	assert_int_equal(n, 0);
}

const char *note(const struct wg_outcome *out, size_t i)
{
	static char text[1000];
	assert_true(i < out->n_notes);
	wg_message_text(&out->notes[i].message, NULL, text, sizeof text);
	return text;
}

void refused(wg_office *office, enum wg_err expected, const char *line, const char *says)
{
	struct wg_arena a = {0};
	char copy[500], said[1000];
	struct wg_args args = {0};
	struct wg_outcome out = {0};
	struct wg_error e = {0};
	const struct wg_command *command = NULL;
	const char *before = dump_office(office->db, &a);
	snprintf(copy, sizeof copy, "%s", line);
	assert_int_equal(wg_command_parse(copy, &command, &args, &e), WG_OK);
	enum wg_err err = wg_command_run(office, command->name, &args, NULL, &out, &e);
	wg_message_text(&e.message, NULL, said, sizeof said);
	/* A rule that is broken is said in a note. */
	for (size_t i = 0; i < out.n_notes && !strstr(said, says); i++) {
		if (out.notes[i].kind == WG_NOTE_REFUSAL)
			wg_message_text(&out.notes[i].message, NULL, said, sizeof said);
	}
	if (err != expected || !strstr(said, says))
		fail_msg("%s: %d (%s), not %d (%s)", line, err, said, expected, says);
	assert_same_dump(before, dump_office(office->db, &a));
	wg_outcome_free(&out);
	wg_args_free(&args);
	wg_arena_free(&a);
}
