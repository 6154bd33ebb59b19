#!/bin/sh
# wgp-match as a program: its line, what it refuses and how. $1 = wgp-match, $2 = the folder of tap.sh.
set -eu
# shellcheck source=tests/cli/tap.sh
. "$2/tap.sh"

printf '3 3 6\n2 3 0 10 1 9 2 8\n1 2 0 9 1 9\n3 1 0 3001\n1\n2\n0\n' >"$dir/small"
status 0 'a file is matched' "$dir/small"
out '^total=3019 units=3 certified=yes ms=[0-9.]*$' 'the line says total, units, certificate and time'
status 0 'needs can come late' --repeat 3 --late 2 "$dir/small"
out '^total=3019 units=3 certified=yes ms=[0-9.]* late_ms=[0-9.]* late_worst_ms=[0-9.]*$' 'late needs end in the same total'
printf '0 0 0\n' >"$dir/empty"
status 0 'nothing is matched with nothing' --late 5 "$dir/empty"
out '^total=0 units=0 certified=yes' 'nothing is a total of 0'
printf '1 2 2\n1 2 0 5 0 6\n1 1\n' >"$dir/twice"
status 65 'a helper that stands twice is refused' "$dir/twice"
err 'twice:2: helper 0 stands twice' 'with the line'
printf '1 1 1\n1 1 0 -5\n1\n' >"$dir/negative"
status 65 'a negative score is refused' "$dir/negative"
err 'negative:2: a score is not a number from 1 to 100000000' 'with what is wrong'
status 66 'a file that is not there cannot be read' "$dir/missing"
status 64 'without a file it says how it is used'
err '^usage: wgp-match' 'on standard error'
status 64 'an option it does not know is wrong use' --fast 3 "$dir/small"
status 64 'a count below 1 is wrong use' --repeat 0 "$dir/small"
plan
