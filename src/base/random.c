#include "base/random.h"

#include <stdlib.h>
#include <sys/random.h>

/* splitmix64, Steele, Lea, Flood 2014 */
uint64_t wg_random_next(struct wg_random *r)
{
	uint64_t z = (r->state += 0x9E3779B97F4A7C15u);
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

int wg_random_below(struct wg_random *r, int n)
{
	return (int)(wg_random_next(r) % (uint64_t)n);
}

void wg_random_bytes(void *out, size_t n)
{
	unsigned char *p = out;
	while (n > 0) {
		size_t piece = n < 256 ? n : 256;
		if (getrandom(p, piece, 0) != (ssize_t)piece)
			abort();
		p += piece;
		n -= piece;
	}
}
