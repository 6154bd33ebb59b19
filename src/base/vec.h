/* vec.h: a growing array of any type, on the heap.
 *
 *	WG_VEC(int64_t) ids = {0};
 *	WG_PUSH(&ids, 7);
 *	for (size_t i = 0; i < ids.len; i++) use(ids.at[i]);
 *	WG_VEC_FREE(&ids);
 */
#ifndef WANGGE_BASE_VEC_H
#define WANGGE_BASE_VEC_H

#include <stddef.h>
#include <stdlib.h>

#define WG_VEC(type)                                                                                                   \
	struct {                                                                                                       \
		type *at;                                                                                              \
		size_t len, cap;                                                                                       \
	}

#define WG_PUSH(v, ...)                                                                                                \
	((v)->at = wg_vec_grow((v)->at, (v)->len, &(v)->cap, sizeof *(v)->at), (v)->at[(v)->len++] = (__VA_ARGS__))

#define WG_VEC_FREE(v) (free((v)->at), (v)->at = NULL, (v)->len = (v)->cap = 0)

/* Room for one more element. */
void *wg_vec_grow(void *at, size_t len, size_t *cap, size_t size);

#endif
