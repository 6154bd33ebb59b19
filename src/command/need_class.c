#include "command/need_class.h"

#include <string.h>

/* The code of a list that the text speaks of: its longest word that stands there. */
static const struct wg_code *code_in(const struct wg_codes *codes, const char *list, const char *text)
{
	const struct wg_code *best = NULL;
	size_t longest = 0;
	for (size_t i = 0; i < codes->n_code; i++) {
		const struct wg_code *k = &codes->code[i];
		if (strcmp(k->list, list) != 0)
			continue;
		for (size_t w = 0; w < k->n_also; w++) {
			size_t len = strlen(k->also[w]);
			if (len > longest && strstr(text, k->also[w])) {
				best = k;
				longest = len;
			}
		}
	}
	return best;
}

/* The names of services are words too: 理发缝补 is rarely said, 理发 is. */
static const struct wg_code *service_in(const struct wg_codes *codes, const char *text)
{
	const struct wg_code *k = code_in(codes, "service", text);
	for (size_t i = 0; !k && i < codes->n_code; i++) {
		if (strcmp(codes->code[i].list, "service") == 0 && strstr(text, codes->code[i].name))
			k = &codes->code[i];
	}
	return k;
}

/* Codes are words: S1 does not stand in S10. */
static bool has_code(const char *codes, const char *code)
{
	size_t len = strlen(code);
	for (const char *s = codes; s && *s; s += strcspn(s, " "), s += strspn(s, " ")) {
		if (strcspn(s, " ") == len && strncmp(s, code, len) == 0)
			return true;
	}
	return false;
}

static enum wg_err read_services(struct wg_call *c, const char *title, struct wg__classes *out,
				 const struct wg_code **first, struct wg_error *e)
{
	const struct wg_codes *codes = wg_office_codes(c->office);
	*first = NULL;
	for (size_t i = 0; i < c->args->n; i++) {
		const struct wg_arg *arg = &c->args->at[i];
		if (strcmp(arg->name, "service") != 0 || !*arg->value)
			continue;
		const struct wg_code *k = wg_code_find(codes, "service", arg->value);
		if (!k)
			return wg_fail(e, WG_EUSAGE, N_("{1}: {2} is not in the list"), "ss", arg->name, arg->value);
		*first = *first ? *first : k;
		if (!has_code(out->services, k->code))
			out->services =
				out->services ? wg_arena_printf(c->a, "%s %s", out->services, k->code) : k->code;
	}
	if (!*first && (*first = service_in(codes, title)))
		out->services = (*first)->code;
	return WG_OK;
}

enum wg_err wg__arg_classes(struct wg_call *c, const char *title, struct wg__classes *out, struct wg_error *e)
{
	struct wg__classes k = {0};
	const struct wg_code *first, *life, *field, *micro;
	enum wg_err err = read_services(c, title, &k, &first, e);
	if (err == WG_OK)
		err = wg__arg_code(c, "life", "life", &life, e);
	if (err == WG_OK)
		err = wg__arg_code(c, "field", "field", &field, e);
	if (err == WG_OK)
		err = wg__arg_code(c, "micro", "micro", &micro, e);
	if (err != WG_OK)
		return err;
	life = life ? life : code_in(wg_office_codes(c->office), "life", title);
	k.life = life ? life->code : first ? first->life : NULL;
	k.field = field ? field->code : first ? first->field : NULL;
	k.micro = micro ? micro->code : first ? first->micro : NULL;
	*out = k;
	return WG_OK;
}

int64_t wg__due_by(const struct wg_need_rules *rules, const char *urgency, int64_t at)
{
	enum { HOUR = 3600, DAY = 24 * HOUR };
	if (strcmp(urgency, "standing") == 0)
		return 0;
	if (strcmp(urgency, "urgent") == 0)
		return at + (int64_t)rules->urgent_hours * HOUR;
	return at + (int64_t)(strcmp(urgency, "pressing") == 0 ? rules->pressing_days : rules->normal_days) * DAY;
}
