/* chain.h: proof that the journal is as it was written. */
#ifndef WANGGE_STORE_CHAIN_H
#define WANGGE_STORE_CHAIN_H

#include "store/db.h"

/* Computes every mac and hash again. *broken: the first batch that does not fit, 0 = the chain is whole. */
enum wg_err wg_chain_verify(struct wg_db *db, int64_t *broken, struct wg_error *e);

#endif
