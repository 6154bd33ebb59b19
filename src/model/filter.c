#include "wangge/filter.h"

#include <stdio.h>
#include <string.h>

#include "model/filter_tree.h"
#include "text/date.h"
#include "text/key.h"
#include "text/number.h"
#include "text/slots.h"
#include "text/utf8.h"

enum { DEEP = 40 };

enum token { END, OPEN, CLOSE, NOT, AND, OR, COMMA, OPERATOR, WORD, QUOTED };

struct parser {
	const char *text, *rest; /* rest: behind the token */
	const char *at;          /* where the token begins */
	enum token token;
	enum wg__filter_op op;
	bool unequal;
	const char *word; /* WORD, QUOTED: as written, full-width forms as they are */
	const struct wg_filter_table *table;
	struct wg_arena *a;
	struct wg_error *e;
	size_t *fault;
	int deep, terms, values;
	enum wg_err err;
};

const char *wg__filter_fold(const char *text, size_t len, struct wg_arena *a)
{
	uint32_t runes[WG_FILTER_TEXT];
	size_t n = wg_fold_runes(text, len, WG_FOLD_LOWER, runes, WG_FILTER_TEXT), at = 0;
	char *out = WG_NEW(a, char, n *WG_UTF8_MAX + 1);
	for (size_t i = 0; i < n; i++)
		at += wg_utf8_encode(runes[i], out + at);
	return out;
}

static void fail(struct parser *p, const char *at, const char *msgid, const char *what)
{
	if (p->err != WG_OK)
		return;
	if (p->fault)
		*p->fault = (size_t)(at - p->text);
	p->err = wg_fail(p->e, WG_EUSAGE, msgid, "ds", (int)wg_utf8_count(p->text, (size_t)(at - p->text)) + 1, what);
}

/* Signs that end a word. Full-width ones are ASCII plus 0xFEE0. */
static char sign_at(const char *s, size_t *len)
{
	uint32_t rune;
	*len = wg_utf8_decode(s, strlen(s), &rune);
	if (rune >= 0xFF01 && rune <= 0xFF5E)
		rune -= 0xFEE0;
	if (rune == 0x3000 || rune == '\t' || rune == '\n' || rune == '\r')
		rune = ' ';
	if (rune == 0x201C || rune == 0x201D)
		rune = '"';
	if (rune == 0x3001)
		rune = ',';
	if (rune == 0x2265 || rune == 0x2264)
		return rune == 0x2265 ? 'G' : 'L';
	return rune > 0 && rune < 0x80 && strchr(" ()!&|,=<>~\"", (int)rune) ? (char)rune : '\0';
}

static void quoted(struct parser *p, size_t len)
{
	const char *from = p->at + len, *s = from;
	size_t n = 1;
	bool wide = *p->at != '"'; /* “…” may stand inside "…" */
	while (*s && (sign_at(s, &n) != '"' || (*s != '"') != wide))
		s += n;
	if (!*s) {
		fail(p, p->at, N_("character {1}: the quotation mark is not closed"), "");
		return;
	}
	p->token = QUOTED;
	p->word = wg_arena_strndup(p->a, from, (size_t)(s - from));
	p->rest = s + n;
}

/* Words that stand for signs; END: it is none. */
static enum token joint(const char *word)
{
	static const struct {
		const char *word;
		enum token token;
	} joints[] = {{"或", OR},  {"或者", OR}, {"且", AND}, {"并且", AND},
		      {"非", NOT}, {"and", AND}, {"or", OR},  {"not", NOT}};
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (strcmp(joints[i].word, word) == 0)
			return joints[i].token;
	return END;
}

bool wg__filter_is_joint(const char *word)
{
	return joint(word) != END;
}

static void word(struct parser *p)
{
	const char *s = p->at;
	for (size_t n; *s && sign_at(s, &n) == '\0';)
		s += n;
	p->word = wg_arena_strndup(p->a, p->at, (size_t)(s - p->at));
	p->rest = s;
	p->token = joint(p->word);
	if (p->token == END)
		p->token = WORD;
}

static void operator(struct parser *p, char sign, size_t len)
{
	size_t more = 1;
	bool equal = p->at[len] && sign_at(p->at + len, &more) == '=';
	p->token = OPERATOR;
	p->unequal = sign == '!';
	p->op = sign == 'G'   ? WG__FILTER_AT_LEAST
		: sign == 'L' ? WG__FILTER_AT_MOST
		: sign == '<' ? (equal ? WG__FILTER_AT_MOST : WG__FILTER_LESS)
		: sign == '>' ? (equal ? WG__FILTER_AT_LEAST : WG__FILTER_MORE)
		: sign == '~' ? WG__FILTER_HOLDS
			      : WG__FILTER_EQUAL;
	bool two = equal && (sign == '<' || sign == '>' || sign == '!' || sign == '=');
	p->rest = p->at + len + (two ? more : 0);
}

