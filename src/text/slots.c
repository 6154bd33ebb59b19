#include "text/slots.h"

#include <stdio.h>
#include <string.h>

#include "text/key.h"

enum { DAYS = 7, PARTS = 3, RUNES_MAX = 300 };

enum { MORNING = 1, AFTERNOON = 2, EVENING = 4, WHOLE = MORNING | AFTERNOON | EVENING };
enum { WORKDAYS = 0x1f, WEEKEND = 0x60, EVERY_DAY = 0x7f };

/* Words as they stand after folding, in small letters. The longest that fits counts. */
struct word {
	const uint32_t *text;
	enum { DAY, GROUP, PART, DAYS_AND_PART, NEVER, NOTHING } kind;
	unsigned days, parts;
};

#define GROUP_OF(days) GROUP, days, 0
#define PART_OF(parts) PART, 0, parts
#define DAY_OF(n) DAY, 1u << (n), 0

static const struct word words[] = {
	{U"工作日", GROUP_OF(WORKDAYS)},
	{U"平日", GROUP_OF(WORKDAYS)},
	{U"平时", GROUP_OF(WORKDAYS)},
	{U"上班时间", DAYS_AND_PART, WORKDAYS, MORNING | AFTERNOON},
	{U"下班后", DAYS_AND_PART, WORKDAYS, EVENING},
	{U"周末", GROUP_OF(WEEKEND)},
	{U"双休日", GROUP_OF(WEEKEND)},
	{U"双休", GROUP_OF(WEEKEND)},
	{U"节假日", GROUP_OF(WEEKEND)},
	{U"假日", GROUP_OF(WEEKEND)},
	{U"休息日", GROUP_OF(WEEKEND)},
	{U"周六周日", GROUP_OF(WEEKEND)},
	{U"每天", GROUP_OF(EVERY_DAY)},
	{U"每日", GROUP_OF(EVERY_DAY)},
	{U"天天", GROUP_OF(EVERY_DAY)},
	{U"全周", GROUP_OF(EVERY_DAY)},
	{U"每周", NOTHING, 0, 0},
	{U"随时", DAYS_AND_PART, EVERY_DAY, WHOLE},
	{U"任何时间", DAYS_AND_PART, EVERY_DAY, WHOLE},
	{U"任意时间", DAYS_AND_PART, EVERY_DAY, WHOLE},
	{U"任何时候", DAYS_AND_PART, EVERY_DAY, WHOLE},
	{U"全天候", DAYS_AND_PART, EVERY_DAY, WHOLE},
	{U"都可以", NOTHING, 0, 0},
	{U"均可", NOTHING, 0, 0},
	{U"都行", NOTHING, 0, 0},
	{U"可以", NOTHING, 0, 0},
	{U"有空", NOTHING, 0, 0},
	{U"有时间", NOTHING, 0, 0},
	{U"空闲", NOTHING, 0, 0},
	{U"方便", NOTHING, 0, 0},
	{U"期间", NOTHING, 0, 0},
	{U"时间", NOTHING, 0, 0},
	{U"的", NOTHING, 0, 0},
	{U"上午", PART_OF(MORNING)},
	{U"早上", PART_OF(MORNING)},
	{U"早晨", PART_OF(MORNING)},
	{U"清晨", PART_OF(MORNING)},
	{U"早", PART_OF(MORNING)},
	{U"中午", PART_OF(AFTERNOON)},
	{U"午后", PART_OF(AFTERNOON)},
	{U"下午", PART_OF(AFTERNOON)},
	{U"傍晚", PART_OF(EVENING)},
	{U"晚上", PART_OF(EVENING)},
	{U"晚间", PART_OF(EVENING)},
	{U"夜间", PART_OF(EVENING)},
	{U"夜里", PART_OF(EVENING)},
	{U"晚", PART_OF(EVENING)},
	{U"白天", PART_OF(MORNING | AFTERNOON)},
	{U"白日", PART_OF(MORNING | AFTERNOON)},
	{U"全天", PART_OF(WHOLE)},
	{U"整天", PART_OF(WHOLE)},
	{U"全日", PART_OF(WHOLE)},
	{U"没空", NEVER, 0, 0},
	{U"没时间", NEVER, 0, 0},
	{U"无空闲", NEVER, 0, 0},
	{U"weekdays", GROUP_OF(WORKDAYS)},
	{U"weekday", GROUP_OF(WORKDAYS)},
	{U"workdays", GROUP_OF(WORKDAYS)},
	{U"weekends", GROUP_OF(WEEKEND)},
	{U"weekend", GROUP_OF(WEEKEND)},
	{U"everyday", GROUP_OF(EVERY_DAY)},
	{U"every day", GROUP_OF(EVERY_DAY)},
	{U"daily", GROUP_OF(EVERY_DAY)},
	{U"anytime", DAYS_AND_PART, EVERY_DAY, WHOLE},
	{U"any time", DAYS_AND_PART, EVERY_DAY, WHOLE},
	{U"never", NEVER, 0, 0},
	{U"monday", DAY_OF(0)},
	{U"tuesday", DAY_OF(1)},
	{U"wednesday", DAY_OF(2)},
	{U"thursday", DAY_OF(3)},
	{U"friday", DAY_OF(4)},
	{U"saturday", DAY_OF(5)},
	{U"sunday", DAY_OF(6)},
	{U"mon", DAY_OF(0)},
	{U"tue", DAY_OF(1)},
	{U"wed", DAY_OF(2)},
	{U"thu", DAY_OF(3)},
	{U"fri", DAY_OF(4)},
	{U"sat", DAY_OF(5)},
	{U"sun", DAY_OF(6)},
	{U"mornings", PART_OF(MORNING)},
	{U"morning", PART_OF(MORNING)},
	{U"afternoons", PART_OF(AFTERNOON)},
	{U"afternoon", PART_OF(AFTERNOON)},
	{U"evenings", PART_OF(EVENING)},
	{U"evening", PART_OF(EVENING)},
	{U"daytime", PART_OF(MORNING | AFTERNOON)},
	{U"days", NOTHING, 0, 0},
};

