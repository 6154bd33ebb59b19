#!/bin/sh
# test_stories.sh PROGRAM DATA: days of an office in the console: the first cut, a correction, a cadre who leaves, a
# death and a move, the check-up. Each story has a budget of keys; what is typed into fields is not counted.
# shellcheck source=tests/cli/tap.sh disable=SC2015,SC2154
set -u
. "$(dirname "$0")/../cli/tap.sh"
data=$2
export WANGGE_NOW=1774486800 TZ=Asia/Shanghai XDG_STATE_HOME="$dir/state"

# story NAME BUDGET [OPTION …]: keys from standard input; its screens are kept by their names.
story()
{
	name=$1 budget=$2
	shift 2
	cat >"$dir/script"
	rm -rf "$dir/state" "$dir"/screen-*
	"$wangge" "$@" --script "$dir/script" --size 160x50 >"$dir/out" 2>"$dir/err" && say 0 "$name" || say 1 "$name"
	awk -v dir="$dir" '/^[a-z0-9-]+ [0-9]+x[0-9]+$/ { name = dir "/screen-" $1; split($2, s, "x"); rows = s[2]; next }
		rows-- > 0 { print > name }' "$dir/out"
	keys=$(grep -cvE '^(save|text|wait)( |$)' "$dir/script")
	[ "$keys" -le "$budget" ] && say 0 "$name: $keys keys of $budget" || say 1 "$name: $keys keys of $budget"
}

# on SCREEN PATTERN NAME: a line of the screen has it.
on()
{
	cp "$dir/screen-$1" "$dir/out"
	grep -q -e "$2" "$dir/out" && say 0 "$3" || say 1 "$3"
}

"$wangge" init --office 1 >/dev/null
"$wangge" import households "$data/晴岚家园花名册.xlsx" --under 昭山镇/窑洲社区/晴岚家园 >/dev/null
"$wangge" import cadres "$data/驻守干部.csv" --under 昭山镇/窑洲社区 >/dev/null
dump >"$dir/before"

# Monday morning: 858 households, 36 cadres, the first cut.
story 'the first cut' 6 <<'E1'
save first
p
save asked
Enter
wait 2000
save cut
Enter
save after
u
save back
C-y
E1
on first ' 未分配  *858 ' 'nobody has a contact yet'
on asked '36 人' 'all cadres who serve there are asked for'
on cut '已证最优' 'the cut is proven'
on cut '户数 1[0-9]-30 ' 'everybody is within the band'
on cut '拆同层 0' 'no floor is cut'
took=$(sed -n 's/.*已算完 \([0-9]*\)\.[0-9]* ms.*/\1/p' "$dir/screen-cut")
holds 'in less than a second' test "${took:-9999}" -lt 1000
on after '858 户有了新的联系人   u 撤销' 'Enter puts it into force'
on back ' 未分配  *858 ' 'u takes all of it back'
holds 'and C-y brings it again' test "$(sql 'SELECT count(*) FROM household WHERE contact_id IS NOT NULL')" = 858
"$wangge" undo >/dev/null
dump | cmp -s - "$dir/before" && say 0 'the office is exactly as it was' || say 1 'the office is exactly as it was'
"$wangge" redo >/dev/null

# An entrance asks for somebody who would then have too many: the panel says so, and what it means for all.
story 'a correction by hand' 8 <<'E2'
C-f
text 3栋2单元
Enter
save found
Tab
a
text 黄秋军
save asked
Enter
text 住在这个单元
Enter
save after
E2
on found '3栋 > 2单元' 'the entrance is found by what people call it'
on asked '32 户 (3栋2单元101 - 3栋2单元1602)' 'its 32 households are chosen'
on asked '黄秋军 26 = > 40 >' 'the panel shows before, after and the sign of the band'
on asked '范春 22 = > 8 <' 'for those who lose, too'
on asked '上限 30 户' 'the band is named'
on after '14 户交给 黄秋军   u 撤销' 'with a reason it is done'
holds 'the reason is kept' test "$(sql "SELECT count(*) FROM contact WHERE over_band = '住在这个单元'")" = 14
"$wangge" check >"$dir/out"
out '40 > 30: 住在这个单元' 'and listed by check'
"$wangge" undo >/dev/null

