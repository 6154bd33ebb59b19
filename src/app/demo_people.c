#include "app/demo_people.h"

#include <stdio.h>
#include <string.h>

enum { THIS_YEAR = 2026 };

/* Roughly by how common they are; the last ones are of two characters, since those go wrong first. */
static const char *const surnames[] = {
	"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙",   "马",   "朱",   "胡",  "郭", "何",
	"林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "邓", "冯", "韩",   "曹",   "曾",   "彭",  "萧", "蔡",
	"潘", "田", "董", "袁", "于", "余", "叶", "蒋", "杜", "苏", "魏", "程",   "吕",   "丁",   "沈",  "任", "姚",
	"卢", "傅", "钟", "姜", "崔", "谭", "廖", "范", "汪", "陆", "金", "石",   "戴",   "贾",   "韦",  "夏", "邱",
	"方", "侯", "邹", "熊", "孟", "秦", "白", "江", "阎", "薛", "尹", "段",   "雷",   "黎",   "史",  "龙", "贺",
	"顾", "毛", "郝", "龚", "邵", "万", "钱", "单", "仇", "盖", "解", "欧阳", "尉迟", "上官", "司马"};

static const char *const given[] = {"伟", "芳", "娜", "秀", "英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳",
				    "杰", "娟", "涛", "明", "超", "兰", "霞", "平", "刚", "桂", "华", "文", "辉", "力",
				    "玉", "萍", "红", "玲", "芬", "燕", "彩", "春", "菊", "凤", "洁", "梅", "琳", "素",
				    "云", "莲", "真", "环", "雪", "荣", "爱", "妹", "香", "月", "媛", "瑞", "凡", "佳",
				    "嘉", "琼", "勤", "珍", "贞", "莉", "晓", "国", "建", "志", "海", "东", "飞", "鹏",
				    "俊", "浩", "宇", "轩", "博", "晨", "阳", "乐", "喆", "淑"};

static const char *pick(struct wg_random *r, const char *const *list, size_t n)
{
	return list[wg_random_below(r, (int)n)];
}

#define PICK(r, list) pick(r, list, sizeof(list) / sizeof *(list))

/* True once in `of` times out of 1000. */
static bool chance(struct wg_random *r, int per_mille)
{
	return wg_random_below(r, 1000) < per_mille;
}

/* The smaller of two draws: common names come first in the lists. */
static const char *surname(struct wg_random *r)
{
	int n = (int)(sizeof surnames / sizeof *surnames), a = wg_random_below(r, n), b = wg_random_below(r, n);
	return surnames[a < b ? a : b];
}

static void name_in_family(struct wg_random *r, const char *family, char out[32])
{
	const char *first = PICK(r, given), *second = chance(r, 700) ? PICK(r, given) : "";
	snprintf(out, 32, "%s%s%s", family, first, second);
}

void wg_demo_name(struct wg_random *r, char out[32])
{
	name_in_family(r, surname(r), out);
}

void wg_demo_phone(struct wg_random *r, char out[16])
{
	snprintf(out, 16, "1990000%04d", wg_random_below(r, 10000));
}

/* GB 11643, with the area that was never given out. */
static void id_number(struct wg_random *r, struct wg_demo_person *p)
{
	static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int serial = wg_random_below(r, 499) * 2 + (p->male ? 1 : 2), sum = 0;
	int day = 1 + wg_random_below(r, 28), month = 1 + wg_random_below(r, 12);
	snprintf(p->id_no, sizeof p->id_no, "999999%04d%02d%02d%03d", THIS_YEAR - p->age, month, day, serial);
	for (int i = 0; i < 17; i++)
		sum += (p->id_no[i] - '0') * weights[i];
	p->id_no[17] = "10X98765432"[sum % 11];
	p->id_no[18] = '\0';
}

static void add_care(struct wg_demo_person *p, const char *group)
{
	size_t len = strlen(p->care);
	snprintf(p->care + len, sizeof p->care - len, "%s%s", len ? "、" : "", group);
}

static struct wg_demo_person *add(struct wg_random *r, struct wg_demo_family *f, const char *family,
				  const char *relation, int age, bool male)
{
	struct wg_demo_person *p = &f->at[f->n++];
	*p = (struct wg_demo_person){.relation = relation, .age = age, .male = male};
	name_in_family(r, family, p->name);
	id_number(r, p);
	if (age >= 14 && (f->n == 1 || chance(r, 600)))
		wg_demo_phone(r, p->phone);
	return p;
}

static void care_of_one(struct wg_random *r, struct wg_demo_person *p)
{
	static const struct {
		const char *group;
		int from, to, per_mille;
	} rates[] = {
		{"高龄", 80, 120, 700}, {"失能", 70, 120, 35},   {"残疾", 5, 120, 14},   {"低保", 18, 120, 9},
		{"重病", 30, 120, 5},   {"退役军人", 20, 90, 7}, {"困境儿童", 2, 17, 5}, {"特困", 60, 120, 3},
	};
	for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
		if (p->age >= rates[i].from && p->age <= rates[i].to && chance(r, rates[i].per_mille))
			add_care(p, rates[i].group);
	}
}

static int between(struct wg_random *r, int lo, int hi)
{
	return lo + wg_random_below(r, hi - lo + 1);
}

static void single(struct wg_random *r, struct wg_demo_family *f)
{
	bool old = chance(r, 380), male = chance(r, 500);
	int age = old ? between(r, 60, 94) : between(r, 22, 59);
	struct wg_demo_person *p = add(r, f, f->surname, "户主", age, male);
	if (p->age >= 65 && chance(r, 750))
		add_care(p, "独居");
}

static void couple(struct wg_random *r, struct wg_demo_family *f, bool old)
{
	int age = old ? between(r, 60, 88) : between(r, 25, 59);
	bool male = chance(r, 700);
	add(r, f, f->surname, "户主", age, male);
	int other = age - 4 + wg_random_below(r, 9);
	add(r, f, surname(r), "配偶", other, !male);
	if (old && f->at[1].age >= 60 && chance(r, 300))
		add_care(&f->at[0], "空巢");
	else if (old && chance(r, 15))
		add_care(&f->at[0], "失独");
}

static void children(struct wg_random *r, struct wg_demo_family *f, int n)
{
	const struct wg_demo_person *head = &f->at[0];
	for (int i = 0; i < n; i++) {
		int age = head->age - between(r, 23, 33);
		bool male = chance(r, 510);
		add(r, f, f->surname, male ? "子" : "女", age > 1 ? age : 1, male);
	}
}

static void parents(struct wg_random *r, struct wg_demo_family *f, int n)
{
	for (int i = 0; i < n; i++) {
		int age = f->at[0].age + between(r, 22, 32);
		add(r, f, surname(r), i ? "父亲" : "母亲", age, i > 0);
	}
}

static const char *origin(struct wg_random *r)
{
	int n = wg_random_below(r, 1000);
	return n < 112 ? "本社区" : n < 292 ? "邻近社区" : n < 540 ? "外村" : "外地迁入";
}

void wg_demo_family(struct wg_random *r, struct wg_demo_family *out)
{
	int n = wg_random_below(r, 100);
	*out = (struct wg_demo_family){.surname = surname(r)};
	out->origin = origin(r);
	if (n < 23) {
		single(r, out);
	} else {
		couple(r, out, n < 38);
		if (n >= 56)
			children(r, out, n >= 82 ? 2 : 1);
		if (n >= 94)
			parents(r, out, n >= 98 ? 2 : 1);
	}
	for (int i = 0; i < out->n; i++)
		care_of_one(r, &out->at[i]);
}
