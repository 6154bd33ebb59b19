#include "text/address.h"

#include <string.h>
#include <uchar.h>

#include "text/address_part.h"
#include "text/fit.h"
#include "text/key.h"
#include "text/number.h"
#include "text/utf8.h"

enum { PARTS_MAX = 8, FLOOR_MAX = 200, NO_HINT = WG_LEVEL_OPEN, FLOORS_OF_HOME = 2 };

/* Why a reading failed. SOFT: these characters are no address, but a later beginning may be. The others are final. */
enum why {
	READ,
	SOFT,
	TWO_WAYS,
	TOO_MANY,
	UNFINISHED,
	UNCLEAR_LEAD,
};

struct reading {
	struct wg_part parts[PARTS_MAX];
	int level[PARTS_MAX]; /* settled */
	int n;
};

static bool is_one_of(uint32_t r, const char32_t *set)
{
	while (*set && *set != r)
		set++;
	return *set != 0;
}

static bool is_separator(uint32_t r)
{
	return r == ' ' || r == '-' || r == '/' || r == '.' || r == '_' || r == ',' || r == U'、' || r == U'。' ||
	       r == ';';
}

static bool is_ascii_digit(uint32_t r)
{
	return r >= '0' && r <= '9';
}

static bool is_letter(uint32_t r)
{
	return r >= 'A' && r <= 'Z';
}

static bool is_alnum(uint32_t r)
{
	return is_ascii_digit(r) || is_letter(r);
}

/* 一 between digits is a dash that slipped. */
size_t wg__address_fold(const char *text, uint32_t out[WG_ADDRESS_RUNES])
{
	uint32_t s[WG_ADDRESS_RUNES + 1];
	struct wg_buf clean;
	wg_buf_init(&clean, SIZE_MAX / 4);
	wg_clean_text(&clean, text, strlen(text), WG_CLEAN_LINE);
	size_t n = wg_fold_runes(clean.data ? clean.data : "", clean.len, 0, s, WG_ADDRESS_RUNES + 1), from = 0;
	wg_buf_free(&clean);
	if (n > WG_ADDRESS_RUNES)
		return 0;
	while (n > 0 && s[n - 1] == ' ')
		n--;
	while (from < n && s[from] == ' ')
		from++;
	size_t len = 0;
	for (size_t i = from; i < n; i++) {
		uint32_t r = s[i] >= 'a' && s[i] <= 'z' ? s[i] - 32 : s[i];
		if (r == U'一' && i > from && i + 1 < n && is_ascii_digit(s[i - 1]) && is_ascii_digit(s[i + 1]))
			r = '-';
		/* 3 栋 */
		if (r == ' ' && len > 0 && wg_is_numeral(out[len - 1]) &&
		    is_one_of(s[i + 1], U"栋幢座号楼单层室户房排门#"))
			continue;
		out[len++] = r;
	}
	return len;
}

static void put_runes(const uint32_t *s, size_t n, char *out, size_t cap)
{
	size_t len = 0;
	for (size_t i = 0; i < n; i++) {
		char bytes[WG_UTF8_MAX];
		size_t k = wg_utf8_encode(s[i], bytes);
		if (len + k >= cap)
			break;
		memcpy(out + len, bytes, k);
		len += k;
	}
	out[len] = '\0';
}

/* Takes (…) off the end of s; the new length. *note is where its inside begins, of *note_len runes. */
static size_t take_note(const uint32_t *s, size_t n, size_t *note, size_t *note_len)
{
	uint32_t close = n > 0 ? s[n - 1] : 0;
	uint32_t open = close == ')' ? '(' : close == ']' ? '[' : close == U'】' ? U'【' : 0;
	*note_len = 0;
	if (!open)
		return n;
	size_t at = n - 1;
	while (at > 0 && s[at] != open)
		at--;
	if (s[at] != open || at == 0)
		return n;
	/* 3栋2单元(501) is no remark. */
	if (wg_is_numeral(s[at + 1]))
		return n;
	*note = at + 1;
	*note_len = n - at - 2;
	while (at > 0 && s[at - 1] == ' ')
		at--;
	return at;
}

