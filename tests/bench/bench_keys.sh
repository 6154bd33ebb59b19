#!/bin/sh
# The console's keys at 100,000 households, 160x50, each side by side with a program that shows the same: a line down in a
# list of households, a place opened and closed (ncdu on an export of the same tree), a page down (a bare ncurses program
# that paints the same cells). What nothing is typed into costs nothing.
set -eu
# shellcheck source=tests/bench/lib.sh
. "$BENCH_LIB"
export WANGGE_DB="$BENCH_TMP/keys.db" TERM=xterm-256color

"$WANGGE" demo --households 100000 >/dev/null
sh "$SOURCE/tests/bench/tree_json.sh" "$WANGGE_DB" >"$BENCH_TMP/tree.json"

# keys ARGUMENT…: ptykeys; the console begins where it begins for everybody.
keys()
{
	rm -rf "$XDG_STATE_HOME"
	"$BENCH_BIN/ptykeys" "$@" >"$BENCH_TMP/keys"
}

# of PROGRAM KEY FIELD: 3 is p50, 5 bytes.
of()
{
	awk -v program="$1" -v key="$2" -v field="$3" '$1 == program && $2 == key { print $field }' "$BENCH_TMP/keys"
}

# both WHAT KEY PARTNER KEY [BYTES]: the median time is at most the partner's, the bytes BYTES times the partner's.
both()
{
	against "$1" "$(of wangge "$2" 3)" "$(of "$3" "$4" 3)" 1
	[ -z "${5-}" ] || against "$1, bytes" "$(of wangge "$2" 5)" "$(of "$3" "$4" 5)" "$5" B
}

keys -i 10 160x50 300 'Tab Down' 'Down Up' "$WANGGE" -- 'Enter Enter Enter Enter Enter Down' 'Down Up' ncdu -f "$BENCH_TMP/tree.json"
both 'line down' Down ncdu Down 1
both 'line up' Up ncdu Up 1
within 'processor time of 10 s idle' "$(of wangge idle 3)" 0
within 'wake-ups in 10 s idle' "$(of wangge idle 4)" 0 ''

# From the sub-district down to a building.
keys 160x50 200 'Down Right Down Right Down' 'Right Left' "$WANGGE" -- 'Enter Enter Enter' 'Enter Left' ncdu -f "$BENCH_TMP/tree.json"
both 'open a place' Right ncdu Enter
both 'close it' Left ncdu Left

for i in $(seq 24); do
	echo PgDn
	echo "save $i"
done >"$BENCH_TMP/pages"
{ echo Tab; cat "$BENCH_TMP/pages"; } >"$BENCH_TMP/script"
"$WANGGE" --script "$BENCH_TMP/script" --size 160x50 >"$BENCH_TMP/screens"
keys 160x50 200 Tab PgDn "$WANGGE" -- '' PgDn "$BENCH_BIN/table" "$BENCH_TMP/screens" 50
both 'page down' PgDn table PgDn 1.2
keys 160x50 200 'Tab PgDn' Down "$WANGGE"
told 'line down that scrolls the list' "$(of wangge Down 3)"
told 'line down that scrolls the list, bytes' "$(of wangge Down 5)" B
