#!/bin/sh
# test_drafts.sh PROGRAM: what was typed into a form outlives the program, however it ends.
# shellcheck source=tests/cli/tap.sh disable=SC2015,SC2154
set -u
. "$(dirname "$0")/../cli/tap.sh"
export XDG_STATE_HOME="$dir/state" WANGGE_NOW=1774486800 TZ=Asia/Shanghai
drafts()
{
	find "$dir/state" -path '*.drafts/*' -type f 2>/dev/null
}

"$wangge" demo --households 20 >/dev/null
name=$(sql "SELECT name FROM person WHERE relation = 'head' ORDER BY id LIMIT 1")
phone=$(sql "SELECT phone FROM person WHERE relation = 'head' ORDER BY id LIMIT 1")

# Typed into the telephone, and killed while somebody thinks.
cat >"$dir/type" <<E1
:
text edit person $name
Enter
Tab
Tab
Tab
Tab
Tab
C-u
text 13911112222
wait 9999
E1
"$wangge" --script "$dir/type" --size 80x24 >"$dir/out" 2>"$dir/err" &
pid=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
	[ "$(drafts | wc -l)" = 1 ] && grep -qs 13911112222 "$(drafts)" && break
	sleep 0.3
done
kill -9 $pid
wait $pid 2>/dev/null
file=$(drafts)
[ -n "$file" ] && say 0 'what is typed is kept while typing' || say 1 'what is typed is kept while typing'
[ "$(stat -c %a "$file")" = 600 ] && say 0 'only its owner reads it' || say 1 'only its owner reads it'
[ "$(stat -c %a "$(dirname "$file")")" = 700 ] && say 0 'nor what others there are' || say 1 'nor what others there are'
grep -q 13911112222 "$file" && say 0 'all of it' || say 1 'all of it'
[ "$(sql "SELECT count(*) FROM person WHERE phone = '13911112222'")" = 0 ] && say 0 'and nothing is changed' ||
	say 1 'and nothing is changed'

# Opened again it is offered; gone on with and done it goes.
cat >"$dir/again" <<E1
:
text edit person $name
Enter
save offer
wait 400
Enter
wait 400
save form
Enter
save done
E1
"$wangge" --script "$dir/again" --size 80x24 >"$dir/out" 2>"$dir/err"
out "$phone > 13911112222" 'after a restart the same form offers it'
[ "$(sql "SELECT count(*) FROM person WHERE phone = '13911112222'")" = 1 ] && say 0 'it is gone on with and saved' ||
	say 1 'it is gone on with and saved'
[ -z "$(drafts)" ] && say 0 'what is done leaves no draft' || say 1 'what is done leaves no draft'

# Esc keeps what was typed; a hang-up does.
cat >"$dir/leave" <<E1
:
text edit person $name
Enter
Tab
C-u
Esc
Esc
save left
E1
"$wangge" --script "$dir/leave" --size 80x24 >"$dir/out" 2>"$dir/err"
out '填的都留着' 'Esc says that it is kept'
[ -n "$(drafts)" ] && say 0 'and keeps it' || say 1 'and keeps it'
cat >"$dir/drop" <<E1
:
text edit person $name
Enter
Del
Esc
E1
"$wangge" --script "$dir/drop" --size 80x24 >"$dir/out" 2>"$dir/err"
[ -z "$(drafts)" ] && say 0 'Del throws it away' || say 1 'Del throws it away'
plan
