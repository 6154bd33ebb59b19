#!/bin/sh
# test_words.sh ROOT DOCS: every sentence has a Chinese one with the same {1} … {9}, and settings say what registries say.
set -eu
root=$1
docs=$2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0
bad=0

# verdict STATUS NAME: the reasons stand in $tmp/why
verdict()
{
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		sed 's/^/# /' "$tmp/why"
		echo "not ok $n - $2"
		bad=1
	fi
}

# The catalogue as one line an entry: msgid, tab, msgstr.
pairs()
{
	msgcat --no-wrap "$1" | awk '
	function flush() { if (id != "") print id "\t" str; id = str = ""; at = "" }
	/^msgid /  { flush(); at = "id"; sub(/^msgid /, "") }
	/^msgstr / { at = "str"; sub(/^msgstr /, "") }
	/^"/ { sub(/^"/, ""); sub(/"$/, ""); if (at == "id") id = id $0; else if (at == "str") str = str $0 }
	END { flush() }'
}

"$root/data/po/extract" "$tmp/all.pot" 2> "$tmp/why" && status=0 || status=1
verdict "$status" 'every sentence of the sources is found'

msgmerge --quiet --no-fuzzy-matching --no-wrap -o "$tmp/merged.po" "$root/data/po/zh_CN.po" "$tmp/all.pot" 2> "$tmp/why" &&
	msgattrib --no-obsolete --untranslated --no-wrap "$tmp/merged.po" | sed -n 's/^msgid //p' | grep -v '^""$' > "$tmp/why" && status=1 || status=0
verdict "$status" 'every sentence has a Chinese one'

msgattrib --only-fuzzy --no-wrap "$root/data/po/zh_CN.po" | sed -n 's/^msgid //p' | grep -v '^""$' > "$tmp/why" && status=1 || status=0
verdict "$status" 'no translation is only a guess'

pairs "$root/data/po/zh_CN.po" | awk -F '\t' '
function marks(s,   i, out) {
	out = ""
	for (i = 1; i <= 9; i++)
		if (index(s, "{" i "}"))
			out = out i
	return out
}
$2 != "" && marks($1) != marks($2) { print; bad = 1 }
END { exit bad }' > "$tmp/why" && status=0 || status=1
verdict "$status" 'sentence and translation have the same arguments'

msgfmt --check-format --check-domain -o /dev/null "$root/data/po/zh_CN.po" 2> "$tmp/why" && status=0 || status=1
verdict "$status" 'the catalogue can be built'

# Keys of --json: each "key", N_(…) of a table stands in the manual.
grep -hoE '\{"[a-z_]+", N_\(' "$root"/src/command/*.c | sed 's/^{"//; s/".*//' | sort -u | while read -r key; do
	grep -qE "(^|[ (\"])$key([,\")]|\$)" "$root/man/wangge.1.in" || echo "$key"
done > "$tmp/why"
[ ! -s "$tmp/why" ] && status=0 || status=1
verdict "$status" 'every key of --json stands in the manual'

# The tour of the house names every file.
for file in "$root"/src/*/*.c "$root"/src/*/*.def; do
	stem=$(basename "$file" .c)
	grep -qE "^\|.*[ ,(\`]$(basename "$stem" .def)(\.def)?[ ,|\`]" "$root/src/README.md" || echo "src/README.md does not name $stem"
done > "$tmp/why"
[ ! -s "$tmp/why" ] && status=0 || status=1
verdict "$status" 'the tour of the house names every file'

"$docs" keymap | diff - "$root/config/keymap.yaml" > "$tmp/why" && status=0 || status=1
verdict "$status" 'keymap.yaml says what the registry of actions says (docs keymap > config/keymap.yaml)'

echo "1..$n"
exit $bad