static void next(struct parser *p)
{
	size_t len = 0, more = 0;
	char sign = ' ';
	for (p->at = p->rest; *p->at && (sign = sign_at(p->at, &len)) == ' ';)
		p->at += len;
	p->rest = p->at + len;
	if (!*p->at) {
		p->token = END;
		return;
	}
	bool unequal = sign == '!' && p->at[len] && sign_at(p->at + len, &more) == '=';
	if (sign == '\0')
		word(p);
	else if (sign == '"')
		quoted(p, len);
	else if (unequal || strchr("=<>~GL", sign))
		operator(p, sign, len);
	else
		p->token = sign == '('   ? OPEN
			   : sign == ')' ? CLOSE
			   : sign == '!' ? NOT
			   : sign == '&' ? AND
			   : sign == '|' ? OR
					 : COMMA;
	if (p->token == AND || p->token == OR) /* && and || are what some hands type */
		while (*p->rest && sign_at(p->rest, &more) == sign && sign)
			p->rest += more;
}

static struct wg_filter *node(struct parser *p, enum wg__filter_kind kind, const struct wg_filter *left,
			      const struct wg_filter *right)
{
	struct wg_filter *f = WG_NEW(p->a, struct wg_filter, 1);
	*f = (struct wg_filter){.kind = kind, .left = left, .right = right, .table = p->table};
	return f;
}

static struct wg_filter *negated(struct parser *p, bool no, struct wg_filter *f)
{
	return no && f ? node(p, WG__FILTER_NOT, f, NULL) : f;
}

