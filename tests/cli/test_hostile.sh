#!/bin/sh
# test_hostile.sh PROGRAM: an office in whose every free text stand sequences that steer terminals, characters that
# reorder or hide others, and names without end: nothing of it reaches a terminal or a printed page.
# shellcheck source=tests/cli/tap.sh disable=SC2015,SC2154
set -u
. "$(dirname "$0")/tap.sh"
export WANGGE_NOW=1774486800 TZ=Asia/Shanghai
unsafe='[\x00-\x09\x0b-\x1f\x7f\x{80}-\x{9f}\x{ad}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{206f}\x{feff}\x{e000}-\x{f8ff}]'

# clean NAME: what was said last is UTF-8, holds none of them, and is not empty.
clean()
{
	cat "$dir/out" "$dir/err" >"$dir/all"
	[ -s "$dir/all" ] && iconv -f UTF-8 -t UTF-8 "$dir/all" >/dev/null 2>&1 && ! grep -qP "$unsafe" "$dir/all" &&
		say 0 "$1" || say 1 "$1"
}

# reads WORD …: a command's text is clean, in both languages.
reads()
{
	"$wangge" "$@" >"$dir/out" 2>"$dir/err"
	n_reads=$((${n_reads:-0} + 1))
	clean "read $n_reads is clean: $1"
	"$wangge" --lang en "$@" >"$dir/out" 2>"$dir/err"
	clean "read $n_reads is clean in English: $1"
}

"$wangge" demo >/dev/null
"$wangge" grid 第1网格 --parts 1栋,2栋 --under 晴岚家园 >/dev/null
"$wangge" plan --save 九月 >/dev/null
"$wangge" cover 曹杰建 --by 罗敏琳 >/dev/null
"$wangge" appoint 1栋 楼栋长 罗敏琳 >/dev/null
"$wangge" unassign 2-1-101 --reason 试 >/dev/null
"$wangge" leaves 2-1-201 --to 外地 >/dev/null

# Through a command: what a clerk pastes.
esc=$(printf '\033]0;owned\007\033[31m')
reads edit household 1-1-101 --note "狗$esc"
reads edit worker 罗敏琳 --unit "局$esc"
reads save-plan "$esc" --scope "$esc"
reads assign "$esc" --to "$esc"
reads households --where "$esc"

# Past every command: as a broken or a hostile program would leave them.
evil="char(27)||']0;owned'||char(7)||char(27)||'[31m'||char(155)||'5m'||char(0x202e)||char(0x200d)||char(0xad)||char(0xfeff)||char(127)||'%s%n'||char(10)||char(13)||char(9)||char(0xe000)"
long="replace(hex(zeroblob(500)),'00','长')"
for column in place.name place.code place.group_note place.note place.kind place.management door.room \
	door.label household.access_note household.registered_in household.gone_to person.name person.phone person.note \
	person.id_no person.gone_to worker.name worker.unit worker.phone worker.note worker.source area.name area.code \
	contact.reason contact.over_band plan.name recusal.reason cover.reason batch.actor batch.label batch.command; do
	table=${column%.*} field=${column#*.}
	sql "UPDATE OR IGNORE $table SET $field = $evil || id || CASE id % 3 WHEN 0 THEN $long ELSE '张' END" 2>"$dir/err" ||
		say 1 "$column takes any text"
done
sql "UPDATE OR IGNORE change SET old = $evil, new = $evil || $long WHERE typeof(new) = 'text'"
holds 'they stand there' test "$(sql "SELECT count(*) FROM person WHERE instr(name, char(27))")" -gt 2000
house=\#$(sql 'SELECT min(id) FROM household WHERE contact_id IS NOT NULL')
worker=\#$(sql 'SELECT contact_id FROM household WHERE contact_id IS NOT NULL ORDER BY id LIMIT 1')
for line in overview tree households 'households --uncovered' 'households --vacant' 'households --sort head' cadres \
	'cadres --all' "show $house" "show $worker" 'search owned' duplicates gone plans "why $house" log \
	"history $house" "history $house --values" check covers 'covers --all' leaving roles 'roles --all'; do
	# shellcheck disable=SC2086
	reads $line
done
reads plan --under "#$(sql 'SELECT id FROM place WHERE level = 2 LIMIT 1')"
for print in notice cards rounds "handover --worker $worker"; do
	rm -f "$dir/page.txt"
	# shellcheck disable=SC2086
	"$wangge" print ${print%% *} "$dir/page.txt" ${print#"${print%% *}"} >"$dir/out" 2>"$dir/err"
	clean "what print $print says"
	tr -d '\f' <"$dir/page.txt" >"$dir/out"
	clean "the pages of print $print"
done

# The console, screen by screen. A screen is text and roles.
for size in 80x24 160x50; do
	for lang in zh en; do
		cat >"$dir/script" <<'E2'
1
save overview
2
j
l
j
l
j
l
j
l
save tree
Tab
j
save households
f
save values
Esc
/
text owned
save narrowed
Esc
Esc
e
save menu
1
save form
Esc
Esc
a
save assign
text owned
save candidates
Esc
Esc
t
save history
Esc
w
save why
Esc
y
save copied
b
save facade
Esc
P
save prints
Esc
Esc
C-f
text owned
save found
Esc
Esc
3
save contacts
j
Tab
save stretch
H
save handover
Esc
Esc
p
save scope
Enter
save plan
j
w
save plan-why
d
save drafts
Esc
Esc
Esc
: log
save log
Esc
: check
save check
Esc
gm
save messages
Esc
:
text edit
save palette
E2
		"$wangge" --lang $lang --script "$dir/script" --size $size >"$dir/out" 2>"$dir/err"
		clean "the screens at $size in $lang"
		[ "$(grep -c "^[a-z-]* $size\$" "$dir/out")" = 26 ] && say 0 "all of them at $size in $lang" ||
			say 1 "all of them at $size in $lang"
	done
done
plan
