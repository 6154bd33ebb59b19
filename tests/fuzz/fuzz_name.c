/* rooms: text base */
/* First line a word as typed, the rest a name: the search ends, and whatever a name is spelled finds it. The same bytes
 * as a number of a person are judged and masked. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/date.h"
#include "text/idno.h"
#include "text/mask.h"
#include "text/match.h"
#include "text/phone.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool truth)
{
	if (!truth)
		abort();
}

static void find(void *context, const char *spelling)
{
	const struct wg_name *name = context;
	struct wg_query q;
	struct wg_match m;
	wg_query_read(&q, spelling, strlen(spelling));
	must(q.n > 0 && wg_match_name(&q, name, &m));
	must(m.rank < WG_MATCH_VARIANT && (m.highlight & 1));
}

static void check_numbers(const char *text)
{
	char phone[WG_PHONE_TEXT], tail[5], out[80];
	struct wg_idno id;
	int64_t day = 0;
	if (wg_phone_check(text, phone) == WG_PHONE_OK) {
		char again[WG_PHONE_TEXT];
		must(wg_phone_check(phone, again) == WG_PHONE_OK && strcmp(again, phone) == 0);
		wg_phone_tail(phone, tail);
	}
	if (wg_idno_check(text, &id) == WG_IDNO_OK)
		must(strlen(id.text) == 18 && (id.sex == 1 || id.sex == 2));
	if (wg_date_parse(text, &day)) {
		int64_t again = 0;
		wg_date_text(day, out, sizeof out);
		must(wg_date_parse(out, &again) && again == day);
		must(wg_birth_parse(text, &again) == 3 && again == day);
	}
	if (wg_day_parse(text, 20000, &day)) {
		int64_t again = 0;
		wg_date_text(day, out, sizeof out);
		must(wg_day_parse(out, 0, &again) && again == day);
	}
	wg_mask_phone(text, out, sizeof out);
	wg_mask_idno(text, out, sizeof out);
	must(strlen(out) <= 18);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = memchr(data, '\n', size);
	size_t n = end ? (size_t)(end - data) : 0, rest = end ? n + 1 : 0;
	struct wg_query q;
	struct wg_name name;
	struct wg_match m;
	wg_query_read(&q, (const char *)data, n);
	wg_name_read(&name, (const char *)data + rest, size - rest);
	if (wg_match_name(&q, &name, &m) && q.n > 0)
		must(name.n > 0 && m.highlight != 0);
	for (int initials = 0; initials < 2; initials++)
		wg_name_spell((const char *)data + rest, size - rest, initials, find, &name);
	char *text = malloc(size + 1);
	must(text != NULL);
	memcpy(text, data, size);
	text[size] = '\0';
	check_numbers(text);
	free(text);
	return 0;
}
