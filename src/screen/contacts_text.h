/* contacts_text.h: the cells that lists of cadres and households have in common. */
#ifndef WANGGE_SCREEN_CONTACTS_TEXT_H
#define WANGGE_SCREEN_CONTACTS_TEXT_H

#include "screen/screen.h"
#include "view/table.h"
#include "wangge/household.h"
#include "wangge/worker.h"

/* Columns with their titles in the language of the user. */
void wg__columns(const struct wg_ui *ui, const struct wg_column *from, int n, struct wg_column *to);

/* A zero is "-", so that the eye finds what is not zero. */
void wg__put_count(int64_t n, char scratch[WG_CELL_TEXT], struct wg_text *out);
/* More households than the column of counts holds stand in that of loads: which says whether this cell is meant. */
void wg__put_nobody(int64_t n, bool load_column, char scratch[WG_CELL_TEXT], struct wg_text *out);
void wg__put_day(int64_t day, char scratch[WG_CELL_TEXT], struct wg_text *out); /* 0 = nothing */
void wg__put_letter(int cadre, char scratch[WG_CELL_TEXT], struct wg_text *out);
/* '<' '=' '>' against the worker's own band. */
void wg__put_sign(const struct wg_worker *w, int64_t count, char scratch[WG_CELL_TEXT], struct wg_text *out);
/* count of the upper band as a bar. */
void wg__put_fill(const struct wg_ui *ui, const struct wg_worker *w, int64_t count, int width,
		  char scratch[WG_CELL_TEXT], struct wg_text *out);
/* What kind of worker, or that he serves part-time; as many whole characters as width has room for. */
void wg__put_kind(const struct wg_ui *ui, const struct wg_worker *w, int width, char scratch[WG_CELL_TEXT],
		  struct wg_text *out);
void wg__put_address(const struct wg_household *h, char scratch[WG_CELL_TEXT], struct wg_text *out);

#endif
