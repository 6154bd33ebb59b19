#include "command/import_under.h"

#include <string.h>

#include "text/address.h"
#include "text/key.h"
#include "text/utf8.h"

static bool ends_with(const char *s, size_t n, const char *tail)
{
	size_t k = strlen(tail);
	return n > k && memcmp(s + n - k, tail, k) == 0;
}

static enum wg_level level_of(const char *s, size_t n)
{
	static const struct {
		const char *tail;
		enum wg_level level;
	} tails[] = {
		{"街道", WG_LEVEL_SUBDISTRICT},   {"镇", WG_LEVEL_SUBDISTRICT},         {"乡", WG_LEVEL_SUBDISTRICT},
		{"街道办", WG_LEVEL_SUBDISTRICT}, {"街道办事处", WG_LEVEL_SUBDISTRICT}, {"社区", WG_LEVEL_COMMUNITY},
		{"村", WG_LEVEL_COMMUNITY},       {"居委会", WG_LEVEL_COMMUNITY},       {"村委会", WG_LEVEL_COMMUNITY},
	};
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		if (ends_with(s, n, tails[i].tail))
			return tails[i].level;
	}
	return WG_LEVEL_COMPOUND;
}

/* One piece of the path below place; -1 stands for the top. */
static enum wg_err add_piece(struct wg__places *p, int *place, const char *s, size_t n, struct wg_error *e)
{
	const char *name = wg_arena_strndup(p->a, s, n);
	enum wg_level above = *place < 0 ? WG_LEVEL_OFFICE : (enum wg_level)p->at.at[*place].level;
	enum wg_level level = level_of(s, n);
	/* 某某镇/新村/…: what stands below a community is a compound whatever its name, and so on. */
	if (level <= above)
		level = above + 1;
	if (level > WG_LEVEL_COMPOUND)
		return wg_fail(e, WG_EUSAGE,
			       N_("{1} would be below a compound: name a sub-district, community or compound"), "s",
			       name);
	/* A compound that the office has right below: its sub-district or community may be without a name. */
	*place = wg__place_under(p, wg__place_down(p, *place, level - 1), level, name, 0);
	return WG_OK;
}

/* Does the office know the first n bytes of the path? */
static enum wg_err known(struct wg__places *p, const char *path, size_t n, int *place, struct wg_error *e)
{
	struct wg_node node;
	struct wg_error mine = {0};
	enum wg_err err = wg_node_find(p->c->office, wg_arena_strndup(p->a, path, n), p->a, &node, &mine);
	if (err == WG_ENOTFOUND)
		return err;
	if (err != WG_OK) {
		if (e)
			*e = mine;
		return err;
	}
	if (node.kind != WG_NODE_PLACE || node.level > WG_LEVEL_COMPOUND)
		return wg_fail(e, WG_EUSAGE, N_("{1} is no sub-district, community or compound"), "s", path);
	*place = wg__place_of_id(p, node.id);
	return WG_OK;
}

enum wg_err wg__under_path(struct wg__places *p, const char *path, int *place, struct wg_error *e)
{
	size_t len = strlen(path), n = len;
	int at = -1;
	while (len > 0 && path[len - 1] == '/')
		n = --len;
	if (len == 0)
		return wg_fail(e, WG_EUSAGE, N_("--under names no place"), "");
	while (n > 0) {
		enum wg_err err = known(p, path, n, &at, e);
		if (err == WG_OK)
			break;
		if (err != WG_ENOTFOUND)
			return err;
		while (n > 0 && path[n - 1] != '/')
			n--;
		n -= n > 0;
	}
	for (size_t i = n; i < len;) {
		i += path[i] == '/';
		size_t k = strcspn(path + i, "/");
		enum wg_err err = k ? add_piece(p, &at, path + i, k, e) : WG_OK;
		if (err != WG_OK)
			return err;
		i += k;
	}
	*place = at;
	return WG_OK;
}

