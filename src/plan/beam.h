/* beam.h: good plans from good prices.
 *
 * A walk over the stretches that the sieve leaves keeps at every place a few of the cheapest beginnings, each with
 * the cadres that it has used; a cadre is never used twice. Says nothing about the bound. */
#ifndef WANGGE_PLAN_BEAM_H
#define WANGGE_PLAN_BEAM_H

#include "plan/sieve.h"

/* The best plan met, named by the matching, in owner[n]; false when none was. v has been sifted. effort: about how many
 * steps to look at; the more stretches, the fewer beginnings at a place. */
bool wg_beam_plan(const struct wg_sieve *v, struct wg_search *s, int effort, int *owner);

#endif
