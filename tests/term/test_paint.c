#include "tests/term/screen_of.h"

#include <math.h>
#include <unistd.h>

#include "base/random.h"
#include "conf/conf.h"
#include "term/paint.h"

static struct wg_paint paint_for(const char *term, bool colour)
{
	struct wg_paint p;
	struct wg_caps caps;
	struct wg_error e = {0};
	setenv("TERM", term, 1);
	assert_int_equal(wg_caps_open(STDOUT_FILENO, &caps, &e), WG_OK);
	wg_paint_init(&p, &caps, NULL, colour);
	return p;
}

static size_t frame(struct wg_paint *p, const struct wg_cells *c, struct fake_terminal *f)
{
	struct wg_buf out;
	wg_buf_init(&out, 1 << 20);
	wg_paint_frame(p, c, &out);
	if (out.len)
		vterm_input_write(f->vt, out.data, out.len);
	size_t n = out.len;
	wg_buf_free(&out);
	return n;
}

static void assert_shown(const struct fake_terminal *f, const struct wg_cells *c)
{
	struct wg_buf is, should;
	wg_buf_init(&is, 1 << 20);
	wg_buf_init(&should, 1 << 20);
	fake_text(f, &is);
	wg_cells_dump(c, false, &should);
	assert_string_equal(is.data, should.data);
	wg_buf_free(&is);
	wg_buf_free(&should);
	for (int i = 0; i < c->rows * c->cols; i++) {
		const struct wg_cell *cell = &c->cell[i];
		if (cell->width == 0)
			continue;
		VTermScreenCell shown = fake_cell(f, i / c->cols, i % c->cols);
		bool reverse = cell->reverse != (cell->role == WG_ROLE_CURSOR || cell->role == WG_ROLE_TAB_CURRENT);
		assert_int_equal(shown.attrs.reverse, reverse);
		assert_int_equal(shown.attrs.bold, cell->role == WG_ROLE_STRONG || cell->role == WG_ROLE_WARN);
	}
}

static const char *const words[] = {"张伟",   "欧阳娜娜", "3栋2单元", "  857  ",         "----------------", "✓", "▾",
				    "未分配", "a",        "0",        "               ", "e\xCC\x81",        "😀", "○●"};

static void scribble(struct wg_cells *c, struct wg_random *r)
{
	static const enum wg_role roles[] = {WG_ROLE_NORMAL, WG_ROLE_CURSOR, WG_ROLE_STRONG, WG_ROLE_WARN, WG_ROLE_DIM};
	for (int n = wg_random_below(r, 12); n >= 0; n--) {
		int row = wg_random_below(r, c->rows), col = wg_random_below(r, c->cols);
		enum wg_role role = roles[wg_random_below(r, 5)];
		const char *word = words[wg_random_below(r, (int)(sizeof words / sizeof words[0]))];
		struct wg_rect rect = {row, col, 1 + wg_random_below(r, 3), wg_random_below(r, c->cols)};
		switch (wg_random_below(r, 6)) {
		case 0:
			wg_cells_fill(c, rect, ' ', WG_ROLE_NORMAL);
			break;
		case 1:
			wg_cells_fill(c, rect, '-', role);
			break;
		case 2:
			wg_cells_paint(c, rect, role);
			break;
		default:
			wg_cells_put(c, row, col, c->cols, role, word,
				     (unsigned)wg_random_below(r, 2) * WG_PUT_REVERSE);
		}
	}
}

static void the_terminal_shows_the_cells_after_any_change(const char *term)
{
	struct wg_random r = {.state = 11};
	struct wg_paint p = paint_for(term, true);
	struct wg_cells c = {0};
	struct fake_terminal f = fake_open(9, 33);
	wg_cells_resize(&c, 9, 33);
	for (int round = 0; round < 1500; round++) {
		if (wg_random_below(&r, 100) == 0)
			p.known = false;
		scribble(&c, &r);
		c.caret_row = wg_random_below(&r, 4) ? -1 : wg_random_below(&r, 9);
		c.caret_col = wg_random_below(&r, 33);
		frame(&p, &c, &f);
		assert_shown(&f, &c);
		if (c.caret_row >= 0) {
			VTermPos at;
			vterm_state_get_cursorpos(vterm_obtain_state(f.vt), &at);
			assert_int_equal(at.row, c.caret_row);
			assert_int_equal(at.col, c.caret_col);
		}
		assert_int_equal(frame(&p, &c, &f), 0); /* nothing changed: nothing is sent */
	}
	fake_close(&f);
	wg_cells_free(&c);
	wg_paint_free(&p);
}

static void xterm_shows_what_the_cells_say(void **state)
{
	the_terminal_shows_the_cells_after_any_change("xterm-256color");
}

static void tmux_shows_what_the_cells_say(void **state)
{
	the_terminal_shows_the_cells_after_any_change("screen-256color");
}

