#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "exchange/book_build.h"
#include "exchange/xlsx_part.h"
#include "exchange/xlsx_sheet.h"
#include "exchange/xlsx_value.h"

enum { SHEETS_MAX = 1024, STYLES_MAX = 65536 };

struct relation {
	const char *id, *type, *part; /* type: its last word; part: from the top, without a leading slash */
};

struct relations {
	struct wg_arena arena;
	WG_VEC(struct relation) list;
	const char *base; /* the part that they belong to; "" = the package */
};

static void free_relations(struct relations *rs)
{
	WG_VEC_FREE(&rs->list);
	wg_arena_free(&rs->arena);
}

static const char *after_slash(const char *text)
{
	const char *slash = strrchr(text, '/');
	return slash ? slash + 1 : text;
}

/* A target is relative to the folder of the part that names it, or absolute with a leading slash. */
static const char *resolve(struct wg_arena *a, const char *base, const char *target)
{
	if (*target == '/')
		return wg_arena_strdup(a, target + 1);
	size_t n = (size_t)(after_slash(base) - base);
	for (;; target += target[1] == '.' ? 3 : 2) {
		if (strncmp(target, "../", 3) == 0) {
			while (n > 0 && --n > 0 && base[n - 1] != '/')
				continue;
		} else if (strncmp(target, "./", 2) != 0) {
			break;
		}
	}
	return wg_arena_printf(a, "%.*s%s", (int)n, base, target);
}

static void on_relation(struct wg_part *h, const char *element, const char **attributes)
{
	struct relations *rs = h->user;
	const char *id = wg_part_attribute(attributes, "Id"), *type = wg_part_attribute(attributes, "Type"),
		   *target = wg_part_attribute(attributes, "Target"),
		   *mode = wg_part_attribute(attributes, "TargetMode");
	if (strcmp(element, "Relationship") != 0 || !id || !type || !target || (mode && strcmp(mode, "External") == 0))
		return;
	WG_PUSH(&rs->list,
		(struct relation){wg_arena_strdup(&rs->arena, id), wg_arena_strdup(&rs->arena, after_slash(type)),
				  resolve(&rs->arena, rs->base, target)});
}

static enum wg_err read_relations(struct wg_xlsx *x, const char *base, struct relations *rs, struct wg_error *e)
{
	const char *file = after_slash(base);
	const char *part = wg_arena_printf(&rs->arena, "%.*s_rels/%s.rels", (int)(file - base), base, file);
	struct wg_part h = {.user = rs, .start = on_relation};
	rs->base = base;
	return wg_package_has(&x->package, part) ? wg_package_read(&x->package, part, &h, e) : WG_OK;
}

static const char *part_of_type(const struct relations *rs, const char *type)
{
	for (size_t i = 0; i < rs->list.len; i++)
		if (strcmp(rs->list.at[i].type, type) == 0)
			return rs->list.at[i].part;
	return NULL;
}

static const struct relation *relation_by_id(const struct relations *rs, const char *id)
{
	for (size_t i = 0; i < rs->list.len; i++)
		if (strcmp(rs->list.at[i].id, id) == 0)
			return &rs->list.at[i];
	return NULL;
}

struct shared_reader {
	struct wg_xlsx *x;
	struct wg_buf text;
	bool in_text;
	int phonetic;
};

static void shared_start(struct wg_part *h, const char *element, const char **attributes)
{
	struct shared_reader *r = h->user;
	(void)attributes;
	if (strcmp(element, "si") == 0)
		wg_buf_clear(&r->text);
	else if (strcmp(element, "t") == 0)
		r->in_text = true;
	else if (strcmp(element, "rPh") == 0)
		r->phonetic++;
}

