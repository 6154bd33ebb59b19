/* Addresses in columns, and names of places alone. */
#include "text/address.h"

#include <stdio.h>
#include <string.h>

#include "text/address_part.h"
#include "text/fit.h"
#include "text/key.h"
#include "text/number.h"
#include "text/utf8.h"

int64_t wg_place_order_key(enum wg_address_level level, const char *name)
{
	uint32_t s[WG_ADDRESS_RUNES];
	struct wg_part p;
	size_t n = wg__address_fold(name, s);
	return wg__address_part(s, n, (int)level, &p) ? wg__part_key(&p) : wg__name_key(s, n);
}

void wg_place_name(enum wg_address_level level, const char *name, char *out, size_t cap)
{
	uint32_t s[WG_ADDRESS_RUNES];
	struct wg_part p;
	struct wg_buf b;
	char text[64];
	if (wg__address_part(s, wg__address_fold(name, s), (int)level, &p)) {
		wg__part_name(&p, level, text, sizeof text);
		name = text;
	}
	wg_buf_init(&b, 4096);
	wg_clean_text(&b, name, strlen(name), WG_CLEAN_LINE);
	size_t len = b.len;
	while (len >= cap)
		len = wg_utf8_previous(b.data, len);
	memcpy(out, b.data ? b.data : "", len);
	out[len] = '\0';
	wg_buf_free(&b);
}

/* Nothing, or a sign for nothing: - / 无. */
static bool is_empty(const uint32_t *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] != '-' && s[i] != '/' && s[i] != ' ' && s[i] != U'无')
			return false;
	return true;
}

/* In its own column a name without digits is taken as it stands: 综合楼, 门卫室. */
static bool take_name(const char *text, enum wg_address_level level, struct wg_address *out)
{
	uint32_t s[WG_ADDRESS_RUNES];
	char name[WG_ADDRESS_RUNES * WG_UTF8_MAX];
	size_t n = wg__address_fold(text, s);
	if (n == 0 || (level != WG_ADDRESS_BUILDING && level != WG_ADDRESS_ROOM))
		return false;
	for (size_t i = 0; i < n; i++)
		if ((s[i] >= '0' && s[i] <= '9') || s[i] == 0xFFFD)
			return false;
	struct wg_address a = {.floor = 0};
	bool building = level == WG_ADDRESS_BUILDING;
	wg_place_name(level, text, name, sizeof name);
	if (strlen(name) >= sizeof a.room)
		return false;
	memcpy(building ? a.building : a.room, name, strlen(name) + 1);
	a.has_building = building;
	a.has_room = !building;
	*(building ? &a.building_key : &a.room_key) = wg__name_key(s, n);
	*out = a;
	return true;
}

/* 5, 5层, 5F, F5, -1, B1, B1层, 负一层. */
static bool read_floor(const uint32_t *s, size_t n, struct wg_address *out)
{
	bool below = n > 1 && (s[0] == '-' || s[0] == 'B');
	size_t at = below || (n > 1 && s[0] == 'F') ? 1 : 0;
	if (n > at + 1 && s[n - 1] == 'F')
		n--;
	struct wg_part p;
	if (!wg__address_part(s + at, n - at, WG_ADDRESS_FLOOR, &p) || p.prefix || p.tag || !p.has_number ||
	    (below && p.below) || p.number > 200)
		return false;
	*out = (struct wg_address){.has_floor = true, .floor = below || p.below ? -p.number : p.number};
	return true;
}

/* One column. out is all zero when the column is empty. */
static enum wg_err read_column(const char *text, enum wg_address_level level, struct wg_address *out,
			       struct wg_error *e)
{
	uint32_t s[WG_ADDRESS_RUNES];
	char negative[(WG_ADDRESS_RUNES + 1) * WG_UTF8_MAX];
	*out = (struct wg_address){.floor = 0};
	if (!text)
		return WG_OK;
	size_t n = wg__address_fold(text, s);
	if (n == 0 ? strlen(text) < WG_ADDRESS_RUNES : is_empty(s, n))
		return WG_OK;
	if (level == WG_ADDRESS_FLOOR && read_floor(s, n, out))
		return WG_OK;
	const char *shown = text;
	if (level == WG_ADDRESS_ROOM && n > 1 && s[0] == '-' && s[1] >= '0' && s[1] <= '9') {
		size_t len = strlen("负");
		memcpy(negative, "负", len);
		for (size_t i = 1; i < n; i++)
			len += wg_utf8_encode(s[i], negative + len);
		negative[len] = '\0';
		text = negative;
	}
	if (wg__address_read(text, (int)level, out, e) == WG_OK || take_name(shown, level, out))
		return WG_OK;
	return e ? e->code : WG_EDATA;
}

