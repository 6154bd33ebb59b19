#!/bin/sh
# The plan of 858 households for 36 cadres, and of a generated community of 3,000 for 150, without their proofs.
set -eu
# shellcheck source=tests/bench/lib.sh
. "$BENCH_LIB"

# plan WHAT FILE REPEAT GOAL
plan()
{
	line=$("$BUILD/tools/wgp-plan" --repeat "$3" "$2")
	within "$1" "$(echo "$line" | sed 's/.*plan_ms=\([0-9.]*\).*/\1/')" "$4"
	case $line in *proven=yes*) ;; *) echo "$1: not proven"; missed=1 ;; esac
}

"$BENCH_BIN/make_wgp" 3000 150 >"$BENCH_TMP/generated.wgp"
plan 'plan 858 households / 36 cadres' "$SOURCE/tests/instances/a1-fresh36.wgp" 101 0.2
plan 'plan 3,000 households / 150 cadres' "$BENCH_TMP/generated.wgp" 31 2