/* Days and parts of what is being said; `mask` holds what was said before. group: the days came as 周末 or the like,
 * and a list sign followed. */
struct reader {
	const uint32_t *s;
	size_t n, at;
	unsigned days, parts;
	bool group, parted, never, said;
	int64_t mask;
};

static void flush(struct reader *r)
{
	if (!r->days && !r->parts)
		return;
	unsigned days = r->days ? r->days : EVERY_DAY, parts = r->parts ? r->parts : WHOLE;
	for (int d = 0; d < DAYS; d++) {
		if (days >> d & 1)
			r->mask |= (int64_t)parts << (PARTS * d);
	}
	r->days = r->parts = 0;
	r->group = r->parted = false;
	r->said = true;
}

/* Days after a part begin something new; so do days after 周末 and a list sign, unless they mean the same. */
static void add_days(struct reader *r, unsigned days, bool group)
{
	if (r->parts || (r->group && r->parted && days != r->days))
		flush(r);
	r->days |= days;
	r->group = group;
	r->parted = false;
}

/* Of two words that begin alike the longer one is meant. */
static const struct word *find_word(const struct reader *r, size_t *used)
{
	const struct word *best = NULL;
	*used = 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t k = 0;
		while (words[i].text[k] && r->at + k < r->n && r->s[r->at + k] == words[i].text[k])
			k++;
		if (!words[i].text[k] && k > *used) {
			best = &words[i];
			*used = k;
		}
	}
	return best;
}

static bool is_one_of(const struct reader *r, const uint32_t *runes)
{
	for (; r->at < r->n && *runes; runes++) {
		if (r->s[r->at] == *runes)
			return true;
	}
	return false;
}

static bool skip_one_of(struct reader *r, const uint32_t *runes)
{
	bool is = is_one_of(r, runes);
	r->at += is;
	return is;
}

static bool skip_text(struct reader *r, const uint32_t *text)
{
	size_t k = 0;
	while (text[k] && r->at + k < r->n && r->s[r->at + k] == text[k])
		k++;
	if (text[k])
		return false;
	r->at += k;
	return true;
}

/* 一 … 六, 日 or 天, 1 … 7. */
static int read_day(struct reader *r)
{
	static const uint32_t hanzi[] = U"一二三四五六日", digits[] = U"1234567";
	if (r->at >= r->n)
		return -1;
	uint32_t c = r->s[r->at] == U'天' ? U'日' : r->s[r->at];
	for (int i = 0; i < DAYS; i++) {
		if (c == hanzi[i] || c == digits[i]) {
			r->at++;
			return i;
		}
	}
	return -1;
}

static bool skip_week(struct reader *r)
{
	return skip_text(r, U"星期") || skip_text(r, U"礼拜") || skip_text(r, U"周");
}

