#include "text/pinyin.h"

#include <string.h>

#include "text/utf8.h"
#include "text/width.h"

#include "text/pinyin_table.inc"

enum {
	BLOCK = sizeof reading_blocks[0] / sizeof reading_blocks[0][0],
	MORE = 0x8000,
	NO_READING = 0xFFFF,
	TRIES = 256, /* combinations looked at for WG_NAME_READINGS different ones */
	SPELLED = WG_NAME_RUNES * 6 + 1,
};

/* Readings of surnames, the first for sorting; what the dictionary knows besides is accepted too. Two characters have
 * one reading each, one after another. 阿 is not here: 阿依古丽 and 阿明 are both a. */
static const struct {
	uint32_t first, second;
	const char *readings[3];
} surnames[] = {
	{U'尉', U'迟', {"yu", "chi"}},
	{U'万', U'俟', {"mo", "qi"}},
	{U'令', U'狐', {"ling", "hu"}},
	{U'澹', U'台', {"tan", "tai"}},
	{U'长', U'孙', {"zhang", "sun"}},
	{U'单', U'于', {"chan", "yu"}},
	{U'宰', U'父', {"zai", "fu"}},
	{U'皇', U'甫', {"huang", "fu"}},
	{U'呼', U'延', {"hu", "yan"}},
	{U'亓', U'官', {"qi", "guan"}},
	{U'曾', 0, {"zeng", "ceng"}},
	{U'肖', 0, {"xiao"}},
	{U'任', 0, {"ren"}},
	{U'覃', 0, {"qin", "tan"}},
	{U'翟', 0, {"zhai", "di"}},
	{U'纪', 0, {"ji"}},
	{U'单', 0, {"shan", "dan"}},
	{U'解', 0, {"xie"}},
	{U'缪', 0, {"miao", "miu", "mou"}},
	{U'卜', 0, {"bu"}},
	{U'仇', 0, {"qiu"}},
	{U'查', 0, {"zha"}},
	{U'乐', 0, {"yue", "le"}},
	{U'区', 0, {"ou"}},
	{U'阚', 0, {"kan"}},
	{U'朴', 0, {"piao", "pu"}},
	{U'盖', 0, {"ge", "gai"}},
	{U'那', 0, {"na"}},
	{U'员', 0, {"yun"}},
	{U'繁', 0, {"po"}},
	{U'种', 0, {"chong"}},
	{U'重', 0, {"chong"}},
	{U'秘', 0, {"bi"}},
	{U'折', 0, {"she"}},
	{U'召', 0, {"shao"}},
	{U'宓', 0, {"mi", "fu"}},
	{U'乜', 0, {"nie"}},
	{U'祭', 0, {"zhai"}},
	{U'黑', 0, {"he", "hei"}},
	{U'能', 0, {"nai"}},
	{U'句', 0, {"gou"}},
	{U'洗', 0, {"xian"}},
	{U'罗', 0, {"luo"}},
	{U'都', 0, {"du"}},
	{U'薄', 0, {"bo"}},
	{U'隗', 0, {"wei", "kui"}},
	{U'莘', 0, {"shen", "xin"}},
	{U'牟', 0, {"mou", "mu"}},
	{U'尉', 0, {"wei", "yu"}},
	{U'郗', 0, {"xi", "chi"}},
	{U'谌', 0, {"chen", "shen"}},
	{U'万', 0, {"wan"}},
	{U'柏', 0, {"bai", "bo"}},
	{U'费', 0, {"fei", "bi"}},
	{U'长', 0, {"chang"}},
	{U'沈', 0, {"shen"}},
	{U'藏', 0, {"zang"}},
	{U'贠', 0, {"yun"}},
	{U'厍', 0, {"she"}},
};

const char *wg_syllable(int id)
{
	return id >= 1 && id <= wg_syllable_count() ? syllables[id - 1] : "";
}

int wg_syllable_count(void)
{
	return (int)(sizeof syllables / sizeof syllables[0]);
}

static uint16_t syllable_id(const char *spelling)
{
	int lo = 0, hi = wg_syllable_count();
	while (lo < hi) {
		int mid = (lo + hi) / 2;
		if (strcmp(syllables[mid], spelling) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return (uint16_t)(lo + 1);
}

int wg_readings(uint32_t r, uint16_t out[WG_READINGS_MAX])
{
	size_t top = r / BLOCK;
	if (top >= sizeof reading_top / sizeof reading_top[0] || reading_top[top] == 0)
		return 0;
	unsigned entry = reading_blocks[reading_top[top] - 1][r % BLOCK];
	if (entry == 0)
		return 0;
	if (!(entry & MORE)) {
		out[0] = (uint16_t)entry;
		return 1;
	}
	const uint16_t *list = &reading_lists[entry & ~(unsigned)MORE];
	int n = 0;
	do
		out[n] = (uint16_t)(list[n] & ~(unsigned)MORE);
	while (!(list[n++] & MORE));
	return n;
}

uint16_t wg_variant_class(uint32_t r)
{
	size_t lo = 0, hi = sizeof variants / sizeof variants[0];
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (variants[mid] >> 13 < r)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo == sizeof variants / sizeof variants[0] || variants[lo] >> 13 != r)
		return 0;
	return (uint16_t)(variants[lo] & 0x1FFF);
}

int wg_variants(uint16_t class, uint32_t *out, int most)
{
	int n = 0;
	for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++)
		if ((variants[i] & 0x1FFF) == class && n++ < most)
			out[n - 1] = variants[i] >> 13;
	return n;
}

