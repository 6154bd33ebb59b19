/* libs: */
/* make_wgp N K: one community of N households for K full-time cadres, nobody assigned yet, as an instance of the
 * contact plan: high and low buildings, weights as in an old compound. The same bytes every time. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint32_t next(void)
{
	static uint64_t state = 20260325;
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(state >> 33);
}

static int weight(void)
{
	uint32_t r = next() % 100;
	return r < 82 ? 1 : r < 94 ? 2 : r < 98 ? 3 : 4;
}

int main(int argc, char **argv)
{
	long n = argc > 2 ? strtol(argv[1], NULL, 10) : 0, k = argc > 2 ? strtol(argv[2], NULL, 10) : 0, id = 0;
	if (n <= 0 || k <= 0)
		return 64;
	printf("wgp 1 generated-%ld-%ld\n"
	       "cost load 1 cut 0 5 15 60 400 move 12 unused 50000 uncovered 100000 uncovered_weight 1000\n"
	       "community generated %ld %ld\n",
	       n, k, n, k);
	for (long i = 1; i <= k; i++)
		printf("cadre %ld 15 30 2\n", i);
	for (int building = 0; id < n; building++) {
		int compound = building / 10 + 1, entrances = 1 + (int)(next() % 3), floors = next() % 2 ? 6 : 16;
		for (int door = 0; door < entrances * floors * 2 && id < n; door++) {
			if (next() % 40 != 0) /* now and then nobody lives there */
				printf("hh %ld %d %d/%d/%d/%d/%d -\n", ++id, weight(), compound, building % 10 + 1,
				       door / 2 / floors + 1, door / 2 % floors + 1, door % 2 + 1);
		}
	}
	return fflush(stdout) == 0 ? 0 : 74;
}