/* Parts and the separators between them, up to the end of s. first: nothing stands before. */
static enum why read_parts(const uint32_t *s, size_t n, int hint, bool first, struct reading *out)
{
	struct wg_part_place place = {.level = -1, .whole = hint != NO_HINT, .first = first};
	out->n = 0;
	for (size_t at = 0; at < n;) {
		struct wg_part *p = &out->parts[out->n];
		size_t k = wg__part_read(s + at, n - at, place, p);
		if (k == 0)
			return SOFT;
		at += k;
		out->n++;
		if (p->level == WG_LEVEL_OPEN) {
			place.open++;
		} else {
			place.level = p->level;
			place.open = 0;
		}
		size_t gap = at;
		while (at < n && is_separator(s[at]))
			at++;
		if (at == n)
			return gap < n && p->level != WG_ADDRESS_ROOM && p->number < 100 ? UNFINISHED : READ;
		bool apart = at > gap || p->level != WG_LEVEL_OPEN;
		if (!apart)
			return SOFT;
		if (out->n == PARTS_MAX)
			return TOO_MANY;
		place.whole = place.first = false;
	}
	return out->n > 0 ? READ : SOFT;
}

static bool is_room_number(const struct wg_part *p)
{
	return p->below || (p->has_number && p->number >= 100);
}

/* Floor and room that agree: 5-501. */
static bool is_floor_of(const struct wg_part *floor, const struct wg_part *room)
{
	return floor->has_number && !floor->prefix && !floor->tag && wg__part_floor(room) == floor->number;
}

static enum why settle(int *level, const int *want, int n)
{
	memcpy(level, want, (size_t)n * sizeof *level);
	return READ;
}

/* m parts without a word at the end, after level lo. */
static enum why settle_tail(struct reading *r, int at, int m, int lo)
{
	static const int building_first[] = {WG_ADDRESS_BUILDING, WG_ADDRESS_ENTRANCE, WG_ADDRESS_ROOM};
	static const int building_room[] = {WG_ADDRESS_BUILDING, WG_ADDRESS_ROOM};
	static const int floor_room[] = {WG_ADDRESS_FLOOR, WG_ADDRESS_ROOM};
	static const int room[] = {WG_ADDRESS_ROOM};
	const struct wg_part *p = &r->parts[at];
	int *level = &r->level[at];
	if (lo == WG_ADDRESS_ROOM || m > 3 || (m == 3 && lo >= 0))
		return TOO_MANY;
	if (lo == WG_ADDRESS_FLOOR || lo == WG_ADDRESS_ENTRANCE) {
		if (m == 1)
			return settle(level, room, 1);
		return lo == WG_ADDRESS_ENTRANCE && is_floor_of(&p[0], &p[1]) ? settle(level, floor_room, 2) : TOO_MANY;
	}
	if (lo == WG_ADDRESS_BUILDING) {
		if (m == 2)
			return settle(level, building_first + 1, 2);
		if (p->prefix && p->has_number && !is_room_number(p))
			return TWO_WAYS;
		/* 3栋2 goes on like 3-2, but 3栋02 may be a room. */
		if (!is_room_number(p) && p->digits > 1 && p->number < 10)
			return TWO_WAYS;
		return settle(level, is_room_number(p) ? room : building_first + 1, 1);
	}
	if (m == 1)
		return is_room_number(p) ? settle(level, room, 1) : TWO_WAYS;
	if (p[0].below)
		return SOFT;
	if (m == 2)
		return settle(level, is_room_number(&p[1]) ? building_room : building_first, 2);
	/* 2024/1/5 is a date that has lost its way. */
	return p[0].number > 1000 && p[2].number < 100 ? SOFT : settle(level, building_first, 3);
}

/* m parts without a word between lo and hi. */
static enum why settle_between(struct reading *r, int at, int m, int lo, int hi)
{
	static const int order[] = {WG_ADDRESS_BUILDING, WG_ADDRESS_ENTRANCE};
	int *level = &r->level[at];
	if (hi == WG_ADDRESS_BUILDING || lo >= hi)
		return SOFT;
	if (r->parts[at].below)
		return SOFT;
	if (lo == WG_ADDRESS_ENTRANCE && hi == WG_ADDRESS_ROOM && m == 1) {
		level[0] = WG_ADDRESS_FLOOR;
		return is_floor_of(&r->parts[at], &r->parts[at + 1]) ? READ : TWO_WAYS;
	}
	int room = (hi < WG_ADDRESS_FLOOR ? hi : WG_ADDRESS_FLOOR) - (lo + 1);
	if (m > room)
		return TOO_MANY;
	return settle(level, &order[lo + 1], m);
}