/* The names of a text that says where: 填报单位:湘潭市昭山镇窑洲社区. */
struct proposal {
	const char *name[WG_LEVEL_COMPOUND + 1];
};

static const char *find_first(const char *s, const char *const *words, size_t n, size_t *len)
{
	const char *best = NULL;
	for (size_t i = 0; i < n; i++) {
		const char *at = strstr(s, words[i]);
		if (at && at > s && (!best || at < best)) {
			best = at;
			*len = strlen(words[i]);
		}
	}
	return best;
}

/* 湖南省湘潭市岳塘区 before a sub-district is left out. */
static const char *skip_county(const char *s, const char *end)
{
	static const char *const tails[] = {"省", "市", "县", "区", "自治州"};
	const char *start = s;
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		size_t k = strlen(tails[i]);
		for (const char *at = strstr(start, tails[i]); at && at + k < end; at = strstr(at + k, tails[i])) {
			/* 社区 and 小区 are no counties, and something must be left: 市镇 is none. */
			bool other = at >= s + 3 && (memcmp(at - 3, "社", 3) == 0 || memcmp(at - 3, "小", 3) == 0);
			if (!other && at > s && end - (at + k) >= 6)
				start = at + k;
		}
	}
	return start;
}

static const char *read_units(struct wg__file *f, const char *s, struct proposal *out)
{
	static const char *const subdistricts[] = {"街道", "镇", "乡"};
	static const char *const communities[] = {"社区", "村委会", "村民委员会", "居委会"};
	static const char *const tails[] = {"居民委员会", "居委会", "居委",   "办事处",      "办",
					    "人民政府",   "党委",   "党总支", "党群服务中心"};
	size_t len = 0;
	const char *at = find_first(s, subdistricts, 3, &len);
	const char *community = find_first(s, communities, 4, &len);
	if (at && (!community || at < community)) {
		(void)find_first(s, subdistricts, 3, &len);
		const char *start = skip_county(s, at + len);
		if (!out->name[WG_LEVEL_SUBDISTRICT])
			out->name[WG_LEVEL_SUBDISTRICT] =
				wg_arena_strndup(&f->arena, start, (size_t)(at + len - start));
		s = at + len;
		for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
			if (strncmp(s, tails[i], strlen(tails[i])) == 0)
				s += strlen(tails[i]);
		}
	}
	if ((at = find_first(s, communities, 4, &len))) {
		const char *start = skip_county(s, at + len);
		bool village = memcmp(at, "村", strlen("村")) == 0;
		bool said = village && at - start >= 3 && memcmp(at - 3, "村", 3) == 0; /* 李家村村委会 */
		size_t tail = said ? 0 : village ? strlen("村") : memcmp(at, "居", strlen("居")) == 0 ? 0 : len;
		if (!out->name[WG_LEVEL_COMMUNITY]) {
			const char *name = wg_arena_strndup(&f->arena, start, (size_t)(at + tail - start));
			out->name[WG_LEVEL_COMMUNITY] =
				tail || said ? name : wg_arena_printf(&f->arena, "%s社区", name);
		}
		s = at + len;
		for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
			if (strncmp(s, tails[i], strlen(tails[i])) == 0)
				s += strlen(tails[i]);
		}
	}
	return s;
}

static bool is_compound_name(const char *s, size_t n)
{
	static const char *const tails[] = {"家园", "花园", "苑",   "园",   "城",   "府",   "湾",     "庭",
					    "居",   "邸",   "院",   "里",   "公寓", "公馆", "广场",   "世家",
					    "名都", "新村", "山庄", "花苑", "豪庭", "国际", "家属院", "宿舍"};
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		if (ends_with(s, n, tails[i]))
			return true;
	}
	return false;
}

