/* person.h: how a person's row is read, for the files of model/ only. */
#ifndef WANGGE_MODEL_PERSON_H
#define WANGGE_MODEL_PERSON_H

#include "model/office.h"
#include "wangge/person.h"

/* The columns of a person `p` that wg__person_row() reads; their number. */
#define WG__PERSON_COLUMNS                                                                                             \
	"p.id, p.household_id, p.version, p.relation, p.name, p.phone, p.id_no, p.sex, p.birth, p.note, p.gone, "      \
	"(SELECT group_concat(c.care_group, ' ') FROM care c WHERE c.person_id = p.id AND c.until IS NULL)"
enum { WG__PERSON_COLUMN_COUNT = 12 };

/* A person as this handle may show it. */
struct wg_person wg__person_row(const wg_office *office, struct wg_stmt *st, struct wg_arena *a);

#endif
