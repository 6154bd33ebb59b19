#include "text/address_part.h"

#include <string.h>
#include <uchar.h>

#include "base/buf.h"
#include "text/number.h"
#include "text/utf8.h"

/* Walking order: 东 < 中 < 西, 南 < 中 < 北, 前 < 中 < 后, 左 < 中 < 右. */
static const uint32_t directions[] = {U'东', U'南', U'前', U'左', U'中', U'西', U'北', U'后', U'右'};
static const uint32_t stems[] = {U'甲', U'乙', U'丙', U'丁', U'戊', U'己', U'庚', U'辛', U'壬', U'癸'};

/* What a word says about the number before it. OPEN: it depends on what came before. Longer words stand first. */
static const struct word {
	const char32_t *text;
	int level;
	uint32_t keep;
} words[] = {
	{U"号楼", WG_ADDRESS_BUILDING, U'栋'}, {U"号栋", WG_ADDRESS_BUILDING, U'栋'},
	{U"号幢", WG_ADDRESS_BUILDING, U'栋'}, {U"号座", WG_ADDRESS_BUILDING, U'座'},
	{U"#楼", WG_ADDRESS_BUILDING, U'栋'},  {U"#栋", WG_ADDRESS_BUILDING, U'栋'},
	{U"栋楼", WG_ADDRESS_BUILDING, U'栋'}, {U"幢楼", WG_ADDRESS_BUILDING, U'栋'},
	{U"座楼", WG_ADDRESS_BUILDING, U'座'}, {U"栋", WG_ADDRESS_BUILDING, U'栋'},
	{U"幢", WG_ADDRESS_BUILDING, U'栋'},   {U"棟", WG_ADDRESS_BUILDING, U'栋'},
	{U"座", WG_ADDRESS_BUILDING, U'座'},   {U"排", WG_ADDRESS_BUILDING, U'排'},
	{U"单元门", WG_ADDRESS_ENTRANCE, 0},   {U"号单元", WG_ADDRESS_ENTRANCE, 0},
	{U"单元", WG_ADDRESS_ENTRANCE, 0},     {U"單元", WG_ADDRESS_ENTRANCE, 0},
	{U"号门", WG_ADDRESS_ENTRANCE, 0},     {U"门", WG_ADDRESS_ENTRANCE, 0},
	{U"层楼", WG_ADDRESS_FLOOR, 0},        {U"层", WG_ADDRESS_FLOOR, 0},
	{U"号房间", WG_ADDRESS_ROOM, 0},       {U"号房", WG_ADDRESS_ROOM, 0},
	{U"号室", WG_ADDRESS_ROOM, 0},         {U"号户", WG_ADDRESS_ROOM, U'户'},
	{U"房间", WG_ADDRESS_ROOM, 0},         {U"房", WG_ADDRESS_ROOM, 0},
	{U"室", WG_ADDRESS_ROOM, U'室'},       {U"户", WG_ADDRESS_ROOM, U'户'},
	{U"号", WG_LEVEL_OPEN, U'号'},         {U"#", WG_LEVEL_OPEN, U'栋'},
	{U"楼", WG_LEVEL_OPEN, U'楼'},
};

/* 门 is no entrance in these. */
static const struct shop {
	const char32_t *text;
	const char *name;
} shops[] = {
	{U"底商", "底商"},     {U"商铺", "商铺"},     {U"门面", "门面"},     {U"门市", "门市"},
	{U"门店", "门店"},     {U"铺面", "铺面"},     {U"店面", "店面"},     {U"车库", "车库"},
	{U"储藏室", "储藏室"}, {U"杂物间", "杂物间"}, {U"地下室", "地下室"},
};

static size_t index_in(const uint32_t *set, size_t n, uint32_t r)
{
	size_t i = 0;
	while (i < n && set[i] != r)
		i++;
	return i;
}

/* 1 … 9 for a direction, 17 … for 甲乙丙丁, 0 for others. */
static unsigned rank_of(uint32_t r)
{
	size_t n = sizeof directions / sizeof directions[0], i = index_in(directions, n, r);
	if (i < n)
		return (unsigned)i + 1;
	n = sizeof stems / sizeof stems[0];
	i = index_in(stems, n, r);
	return i < n ? (unsigned)i + 17 : 0;
}

bool wg__part_is_direction(uint32_t r)
{
	return rank_of(r) > 0;
}

static bool is_letter(uint32_t r)
{
	return r >= 'A' && r <= 'Z';
}

