/* import_state.h: what the files of the import screen share: import_files.c finds files, import_page.c shows what a dry
 * run found, import.c answers keys. */
#ifndef WANGGE_SCREEN_IMPORT_STATE_H
#define WANGGE_SCREEN_IMPORT_STATE_H

#include "screen/screen.h"
#include "view/form.h"
#include "view/page.h"
#include "view/table.h"

enum { WG_IMPORT_FILES = 500, WG_IMPORT_PATH = 4096 };

/* A file that may be a roster, or a folder. */
struct wg__file_entry {
	const char *name;
	bool folder;
	int64_t size, at; /* at: the day it was changed */
};

/* What lies in a folder and begins with what is typed. */
struct wg__files {
	struct wg_line line; /* folder and the beginning of a name */
	struct wg_arena arena;
	struct wg__file_entry *at;
	int n;
	struct wg_list list;
	struct wg_table table;
	struct wg_column columns[3];
	struct wg_ui *ui;
};

void wg__files_open(struct wg__files *f, struct wg_ui *ui);
void wg__files_free(struct wg__files *f);
void wg__files_read(struct wg__files *f); /* after the line has changed */
/* Puts the entry under the cursor into the line; a folder's files are listed then. False when there is none. */
bool wg__files_complete(struct wg__files *f);
/* The path that is typed, or chosen when what is typed is no file; "" = neither, or a folder. */
void wg__files_path(struct wg__files *f, char out[WG_IMPORT_PATH]);
void wg__files_paint(struct wg__files *f, struct wg_cells *c, struct wg_rect r);

/* Everything that a dry run has to say, as lines to read; e: why it failed, NULL = it went well. */
int wg__import_lines(const struct wg_ui *ui, const struct wg_outcome *outcome, const struct wg_error *e, int cols,
		     struct wg_arena *a, const struct wg_page_line **out);

#endif
