/* rooms: text base */
/* Any bytes are walked over in the same steps to and fro, and what is stored or compared afterwards is well-formed. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/key.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool truth)
{
	if (!truth)
		abort();
}

static void check_steps(const char *s, size_t len)
{
	size_t count = 0, last = 0;
	bool valid = true;
	for (size_t at = 0; at < len; count++) {
		uint32_t rune;
		char again[WG_UTF8_MAX];
		size_t n = wg_utf8_decode(s + at, len - at, &rune);
		must(n >= 1 && n <= WG_UTF8_MAX && at + n <= len);
		if (rune == WG_RUNE_BAD)
			valid = false;
		else
			must(wg_utf8_encode(rune, again) == n && memcmp(again, s + at, n) == 0);
		must(wg_utf8_next(s, len, at) == at + n);
		last = at;
		at += n;
	}
	must(wg_utf8_count(s, len) == count);
	must(wg_utf8_is_valid(s, len) == valid);
	if (valid && len > 0)
		must(wg_utf8_previous(s, len) == last);
	for (size_t at = len; at > 0;) {
		size_t before = wg_utf8_previous(s, at);
		must(before < at && at - before <= WG_UTF8_MAX);
		at = before;
	}
}

static void check_clean(const char *s, size_t len, enum wg_clean how)
{
	struct wg_buf once, twice;
	wg_buf_init(&once, SIZE_MAX / 4);
	wg_buf_init(&twice, SIZE_MAX / 4);
	wg_clean_text(&once, s, len, how);
	must(wg_utf8_is_valid(once.data ? once.data : "", once.len));
	unsigned met = wg_clean_text(&twice, once.data ? once.data : "", once.len, how);
	must(once.len == twice.len && (once.len == 0 || memcmp(once.data, twice.data, once.len) == 0));
	must((met & (WG_CLEAN_INVISIBLE | WG_CLEAN_MAPPED)) == 0);
	wg_buf_free(&once);
	wg_buf_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *)data;
	struct wg_buf key;
	check_steps(s, size);
	check_clean(s, size, WG_CLEAN_LINE);
	check_clean(s, size, WG_CLEAN_NAME);
	check_clean(s, size, WG_CLEAN_NOTE);
	wg_buf_init(&key, SIZE_MAX / 4);
	wg_fold(&key, s, size);
	must(wg_utf8_is_valid(key.data ? key.data : "", key.len));
	wg_buf_free(&key);
	return 0;
}
