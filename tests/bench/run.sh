#!/bin/sh
# run.sh BUILD [NAME …]: builds the partners and runs the benches bench_NAME.sh (all when none is named).
#
# A bench measures wangge and, where there is one, a plain and fast program that does the same (partners/NAME.c, with
# the libraries it needs in its first line: /* libs: sqlite3 */), side by side in one run, and reports lines of
#	what   ours   partner or limit   ratio   goal   ok or MISS
# Exit status 1 when a goal is missed.
set -eu
build=$(cd "$1" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$build/bench"
for source in "$here"/partners/*.c; do
	[ -f "$source" ] || continue
	libs=$(sed -n '1s,^/\* libs: *\(.*\) \*/$,\1,p' "$source")
	flags=
	for lib in $libs; do
		flags="$flags $(pkg-config --cflags --libs "$lib")"
	done
	# shellcheck disable=SC2086
	gcc -O2 -std=gnu17 -o "$build/bench/$(basename "$source" .c)" "$source" $flags
done
[ $# -gt 0 ] || set -- "$here"/bench_*.sh
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export BENCH_LIB="$here/lib.sh" BUILD="$build" SOURCE="$here/../.." BENCH_TMP="$tmp" LC_ALL=C.UTF-8 TZ=Asia/Shanghai
export WANGGE="$build/src/app/wangge" PARTNERS="$build/bench" XDG_CONFIG_HOME="$tmp/config" XDG_DATA_HOME="$tmp/data"
printf '%-44s %12s %12s %8s %8s\n' what ours partner ratio goal
status=0
for bench in "$@"; do
	[ -f "$bench" ] || bench="$here/bench_$bench.sh"
	sh "$bench" || status=1
done
exit $status
