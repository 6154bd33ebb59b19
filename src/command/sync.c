#include <string.h>

#include "command/exec.h"

/* The office keeps a copy of codes.yaml, so that old records stay readable and weights are part of the journal. */

static void row_of(const struct wg_code *code, struct wg_value v[WG_CODE_COLUMNS])
{
	v[WG_CODE_LIST] = wg_text_value(code->list);
	v[WG_CODE_CODE] = wg_text_value(code->code);
	v[WG_CODE_NAME] = wg_text_value(code->name);
	v[WG_CODE_NAME_EN] = wg_text_value(code->name_en);
	v[WG_CODE_WEIGHT] = wg_int_value(code->weight);
	v[WG_CODE_GRAVITY] = wg_int_value(code->gravity);
	v[WG_CODE_MARK] = wg_text_value(code->mark);
	v[WG_CODE_RETIRED] = wg_int_value(0);
}

static enum wg_err take(struct wg_call *c, const struct wg_code *code, struct wg_error *e)
{
	struct wg_value v[WG_CODE_COLUMNS];
	int64_t id = 0;
	row_of(code, v);
	struct wg_stmt *st = wg_query(c->db, "SELECT id FROM code WHERE list = $1 AND code = $2");
	wg_bind_text(st, 1, code->list);
	wg_bind_text(st, 2, code->code);
	enum wg_err err = wg_one_int(st, 0, &id, e);
	if (err == WG_OK && !id)
		return wg_row_insert(c->tx, WG_T_CODE, v, &id, e);
	for (int i = 0; err == WG_OK && i < WG_CODE_COLUMNS; i++)
		err = wg_row_set(c->tx, WG_T_CODE, id, i, v[i], e);
	return err;
}

static bool is_listed(const struct wg_codes *codes, const char *list, const char *code)
{
	for (size_t i = 0; i < codes->n_code; i++) {
		if (strcmp(codes->code[i].list, list) == 0 && strcmp(codes->code[i].code, code) == 0)
			return true;
	}
	return false;
}

static enum wg_err retire_others(struct wg_call *c, const struct wg_codes *codes, struct wg_error *e)
{
	int64_t gone[256];
	size_t n = 0;
	struct wg_stmt *st = wg_query(c->db, "SELECT id, list, code FROM code WHERE retired = 0 AND list <> 'digest'");
	while (wg_step(st)) {
		if (n < sizeof gone / sizeof *gone && !is_listed(codes, wg_text(st, 1), wg_text(st, 2)))
			gone[n++] = wg_int(st, 0);
	}
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = wg_row_set(c->tx, WG_T_CODE, gone[i], WG_CODE_RETIRED, wg_int_value(1), e);
	return err;
}

enum wg_err wg__exec_sync_codes(struct wg_call *c, struct wg_error *e)
{
	const struct wg_codes *codes = wg_office_codes(c->office);
	char digest[WG_DIGEST_TEXT];
	wg__codes_digest(codes, digest);
	const struct wg_code mark = {.list = "digest", .code = "codes.yaml", .name = digest};
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < codes->n_code; i++)
		err = take(c, &codes->code[i], e);
	if (err == WG_OK)
		err = retire_others(c, codes, e);
	if (err == WG_OK)
		err = take(c, &mark, e);
	if (err == WG_OK)
		wg__say(c, N_("code lists: {1} values changed"), "l", (long long)wg_tx_changes(c->tx));
	return err;
}
