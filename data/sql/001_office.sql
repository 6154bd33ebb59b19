-- The office: one SQLite file. This text is read by whoever opens the file in ten years; it says what each
-- table means and who writes it.
--
-- Three kinds of tables:
--   journaled   places, people, contacts … Written by the row writer only; each write is a row of `change`.
--   journal     batch, change: what was done, by whom, and what stood there before. Undo, history and audit read it.
--   derived     place_stat, name_key, and the columns marked (derived). They follow from the rest and are
--               recomputed for what a batch touched; `wangge check --deep` recounts them.
-- Times are Unix seconds (`at`, `updated_at`), dates are days since 1970-01-01. Codes are those of the table `code`.
-- Ids of journaled rows come from one sequence: office << 40 | n. No two rows of an office share one.

CREATE TABLE meta (            -- office number, key of the journal's chain, digest of the code lists
	key TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sequence (        -- 'row' and 'batch'; never set back, also not by undo
	name TEXT PRIMARY KEY,
	next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was done. id is office << 40 | number; people see the number. op_id is one intent of one caller: the same
-- intent sent twice is done once. undo_of names the batch that this one takes back.
-- hash = BLAKE2b(previous hash, this row, the macs of its changes, rows_hash).
CREATE TABLE batch (
	id INTEGER PRIMARY KEY,
	op_id TEXT NOT NULL UNIQUE,
	at INTEGER NOT NULL,
	uid INTEGER NOT NULL,
	actor TEXT NOT NULL,
	command TEXT NOT NULL,   -- as it can be typed again
	label TEXT NOT NULL,     -- the command's name
	flags INTEGER NOT NULL,  -- 1 undone whole or not at all, 2 system, 4 rows created in bulk
	undo_of INTEGER REFERENCES batch,
	n_changes INTEGER NOT NULL,
	rows_hash TEXT,          -- bulk: running hash over the rows it created, which have no change of their own
	note TEXT,               -- a file's digest and counts
	hash TEXT NOT NULL
) STRICT;
CREATE INDEX batch_undo ON batch (undo_of) WHERE undo_of IS NOT NULL;

-- One change of one column. op: 1 insert, 2 update, 3 delete; an insert or a delete is one change per column that
-- is not NULL. unit is the record that a person thinks in: the household for its people and contacts.
CREATE TABLE change (
	batch_id INTEGER NOT NULL REFERENCES batch DEFERRABLE INITIALLY DEFERRED,
	seq INTEGER NOT NULL,
	op INTEGER NOT NULL,
	tbl INTEGER NOT NULL,
	row_id INTEGER NOT NULL,
	unit_id INTEGER NOT NULL,
	col INTEGER NOT NULL,
	old TEXT,
	new TEXT,
	mac TEXT NOT NULL,
	PRIMARY KEY (batch_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_unit ON change (unit_id, batch_id);

-- The code lists of codes.yaml. A code that left the file is retired, never removed.
CREATE TABLE code (
	id INTEGER PRIMARY KEY,
	list TEXT NOT NULL,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	name_en TEXT,
	weight INTEGER NOT NULL,
	gravity INTEGER NOT NULL,
	mark TEXT,
	retired INTEGER NOT NULL,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX code_key ON code (list, code);

-- Where people live: 1 sub-district, 2 community, 3 compound, 4 building, 5 entrance. A level that does not exist
-- on the ground is one implicit place without a name, skipped in paths. ord is the walking order among the
-- siblings of one parent; lo..hi is the path of the ords as one number: 10, 10, 10, 12, 8 and, for the door, 12 bits.
CREATE TABLE place (
	id INTEGER PRIMARY KEY,
	parent_id INTEGER REFERENCES place DEFERRABLE INITIALLY DEFERRED,
	level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
	ord INTEGER NOT NULL CHECK (ord > 0),
	name TEXT NOT NULL,
	implicit INTEGER NOT NULL,
	code TEXT,
	street_no INTEGER,
	kind TEXT,
	management TEXT,
	lift INTEGER,
	group_note TEXT,
	note TEXT,
	lo INTEGER, hi INTEGER,          -- (derived)
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX place_parent ON place (parent_id, ord);
CREATE INDEX place_walk ON place (level, lo);

-- A door in an entrance, in walking order. An empty home is a door without a household.
CREATE TABLE door (
	id INTEGER PRIMARY KEY,
	entrance_id INTEGER NOT NULL REFERENCES place DEFERRABLE INITIALLY DEFERRED,
	ord INTEGER NOT NULL CHECK (ord > 0),
	floor INTEGER NOT NULL,          -- 0 unknown, below ground negative
	room TEXT NOT NULL,              -- 501; '' when the building is the home
	label TEXT,
	kind TEXT NOT NULL,              -- home, shop, office …
	pos INTEGER,                     -- (derived)
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX door_entrance ON door (entrance_id, ord);
CREATE INDEX door_walk ON door (pos);
CREATE INDEX door_room ON door (room, pos);

-- Who lives behind a door. status: here; elsewhere (registered here, lives elsewhere); gone. Only `here` is in the
-- band and in the coverage.
CREATE TABLE household (
	id INTEGER PRIMARY KEY,
	door_id INTEGER NOT NULL REFERENCES door DEFERRABLE INITIALLY DEFERRED,
	origin TEXT,                     -- own, other_village, neighbor, newcomer …
	registered_in TEXT,              -- as the roster says it
	status TEXT NOT NULL,
	stated_people INTEGER,           -- how many live there, when the roster gives a number and not the names
	contact_locked INTEGER NOT NULL,
	access_note TEXT,
	pos INTEGER, weight INTEGER, people INTEGER, gravest TEXT,          -- (derived)
	contact_id INTEGER REFERENCES worker DEFERRABLE INITIALLY DEFERRED, -- (derived) of the open interval
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX household_door ON household (door_id);
CREATE INDEX household_walk ON household (pos, id, status); -- counts need no more than the index
CREATE INDEX household_contact ON household (contact_id, pos) WHERE contact_id IS NOT NULL;
CREATE INDEX household_open ON household (pos) WHERE contact_id IS NULL;

CREATE TABLE person (
	id INTEGER PRIMARY KEY,
	household_id INTEGER NOT NULL REFERENCES household DEFERRABLE INITIALLY DEFERRED,
	relation TEXT NOT NULL,          -- head, spouse, son …
	name TEXT NOT NULL,
	sex INTEGER,                     -- GB/T 2261.1: 1 male, 2 female
	birth INTEGER,                   -- day
	phone TEXT,
	id_no TEXT,                      -- GB 11643, optional
	note TEXT,
	gone INTEGER,                    -- day of death or of moving away
	sort BLOB,                       -- (derived) order by name
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX person_household ON person (household_id);

-- Belongs to a care group while until is NULL. The groups' weights are in `code`.
CREATE TABLE care (
	id INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person DEFERRABLE INITIALLY DEFERRED,
	care_group TEXT NOT NULL,
	since INTEGER,
	until INTEGER,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX care_person ON care (person_id);

-- Everyone who serves. The contact of a household is one of them; so are grid workers and building heads.
CREATE TABLE worker (
	id INTEGER PRIMARY KEY,
	person_id INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,  -- when a resident
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	unit TEXT,
	phone TEXT,
	takes_households INTEGER NOT NULL,
	band_lo INTEGER,
	band_hi INTEGER,
	share INTEGER,                   -- of the load; NULL = band_hi
	lives_id INTEGER REFERENCES door DEFERRABLE INITIALLY DEFERRED,
	until INTEGER,                   -- last day of stationing
	source TEXT,
	note TEXT,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX worker_person ON worker (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX worker_lives ON worker (lives_id) WHERE lives_id IS NOT NULL;

-- Where a worker serves: a place or an area. A plan takes only workers who serve there.
CREATE TABLE serves (
	id INTEGER PRIMARY KEY,
	worker_id INTEGER NOT NULL REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	place_id INTEGER REFERENCES place DEFERRABLE INITIALLY DEFERRED,
	area_id INTEGER REFERENCES area DEFERRABLE INITIALLY DEFERRED,
	since INTEGER,
	until INTEGER,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL,
	CHECK ((place_id IS NULL) <> (area_id IS NULL))
) STRICT;
CREATE INDEX serves_worker ON serves (worker_id);
CREATE INDEX serves_place ON serves (place_id) WHERE place_id IS NOT NULL;
CREATE INDEX serves_area ON serves (area_id) WHERE area_id IS NOT NULL;

-- Who is whose contact, as intervals. Open = until IS NULL, at most one for a household. Intervals are closed,
-- never rewritten; only undo removes what its own batch opened.
CREATE TABLE contact (
	id INTEGER PRIMARY KEY,
	household_id INTEGER NOT NULL REFERENCES household DEFERRABLE INITIALLY DEFERRED,
	worker_id INTEGER NOT NULL REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	since INTEGER NOT NULL,
	until INTEGER,
	reason TEXT,
	over_band TEXT,                  -- why the upper band was overridden
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX contact_open ON contact (household_id) WHERE until IS NULL;
CREATE INDEX contact_household ON contact (household_id, since);
CREATE INDEX contact_worker ON contact (worker_id);

-- Who must not be whose contact: recorded relatives. The own household needs no row.
CREATE TABLE recusal (
	id INTEGER PRIMARY KEY,
	worker_id INTEGER NOT NULL REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	household_id INTEGER NOT NULL REFERENCES household DEFERRABLE INITIALLY DEFERRED,
	reason TEXT,
	since INTEGER,
	until INTEGER,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX recusal_household ON recusal (household_id);
CREATE INDEX recusal_worker ON recusal (worker_id);

-- Grids, sectors and other areas: sets of places (or single households) of one community.
CREATE TABLE area (
	id INTEGER PRIMARY KEY,
	community_id INTEGER NOT NULL REFERENCES place DEFERRABLE INITIALLY DEFERRED,
	kind TEXT NOT NULL CHECK (kind IN ('grid', 'sector', 'group', 'cluster')),
	code TEXT,
	name TEXT NOT NULL,
	ord INTEGER NOT NULL,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX area_community ON area (community_id, kind, ord);

CREATE TABLE area_part (
	id INTEGER PRIMARY KEY,
	area_id INTEGER NOT NULL REFERENCES area DEFERRABLE INITIALLY DEFERRED,
	place_id INTEGER REFERENCES place DEFERRABLE INITIALLY DEFERRED,
	household_id INTEGER REFERENCES household DEFERRABLE INITIALLY DEFERRED,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL,
	CHECK ((place_id IS NULL) <> (household_id IS NULL))
) STRICT;
CREATE INDEX area_part_area ON area_part (area_id);
CREATE INDEX area_part_place ON area_part (place_id) WHERE place_id IS NOT NULL;
CREATE INDEX area_part_household ON area_part (household_id) WHERE household_id IS NOT NULL;

-- A draft of a contact plan: whom each run of households would get. body: lines `worker household household …`.
CREATE TABLE plan (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	scope TEXT NOT NULL,
	at INTEGER NOT NULL,
	objective INTEGER NOT NULL,
	bound INTEGER NOT NULL,
	body TEXT NOT NULL,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX plan_name ON plan (name);

-- Counters of a place, over everything below it. households: status here; covered: of these, with a contact;
-- care: of these, with a care group; own: of these, of the own community; load: sum of weights;
-- homes: doors of kind home; vacant: of these, without a household.
CREATE TABLE place_stat (
	place_id INTEGER PRIMARY KEY REFERENCES place DEFERRABLE INITIALLY DEFERRED,
	households INTEGER NOT NULL,
	covered INTEGER NOT NULL,
	people INTEGER NOT NULL,
	care INTEGER NOT NULL,
	own INTEGER NOT NULL,
	load INTEGER NOT NULL,
	homes INTEGER NOT NULL,
	vacant INTEGER NOT NULL
) STRICT;

-- What a person is found by. kind: 1 hanzi from some character on, 2 full pinyin, 3 initials, 4 end of a telephone
-- number; spelled as the search folds what is typed.
CREATE TABLE name_key (
	key TEXT NOT NULL,
	kind INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	PRIMARY KEY (key, kind, person_id)
) STRICT, WITHOUT ROWID;