/* 301 of 301-401, a home over two floors or three: the rooms lie above each other. */
static bool is_plain_room(const struct wg_part *p)
{
	return (p->level == WG_LEVEL_OPEN || p->level == WG_ADDRESS_ROOM) && p->has_number && p->number >= 100 &&
	       !p->prefix && !p->shop && !p->below && !p->tag && p->sub == 0;
}

/* 3-2-301-401, 3栋301/401室: two rooms that are one door, called 301-401. Alone 101-201 is a building and a room, but
 * in the column of rooms. */
static void join_duplex(struct reading *r, int hint)
{
	struct wg_part *a = &r->parts[r->n > 1 ? r->n - 2 : 0], *b = &r->parts[r->n > 0 ? r->n - 1 : 0];
	bool rooms = (hint == WG_ADDRESS_ROOM && r->n == 2) || r->n > 2 || a->level == WG_ADDRESS_ROOM ||
		     b->level == WG_ADDRESS_ROOM;
	if (r->n < 2 || !rooms || !is_plain_room(a) || !is_plain_room(b) || a->number % 100 != b->number % 100 ||
	    b->number / 100 <= a->number / 100 || b->number / 100 > a->number / 100 + FLOORS_OF_HOME)
		return;
	a->sub = b->number;
	a->level = WG_ADDRESS_ROOM;
	r->n--;
}

/* Gives every part its level. */
static enum why settle_levels(struct reading *r, int hint)
{
	join_duplex(r, hint);
	const struct wg_part *p = r->parts;
	if (hint != NO_HINT && r->n == 1 && p[0].level == WG_LEVEL_OPEN) {
		r->level[0] = hint;
		return READ;
	}
	/* In its own column 501-1 is a room that was divided. */
	if (hint == WG_ADDRESS_ROOM && r->n == 2 && p[0].level == WG_LEVEL_OPEN && p[1].level == WG_LEVEL_OPEN &&
	    is_room_number(&p[0]) && p[1].number > 0 && p[1].number < 100 && !p[1].prefix && !p[0].tag && !p[1].tag) {
		r->parts[0].sub = p[1].number;
		r->level[0] = WG_ADDRESS_ROOM;
		r->n = 1;
		return READ;
	}
	int lo = -1;
	for (int i = 0; i < r->n;) {
		int m = 0;
		while (i + m < r->n && p[i + m].level == WG_LEVEL_OPEN)
			m++;
		enum why why = READ;
		if (i + m == r->n)
			return settle_tail(r, i, m, lo);
		if (m > 0)
			why = settle_between(r, i, m, lo, p[i + m].level);
		if (why != READ)
			return why;
		i += m;
		if (p[i].level <= lo)
			return SOFT;
		if (p[i].doubtful)
			return TWO_WAYS;
		lo = r->level[i] = p[i].level;
		i++;
		if (i == r->n)
			return READ;
	}
	return READ;
}

/* No floor of a mountain's height, no building below ground, no building or room 0. */
static bool is_possible(const struct reading *r)
{
	for (int i = 0; i < r->n; i++) {
		const struct wg_part *p = &r->parts[i];
		bool zero = p->has_number && p->number == 0;
		bool bad = r->level[i] == WG_ADDRESS_FLOOR  ? zero || p->number > FLOOR_MAX
			   : r->level[i] == WG_ADDRESS_ROOM ? zero
							    : p->below || (zero && r->level[i] == WG_ADDRESS_BUILDING);
		if (bad)
			return false;
	}
	return true;
}

/* 5楼501 is the fifth building or the fifth floor; 2东 as an entrance is the second or the eastern one. */
static bool is_doubtful(const struct reading *r)
{
	for (int i = 0; i < r->n; i++)
		if (r->level[i] == WG_ADDRESS_ENTRANCE && r->parts[i].tag && !is_letter(r->parts[i].tag))
			return true;
	return r->n == 2 && r->level[0] == WG_ADDRESS_BUILDING && r->parts[0].word == U'楼' && r->parts[0].has_number &&
	       r->level[1] == WG_ADDRESS_ROOM && is_floor_of(&r->parts[0], &r->parts[1]);
}