bool wg__filter_is_name(const struct wg_rows_column *c)
{
	static const char *const names[] = {"head", "name",        "contact", "worker",
					    "who",  "responsible", "helpers", "reporter"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (c->type == WG_ROWS_TEXT && strcmp(c->key, names[i]) == 0)
			return true;
	return false;
}

bool wg__filter_is_text(const struct wg_rows_column *c)
{
	return c->type == WG_ROWS_TEXT || c->type == WG_ROWS_MSG;
}

static struct wg_filter *free_word(struct parser *p, const char *text)
{
	struct wg_filter *f = node(p, WG__FILTER_WORD, NULL, NULL);
	struct wg__filter_value *v = WG_NEW(p->a, struct wg__filter_value, 1);
	v->text = wg__filter_fold(text, strlen(text), p->a);
	f->value = v;
	f->n_values = 1;
	f->query = WG_NEW(p->a, struct wg_query, 1);
	wg_query_read(f->query, v->text, strlen(v->text));
	return f;
}

static struct wg_filter *has_code(struct parser *p, size_t column, const char *word, const struct wg_code *code)
{
	struct wg_filter *f = node(p, WG__FILTER_COMPARE, NULL, NULL);
	struct wg__filter_value *v = WG_NEW(p->a, struct wg__filter_value, 1);
	*v = (struct wg__filter_value){.text = word, .code = code->code};
	f->column = column;
	f->value = v;
	f->n_values = 1;
	return f;
}

/* What rosters say of doors (公司, 无人) is looked for as a text when it stands alone. */
static bool is_of_notes(const struct wg_code *code, const char *word)
{
	return strcmp(code->list, "door_kind") == 0 && strcmp(code->name, word) != 0 && strcmp(code->code, word) != 0;
}

/* 独居: a code of one of the columns. */
static struct wg_filter *code_word(struct parser *p, const char *word)
{
	for (size_t i = 0; i < p->table->n; i++) {
		const struct wg_rows_column *c = &p->table->columns[i];
		const struct wg_code *code =
			c->type == WG_ROWS_CODE ? wg__filter_code(p->table->codes, c->list, word) : NULL;
		if (code && !is_of_notes(code, word))
			return has_code(p, i, word, code);
	}
	return NULL;
}

/* Where the head is shown, an empty home says so: 户主=空置 means the door. */
static struct wg_filter *or_vacant(struct parser *p, struct wg_filter *f)
{
	int kind = wg_filter_column(p->table, "kind");
	if (kind < 0 || f->op != WG__FILTER_EQUAL || strcmp(p->table->columns[f->column].key, "head") != 0)
		return f;
	for (size_t i = 0; i < f->n_values; i++) {
		const struct wg_code *code = wg__filter_code(p->table->codes, "door_kind", f->value[i].text);
		if (code && !f->value[i].empty && strcmp(code->code, "vacant") == 0)
			return node(p, WG__FILTER_OR, f, has_code(p, (size_t)kind, f->value[i].text, code));
	}
	return f;
}

static struct wg_filter *filled(struct parser *p, size_t column, bool yes)
{
	struct wg_filter *f = node(p, WG__FILTER_FILLED, NULL, NULL);
	f->column = column;
	return negated(p, !yes, f);
}

static struct wg_filter *bare_word(struct parser *p, const char *text, bool is_quoted)
{
	size_t column;
	bool yes;
	struct wg_filter *f = NULL;
	const char *folded = wg__filter_fold(text, strlen(text), p->a);
	int named = is_quoted ? -1 : wg_filter_column(p->table, folded);
	if (named >= 0)
		return filled(p, (size_t)named, true);
	if (!is_quoted && wg__filter_phrase(p->table, folded, p->a, &column, &yes))
		return filled(p, column, yes);
	if (!is_quoted)
		f = code_word(p, folded);
	return f ? f : free_word(p, text);
}

static bool read_number(const struct wg_rows_column *c, const char *text, int64_t *out)
{
	int year = 0;
	char end;
	if (c->type == WG_ROWS_YES) {
		static const char *const yes = " yes 是 有 1 ", *const no = " no 否 没有 0 ";
		char word[32];
		snprintf(word, sizeof word, " %.24s ", text);
		*out = strstr(yes, word) != NULL;
		return *out || strstr(no, word);
	}
	if (c->type == WG_ROWS_SLOTS)
		return wg_slots_parse(text, out);
	if (c->type != WG_ROWS_DATE && c->type != WG_ROWS_TIME) {
		const char *digits = *text == '#' ? text + 1 : text;
		if (c->type == WG_ROWS_ID && strspn(digits, "0123456789") == strlen(digits) && *digits)
			return sscanf(digits, "%lld", (long long *)out) == 1;
		return wg_number_parse(text, out);
	}
	if (sscanf(text, "%4d%c", &year, &end) == 1 && year >= 1850 && year < 2200) {
		char date[16];
		snprintf(date, sizeof date, "%04d-01-01", year);
		return wg_date_parse(date, out);
	}
	return wg_date_parse(text, out);
}

/* Codes whose name holds the text. */
static size_t add_codes(struct parser *p, const char *list, const char *text, struct wg__filter_value *v, size_t most)
{
	const struct wg_codes *codes = p->table->codes;
	size_t n = 0;
	for (size_t i = 0; codes && i < codes->n_code && n < most; i++)
		if (strcmp(codes->code[i].list, list) == 0 && strstr(codes->code[i].name, text))
			v[n++] = (struct wg__filter_value){.text = text, .code = codes->code[i].code};
	return n;
}

static size_t read_value(struct parser *p, const struct wg_filter *f, struct wg__filter_value *v, size_t most)
{
	const struct wg_rows_column *c = &p->table->columns[f->column];
	const char *text = wg__filter_fold(p->word, strlen(p->word), p->a);
	*v = (struct wg__filter_value){.text = text};
	v->empty = f->op == WG__FILTER_EQUAL && (p->token == WORD ? wg__filter_empty(text) : *text == '\0');
	if (v->empty)
		return 1;
	if (c->type == WG_ROWS_CODE && f->op == WG__FILTER_HOLDS) {
		size_t n = add_codes(p, c->list, text, v, most);
		if (n == 0)
			fail(p, p->at, N_("character {1}: there is no such value: {2}"), p->word);
		return n;
	}
	if (c->type == WG_ROWS_CODE) {
		const struct wg_code *code = wg__filter_code(p->table->codes, c->list, text);
		if (code)
			v->code = code->code;
		else
			fail(p, p->at, N_("character {1}: there is no such value: {2}"), p->word);
	} else if (!wg__filter_is_text(c) && !read_number(c, text, &v->number)) {
		if (c->type == WG_ROWS_DATE || c->type == WG_ROWS_TIME)
			fail(p, p->at, N_("character {1}: {2} is not a date"), p->word);
		else if (c->type == WG_ROWS_SLOTS)
			fail(p, p->at, N_("character {1}: {2} is no time of the week: say 周三晚"), p->word);
		else
			fail(p, p->at, N_("character {1}: {2} is not a number"), p->word);
	}
	return 1;
}

static void read_values(struct parser *p, struct wg_filter *f)
{
	enum { MOST = WG_FILTER_VALUES };
	struct wg__filter_value *v = WG_NEW(p->a, struct wg__filter_value, MOST);
	size_t n = 0;
	do {
		next(p);
		if (p->token != WORD && p->token != QUOTED)
			fail(p, p->at, N_("character {1}: a value is missing"), "");
		else if (p->values >= WG_FILTER_VALUES)
			fail(p, p->at, N_("character {1}: these are too many values"), "");
		if (p->err != WG_OK)
			return;
		size_t got = read_value(p, f, v + n, MOST - n);
		n += got;
		p->values += (int)got;
		next(p);
	} while (p->err == WG_OK && p->token == COMMA && n < MOST);
	f->value = v;
	f->n_values = n;
}

static struct wg_filter *comparison(struct parser *p, const char *name, const char *at)
{
	int column = wg_filter_column(p->table, wg__filter_fold(name, strlen(name), p->a));
	if (column < 0) {
		fail(p, at, N_("character {1}: there is no column {2}"), name);
		return NULL;
	}
	const struct wg_rows_column *c = &p->table->columns[column];
	struct wg_filter *f = node(p, WG__FILTER_COMPARE, NULL, NULL);
	bool no = p->unequal, ordered = p->op >= WG__FILTER_LESS && p->op <= WG__FILTER_AT_LEAST;
	f->column = (size_t)column;
	f->op = p->op;
	bool slots = c->type == WG_ROWS_SLOTS;
	if (ordered && (wg__filter_is_text(c) || c->type == WG_ROWS_CODE || slots))
		fail(p, p->at, N_("character {1}: {2} is no number: only = and ~ are possible"), name);
	else if (f->op == WG__FILTER_HOLDS && !wg__filter_is_text(c) && c->type != WG_ROWS_CODE && !slots)
		fail(p, p->at, N_("character {1}: {2} is a number: ~ is not possible"), name);
	if (p->err == WG_OK)
		read_values(p, f);
	if (p->err == WG_OK && f->op == WG__FILTER_HOLDS && wg__filter_is_text(c)) {
		f->query = WG_NEW(p->a, struct wg_query, f->n_values);
		for (size_t i = 0; i < f->n_values; i++)
			wg_query_read(&f->query[i], f->value[i].text, strlen(f->value[i].text));
	}
	if (c->type == WG_ROWS_CODE)
		f->op = WG__FILTER_EQUAL;
	return negated(p, no, p->err == WG_OK ? or_vacant(p, f) : f);
}

static struct wg_filter *either(struct parser *p);

static struct wg_filter *term(struct parser *p)
{
	struct wg_filter *f = NULL;
	const char *at = p->at, *name = p->word;
	enum token token = p->token;
	if (p->err != WG_OK)
		return NULL;
	if (++p->deep > DEEP || ++p->terms > 4 * WG_FILTER_TERMS) {
		fail(p, at, N_("character {1}: this is too long"), "");
	} else if (token == NOT) {
		next(p);
		f = negated(p, true, term(p));
	} else if (token == OPEN) {
		next(p);
		f = either(p);
		if (p->token == CLOSE)
			next(p);
		else
			fail(p, p->at, N_("character {1}: a bracket is not closed"), "");
	} else if (token == WORD || token == QUOTED) {
		next(p);
		if (++p->values > WG_FILTER_VALUES)
			fail(p, at, N_("character {1}: this is too long"), "");
		else
			f = p->token == OPERATOR ? comparison(p, name, at) : bare_word(p, name, token == QUOTED);
	} else if (token == END) {
		fail(p, at, N_("character {1}: something is missing here"), "");
	} else {
		fail(p, at, N_("character {1}: this sign has no meaning here"), "");
	}
	p->deep--;
	return f;
}

static struct wg_filter *both(struct parser *p)
{
	struct wg_filter *f = term(p);
	while (p->err == WG_OK && p->token != END && p->token != CLOSE && p->token != OR) {
		if (p->token == AND)
			next(p);
		f = node(p, WG__FILTER_AND, f, term(p));
	}
	return f;
}

static struct wg_filter *either(struct parser *p)
{
	struct wg_filter *f = both(p);
	while (p->err == WG_OK && p->token == OR) {
		next(p);
		f = node(p, WG__FILTER_OR, f, both(p));
	}
	return f;
}

enum wg_err wg_filter_parse(const char *text, const struct wg_filter_table *table, struct wg_arena *a,
			    const struct wg_filter **out, size_t *fault, struct wg_error *e)
{
	struct wg_filter_table *kept = WG_NEW(a, struct wg_filter_table, 1);
	*kept = *table;
	struct parser p = {.text = text, .rest = text, .table = kept, .a = a, .e = e, .fault = fault};
	struct wg_filter *f = NULL;
	if (strlen(text) > WG_FILTER_TEXT)
		fail(&p, text, N_("character {1}: this is too long"), "");
	if (p.err == WG_OK)
		next(&p);
	if (p.err == WG_OK && p.token != END)
		f = either(&p);
	if (p.err == WG_OK && p.token != END)
		fail(&p, p.at, N_("character {1}: this sign has no meaning here"), "");
	if (p.err == WG_OK)
		*out = f;
	return p.err;
}

bool wg_filter_mentions(const struct wg_filter *f, size_t column)
{
	if (!f)
		return false;
	if (f->kind == WG__FILTER_COMPARE || f->kind == WG__FILTER_FILLED)
		return f->column == column;
	return wg_filter_mentions(f->left, column) || wg_filter_mentions(f->right, column);
}
