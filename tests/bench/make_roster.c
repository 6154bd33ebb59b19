/* libs: */
/* make_roster N [members]: a roster of N households as CSV, one row a household (head, telephone, care words) or, with
 * `members`, one row a person, 2.5 of them a household. The same bytes every time. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLOORS = 16, ROOMS = 2, ENTRANCES = 3, BUILDINGS = 9, COMPOUND = BUILDINGS * ENTRANCES * FLOORS * ROOMS };

static const char *const surnames[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高",
				       "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "曾"};
static const char *const given[] = {"伟", "芳", "娜", "敏", "静", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛",
				    "明", "超", "秀", "霞", "平", "刚", "桂", "英", "华", "玉", "兰", "红", "建", "国",
				    "志", "文", "思", "雨", "欣", "宇", "浩", "梓", "涵", "晨", "佳", "怡"};
static const char *const care[] = {"独居", "高龄", "空巢", "低保", "残疾", "失能", "独居、高龄"};
static const char *const relations[] = {"户主", "配偶", "子", "女"};

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define PICK(list) (list)[next() % COUNT(list)]

static uint32_t next(void)
{
	static uint64_t state = 20260325;
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(state >> 33);
}

static void person(long door, const char *relation, int first)
{
	printf("第%ld小区,%ld栋,%ld单元,%ld%02ld,%s%s%s", door / COMPOUND + 1, door % COMPOUND / (COMPOUND / BUILDINGS) + 1,
	       door / (FLOORS * ROOMS) % ENTRANCES + 1, door / ROOMS % FLOORS + 1, door % ROOMS + 1, PICK(surnames),
	       PICK(given), next() % 4 ? PICK(given) : "");
	if (relation)
		printf(",%s", relation);
	printf(",138%08u,%s\n", next() % 100000000, first && next() % 7 == 0 ? PICK(care) : "");
}

int main(int argc, char **argv)
{
	long households = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
	int members = argc > 2 && strcmp(argv[2], "members") == 0;
	if (households <= 0)
		return 64;
	printf("小区,楼栋,单元,房号,%s,联系电话,人员类别\n", members ? "姓名,与户主关系" : "户主");
	for (long i = 0; i < households; i++) {
		int people = members ? 1 + (int)(next() % COUNT(relations)) : 1;
		for (int k = 0; k < people; k++)
			person(i, members ? relations[k] : NULL, k == 0);
	}
	return fflush(stdout) == 0 ? 0 : 74;
}