static void shared_end(struct wg_part *h, const char *element)
{
	struct shared_reader *r = h->user;
	if (strcmp(element, "t") == 0) {
		r->in_text = false;
	} else if (strcmp(element, "rPh") == 0) {
		r->phonetic--;
	} else if (strcmp(element, "si") == 0) {
		if (r->text.toobig || r->x->shared.len >= WG_BOOK_CELLS_MAX) {
			wg_part_stop(h, wg_fail(h->e, WG_EDATA, N_("{1}: a text is too long"), "s", h->file));
			return;
		}
		size_t n = r->text.len ? wg_xlsx_unescape(r->text.data, r->text.len) : 0;
		WG_PUSH(&r->x->shared, wg_book_add_text(r->x->book, r->text.data, n));
	}
}

static void shared_text(struct wg_part *h, const char *text, int n)
{
	struct shared_reader *r = h->user;
	if (r->in_text && r->phonetic == 0)
		wg_buf_add(&r->text, text, (size_t)n);
}

static enum wg_err read_shared(struct wg_xlsx *x, const char *part, struct wg_error *e)
{
	struct shared_reader r = {.x = x};
	struct wg_part h = {.user = &r, .start = shared_start, .end = shared_end, .text = shared_text};
	wg_buf_init(&r.text, WG_CELL_BYTES_MAX);
	enum wg_err err = wg_package_read(&x->package, part, &h, e);
	wg_buf_free(&r.text);
	return err;
}

struct style_reader {
	struct wg_xlsx *x;
	bool in_cells; /* in <cellXfs>; <cellStyleXfs> has <xf>, too */
	WG_VEC(int) own_id;
	WG_VEC(bool) own_date;
};

static int small_number(const char *text)
{
	int v = 0;
	for (; text && *text >= '0' && *text <= '9' && v < STYLES_MAX; text++)
		v = v * 10 + (*text - '0');
	return v;
}

static bool shows_date(const struct style_reader *r, int id)
{
	for (size_t i = 0; i < r->own_id.len; i++)
		if (r->own_id.at[i] == id)
			return r->own_date.at[i];
	return wg_xlsx_date_id(id);
}

static void style_start(struct wg_part *h, const char *element, const char **attributes)
{
	struct style_reader *r = h->user;
	const char *id = wg_part_attribute(attributes, "numFmtId");
	if (strcmp(element, "cellXfs") == 0) {
		r->in_cells = true;
	} else if (strcmp(element, "numFmt") == 0 && r->own_id.len < STYLES_MAX / 16) {
		const char *code = wg_part_attribute(attributes, "formatCode");
		WG_PUSH(&r->own_id, small_number(id));
		WG_PUSH(&r->own_date, code && wg_xlsx_date_code(code));
	} else if (strcmp(element, "xf") == 0 && r->in_cells && r->x->dates.len < STYLES_MAX) {
		WG_PUSH(&r->x->dates, shows_date(r, small_number(id)));
	}
}

static void style_end(struct wg_part *h, const char *element)
{
	struct style_reader *r = h->user;
	if (strcmp(element, "cellXfs") == 0)
		r->in_cells = false;
}

static enum wg_err read_styles(struct wg_xlsx *x, const char *part, struct wg_error *e)
{
	struct style_reader r = {.x = x};
	struct wg_part h = {.user = &r, .start = style_start, .end = style_end};
	enum wg_err err = wg_package_read(&x->package, part, &h, e);
	WG_VEC_FREE(&r.own_id);
	WG_VEC_FREE(&r.own_date);
	return err;
}

struct sheet_entry {
	const char *name, *id;
	bool hidden;
};

struct workbook {
	struct wg_xlsx *x;
	struct wg_arena arena;
	WG_VEC(struct sheet_entry) sheets;
	bool seen; /* the part is a workbook, not a document or slides */
};

