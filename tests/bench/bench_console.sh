#!/bin/sh
# The console on the demo office: its first full screen against a bare ncurses program that paints the same cells, and
# its memory after some walking about.
set -eu
# shellcheck source=tests/bench/lib.sh
. "$BENCH_LIB"
export WANGGE_DB="$BENCH_TMP/console.db" TERM=xterm-256color

"$WANGGE" demo >/dev/null
for size in 160x50 80x24; do
	echo "save screen" >"$BENCH_TMP/script"
	"$WANGGE" --script "$BENCH_TMP/script" --size $size >"$BENCH_TMP/screen.txt"
	"$BENCH_BIN/ptyrun" 15 $size "$WANGGE" -- \
		"$BENCH_BIN/table" "$BENCH_TMP/screen.txt" "${size#*x}" >"$BENCH_TMP/first"
	ours=$(sed -n '1s/ .*//p' "$BENCH_TMP/first")
	against "first full screen, $size" "$ours" "$(sed -n '2s/ .*//p' "$BENCH_TMP/first")" 3
done
# Both screens, the end of the list and back, folding, a search, help.
"$BENCH_BIN/ptyrun" -k "jjjlG$(printf '\t')Ggg3jjG2/zhang" 1 160x50 "$WANGGE" >"$BENCH_TMP/walk"
within 'peak memory of the console' "$(awk '{ print $2 / 1024 }' "$BENCH_TMP/walk")" 12 MB
