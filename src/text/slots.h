/* slots.h: when in the week somebody has time, as people say it: 工作日白天, 周一至周五晚, 周末, 周二、周四下午, 随时.
 *
 * A set of half-days: bit 3 * weekday + part, Monday 0; morning 0, afternoon 1, evening 2. */
#ifndef WANGGE_TEXT_SLOTS_H
#define WANGGE_TEXT_SLOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WG_SLOTS_ALL = (1 << 21) - 1, WG_SLOTS_TEXT = 200 };

/* Reads the whole text; false, and *mask untouched, when anything in it is not understood. Days are single, in ranges
 * and lists, 工作日, 周末, 节假日 (as weekends) or 每天; parts 上午, 下午, 晚上, 白天, 全天 or hours (18:00-20:00,
 * 晚7点后). Days without a part are whole, parts without a day are of every day; 没空 is the empty set. English words
 * for all of these are understood, too. */
bool wg_slots_parse(const char *text, int64_t *mask);

/* The shortest words for a set, which wg_slots_parse() reads back: "工作日晚、周末", "weekday evenings, weekends".
 * Returns out. */
const char *wg_slots_text(int64_t mask, bool english, char out[WG_SLOTS_TEXT]);

#endif
