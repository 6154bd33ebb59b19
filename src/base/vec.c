#include "base/vec.h"

#include "base/arena.h"

void *wg_vec_grow(void *at, size_t len, size_t *cap, size_t size)
{
	if (len < *cap)
		return at;
	*cap = *cap ? *cap * 2 : 8;
	return wg_xrealloc(at, *cap * size);
}
