#include "app/demo.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/demo_needs.h"
#include "app/demo_people.h"
#include "app/i18n.h"

/* A building has 3 entrances of 16 floors with 2 doors each. */
enum {
	ENTRANCES = 3,
	FLOORS = 16,
	ROOMS = 2,
	BUILDING = ENTRANCES * FLOORS * ROOMS,
	COMPOUND = 9,     /* buildings */
	COMMUNITY = 2500, /* households, about */
	COMMUNITIES = 12, /* of a sub-district */
	PER_CADRE = 22,
	FIRST_CADRES = 36, /* of the compound of 858 */
	RESIDENTS = 8,     /* of its workers: six cadres, a building head, a neighbour head */
	VACANT = 144,      /* one door in so many is empty */
};

struct resident {
	char name[32], phone[16], door[96];
};

struct demo {
	struct wg_app *app;
	struct wg_random random;
	char dir[64], roster[96], cadres[96];
	bool first; /* the compound of 858 */
	struct resident residents[RESIDENTS];
	int n_residents;
};

struct community {
	char subdistrict[64], name[64];
	int households, index;
};

static const char *const heads[] = {"晴岚", "翠湖", "云栖", "松涛", "芙蓉", "银杏", "丹桂", "望江", "听雨", "锦绣",
				    "紫薇", "东篱", "秋水", "长岭", "石桥", "柳浪", "朝阳", "明德", "和兴", "安居",
				    "枫林", "竹园", "梅溪", "兰亭", "荷塘", "桃源", "橘洲", "麓山", "星沙", "金盆",
				    "白鹭", "青田", "玉泉", "龙湾", "凤鸣", "鹤鸣", "南塘", "北苑", "西园", "新渡"};
static const char *const tails[] = {"家园", "花园", "新村", "小区", "苑", "里", "公馆", "嘉园", "名邸", "华庭"};
static const char *const towns[] = {"昭山", "洣水", "云田", "清溪", "栗山", "石塘", "湖东", "湖西", "城南", "城北",
				    "学院", "建设", "人民", "解放", "和平", "胜利", "新开", "太平", "永兴", "长青"};

#define COMPOUND_PATH "昭山镇/窑洲社区/晴岚家园"
#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

static void name_community(const struct demo *d, int index, struct community *c)
{
	int town = index / COMMUNITIES, round = index / (COUNT(heads) * COUNT(heads));
	char number[16] = "";
	c->index = index;
	if (d->first) {
		snprintf(c->subdistrict, sizeof c->subdistrict, "昭山镇");
		snprintf(c->name, sizeof c->name, "窑洲社区");
		return;
	}
	if (town >= COUNT(towns))
		snprintf(number, sizeof number, "%d", town / COUNT(towns) + 1);
	snprintf(c->subdistrict, sizeof c->subdistrict, "%s%s街道", towns[town % COUNT(towns)], number);
	number[0] = '\0';
	if (round > 0)
		snprintf(number, sizeof number, "第%d", round + 1);
	int first = index % COUNT(heads), second = (index / COUNT(heads) + first * 7 + 3) % COUNT(heads);
	snprintf(c->name, sizeof c->name, "%s%s%s社区", heads[first], heads[second], number);
}

static void name_compound(const struct demo *d, const struct community *c, int k, char out[64])
{
	if (d->first)
		snprintf(out, 64, "晴岚家园");
	else
		snprintf(out, 64, "%s%s", heads[(c->index * 3 + k) % COUNT(heads)],
			 tails[(c->index + k) % COUNT(tails)]);
}

static void write_family(struct demo *d, FILE *f, const char *place)
{
	struct wg_demo_family family;
	wg_demo_family(&d->random, &family);
	for (int i = 0; i < family.n; i++) {
		const struct wg_demo_person *p = &family.at[i];
		fprintf(f, "%s,%s,%s,%s,%s,%s,%s,%s,\n", place, p->name, p->relation, p->male ? "男" : "女", p->id_no,
			p->phone, i ? "" : family.origin, p->care);
	}
	const struct wg_demo_person *head = &family.at[0];
	/* Workers who live here: at most one from each building, of working age. */
	if (!d->first || d->n_residents == RESIDENTS || head->age < 28 || head->age > 58)
		return;
	struct resident *r = &d->residents[d->n_residents];
	const char *building = strchr(place, ',') + 1;
	char door[96] = "晴岚家园";
	for (size_t n = strlen(door); *building && n + 1 < sizeof door; building++) {
		if (*building == ',' && building[1] == ',')
			continue;
		if (*building != ',')
			door[n++] = *building;
		door[n] = '\0';
	}
	size_t same = strcspn(door + strlen("晴岚家园"), "栋");
	if (d->n_residents > 0 && strncmp(r[-1].door, door, strlen("晴岚家园") + same) == 0)
		return;
	memcpy(r->name, head->name, sizeof r->name);
	memcpy(r->phone, head->phone, sizeof r->phone);
	memcpy(r->door, door, sizeof r->door);
	d->n_residents++;
}

