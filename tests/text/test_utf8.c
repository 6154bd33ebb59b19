#include "tests/test.h"

#include "text/utf8.h"

/* Decodes s wholly; bad sequences become U+FFFFFFFF. */
static size_t decode_all(const char *s, size_t len, uint32_t *out)
{
	size_t n = 0;
	for (size_t at = 0; at < len;)
		at += wg_utf8_decode(s + at, len - at, &out[n++]);
	return n;
}

static void good_characters_come_back_whole(void **state)
{
	uint32_t r[8];
	assert_int_equal(decode_all("a\u00e9中𬱖", strlen("a\u00e9中𬱖"), r), 4);
	assert_int_equal(r[0], 'a');
	assert_int_equal(r[1], 0xE9);
	assert_int_equal(r[2], 0x4E2D);
	assert_int_equal(r[3], 0x2CC56);
}

static void every_scalar_value_survives_a_round_trip(void **state)
{
	for (uint32_t r = 0; r <= 0x10FFFF; r++) {
		char bytes[WG_UTF8_MAX];
		uint32_t back;
		if (r >= 0xD800 && r <= 0xDFFF)
			continue;
		size_t n = wg_utf8_encode(r, bytes);
		assert_int_equal(wg_utf8_decode(bytes, n, &back), n);
		assert_int_equal(back, r);
		for (size_t k = 1; k < n; k++)
			assert_true(wg_utf8_is_partial(bytes, k));
		assert_false(wg_utf8_is_partial(bytes, n));
	}
}

static void what_is_no_scalar_value_is_written_as_the_replacement(void **state)
{
	char bytes[WG_UTF8_MAX];
	assert_int_equal(wg_utf8_encode(0xD800, bytes), 3);
	assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
	assert_int_equal(wg_utf8_encode(WG_RUNE_BAD, bytes), 3);
}

static void ill_formed_bytes_are_taken_a_maximal_subpart_at_a_time(void **state)
{
	static const struct {
		const char *bytes;
		size_t bad, all;
	} cases[] = {{"\xC0\x80", 2, 2}, {"\xED\xA0\x80", 3, 3}, {"\xE4\xB8" "A", 1, 2}, {"\xF0\x9F\x98", 1, 1},
		{"\xF4\x90\x80\x80", 4, 4}, {"\xE0\x9F\xBF", 3, 3}, {"\xF0\x80\x80\x80", 4, 4}, {"\xFF\xFE", 2, 2},
		{"\x80" "a\x80", 2, 3}, {"\xE4\xE4\xB8\xAD", 1, 2}, {"\xD5\xC5\xCE\xB0", 2, 3}};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		uint32_t r[8];
		size_t bad = 0, len = strlen(cases[i].bytes);
		size_t n = decode_all(cases[i].bytes, len, r);
		for (size_t k = 0; k < n; k++)
			bad += r[k] == WG_RUNE_BAD;
		assert_int_equal(n, cases[i].all);
		assert_int_equal(bad, cases[i].bad);
		assert_false(wg_utf8_is_valid(cases[i].bytes, len));
		assert_int_equal(wg_utf8_count(cases[i].bytes, len), n);
	}
}

static void a_cut_character_is_partial_but_a_broken_one_is_not(void **state)
{
	assert_true(wg_utf8_is_partial("\xE4\xB8", 2));
	assert_false(wg_utf8_is_partial("\xE4" "A", 2));
	assert_false(wg_utf8_is_partial("\xC0", 1));
	assert_false(wg_utf8_is_partial("a", 1));
	assert_false(wg_utf8_is_partial("", 0));
}

static void steps_to_and_fro_meet_at_the_same_places(void **state)
{
	const char *s = "a张\xE4\xB8𬱖\x80z";
	size_t len = strlen(s), places[16], n = 0;
	for (size_t at = 0; at < len; at = wg_utf8_next(s, len, at))
		places[n++] = at;
	assert_int_equal(n, 6);
	size_t at = len;
	while (n > 0)
		assert_int_equal(at = wg_utf8_previous(s, at), places[--n]);
	assert_int_equal(wg_utf8_previous(s, 0), 0);
	assert_int_equal(wg_utf8_next(s, len, len), len);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_characters_come_back_whole),
		cmocka_unit_test(every_scalar_value_survives_a_round_trip),
		cmocka_unit_test(what_is_no_scalar_value_is_written_as_the_replacement),
		cmocka_unit_test(ill_formed_bytes_are_taken_a_maximal_subpart_at_a_time),
		cmocka_unit_test(a_cut_character_is_partial_but_a_broken_one_is_not),
		cmocka_unit_test(steps_to_and_fro_meet_at_the_same_places),
	};
	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