static void workbook_start(struct wg_part *h, const char *element, const char **attributes)
{
	struct workbook *w = h->user;
	if (strcmp(element, "workbook") == 0) {
		w->seen = true;
	} else if (strcmp(element, "workbookPr") == 0) {
		const char *v = wg_part_attribute(attributes, "date1904");
		w->x->date1904 = v && (strcmp(v, "1") == 0 || strcmp(v, "true") == 0);
	} else if (strcmp(element, "sheet") == 0 && w->sheets.len < SHEETS_MAX) {
		const char *name = wg_part_attribute(attributes, "name"), *id = wg_part_attribute(attributes, "id"),
			   *state = wg_part_attribute(attributes, "state");
		if (name && id)
			WG_PUSH(&w->sheets,
				(struct sheet_entry){wg_arena_strdup(&w->arena, name), wg_arena_strdup(&w->arena, id),
						     state && strcmp(state, "visible") != 0});
	}
}

static enum wg_err not_a_workbook(const struct wg_xlsx *x, struct wg_error *e)
{
	return wg_fail(e, WG_EDATA, N_("{1} is no Excel workbook (.xlsx): open it and save it as one"), "s",
		       x->book->name);
}

/* Finds the workbook part: by the package's relationships, else where nearly all programs put it. */
static enum wg_err find_workbook(struct wg_xlsx *x, struct wg_arena *arena, const char **part, struct wg_error *e)
{
	struct relations top = {0};
	enum wg_err err = read_relations(x, "", &top, e);
	if (!err) {
		const char *found = part_of_type(&top, "officeDocument");
		*part = wg_arena_strdup(arena, found ? found : "xl/workbook.xml");
		size_t n = strlen(*part);
		if (!wg_package_has(&x->package, *part) || (n > 4 && strcmp(*part + n - 4, ".bin") == 0))
			err = not_a_workbook(x, e);
	}
	free_relations(&top);
	return err;
}

static enum wg_err read_parts(struct wg_xlsx *x, struct workbook *w, const struct relations *rs, struct wg_error *e)
{
	const char *styles = part_of_type(rs, "styles"), *shared = part_of_type(rs, "sharedStrings");
	enum wg_err err = styles && wg_package_has(&x->package, styles) ? read_styles(x, styles, e) : WG_OK;
	if (!err && shared && wg_package_has(&x->package, shared))
		err = read_shared(x, shared, e);
	for (size_t i = 0; !err && i < w->sheets.len; i++) {
		const struct relation *r = relation_by_id(rs, w->sheets.at[i].id);
		if (!r)
			return wg_fail(e, WG_EDATA, N_("{1} is damaged: the sheet {2} is missing in it"), "ss",
				       x->book->name, w->sheets.at[i].name);
		if (strcmp(r->type, "worksheet") != 0)
			continue; /* a sheet that is only a chart */
		wg_book_add_sheet(x->book, w->sheets.at[i].name, w->sheets.at[i].hidden);
		err = wg_xlsx_read_sheet(x, r->part, e);
	}
	if (!err && x->book->sheets.len == 0)
		err = not_a_workbook(x, e);
	return err;
}

static enum wg_err read_workbook(struct wg_xlsx *x, struct wg_error *e)
{
	struct workbook w = {.x = x};
	struct relations rs = {0};
	struct wg_part h = {.user = &w, .start = workbook_start};
	const char *part = NULL;
	enum wg_err err = find_workbook(x, &w.arena, &part, e);
	if (!err)
		err = wg_package_read(&x->package, part, &h, e);
	if (!err && !w.seen)
		err = not_a_workbook(x, e);
	if (!err)
		err = read_relations(x, part, &rs, e);
	if (!err)
		err = read_parts(x, &w, &rs, e);
	free_relations(&rs);
	WG_VEC_FREE(&w.sheets);
	wg_arena_free(&w.arena);
	return err;
}

enum wg_err wg_book_read_xlsx(struct wg_book *book, const void *bytes, size_t n, struct wg_error *e)
{
	struct wg_xlsx x = {.book = book};
	book->format = WG_BOOK_XLSX;
	enum wg_err err = wg_package_open(&x.package, book->name, bytes, n, e);
	if (err)
		return err;
	err = read_workbook(&x, e);
	wg_package_close(&x.package);
	WG_VEC_FREE(&x.shared);
	WG_VEC_FREE(&x.dates);
	return err;
}
