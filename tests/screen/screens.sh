# screens.sh: keys in, screens out: helpers for the scenarios of the console, read after tap.sh; $golden is the folder of
# golden screens. These are text and roles; WANGGE_GOLDEN=new writes them anew, to be looked at before they are kept.
# shellcheck shell=sh disable=SC2015,SC2154
golden=$(dirname "$0")/golden
export WANGGE_NOW=1774486800 TZ=Asia/Shanghai

# keys SIZE [OPTION …] <script: the screens it saves are files $dir/NAME.
keys()
{
	size=$1
	shift
	cat >"$dir/script"
	"$wangge" "$@" --script "$dir/script" --size "$size" >"$dir/out" 2>"$dir/err" || return 1
	awk -v dir="$dir" '/^[a-z0-9-]+ [0-9]+x[0-9]+$/ { name = dir "/screen-" $1; split($2, s, "x"); rows = 2 * s[2]; next }
		rows-- > 0 { print > name }' "$dir/out"
}

# on SCREEN PATTERN NAME: a line of the screen has it. off: none has.
on()
{
	cp "$dir/screen-$1" "$dir/out"
	grep -q -e "$2" "$dir/out" && say 0 "$3" || say 1 "$3"
}

off()
{
	cp "$dir/screen-$1" "$dir/out"
	grep -q -e "$2" "$dir/out" && say 1 "$3" || say 0 "$3"
}

# same SCREEN FILE NAME: the screen is the golden one, but for the row of tabs, which names the user.
same()
{
	rows=$(($(wc -l <"$dir/screen-$1") / 2))
	[ "$rows" -ge 28 ] && sed -i "1d;$((rows + 1))d" "$dir/screen-$1"
	[ "${WANGGE_GOLDEN:-}" = new ] && cp "$dir/screen-$1" "$golden/$2"
	diff "$golden/$2" "$dir/screen-$1" >"$dir/out" 2>&1 && say 0 "$3" || say 1 "$3"
}
