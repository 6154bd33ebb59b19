#include <errno.h>
#include <string.h>

#include "exchange/book_build.h"
#include "exchange/confine.h"
#include "exchange/wire.h"
#include "exchange/xls_read.h"

/* An old workbook has at most 65,536 rows a sheet; the largest real ones stay below 60 MB. */
enum { SECONDS = 60, MEGABYTE = 1 << 20, FILE_MAX = 256 * MEGABYTE };

struct job {
	const void *bytes;
	size_t n;
};

static void read_confined(void *user, struct wg_buf *out)
{
	const struct job *job = user;
	wg_xls_read(job->bytes, job->n, out);
}

static enum wg_err refuse(const char *name, enum wg_wire_failure why, struct wg_error *e)
{
	static const char *const sentences[] = {
		[WG_WIRE_DAMAGED] = N_("{1} is damaged or incomplete: open it in Excel or WPS and save it as .xlsx"),
		[WG_WIRE_DOCUMENT] = N_("{1} is a document without sheets (.doc, .wps …): copy its table into a new "
					"sheet and save that as .xlsx"),
		[WG_WIRE_ANCIENT] = N_("{1} is of a very old Excel: open it in Excel or WPS and save it as .xlsx"),
		[WG_WIRE_NOTHING] = N_("{1} has no sheet with cells"),
	};
	return why == WG_WIRE_PASSWORD ? wg_book_password(name, e) : wg_fail(e, WG_EDATA, sentences[why], "s", name);
}

static enum wg_err not_read(const char *name, enum wg_confine_end end, struct wg_error *e)
{
	if (end == WG_CONFINE_SLOW)
		return wg_fail(e, WG_EDATA,
			       N_("{1} takes longer than {2} seconds to read: open it in Excel or WPS and save it as "
				  ".xlsx"),
			       "sd", name, (int)SECONDS);
	if (end == WG_CONFINE_BROKE)
		return wg_fail(e, WG_EDATA,
			       N_("{1} cannot be read, it is damaged or made to do harm: open it in Excel or WPS and "
				  "save it as .xlsx"),
			       "s", name);
	return wg_fail(e, WG_EINTERNAL,
		       N_("{1}: old .xls files are read in a confined process, which this machine refuses ({2}): save "
			  "it as .xlsx"),
		       "ss", name, strerror(errno));
}

enum wg_err wg_book_read_xls(struct wg_book *book, const void *bytes, size_t n, struct wg_error *e)
{
	const struct wg_confine limits = {
		.seconds = SECONDS, .memory = (size_t)2048 * MEGABYTE, .output_max = (size_t)512 * MEGABYTE};
	struct job job = {bytes, n};
	struct wg_buf out;
	enum wg_err err = WG_OK;
	book->format = WG_BOOK_XLS;
	if (n > FILE_MAX)
		return wg_fail(e, WG_EDATA, N_("{1} is too large for an .xls file: save it as .xlsx"), "s", book->name);
	wg_buf_init(&out, limits.output_max);
	enum wg_confine_end end = wg_confine(&limits, read_confined, &job, &out);
	if (end != WG_CONFINE_DONE) {
		err = not_read(book->name, end, e);
	} else {
		enum wg_wire_failure why = wg_wire_read(book, out.data ? out.data : "", out.len, &err, e);
		if (why && !err)
			err = refuse(book->name, why, e);
	}
	wg_buf_free(&out);
	return err;
}
