#include "exchange/book.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "exchange/book_build.h"
#include "exchange/sheets.h"

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

static bool starts_with(const char *bytes, size_t n, const char *magic, size_t len)
{
	return n >= len && memcmp(bytes, magic, len) == 0;
}

static bool starts_with_tag(const char *bytes, size_t n, const char *tag)
{
	for (size_t i = 0; tag[i]; i++) {
		char c = i < n ? bytes[i] : '\0';
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != tag[i])
			return false;
	}
	return true;
}

/* Tables saved as a web page or as Excel 2003 XML, mostly named .xls by the system that wrote them. */
static bool is_markup(const char *bytes, size_t n)
{
	static const char *const tags[] = {"<html", "<table", "<!doctype", "<head", "<meta", "<?xml", "<body"};
	if (starts_with(bytes, n, "\xEF\xBB\xBF", 3)) {
		bytes += 3;
		n -= 3;
	}
	while (n > 0 && (*bytes == ' ' || *bytes == '\t' || *bytes == '\r' || *bytes == '\n')) {
		bytes++;
		n--;
	}
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (starts_with_tag(bytes, n, tags[i]))
			return true;
	return false;
}

static enum wg_err refuse_ole(const char *name, const char *bytes, size_t n, struct wg_error *e)
{
	static const char package[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"; /* in UTF-16LE */
	if (memmem(bytes, n, package, sizeof package))
		return wg_fail(e, WG_EDATA, N_("{1} has a password: open it, take the password off and save it again"),
			       "s", name);
	return wg_fail(e, WG_EDATA,
		       N_("{1} is an old .xls file: open it in Excel or WPS and save it as .xlsx (Excel workbook)"),
		       "s", name);
}

static enum wg_err read_workbook(struct wg_book *book, const char *bytes, size_t n, struct wg_error *e)
{
	const struct wg_sheets *sheets;
	enum wg_err err = wg_sheets(&sheets, e);
	return err ? err : sheets->read_xlsx(book, bytes, n, e);
}

static enum wg_err fill(struct wg_book *book, const char *bytes, size_t n, const char *encoding, struct wg_error *e)
{
	static const char zip[] = "PK\x03\x04", ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
	if (n == 0)
		return wg_fail(e, WG_EDATA, N_("{1} is empty"), "s", book->name);
	if (n > WG_BOOK_BYTES_MAX)
		return wg_fail(e, WG_EDATA, N_("{1} is larger than 1 GiB"), "s", book->name);
	if (starts_with(bytes, n, ole, 4))
		return refuse_ole(book->name, bytes, n, e);
	if (starts_with(bytes, n, zip, 4))
		return read_workbook(book, bytes, n, e);
	if (is_markup(bytes, n))
		return wg_fail(e, WG_EDATA,
			       N_("{1} is a table saved as a web page or XML: open it in Excel or WPS and save it as "
				  ".xlsx (Excel workbook)"),
			       "s", book->name);
	return wg_book_read_text(book, bytes, n, encoding, e);
}

enum wg_err wg_book_read(struct wg_book **book, const char *name, const void *bytes, size_t n,
			 const struct wg_book_options *options, struct wg_error *e)
{
	struct wg_book *b = wg_xmalloc(sizeof *b);
	*b = (struct wg_book){.name = wg_xstrdup(name)};
	enum wg_err err = fill(b, bytes, n, options ? options->encoding : NULL, e);
	if (err)
		wg_book_close(&b);
	else
		*book = b;
	return err;
}
