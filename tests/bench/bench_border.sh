#!/bin/sh
# A border of a plan moved by hand: the rest planned around it and the next moves priced, for 858 households and for a
# community of 3,000; every plan is proven optimal around what was moved.
set -eu
# shellcheck source=tests/bench/lib.sh
. "$BENCH_LIB"

# office NAME ROSTER CADRES PLACE
office()
{
	export WANGGE_DB="$BENCH_TMP/$1.db"
	"$WANGGE" init --office 1 >/dev/null
	"$WANGGE" import households "$2" --under "$4" >/dev/null
	"$WANGGE" import cadres "$3" --under 昭山镇/窑洲社区 >/dev/null
}

# border WHAT NAME
border()
{
	"$BENCH_BIN/border" "$BENCH_TMP/$2.db" 窑洲社区 >"$BENCH_TMP/border"
	read -r median most _ proven <"$BENCH_TMP/border"
	within "$1, median" "$median" 5
	within "$1, 95 of 100" "$most" 5
	[ "$proven" = proven ] || { echo "$1: not proven"; missed=1; }
}

office small "$SOURCE/tests/data/晴岚家园花名册.xlsx" "$SOURCE/tests/data/驻守干部.csv" 昭山镇/窑洲社区/晴岚家园
"$BENCH_BIN/make_roster" 3000 >"$BENCH_TMP/roster.csv"
awk 'BEGIN {
	print "姓名,身份,单位,电话,参加联户,下限,上限"
	for (i = 1; i <= 150; i++)
		printf "干部%03d,驻守干部,区机关,1990000%04d,是,15,30\n", i, i
}' >"$BENCH_TMP/cadres.csv"
office large "$BENCH_TMP/roster.csv" "$BENCH_TMP/cadres.csv" 昭山镇/窑洲社区
border 'border moved, 858 households' small
border 'border moved, 3,000 households' large
exit "$missed"