/* A day in English, as the end of a range. */
static int read_english_day(struct reader *r)
{
	size_t used;
	const struct word *w = find_word(r, &used);
	if (!w || w->kind != DAY)
		return -1;
	r->at += used;
	int day = 0;
	while (!(w->days >> day & 1))
		day++;
	return day;
}

static unsigned range_of(int from, int to)
{
	unsigned days = 0;
	for (int d = from;; d = (d + 1) % DAYS) {
		days |= 1u << d;
		if (d == to)
			return days;
	}
}

/* What follows a day: the end of a range, else nothing. False: 至 without a day. */
static bool read_range(struct reader *r, int from, unsigned *days)
{
	size_t before = r->at;
	*days = 1u << from;
	if (!skip_one_of(r, U"-~至到"))
		return true;
	skip_week(r);
	int to = read_day(r);
	if (to < 0)
		to = read_english_day(r);
	if (to < 0)
		r->at = before;
	else
		*days = range_of(from, to);
	return to >= 0;
}

/* 周一三五, 周二、四, 周一至五. A digit counts only when no hour follows: 周一18点. */
static bool read_week(struct reader *r)
{
	unsigned all = 0;
	for (;;) {
		size_t before = r->at;
		int from = read_day(r);
		unsigned days;
		if (from >= 0 && all && before < r->n && r->s[before] < 128 && r->at < r->n &&
		    ((r->s[r->at] >= '0' && r->s[r->at] <= '9') || is_one_of(r, U":点时"))) {
			r->at = before;
			from = -1;
		}
		if (from < 0)
			break;
		if (!read_range(r, from, &days))
			return false;
		all |= days;
		before = r->at;
		/* 、 goes on with days only when one follows without 周. */
		if (skip_one_of(r, U"、,") && (r->at >= r->n || !is_one_of(r, U"一二三四五六日天")))
			r->at = before;
	}
	if (all)
		add_days(r, all, false);
	return all != 0;
}

/* 18, 18:00, 7点半. */
static bool read_hour(struct reader *r, int *hour)
{
	int n = 0;
	size_t digits = 0;
	for (; r->at < r->n && r->s[r->at] >= '0' && r->s[r->at] <= '9' && digits < 3; r->at++, digits++)
		n = n * 10 + (int)(r->s[r->at] - '0');
	if (digits == 0 || digits > 2 || n > 24)
		return false;
	if (skip_one_of(r, U":点时")) {
		for (digits = 0; r->at < r->n && r->s[r->at] >= '0' && r->s[r->at] <= '9' && digits < 2; digits++)
			r->at++;
		if (digits > 0)
			skip_one_of(r, U"分");
		else
			skip_one_of(r, U"半整");
	}
	*hour = n;
	return true;
}

static unsigned parts_between(int from, int to)
{
	return (from < 12 ? MORNING : 0u) | (from < 18 && to > 12 ? AFTERNOON : 0u) | (to > 18 ? EVENING : 0u);
}

/* 18:00-20:00, 晚7点后, 下午3点前. A part before it says which half of the day is meant. */
static bool read_hours(struct reader *r)
{
	int from, to;
	unsigned said = r->parts, parts;
	if (!read_hour(r, &from))
		return false;
	bool late = (said & (AFTERNOON | EVENING)) && !(said & MORNING);
	if (late && from < 12)
		from += 12;
	if (skip_one_of(r, U"-~至到")) {
		if (!read_hour(r, &to))
			return false;
		if (late && to < 12)
			to += 12;
		if (to <= from)
			return false;
		parts = parts_between(from, to);
	} else if (skip_text(r, U"以后") || skip_text(r, U"之后") || skip_one_of(r, U"后起")) {
		parts = parts_between(from, 24);
	} else if (skip_text(r, U"以前") || skip_text(r, U"之前") || skip_one_of(r, U"前")) {
		parts = parts_between(0, from);
	} else {
		return false;
	}
	r->parts = late && (parts & said) ? parts & said : parts;
	return r->parts != 0;
}

static bool read_word(struct reader *r)
{
	size_t used;
	unsigned days;
	const struct word *w = find_word(r, &used);
	if (!w)
		return skip_week(r) ? read_week(r) : read_hours(r);
	r->at += used;
	switch (w->kind) {
	case DAY: {
		int from = 0;
		while (!(w->days >> from & 1))
			from++;
		if (!read_range(r, from, &days))
			return false;
		add_days(r, days, false);
		return true;
	}
	case GROUP:
		add_days(r, w->days, true);
		return true;
	case PART:
		r->parts |= w->parts;
		return true;
	case DAYS_AND_PART:
		flush(r);
		r->days = w->days;
		r->parts = w->parts;
		flush(r);
		return true;
	case NEVER:
		r->never = true;
		return true;
	case NOTHING:
		return true;
	}
	return false;
}

