-- What happens to households and people: they move inside the area, split, merge, die, move away and come back.
-- Nothing is removed by it: who is gone keeps the row, the past contacts and the past doors.

-- gone: the day a household moved away, was merged into another (into_id), or had nobody left. gone_to: where to, as
-- people said it. from_id: the household that it was split from.
ALTER TABLE household ADD COLUMN gone INTEGER;
ALTER TABLE household ADD COLUMN gone_to TEXT;
ALTER TABLE household ADD COLUMN from_id INTEGER REFERENCES household DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE household ADD COLUMN into_id INTEGER REFERENCES household DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX household_from ON household (from_id) WHERE from_id IS NOT NULL;
CREATE INDEX household_into ON household (into_id) WHERE into_id IS NOT NULL;

-- since: the day a person joined this household, where it is known. gone_how: died, moved (away), or merged (recorded
-- twice: same_id is the row that stays). gone_to: where to.
ALTER TABLE person ADD COLUMN since INTEGER;
ALTER TABLE person ADD COLUMN gone_how TEXT CHECK (gone_how IN ('died', 'moved', 'merged'));
ALTER TABLE person ADD COLUMN gone_to TEXT;
ALTER TABLE person ADD COLUMN same_id INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX person_same ON person (same_id) WHERE same_id IS NOT NULL;

-- A door that a household has left for another one of the area, the day, and who was its contact then: the next family
-- behind that door gets the same contact where the band allows.
CREATE TABLE residence (
	id INTEGER PRIMARY KEY,
	household_id INTEGER NOT NULL REFERENCES household DEFERRABLE INITIALLY DEFERRED,
	door_id INTEGER NOT NULL REFERENCES door DEFERRABLE INITIALLY DEFERRED,
	worker_id INTEGER REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	until INTEGER NOT NULL,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX residence_household ON residence (household_id);
CREATE INDEX residence_door ON residence (door_id, until);
CREATE INDEX residence_worker ON residence (worker_id) WHERE worker_id IS NOT NULL;
