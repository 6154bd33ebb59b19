#!/bin/sh
# 30 households assigned and durable, against the bare transaction that writes the same rows: contacts, derived columns,
# counters and the journal included in both. Both offices must hold the same in the end.
set -eu
# shellcheck source=tests/bench/lib.sh
. "$BENCH_LIB"

contents()
{
	for table in contact change batch sequence place_stat; do
		sqlite3 "$1" "SELECT * FROM $table ORDER BY 1, 2"
	done
	sqlite3 "$1" 'SELECT id, pos, weight, people, gravest, contact_id FROM household ORDER BY id'
}

# way WHAT LINE
way()
{
	# shellcheck disable=SC2086
	set -- "$1" $2
	against "$1" "$2" "$3" 3
}

export WANGGE_DB="$BENCH_TMP/ours.db"
"$WANGGE" init --office 1 >/dev/null
"$WANGGE" import households "$SOURCE/tests/data/晴岚家园花名册.xlsx" --under 昭山镇/窑洲社区/晴岚家园 >/dev/null
"$WANGGE" import cadres "$SOURCE/tests/data/驻守干部.csv" --under 昭山镇/窑洲社区 >/dev/null
cp "$BENCH_TMP/ours.db" "$BENCH_TMP/bare.db"
"$BENCH_BIN/assign" "$BENCH_TMP/ours.db" "$BENCH_TMP/bare.db" 100 >"$BENCH_TMP/assign"
contents "$BENCH_TMP/ours.db" >"$BENCH_TMP/ours.txt"
contents "$BENCH_TMP/bare.db" >"$BENCH_TMP/bare.txt"
cmp "$BENCH_TMP/ours.txt" "$BENCH_TMP/bare.txt" || missed=1
way '30 households assigned, durable' "$(sed -n 1p "$BENCH_TMP/assign")"
way '30 households to another cadre, durable' "$(sed -n 2p "$BENCH_TMP/assign")"