/* Puts what one column says beside what others said before. */
static bool merge(struct wg_address *a, const struct wg_address *b)
{
	if ((a->has_building && b->has_building && a->building_key != b->building_key) ||
	    (a->has_entrance && b->has_entrance && a->entrance_key != b->entrance_key) ||
	    (a->has_floor && b->has_floor && a->floor != b->floor) ||
	    (a->has_room && b->has_room && a->room_key != b->room_key))
		return false;
	if (b->has_building && !a->has_building) {
		a->has_building = true;
		memcpy(a->building, b->building, sizeof a->building);
		a->building_key = b->building_key;
	}
	if (b->has_entrance && !a->has_entrance) {
		a->has_entrance = true;
		memcpy(a->entrance, b->entrance, sizeof a->entrance);
		a->entrance_key = b->entrance_key;
	}
	if (b->has_room && !a->has_room) {
		a->has_room = true;
		memcpy(a->room, b->room, sizeof a->room);
		a->room_key = b->room_key;
	}
	if (b->has_floor || (b->has_room && !a->has_floor))
		a->floor = b->floor;
	a->has_floor |= b->has_floor;
	if (!a->note[0])
		memcpy(a->note, b->note, sizeof a->note);
	return true;
}

/* 晴岚家园 + 晴岚家园3栋 is said once, 晴岚家园 + B区3栋 together. */
static void join_lead(struct wg_address *a, const char *lead)
{
	char joined[sizeof a->lead * 2];
	if (!lead[0] || strcmp(a->lead, lead) == 0)
		return;
	size_t n = strlen(a->lead);
	snprintf(joined, sizeof joined, "%s%s", strncmp(lead, a->lead, n) == 0 ? "" : a->lead, lead);
	size_t len = strlen(joined);
	while (len >= sizeof a->lead)
		len = wg_utf8_previous(joined, len);
	memcpy(a->lead, joined, len);
	a->lead[len] = '\0';
}

/* Room 1 of floor 5 in two columns is 501, as in one text. */
static void lift_room(struct wg_address *a)
{
	char room[80];
	uint32_t s[WG_ADDRESS_RUNES];
	struct wg_part p;
	if (!a->has_floor || !a->has_room || a->floor == 0)
		return;
	size_t n = wg__address_fold(a->room, s);
	if (!wg__address_part(s, n, WG_ADDRESS_ROOM, &p) || !p.has_number || p.number >= 100 || p.prefix || p.shop ||
	    p.below)
		return;
	p.below = a->floor < 0;
	p.number += 100 * (a->floor < 0 ? -a->floor : a->floor);
	wg__part_name(&p, WG_ADDRESS_ROOM, room, sizeof room);
	memcpy(a->room, room, sizeof a->room);
	a->room[sizeof a->room - 1] = '\0';
	a->room_key = wg__part_key(&p);
}

enum wg_err wg_address_join(const struct wg_address_columns *columns, struct wg_address *out, struct wg_error *e)
{
	const char *texts[] = {columns->building, columns->entrance, columns->floor, columns->room};
	struct wg_address a = {.floor = 0}, one;
	if (columns->lead) {
		struct wg_buf b;
		wg_buf_init(&b, sizeof a.lead - 1);
		wg_clean_text(&b, columns->lead, strlen(columns->lead), WG_CLEAN_LINE);
		memcpy(a.lead, b.data ? b.data : "", b.len);
		a.lead[b.len] = '\0';
		wg_buf_free(&b);
	}
	for (int level = WG_ADDRESS_BUILDING; level <= WG_ADDRESS_ROOM; level++) {
		enum wg_err err = read_column(texts[level], (enum wg_address_level)level, &one, e);
		if (err != WG_OK)
			return err;
		if (!merge(&a, &one)) {
			char shown[WG_FIT_BYTES(40)];
			wg_fit(shown, sizeof shown, texts[level], strlen(texts[level]), 40, WG_FIT_ELL);
			return wg_fail(e, WG_EDATA, N_("{1} contradicts what the other address columns say"), "s",
				       shown);
		}
		join_lead(&a, one.lead);
	}
	lift_room(&a);
	if (!a.has_building && !a.has_room)
		return wg_fail(e, WG_EDATA, N_("no building and no room"), "");
	*out = a;
	return WG_OK;
}