# A cadre leaves: the households go to the neighbours in one step, and nobody is without a contact.
story 'a cadre leaves' 6 <<'E3'
3
/
text 黄秋军
Enter
H
save asked
wait 400
Enter
save after
E3
on asked '黄秋军 的 26 户已交接给 4 位联系人' 'the preview says who gets them'
on asked '范春 .* 22 = >  30 =' 'and what each has then'
on after '撤销' 'it is done, and can be taken back'
holds 'the cadre has none any more' test "$(sql "SELECT count(*) FROM household h JOIN worker w ON w.id = h.contact_id
	WHERE w.name = '黄秋军'")" = 0
holds 'nobody is without a contact' test "$(sql "SELECT count(*) FROM household WHERE contact_id IS NULL")" = 0
holds 'it was one batch' test "$(sql "SELECT count(DISTINCT batch_id) FROM change WHERE tbl = (SELECT tbl FROM change
	ORDER BY batch_id DESC LIMIT 1) AND batch_id = (SELECT max(id) FROM batch)")" = 1
"$wangge" show 黄秋军 >"$dir/out"
house=\#$(sql "SELECT c.household_id FROM contact c JOIN worker w ON w.id = c.worker_id WHERE w.name = '黄秋军' LIMIT 1")
"$wangge" history "$house" >"$dir/out"
out '黄秋军' 'the history of a household keeps the former name'
out '交接' 'and says why it changed'
"$wangge" undo >/dev/null

# The head of a household dies, the widow becomes head; the family moves to an empty home; somebody comes back.
vacant=2-1-102
"$wangge" leaves $vacant --to 外省 >/dev/null
former=$(sql "SELECT c.worker_id FROM contact c JOIN household h ON h.id = c.household_id WHERE h.status = 'gone' ORDER BY
	c.id DESC LIMIT 1")
story 'a death' 8 <<'E4'
Tab
e
6
text 范平静
Tab
Tab
text 姚永志
save asked
Enter
wait 400
Enter
save after
E4
on asked '已登记 范平静 去世，记录保留' 'the preview says what happens'
on asked '姚永志: 现在是户主' 'and who is head then'
on after '1-1-101  *姚永志' 'the widow is head'
holds 'the contact stays' test "$(sql "SELECT count(*) FROM household h JOIN person p ON p.household_id = h.id
	WHERE p.name = '姚永志' AND p.relation = 'head' AND h.contact_id IS NOT NULL")" = 1
holds 'the dead keep their record' test "$(sql "SELECT gone_how FROM person WHERE name = '范平静' AND gone IS NOT NULL")" = died

story 'a move' 5 <<E5
Tab
M
text $vacant
Enter
save after
E5
on after '撤销' 'it is done, and can be taken back'
holds 'the household is the same, with its history' test "$(sql "SELECT count(*) FROM household h JOIN person p ON
	p.household_id = h.id JOIN door d ON d.id = h.door_id WHERE p.name = '姚永志' AND d.room = '${vacant##*-}'")" = 1
holds 'and has the contact that the door had' test "$(sql "SELECT h.contact_id FROM household h JOIN person p ON
	p.household_id = h.id WHERE p.name = '姚永志'")" = "$former"
"$wangge" leaves $vacant --to 外省 >/dev/null
"$wangge" returns 姚永志 >"$dir/out"
out '姚永志' 'who comes back'
holds 'has the same record' test "$(sql "SELECT count(*) FROM person WHERE name = '姚永志' AND gone IS NULL")" = 1
"$wangge" history $vacant >"$dir/out"
out '范平静' 'and the history of all of it'

# Friday: the check-up. What is found is a list; Enter goes there.
"$wangge" unassign 2-1-101 --reason 试 >/dev/null
story 'the check-up' 4 <<'E6'
:
text check
Enter
save found
Enter
save there
E6
on found '没有联系人  .*2栋/1单元' 'a household without a contact is found'
on there '2栋 > 1单元' 'Enter goes to its place'
on there '^.*! *101 .*未分配' 'and to the household'

# The superior looks at the same screens and changes nothing.
story 'read-only' 6 --read-only <<'E7'
save first
Tab
a
save no
e
save neither
p
E7
on first '只读' 'the top says so'
holds 'no telephone is whole' test "$(grep -cE '1[3-9][0-9] ?[0-9]{4} ?[0-9]{4}' "$dir/screen-first")" = 0
on no '只读' 'a changes nothing, and says why'
on neither '只读' 'e neither'
plan
