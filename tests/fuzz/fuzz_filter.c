/* rooms: model text base */
/* The data are an expression. What is understood can be asked of a row; what is not says where. Every beginning of the
 * text can be completed. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "wangge/filter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool truth)
{
	if (!truth)
		abort();
}

static const struct wg_rows_column columns[] = {
	{"head", "head", WG_ROWS_TEXT, NULL},         {"phone", "telephone", WG_ROWS_TEXT, NULL},
	{"building", "building", WG_ROWS_TEXT, NULL}, {"people", "people", WG_ROWS_INT, NULL},
	{"care", "care", WG_ROWS_CODE, "care"},       {"since", "since", WG_ROWS_DATE, NULL},
	{"locked", "locked", WG_ROWS_YES, NULL},      {"id", "id", WG_ROWS_ID, NULL},
};

static struct wg_datum cell(const void *row, size_t column)
{
	static const struct wg_datum full[] = {{.s = "张伟"}, {.s = "19900002701"},         {.s = "3栋"},
					       {.i = 3},      {.s = "alone aged"},          {.i = 20000},
					       {.i = 1},      {.i = (INT64_C(1) << 40) + 7}};
	static const struct wg_datum none = {.null = true};
	return row ? full[column] : none;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct wg_code code[] = {{.list = "care", .code = "alone", .name = "独居", .mark = "独"},
					{.list = "care", .code = "aged", .name = "高龄", .name_en = "aged 80+"}};
	static const struct wg_codes codes = {.code = code, .n_code = 2};
	const size_t n = sizeof columns / sizeof *columns;
	const struct wg_filter_table table = {columns, n, &codes, NULL};
	struct wg_arena a = {0};
	struct wg_error e = {0};
	const struct wg_filter *f = NULL;
	size_t fault = SIZE_MAX;
	char *text = malloc(size + 1);
	must(text != NULL);
	memcpy(text, data, size);
	text[size] = '\0';
	if (wg_filter_parse(text, &table, &a, &f, &fault, &e) == WG_OK) {
		(void)wg_filter_fits(f, cell, "");
		(void)wg_filter_fits(f, cell, NULL);
		for (size_t i = 0; i < n; i++)
			(void)wg_filter_mentions(f, i);
	} else {
		must(e.code == WG_EUSAGE && e.message.msgid && fault <= strlen(text));
	}
	struct wg_filter_hints hints;
	wg_filter_complete(text, &table, &a, &hints);
	must(hints.from <= strlen(text) && hints.values_of < (int)n);
	/* A value is found again by its condition, whatever is in it. */
	if (!strchr(text, '"') && strlen(text) < WG_FILTER_TEXT / 2) {
		const char *value = text;
		const char *condition = wg_filter_condition(&table, 0, &value, 1, &a);
		must(wg_filter_parse(condition, &table, &a, &f, NULL, &e) == WG_OK && f);
	}
	wg_arena_free(&a);
	free(text);
	return 0;
}