/* May an address begin at s[at]? Not inside a number or a word of letters; a direction only after a place word. */
static bool may_begin(const uint32_t *s, size_t at)
{
	static const char32_t after[] = U"区园院苑里庄村寓路街巷弄号期城湾郡府社组队";
	if (at == 0)
		return true;
	uint32_t before = s[at - 1];
	if (is_separator(s[at]))
		return false;
	if (wg_is_numeral(s[at]) && !is_ascii_digit(s[at]))
		return !wg_is_numeral(before);
	bool after_word = at > 1 && is_letter(before) && is_letter(s[at - 2]); /* SOHO3栋 */
	if (is_alnum(s[at]))
		return !is_alnum(before) || (is_ascii_digit(s[at]) && after_word);
	if (!wg__part_is_direction(s[at]) || is_separator(before) || before == ')')
		return true;
	return is_one_of(before, after);
}

/* The text before the address must be a name: no building, entrance or room may be left in it, nor a loose number. */
static bool is_lead(const uint32_t *s, size_t n, const struct reading *r)
{
	bool worded = r->parts[0].level != WG_LEVEL_OPEN;
	size_t end = n;
	while (end > 0 && is_separator(s[end - 1]))
		end--;
	if (end == 1 && wg__part_is_direction(s[0]))
		return false;
	/* 一百三栋501, 综合楼501: the building is there, but it cannot be told. */
	bool building = r->level[0] == WG_ADDRESS_BUILDING;
	if (end > 0 && is_one_of(s[end - 1], building ? U"栋幢元层室#附之" : U"栋幢元层室#附之座楼"))
		return false;
	if (end > 0 && is_ascii_digit(s[end - 1]) && (!worded || (end < n && s[end] != ' ')))
		return false;
	for (size_t i = 0; i < end; i++) {
		struct wg_part p;
		size_t k = wg_is_numeral(s[i]) && may_begin(s, i)
				   ? wg__part_read(s + i, end - i, (struct wg_part_place){.level = -1}, &p)
				   : 0;
		if (k == 0 || p.level == WG_LEVEL_OPEN || (p.word == U'号' && p.level == WG_ADDRESS_BUILDING))
			continue;
		/* 三门峡, 一层 in a name; but a number of digits with its word has been said. */
		if (is_ascii_digit(s[i]) || i + k == end)
			return false;
	}
	return true;
}

/* Finds where in s[0..n) the address begins and reads it from there to the end. */
static enum why find_address(const uint32_t *s, size_t n, int hint, struct reading *r, size_t *lead)
{
	for (size_t at = 0; at < n; at++) {
		if (!may_begin(s, at))
			continue;
		int own = at == 0 ? hint : NO_HINT;
		enum why why = read_parts(s + at, n - at, own, at == 0, r);
		if (why == READ)
			why = settle_levels(r, own);
		if (why == READ && !is_possible(r))
			why = SOFT;
		if (why == READ && is_doubtful(r))
			why = TWO_WAYS;
		if (why == READ && !is_lead(s, at, r))
			return UNCLEAR_LEAD;
		*lead = at;
		if (why != SOFT)
			return why;
	}
	return SOFT;
}

static enum wg_err fail(struct wg_error *e, const char *text, enum why why)
{
	char shown[WG_FIT_BYTES(60)];
	wg_fit(shown, sizeof shown, text, strlen(text), 60, WG_FIT_ELL);
	switch (why) {
	case TWO_WAYS:
		return wg_fail(e, WG_EDATA, N_("address {1} can be read in two ways: say 栋, 单元, 室"), "s", shown);
	case TOO_MANY:
		return wg_fail(e, WG_EDATA, N_("address {1} has more numbers than building, entrance and room"), "s",
			       shown);
	case UNFINISHED:
		return wg_fail(e, WG_EDATA, N_("address {1} ends where a number should follow"), "s", shown);
	case UNCLEAR_LEAD:
		return wg_fail(e, WG_EDATA, N_("what stands before the last numbers of address {1} cannot be read"),
			       "s", shown);
	case READ:
	case SOFT:
		break;
	}
	return wg_fail(e, WG_EDATA, N_("no building or room can be read in address {1}"), "s", shown);
}