static bool is_alnum(uint32_t r)
{
	return is_letter(r) || (r >= '0' && r <= '9');
}

/* Length of text when s begins with it, else 0. */
static size_t begins(const uint32_t *s, size_t n, const char32_t *text)
{
	size_t k = 0;
	while (text[k] && k < n && s[k] == text[k])
		k++;
	return text[k] ? 0 : k;
}

static size_t read_shop(const uint32_t *s, size_t n, const char **out)
{
	for (size_t i = 0; i < sizeof shops / sizeof shops[0]; i++) {
		size_t k = begins(s, n, shops[i].text);
		if (k > 0) {
			*out = shops[i].name;
			return k;
		}
	}
	return 0;
}

/* 负, 地下, and a letter or direction: whatever may stand before the number. */
static size_t read_before(const uint32_t *s, size_t n, struct wg_part *p)
{
	size_t at = read_shop(s, n, &p->shop);
	if (at > 0)
		return at;
	if (s[0] == U'负') {
		p->below = true;
		return 1;
	}
	at = begins(s, n, U"地下");
	if (at > 0) {
		p->below = true;
		return at;
	}
	if ((is_letter(s[0]) && !(n > 1 && is_letter(s[1]))) || rank_of(s[0]) > 0) {
		p->prefix = s[0];
		return 1;
	}
	return 0;
}

static size_t read_word(const uint32_t *s, size_t n, const struct word **out)
{
	const char *shop;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t k = begins(s, n, words[i].text);
		if (k == 0 || (words[i].level == WG_ADDRESS_ENTRANCE && read_shop(s, n, &shop) > 0))
			continue;
		*out = &words[i];
		return k;
	}
	return 0;
}

/* 501A, 501甲, 501东: only where nothing follows that could belong to it. */
static size_t read_tag(const uint32_t *s, size_t n, struct wg_part *p)
{
	if (n == 0 || !(is_letter(s[0]) || rank_of(s[0]) > 0))
		return 0;
	bool alone = n == 1 || !(is_alnum(s[1]) || wg_is_numeral(s[1]));
	const struct word *word;
	if (rank_of(s[0]) > 0 && n > 1 && s[1] >= 0x80 &&
	    !(read_word(s + 1, n - 1, &word) > 0 && word->level != WG_ADDRESS_ENTRANCE))
		return 0;
	if (!alone)
		return 0;
	p->tag = s[0];
	return 1;
}

/* 楼, 号 and # by what came before. */
static void settle_word(struct wg_part *p, const struct word *word, struct wg_part_place place)
{
	p->word = word->keep;
	p->level = word->level;
	if (p->level != WG_LEVEL_OPEN)
		return;
	bool first = place.level < WG_ADDRESS_BUILDING && place.open == 0;
	if (first)
		p->level = WG_ADDRESS_BUILDING;
	else
		p->level = word->keep == U'楼' ? WG_ADDRESS_FLOOR : WG_ADDRESS_ROOM;
	if (p->level != WG_ADDRESS_BUILDING)
		p->word = 0;
	/* 881-1号 is one street number, 3-5号 a building and a room. */
	p->doubtful = p->level == WG_ADDRESS_ROOM && place.level < 0 && place.open == 1 && p->number < 100;
}

size_t wg__part_read(const uint32_t *s, size_t n, struct wg_part_place place, struct wg_part *out)
{
	struct wg_part p = {.level = WG_LEVEL_OPEN};
	if (n == 0)
		return 0;
	size_t at = read_before(s, n, &p);
	if (p.shop && at < n && s[at] == '-')
		at++;
	size_t digits = wg_number_read(s + at, n - at, &p.number);
	p.has_number = digits > 0;
	p.digits = (int)digits;
	at += digits;
	if (!p.has_number && (p.below || p.shop || !p.prefix))
		return 0;
	if (p.has_number && !p.shop)
		at += read_tag(s + at, n - at, &p);
	const struct word *word = NULL;
	at += read_word(s + at, n - at, &word);
	bool direction = p.prefix && !is_letter(p.prefix);
	/* 城东3栋: a direction before a number belongs to the name, unless a building has been said. */
	if (direction && p.has_number && place.level < WG_ADDRESS_BUILDING && !place.whole && !place.first)
		return 0;
	if (direction && !word && !place.whole)
		return 0;
	if (word && !p.has_number && (word->keep == U'号' || word->keep == U'排' || word->level == WG_ADDRESS_FLOOR))
		return 0;
	if (word)
		settle_word(&p, word, place);
	if (p.shop) {
		if (p.level != WG_LEVEL_OPEN && p.level != WG_ADDRESS_ROOM && p.word != U'号')
			return 0;
		p.level = WG_ADDRESS_ROOM;
		p.word = 0;
	}
	if (p.below && (p.level == WG_ADDRESS_BUILDING || p.level == WG_ADDRESS_ENTRANCE))
		return 0;
	*out = p;
	return at;
}

