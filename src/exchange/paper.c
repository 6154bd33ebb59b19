#include "exchange/paper.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "exchange/safe_file.h"
#include "exchange/sheets.h"

enum { TEXT_MAX = 1 << 30 };

struct wg_paper_part *wg_paper_part(struct wg_paper *p, const char *name)
{
	WG_PUSH(&p->parts, (struct wg_paper_part){.name = name});
	return &p->parts.at[p->parts.len - 1];
}

static struct wg_paper_part *last_part(struct wg_paper *p)
{
	return &p->parts.at[p->parts.len - 1];
}

void wg_paper_line(struct wg_paper *p, enum wg_paper_kind kind, const char *text)
{
	const char **cell = WG_NEW(p->arena, const char *, 1);
	*cell = text ? text : "";
	WG_PUSH(&last_part(p)->lines, (struct wg_paper_line){kind, cell});
}

void wg_paper_row(struct wg_paper *p, const char *const *cells)
{
	const char **copy = WG_NEW(p->arena, const char *, p->n_columns);
	for (size_t i = 0; i < p->n_columns; i++)
		copy[i] = cells[i] ? cells[i] : "";
	WG_PUSH(&last_part(p)->lines, (struct wg_paper_line){WG_PAPER_ROW, copy});
}

void wg_paper_repeat(struct wg_paper *p)
{
	last_part(p)->repeat = last_part(p)->lines.len;
}

void wg_paper_free(struct wg_paper *p)
{
	for (size_t i = 0; i < p->parts.len; i++)
		WG_VEC_FREE(&p->parts.at[i].lines);
	WG_VEC_FREE(&p->parts);
}

static bool ends_in(const char *path, const char *ending)
{
	size_t n = strlen(path), k = strlen(ending);
	return n > k && strcmp(path + n - k, ending) == 0;
}

static enum wg_err write_text(const struct wg_paper *p, const struct wg_safe_file *file, struct wg_error *e)
{
	struct wg_buf text;
	wg_buf_init(&text, TEXT_MAX);
	wg_paper_text(p, &text);
	int fd = open(file->temporary, O_WRONLY | O_CLOEXEC);
	bool ok = fd >= 0 && !text.toobig;
	for (size_t at = 0; ok && at < text.len;) {
		ssize_t k = write(fd, text.data + at, text.len - at);
		ok = k >= 0 || errno == EINTR;
		at += k > 0 ? (size_t)k : 0;
	}
	int kept = errno;
	if (fd >= 0)
		close(fd);
	wg_buf_free(&text);
	return ok ? WG_OK
		  : wg_fail(e, WG_ECANTCREAT, N_("{1} cannot be written: {2}"), "ss", file->path, strerror(kept));
}

enum wg_err wg_paper_check(const char *path, struct wg_error *e)
{
	if (ends_in(path, ".txt") || ends_in(path, ".xlsx"))
		return WG_OK;
	return wg_fail(e, WG_EUSAGE, N_("{1}: the file's name must end in .xlsx or .txt"), "s", path);
}

enum wg_err wg_paper_write(const struct wg_paper *p, const char *path, struct wg_error *e)
{
	struct wg_safe_file file;
	const struct wg_sheets *sheets = NULL;
	bool text = ends_in(path, ".txt");
	enum wg_err err = wg_paper_check(path, e);
	if (err == WG_OK && !text)
		err = wg_sheets(&sheets, e);
	if (err == WG_OK)
		err = wg_safe_begin(&file, path, e);
	if (err != WG_OK)
		return err;
	err = text ? write_text(p, &file, e) : sheets->write_paper(p, file.temporary, path, e);
	if (err == WG_OK)
		return wg_safe_commit(&file, e);
	wg_safe_abort(&file);
	return err;
}
