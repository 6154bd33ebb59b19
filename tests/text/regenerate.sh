#!/bin/sh
# regenerate.sh PINYIN_TABLE WIDTH_TABLE SOURCE: writes the tables of src/text again and compares them with what is there.
# Needs the package unicode-data.
pinyin_table=$1 width_table=$2 source=$3 unicode=/usr/share/unicode
echo 1..2
if ! [ -r $unicode/Unihan_Readings.txt.bz2 ] || ! [ -r $unicode/EastAsianWidth.txt ]; then
	echo "ok 1 - the pinyin table is what the generator writes # SKIP package unicode-data is not installed"
	echo "ok 2 - the width table is what the generator writes # SKIP package unicode-data is not installed"
	exit 0
fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

check() { # number, table, sentence
	if cmp "$dir/$2" "$source/src/text/$2" >&2; then
		echo "ok $1 - $3"
	else
		echo "not ok $1 - $3"
	fi
}

for file in Unihan_Readings Unihan_Variants; do
	bzip2 -dc $unicode/$file.txt.bz2 >"$dir/$file.txt"
done
"$pinyin_table" "$dir/Unihan_Readings.txt" "$dir/Unihan_Variants.txt" >"$dir/pinyin_table.inc"
"$width_table" $unicode >"$dir/width_table.inc"
check 1 pinyin_table.inc "the pinyin table is what the generator writes"
check 2 width_table.inc "the width table is what the generator writes"
