-- How a place is walked, who stands in for an absent cadre, and who has which duty where.

-- The order in which the doors below are walked: ascending, top-down, odd-even, serpentine, hand. New doors fall in
-- accordingly. NULL = as the place above says; ascending when none says.
ALTER TABLE place ADD COLUMN walk TEXT;

-- by_id stands in for worker_id from since to until, both days included; until NULL = until it is ended. The contacts
-- stay as they are, and so do the bands: who is called today is by_id. At most one on a day; a cover taken back before
-- it began has until < since.
CREATE TABLE cover (
	id INTEGER PRIMARY KEY,
	worker_id INTEGER NOT NULL REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	by_id INTEGER NOT NULL REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	since INTEGER NOT NULL,
	until INTEGER,
	reason TEXT,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL,
	CHECK (worker_id <> by_id)
) STRICT;
CREATE INDEX cover_worker ON cover (worker_id, since);
CREATE INDEX cover_by ON cover (by_id);

-- A duty at a place or in an area: building head, neighbour head, grid lead, grid worker, property … (list `role` of
-- the codes). In force while until is NULL.
CREATE TABLE role (
	id INTEGER PRIMARY KEY,
	worker_id INTEGER NOT NULL REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	place_id INTEGER REFERENCES place DEFERRABLE INITIALLY DEFERRED,
	area_id INTEGER REFERENCES area DEFERRABLE INITIALLY DEFERRED,
	kind TEXT NOT NULL,
	since INTEGER,
	until INTEGER,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL,
	CHECK (place_id IS NULL OR area_id IS NULL)
) STRICT;
CREATE INDEX role_worker ON role (worker_id);
CREATE INDEX role_place ON role (place_id) WHERE place_id IS NOT NULL;
CREATE INDEX role_area ON role (area_id) WHERE area_id IS NOT NULL;
