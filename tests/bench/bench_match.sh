#!/bin/sh
# Needs and helpers matched, beside LEMON's network simplex on the same file; and one more need in a standing optimum.
set -eu
# shellcheck source=tests/bench/lib.sh
. "$BENCH_LIB"

# field NAME LINE
field()
{
	echo "$2" | sed "s/.*\\b$1=\\([0-9.]*\\).*/\\1/"
}

# match WHAT FILE REPEAT GOAL_MS: the median, which must be proven, and no longer than LEMON takes to the same total.
match()
{
	ours=$("$BUILD/tools/wgp-match" --repeat "$3" "$2")
	within "$1" "$(field ms "$ours")" "$4"
	case $ours in *certified=yes*) ;; *) echo "$1: not certified"; missed=1 ;; esac
	if [ ! -x "$BENCH_BIN/lemon_match" ]; then
		echo "$1: LEMON is not installed (packages liblemon-dev, g++)"
		return
	fi
	lemon=$("$BENCH_BIN/lemon_match" "$2")
	against "$1, LEMON" "$(field ms "$ours")" "$(field ms "$lemon")" 1
	[ "$(field total "$ours")" = "$(field total "$lemon")" ] || { echo "$1: another total"; missed=1; }
}

"$BENCH_BIN/make_match" 300 200 >"$BENCH_TMP/small"
"$BENCH_BIN/make_match" 10000 5000 >"$BENCH_TMP/large"
match 'match 300 needs / 200 helpers' "$BENCH_TMP/small" 31 5
match 'match 10,000 needs / 5,000 helpers' "$BENCH_TMP/large" 5 500
late=$("$BUILD/tools/wgp-match" --late 300 "$BENCH_TMP/large")
within 'one more need, 10,000 / 5,000: mean' "$(field late_ms "$late")" 1
told 'one more need, 10,000 / 5,000: longest' "$(field late_worst_ms "$late")"
late=$("$BUILD/tools/wgp-match" --late 1000 "$BENCH_TMP/large")
told 'one more need while the last places fill: mean' "$(field late_ms "$late")"
