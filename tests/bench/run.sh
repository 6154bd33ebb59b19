#!/bin/sh
# run.sh BUILD [NAME …]: builds the partners and runs the benches bench_NAME.sh (all when none is named).
#
# A bench measures wangge and, where there is one, a plain and fast program that does the same (partners/NAME.c), side
# by side in one run, and reports lines of
#	what   ours   partner   ratio   goal   ok or over
# Exit status 1 when a goal is missed. The first line of a C file names the libraries it needs: /* libs: sqlite3 */;
# `wangge` among them is the library of this build.
set -eu
build=$(cd "$1" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$build/bench"

# flags_of LIB …
flags_of()
{
	for lib in "$@"; do
		if [ "$lib" = wangge ]; then
			printf ' -I%s/include -I%s/src -Wl,--start-group' "$here/../.." "$here/../.."
			for room in command model exchange store plan conf text base; do
				printf ' %s' "$build/src/$room/lib$room.a"
			done
			printf ' -Wl,--end-group'
		else
			printf ' %s' "$(pkg-config --cflags --libs "$lib")"
		fi
	done
}

for source in "$here"/*.c "$here"/partners/*.c; do
	libs=$(sed -n '1s,^/\* libs: *\(.*\) \*/$,\1,p' "$source")
	# shellcheck disable=SC2046,SC2086
	gcc -O2 -std=gnu17 -I "$here/../.." -o "$build/bench/$(basename "$source" .c)" "$source" $(flags_of $libs)
done
# LEMON is C++ and may be missing: a bench that has no partner then says so.
rm -f "$build/bench/lemon_match"
g++ -O2 -std=gnu++14 -w -o "$build/bench/lemon_match" "$here/../plan/lemon_match.cc" 2>/dev/null || true
[ $# -gt 0 ] || set -- "$here"/bench_*.sh
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export BENCH_LIB="$here/lib.sh" BUILD="$build" SOURCE="$here/../.." BENCH_TMP="$tmp" LC_ALL=C.UTF-8 TZ=Asia/Shanghai
export WANGGE="$build/src/app/wangge" BENCH_BIN="$build/bench" XDG_CONFIG_HOME="$tmp/config"
export XDG_DATA_HOME="$tmp/data" XDG_STATE_HOME="$tmp/state"
printf '%-44s %12s %12s %8s %8s\n' what ours partner ratio goal
status=0
for bench in "$@"; do
	[ -f "$bench" ] || bench="$here/bench_$bench.sh"
	sh "$bench" || status=1
done
exit $status
