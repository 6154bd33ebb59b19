#include "exchange/book.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "exchange/book_build.h"
#include "exchange/sheets.h"
#include "exchange/xls_read.h"

enum { PEEK = 4096 };

static enum wg_err read_all(int fd, const char *path, char *bytes, size_t n, struct wg_error *e)
{
	for (size_t got = 0; got < n;) {
		ssize_t k = read(fd, bytes + got, n - got);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return wg_fail(e, WG_EIO, N_("{1} cannot be read: {2}"), "ss", path, strerror(errno));
		if (k == 0)
			return wg_fail(e, WG_EIO, N_("{1} was changed while it was read: try again"), "s", path);
		got += (size_t)k;
	}
	return WG_OK;
}

static enum wg_err check_file(int fd, const char *path, struct stat *st, struct wg_error *e)
{
	if (fstat(fd, st) != 0)
		return wg_fail(e, WG_ENOINPUT, N_("{1} cannot be read: {2}"), "ss", path, strerror(errno));
	if (!S_ISREG(st->st_mode))
		return wg_fail(e, WG_ENOINPUT, N_("{1} is not a file"), "s", path);
	if ((uint64_t)st->st_size > WG_BOOK_BYTES_MAX)
		return wg_fail(e, WG_EDATA, N_("{1} is larger than 1 GiB"), "s", path);
	return WG_OK;
}

enum wg_err wg_book_open(struct wg_book **book, const char *path, const struct wg_book_options *options,
			 struct wg_error *e)
{
	struct stat before, after;
	char *bytes = NULL;
	/* Not to wait for a writer when path is a pipe. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return wg_fail(e, WG_ENOINPUT, N_("{1} cannot be read: {2}"), "ss", path, strerror(errno));
	enum wg_err err = check_file(fd, path, &before, e);
	if (err)
		goto out;
	size_t n = (size_t)before.st_size;
	bytes = wg_xmalloc(n);
	err = read_all(fd, path, bytes, n, e);
	if (err)
		goto out;
	if (fstat(fd, &after) != 0 || after.st_size != before.st_size ||
	    after.st_mtim.tv_sec != before.st_mtim.tv_sec || after.st_mtim.tv_nsec != before.st_mtim.tv_nsec) {
		err = wg_fail(e, WG_EIO, N_("{1} was changed while it was read: try again"), "s", path);
		goto out;
	}
	err = wg_book_read(book, path, bytes, n, options, e);
out:
	free(bytes);
	close(fd);
	return err;
}

/* The beginning of the file as small ASCII letters, whatever its encoding: without marks, zeros and blanks before it.
 */
static size_t peek(const char *bytes, size_t n, char out[PEEK])
{
	size_t len = 0;
	for (size_t i = 0; i < n && len + 1 < PEEK; i++) {
		unsigned char c = (unsigned char)bytes[i];
		bool mark = i < 3 && c >= 0x80, blank = len == 0 && (c == ' ' || (c >= '\t' && c <= '\r'));
		if (c != 0 && !mark && !blank)
			out[len++] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	out[len] = '\0';
	return len;
}

/* Tables saved as a web page or as Excel 2003 XML, mostly named .xls by the system that wrote them. */
static bool is_markup(const char *start)
{
	static const char *const tags[] = {"<html", "<table",  "<!doctype", "<head",     "<meta",       "<?xml",
					   "<body", "<!--",    "<div",      "<style",    "<tr",         "<td",
					   "<xml",  "<script", "<form",     "<workbook", "<ss:workbook"};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		if (strncmp(start, tags[i], strlen(tags[i])) == 0)
			return true;
	}
	return false;
}

static bool is_workbook(const char *start)
{
	const char *w = strstr(start, "workbook");
	for (; w && w > start; w = strstr(w + 1, "workbook")) {
		if ((w[-1] == '<' || w[-1] == ':') && strchr(" \t\r\n>", w[8]))
			return !strstr(start, "<html");
	}
	return false;
}

static enum wg_err read_xlsx(struct wg_book *book, const char *bytes, size_t n, struct wg_error *e)
{
	const struct wg_sheets *sheets;
	enum wg_err err = wg_sheets(&sheets, e);
	return err ? err : sheets->read_xlsx(book, bytes, n, e);
}

static enum wg_err read_xml(struct wg_book *book, const char *text, size_t n, struct wg_error *e)
{
	const struct wg_sheets *sheets;
	enum wg_err err = wg_sheets(&sheets, e);
	return err ? err : sheets->read_xml(book, text, n, e);
}

static enum wg_err read_markup(struct wg_book *book, const char *bytes, size_t n, const char *start,
			       const char *encoding, struct wg_error *e)
{
	struct wg_buf text;
	enum wg_err err = wg_book_decode(book, bytes, n, encoding, &text, e);
	if (!err)
		err = is_workbook(start) ? read_xml(book, text.data, text.len, e)
					 : wg_book_read_html(book, text.data, text.len, e);
	wg_buf_free(&text);
	return err;
}

static enum wg_err fill(struct wg_book *book, const char *bytes, size_t n, const char *encoding, struct wg_error *e)
{
	static const char zip[] = "PK\x03\x04";
	char start[PEEK];
	if (n == 0)
		return wg_fail(e, WG_EDATA, N_("{1} is empty"), "s", book->name);
	if (n > WG_BOOK_BYTES_MAX)
		return wg_fail(e, WG_EDATA, N_("{1} is larger than 1 GiB"), "s", book->name);
	if (wg_xls_is_ole(bytes, n) || wg_xls_is_bare(bytes, n))
		return wg_book_read_xls(book, bytes, n, e);
	if (n >= 4 && memcmp(bytes, zip, 4) == 0)
		return read_xlsx(book, bytes, n, e);
	peek(bytes, n, start);
	if (is_markup(start))
		return read_markup(book, bytes, n, start, encoding, e);
	if (strncmp(start, "mime-version:", 13) == 0)
		return wg_fail(e, WG_EDATA,
			       N_("{1} is a web archive (.mht): open it in Excel or WPS and save it as .xlsx"), "s",
			       book->name);
	return wg_book_read_text(book, bytes, n, encoding, e);
}

static void take_digest(struct wg_book *book, const void *bytes, size_t n)
{
	unsigned char digest[(sizeof book->digest - 1) / 2];
	crypto_generichash(digest, sizeof digest, bytes, n, NULL, 0);
	sodium_bin2hex(book->digest, sizeof book->digest, digest, sizeof digest);
}

enum wg_err wg_book_read(struct wg_book **book, const char *name, const void *bytes, size_t n,
			 const struct wg_book_options *options, struct wg_error *e)
{
	struct wg_book *b = wg_xmalloc(sizeof *b);
	*b = (struct wg_book){.name = wg_xstrdup(name)};
	take_digest(b, bytes, n);
	enum wg_err err = fill(b, bytes, n, options ? options->encoding : NULL, e);
	if (err)
		wg_book_close(&b);
	else
		*book = b;
	return err;
}
