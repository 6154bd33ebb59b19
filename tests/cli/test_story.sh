#!/bin/sh
# test_story.sh PROGRAM DATA: the main job as an office does it: roster, cadres, plan, check, file, undo.
# shellcheck source=tests/cli/tap.sh disable=SC2015
set -u
. "$(dirname "$0")/tap.sh"
data=$2
place=昭山镇/窑洲社区/晴岚家园

status 0 'an office' init
dump >"$dir/empty"
status 0 'the roster is tried' --dry-run import households "$data/晴岚家园花名册.xlsx" --under $place
dump | cmp -s - "$dir/empty" && say 0 'and nothing is written' || say 1 'and nothing is written'
status 0 'the roster' --json import households "$data/晴岚家园花名册.xlsx" --under $place
holds 'is told as JSON' test "$(sqlite3 :memory: "SELECT json_valid(readfile('$dir/out'))")" = 1
[ "$(sql 'SELECT count(*) FROM household')" = 858 ] && say 0 '858 households' || say 1 '858 households'
[ "$(sql 'SELECT count(*) FROM person')" = 2112 ] && say 0 '2,112 residents' || say 1 '2,112 residents'
[ "$(sql 'SELECT count(*) FROM place WHERE level = 4')" = 9 ] && say 0 '9 buildings' || say 1 '9 buildings'
[ "$(sql "SELECT count(*) FROM household WHERE origin = 'own'")" = 96 ] && say 0 '96 of the own community' ||
	say 1 '96 of the own community'
status 0 'the cadres' import cadres "$data/驻守干部.csv" --under 昭山镇/窑洲社区
[ "$(sql 'SELECT count(*) FROM worker WHERE takes_households')" = 36 ] && say 0 '36 take households' ||
	say 1 '36 take households'
status 1 'check finds households without a contact' check
dump >"$dir/before"
status 0 'a plan is looked at' plan --under 晴岚家园
out '已证最优' 'it is proven'
dump | cmp -s - "$dir/before" && say 0 'looking changes nothing' || say 1 'looking changes nothing'
status 0 'the plan is tried' --dry-run plan --under 晴岚家园 --commit
dump | cmp -s - "$dir/before" && say 0 'trying changes nothing' || say 1 'trying changes nothing'
status 0 'the plan is put into force' plan --under 晴岚家园 --commit
[ "$(sql 'SELECT count(*) FROM contact WHERE until IS NULL')" = 858 ] && say 0 'every household has one contact' ||
	say 1 'every household has one contact'
[ "$(sql 'SELECT count(*) FROM (SELECT w.id FROM worker w JOIN contact c ON c.worker_id = w.id AND c.until IS NULL
	GROUP BY w.id HAVING count(*) > w.band_hi OR count(*) < w.band_lo)')" = 0 ] &&
	say 0 'everybody is within the band' || say 1 'everybody is within the band'
status 0 'check finds nothing' check
status 0 'the file for the office' export contacts "$dir/contacts.csv"
[ "$(wc -l <"$dir/contacts.csv")" = 859 ] && say 0 'a line for each household' || say 1 'a line for each household'
dump >"$dir/after"
status 0 'the file comes in again' import households "$dir/contacts.csv"
dump | cmp -s - "$dir/after" && say 0 'and changes nothing' || say 1 'and changes nothing'
status 0 'the public notice' print notice "$dir/notice.txt"
status 0 'undo' undo
dump | cmp -s - "$dir/before" && say 0 'everything is as before the plan' || say 1 'everything is as before the plan'
status 0 'redo' redo
[ "$(sql 'SELECT count(*) FROM household WHERE contact_id IS NULL')" = 0 ] && say 0 'and as after it' || say 1 'and as after it'
status 0 'check finds nothing again' check --deep
status 66 'a household that is not there' unassign 99栋9单元9999
status 0 'one household is taken off' unassign 3栋1单元501
status 1 'check finds it' check
status 0 'read-only looks' --read-only --json households --uncovered
json '$.tables.households[0].phone' "$(sql "SELECT substr(p.phone, 1, 3) || '****' || substr(p.phone, 8) FROM household h
	JOIN person p ON p.household_id = h.id AND p.relation = 'head' WHERE h.contact_id IS NULL")" 'telephones are masked'
status 0 'the search' --json search "$(sql 'SELECT name FROM person ORDER BY id LIMIT 1')"
json "$.tables.hits[0].name" "$(sql 'SELECT name FROM person ORDER BY id LIMIT 1')" 'finds the first resident'
plan
