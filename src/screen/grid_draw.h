/* grid_draw.h: how the grid screen looks. For the files of the grid screen only. */
#ifndef WANGGE_SCREEN_GRID_DRAW_H
#define WANGGE_SCREEN_GRID_DRAW_H

#include "screen/grid_data.h"

/* The cell functions of tree and table; data is the grid. */
void grid_tree_cell(void *grid, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out);
void grid_table_cell(void *grid, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out);

void grid_draw(struct grid *g, struct wg_cells *c, struct wg_rect r);

/* Names of the places from the top down to the tree's row, " > " between; leading ones are left out beyond cols. */
void grid_crumbs(const struct grid *g, int cols, char out[WG_CRUMBS]);
void grid_counters(const struct grid *g, bool narrow, char out[WG_CRUMBS]);

/* "3栋2单元1102": what stands before the room where several buildings or entrances are listed. */
void grid_door(const struct grid *g, const struct wg_household *h, char out[WG_CELL_TEXT]);

/* Names of codes with blanks between: "独居 高龄". */
void grid_codes(const struct wg_ui *ui, const char *list, const char *codes, char *out, size_t cap);

void grid_date(int64_t day, char out[16]); /* "2026-03-26"; "" for 0 */

#endif
