#!/bin/sh
# test_hostile.sh PROGRAM: an office in whose every free text stand sequences that steer terminals, characters that
# reorder or hide others, and names without end: nothing of it reaches a terminal or a printed page.
# shellcheck source=tests/cli/tap.sh disable=SC2015,SC2034,SC2154
set -u
. "$(dirname "$0")/tap.sh"
export WANGGE_NOW=1774486800 TZ=Asia/Shanghai
unsafe='[\x00-\x09\x0b-\x1f\x7f\x{80}-\x{9f}\x{ad}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{206f}\x{feff}\x{e000}-\x{f8ff}]|\p{Mn}{3}'

# is_clean: what was said last is UTF-8, holds none of them nor a heap of accents, and is not empty.
is_clean()
{
	cat "$dir/out" "$dir/err" >"$dir/all"
	[ -s "$dir/all" ] && iconv -f UTF-8 -t UTF-8 "$dir/all" >/dev/null 2>&1 && ! grep -aqP "$unsafe" "$dir/all"
}

# clean NAME
clean()
{
	is_clean && say 0 "$1" || say 1 "$1"
}

# The judge knows them all: a printf format each.
esc='\033]0;owned\007' csi='\302\233 5m' bidi='\342\200\256' hidden='\342\200\213' heap='e\314\201\314\201\314\201\314\201'
broken='\377\300\257' del='\177' nul='\000' private='\356\200\200' tab='\t' back='\r'
mark='\357\273\277'
: >"$dir/err"
for sample in esc csi bidi hidden heap broken del nul private tab back mark nothing; do
	eval "format=\${$sample-}"
	# shellcheck disable=SC2059,SC2154
	printf "$format" >"$dir/out"
	is_clean && say 1 "$sample is found" || say 0 "$sample is found"
done
printf '张é伟\n' >"$dir/out"
clean 'and what is plain is not'

# reads WORD …: a command's text is clean, in both languages.
reads()
{
	"$wangge" "$@" >"$dir/out" 2>"$dir/err"
	n_reads=$((${n_reads:-0} + 1))
	clean "read $n_reads is clean: $1"
	"$wangge" --lang en "$@" >"$dir/out" 2>"$dir/err"
	clean "read $n_reads is clean in English: $1"
}

"$wangge" demo --bare >/dev/null
"$wangge" grid 第1网格 --parts 1栋,2栋 --under 晴岚家园 >/dev/null
"$wangge" plan --under 晴岚家园 --save 九月 >/dev/null
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

# Files: their names, their sheets, their headers and every column of every roster; the row below is a good one.
evil_bytes="$esc$csi$bidi$hidden$heap$del$private%%s%%n"
# shellcheck disable=SC2059
folder=$dir/$(printf "册$esc$csi$bidi$hidden$broken$del\nx")
mkdir "$folder"

# take KIND PLACE HEADERS GOOD: each column in turn holds the evil, as long as its file is read at all.
take()
{
	columns=$(echo "$3" | tr ',' '\n' | wc -l)
	column=1
	while [ "$column" -le "$columns" ]; do
		bad=$(echo "$4" | awk -F, -v k="$column" 'BEGIN { OFS = "," } { $k = "@" $k; print }' | sed "s/@/@@/")
		for more in '' "$nul" "$broken"; do
			# shellcheck disable=SC2059
			{ echo "$3"; printf "$(echo "$bad" | sed "s|@@|$(echo "$evil_bytes$more" | sed 's/[\\&|]/\\&/g')|")\n"; echo "$4"; } \
				>"$folder/$column.csv"
			reads --dry-run import "$1" "$folder/$column.csv" --under "$2"
			reads import "$1" "$folder/$column.csv" --under "$2" --skip-bad
		done
		column=$((column + 1))
	done
	# shellcheck disable=SC2059
	{ printf "$(echo "$3" | sed "s/,.*//"),$evil_bytes,$(echo "$3" | sed 's/[^,]*,//')\n"; echo "$4"; } >"$folder/head.csv"
	reads --dry-run import "$1" "$folder/head.csv" --under "$2"
}
take households 昭山镇/恶意社区/恶意家园 \
	小区,楼栋,单元,楼层,房号,姓名,与户主关系,性别,出生日期,身份证号,联系电话,户籍,人员类别,居住状态,人口数,备注,包户干部,包户干部电话 \
	恶意家园,3栋,2单元,5,501,张伟,户主,男,1980-01-02,,13800000001,外省,独居,在住,3,有狗,罗敏琳,
holds 'some of it was taken' test "$(sql "SELECT count(*) FROM person WHERE instr(note, 'owned') > 0 OR instr(name, 'owned') > 0")" -gt 1
take cadres 窑洲社区 姓名,身份,单位,电话,服务社区,参加联户,下限,上限,备注 王某,驻守干部,区机关,19900000001,窑洲社区,是,15,30,备注
reads import compare "$folder/1.csv" --under 昭山镇/恶意社区/恶意家园
# shellcheck disable=SC2059
printf "<?xml version=\"1.0\"?><Workbook xmlns:ss=\"s\"><Worksheet ss:Name=\"表$csi$bidi$hidden$heap$private\"><Table><Row>\
<Cell><Data ss:Type=\"String\">门牌</Data></Cell><Cell><Data ss:Type=\"String\">姓名</Data></Cell></Row><Row><Cell>\
<Data ss:Type=\"String\">9-9-9</Data></Cell><Cell><Data ss:Type=\"String\">李</Data></Cell></Row></Table></Worksheet></Workbook>" \
	>"$folder/sheet.xls"
reads --dry-run import households "$folder/sheet.xls" --under 昭山镇/恶意社区/恶意家园
reads import households "$folder" --under 昭山镇/恶意社区/恶意家园
reads import households "$folder/nowhere.csv"
# shellcheck disable=SC2059
pasted=$(printf "$esc$csi$bidi$hidden$heap$del$private")
cat >"$dir/script" <<E1
2
/
paste $pasted
save narrowed
Esc
C-f
paste 张$pasted
save found
Esc
I
save chooser
paste $pasted
save nothing
Esc
Esc
I
text 1.csv
Enter
wait 500
save page
Enter
wait 500
save roster
Esc
E1
for lang in zh en; do
	(cd "$folder" && "$wangge" --lang $lang --script "$dir/script" --size 100x30 >"$dir/out" 2>"$dir/err")
	clean "what is pasted, and files chosen in the console, in $lang"
	[ "$(grep -ac '^[a-z]* 100x30$' "$dir/out")" = 6 ] && say 0 "all of them in $lang" || say 1 "all of them in $lang"
done

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
