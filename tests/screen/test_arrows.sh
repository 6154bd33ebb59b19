#!/bin/sh
# test_arrows.sh PROGRAM DATA: the main job with arrows, F-keys, Enter, Tab, Esc and Ctrl alone: from two files to
# the notice at the door. Letters and digits go into fields only.
# shellcheck source=tests/cli/tap.sh disable=SC2015,SC2154
set -u
. "$(dirname "$0")/../cli/tap.sh"
data=$2
export WANGGE_NOW=1774486800 TZ=Asia/Shanghai XDG_STATE_HOME="$dir/state"

# on SCREEN PATTERN NAME: a line of the screen has it.
on()
{
	cp "$dir/screen-$1" "$dir/out"
	grep -q -e "$2" "$dir/out" && say 0 "$3" || say 1 "$3"
}

cat >"$dir/script" <<E1
save first
Enter
text $data/晴岚家园花名册.xlsx
Enter
Enter
save roster
Down
Enter
save imported
Enter
text $data/驻守干部.csv
Enter
Enter
save cadres
Down
Enter
save known
Enter
save scope
Enter
wait 3000
save plan
Enter
save committed
C-PgDn
Tab
Down
Enter
save card
Esc
F4
text assign
save palette
Enter
save asked
Down
Enter
save given
C-z
save back
C-y
save again
C-z
C-PgDn
save contacts
Tab
Enter
save opened
Esc
Tab
F4
text handover
Enter
save handover
Esc
C-PgUp
Tab
C-p
save menu
wait 400
Enter
save form
wait 400
Enter
save printed
F1
save help
Esc
F12
save said
Esc
F10
save over
E1
# The story holds itself to its rule.
rule=$(grep -vE '^(save|text|wait) |^(Enter|Esc|Tab|Up|Down|Left|Right|(C-)?PgUp|(C-)?PgDn|F[0-9]+|C-[a-z])$' "$dir/script")
[ -z "$rule" ] && say 0 'no letter is a verb in this story' || say 1 'no letter is a verb in this story'

"$wangge" init --office 1 >/dev/null
"$wangge" --script "$dir/script" --size 100x30 >"$dir/out" 2>"$dir/err" && say 0 'it goes through' || say 1 'it goes through'
awk -v dir="$dir" '/^[a-z0-9-]+ [0-9]+x[0-9]+$/ { name = dir "/screen-" $1; split($2, s, "x"); rows = 2 * s[2]; next }
	rows-- > 0 { print > name }' "$dir/out"
on first '^>!第一步：导入住户花名册' 'an empty office offers the roster first'
on roster '新增 858 户 2112 人' 'the roster is shown before it goes in'
on imported '^>!第二步：导入干部名单' 'then the cadres'
on cadres '新增 38 名，其中 36 名参加联户' 'they too are shown first'
on known '^>!第三步：做联户方案' 'then the plan'
on scope '排联户方案' 'Enter goes to its form'
on plan '已证最优' 'the plan is shown before it is committed'
on committed '858 户有了新的联系人   u 撤销' 'Enter commits it'
on card '1-1-102\|1栋/1单元/102' 'Enter opens a household'
on card '历任联系人' 'with its contacts'
on palette '^ *a  *assign ' 'F4 lists the verbs of this screen'
on asked '交给:' 'and does them'
on given '1 户交给 ' 'an arrow and Enter choose who gets it'
on back 'assign）已撤销' 'C-z takes it back'
on again '已重做' 'C-y does it again'
on contacts '\[3联户\]' 'C-PgDn goes to the contacts'
on opened '历任联系人' 'Enter opens a household there too'
on handover '转交\|交接\|交给' 'the handover is in the palette'
on menu '打印:' 'C-p offers what can be printed'
on form '写到哪个文件' 'Enter takes what is on top'
on printed "$dir/.*\.xlsx" 'and prints it'
holds 'the notice is there' test -n "$(find "$dir" -maxdepth 1 -name '公示-*.xlsx')"
on help '帮助' 'F1 is help'
on said '撤销' 'F12 tells what was said'
holds 'F10 leaves' test ! -e "$dir/screen-over"
holds 'everybody has a contact' test "$(sql 'SELECT count(*) FROM household WHERE contact_id IS NOT NULL')" = 858
plan