static bool is_letter(uint32_t c)
{
	return c >= 'a' && c <= 'z';
}

bool wg_slots_parse(const char *text, int64_t *mask)
{
	uint32_t all[RUNES_MAX], s[RUNES_MAX];
	size_t n = wg_fold_runes(text, strlen(text), WG_FOLD_LOWER, all, RUNES_MAX);
	struct reader r = {.s = s};
	if (n >= RUNES_MAX)
		return false;
	/* Blanks count between English words only. */
	for (size_t i = 0; i < n; i++) {
		if (all[i] != ' ' || (r.n > 0 && is_letter(s[r.n - 1]) && i + 1 < n && is_letter(all[i + 1])))
			s[r.n++] = all[i];
	}
	while (r.at < r.n) {
		if (skip_one_of(&r, U" "))
			continue;
		if (skip_one_of(&r, U"、,/+和及与或"))
			r.parted = true;
		else if (skip_one_of(&r, U";。()"))
			flush(&r);
		else if (!read_word(&r))
			return false;
	}
	flush(&r);
	if (r.said == r.never)
		return false; /* neither a time nor 没空, or both */
	*mask = r.mask;
	return true;
}

static unsigned parts_of(int64_t mask, int day)
{
	return (unsigned)(mask >> (PARTS * day)) & WHOLE;
}

struct writer {
	char *out;
	size_t len;
	bool english;
};

static void put(struct writer *w, const char *chinese, const char *english)
{
	int n = snprintf(w->out + w->len, WG_SLOTS_TEXT - w->len, "%s", w->english ? english : chinese);
	w->len += (size_t)n < WG_SLOTS_TEXT - w->len ? (size_t)n : WG_SLOTS_TEXT - w->len - 1;
}

static void put_day(struct writer *w, int day)
{
	static const char *const chinese[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
	static const char *const english[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	put(w, chinese[day], english[day]);
}

/* Three and more in a row are a range. */
static void put_days(struct writer *w, unsigned days, unsigned parts)
{
	if (days == EVERY_DAY)
		put(w, "每天", "every day");
	else if (days == WORKDAYS)
		put(w, "工作日", parts == WHOLE ? "weekdays" : "weekday");
	else if (days == WEEKEND)
		put(w, "周末", parts == WHOLE ? "weekends" : "weekend");
	else
		for (int d = 0, first = 1; d < DAYS; d++) {
			int to = d;
			if (!(days >> d & 1))
				continue;
			while (to + 1 < DAYS && (days >> (to + 1) & 1))
				to++;
			if (to < d + 2)
				to = d;
			if (!first)
				put(w, "、", ", ");
			first = 0;
			put_day(w, d);
			if (to > d) {
				put(w, "至", "-");
				put_day(w, to);
			}
			d = to;
		}
}

static void put_parts(struct writer *w, unsigned parts)
{
	static const char *const chinese[] = {"", "上午", "下午", "白天", "晚", "上午、晚", "下午、晚", ""};
	static const char *const english[] = {"",          " mornings",           " afternoons",           " daytime",
					      " evenings", " mornings, evenings", " afternoons, evenings", ""};
	put(w, chinese[parts], english[parts]);
}

/* Days with the same parts stand together. Whole days come last: they have no word for a part, which would otherwise
 * be taken from what follows them. */
const char *wg_slots_text(int64_t mask, bool english, char out[WG_SLOTS_TEXT])
{
	static const unsigned order[] = {1, 2, 3, 4, 5, 6, WHOLE};
	struct writer w = {.out = out, .english = english};
	out[0] = '\0';
	mask &= WG_SLOTS_ALL;
	if (mask == WG_SLOTS_ALL)
		put(&w, "随时", "any time");
	if (mask == 0)
		put(&w, "没空", "never");
	if (mask == WG_SLOTS_ALL || mask == 0)
		return out;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		unsigned days = 0;
		for (int d = 0; d < DAYS; d++)
			days |= parts_of(mask, d) == order[i] ? 1u << d : 0;
		if (!days)
			continue;
		if (w.len > 0)
			put(&w, "；", "; ");
		put_days(&w, days, order[i]);
		put_parts(&w, order[i]);
	}
	return out;
}
