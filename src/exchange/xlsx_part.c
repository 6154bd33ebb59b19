#include "exchange/xlsx_part.h"

#include <string.h>

#include "exchange/book_build.h"

/* Deflate reaches 1029:1; sheets of real offices stay below 60:1. Small parts are not worth a bomb. */
enum { RATIO_MAX = 200, RATIO_FROM = 1 << 20, ENTRIES_MAX = 10000, CHUNK = 64 * 1024 };

static enum wg_err damaged(const char *file, struct wg_error *e)
{
	return wg_fail(e, WG_EDATA, N_("{1} is damaged or incomplete: copy or save it again"), "s", file);
}

enum wg_err wg_package_open(struct wg_package *package, const char *name, const void *bytes, size_t n,
			    struct wg_error *e)
{
	zip_source_t *source = zip_source_buffer_create(bytes, n, 0, NULL);
	if (!source)
		return wg_fail(e, WG_EINTERNAL, N_("{1} cannot be unpacked"), "s", name);
	zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
	if (!zip) {
		zip_source_free(source);
		return damaged(name, e);
	}
	*package = (struct wg_package){.zip = zip, .name = name};
	if (zip_get_num_entries(zip, 0) <= ENTRIES_MAX)
		return WG_OK;
	wg_package_close(package);
	return wg_fail(e, WG_EDATA, N_("{1} has too many parts for a workbook"), "s", name);
}

void wg_package_close(struct wg_package *package)
{
	if (package->zip)
		zip_discard(package->zip);
	package->zip = NULL;
}

bool wg_package_has(const struct wg_package *package, const char *part)
{
	return zip_name_locate(package->zip, part, ZIP_FL_NOCASE) >= 0;
}

static const char *local_name(const char *name)
{
	const char *colon = strchr(name, ':');
	return colon ? colon + 1 : name;
}

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **attributes)
{
	struct wg_part *h = user;
	if (!h->err && h->start)
		h->start(h, local_name(name), attributes);
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
	struct wg_part *h = user;
	if (!h->err && h->end)
		h->end(h, local_name(name));
}

static void XMLCALL on_text(void *user, const XML_Char *text, int n)
{
	struct wg_part *h = user;
	if (!h->err && h->text)
		h->text(h, text, n);
}

/* Workbooks have none; whoever sends one wants entities. */
static void XMLCALL on_doctype(void *user, const XML_Char *name, const XML_Char *system, const XML_Char *public,
			       int own)
{
	struct wg_part *h = user;
	(void)name, (void)system, (void)public, (void)own;
	wg_part_stop(h, wg_fail(h->e, WG_EDATA, N_("{1} is not a workbook: {2} has a document type"), "ss", h->file,
				h->name));
}

void wg_part_stop(struct wg_part *part, enum wg_err err)
{
	part->err = err;
	XML_StopParser(part->parser, XML_FALSE);
}

const char *wg_part_attribute(const char **attributes, const char *name)
{
	for (const char **a = attributes; a[0]; a += 2)
		if (strcmp(local_name(a[0]), name) == 0)
			return a[1];
	return NULL;
}

/* Counts what really comes out; what the zip's own directory says may be a lie. */
static enum wg_err count(struct wg_package *package, uint64_t *unpacked, uint64_t n, uint64_t packed,
			 struct wg_error *e)
{
	*unpacked += n;
	package->unpacked += n;
	if (package->unpacked > WG_BOOK_BYTES_MAX)
		return wg_fail(e, WG_EDATA, N_("{1} unpacks to more than 1 GiB"), "s", package->name);
	if (*unpacked > RATIO_FROM && *unpacked / RATIO_MAX > packed)
		return wg_fail(e, WG_EDATA, N_("{1} unpacks to far more than a workbook holds"), "s", package->name);
	return WG_OK;
}

static enum wg_err parse(struct wg_package *package, zip_file_t *file, uint64_t packed, struct wg_part *h,
			 struct wg_error *e)
{
	uint64_t unpacked = 0;
	for (bool last = false; !last;) {
		void *chunk = XML_GetBuffer(h->parser, CHUNK);
		if (!chunk)
			return damaged(package->name, e);
		zip_int64_t n = zip_fread(file, chunk, CHUNK);
		if (n < 0)
			return damaged(package->name, e);
		enum wg_err err = count(package, &unpacked, (uint64_t)n, packed, e);
		if (err)
			return err;
		last = n == 0;
		if (XML_ParseBuffer(h->parser, (int)n, last) != XML_STATUS_OK)
			return h->err ? h->err : damaged(package->name, e);
	}
	return WG_OK;
}

enum wg_err wg_package_read(struct wg_package *package, const char *part, struct wg_part *h, struct wg_error *e)
{
	zip_stat_t st;
	zip_stat_init(&st);
	if (zip_stat(package->zip, part, ZIP_FL_NOCASE, &st) != 0 || !(st.valid & ZIP_STAT_COMP_SIZE))
		return wg_fail(e, WG_EDATA, N_("{1} is damaged: {2} is missing in it"), "ss", package->name, part);
	if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
		return wg_book_password(package->name, e);
	zip_file_t *file = zip_fopen_index(package->zip, st.index, 0);
	if (!file)
		return damaged(package->name, e);
	h->parser = XML_ParserCreate(NULL);
	if (!h->parser)
		abort();
	h->file = package->name;
	h->name = part;
	h->e = e;
	h->err = WG_OK;
	XML_SetUserData(h->parser, h);
	XML_SetElementHandler(h->parser, on_start, on_end);
	XML_SetCharacterDataHandler(h->parser, on_text);
	XML_SetStartDoctypeDeclHandler(h->parser, on_doctype);
	enum wg_err err = parse(package, file, st.comp_size, h, e);
	XML_ParserFree(h->parser);
	zip_fclose(file);
	return err;
}