static void put_room(struct wg_address *a, const struct wg_part *p, bool floor_said)
{
	struct wg_part room = *p;
	/* 5层02室 is 502: else the rooms of all floors would have the same name. */
	if (floor_said && room.has_number && room.number < 100 && room.digits <= 2 && !room.shop && !room.prefix &&
	    !room.below) {
		room.below = a->floor < 0;
		room.number += 100 * (a->floor < 0 ? -a->floor : a->floor);
	}
	a->has_room = true;
	wg__part_name(&room, WG_ADDRESS_ROOM, a->room, sizeof a->room);
	a->room_key = wg__part_key(&room);
	if (!floor_said)
		a->floor = wg__part_floor(&room);
}

/* The parts of a reading that hold a level more than once cannot be: levels only rise. */
static void put_reading(struct wg_address *a, const struct reading *r)
{
	for (int i = 0; i < r->n; i++) {
		const struct wg_part *p = &r->parts[i];
		switch ((enum wg_address_level)r->level[i]) {
		case WG_ADDRESS_BUILDING:
			a->has_building = true;
			wg__part_name(p, WG_ADDRESS_BUILDING, a->building, sizeof a->building);
			a->building_key = wg__part_key(p);
			break;
		case WG_ADDRESS_ENTRANCE:
			if (p->has_number && p->number == 0)
				break; /* 3-0-501: there is none */
			a->has_entrance = true;
			wg__part_name(p, WG_ADDRESS_ENTRANCE, a->entrance, sizeof a->entrance);
			a->entrance_key = wg__part_key(p);
			break;
		case WG_ADDRESS_FLOOR:
			a->has_floor = true;
			a->floor = p->below ? -p->number : p->number;
			break;
		case WG_ADDRESS_ROOM:
			put_room(a, p, a->has_floor);
			break;
		}
	}
}

/* Reads text as an address, or with a hint as the column of that level. */
static enum why read_text(const char *text, int hint, struct wg_address *out)
{
	uint32_t s[WG_ADDRESS_RUNES];
	struct reading r = {.n = 0};
	struct wg_address a = {.floor = 0};
	size_t lead = 0, note = 0, note_len, n = wg__address_fold(text, s);
	n = take_note(s, n, &note, &note_len);
	enum why why = find_address(s, n, hint, &r, &lead);
	if (why != READ)
		return why;
	struct wg_part *last = &r.parts[r.n - 1];
	if (note_len == 1 && r.level[r.n - 1] == WG_ADDRESS_ROOM && !last->tag && last->has_number &&
	    (wg__part_is_direction(s[note]) || is_letter(s[note])))
		last->tag = s[note];
	else
		put_runes(s + note, note_len, a.note, sizeof a.note);
	put_reading(&a, &r);
	while (lead > 0 && is_separator(s[lead - 1]))
		lead--;
	put_runes(s, lead, a.lead, sizeof a.lead);
	*out = a;
	return READ;
}

enum wg_err wg__address_read(const char *text, int hint, struct wg_address *out, struct wg_error *e)
{
	enum why why = read_text(text, hint, out);
	return why == READ ? WG_OK : fail(e, text, why);
}

enum wg_err wg_address_parse(const char *text, struct wg_address *out, struct wg_error *e)
{
	struct wg_address a;
	enum wg_err err = wg__address_read(text, NO_HINT, &a, e);
	if (err != WG_OK)
		return err;
	if (!a.has_building && !a.has_room)
		return fail(e, text, SOFT);
	*out = a;
	return WG_OK;
}

bool wg__address_part(const uint32_t *s, size_t n, int level, struct wg_part *out)
{
	struct reading r;
	if (n == 0 || read_parts(s, n, level, true, &r) != READ || settle_levels(&r, level) != READ || r.n != 1 ||
	    r.level[0] != level || !is_possible(&r) || is_doubtful(&r))
		return false;
	*out = r.parts[0];
	return true;
}
