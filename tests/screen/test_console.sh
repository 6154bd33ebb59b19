#!/bin/sh
# test_console.sh PROGRAM DATA: the console as a clerk uses it: keys in, screens out, without a terminal.
# shellcheck source=tests/cli/tap.sh disable=SC2015,SC2154
set -u
. "$(dirname "$0")/../cli/tap.sh"
. "$(dirname "$0")/screens.sh"
data=$2

"$wangge" init --office 1 >/dev/null
"$wangge" import households "$data/晴岚家园花名册.xlsx" --under 昭山镇/窑洲社区/晴岚家园 >/dev/null
"$wangge" import cadres "$data/驻守干部.csv" --under 窑洲社区 >/dev/null
"$wangge" grid 第1网格 --parts 1栋,2栋,3栋 --under 晴岚家园 >/dev/null
holds 'an office from the rosters' test "$(sql 'SELECT count(*) FROM household')" = 858

# From the first screen down to an entrance: nothing has a contact yet.
keys 100x30 <<'E1'
save first
j
l
j
j
j
l
j
j
l
save entrance
size 80x24
save small
size 160x50
save large
E1
on first '▾ 晴岚家园' 'the console unfolds until there is a choice'
on first '! 未分配 .* 858' 'what has no contact is the first row, always'
on entrance '昭山镇 > 窑洲社区 > 晴岚家园 > 第1网格 > 3栋 > 2单元' 'a grid is a level of the tree'
on entrance '32 户  已联 0  未联 32  空置 0' 'the four counters of the place'
same entrance entrance-100x30 'an entrance at 100x30'
same small entrance-80x24 'an entrance at 80x24'
same large entrance-160x50 'an entrance at 160x50'

# 24 doors are marked, given to somebody by initials, and taken back.
cat >"$dir/mark" <<'E1'
j
l
j
j
j
l
j
j
l
E1
awk 'BEGIN { for (i = 0; i < 24; i++) print "Space" }' >>"$dir/mark"
{
	cat "$dir/mark"
	cat <<'E1'
save marked
a
save asked
text hqj
save typed
Enter
save given
a
save next
Esc
u
save back
C-r
save again
u
E1
} | keys 80x24
on marked '✓24 选中' '24 doors are marked'
on asked '交给:' 'a asks who gets them'
on typed '1 黄秋军' 'initials find the cadre'
on typed '黄秋军 0 < > 24 =' 'the preview shows the count before and after, with the sign of the band'
on typed '未分配 858 > 834' 'the preview says how many are left without contact'
same typed assign-80x24 'the prompt at 80x24'
on given '24 户交给 黄秋军   u 撤销' 'Enter gives them, and says how to take it back'
off given '选中' 'the marks have served'
on given '未联8' 'the counters are right at once'
on next '1 黄秋军 .*紧邻这一段' 'whoever has the doors next to it comes first'
on back '撤销' 'u takes it back'
on back '未联32' 'after u nobody has a contact'
on again '黄秋军' 'C-r does it again'
[ "$(sql 'SELECT count(*) FROM household WHERE contact_id IS NOT NULL')" = 0 ] && say 0 'in the office as on the screen' ||
	say 1 'in the office as on the screen'

# Over the band: refused, and asked why.
{
	cat <<'E1'
j
l
j
j
j
l
a
text hqj
save over
Enter
save why
text 书记定的
Enter
save done
u
E1
} | keys 100x30
on over '交不了.*30' 'over the band the rule says no'
on why '为何超出上限' 'a reason is asked for'
on done '黄秋军' 'with a reason it is done'
[ "$(sql "SELECT count(*) FROM contact WHERE over_band = '书记定的'")" = 0 ] && say 0 'u takes the intervals back' ||
	say 1 'u takes the intervals back'

# The facade: the picture of a building, and what a rectangle means before it is given.
"$wangge" plan --under 窑洲社区 --commit >/dev/null
"$wangge" unassign 3栋/2单元/902 >/dev/null
keys 100x30 <<'E1'
j
l
j
j
j
l
b
save wall
/
text 3-2-801
Enter
b
v
k
k
l
save chosen
size 80x24
save small
size 160x50
save wide
size 100x30
a
save facade-asked
Esc
Esc
PgDn
save after
Esc
save grid
E1
on wall '^ 16  *廖平文 ' 'b shows the building as on the wall'
same chosen facade-100x30 'a rectangle on the facade at 100x30'
same small facade-80x24 'the facade at 80x24'
same wide facade-160x50 'the facade at 160x50'
on facade-asked '交给:' 'a asks who gets the rectangle'
on after '4栋  立面' 'PgDn goes to the next building'
on grid '地方' 'Esc goes back to the grid'
keys 80x24 --lang en <<'E1'
j
l
j
j
j
l
b
v
k
save english
E1
on english 'chosen 2 hh' 'the facade in English'
"$wangge" undo >/dev/null
"$wangge" undo >/dev/null

