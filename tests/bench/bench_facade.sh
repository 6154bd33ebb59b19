#!/bin/sh
# The facade of a building of 40 floors with 20 doors each: what opening it costs, and a step with the arrows.
set -eu
# shellcheck source=tests/bench/lib.sh
. "$BENCH_LIB"
export WANGGE_DB="$BENCH_TMP/facade.db"

awk 'BEGIN {
	print "楼栋,房号,姓名,联系电话"
	for (b = 1; b <= 3; b++) for (f = 1; f <= 40; f++) for (r = 1; r <= 20; r++)
		printf "%d栋,%d%02d,张伟%d,139%08d\n", b, f, r, r, ++n
}' >"$BENCH_TMP/tower.csv"
awk 'BEGIN {
	print "姓名,身份,电话,服务社区,参加联户,下限,上限"
	for (i = 1; i <= 100; i++) printf "李强%d,网格员,199%08d,高塔社区,是,15,30\n", i, i
}' >"$BENCH_TMP/cadres.csv"
"$WANGGE" init --office 1 >/dev/null
"$WANGGE" import households "$BENCH_TMP/tower.csv" --under 昭山镇/高塔社区/高塔 >/dev/null
"$WANGGE" import cadres "$BENCH_TMP/cadres.csv" --under 高塔社区 >/dev/null
"$WANGGE" plan --under 高塔社区 --commit >/dev/null

# each N FIRST KEYS: ms for one round of KEYS after FIRST; keys are parted by blanks.
each()
{
	echo "$2" | tr ' ' '\n' >"$BENCH_TMP/none"
	cp "$BENCH_TMP/none" "$BENCH_TMP/all"
	i=0
	while [ "$i" -lt "$1" ]; do
		echo "$3" | tr ' ' '\n'
		i=$((i + 1))
	done >>"$BENCH_TMP/all"
	none=$(median_ms 5 "$WANGGE" --script "$BENCH_TMP/none" --size 160x50)
	all=$(median_ms 5 "$WANGGE" --script "$BENCH_TMP/all" --size 160x50)
	awk -v all="$all" -v none="$none" -v n="$1" 'BEGIN { printf "%.3f", (all - none) / n }'
}

told 'facade of 800 doors: open, with figures' "$(each 20 '2 Tab' 'b Esc')"
told 'facade of 800 doors: the next building' "$(each 10 '2 Tab b' 'PgDn PgUp' | awk '{ print $1 / 2 }')"
told 'facade of 800 doors: an arrow' "$(each 100 '2 Tab b' 'k j' | awk '{ print $1 / 2 }')"
told 'facade of 800 doors: an arrow with a rectangle' "$(each 100 '2 Tab b v' 'k j' | awk '{ print $1 / 2 }')"