/* Doors in walking order until all households have one; now and then one stays empty. */
static void write_compound(struct demo *d, FILE *f, const char *compound, int households)
{
	for (int door = 0, vacant = 0; households > 0; door++) {
		int building = door / BUILDING, entrance = door % BUILDING / (FLOORS * ROOMS);
		int floor = door % (FLOORS * ROOMS) / ROOMS + 1, room = floor * 100 + door % ROOMS + 1;
		char place[160];
		snprintf(place, sizeof place, "%s,%d栋,%d单元,%d", compound, building + 1, entrance + 1, room);
		if (door >= (vacant + 1) * VACANT - VACANT / 2) {
			fprintf(f, "%s,,,,,,,,空置\n", place);
			vacant++;
			continue;
		}
		write_family(d, f, place);
		households--;
	}
}

static void write_roster(struct demo *d, FILE *f, const struct community *c)
{
	int most = COMPOUND * BUILDING - COMPOUND * BUILDING / VACANT, compounds = (c->households + most - 1) / most;
	fputs("小区,楼栋,单元,房号,姓名,与户主关系,性别,身份证号码,联系电话,户籍,人员类别,居住状态\n", f);
	for (int k = 0; k < compounds; k++) {
		char name[64];
		name_compound(d, c, k, name);
		write_compound(
			d, f, name,
			(int)((int64_t)c->households * (k + 1) / compounds - (int64_t)c->households * k / compounds));
	}
}

static void write_cadre(struct demo *d, FILE *f, const struct community *c, const struct resident *lives, int i)
{
	static const char *const units[] = {"区教育局", "区民政局", "区住建局",
					    "市水务局", "街道办",   "区退役军人事务局"};
	static const char *const until[] = {"2026-11-30", "2026-12-31", "2027-06-30"};
	char name[32], phone[16];
	bool posted = wg_random_below(&d->random, 2), part_time = i % 9 == 8;
	wg_demo_name(&d->random, name);
	wg_demo_phone(&d->random, phone);
	/* Drawn one by one: in what order arguments are drawn is the compiler's choice. */
	const char *end = posted ? until[wg_random_below(&d->random, COUNT(until))] : "";
	const char *unit = posted ? units[wg_random_below(&d->random, COUNT(units))] : "社区居委会";
	fprintf(f, "%s,%s,%s,%s,%s,是,%d,%d,%s,%s\n", lives ? lives->name : name, posted ? "驻守干部" : "网格员", unit,
		lives ? lives->phone : phone, c->name, part_time ? 8 : 15, part_time ? 15 : 30, end,
		lives ? lives->door : "");
}

static void write_cadres(struct demo *d, FILE *f, const struct community *c)
{
	int n = d->first ? FIRST_CADRES : (c->households + PER_CADRE - 1) / PER_CADRE;
	int takers = d->n_residents > 2 ? d->n_residents - 2 : 0;
	fputs("姓名,身份,单位,电话,服务社区,参加联户,下限,上限,驻守截止,居住地址\n", f);
	for (int i = 0; i < n; i++)
		write_cadre(d, f, c, i % 6 == 1 && i / 6 < takers ? &d->residents[i / 6] : NULL, i);
	for (int i = takers; i < d->n_residents; i++) {
		const struct resident *r = &d->residents[i];
		fprintf(f, "%s,%s,,%s,%s,否,,,,%s\n", r->name, i == takers ? "楼栋长" : "邻长", r->phone, c->name,
			r->door);
	}
}

typedef void write_fn(struct demo *d, FILE *f, const struct community *c);

static enum wg_err write_file(struct demo *d, const char *path, write_fn *write, const struct community *c,
			      struct wg_error *e)
{
	FILE *f = fopen(path, "w");
	if (f)
		write(d, f, c);
	bool bad = !f || ferror(f);
	if ((f && fclose(f) != 0) || bad)
		return wg_fail(e, WG_ECANTCREAT, N_("{1}: {2}"), "ss", path, strerror(errno));
	return WG_OK;
}