/* One character of a name or of what was typed; 0 when it does not count. */
uint32_t wg_name_rune(uint32_t r)
{
	if (r >= 0xFF01 && r <= 0xFF5E)
		r -= 0xFEE0;
	if (r >= 'A' && r <= 'Z')
		return r + 32;
	if (r == 0xFC || r == 0xDC) /* ü */
		return 'v';
	bool dot = r == 0xB7 || r == 0x2022 || r == 0x30FB || r == 0x2027 || r == '.' || r == '\'' || r == 0x2019;
	bool blank = r <= ' ' || r == 0xA0 || r == 0x3000;
	if (dot || blank || r == WG_RUNE_BAD || (r >= 0x80 && wg_rune_kind(r) == WG_RUNE_DROPPED))
		return 0;
	return r;
}

/* Puts id first among the readings: what stood before it moves back, the last falls out. */
static void prefer(struct wg_name_rune *c, uint16_t id, int place)
{
	int at = 0;
	while (at < c->readings && c->syllables[at] != id)
		at++;
	if (at == c->readings) {
		if (c->readings < WG_READINGS_MAX)
			c->readings++;
		at = c->readings - 1;
	}
	for (; at > place; at--)
		c->syllables[at] = c->syllables[at - 1];
	c->syllables[place] = id;
}

static void read_surname(struct wg_name *name)
{
	uint32_t first = name->n > 0 ? name->runes[0].rune : 0, second = name->n > 1 ? name->runes[1].rune : 0;
	for (size_t i = 0; i < sizeof surnames / sizeof surnames[0]; i++) {
		if (surnames[i].first != first || (surnames[i].second && surnames[i].second != second))
			continue;
		bool two = surnames[i].second != 0;
		for (int j = 0; j < 3 && surnames[i].readings[j]; j++)
			prefer(&name->runes[two ? j : 0], syllable_id(surnames[i].readings[j]), two ? 0 : j);
		return;
	}
}

void wg_name_read(struct wg_name *name, const char *text, size_t len)
{
	name->n = 0;
	if (len > UINT16_MAX)
		len = UINT16_MAX;
	for (size_t at = 0; at < len && name->n < WG_NAME_RUNES;) {
		uint32_t r;
		size_t k = wg_utf8_decode(text + at, len - at, &r);
		r = wg_name_rune(r);
		if (r) {
			struct wg_name_rune *c = &name->runes[name->n++];
			*c = (struct wg_name_rune){.rune = r, .at = (uint16_t)at, .length = (uint16_t)k};
			if (r >= 0x80) {
				c->variant = wg_variant_class(r);
				c->readings = (uint8_t)wg_readings(r, c->syllables);
			}
		}
		at += k;
	}
	read_surname(name);
}

void wg_name_sort_key(struct wg_buf *out, const char *text, size_t len)
{
	struct wg_name name;
	wg_name_read(&name, text, len);
	for (int i = 0; i < name.n; i++) {
		const struct wg_name_rune *c = &name.runes[i];
		unsigned syllable = c->readings > 0 ? c->syllables[0] : NO_READING;
		unsigned char bytes[] = {(unsigned char)(syllable >> 8), (unsigned char)syllable,
					 (unsigned char)(c->rune >> 16), (unsigned char)(c->rune >> 8),
					 (unsigned char)c->rune};
		wg_buf_add(out, bytes, sizeof bytes);
	}
}

int wg_syllable_spellings(int id, char out[3][WG_SYLLABLE_BYTES])
{
	const char *s = wg_syllable(id), *v = strchr(s, 'v');
	size_t n = strlen(s);
	memcpy(out[0], s, n + 1);
	if (!v)
		return 1;
	size_t head = (size_t)(v - s);
	memcpy(out[1], s, n + 1);
	out[1][head] = 'u';
	memcpy(out[2], s, head);
	memcpy(out[2] + head, "yu", 2);
	memcpy(out[2] + head + 2, v + 1, n - head);
	return 3;
}

/* Ways to write one character, and the k-th of them. */
static int ways_of(const struct wg_name_rune *c, bool initials)
{
	char spellings[3][WG_SYLLABLE_BYTES];
	int n = 0;
	for (int i = 0; i < c->readings; i++)
		n += initials ? 1 : wg_syllable_spellings(c->syllables[i], spellings);
	return n > 0 ? n : 1;
}

static size_t put_way(const struct wg_name_rune *c, int k, bool initials, char *out)
{
	char spellings[3][WG_SYLLABLE_BYTES];
	if (c->readings == 0)
		return wg_utf8_encode(c->rune, out);
	if (initials) {
		out[0] = wg_syllable(c->syllables[k])[0];
		return 1;
	}
	int i = 0;
	for (int n; (n = wg_syllable_spellings(c->syllables[i], spellings)) <= k; i++)
		k -= n;
	size_t len = strlen(spellings[k]);
	memcpy(out, spellings[k], len);
	return len;
}

void wg_name_spell(const char *text, size_t len, bool initials, wg_spelling_fn *add, void *context)
{
	struct wg_name name;
	int choice[WG_NAME_RUNES] = {0};
	char spelled[WG_NAME_READINGS][SPELLED];
	int n = 0;
	wg_name_read(&name, text, len);
	for (int tries = 0; name.n > 0 && n < WG_NAME_READINGS && tries < TRIES; tries++) {
		size_t at = 0;
		for (int i = 0; i < name.n; i++)
			at += put_way(&name.runes[i], choice[i], initials, spelled[n] + at);
		spelled[n][at] = '\0';
		int same = 0;
		while (same < n && strcmp(spelled[same], spelled[n]) != 0)
			same++;
		if (same == n)
			add(context, spelled[n++]);
		/* The next combination, like a counter whose first digit runs fastest. */
		int digit = 0;
		while (digit < name.n && ++choice[digit] == ways_of(&name.runes[digit], initials))
			choice[digit++] = 0;
		if (digit == name.n)
			return;
	}
}
