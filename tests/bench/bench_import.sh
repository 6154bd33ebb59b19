#!/bin/sh
# Files to a database: the roster of 858 households, from it to a committed plan, and 50,000 households from one CSV.
set -eu
# shellcheck source=tests/bench/lib.sh
. "$BENCH_LIB"
export WANGGE_DB="$BENCH_TMP/import.db"
data=$SOURCE/tests/data

office()
{
	rm -f "$WANGGE_DB" "$WANGGE_DB-wal" "$WANGGE_DB-shm"
	"$WANGGE" init --office 1 >/dev/null
}

households()
{
	"$WANGGE" import households "$1" --under "$2"
}

# timed COMMAND…: milliseconds of it, in a new office.
timed()
{
	office
	start=$(date +%s%N)
	"$@" >/dev/null
	end=$(date +%s%N)
	echo $(((end - start) / 1000))
}

# runs N COMMAND…: the median of N times in a new office, in ms.
runs()
{
	times=$1
	shift
	for _ in $(seq "$times"); do
		timed "$@"
	done | sort -n | awk '{ t[NR] = $1 } END { printf "%.3f", t[int((NR + 1) / 2)] / 1000 }'
}

roster()
{
	households "$data/晴岚家园花名册.xlsx" 昭山镇/窑洲社区/晴岚家园
}

whole_way()
{
	roster
	"$WANGGE" import cadres "$data/驻守干部.csv" --under 昭山镇/窑洲社区
	"$WANGGE" --json plan --under 窑洲社区 --commit >"$BENCH_TMP/plan.json"
}

# Finds that nobody has a contact yet.
deep()
{
	"$WANGGE" check --deep || true
}

# of_plan COLUMN: in ms.
of_plan()
{
	sqlite3 :memory: "SELECT json_extract(readfile('$BENCH_TMP/plan.json'), '\$.tables.totals[0].$1') / 1000.0"
}

within 'roster of 858 households, xlsx' "$(runs 5 roster)" 500
way=$(runs 5 whole_way)
proof=$(of_plan proof_us)
within 'roster + cadres + committed plan, no proof' "$(awk "BEGIN { print $way - $proof }")" 1000
within 'its proof' "$proof" 1000

"$BENCH_BIN/make_roster" 50000 >"$BENCH_TMP/roster.csv"
within '50,000 households, one row each' "$(runs 1 households "$BENCH_TMP/roster.csv" 昭山镇/窑洲社区)" 10000
told 'their check --deep' "$(median_ms 3 deep)"
"$BENCH_BIN/make_roster" 50000 members >"$BENCH_TMP/roster.csv"
told '50,000 households, one row a person' "$(runs 1 households "$BENCH_TMP/roster.csv" 昭山镇/窑洲社区)"

# The next month's roster: every twentieth family has gone, every thirtieth telephone is another.
next_month()
{
	awk -F, 'NR % 20 != 5 { if (NR % 30 == 7) sub(/,138/, ",139"); print }' "$BENCH_TMP/roster.csv"
}

compared()
{
	"$WANGGE" import compare "$BENCH_TMP/next.csv" --under 昭山镇/窑洲社区
}

"$BENCH_BIN/make_roster" 3000 >"$BENCH_TMP/roster.csv"
next_month >"$BENCH_TMP/next.csv"
office
households "$BENCH_TMP/roster.csv" 昭山镇/窑洲社区 >/dev/null
within '3,000 households against a roster' "$(median_ms 5 compared)" 1000
