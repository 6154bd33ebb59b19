/* write_paper.h: paper (paper.h) as a workbook, set up for printing. */
#ifndef WANGGE_EXCHANGE_WRITE_PAPER_H
#define WANGGE_EXCHANGE_WRITE_PAPER_H

#include "exchange/paper.h"

/* path: where to write; messages call it name. */
enum wg_err wg_paper_write_xlsx(const struct wg_paper *p, const char *path, const char *name, struct wg_error *e);

#endif