static void put_rune(struct wg_buf *b, uint32_t r)
{
	char bytes[WG_UTF8_MAX];
	wg_buf_add(b, bytes, wg_utf8_encode(r, bytes));
}

void wg__part_name(const struct wg_part *p, enum wg_address_level level, char *out, size_t cap)
{
	struct wg_buf b;
	wg_buf_init(&b, cap - 1);
	wg_buf_puts(&b, p->below ? "负" : "");
	wg_buf_puts(&b, p->shop ? p->shop : "");
	if (p->prefix)
		put_rune(&b, p->prefix);
	if (p->has_number)
		wg_buf_printf(&b, "%d", p->number);
	if (p->tag)
		put_rune(&b, p->tag);
	if (p->sub > 0)
		wg_buf_printf(&b, "-%d", p->sub);
	if (level == WG_ADDRESS_ENTRANCE)
		wg_buf_puts(&b, "单元");
	if (level == WG_ADDRESS_FLOOR)
		wg_buf_puts(&b, "层");
	/* A bare letter is a tower, 南楼 keeps its word; any other building is 栋 unless it says 座, 排 or 号. */
	if (level == WG_ADDRESS_BUILDING) {
		bool bare = !p->has_number;
		uint32_t word = p->word ? p->word : bare && is_letter(p->prefix) ? U'座' : U'栋';
		put_rune(&b, word == U'楼' && !(bare && !is_letter(p->prefix)) ? U'栋' : word);
	}
	if (level == WG_ADDRESS_ROOM && !p->has_number && p->word)
		put_rune(&b, p->word);
	memcpy(out, b.data ? b.data : "", b.len);
	out[b.len] = '\0';
	wg_buf_free(&b);
}

/* Classes in walking order. From high to low: 3 bits class, 8 bits prefix, 24 bits number, 28 bits tag. */
enum { CLASS_BELOW = 1, CLASS_SHOP, CLASS_NUMBER, CLASS_LETTER, CLASS_DIRECTION, CLASS_NAME };

static int64_t tag_rank(const struct wg_part *p)
{
	if (p->sub > 0)
		return 128 + p->sub;
	return is_letter(p->tag) ? (int64_t)(p->tag - 'A' + 1) : p->tag ? 32 + rank_of(p->tag) : 0;
}

int64_t wg__part_key(const struct wg_part *p)
{
	int64_t kind = CLASS_NUMBER, prefix = 0, number = p->number;
	if (p->below) {
		kind = CLASS_BELOW;
		number = 0xFFFFFF - number;
	} else if (p->shop) {
		kind = CLASS_SHOP;
		while (shops[prefix].name != p->shop)
			prefix++;
	} else if (is_letter(p->prefix)) {
		kind = CLASS_LETTER;
		prefix = (int64_t)(p->prefix - 'A' + 1);
	} else if (p->prefix) {
		kind = CLASS_DIRECTION;
		prefix = (int64_t)rank_of(p->prefix);
	}
	return kind << 60 | prefix << 52 | number << 28 | tag_rank(p);
}

int64_t wg__name_key(const uint32_t *s, size_t n)
{
	if (n == 0)
		return 0;
	/* Two characters decide; the rest only keeps different names apart. */
	uint32_t rest = 2166136261u;
	for (size_t i = 2; i < n; i++)
		rest = (rest ^ s[i]) * 16777619u;
	return (int64_t)CLASS_NAME << 60 | (int64_t)(s[0] & 0x1FFFFF) << 39 |
	       (int64_t)(n > 1 ? s[1] & 0x1FFFFF : 0) << 18 | (int64_t)(n > 2 ? rest & 0x3FFFF : 0);
}

int wg__part_floor(const struct wg_part *p)
{
	if (p->shop)
		return 1;
	if (!p->has_number)
		return 0;
	if (p->below)
		return p->number < 100 ? -p->number : -(p->number / 100);
	return p->number >= 100 && p->number < 20000 ? p->number / 100 : 0;
}