# Prompts take letters as text and Esc peels them off one by one.
keys 100x30 <<'E1'
C-f
text mqsy
save found
Enter
save there
a
text zzz
save nobody
Enter
save still
Esc
save closed
0
:
text cad
Enter
save cadres
]
save sorted
Esc
:
text zkyhl
save chinese
Esc
?
save help
Esc
x
save export
Esc
save end
E1
on found '万俟淑怡' 'a person is found by initials'
on there '>! *1101 *万俟淑怡' 'Enter goes to the row'
on there '昭山镇 > 窑洲社区 > 晴岚家园 >' 'and to the place in the tree'
on nobody '没有叫这个名字' 'a name that nobody has'
on still '交给:' 'Enter does nothing then'
off closed '交给:' 'Esc closes the prompt'
on cadres '36 名干部' 'the palette runs a command'
on sorted 'v' 'a column sorts'
on help 'i Insert' 'help lists the keys that work here'
on export '把眼前这张表写成文件' 'x asks for the file'
on end '万俟淑怡' 'Esc goes back to where one was'

# The list of the place: narrowed as one types, values ticked, an expression, sorted; Esc takes one after another off.
cat >"$dir/sift" <<'E1'
/
text mqsy
save narrowed
Enter
save kept
Esc
save whole
/
text 3栋 王
save words
Esc
/
text qqqqq
save none
Esc
l
l
l
l
f
save values
text gl
Space
Enter
save ticked
\
text 楼栋=3 & 人口>
save half
text x
save wrong
BS
text 3
Enter
save both
]
save sorted
]
Esc
save unfiltered
E1
keys 100x30 <"$dir/sift"
on narrowed '/ mqsy.*找到 1 行' '/ narrows the list by initials as one types'
on narrowed '>! .*万俟' 'the cursor is on what was found'
on kept '1/1  /mqsy' 'Enter keeps it'
on whole '/858' 'Esc shows all again'
on words '3-1-.* 王' 'several words fit in any order'
off words ' 1-[123]-' 'and all of them must'
on none '/ qqqqq.*找到 0 行' 'what nobody is called leaves nothing'
on values '（空）' 'f lists the values of the column with their counts'
on ticked '关爱\*' 'a filtered column is marked in its head'
on ticked '\\关爱=高龄' 'and the condition stands at the foot'
off ticked ' 独居 ' 'only what was ticked is left'
on half '只看 楼栋=3 & 人口>' 'an expression is typed after \'
on wrong '第 11 个字：“x”不是数' 'what is wrong with it is said with its place'
on both '3-[123]-' 'both conditions hold'
on both '1/3 ' 'the number is compared'
on sorted '关爱\*v' 'a column sorts a filtered list'
on unfiltered '/858' 'Esc takes the filters away'
for size in 80x24 160x50; do
	{ printf 'Tab\n'
		printf 'l\nl\nl\nl\nf\nSpace\nDown\nSpace\nsave values-%s\nEnter\n' $size
		printf '\\\ntext 楼栋=3 & 户\nsave filter-%s\n' $size
		printf 'Esc\nEsc\n/\ntext zhang\nsave narrow-%s\n' $size
	} | keys $size
	same narrow-$size narrow-$size "a narrowed list at $size"
	same values-$size values-$size "the values of a column at $size"
	same filter-$size filter-$size "an expression being typed at $size"
done
printf '/\ntext zhang\nsave n\nEnter\nTab\nTab\nl\nl\nf\nsave v\nEsc\n\\\ntext foo=\nsave f\n' | keys 80x24 --lang en
on n 'found' 'a narrowed list in English'
on v 'values, 0 ticked' 'the values in English'
on f 'there is no column foo' 'an expression in English'

