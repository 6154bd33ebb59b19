#include <stdio.h>
#include <string.h>

#include "model/filter_tree.h"
#include "text/utf8.h"

/* What people call a column, whatever its title is: the same on the command line, in scripts and on the screen. */
static const struct {
	const char *key, *words;
} called[] = {
	{"building", "楼栋 栋 楼 幢 楼号 栋号"},
	{"entrance", "单元 单元号"},
	{"room", "房号 房间 室 房间号 门牌"},
	{"floor", "楼层 层"},
	{"head", "户主 姓名"},
	{"name", "姓名 名字 干部"},
	{"phone", "电话 手机 尾号 联系电话 电话号码"},
	{"people", "人口 人数"},
	{"weight", "权重"},
	{"origin", "户籍 户籍类别"},
	{"care", "关爱 关爱类别 重点 重点人群"},
	{"contact", "联系人 联户 已联 联户干部 covered"},
	{"since", "起始日期 起 起始 联系日期"},
	{"locked", "锁定 锁"},
	{"status", "状态 居住状态"},
	{"note", "备注 说明"},
	{"needs", "需求 未办需求 未办"},
	{"kind", "类型 类别 身份 门类"},
	{"unit", "单位"},
	{"households", "户数 户"},
	{"load", "负荷"},
	{"sign", "范围"},
	{"band_lo", "从 下限"},
	{"band_hi", "到 上限"},
	{"until", "截止 到期"},
	{"takes_households", "参加联户"},
	{"services", "专长 技能 服务"},
	{"certificates", "证书 证件"},
	{"free", "空闲 时间 可服务时间"},
	{"limits", "限制"},
	{"open", "在办 在办单"},
	{"minutes", "时长 分钟"},
	{"last", "上次服务"},
	{"home", "住处 居住"},
	{"serves", "服务范围"},
	{"state", "状态 进度"},
	{"title", "需求 事项 标题"},
	{"who", "谁的 当事人 求助人"},
	{"where", "地方 地点 位置"},
	{"urgency", "紧急程度 缓急"},
	{"due", "期限 到期"},
	{"late", "超期 逾期"},
	{"late_days", "超期天数 逾期天数"},
	{"tell", "要报给 上报"},
	{"responsible", "责任人 负责人"},
	{"helpers", "帮手 派了谁"},
	{"at", "登记时间 登记"},
	{"persons", "要几人"},
	{"every", "每隔几天 间隔"},
	{"life", "生活面 衣食住行医养"},
	{"field", "急难愁盼"},
	{"micro", "四微"},
	{"shared", "共性"},
	{"form", "形式"},
	{"source", "来源"},
	{"reporter", "谁报的 报告人"},
	{"referred_to", "转到 转办单位"},
	{"reopened", "重办 重办次数"},
	{"sampled", "抽中回访 抽查"},
	{"closed", "办结时间"},
};

static bool among(const char *words, const char *word)
{
	size_t len = strlen(word);
	for (const char *s = words; len > 0 && (s = strstr(s, word)); s += len)
		if ((s == words || s[-1] == ' ') && (s[len] == ' ' || s[len] == '\0'))
			return true;
	return false;
}

const char *wg__filter_title(const struct wg_filter_table *table, size_t column)
{
	const char *title = table->columns[column].title;
	return table->title ? table->title(title) : title;
}

int wg_filter_column(const struct wg_filter_table *table, const char *word)
{
	for (size_t i = 0; i < table->n; i++)
		if (strcmp(table->columns[i].key, word) == 0)
			return (int)i;
	for (size_t i = 0; i < table->n; i++)
		if (strcmp(wg__filter_title(table, i), word) == 0 || strcmp(table->columns[i].title, word) == 0)
			return (int)i;
	for (size_t i = 0; i < table->n; i++)
		for (size_t k = 0; k < sizeof called / sizeof *called; k++)
			if (strcmp(table->columns[i].key, called[k].key) == 0 && among(called[k].words, word))
				return (int)i;
	return -1;
}

const struct wg_code *wg__filter_code(const struct wg_codes *codes, const char *list, const char *word)
{
	const struct wg_code *found = codes && list ? wg_code_find(codes, list, word) : NULL;
	for (size_t i = 0; codes && list && !found && i < codes->n_code; i++) {
		const struct wg_code *c = &codes->code[i];
		bool english = c->name_en && strcmp(c->name_en, word) == 0,
		     mark = c->mark && strcmp(c->mark, word) == 0;
		if ((english || mark) && strcmp(c->list, list) == 0)
			found = c;
	}
	return found;
}

bool wg__filter_empty(const char *word)
{
	return strcmp(word, "无") == 0 || strcmp(word, "空") == 0 || strcmp(word, "none") == 0;
}

bool wg__filter_phrase(const struct wg_filter_table *table, const char *word, struct wg_arena *a, size_t *column,
		       bool *filled)
{
	static const char *const starts[] = {"没有", "没", "无", "未", "有", "已"};
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		size_t n = strlen(starts[i]);
		if (strncmp(word, starts[i], n) != 0)
			continue;
		const char *rest = word + n;
		size_t len = strlen(rest), of = strlen("的");
		if (len > of && strcmp(rest + len - of, "的") == 0)
			len -= of;
		int found = wg_filter_column(table, wg_arena_strndup(a, rest, len));
		if (found < 0)
			continue;
		*column = (size_t)found;
		*filled = i >= 4;
		return true;
	}
	return false;
}

