# shellcheck shell=sh
# lib.sh: for benches: `. "$BENCH_LIB"`. Their exit status is 1 when a goal was missed.
missed=0

# median_ms N COMMAND…: runs the command N times, prints the median wall time in ms. Its output goes away.
median_ms()
{
	runs=$1
	shift
	i=0
	while [ "$i" -lt "$runs" ]; do
		start=$(date +%s%N)
		"$@" >/dev/null
		end=$(date +%s%N)
		echo $((end - start))
		i=$((i + 1))
	done | sort -n | awk '{ t[NR] = $1 } END { printf "%.3f", t[int((NR + 1) / 2)] / 1e6 }'
}

# against WHAT OURS PARTNER GOAL [UNIT]: OURS must be at most GOAL times PARTNER.
against()
{
	awk -v what="$1" -v ours="$2" -v partner="$3" -v goal="$4" -v unit="${5-ms}" 'BEGIN {
		ratio = partner > 0 ? ours / partner : 0
		ok = ratio <= goal
		printf "%-44s %9.2f %s %9.2f %s %8.2f %8s  %s\n", what, ours, unit, partner, unit, ratio, "<=" goal,
			ok ? "ok" : "over"
		exit !ok
	}' || missed=1
}

# within WHAT OURS LIMIT [UNIT]
within()
{
	awk -v what="$1" -v ours="$2" -v limit="$3" -v unit="${4-ms}" 'BEGIN {
		ok = ours <= limit
		printf "%-44s %9.3f %s %12s %8s %8s  %s\n", what, ours, unit, "-", "-", "<=" limit, ok ? "ok" : "over"
		exit !ok
	}' || missed=1
}

# told WHAT OURS [UNIT]: a figure without a goal.
told()
{
	awk -v what="$1" -v ours="$2" -v unit="${3-ms}" 'BEGIN { printf "%-44s %9.3f %s\n", what, ours, unit }'
}

# peak_kb COMMAND…: the greatest resident memory of a command.
peak_kb()
{
	"$BENCH_BIN/peak" "$@"
}

finish()
{
	status=$?
	[ "$status" -ne 0 ] || status=$missed
	exit "$status"
}
trap finish EXIT