static void the_linux_console_shows_what_the_cells_say(void **state)
{
	the_terminal_shows_the_cells_after_any_change("linux");
}

static void a_vt100_shows_what_the_cells_say(void **state)
{
	the_terminal_shows_the_cells_after_any_change("vt100");
}

/* A page of households as on screen 2, 160x50: tree at the left, table at the right. */
static void households(struct wg_cells *c, int first, int cursor)
{
	static const char *const names[] = {"黎春强", "康永超", "许秀兰", "杨静", "刘豪艳", "万俟淑怡", "戴力福"};
	static const char *const from[] = {"外村", "窑洲社区", "邻近社区", "外地迁入"};
	static const char *const cadres[] = {"黄秋军", "许英", "易东"};
	char text[64];
	wg_cells_clear(c);
	wg_cells_put(c, 0, 1, 150, WG_ROLE_TAB, "1总览  [2网格]  3联户   9核查       王芳  窑洲社区.db", 0);
	for (int i = 0; i < 40; i++) {
		snprintf(text, sizeof text, "   ▸ %d栋             96   96    -   25", i + 1);
		wg_cells_put(c, 3 + i, 1, 44, WG_ROLE_NORMAL, text, 0);
	}
	for (int i = 0; i < 44; i++) {
		int n = first + i, row = 3 + i;
		snprintf(text, sizeof text, "%d", 100 * (n / 2 + 1) + n % 2 + 1);
		wg_cells_put(c, row, 48, 5, WG_ROLE_NORMAL, text, WG_PUT_RIGHT);
		wg_cells_put(c, row, 55, 20, WG_ROLE_NORMAL, names[n * 5 % 7], 0);
		wg_cells_put(c, row, 78, 3, WG_ROLE_NORMAL, n % 2 ? "2" : "3", WG_PUT_RIGHT);
		wg_cells_put(c, row, 84, 12, WG_ROLE_NORMAL, from[n * 3 % 4], 0);
		wg_cells_put(c, row, 98, 10, WG_ROLE_NORMAL, n % 6 ? "" : "高龄", 0);
		wg_cells_put(c, row, 110, 12, WG_ROLE_NORMAL, cadres[n / 20 % 3], 0);
		snprintf(text, sizeof text, "%04d", n * 7919 % 10000);
		wg_cells_put(c, row, 124, 5, WG_ROLE_NORMAL, text, 0);
		if (n == cursor) {
			wg_cells_put(c, row, 46, 1, WG_ROLE_NORMAL, ">", 0);
			wg_cells_paint(c, (struct wg_rect){row, 46, 1, 114}, WG_ROLE_CURSOR);
		}
	}
	snprintf(text, sizeof text, "%d/857", cursor + 1);
	wg_cells_put(c, 48, 140, 12, WG_ROLE_NORMAL, text, 0);
}

static void a_bar_move_is_a_few_bytes(void **state)
{
	struct wg_paint p = paint_for("xterm-256color", true);
	struct wg_cells c = {0};
	struct fake_terminal f = fake_open(50, 160);
	wg_cells_resize(&c, 50, 160);
	households(&c, 0, 0);
	size_t first = frame(&p, &c, &f), worst = 0, sum = 0;
	for (int i = 1; i < 44; i++) {
		households(&c, 0, i);
		size_t n = frame(&p, &c, &f);
		worst = n > worst ? n : worst;
		sum += n;
		assert_shown(&f, &c);
	}
	households(&c, 44, 44);
	size_t page = frame(&p, &c, &f);
	assert_shown(&f, &c);
	printf("# first frame %zu bytes, bar move %zu on average, %zu at most, page %zu\n", first, sum / 43, worst,
	       page);
	assert_true(worst <= 255);
	assert_true(page < first);
	fake_close(&f);
	wg_cells_free(&c);
	wg_paint_free(&p);
}

static void without_colours_attributes_stay(void **state)
{
	struct wg_paint p = paint_for("xterm-256color", false);
	assert_string_equal(p.look[WG_ROLE_WARN][0], "\033[;1m");
	assert_string_equal(p.look[WG_ROLE_CURSOR][0], "\033[;7m");
	assert_string_equal(p.look[WG_ROLE_CURSOR][1], "\033[m");
	wg_paint_free(&p);
	struct wg_theme_role role = {"warn", 9, 208, WG_THEME_UNDERLINE, 0};
	struct wg_theme theme = {&role, 1};
	wg_paint_init(&p, &p.caps, &theme, true);
	assert_string_equal(p.look[WG_ROLE_WARN][0], "\033[;4;91;48;5;208m");
	wg_paint_free(&p);
}

