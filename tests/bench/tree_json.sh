#!/bin/sh
# tree_json.sh DB: the office's places and households as an ncdu export: the same tree, the same words. Sizes fall along
# the walk, so that ncdu's order is the walk.
set -eu
sqlite3 -separator '|' "$1" "
	WITH RECURSIVE chain(id, path, lo) AS (
		SELECT id, name, lo FROM place WHERE parent_id IS NULL
		UNION ALL
		SELECT p.id, chain.path || '/' || p.name, p.lo FROM place p JOIN chain ON p.parent_id = chain.id
	)
	SELECT chain.path, d.room, coalesce((SELECT n.name FROM person n WHERE n.household_id = h.id
		ORDER BY n.relation IS NOT 'head', n.id LIMIT 1), ''), h.people
	FROM household h JOIN door d ON d.id = h.door_id JOIN chain ON chain.id = d.entrance_id ORDER BY h.pos, h.id" |
	awk -F'|' 'BEGIN {
		printf "[1,0,{\"progname\":\"tree\",\"progver\":\"1\"},[{\"name\":\"/office\"}"
	}
	{
		n = split($1, now, "/")
		for (same = 0; same < n && same < depth && now[same + 1] == at[same + 1]; same++)
			;
		for (; depth > same; depth--)
			printf "]"
		for (; depth < n; at[depth] = now[depth])
			printf ",[{\"name\":\"%s\"}", now[++depth]
		size = 4096 * (200000 - NR)
		printf ",\n{\"name\":\"%s %s %s\",\"asize\":%.0f,\"dsize\":%.0f}", $2, $3, $4, size, size
	}
	END {
		for (; depth > 0; depth--)
			printf "]"
		printf "]]\n"
	}'
