/* rooms: text base */
/* First byte the encoding that is asked for, the rest a file. What is taken is well-formed, and broken characters are
 * told and no more than allowed. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/encoding.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool truth)
{
	if (!truth)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct wg_encoding_report report = {.encoding = (enum wg_encoding)(data[0] % (WG_ENCODING_UTF16BE + 1))};
	struct wg_error e = {0};
	struct wg_buf out;
	wg_buf_init(&out, data[0] & 0x80 ? 100 : 1 << 20);
	wg_buf_puts(&out, "kept");
	enum wg_err err = wg_text_to_utf8(data + 1, size - 1, &out, &report, &e);
	must(report.encoding != WG_ENCODING_AUTO);
	must(memcmp(out.data, "kept", 4) == 0 && wg_utf8_is_valid(out.data, out.len));
	if (err == WG_OK) {
		must(report.bad * 100 <= report.characters && out.len <= out.max);
	} else {
		must(err == WG_EDATA && out.len == 4 && e.message.msgid != NULL);
	}
	size_t line = 1;
	for (size_t i = 0; i < report.bad && i < WG_ENCODING_PLACES; i++) {
		must(report.places[i].offset < size && report.places[i].line >= line);
		line = report.places[i].line;
	}
	wg_buf_free(&out);
	return 0;
}