# The tree: places of that name and the way to them; Esc folds it as it was.
keys 100x30 <<'E1'
/
text 2 3栋
save nothing
Esc
/
text wangjia
save people
Esc
/
text ql 3栋
save places
Enter
l
save inside
Esc
save again
E1
on places '▾ 第1网格' 'the way to a place found is unfolded'
on places '> .*▸ 3栋' 'the cursor is on it'
off places '▸ 4栋' 'the others are not shown'
on inside '1单元' 'what is found can be unfolded'
on again '▸ 第1网格' 'Esc folds the tree as it was'
on again '▸ 9栋' 'and shows it all'

# The last digits of who is calling: the household, and what to mind.
printf 'C-f\ntext 9988\nEnter\nsave calling\n' | keys 100x30
on calling '关爱 高龄 .*1/\|关爱 高龄 .*/[0-9]' 'the last four digits open the household with what to mind'

# Read-only: no verb writes, telephones are masked.
keys 100x30 --read-only <<'E1'
C-f
text mqsy
Enter
save row
a
save denied
E1
on row '只读' 'read-only says so'
on row '\*\*\*\*' 'telephones are masked'
off row 'a 联系人' 'the keys that write are not offered'
on denied '只读' 'a is refused'

# Paper: what fits is offered, with a file in the user's folder; the office stays as it is.
home=$dir/home
mkdir -p "$home"
batches=$(sql 'SELECT count(*) FROM batch')
HOME=$home XDG_STATE_HOME=$home/state keys 100x30 <<'E1'
j
l
j
j
j
P
save offered
1
save form
wait 400
Enter
save printed
j
l
y
save copied
Tab
y
E1
on offered '1 公示  3栋 ' 'P offers the notice of the place under the cursor'
on offered '2 走访表  3栋 ' 'and its rounds'
on form "写到哪个文件.*$home/公示-3栋-20260326.xlsx" 'a file in the home folder is proposed'
on form '昭山镇/窑洲社区/晴岚家园/3栋' 'for this place only'
on printed "公示-3栋-20260326.xlsx：3 个单元" 'it says where it was written'
holds 'the workbook is there' test -s "$home/公示-3栋-20260326.xlsx"
holds 'printing changes nothing' test "$(sql 'SELECT count(*) FROM batch')" = "$batches"
on copied "已复制；也写在 $home/state/wangge/copy.txt" 'y says in which file the text stands, too'

cp "$home/state/wangge/copy.txt" "$dir/out"
out '^晴岚家园 4栋1单元101$' 'the household as text, its door first'
out '^户主 .* [0-9]* 人  1[0-9][0-9]\*\*\*\*[0-9]*$' 'the telephone of a resident is masked in what is copied'
out '^联系人 未分配$' 'and its contact'
holds 'the file is for its owner alone' test "$(stat -c %a "$home/state/wangge/copy.txt")" = 600

# The overview: what is to be done today.
for size in 80x24 100x30 160x50; do
	keys $size <<E1
1
save overview-$size
E1
	same overview-$size overview-$size "the overview at $size"
done

# No office yet: the first page; then the first day.
WANGGE_DB=$dir/none.db keys 80x24 <<'E1'
save none
3
save day
: set mouse=maybe
save wrong
: set confirm-above=5
save right
gm
save said
E1
on none '1  导入花名册' 'without an office the first page offers a roster, a demo, an empty one'
on day '第一步' 'an empty office begins with the first day'
on wrong 'display.mouse：这里要写 yes 或 no' 'a wrong option says what it may be'
on right '已改，到退出为止' 'an option is set for this run'
on said 'display.mouse：这里要写 yes 或 no' 'what was said can be read again'

# A border of the plan moved by a floor, and locked there; drafts side by side.
{
	cat <<'E1'
3
p
Enter
j
j
j
j
j
j
j
j
j
}
save moved
size 80x24
save moved-small
size 160x50
save moved-large
size 100x30
b
save wall
Esc
D
text 九月
Enter
p
Enter
d
Space
save beside
E1
} | keys 100x30
on moved '其余已重排' 'a border is moved by hand, and the rest is planned around it'
same moved workshop-100x30 'the workshop at 100x30'
same moved-small workshop-80x24 'the workshop at 80x24'
same moved-large workshop-160x50 'the workshop at 160x50'
on wall '方案: 草稿' 'the plan is on the facade too'
on beside '户不同' 'a draft and the plan side by side'
same beside workshop-compare-100x30 'a draft and the plan at 100x30'

