/* libs: ncursesw */
/* table FILE ROWS: paints screens as a bare ncurses program would, the next one with every key, from the last to the
 * first again. FILE holds for each a line, ROWS lines of text and ROWS lines with a letter for the attribute of each
 * column, as `save` of a script writes them. */
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { SIDE = 500, SCREENS = 64 };

struct screen {
	wchar_t text[SIDE][SIDE], role[SIDE][SIDE];
};

static int read_lines(FILE *f, wchar_t lines[SIDE][SIDE], int n)
{
	for (int i = 0; i < n; i++) {
		if (!fgetws(lines[i], SIDE, f))
			return 0;
		lines[i][wcscspn(lines[i], L"\n")] = L'\0';
	}
	return 1;
}

/* How many there are. */
static int read_screens(FILE *f, struct screen *screens[SCREENS], int rows)
{
	static wchar_t name[SIDE];
	int n = 0;
	while (n < SCREENS && fgetws(name, SIDE, f)) {
		screens[n] = malloc(sizeof *screens[n]);
		if (!screens[n] || !read_lines(f, screens[n]->text, rows) || !read_lines(f, screens[n]->role, rows))
			return 0;
		n++;
	}
	return n;
}

static attr_t attributes(wchar_t letter)
{
	switch (letter) {
	case L'.':
		return A_NORMAL;
	case L'>':
	case L'B':
	case L'!':
		return A_REVERSE;
	case L'h':
	case L't':
		return A_BOLD;
	default:
		return COLOR_PAIR(1 + letter % 6);
	}
}

static void paint_line(const wchar_t *text, const wchar_t *role, int row)
{
	move(row, 0);
	for (int i = 0, col = 0; text[i];) {
		int start = i;
		wchar_t letter = role[col];
		while (text[i] && role[col] == letter)
			col += wcwidth(text[i++]) == 2 ? 2 : 1;
		attrset(attributes(letter));
		addnwstr(text + start, i - start);
	}
}

int main(int argc, char **argv)
{
	static struct screen *screens[SCREENS];
	int rows = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 0;
	setlocale(LC_ALL, "");
	FILE *f = argc > 2 ? fopen(argv[1], "r") : NULL;
	int n = f && rows > 0 && rows <= SIDE ? read_screens(f, screens, rows) : 0;
	if (n == 0)
		return 66;
	fclose(f);
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	curs_set(0);
	start_color();
	use_default_colors();
	for (short i = 1; i <= 6; i++)
		init_pair(i, i, -1);
	for (int at = 0;; at = (at + 1) % n) {
		erase();
		for (int row = 0; row < rows; row++)
			paint_line(screens[at]->text[row], screens[at]->role[row], row);
		refresh();
		getch();
	}
}
