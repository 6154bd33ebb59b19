/* rooms: text base */
/* The data are an address, and line by line its columns. What is read has names that read as themselves again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/address.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool truth)
{
	if (!truth)
		abort();
}

static void check_name(enum wg_address_level level, bool has, const char *name, int64_t key)
{
	char again[64];
	must(has == (name[0] != '\0') && has == (key != 0));
	must(wg_utf8_is_valid(name, strlen(name)));
	if (!has)
		return;
	wg_place_name(level, name, again, sizeof again);
	must(strcmp(again, name) == 0);
	must(wg_place_order_key(level, name) == key);
}

static void check(const struct wg_address *a)
{
	must(a->has_building || a->has_room);
	must(wg_utf8_is_valid(a->lead, strlen(a->lead)));
	must(wg_utf8_is_valid(a->note, strlen(a->note)));
	check_name(WG_ADDRESS_BUILDING, a->has_building, a->building, a->building_key);
	check_name(WG_ADDRESS_ENTRANCE, a->has_entrance, a->entrance, a->entrance_key);
	check_name(WG_ADDRESS_ROOM, a->has_room, a->room, a->room_key);

	struct wg_address_columns columns = {.building = a->building, .entrance = a->entrance, .room = a->room};
	struct wg_address back;
	must(wg_address_join(&columns, &back, NULL) == WG_OK);
	must(strcmp(back.building, a->building) == 0 && strcmp(back.entrance, a->entrance) == 0);
	must(strcmp(back.room, a->room) == 0 && back.room_key == a->room_key);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	must(text != NULL);
	memcpy(text, data, size);
	text[size] = '\0';
	struct wg_address a;
	struct wg_error e = {0};
	if (wg_address_parse(text, &a, &e) == WG_OK)
		check(&a);
	else
		must(e.code == WG_EDATA && e.message.msgid != NULL);

	const char *column[5] = {NULL};
	char *rest = text;
	for (int i = 0; i < 5 && rest; i++)
		column[i] = strsep(&rest, "\n");
	struct wg_address_columns columns = {column[0], column[1], column[2], column[3], column[4]};
	if (wg_address_join(&columns, &a, &e) == WG_OK)
		check(&a);
	for (int i = 0; i < 5 && column[i]; i++) {
		char name[16];
		wg_place_name((enum wg_address_level)(i & 3), column[i], name, sizeof name);
		must(wg_utf8_is_valid(name, strlen(name)));
		must(wg_place_order_key((enum wg_address_level)(i & 3), column[i]) >= 0);
	}
	free(text);
	return 0;
}