static bool go_on(void *user, double done)
{
	(void)user;
	(void)done;
	return !wg_app_interrupted();
}

static enum wg_err run(struct demo *d, const char *command, const char *file, const char *under, struct wg_error *e)
{
	struct wg_args args = {0};
	struct wg_outcome outcome;
	struct wg_run_opts opts = {.tick = go_on};
	if (file)
		wg_args_add(&args, "file", file);
	else
		wg_args_add(&args, "commit", "");
	wg_args_add(&args, "under", under);
	enum wg_err err = wg_command_run(d->app->office, command, &args, &opts, &outcome, e);
	wg_outcome_free(&outcome);
	wg_args_free(&args);
	return err;
}

static enum wg_err make_community(struct demo *d, const struct community *c, struct wg_error *e)
{
	char under[160];
	snprintf(under, sizeof under, "%s/%s", c->subdistrict, c->name);
	enum wg_err err = write_file(d, d->roster, write_roster, c, e);
	if (err == WG_OK)
		err = write_file(d, d->cadres, write_cadres, c, e);
	if (err == WG_OK)
		err = run(d, "import households", d->roster, under, e);
	if (err == WG_OK)
		err = run(d, "import cadres", d->cadres, under, e);
	return err == WG_OK && wg_app_interrupted() ? wg_fail(e, WG_ECANCELLED, N_("cancelled"), "") : err;
}

static void show_progress(int done, int of)
{
	char text[WG_I18N_BYTES];
	if (of > 1 && isatty(STDERR_FILENO))
		fprintf(stderr, "\r%s%s", wg_i18n_say(text, N_("{1} of {2} communities"), "dd", done, of),
			done == of ? "\n" : "");
}

static enum wg_err make_all(struct demo *d, int64_t households, struct wg_error *e)
{
	int n = (int)((households + COMMUNITY - 1) / COMMUNITY);
	enum wg_err err = WG_OK;
	for (int i = 0; err == WG_OK && i < n; i++) {
		struct community c = {.households = (int)(households * (i + 1) / n - households * i / n)};
		name_community(d, i, &c);
		err = make_community(d, &c, e);
		show_progress(i + 1, n);
	}
	return err;
}

static enum wg_err make_folder(struct demo *d, struct wg_error *e)
{
	const char *tmp = getenv("TMPDIR");
	snprintf(d->dir, sizeof d->dir, "%s/wangge-demo-XXXXXX", tmp && *tmp == '/' && strlen(tmp) < 32 ? tmp : "/tmp");
	if (!mkdtemp(d->dir))
		return wg_fail(e, WG_ECANTCREAT, N_("the folder {1} cannot be made: {2}"), "ss", d->dir,
			       strerror(errno));
	snprintf(d->roster, sizeof d->roster, "%s/roster.csv", d->dir);
	snprintf(d->cadres, sizeof d->cadres, "%s/cadres.csv", d->dir);
	return WG_OK;
}

static void remove_office(struct wg_app *app)
{
	static const char *const endings[] = {"", "-wal", "-shm"};
	wg_app_close(app);
	for (int i = 0; i < COUNT(endings); i++)
		unlink(wg_arena_printf(&app->arena, "%s%s", app->db, endings[i]));
}

enum wg_err wg_demo_run(struct wg_app *app, int64_t households, uint64_t seed, bool bare, int64_t *made,
			struct wg_error *e)
{
	struct demo d = {.app = app, .random = {.state = seed}, .first = households == 0};
	if (d.first)
		households = COMPOUND * BUILDING - COMPOUND * BUILDING / VACANT;
	enum wg_err err = wg_app_create(app, 1, e);
	if (err != WG_OK)
		return err;
	wg_app_interrupted();
	if ((err = make_folder(&d, e)) == WG_OK)
		err = make_all(&d, households, e);
	if (err == WG_OK && d.first)
		err = run(&d, "plan", NULL, COMPOUND_PATH, e);
	if (err == WG_OK && d.first && !bare)
		err = wg_demo_needs(app, &d.random, d.dir, COMPOUND_PATH, e);
	unlink(d.roster);
	unlink(d.cadres);
	rmdir(d.dir);
	if (err != WG_OK)
		remove_office(app);
	else
		*made = households;
	return err;
}