static void what_a_theme_leaves_out_is_as_in_theme_yaml(void **state)
{
	static const char *const nowhere[WG_CONF_DIRS] = {NULL, NULL};
	struct wg_conf *conf;
	struct wg_error e = {0};
	assert_int_equal(wg_conf_open(nowhere, &conf, &e), WG_OK);
	assert_int_equal(wg_conf_theme(conf)->n, WG_ROLE_COUNT);
	for (int colour = 0; colour < 2; colour++) {
		struct wg_paint p = paint_for("xterm-256color", colour), q;
		wg_paint_init(&q, &p.caps, wg_conf_theme(conf), colour);
		for (int i = 0; i < WG_ROLE_COUNT; i++)
			assert_string_equal(p.look[i][0], q.look[i][0]);
	}
	wg_conf_close(&conf);
}

/* CIE Lab of xterm's colour as seen through a matrix on linear RGB. */
static void seen(int colour, const double m[3][3], double lab[3])
{
	static const double rgb[16][3] = {{0, 0, 0},       {205, 0, 0},   {0, 205, 0},   {205, 205, 0},
					  {0, 0, 238},     {205, 0, 205}, {0, 205, 205}, {229, 229, 229},
					  {127, 127, 127}, {255, 0, 0},   {0, 255, 0},   {255, 255, 0},
					  {92, 92, 255},   {255, 0, 255}, {0, 255, 255}, {255, 255, 255}};
	static const double xyz[3][3] = {
		{.4339, .3762, .1899}, {.2126, .7152, .0722}, {.0177, .1095, .8728}}; /* of white: 1 1 1 */
	double light[3], f[3];
	for (int i = 0; i < 3; i++) {
		light[i] = 0;
		for (int k = 0; k < 3; k++)
			light[i] += m[i][k] * pow(rgb[colour][k] / 255, 2.2);
		light[i] = fmin(1, fmax(0, light[i]));
	}
	for (int i = 0; i < 3; i++)
		f[i] = cbrt(xyz[i][0] * light[0] + xyz[i][1] * light[1] + xyz[i][2] * light[2]);
	lab[0] = 116 * f[1] - 16;
	lab[1] = 500 * (f[0] - f[1]);
	lab[2] = 200 * (f[1] - f[2]);
}

/* The matrices are those of Machado, Oliveira and Fernandes (2009) for full protanopia and deuteranopia. */
static void contacts_are_told_apart_without_red_and_green(void **state)
{
	static const double eyes[][3][3] = {
		{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
		{{.152286, 1.052583, -.204868}, {.114503, .786281, .099216}, {-.003882, -.048116, 1.051998}},
		{{.367322, .860646, -.227968}, {.280085, .672501, .047413}, {-.011820, .042940, .968881}},
	};
	static const char *const nowhere[WG_CONF_DIRS] = {NULL, NULL};
	struct wg_conf *conf;
	struct wg_error e = {0};
	assert_int_equal(wg_conf_open(nowhere, &conf, &e), WG_OK);
	for (int i = WG_ROLE_CONTACT_1; i <= WG_ROLE_CONTACT_6; i++)
		for (int k = i + 1; k <= WG_ROLE_CONTACT_6; k++) {
			const struct wg_theme_role *a =
				wg_theme_find(wg_conf_theme(conf), wg_role_name((enum wg_role)i));
			const struct wg_theme_role *b =
				wg_theme_find(wg_conf_theme(conf), wg_role_name((enum wg_role)k));
			if (a->attr != b->attr)
				continue;
			assert_true(a->fg >= 0 && a->fg < 16 && b->fg >= 0 && b->fg < 16);
			for (size_t eye = 0; eye < sizeof eyes / sizeof eyes[0]; eye++) {
				double p[3], q[3];
				seen(a->fg, eyes[eye], p);
				seen(b->fg, eyes[eye], q);
				assert_true(hypot(hypot(p[0] - q[0], p[1] - q[1]), p[2] - q[2]) > 50);
			}
		}
	wg_conf_close(&conf);
}

static void a_dumb_terminal_is_refused_and_an_unknown_one_is_not(void **state)
{
	struct wg_caps caps;
	struct wg_error e = {0};
	setenv("TERM", "dumb", 1);
	assert_int_equal(wg_caps_open(STDOUT_FILENO, &caps, &e), WG_EUNAVAILABLE);
	setenv("TERM", "no-such-terminal", 1);
	assert_int_equal(wg_caps_open(STDOUT_FILENO, &caps, &e), WG_OK);
	assert_true(caps.ansi);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(xterm_shows_what_the_cells_say),
		cmocka_unit_test(tmux_shows_what_the_cells_say),
		cmocka_unit_test(the_linux_console_shows_what_the_cells_say),
		cmocka_unit_test(a_vt100_shows_what_the_cells_say),
		cmocka_unit_test(a_bar_move_is_a_few_bytes),
		cmocka_unit_test(without_colours_attributes_stay),
		cmocka_unit_test(what_a_theme_leaves_out_is_as_in_theme_yaml),
		cmocka_unit_test(contacts_are_told_apart_without_red_and_green),
		cmocka_unit_test(a_dumb_terminal_is_refused_and_an_unknown_one_is_not),
	};
	return cmocka_run_group_tests_name("paint", tests, NULL, NULL);
}
