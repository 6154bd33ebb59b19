#include "app/demo_needs.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/demo_people.h"
#include "wangge/household.h"
#include "wangge/need.h"

enum { HELPERS = 90, SKILLS = 3 };

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* How far a need has come. */
enum stage { SAID, ACCEPTED, SENT, BEGUN, SERVED, FOLLOWED };

static const struct demo_need {
	const char *title, *service, * or, *urgency, *source, *form; /* or: another that will do; NULL = none */
	enum stage stage;
} needs[] = {
	{"灶打不着火", "S03", "S04", "urgent", "phone", "need", SAID},
	{"厨房下水堵了", "S04", NULL, "pressing", "phone", "need", SAID},
	{"想学用手机挂号", "S16", NULL, "normal", "visit", "wish", SAID},
	{"楼上漏水，两家说不到一起", "S11", NULL, "pressing", "counter", "need", ACCEPTED},
	{"去医院复查没人陪", "S07", NULL, "pressing", "phone", "need", ACCEPTED},
	{"想请人写一副春联", "S14", NULL, "normal", "activity", "wish", ACCEPTED},
	{"孩子放学没人辅导", "S13", NULL, "normal", "meeting", "need", ACCEPTED},
	{"换客厅的灯", "S04", NULL, "normal", "phone", "need", SENT},
	{"代买一周的菜", "S06", NULL, "pressing", "visit", "need", SENT},
	{"在家理发", "S08", NULL, "normal", "visit", "need", SENT},
	{"查一查燃气软管", "S03", NULL, "pressing", "mobile", "need", BEGUN},
	{"打扫厨房和厕所", "S02", NULL, "normal", "visit", "need", BEGUN},
	{"量血压，看看药怎么吃", "S09", NULL, "normal", "visit", "need", BEGUN},
	{"陪着说说话", "S01", NULL, "normal", "visit", "wish", SERVED},
	{"咨询房产继承", "S10", NULL, "normal", "counter", "need", SERVED},
	{"去社区食堂代取午饭", "S06", NULL, "normal", "phone", "need", FOLLOWED},
	{"换水龙头", "S04", NULL, "pressing", "phone", "need", FOLLOWED},
	{"陪着去取药", "S07", NULL, "normal", "phone", "need", FOLLOWED},
	{"剪头发", "S08", NULL, "normal", "activity", "wish", FOLLOWED},
	{"教用手机交水费", "S16", NULL, "normal", "activity", "need", FOLLOWED},
};

static void write_helper(struct wg_random *r, FILE *f)
{
	static const char *const kinds[] = {"志愿者", "退役军人", "小区党员", "社区工作者", "流动网格员"};
	static const char *const skills[] = {"心理疏导", "健康检查",     "法律咨询", "居家清洁", "文体舞蹈",
					     "理发",     "陪诊陪护",     "书法",     "代购代办", "水电维修",
					     "矛盾调解", "智能手机教学", "家庭教育", "安全检查", "生活照料"};
	static const char *const certificates[] = {"护士证", "电工证", "律师证", "心理咨询师"};
	static const char *const times[] = {"工作日白天", "周一至周五晚", "随时", "周末"};
	static const char *const limits[] = {"不爬楼", "仅电话"};
	char name[32], phone[16];
	const char *known[SKILLS];
	size_t n = 1 + wg_random_below(r, SKILLS), have = 0;
	wg_demo_name(r, name);
	wg_demo_phone(r, phone);
	fprintf(f, "%s,%s,%s,", name, kinds[wg_random_below(r, COUNT(kinds))], phone);
	while (have < n) {
		const char *skill = skills[wg_random_below(r, COUNT(skills))];
		size_t i = 0;
		while (i < have && known[i] != skill)
			i++;
		if (i < have)
			continue;
		fprintf(f, "%s%s", have ? "、" : "", skill);
		known[have++] = skill;
	}
	const char *limit = wg_random_below(r, 3) ? "" : limits[wg_random_below(r, COUNT(limits))];
	const char *when = times[wg_random_below(r, COUNT(times))];
	const char *certificate = wg_random_below(r, 2) ? certificates[wg_random_below(r, COUNT(certificates))] : "";
	fprintf(f, ",%s,%s,%s,晴岚家园\n", certificate, when, limit);
}

static enum wg_err write_library(struct wg_random *r, const char *path, struct wg_error *e)
{
	FILE *f = fopen(path, "w");
	if (f)
		fputs("姓名,身份,电话,专长,证书,可服务时间,限制,所在小区\n", f);
	for (int i = 0; f && i < HELPERS; i++)
		write_helper(r, f);
	bool bad = !f || ferror(f);
	if ((f && fclose(f) != 0) || bad)
		return wg_fail(e, WG_ECANTCREAT, N_("{1}: {2}"), "ss", path, strerror(errno));
	return WG_OK;
}

/* Runs a command with pairs of parameter and value, up to NULL. *first (may be NULL) is the id in the first row of what
 * was found, 0 = nothing. */
