#include "model/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "store/schema.h"
#include "text/mask.h"

static enum wg_err start(wg_office **out, const struct wg_office_opts *opts, enum wg_open mode, struct wg_error *e)
{
	struct wg_office *o = wg_xmalloc(sizeof *o);
	*o = (struct wg_office){
		.codes = opts->codes,
		.uid = opts->uid,
		.actor = wg_xstrdup(opts->actor ? opts->actor : ""),
		.masked = mode == WG_OPEN_READ,
	};
	enum wg_err err = wg_db_open(&o->db, opts->path, mode, e);
	if (err != WG_OK)
		wg_office_close(&o);
	else
		*out = o;
	return err;
}

enum wg_err wg_office_open(wg_office **office, const struct wg_office_opts *opts, struct wg_error *e)
{
	return start(office, opts, opts->read_only ? WG_OPEN_READ : WG_OPEN_WRITE, e);
}

enum wg_err wg_office_create(wg_office **office, const struct wg_office_opts *opts, int number, struct wg_error *e)
{
	uint16_t random;
	wg_office *o = NULL;
	if (number < 0 || number > WG_OFFICE_MAX)
		return wg_fail(e, WG_EUSAGE, N_("the number of an office is from 1 to {1}"), "d", WG_OFFICE_MAX);
	wg_random_bytes(&random, sizeof random);
	enum wg_err err = start(&o, opts, opts->path ? WG_OPEN_CREATE : WG_OPEN_MEMORY, e);
	if (err == WG_OK)
		err = wg_office_number(o->db, number ? number : 1 + random % WG_OFFICE_MAX, e);
	if (err != WG_OK)
		wg_office_close(&o);
	else
		*office = o;
	return err;
}

void wg_office_close(wg_office **office)
{
	if (!*office)
		return;
	wg_db_close(&(*office)->db);
	free((*office)->actor);
	free(*office);
	*office = NULL;
}

const char *wg_office_path(const wg_office *office)
{
	return wg_db_path(office->db);
}

bool wg_office_read_only(const wg_office *office)
{
	return wg_db_readonly(office->db);
}

const struct wg_codes *wg_office_codes(const wg_office *office)
{
	return office->codes;
}

const char *wg_office_code_name(const wg_office *office, const char *list, const char *code)
{
	const struct wg_codes *all = office->codes;
	for (size_t i = 0; code && i < all->n_code; i++) {
		if (strcmp(all->code[i].list, list) == 0 && strcmp(all->code[i].code, code) == 0)
			return all->code[i].name;
	}
	return code ? code : "";
}

bool wg_office_codes_differ(wg_office *office)
{
	char wanted[WG_DIGEST_TEXT];
	wg__codes_digest(office->codes, wanted);
	struct wg_stmt *st = wg_query(office->db, "SELECT name FROM code WHERE list = 'digest'");
	bool same = wg_step(st) && strcmp(wg_text(st, 0), wanted) == 0;
	return wg_done(st, NULL) == WG_OK && !same;
}

void wg__codes_digest(const struct wg_codes *codes, char out[WG_DIGEST_TEXT])
{
	snprintf(out, WG_DIGEST_TEXT, "%016llx", (unsigned long long)codes->digest);
}

int64_t wg_office_version(wg_office *office)
{
	return wg_data_version(office->db);
}

enum wg_err wg_office_read_begin(wg_office *office, struct wg_error *e)
{
	return wg_read_begin(office->db, e);
}

void wg_office_read_end(wg_office *office)
{
	wg_read_end(office->db);
}

const char *wg__show_phone(const struct wg_office *office, struct wg_arena *a, const char *phone)
{
	if (!phone || !office->masked)
		return wg_arena_strdup(a, phone);
	char masked[64];
	wg_mask_phone(phone, masked, sizeof masked);
	return wg_arena_strdup(a, masked);
}

const char *wg__show_worker_phone(const struct wg_office *office, struct wg_arena *a, const char *kind,
				  bool takes_households, const char *phone)
{
	static const char *const posted[] = {"resident_cadre", "grid_worker", "grid_lead", "social_worker",
					     "sector_head",    "property",    "unit"};
	bool open = takes_households;
	for (size_t i = 0; i < sizeof posted / sizeof *posted; i++)
		open |= strcmp(kind, posted[i]) == 0;
	return open ? wg_arena_strdup(a, phone) : wg__show_phone(office, a, phone);
}

const char *wg__show_note(const struct wg_office *office, struct wg_arena *a, const char *note)
{
	return office->masked ? NULL : wg_arena_strdup(a, note);
}

const char *wg__show_idno(const struct wg_office *office, struct wg_arena *a, const char *id_no)
{
	if (!id_no || !office->masked)
		return wg_arena_strdup(a, id_no);
	char masked[64];
	wg_mask_idno(id_no, masked, sizeof masked);
	return wg_arena_strdup(a, masked);
}

const char *wg__text_or_empty(struct wg_stmt *st, int col, struct wg_arena *a)
{
	const char *s = wg_text(st, col);
	return s && *s ? wg_arena_strdup(a, s) : "";
}

int64_t wg__full_id(const struct wg_office *office, int64_t id)
{
	char number[32] = "";
	if (id < INT64_C(1) << 40 && wg_meta_get(office->db, "office", number, sizeof number, NULL) == WG_OK)
		id |= (int64_t)strtoll(number, NULL, 10) << 40;
	return id;
}
