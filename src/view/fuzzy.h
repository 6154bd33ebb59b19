/* fuzzy.h: does what was typed mean this entry of a menu? */
#ifndef WANGGE_VIEW_FUZZY_H
#define WANGGE_VIEW_FUZZY_H

/* How well typed fits a text: 1 is best, greater is worse, 0 not at all. Latin letters may leave others out (hsh finds
 * households), hanzi are found by themselves, their pinyin or its initials (lxr finds 联系人). "" fits all. */
int wg_fuzzy(const char *typed, const char *text);

#endif