# English fits the same widths.
keys 80x24 --lang en <<'E1'
j
l
j
j
j
l
j
j
l
save small
a
text hqj
save asked
Esc
size 100x30
save middle
E1
cp "$dir/screen-small" "$dir/small"
sed -n 3p "$dir/small" | grep -q '\.\.' && say 1 'English heads fit 80 columns' || say 0 'English heads fit 80 columns'
on small '? help' 'English help at the foot'
on asked '黄秋军 0 < > 1 <' 'the English preview'
sed -n '3p' "$dir/screen-middle" | grep -q '\.\.' && say 1 'English heads fit 100 columns' ||
	say 0 'English heads fit 100 columns'

# Every table of the main job: its heads (role h) are whole at 80 columns.
keys 80x24 --lang en <<'E1'
1
save heads-overview
2
save heads-grid
b
Esc
P
save heads-print
Esc
Tab
e
save heads-change
Esc
i
save heads-new
Esc
3
save heads-contacts
p
save heads-form
Enter
wait 3000
save heads-plan
d
save heads-drafts
E1
for name in overview grid print change new contacts form plan drafts; do
	awk '{ line[NR] = $0 }
		END { for (i = 1; i <= NR / 2; i++) if (line[i + NR / 2] ~ /hh/ && line[i] ~ /[a-z]\.\./) { print line[i]; bad = 1 }
			exit bad || NR == 0 }' "$dir/screen-heads-$name" >"$dir/out" && say 0 "English heads are whole: $name" ||
		say 1 "English heads are whole: $name"
done
on heads-drafts 'draft  *place  *kept' 'the drafts are looked at too'
on heads-plan '^   cadre  *hh' 'and the plan'

# A household moves to a door that the office does not have: it is asked for before it is made.
"$wangge" --db "$dir/move.db" demo >/dev/null
keys 100x30 --db "$dir/move.db" <<'E1'
2
Tab
M
save form
text 1-1-1899
Enter
save refused
Tab
Tab
Tab
Tab
Right
Enter
save moved
E1
on form '户内迁居' 'M asks where to'
on form '联系人不变 *\[否\]' 'what is not said is no'
on refused '没有门牌 1-1-1899' 'a door that is not there is not made by itself'
on moved '户内迁居：1栋1单元101 → 1栋1单元1899' 'it is made when that is wanted'
on moved 'u 撤销' 'and u takes it back'
# Who has a duty, and who stands in for whom.
"$wangge" rename 3栋 --lift 2 --note 门禁码问物业 --group-note 3栋邻里群 >/dev/null
"$wangge" plan --under 窑洲社区 --commit >/dev/null 2>&1
absent=$("$wangge" households 3栋 --csv 2>/dev/null | sed -n 2p | tr -d '\r' | cut -d, -f13)
by=$("$wangge" cadres 窑洲社区 --csv 2>/dev/null | cut -d, -f2 | sed -n "2,9p" | grep -a -v -e "$absent" | head -1)
"$wangge" appoint 3栋 楼栋长 "$absent" >/dev/null
"$wangge" appoint 晴岚家园 网格员 "$by" >/dev/null
"$wangge" cover "$absent" --by "$by" --until 2026-04-20 >/dev/null
for size in 80x24 160x50; do
	keys "$size" <<E1
2
/
text 3栋
Enter
save duties-tree
b
save duties-facade
Esc
3
/
text $absent
Enter
save duties-cadre
E1
	same duties-tree "duties-tree-$size" "golden: duties of a building, $size"
	same duties-facade "duties-facade-$size" "golden: duties and who stands in on the facade, $size"
	same duties-cadre "duties-cadre-$size" "golden: who stands in for a cadre, $size"
