#!/bin/sh
# test_needs.sh PROGRAM: needs and orders on screen 4, from the call to the follow-up.
# shellcheck source=tests/cli/tap.sh disable=SC2015,SC2154
set -u
. "$(dirname "$0")/../cli/tap.sh"
. "$(dirname "$0")/screens.sh"

"$wangge" demo --households 200 >/dev/null
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
"$wangge" follow up 老年认证 --satisfaction good --by 1 >/dev/null 2>&1 || :

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
