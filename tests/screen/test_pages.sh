#!/bin/sh
# test_pages.sh PROGRAM DATA: the screens of the main job one after another. In English at both sizes: nothing is cut in
# a head, a label or a key. Forms in Chinese.
# shellcheck source=tests/cli/tap.sh disable=SC2015,SC2154
set -u
. "$(dirname "$0")/../cli/tap.sh"
. "$(dirname "$0")/screens.sh"
data=$2
export XDG_STATE_HOME="$dir/state"

"$wangge" init --office 1 >/dev/null
"$wangge" import households "$data/晴岚家园花名册.xlsx" --under 昭山镇/窑洲社区/晴岚家园 >/dev/null
"$wangge" import cadres "$data/驻守干部.csv" --under 窑洲社区 >/dev/null
"$wangge" plan --under 窑洲社区 --commit >/dev/null

# tour SIZE: from the overview to a handover.
tour()
{
	keys "$1" --lang en <<E1
1
save overview
2
/
text 3栋
Enter
save tree
Tab
save households
l
l
l
l
f
save values
Esc
\\
text care
save filter
Esc
a
save assign
Esc
i
save add
Esc
e
save change
Esc
P
save print
Esc
:
text ha
save palette
Esc
C-f
text zhang
save find
Esc
?
save help
Esc
Enter
save card
Esc
:
text add household
Enter
save form-household
Esc
:
text add place
Enter
save form-place
Esc
:
text cover
Enter
save form-cover
Esc
:
text move
Enter
save form-move
Esc
b
save facade
Esc
3
gg
j
save contacts
H
save handover
Esc
p
save plan-form
Enter
save plan
d
save drafts
Esc
=
save number
E1
}

pages='tree households values filter assign print find form-household form-place form-cover form-move contacts handover plan-form plan drafts number'
growing='overview card facade add change palette help' # they say more with every kind of record

# english SIZE PAGE …: their text
english()
{
	rows=${1#*x}
	shift
	for page; do
		echo "== $page"
		# The row of tabs names the user, and a time is never the same.
		head -n "$rows" "$dir/screen-$page" | sed "$([ "$rows" -ge 28 ] && echo 1d)" |
			sed -e 's/ *$//' -e 's/computed in [0-9.]* ms\(.*leaves\).*/computed\1/'
	done
}

for size in 80x24 160x50; do
	rm -rf "$dir/state" # nothing was typed before
	tour "$size"
	# shellcheck disable=SC2086
	english "$size" $pages >"$dir/en"
	[ "${WANGGE_GOLDEN:-}" = new ] && cp "$dir/en" "$golden/english-$size"
	diff "$golden/english-$size" "$dir/en" >"$dir/out" 2>&1 && say 0 "golden: screens in English, $size" ||
		say 1 "golden: screens in English, $size"
	# What is data may be cut, and the end of a sentence that says what a command does; other words may not.
	# shellcheck disable=SC2086
	english "$size" $pages $growing | sed -e '/^== print/,/^== find/d' -e '/^== palette/,/^== /d' |
		grep -n '[a-z]\.\.' >"$dir/out" && say 1 "no English word is cut, $size" ||
		say 0 "no English word is cut, $size"
done

for size in 80x24 160x50; do
	rm -rf "$dir/state"
	keys "$size" <<'E1'
2
/
text 3栋
Enter
Tab
:
text add household
Enter
save household
text 1-1-101
Tab
save door
Esc
Esc
:
text add place
Enter
save place
Esc
:
text cover
Enter
text 范春
save cover
Esc
Esc
M
save move
E1
	for form in household door place cover move; do
		same "$form" "form-$form-$size" "golden: form $form, $size"
	done
done
plan
