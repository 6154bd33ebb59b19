#!/bin/sh
# Who can be sent: ranked for one need at 50,000 households and 5,000 helpers; and helpers for 300 needs together.
set -eu
# shellcheck source=tests/bench/lib.sh
. "$BENCH_LIB"

"$WANGGE" --db "$BENCH_TMP/rank.db" demo --households 50000 >/dev/null
"$BENCH_BIN/rank" "$BENCH_TMP/rank.db" 300 5000 >"$BENCH_TMP/rank"
# of LINE FIELD
of()
{
	sed -n "$1p" "$BENCH_TMP/rank" | cut -d ' ' -f "$2"
}
within "one need, $(of 1 3) of 5k helpers, p99 (p50 $(of 1 2))" "$(of 1 1)" 20
told 'helpers for 300 needs, read and judged' "$(of 2 1)"
within 'helpers for 300 needs, solved' "$(of 2 2)" 5
