-- What a search looks up by place.

-- Where the household stands whose member is in the group; NULL once that is over or the member is gone: 独居 of one
-- building is a stretch of an index.
ALTER TABLE care ADD COLUMN pos INTEGER; -- (derived)
UPDATE care SET pos = (SELECT h.pos FROM person p JOIN household h ON h.id = p.household_id WHERE p.id = care.person_id
	AND p.gone IS NULL) WHERE until IS NULL;
CREATE INDEX care_walk ON care (care_group, pos, person_id) WHERE pos IS NOT NULL;