/* A column is called by its title where that leads back to it, else by its key. */
static const char *name_of(const struct wg_filter_table *table, size_t column)
{
	const char *title = wg__filter_title(table, column);
	return strpbrk(title, " ()!&|,=<>~\"") || wg_filter_column(table, title) != (int)column
		       ? table->columns[column].key
		       : title;
}

const char *wg_filter_condition(const struct wg_filter_table *table, size_t column, const char *const *values, size_t n,
				struct wg_arena *a)
{
	struct wg_buf text;
	wg_buf_init(&text, (size_t)1 << 20);
	wg_buf_puts(&text, name_of(table, column));
	for (size_t i = 0; i < n; i++) {
		wg_buf_puts(&text, i ? "," : "=");
		bool plain = *values[i] && !strpbrk(values[i], " \t\r\n()!&|,=<>~\"") && !wg__filter_empty(values[i]) &&
			     !wg__filter_is_joint(values[i]);
		for (const char *s = values[i]; plain && *s; s++) /* wide signs end a word as well */
			plain = (unsigned char)*s < 0xE2 || (unsigned char)*s > 0xE3;
		for (const char *s = values[i]; plain && *s; s++)
			plain = (unsigned char)*s != 0xEF;
		if (!*values[i]) {
			wg_buf_puts(&text, "无");
			continue;
		}
		if (!plain)
			wg_buf_putc(&text, '"');
		for (const char *s = values[i]; *s; s++)
			if (*s != '"')
				wg_buf_putc(&text, *s);
		if (!plain)
			wg_buf_putc(&text, '"');
	}
	const char *out = wg_arena_strdup(a, text.data ? text.data : "");
	wg_buf_free(&text);
	return out;
}

/* What ends a word in a text that is being typed: blanks and signs, also wide ones. */
static size_t last_word(const char *text, size_t *sign)
{
	static const char *const ends[] = {" ", "　", "(",  "（", ")",  "）", "!",  "！", "&",  "＆", "|", "｜",
					   ",", "，", "、", "=",  "＝", "<",  "＜", ">",  "＞", "~",  "～"};
	size_t from = 0;
	*sign = 0;
	for (size_t at = 0, len = strlen(text); at < len; at = wg_utf8_next(text, len, at))
		for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
			if (strncmp(text + at, ends[i], strlen(ends[i])) == 0) {
				from = at + strlen(ends[i]);
				*sign = at;
			}
	return from;
}

static void add(struct wg_filter_hints *out, size_t cap, const char *typed, const char *word, const char *about)
{
	if (out->n < cap && strncmp(word, typed, strlen(typed)) == 0 && strcmp(word, typed) != 0)
		out->at[out->n++] = (struct wg_filter_hint){word, about};
}

static void add_codes(const struct wg_filter_table *table, size_t column, size_t cap, const char *typed,
		      struct wg_filter_hints *out)
{
	const struct wg_codes *codes = table->codes;
	for (size_t i = 0; codes && table->columns[column].list && i < codes->n_code; i++)
		if (strcmp(codes->code[i].list, table->columns[column].list) == 0)
			add(out, cap, typed, codes->code[i].name, wg__filter_title(table, column));
}

/* The column whose value is being typed: the word before the last = or ~, commas between values passed over. */
static int column_before(const struct wg_filter_table *table, const char *text, size_t sign, struct wg_arena *a)
{
	char *before = wg_arena_strndup(a, text, sign);
	size_t at;
	if (strchr(" ()&|", text[sign]))
		return -1;
	for (;;) {
		size_t end = strlen(before);
		while (end > 0 && (strchr("=<>!~", before[end - 1])))
			before[--end] = '\0';
		size_t from = last_word(before, &at);
		int column = wg_filter_column(table, wg__filter_fold(before + from, strlen(before + from), a));
		if (column >= 0 || from == 0 || strchr(" ()&|!", before[at]))
			return text[sign] == '!' ? -1 : column;
		before[at] = '\0';
	}
}

void wg_filter_complete(const char *text, const struct wg_filter_table *table, struct wg_arena *a,
			struct wg_filter_hints *out)
{
	size_t sign, from = last_word(text, &sign);
	size_t cap = table->n + (table->codes ? table->codes->n_code : 0) + 1;
	const char *typed = text + from;
	*out = (struct wg_filter_hints){.from = from, .values_of = -1, .at = WG_NEW(a, struct wg_filter_hint, cap)};
	int column = from > 0 ? column_before(table, text, sign, a) : -1;
	if (column >= 0 && table->columns[column].type == WG_ROWS_CODE) {
		add_codes(table, (size_t)column, cap, typed, out);
		return;
	}
	if (column >= 0) {
		out->values_of = column;
		return;
	}
	for (size_t i = 0; i < table->n; i++)
		if (table->columns[i].type != WG_ROWS_ID)
			add(out, cap, typed, name_of(table, i), N_("column"));
	for (size_t i = 0; *typed && i < table->n; i++)
		if (table->columns[i].type == WG_ROWS_CODE)
			add_codes(table, i, cap, typed, out);
}
