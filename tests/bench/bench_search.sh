#!/bin/sh
# Lists at 100,000 households: each character typed after /, in the whole office, in a part of it, and with a filter on;
# a filter and an order put on.
set -eu
# shellcheck source=tests/bench/lib.sh
. "$BENCH_LIB"

"$WANGGE" --db "$BENCH_TMP/lists.db" demo --households 100000 >/dev/null
"$BENCH_BIN/search" "$BENCH_TMP/lists.db" >"$BENCH_TMP/search"
line()
{
	sed -n "$1p" "$BENCH_TMP/search" | cut -d ' ' -f 1
}
within 'a character of / in 100k, p99' "$(line 1)" 20
within 'a character of / in 30k of them, p99' "$(line 2)" 20
within 'a character of / behind a filter, p99' "$(line 3)" 20
told 'a filter put on 100k households' "$(line 4)"
told '100k households sorted by name' "$(line 5)"
