/* import_workers.h: lists of people who serve: one row a worker, known again by name and telephone. Shared by the lists
 * of cadres and of helpers. */
#ifndef WANGGE_COMMAND_IMPORT_WORKERS_H
#define WANGGE_COMMAND_IMPORT_WORKERS_H

#include "base/map.h"
#include "command/import_file.h"

/* Zero-initialise but c and f. */
struct wg__worker_list {
	struct wg_call *c;
	struct wg__file *f;
	struct wg_node under;   /* kind WG_NODE_OFFICE: not given */
	struct wg_map seen;     /* workers of the list */
	struct wg__names named; /* name and telephone to the row */
	int64_t n_new, n_updated, n_unchanged;
	int64_t n_takers; /* of the new ones: who takes households */
	bool touched;     /* something of the row at hand was written */
};

void wg__list_free(struct wg__worker_list *l);

/* Reads --under; a sub-district or community that the office has not yet is made, so that people who serve may come
 * before rosters. */
enum wg_err wg__list_under(struct wg__worker_list *l, struct wg_error *e);

/* A row that holds nothing besides its number. */
bool wg__list_no_row(const struct wg__file *f, const struct wg__record *rec, int serial);

/* A cell's stored form. */
const char *wg__list_text(struct wg__worker_list *l, const struct wg__record *rec, int field, int how);

/* The telephone; "" with a warning when it is none. */
const char *wg__list_phone(struct wg__worker_list *l, const struct wg__record *rec, int field);

/* The list may say a name and telephone once only: true, with a warning, for the second row that does. */
bool wg__list_twice(struct wg__worker_list *l, const struct wg__record *rec, int field, const char *name,
		    const char *phone);

/* The worker of this name and telephone, 0 = nobody. A telephone that one side does not know fits. */
enum wg_err wg__list_worker(struct wg__worker_list *l, const struct wg__record *rec, int field, const char *name,
			    const char *phone, int64_t *id, struct wg_error *e);

/* Writes a column of a worker when it is different. */
enum wg_err wg__list_set(struct wg__worker_list *l, int64_t id, int col, const struct wg_value *old, struct wg_value v,
			 struct wg_error *e);

/* Where the worker serves: the places that the cell names, else --under. */
enum wg_err wg__list_serves(struct wg__worker_list *l, const struct wg__record *rec, int field, int64_t worker,
			    struct wg_error *e);

/* The row is done: who it was, and whether the office had it. */
void wg__list_took(struct wg__worker_list *l, int64_t id, bool known);

#endif
