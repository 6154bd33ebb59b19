/* libs: ncursesw */
/* table FILE ROWS: paints a screen as a bare ncurses program would, and waits for a key. FILE holds ROWS lines of text,
 * then ROWS lines with a letter for the attribute of each column, as `save` of a script writes them. */
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { SIDE = 500 };

static wchar_t text[SIDE][SIDE], role[SIDE][SIDE];

static int read_lines(FILE *f, wchar_t lines[SIDE][SIDE], int n)
{
	for (int i = 0; i < n; i++) {
		if (!fgetws(lines[i], SIDE, f))
			return 0;
		lines[i][wcscspn(lines[i], L"\n")] = L'\0';
	}
	return 1;
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

static void paint_line(int row)
{
	move(row, 0);
	for (int i = 0, col = 0; text[row][i];) {
		int start = i;
		wchar_t letter = role[row][col];
		while (text[row][i] && role[row][col] == letter)
			col += wcwidth(text[row][i++]) == 2 ? 2 : 1;
		attrset(attributes(letter));
		addnwstr(text[row] + start, i - start);
	}
}

int main(int argc, char **argv)
{
	int rows = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 0;
	setlocale(LC_ALL, "");
	FILE *f = argc > 2 ? fopen(argv[1], "r") : NULL;
	if (!f || rows < 1 || rows > SIDE || !fgetws(text[0], SIDE, f) || !read_lines(f, text, rows) ||
	    !read_lines(f, role, rows))
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
	for (int row = 0; row < rows; row++)
		paint_line(row);
	refresh();
	getch();
	endwin();
	return 0;
}
