#!/bin/sh
# test_needs.sh PROGRAM: from a call to the followed-up order, as an office does it: recorded, claimed, done, hours.
# shellcheck source=tests/cli/tap.sh disable=SC2015
set -u
. "$(dirname "$0")/tap.sh"

status 0 'an office' demo --bare
cadre=$(sql 'SELECT name FROM worker WHERE takes_households GROUP BY name HAVING count(*) = 1 ORDER BY min(id) LIMIT 1')
status 0 'a wish' --json add need 3-2-501 厨房漏水 --service 水电维修 --form 微心愿 --urgency 紧急 --phone 13900001234
json '$.tables.needs[0].life' A3 'is classed by its words'
json '$.tables.needs[0].state' received 'waits for the office'
need=$(sql 'SELECT id & 1099511627775 FROM need')
[ "$(sql "SELECT count(*) FROM batch WHERE command LIKE '%1390000%'")" = 0 ] &&
	say 0 'the journal does not repeat the telephone' || say 1 'the journal does not repeat the telephone'
status 64 'without a place it is not one' add need
status 0 'such a need is known' --json similar needs 3-2-501 厨房漏水
json '$.tables.needs[0].title' 厨房漏水 'and told'
status 0 'it is taken on' need accept "#$need"
status 0 'claimed' claim 漏水 --by "$cadre"
status 0 'begun' need start 漏水
status 0 'done' need done 漏水 --minutes 40
status 1 'the helper does not ask how it was' follow up 漏水 --result 满意 --by "$cadre"
status 0 'somebody else does' follow up 漏水 --result 满意
[ "$(sql 'SELECT sum(minutes), max(minutes) FROM entry')" = '0|40' ] && say 0 'the hours are posted, and sum to zero' ||
	say 1 'the hours are posted, and sum to zero'
status 0 'check finds nothing of it' check
status 0 'a wrong posting' reverse 漏水 --reason 记错了
status 1 'leaves hours that wait' check
status 0 'is posted again' repost 漏水 --minutes 30
[ "$(sql 'SELECT sum(minutes) FROM entry')|$(sql 'SELECT sum(e.minutes) FROM entry e JOIN account k ON
	k.id = e.account_id WHERE k.kind = "worker"')" = '0|30' ] && say 0 'with the right minutes' || say 1 'with the right minutes'
status 0 'the list, read-only' --read-only --json needs --all
json '$.tables.needs[0].phone' '139****1234' 'shows no telephone'
status 1 'a step that does not follow' need start "#$need"
plan