/* What is left of a title once 住户信息花名册 and the like are off: a compound, or nothing. */
static void read_compound(struct wg__file *f, const char *s, struct proposal *out)
{
	static const char *const words[] = {
		"住户",     "居民", "花名册", "信息", "户籍", "台账", "登记", "统计", "名册", "一览", "人员", "家庭",
		"基本情况", "人口", "业主",   "名单", "汇总", "情况", "联户", "户主", "摸底", "调查", "房屋", "常住",
		"明细",     "走访", "入户",   "表",   "(",    "（",   "_",    "-",    " ",    ".",    "20"};
	if (out->name[WG_LEVEL_COMPOUND])
		return;
	/* 2024年度东方花园… */
	const char *year = strstr(s, "年");
	if (year && year > s && strspn(s, "0123456789") == (size_t)(year - s))
		s = year + strlen("年") + (strncmp(year + strlen("年"), "度", strlen("度")) == 0 ? strlen("度") : 0);
	size_t len = 0, n = strlen(s);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *at = strstr(s, words[i]);
		if (at && (size_t)(at - s) < n)
			n = (size_t)(at - s);
	}
	len = n;
	if (ends_with(s, n, "小区") && is_compound_name(s, n - strlen("小区")))
		len = n - strlen("小区");
	struct wg_address a;
	const char *name = wg_arena_strndup(&f->arena, s, len);
	if (wg_utf8_count(s, len) < 2 || (!is_compound_name(s, n) && !ends_with(s, n, "小区")) ||
	    wg_address_parse(name, &a, NULL) == WG_OK)
		return;
	out->name[WG_LEVEL_COMPOUND] = name;
}

static void read_text(struct wg__file *f, const char *raw, bool title, struct proposal *out)
{
	static const char *const labels[] = {"单位", "社区", "街道", "小区", "村", "名称", "镇", "部门"};
	const char *s = wg__clean(f, raw, WG_CLEAN_NAME), *colon = strstr(s, ":"), *wide = strstr(s, "：");
	if (!colon || (wide && wide < colon))
		colon = wide;
	if (colon) {
		bool known_label = false;
		for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
			known_label |= ends_with(s, (size_t)(colon - s), labels[i]) ||
				       strncmp(s, labels[i], (size_t)(colon - s)) == 0;
		if (!known_label)
			return;
		s = colon + (*colon == ':' ? 1 : strlen("："));
	}
	const char *rest = read_units(f, s, out);
	if (title || (colon && *rest))
		read_compound(f, rest, out);
}

/* What all rows say in a column of their own; NULL when they differ or do not say. */
static const char *common(struct wg__file *f, int field)
{
	struct wg__record r;
	const char *value = NULL;
	size_t sheet = 0, row = 0;
	while (wg__file_next(f, &sheet, &row, &r)) {
		const char *s = wg__clean(f, r.at[field].text, WG_CLEAN_LINE);
		if (*s && value && strcmp(s, value) != 0)
			return NULL;
		if (*s)
			value = s;
	}
	return value;
}

const char *wg__under_propose(struct wg__file *f)
{
	static const char *const keys[] = {NULL, "subdistrict", "community", "compound"};
	struct proposal found = {0};
	const char *path = "";
	for (int level = WG_LEVEL_SUBDISTRICT; level <= WG_LEVEL_COMPOUND; level++) {
		for (size_t i = 0; i < f->n_keys; i++) {
			if (strcmp(f->keys[i], keys[level]) == 0)
				found.name[level] = common(f, (int)i);
		}
	}
	for (size_t s = 0; s < f->n_sheets; s++) {
		const struct wg_header *h = &f->sheets[s].header;
		for (size_t i = 0; i < h->n_above; i++)
			read_text(f, h->above[i], i == 0, &found);
	}
	read_text(f, f->name, true, &found);
	if (!found.name[WG_LEVEL_COMMUNITY])
		return "";
	for (int level = WG_LEVEL_SUBDISTRICT; level <= WG_LEVEL_COMPOUND; level++) {
		if (found.name[level])
			path = *path ? wg_arena_printf(&f->arena, "%s/%s", path, found.name[level]) : found.name[level];
	}
	return path;
}
