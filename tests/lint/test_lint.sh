#!/bin/sh
# test_lint.sh LINT ROOMS.TXT: every rule of the lint fails on a tree that breaks it, and on nothing that only looks so.
set -eu
lint=$1
rooms=$2
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/src/base" "$tree/src/text" "$tree/src/view" "$tree/src/screen" "$tree/src/attic" "$tree/tests/text"

put()
{
	cat > "$tree/$1"
}

put src/base/a.h <<'END'
#ifndef WANGGE_BASE_A_H
#define WANGGE_BASE_A_H
#include "base/b.h"
#endif
END
put src/base/b.h <<'END'
#ifndef WRONG_H
#define WRONG_H
#include "base/a.h"
#endif
END
put src/base/up.c <<'END'
#include <sqlite3.h>
#include "text/fine.h"
#include "a.h"
END
put src/text/fine.h <<'END'
#ifndef WANGGE_TEXT_FINE_H
#define WANGGE_TEXT_FINE_H
#include "base/arena.h"
#include "wangge/error.h"
/* strcpy( in a comment, and a blank line:

*/
#endif
END
put src/text/words.c <<'END'
static const char *s = "strcpy(a, b) /* system(";
int a(void) { return my_system(1) + o->system(2) + o.gets(3); }
END
put src/text/bad.c <<'END'
int b(char *p) { strcpy(p, "x"); return toupper(*p); }
int c(void) { char q = '"'; printf("x"); return system("x") ; }
END
printf 'int d; \n\nint e;' > "$tree/src/text/blanks.c"
printf '/* TO%s: later */\n' DO > "$tree/src/text/open.c"
printf 'int x;\n' > "$tree/src/attic/old.c"
awk 'BEGIN { for (i = 0; i < 601; i++) print "" }' > "$tree/src/text/long.c"
cp "$tree/src/text/long.c" "$tree/src/text/pinyin_table.c"
put src/view/shown.h <<'END'
#ifndef WANGGE_VIEW_SHOWN_H
#define WANGGE_VIEW_SHOWN_H
#include "conf/keys.h"
#endif
END
put src/screen/grid.c <<'END'
#include "conf/keys.h"
#include "conf/other.h"
#include "view/shown.h"
#include "store/db.h"
END
put tests/text/test_x.c <<'END'
#include "tests/test.h"
#include "text/fine.h"
#include "store/db.h"
END

out=$("$lint" "$tree" "$rooms")
n=0
bad=0

# says PATTERN NAME, silent PATTERN NAME
verdict()
{
	n=$((n + 1))
	if [ "$1" -eq "$2" ]; then
		echo "ok $n - $3"
	else
		echo "$out" | sed 's/^/# /'
		echo "not ok $n - $3"
		bad=1
	fi
}

says()
{
	if echo "$out" | grep -Eq "$1"; then verdict 0 0 "$2"; else verdict 1 0 "$2"; fi
}

silent()
{
	if echo "$out" | grep -Eq "$1"; then verdict 1 0 "$2"; else verdict 0 0 "$2"; fi
}

says '^# src/base/up.c:2: base must not include text/fine.h' 'an arrow up is found'
says '^# src/base/up.c:3: a.h: write the room' 'a header without its room is found'
says '^# src/attic/old.c:1: src has no room attic' 'a room that is not in the table is found'
says '^# src/screen/grid.c:2: screen must not include conf/other.h' 'a screen sees of conf only what view shows'
says '^# src/screen/grid.c:4: screen must not include store/db.h' 'a screen that reads the store is found'
silent '^# src/screen/grid.c:[13]:' 'what the headers of view include is open to screens'
says '^# tests/text/test_x.c:3: tests/text must not' 'a test that reaches into a room above is found'
silent '^# src/text/fine.h' 'the ground floor is open to all'
says '^# src/base/up.c:1: <sqlite3.h> belongs to store' 'a library outside its room is found'
says '^# src/base/[ab].h:3: including base/[ab].h closes a circle' 'a circle of headers is found'
says '^# src/text/bad.c:1: strcpy:' 'a banned function is found'
says '^# src/text/bad.c:2: system:' 'a shell is found, also after a character constant with a quote'
silent '^# src/text/words.c' 'comments, strings and other names that hold a banned word are left in peace'
says '^# src/text/bad.c:1: toupper:' 'a function that depends on the locale is found'
says '^# src/text/bad.c:2: printf:' 'a library that prints is found'
says '^# src/text/long.c:602: a file has' 'a long file is found'
silent '^# src/text/pinyin_table.c' 'a generated table may be long'
says '^# src/text/blanks.c:1: blank at the end' 'blanks at the end of a line are found'
says '^# src/text/blanks.c:3: the last line has no end' 'a file without a last line end is found'
says '^# src/text/open.c:1: TO''DO' 'what was left open is found'
says '^# src/base/b.h:1: the guard is WANGGE_BASE_B_H' 'a wrong guard is found'
if echo "$out" | grep -q '^ok'; then verdict 1 0 'every rule fails on the bad tree'; else verdict 0 0 'every rule fails on the bad tree'; fi
echo "1..$n"
exit $bad