done
on duties-facade "电梯 2 部  门禁码问物业" 'the facade says what is noted of the building'
on duties-facade "代 $by" 'and who stands in'
on duties-cadre "代 $by" 'so does the list of cadres'
# x writes what is listed, as it is narrowed and sorted, and no more.
export_of() # FILE NAME ROWS: rows below the header of the file
{
	holds "$2" test "$(($(grep -c '' "$1") - 1))" = "$3"
}
printf '%s\n' 2 Tab '\' 'text 关爱=独居 & 楼栋=3' Enter x End 'key C-u' "text $dir/list.csv" Enter 'save exported' | sed 's/^key //' >"$dir/keys"
HOME="$dir" keys 100x30 <"$dir/keys"
few=$("$wangge" households --where '关爱=独居 & 楼栋=3' --csv 2>/dev/null | sed 1d | wc -l)
export_of "$dir/list.csv" 'what a filter leaves is exported' "$few"
on exported "list.csv：$few 行" 'and said'
HOME="$dir" keys 100x30 <<E1
3
l
l
f
text 驻守
Space
Enter
]
x
C-u
text $dir/cadres.csv
Enter
save cadres
E1
holds 'heads of an exported list are in the language of the screen' grep -q '姓名,类型,单位' "$dir/cadres.csv"
holds 'codes are exported by their names' test "$(sed 1d "$dir/cadres.csv" | cut -d, -f2 | tr -d '\r' | sort -u)" = 驻守干部
HOME="$dir" keys 100x30 <<'E1'
3
b
x
save facade
E1
on facade '导出联系人台账' 'where there is no list the contacts of a place are exported'
# Every column that a roster may have is named in the words of the office, and what a rule asks for is a field.
fields() # LIST: the first word of each field of codes.yaml
{
	awk -v list="  $1:" '$0 == list { on = 1; next } on && /^  [a-z]/ { exit }
		on && /^    [a-z_]+:/ { sub(/^[^[]*\[/, ""); sub(/[],].*/, ""); gsub(/"/, ""); print }' "$WANGGE_SOURCE/config/codes.yaml"
}
fields households | paste -sd, | sed 's/$/\n1,/' >"$dir/户.csv"
fields cadres | paste -sd, | sed 's/$/\n1,/' >"$dir/人.csv"
keys 160x50 <<E1
2
I
C-u
text $dir/户.csv
Enter
Enter
save columns
E1
on columns '家庭成员/身份证号码=成员身份证号' 'columns are named in the words of the office'
off columns '=[a-z_]' 'no column is named by its key'
keys 160x50 <<E1
2
I
C-u
text $dir/人.csv
Enter
Right
Enter
save columns
E1
on columns '=服务地方' 'columns of a list of cadres too'
off columns '=[a-z_]' 'none of them by its key'
printf '%s\n' '地址,户主' '3栋2单元1101,甲' '3栋2单元1101,乙' '不知道,丙' >"$dir/错.csv"
keys 160x50 <<E1
2
I
C-u
text $dir/错.csv
Enter
Enter
save wrong
E1
on wrong '“有错的行”' 'a sentence names the field that helps'
off wrong ' --[a-z]' 'and no option of the command line'
# Next month's roster against the office: what is safe is ticked, what was ticked is taken, u takes it back.
small="$dir/small.db"
printf '%s\n' '地址,姓名,与户主关系,出生日期,联系电话' '1栋1单元101,张伟,户主,1950-03-04,13900000001' \
	'1栋1单元101,李芳,配偶,1952-06-07,' '1栋1单元102,王强,户主,1970-05-06,13900000002' \
	'1栋1单元201,赵敏,户主,1981-02-03,13900000003' '2栋1单元101,孙丽,户主,1990-11-12,13900000005' >"$dir/一月.csv"
printf '%s\n' '地址,姓名,与户主关系,出生日期,联系电话' '1栋1单元101,李芳,户主,1952-06-07,' \
	'1栋1单元101,张伟,配偶,1950-03-04,13900000001' '1栋1单元201,赵敏,户主,1981-02-03,13900000033' \
	'1栋1单元202,陈新,户主,1993-04-05,13900000011' '2栋1单元202,孙丽,户主,1990-11-12,13900000005' >"$dir/二月.csv"
"$wangge" --db "$small" init --office 1 >/dev/null
"$wangge" --db "$small" import households "$dir/一月.csv" --under 昭山镇/窑洲社区/晴岚家园 >/dev/null
compare()
{
	printf '%s\n' 3 I "text $dir/二月.csv" Enter Right Right Right Enter 'save compare' Enter 'save taken' j Enter 'save done' u \
		'save undone'
}
for size in 80x24 160x50; do
	compare | keys "$size" --db "$small"
	same compare "compare-$size" "golden: next month's roster, $size"
	on taken '换户主 *1 *1' 'how many of each kind is shown before'
	on done '已采纳 4 项，共 5 项差异' 'what was ticked is taken'
	on undone '已撤销' 'and taken back'
done
compare | keys 80x24 --db "$small" --lang en
on compare 'family gone' 'English differences fit 80 columns'
plan
