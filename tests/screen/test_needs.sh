#!/bin/sh
# test_needs.sh PROGRAM DATA: needs and orders on screen 4, from the call to the follow-up.
# shellcheck source=tests/cli/tap.sh disable=SC2015,SC2154
set -u
. "$(dirname "$0")/../cli/tap.sh"
. "$(dirname "$0")/screens.sh"
data=$2

"$wangge" demo --bare >/dev/null
now=$WANGGE_NOW
# need HOURS WORD …: recorded so many hours ago.
need()
{
	WANGGE_NOW=$((now - $1 * 3600))
	shift
	"$wangge" add need "$@" >/dev/null || echo "# not recorded: $*"
	WANGGE_NOW=$now
}

need 5 1-1-301 灶打不着火 --service S03,S04 --urgency urgent --note '听力差，敲门要久'
need 30 1-1-502 换灯泡 --service S04 --urgency urgent
need 50 2-1-302 陪诊 --service S07 --source visit
need 2 晴岚家园 下水道堵了 --service S18 --urgency pressing --spot 3单元门口 --source mobile
need 400 1-1-301 老年认证 --service S06
need 100 1-2-201 理发 --service S08
need 1 2-2-401 送餐 --service S06 --every 7
"$wangge" need 'done' 老年认证 >/dev/null

keys 100x30 <<'E1'
4
save hundred
size 80x24
save small
size 160x50
save large
size 100x30
Tab
Tab
save following
S-Tab
save serving
E1
same hundred needs-100x30 'needs at 100x30'
same small needs-80x24 'needs at 80x24'
same large needs-160x50 'needs at 160x50'
on hundred '\[待派 6\]' 'the first group is what is to be sent'
on hundred '>!.*换灯泡 .*超 6 时' 'what is overdue stands on top, with its sign'
on hundred '谁家 ' 'whose it is stands in the card'
on following '\[待回访 1\]' 'Tab goes from group to group'
on serving '\[服务中 0\]' 'and S-Tab back'

# Keys by state: what does not follow is said, not done.
keys 100x30 <<'E1'
4
c
save wrong
?
save help
Esc
a
save taken
u
save back
/
text hdp
save narrowed
Esc
f
save values
Esc
Enter
save opened
a
save accepted
Esc
y
save copied
E1
on wrong '还没有受理' 'a follow-up of what is not done is refused in words'
on help 'c .*还没有受理' 'help says why a key does nothing'
on taken '待匹配' 'a takes the need on'
on back '撤销' 'u takes it back'
on narrowed '换灯泡.*1/1\|换灯泡' 'the list narrows as one types'
on values '服务\|需求' 'f lists values'
on opened '来历' 'Enter opens the whole need'
on accepted '待匹配' 'where the same keys work'
on copied '已复制\|复制' 'y copies the order'

