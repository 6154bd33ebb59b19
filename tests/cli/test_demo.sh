#!/bin/sh
# test_demo.sh PROGRAM: the office to try things in.
# shellcheck source=tests/cli/tap.sh disable=SC2015
set -u
. "$(dirname "$0")/tap.sh"

mkdir "$dir/tmp"
export TMPDIR="$dir/tmp" # other tests make demos at the same time

status 0 'demo' demo
[ "$(sql 'SELECT count(*) FROM household')" = 858 ] && say 0 '858 households' || say 1 '858 households'
[ "$(sql 'SELECT count(*) FROM place WHERE level = 4')" = 9 ] && say 0 '9 buildings' || say 1 '9 buildings'
[ "$(sql 'SELECT count(*) FROM worker WHERE takes_households')" = 36 ] && say 0 '36 cadres' || say 1 '36 cadres'
[ "$(sql 'SELECT count(*) FROM worker WHERE NOT takes_households')" = 92 ] && say 0 'and 92 others' || say 1 'and 92 others'
[ "$(sql 'SELECT count(DISTINCT worker_id) FROM worker_skill')" = 90 ] && say 0 '90 of them helpers' || say 1 '90 of them helpers'
[ "$(sql 'SELECT count(*) FROM need')" = 20 ] && say 0 '20 needs' || say 1 '20 needs'
[ "$(sql 'SELECT count(DISTINCT state) FROM need')" = 6 ] && say 0 'in six states' || say 1 'in six states'
[ "$(sql 'SELECT coalesce(sum(minutes), 1) FROM entry')" = 0 ] && say 0 'hours sum to zero' || say 1 'hours sum to zero'
[ "$(sql 'SELECT count(*) FROM door')" = 864 ] && say 0 'six homes are empty' || say 1 'six homes are empty'
[ "$(sql 'SELECT count(*) FROM worker WHERE lives_id IS NOT NULL AND takes_households')" = 6 ] &&
	say 0 'six cadres live there' || say 1 'six cadres live there'
[ "$(sql 'SELECT count(*) FROM household WHERE contact_id IS NULL')" = 0 ] && say 0 'everybody has a contact' ||
	say 1 'everybody has a contact'
status 0 'and check finds nothing' check
[ "$(sql "SELECT count(*) FROM person WHERE phone NOT LIKE '1990000%'")" = 0 ] && say 0 'no telephone of anybody' ||
	say 1 'no telephone of anybody'
[ "$(sql "SELECT count(*) FROM person WHERE id_no NOT LIKE '999999%'")" = 0 ] && say 0 'no id number of anybody' ||
	say 1 'no id number of anybody'
sql 'SELECT name, phone FROM person ORDER BY id' >"$dir/first"
status 73 'demo twice' demo
WANGGE_DB=$dir/second.db
status 0 'the same seed' demo
sql 'SELECT name, phone FROM person ORDER BY id' >"$dir/second"
holds 'gives the same people' cmp "$dir/first" "$dir/second"
WANGGE_DB=$dir/third.db
status 0 'another seed' demo --seed 2
sql 'SELECT name, phone FROM person ORDER BY id' >"$dir/third"
cmp -s "$dir/first" "$dir/third" && say 1 'gives other people' || say 0 'gives other people'
WANGGE_DB=$dir/larger.db
status 0 'a larger office' demo --households 6001
[ "$(sql 'SELECT count(*) FROM household')" = 6001 ] && say 0 'of the size asked for' || say 1 'of the size asked for'
[ "$(sql 'SELECT count(*) FROM place WHERE level = 2')" = 3 ] && say 0 'in three communities' ||
	say 1 'in three communities'
status 64 'no households at all' --db "$dir/none.db" demo --households 0
holds 'leaves no file' test ! -e "$dir/none.db"
holds 'nothing stays behind' test -z "$(ls -A "$TMPDIR")"
plan
