#include "text/idno.h"

#include <string.h>

#include "base/clock.h"
#include "text/key.h"

/* The weights of GB 11643; the sum modulo 11 chooses the last character. */
static char check_character(const char *s)
{
	static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;
	for (int i = 0; i < 17; i++)
		sum += (s[i] - '0') * weights[i];
	return "10X98765432"[sum % 11];
}

static int number_at(const char *s, int from, int n)
{
	int v = 0;
	for (int i = from; i < from + n; i++)
		v = v * 10 + (s[i] - '0');
	return v;
}

/* The date must be one that the calendar has and that is not to come. */
static bool read_birth(const char *s, int64_t *birth)
{
	int year = number_at(s, 6, 4), month = number_at(s, 10, 2), day = number_at(s, 12, 2);
	int y, m, d;
	if (year < 1850 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	int64_t when = wg_day_from_date(year, month, day);
	wg_date_from_day(when, &y, &m, &d);
	if (y != year || m != month || d != day || when > wg_today())
		return false;
	*birth = when;
	return true;
}

/* ASCII without blanks, a leading ' or ="…", in upper case. False when there is more than any number could have. */
static bool tidy(const char *text, char out[32], bool *foreign)
{
	uint32_t s[64];
	size_t n = wg_fold_runes(text, strlen(text), 0, s, 64), len = 0;
	*foreign = false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == ' ' || s[i] == '\'' || s[i] == 0x2019 || s[i] == '"' || (s[i] == '=' && len == 0))
			continue;
		if (len == 31)
			return false;
		*foreign |= s[i] > 0x7E;
		out[len++] = (char)(s[i] > 0x7E ? '?' : s[i] >= 'a' && s[i] <= 'z' ? s[i] - 32 : s[i]);
	}
	out[len] = '\0';
	return true;
}

/* 4.40101E+17 */
static bool is_scientific(const char *s)
{
	size_t digits = strspn(s, "0123456789.");
	return digits > 0 && s[digits] == 'E' && s[digits + 1 + strspn(s + digits + 1, "+0123456789")] == '\0';
}

enum wg_idno_fault wg_idno_check(const char *text, struct wg_idno *out)
{
	char s[32];
	bool foreign;
	struct wg_idno id = {.sex = 0};
	if (!tidy(text, s, &foreign))
		return WG_IDNO_LENGTH;
	size_t len = strlen(s);
	if (len == 0)
		return WG_IDNO_EMPTY;
	if (is_scientific(s))
		return WG_IDNO_DAMAGED;
	size_t digits = strspn(s, "0123456789");
	if (foreign || (digits != len && !(digits == 17 && len == 18 && s[17] == 'X')))
		return WG_IDNO_CHARACTER;
	if (len != 18 && len != 15)
		return WG_IDNO_LENGTH;
	if (len == 15) {
		memmove(s + 8, s + 6, 9);
		memcpy(s + 6, "19", 2);
		s[17] = check_character(s);
		s[18] = '\0';
	}
	bool born = read_birth(s, &id.birth), checks = s[17] == check_character(s);
	/* A spreadsheet keeps fifteen digits and fills up with zeros. */
	if ((!born || !checks) && len == 18 && strcmp(s + 15, "000") == 0)
		return WG_IDNO_DAMAGED;
	if (!born)
		return WG_IDNO_DATE;
	if (!checks)
		return WG_IDNO_CHECK;
	memcpy(id.text, s, sizeof id.text);
	id.sex = (s[16] - '0') % 2 ? 1 : 2;
	*out = id;
	return WG_IDNO_OK;
}

const char *wg_idno_fault_text(enum wg_idno_fault fault)
{
	switch (fault) {
	case WG_IDNO_OK:
		break;
	case WG_IDNO_EMPTY:
		return N_("no id number");
	case WG_IDNO_DAMAGED:
		return N_("id number rounded by a spreadsheet, its last digits are lost");
	case WG_IDNO_LENGTH:
		return N_("id number has not 18 digits");
	case WG_IDNO_CHARACTER:
		return N_("id number holds something else than digits");
	case WG_IDNO_DATE:
		return N_("id number holds no possible date of birth");
	case WG_IDNO_CHECK:
		return N_("id number has a wrong check digit");
	}
	return N_("id number is right");
}
