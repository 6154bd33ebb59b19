# tap.sh: small TAP helpers, read by the scenarios with `.`; $wangge is the program, $dir a folder that goes away.
# shellcheck shell=sh disable=SC2015,SC2034,SC2154
wangge=$(realpath "$1") # tests go to other folders
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export HOME="$dir" XDG_DATA_HOME="$dir/data" XDG_CONFIG_HOME="$dir/config" WANGGE_DB="$dir/office.db" LC_ALL=C.UTF-8
n=0

say()
{
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$dir/out" "$dir/err" 2>/dev/null | head -40
	fi
}

# status N NAME WORD …: the program ends with status N.
status()
{
	want=$1
	name=$2
	shift 2
	got=0
	"$wangge" "$@" >"$dir/out" 2>"$dir/err" || got=$?
	[ "$got" = "$want" ] && say 0 "$name" || { echo "# status $got, not $want"; say 1 "$name"; }
}

# holds NAME COMMAND …: the command succeeds.
holds()
{
	name=$1
	shift
	"$@" >/dev/null 2>&1 && say 0 "$name" || say 1 "$name"
}

# out PATTERN NAME, err PATTERN NAME: the last output has a line with it.
out()
{
	grep -q -e "$1" "$dir/out" && say 0 "$2" || say 1 "$2"
}

err()
{
	grep -q -e "$1" "$dir/err" && say 0 "$2" || say 1 "$2"
}

# json EXPRESSION VALUE NAME: of the last output, by an independent reader.
json()
{
	value=$(sqlite3 :memory: "SELECT json_extract(readfile('$dir/out'), '$1')") || value='no JSON'
	[ "$value" = "$2" ] && say 0 "$3" || { echo "# $1 is $value, not $2"; say 1 "$3"; }
}

# sql QUERY: of the office file.
sql()
{
	sqlite3 "$WANGGE_DB" "$1"
}

# everything that is stored but the journal's own counters and versions
dump()
{
	for table in place door household person care worker serves area area_part contact recusal plan place_stat; do
		sqlite3 "$WANGGE_DB" "SELECT '$table'" "SELECT count(*) FROM $table"
	done
	sqlite3 "$WANGGE_DB" 'SELECT id, contact_id, contact_locked, pos, weight FROM household ORDER BY id' \
		'SELECT id, worker_id, household_id, since, until FROM contact ORDER BY id'
}

plan()
{
	echo "1..$n"
}
