#include "exchange/xlsx_page.h"

#include <string.h>

#include "base/arena.h"

#define FONT "宋体"

enum { CHARACTERS = 31, A4 = 9 };

void wg_xlsx_sheet_name(const char *text, char out[WG_XLSX_SHEET_NAME])
{
	size_t n = 0, characters = 0;
	for (const char *p = text; *p; p++) {
		characters += ((unsigned char)*p & 0xC0) != 0x80;
		if (characters > CHARACTERS || n + 1 >= WG_XLSX_SHEET_NAME)
			break;
		out[n++] = strchr("[]:*?/\\'\r\n", *p) ? '-' : *p;
	}
	out[n] = '\0';
}

lxw_workbook *wg_xlsx_book(const char *path)
{
	lxw_workbook *book = workbook_new(path);
	lxw_format *usual = book ? STAILQ_FIRST(book->formats) : NULL;
	if (usual)
		format_set_font_name(usual, FONT);
	return book;
}

lxw_format *wg_xlsx_format(lxw_workbook *book, double size, bool bold, bool border, uint8_t align)
{
	lxw_format *f = workbook_add_format(book);
	format_set_font_name(f, FONT);
	format_set_font_size(f, size);
	if (border && align != LXW_ALIGN_CENTER)
		format_set_indent(f, 1);
	if (bold)
		format_set_bold(f);
	if (border)
		format_set_border(f, LXW_BORDER_THIN);
	if (border && align != LXW_ALIGN_CENTER)
		format_set_indent(f, 1);
	format_set_align(f, align);
	format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
	return f;
}

/* In headers and footers & begins a code. */
static char *page_text(struct wg_arena *a, const char *code, const char *text)
{
	size_t n = strlen(code);
	char *out = wg_arena_alloc(a, n + 2 * strlen(text) + 1), *to = out + n;
	memcpy(out, code, n);
	for (const char *p = text; *p; p++) {
		if (*p == '&')
			*to++ = '&';
		*to++ = *p;
	}
	return out;
}

void wg_xlsx_page(lxw_worksheet *sheet, const char *mark, const char *date, bool landscape)
{
	struct wg_arena a = {0};
	worksheet_set_paper(sheet, A4);
	worksheet_set_margins(sheet, 0.5, 0.5, 0.7, 0.7);
	worksheet_center_horizontally(sheet);
	if (landscape)
		worksheet_set_landscape(sheet);
	if (mark)
		worksheet_set_header(sheet, page_text(&a, "&R&\"宋体,Bold\"", mark));
	if (mark || date) {
		const char *left = page_text(&a, "&L", date ? date : ""),
			   *middle = page_text(&a, "&C", mark ? mark : "");
		worksheet_set_footer(sheet, wg_arena_printf(&a, "%s%s&R&P/&N", left, middle));
	}
	wg_arena_free(&a);
}
