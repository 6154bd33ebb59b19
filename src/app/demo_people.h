/* demo_people.h: invented people and households for demo.c. */
#ifndef WANGGE_APP_DEMO_PEOPLE_H
#define WANGGE_APP_DEMO_PEOPLE_H

#include <stdbool.h>

#include "base/random.h"

enum { WG_DEMO_FAMILY = 6 };

struct wg_demo_person {
	char name[32], phone[16], id_no[64], care[128]; /* as a roster writes them; "" = none */
	const char *relation;
	int age;
	bool male;
};

struct wg_demo_family {
	struct wg_demo_person at[WG_DEMO_FAMILY]; /* the head first */
	int n;
	const char *surname, *origin;
};

void wg_demo_name(struct wg_random *r, char out[32]);
void wg_demo_phone(struct wg_random *r, char out[16]);

/* One household: about 2.46 people, one in nine of the own community, care groups about as often as they are. */
void wg_demo_family(struct wg_random *r, struct wg_demo_family *out);

#endif
