/* check_book.h: asserts on books that the tests of this room share. Included after tests/test.h. */
#ifndef WANGGE_TESTS_EXCHANGE_CHECK_BOOK_H
#define WANGGE_TESTS_EXCHANGE_CHECK_BOOK_H

#include "exchange/book.h"

/* The error as a sentence. */
static inline const char *said(const struct wg_error *e)
{
	static char text[1000];
	wg_message_text(&e->message, NULL, text, sizeof text);
	return text;
}

static inline struct wg_book *book_of_bytes(const char *name, const void *bytes, size_t n)
{
	struct wg_book *book = NULL;
	struct wg_error e = {0};
	if (wg_book_read(&book, name, bytes, n, NULL, &e) != WG_OK)
		fail_msg("%s", said(&e));
	return book;
}

static inline void refused(const char *name, const void *bytes, size_t n, const char *sentence)
{
	struct wg_book *book = NULL;
	struct wg_error e = {0};
	assert_int_equal(wg_book_read(&book, name, bytes, n, NULL, &e), WG_EDATA);
	assert_null(book);
	assert_string_equal(said(&e), sentence);
}

#define assert_cell(book, row, col, expected) \
	assert_string_equal(wg_book_cell(book, 0, row, col).text, expected)

static inline char *data_path(const char *name)
{
	const char *source = getenv("WANGGE_SOURCE");
	char *path = NULL;
	if (asprintf(&path, "%s/tests/data/%s", source ? source : ".", name) < 0)
		abort();
	return path;
}

static inline struct wg_book *book_of_data(const char *name)
{
	struct wg_book *book = NULL;
	struct wg_error e = {0};
	char *path = data_path(name);
	if (wg_book_open(&book, path, NULL, &e) != WG_OK)
		fail_msg("%s", said(&e));
	free(path);
	return book;
}

#endif
