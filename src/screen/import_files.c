#include "screen/import_state.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "screen/contacts_text.h"
#include "view/panel.h"

enum column { NAME, SIZE, CHANGED };

static const struct wg_column columns[] = {
	[NAME] = {"name", N_("file"), 30, 0, 1, WG_LEFT, 0},
	[SIZE] = {"size", N_("KB"), 8, 0, 0, WG_RIGHT, 1},
	[CHANGED] = {"changed", N_("changed"), 10, 0, 0, WG_LEFT, 1},
};

static int64_t count(void *data)
{
	return ((const struct wg__files *)data)->n;
}

static int64_t id(void *data, int64_t row)
{
	return row + 1;
}

static void cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct wg__files *f = data;
	const struct wg__file_entry *entry = &f->at[row];
	if (column == NAME) {
		snprintf(scratch, WG_CELL_TEXT, "%s%s", entry->name, entry->folder ? "/" : "");
		out->text = scratch;
		out->role = entry->folder ? WG_ROLE_DIM : WG_ROLE_NORMAL;
	} else if (column == SIZE && !entry->folder) {
		snprintf(scratch, WG_CELL_TEXT, "%" PRId64, (entry->size + 1023) / 1024);
		out->text = scratch;
	} else if (column == CHANGED) {
		wg__put_day(entry->at, scratch, out);
	}
}

void wg__files_open(struct wg__files *f, struct wg_ui *ui)
{
	f->ui = ui;
	wg__columns(ui, columns, 3, f->columns);
	wg_table_init(&f->table, f->columns, 3, cell, f);
	wg_list_init(&f->list, (struct wg_row_source){.data = f, .count = count, .id = id});
	wg__files_read(f);
}

void wg__files_free(struct wg__files *f)
{
	wg_list_free(&f->list);
	wg_arena_free(&f->arena);
}

static char lower(char ch)
{
	return ch >= 'A' && ch <= 'Z' ? (char)(ch - 'A' + 'a') : ch;
}

static bool begins(const char *text, const char *begin)
{
	while (*begin && lower(*text) == lower(*begin)) {
		text++;
		begin++;
	}
	return !*begin;
}

static bool is_table(const char *name)
{
	static const char *const endings[] = {".xlsx", ".xls", ".et", ".csv", ".txt", ".tsv", ".htm", ".html", ".xml"};
	size_t n = strlen(name);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t len = strlen(endings[i]);
		if (n > len && begins(name + n - len, endings[i]))
			return true;
	}
	return false;
}

/* ~ stands for the home folder; quotes around a pasted path are not part of it. */
static void typed(const struct wg__files *f, char out[WG_IMPORT_PATH])
{
	char text[WG_LINE_MAX * 4];
	wg_line_text(&f->line, text, sizeof text);
	size_t n = strlen(text);
	const char *from = text, *home = getenv("HOME");
	if (n >= 2 && (text[0] == '"' || text[0] == '\'') && text[n - 1] == text[0]) {
		text[n - 1] = '\0';
		from++;
	}
	if (home && from[0] == '~' && (from[1] == '/' || !from[1]))
		snprintf(out, WG_IMPORT_PATH, "%s%s", home, from + 1);
	else
		snprintf(out, WG_IMPORT_PATH, "%s", from);
}

/* Splits at the last slash: "/home/a/ro" is "/home/a/" and "ro". */
static size_t folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? (size_t)(slash - path) + 1 : 0;
}

static int by_name(const void *a, const void *b)
{
	const struct wg__file_entry *x = a, *y = b;
	if (x->folder != y->folder)
		return x->folder - y->folder;
	return strcmp(x->name, y->name);
}

static void add(struct wg__files *f, const char *folder, const char *name)
{
	struct stat st;
	char path[WG_IMPORT_PATH];
	if ((size_t)snprintf(path, sizeof path, "%s%s", folder, name) >= sizeof path || stat(path, &st) != 0)
		return;
	bool is_folder = S_ISDIR(st.st_mode);
	if (!is_folder && (!S_ISREG(st.st_mode) || !is_table(name)))
		return;
	f->at[f->n++] = (struct wg__file_entry){wg_arena_strdup(&f->arena, name), is_folder, st.st_size,
						wg_day_of(st.st_mtime)};
}

void wg__files_read(struct wg__files *f)
{
	char path[WG_IMPORT_PATH], folder[WG_IMPORT_PATH];
	typed(f, path);
	size_t n = folder_length(path);
	const char *begin = path + n;
	snprintf(folder, sizeof folder, "%.*s", (int)n, path);
	wg_arena_reset(&f->arena);
	f->at = WG_NEW(&f->arena, struct wg__file_entry, WG_IMPORT_FILES);
	f->n = 0;
	DIR *d = opendir(n > 0 ? folder : ".");
	const struct dirent *entry;
	while (d && f->n < WG_IMPORT_FILES && (entry = readdir(d)) != NULL) {
		if (entry->d_name[0] == '.' && begin[0] != '.')
			continue;
		if (begins(entry->d_name, begin) || (*begin && strstr(entry->d_name, begin)))
			add(f, folder, entry->d_name);
	}
	if (d)
		closedir(d);
	if (f->n > 1)
		qsort(f->at, (size_t)f->n, sizeof *f->at, by_name);
	wg_list_go(&f->list, 0);
}

bool wg__files_complete(struct wg__files *f)
{
	char path[WG_IMPORT_PATH], text[WG_IMPORT_PATH + 300];
	if (f->list.cursor < 0)
		return false;
	const struct wg__file_entry *entry = &f->at[f->list.cursor];
	typed(f, path);
	snprintf(text, sizeof text, "%.*s%s%s", (int)folder_length(path), path, entry->name, entry->folder ? "/" : "");
	wg_line_set(&f->line, text);
	if (entry->folder)
		wg__files_read(f);
	return true;
}

void wg__files_path(struct wg__files *f, char out[WG_IMPORT_PATH])
{
	struct stat st;
	typed(f, out);
	if (*out && stat(out, &st) == 0 && S_ISREG(st.st_mode))
		return;
	if (f->list.cursor >= 0 && !f->at[f->list.cursor].folder) {
		size_t n = folder_length(out);
		snprintf(out + n, WG_IMPORT_PATH - n, "%s", f->at[f->list.cursor].name);
	} else {
		out[0] = '\0';
	}
}

void wg__files_paint(struct wg__files *f, struct wg_cells *c, struct wg_rect r)
{
	wg_translate *tr = f->ui->tr;
	int at = r.col + 1 +
		 wg_cells_put(c, r.row, r.col + 1, r.cols - 2, WG_ROLE_STRONG, tr(N_("File to import: ")), 0);
	wg_line_draw(&f->line, c, r.row, at, r.cols - at - 1, WG_ROLE_FIELD, true);
	wg_cells_put(c, r.row + 1, r.col + 1, r.cols - 2, WG_ROLE_DIM,
		     tr(N_("type or choose   Tab completes   Enter opens   .xlsx .xls .et .csv .txt")), WG_PUT_ELL);
	wg_table_draw(&f->table, &f->list, c, (struct wg_rect){r.row + 2, r.col, r.rows - 2, r.cols}, true);
}