static enum wg_err run(struct wg_app *app, const char *command, const char *const *args, int64_t *first,
		       struct wg_error *e)
{
	struct wg_args all = {0};
	struct wg_outcome out;
	for (; *args; args += 2)
		wg_args_add(&all, args[0], args[1]);
	enum wg_err err = wg_command_run(app->office, command, &all, NULL, &out, e);
	if (first)
		*first = err == WG_OK && out.n_tables > 0 && out.tables[0].n > 0 ? out.tables[0].at[0].i : 0;
	wg_outcome_free(&out);
	wg_args_free(&all);
	return err;
}

static enum wg_err import_library(struct wg_app *app, struct wg_random *r, const char *folder, const char *under,
				  struct wg_error *e)
{
	char path[160];
	snprintf(path, sizeof path, "%s/library.csv", folder);
	enum wg_err err = write_library(r, path, e);
	if (err == WG_OK)
		err = run(app, "import library", (const char *const[]){"file", path, "under", under, NULL}, NULL, e);
	unlink(path);
	return err;
}

/* A need, as #id, and who is the contact of those whose it is. */
struct record {
	char need[32], contact[32];
	bool sent;
};

/* Somebody's need. */
static enum wg_err record(struct wg_app *app, struct wg_random *r, const struct demo_need *k, struct record *out,
			  struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_households one;
	struct wg_needs list = {0};
	char household[32];
	int64_t n = 0;
	const struct wg_node office = {.kind = WG_NODE_OFFICE, .hi = INT64_MAX};
	const struct wg_household_filter all = {0};
	enum wg_err err = wg_household_count(app->office, &office, &all, &n, e);
	if (err == WG_OK)
		err = wg_household_list(app->office, &office, &all, (int64_t)wg_random_below(r, (int)n), 1, &a, &one,
					e);
	if (err == WG_OK && one.n == 1) {
		struct wg_need_query query = {.household_id = one.at[0].id};
		snprintf(household, sizeof household, "#%" PRId64, one.at[0].id);
		snprintf(out->contact, sizeof out->contact, "#%" PRId64, one.at[0].contact_id);
		err = run(app, "add need",
			  (const char *const[]){"for", household, "title", k->title, "service", k->service, "urgency",
						k->urgency, "source", k->source, "form", k->form,
						k->or ? "service" : NULL, k->or, NULL},
			  NULL, e);
		if (err == WG_OK)
			err = wg_need_list(app->office, &query, &a, &list, e);
	}
	snprintf(out->need, sizeof out->need, "#%" PRId64, list.n > 0 ? list.at[list.n - 1].id : 0);
	wg_arena_free(&a);
	return err;
}

/* A step of all needs that have come so far at least, as one command. */
static enum wg_err step(struct wg_app *app, const struct record *made, const char *command, enum stage from,
			enum stage to, struct wg_error *e)
{
	const char *args[2 * COUNT(needs) + 3];
	size_t n = 0;
	for (size_t i = 0; i < COUNT(needs); i++) {
		if (needs[i].stage < from || needs[i].stage > to || !made[i].sent)
			continue;
		args[n++] = "need";
		args[n++] = made[i].need;
	}
	if (from == SERVED) {
		args[n++] = "minutes";
		args[n++] = "40";
	}
	args[n] = NULL;
	return run(app, command, args, NULL, e);
}

/* Who can do it best is sent. */
static enum wg_err send(struct wg_app *app, struct record *made, struct wg_error *e)
{
	char helper[32];
	int64_t best = 0;
	enum wg_err err = run(app, "match", (const char *const[]){"need", made->need, NULL}, &best, e);
	if (err != WG_OK || best == 0)
		return err;
	snprintf(helper, sizeof helper, "#%" PRId64, best);
	made->sent = true;
	return run(app, "dispatch", (const char *const[]){"need", made->need, "to", helper, NULL}, NULL, e);
}

static enum wg_err follow_up(struct wg_app *app, const struct record *made, struct wg_error *e)
{
	return run(app, "follow up",
		   (const char *const[]){"need", made->need, "result", "good", "by", made->contact, "channel", "phone",
					 NULL},
		   NULL, e);
}

enum wg_err wg_demo_needs(struct wg_app *app, struct wg_random *random, const char *folder, const char *under,
			  struct wg_error *e)
{
	struct record made[COUNT(needs)] = {0};
	enum wg_err err = import_library(app, random, folder, under, e);
	for (size_t i = 0; err == WG_OK && i < COUNT(needs); i++) {
		err = record(app, random, &needs[i], &made[i], e);
		if (err == WG_OK && needs[i].stage >= SENT)
			err = send(app, &made[i], e);
		made[i].sent = made[i].sent || needs[i].stage < SENT;
	}
	if (err == WG_OK)
		err = step(app, made, "need accept", ACCEPTED, ACCEPTED, e);
	if (err == WG_OK)
		err = step(app, made, "need start", BEGUN, FOLLOWED, e);
	if (err == WG_OK)
		err = step(app, made, "need done", SERVED, FOLLOWED, e);
	for (size_t i = 0; err == WG_OK && i < COUNT(needs); i++) {
		if (needs[i].stage == FOLLOWED && made[i].sent)
			err = follow_up(app, &made[i], e);
	}
	return err;
}