# Somebody calls: the last digits of the telephone, the need, two helpers: 18 keys besides the words of the need.
"$wangge" import library "$data/资源库.csv" --under 窑洲社区 >/dev/null 2>&1
tail=$(sql "SELECT substr(p.phone, 8) FROM person p JOIN household h ON h.id = p.household_id JOIN door d ON d.id =
	h.door_id JOIN place e ON e.id = d.entrance_id JOIN place b ON b.id = e.parent_id WHERE p.relation = 'head' AND
	d.room = '301' AND b.name = '1栋' AND e.name = '1单元'")
cat >"$dir/call" <<E1
C-f
$(echo "$tail" | fold -w 1)
Enter
save card
o
save form
text 灯不亮了
Tab
s
d
w
save like
Tab
2
save derived
Enter
save recorded
m
save ranked
Space
Space
save two
Enter
save sent
E1
keys=$(grep -c -v -e '^save' -e '^text' "$dir/call")
[ "$keys" -le 20 ] && say 0 "the call takes $keys keys" || say 1 "the call takes $keys keys"
keys 100x30 <"$dir/call"
on card '需求 .*灶打不着火' 'the card shows what is open'
on card '以往 .*老年认证\|需求 .*老年认证' 'and what was before'
on form '对象 .*1栋1单元301' 'o takes the household from under the cursor'
on form '上次 ' 'and says what was the last time'
on like '像\|灶打不着火\|服务 .*sdw' 'a service is found by initials'
on derived '期限 .*= 2026-03-27' 'what follows from the urgency stands there at once'
on derived '生活面 .*= 住' 'and the classes that follow from the service'
on recorded 'm 配人' 'then it says what comes next'
on ranked '序 姓名' 'm ranks who can be sent'
on two '2 人已选' 'Space chooses'
on sent '已派' 'Enter sends them'
on sent '派给   1 ' 'and who was sent stands there'
[ "$(sql "SELECT count(*) FROM dispatch WHERE until IS NULL")" = 2 ] && say 0 'two orders in the office' ||
	say 1 'two orders in the office'
"$wangge" undo >/dev/null
"$wangge" undo >/dev/null

keys 100x30 <<'E1'
4
/
text 灶打
Enter
m
j
Space
save match-hundred
size 80x24
save match-small
size 160x50
save match-large
size 100x30
w
save match-why
Esc
Tab
save match-left
Esc
P
save match-print
Esc
y
save match-copied
Esc
save match-over
E1
same match-hundred match-100x30 'the match at 100x30'
same match-small match-80x24 'the match at 80x24'
same match-large match-160x50 'the match at 160x50'
on match-why '第一名' 'w says where the points come from'
on match-left '缺证书' 'Tab lists those who are left out, with the reason'
on match-print '派单条-20260326.xlsx' 'P asks for the file of the slips'
on match-copied '复制' 'y copies the order'
on match-over '\[待派' 'Esc goes back to the needs'
keys 100x30 <<'E1'
4
/
text 灶打
Enter
m
t
text 周三晚
Enter
save match-then
t
C-u
text 什么时候
Enter
save match-never
?
save match-help
E1
on match-then '周三晚   ' 't asks for the time, and ranks who is free then'
on match-never '看不懂时间' 'a time that is not understood is said'
off match-help '^  w .*联系人' 'help lists no key that means something else here'
keys 80x24 --lang en <<'E1'
4
m
save english-match
E1
off english-match '^  *rank.*\.\.' 'English heads of the match fit at 80x24'

# All that wait, matched together: a row is left out, the others are sent as one batch, and u takes it back.
before=$(sql "SELECT count(*) FROM dispatch WHERE until IS NULL")
keys 100x30 <<'E1'
4
p
save all-hundred
size 80x24
save all-small
size 160x50
save all-large
size 100x30
Space
save all-less
Enter
save all-sent
u
save all-back
E1
same all-hundred proposal-100x30 'a proposal for all at 100x30'
same all-small proposal-80x24 'a proposal for all at 80x24'
same all-large proposal-160x50 'a proposal for all at 160x50'
on all-hundred '已证最优' 'it is proven'
on all-less '^ - .*换灯泡' 'Space leaves a row out'
on all-sent '派出' 'Enter sends the others at once'
on all-back '撤销' 'u takes all of them back'
[ "$(sql "SELECT count(*) FROM dispatch WHERE until IS NULL")" = "$before" ] && say 0 'in the office too' ||
	say 1 'in the office too'

# The overview leads to the needs that are due.
keys 100x30 <<'E1'
1
j
j
j
j
save overview
Enter
save late
Esc
save all
E1
on overview '超期的需求 ' 'what is overdue stands among what is to be done'

# A need that is recorded already shows while it is typed; done and followed up: two keys each besides what is said.
keys 100x30 <<'E1'
C-f
text 1栋1单元502
Enter
o
text 换灯泡
save alike
Esc
4
Tab
Tab
Tab
Tab
Tab
/
text 换灯泡
Enter
d
text 40
Enter
save done
c
save asked
3
Enter
save poor
u
save unposted
c
1
Enter
save good
E1
on alike '#.*换灯泡.*待' 'a need like it that is open shows while it is typed'
on done '待回访' 'd asks for the minutes, and the order waits for its follow-up'
on asked '结果  *\[满意\]' 'c asks for the satisfaction'
on poor '不满意' 'who is not satisfied is served again'
on unposted '撤销' 'u takes the follow-up back'
on good '已办结' 'c closes the order'
[ "$(sql "SELECT count(*) FROM follow_up")" = 1 ] && say 0 'one follow-up in the office' ||
	say 1 'one follow-up in the office'

# Screen 5: who helps, units, things; what has lapsed.
"$wangge" add helper 晚晴家政 --kind unit --services S02,S01 --phone 13900001234 --serves 晴岚家园 --free 工作日白天 >/dev/null
"$wangge" add resource 议事厅 --kind venue --place 晴岚家园 --quantity 1 --measure 间 --free 周末 --until 2026-03-01 >/dev/null
"$wangge" certificate 曹雪 电工证 --until 2026-01-31 >/dev/null 2>&1 || :
keys 100x30 <<'E1'
5
save helpers-hundred
size 80x24
save helpers-small
size 160x50
save helpers-large
size 100x30
/
text 水电
Enter
save helpers-found
Esc
]
save helpers-sorted
Tab
save units
Tab
save things
i
save thing-new
E1
same helpers-hundred helpers-100x30 'helpers at 100x30'
same helpers-small helpers-80x24 'helpers at 80x24'
same helpers-large helpers-160x50 'helpers at 160x50'
on helpers-hundred '\[帮手 90\]' 'people who help'
on helpers-found '水电维修' 'found by what they can do'
on units '>.*晚晴家政' 'units have a list of their own'
on things '>!.*议事厅 .*2026-03-01' 'what can no longer be had is marked'
on thing-new '登记.*场地\|场地、物资\|名称' 'i records another one'
keys 80x24 --lang en <<'E1'
5
save english-helpers
Tab
Tab
save english-things
E1
off english-helpers '^  *name  *kind.*\.\.' 'English heads of helpers fit at 80x24'
off english-things '^  *name  *kind.*\.\.' 'English heads of things fit at 80x24'

# In English; and where nothing may be written.
keys 80x24 --lang en <<'E1'
4
save english
Enter
save english-one
E1
off english '^ *No\. need.*\.\.' 'English heads fit at 80x24'
on english-one 'Wanted' 'one need in English'
keys 100x30 --read-only <<'E1'
4
save readonly
a
save refused
E1
off readonly 'a 受理' 'read-only shows no verbs that write'
on refused '只读' 'and does none'
plan
