#!/bin/sh
# Finding at 100,000 households: each character typed after / in the whole office, by kind of text; in a part of it, and
# with a filter on; people of the whole office; a filter and an order put on.
set -eu
# shellcheck source=tests/bench/lib.sh
. "$BENCH_LIB"

"$WANGGE" --db "$BENCH_TMP/lists.db" demo --households 100000 >/dev/null
"$BENCH_BIN/search" "$BENCH_TMP/lists.db" >"$BENCH_TMP/search"
row=0
# next FIELD: of the next line of the report
next()
{
	sed -n "${row}p" "$BENCH_TMP/search" | cut -d ' ' -f "$1"
}
for what in '/ in 100k: hanzi' '/ in 100k: pinyin' '/ in 100k: rooms, numbers, addresses' '/ in 100k: care groups' \
	'/ in 100k: care group and others' '/ in 100k: several words' '/ in 30k of them' '/ behind a filter' \
	'people of the whole office'; do
	row=$((row + 1))
	within "$what, p99 (CPU $(next 2), p50 $(next 3))" "$(next 1)" 20
done
row=$((row + 1))
told 'a filter put on 100k households' "$(next 1)"
row=$((row + 1))
told '100k households sorted by name' "$(next 1)"
