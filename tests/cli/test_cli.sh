#!/bin/sh
# test_cli.sh PROGRAM: what a script sees: exit statuses, languages, forms of output, where the office is.
# shellcheck source=tests/cli/tap.sh disable=SC2015,SC2181
set -u
. "$(dirname "$0")/tap.sh"

status 0 'the version is told' --version
out '^wangge [0-9]' 'the version is a number'
status 0 'help needs no office' help
out '命令' 'help is Chinese'
status 0 'help in English' --lang en help
out '^Verbs' 'help is English when asked'
out '^  assign ' 'help lists the verbs of the registry'
status 0 'help of a verb' --lang en help assign
out 'HOUSEHOLDS … --to TO' 'help shows how a verb is used'
status 0 'help by the option' assign --help
status 64 'help of no verb' help nonsense
status 64 'an unknown verb' nonsense
err '^wangge: ' 'errors begin with the program'
status 64 'an unknown option' --nonsense log
status 64 'a missing parameter' assign
status 64 'a wrong language' --lang fr log
status 66 'no office yet' log
err 'init' 'no office yet says what to do'
status 66 'no office yet, read-only' --read-only log

status 64 'an office number out of range' init --office 9000
status 0 'init' init --office 7
holds 'the office is there' test -s "$WANGGE_DB"
[ "$(stat -c %a "$WANGGE_DB")" = 660 ] && say 0 'the office is for its group' || say 1 'the office is for its group'
status 73 'init twice' init
err 'office.db' 'init twice names the file'
status 0 'reading an empty office' households
status 0 'an empty office as JSON' --json log
json '$.tables.log[0].label' sync-codes 'the code lists were brought in'
json '$.tables.log[0].batch' 1 'a batch is shown by its number'
status 66 'a place that is not there' households nowhere
err 'nowhere' 'the place is named'
status 66 'a place that is not there, as JSON' --json households nowhere
json '$.error.code' ENOTFOUND 'an error has a stable code'
json '$.error.status' 66 'an error has its status'
status 64 'an unknown verb as JSON' --json nonsense
json '$.error.code' EUSAGE 'wrong use is JSON too'

status 77 'read-only refuses to write' --read-only undo
status 77 'read-only refuses init' --read-only --db "$dir/other.db" init
holds 'and makes no file' test ! -e "$dir/other.db"
status 0 'read-only reads' --read-only log
status 1 'nothing to undo' undo
status 64 'init has no trial' --dry-run --db "$dir/other.db" init
status 66 'a file that is not there' import households "$dir/none.csv" --under a/b/c

program=$wangge
wangge=$dir/alone
cp "$program" "$wangge"
printf 'PK\003\004' >"$dir/book.xlsx"
status 0 'the program works without its module' log
status 69 'but for workbooks' --json import households "$dir/book.xlsx" --under a/b/c
json '$.error.code' EUNAVAILABLE 'and says so'
wangge=$program

unset WANGGE_DB
status 0 'the office in its usual place' init
holds 'a folder of its own' test -d "$dir/data/wangge"
[ "$(stat -c %a "$dir/data/wangge")" = 700 ] && say 0 'for nobody else' || say 1 'for nobody else'
status 0 'found again without being named' log
WANGGE_DB=$dir/office.db
export WANGGE_DB

printf 'not an office, but long enough to be looked at twice' >"$dir/text.db"
status 65 'a file that is no office' --db "$dir/text.db" log

"$wangge" help 2>"$dir/err" >&-
[ $? = 74 ] && say 0 'a closed output is an error' || say 1 'a closed output is an error'
"$wangge" help >/dev/full 2>"$dir/err"
[ $? = 74 ] && say 0 'a full disk is an error' || say 1 'a full disk is an error'
err 'wangge: ' 'a full disk is told'
"$wangge" log <&- 2>&- >"$dir/out"
[ $? = 0 ] && say 0 'closed input and error are none' || say 1 'closed input and error are none'
holds 'and the office is whole' sqlite3 "$WANGGE_DB" 'PRAGMA integrity_check'
(trap '' PIPE; "$wangge" help; echo $? >"$dir/status") | head -1 >/dev/null
case $(cat "$dir/status") in
0 | 74) say 0 'a reader who goes away' ;;
*) say 1 'a reader who goes away' ;;
esac
LC_ALL=C "$wangge" help >"$dir/out" 2>"$dir/err"
out '命令' 'Chinese under the C locale'
LC_ALL=zh_CN.GB18030 "$wangge" help >"$dir/out" 2>"$dir/err"
out '命令' 'UTF-8 under a locale that is not there'
plan
