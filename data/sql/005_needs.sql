-- What residents need, who can help, what was done about it, and the hours that this is worth.

-- How many needs are open; over everything below a place, those of the place itself included. (derived)
ALTER TABLE household ADD COLUMN needs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE place_stat ADD COLUMN needs INTEGER NOT NULL DEFAULT 0;

-- When somebody can come: bit 3 * weekday + part of the day, Monday 0, morning 0, afternoon 1, evening 2; NULL = never
-- said. limits: codes of the list `limit` with blanks between. load_cap: open orders at a time; NULL = the option.
ALTER TABLE worker ADD COLUMN slots INTEGER;
ALTER TABLE worker ADD COLUMN limits TEXT;
ALTER TABLE worker ADD COLUMN load_cap INTEGER;

-- What somebody can do: a service of the list `service`. level: 1 can, 2 is good at it, 3 by profession.
-- verified: somebody of the office has seen it; otherwise it is as the person says.
CREATE TABLE worker_skill (
	id INTEGER PRIMARY KEY,
	worker_id INTEGER NOT NULL REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	service TEXT NOT NULL,
	level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
	verified INTEGER NOT NULL,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX worker_skill_key ON worker_skill (worker_id, service);
CREATE INDEX worker_skill_service ON worker_skill (service, worker_id, level);

-- A certificate of the list `certificate`. until: its last day; NULL = does not lapse.
CREATE TABLE worker_cert (
	id INTEGER PRIMARY KEY,
	worker_id INTEGER NOT NULL REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	certificate TEXT NOT NULL,
	number TEXT,
	until INTEGER,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX worker_cert_key ON worker_cert (worker_id, certificate);

-- What can be lent or given: a venue, goods, money. supplier_id: who has the key or answers the telephone; a unit is a
-- worker of the kind unit. place_id: where it is, or whom it is for.
CREATE TABLE resource (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	place_id INTEGER REFERENCES place DEFERRABLE INITIALLY DEFERRED,
	supplier_id INTEGER REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	services TEXT,                   -- codes of `service` that it is good for, with blanks between
	quantity INTEGER,
	measure TEXT,                    -- 间, 台, 份
	slots INTEGER,                   -- as with workers
	phone TEXT,
	until INTEGER,                   -- the last day it can be had
	note TEXT,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX resource_place ON resource (place_id) WHERE place_id IS NOT NULL;
CREATE INDEX resource_supplier ON resource (supplier_id) WHERE supplier_id IS NOT NULL;

-- A need, from the call to the follow-up; what states there are and how they follow each other stands in order.h.
-- Whose: a household (and one of its people), or a place, or somebody from elsewhere (who), who came to a place.
CREATE TABLE need (
	id INTEGER PRIMARY KEY,
	household_id INTEGER REFERENCES household DEFERRABLE INITIALLY DEFERRED,
	person_id INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
	place_id INTEGER REFERENCES place DEFERRABLE INITIALLY DEFERRED,
	who TEXT,                        -- somebody who does not belong to the community
	phone TEXT,                      -- to call back, when it is not the household's
	spot TEXT,                       -- where exactly: 3单元门口, 甘南路881号
	title TEXT NOT NULL,             -- 灶打不着火
	services TEXT,                   -- any one of these codes of `service` will do, with blanks between
	persons INTEGER NOT NULL CHECK (persons BETWEEN 1 AND 3), -- helpers wanted
	source TEXT NOT NULL,            -- phone, visit, meeting, activity, mobile, proxy, counter
	reporter_id INTEGER REFERENCES worker DEFERRABLE INITIALLY DEFERRED, -- who brought it
	life TEXT,                       -- 衣食住行医养
	field TEXT,                      -- 医疗健康, 教育养老 …
	micro TEXT,                      -- 四微
	shared INTEGER NOT NULL,         -- 1 共性, 0 个性
	form TEXT NOT NULL,              -- need, wish, suggestion, errand
	urgency TEXT NOT NULL,
	at INTEGER NOT NULL,             -- when it was said
	due INTEGER,                     -- Unix seconds; NULL = standing
	every INTEGER,                   -- standing: each so many days
	state TEXT NOT NULL,
	responsible_id INTEGER REFERENCES worker DEFERRABLE INITIALLY DEFERRED, -- NULL = the household's contact
	referred_to TEXT,                -- the body it was referred to
	reopened INTEGER NOT NULL,       -- how often a follow-up was not satisfied
	sampled INTEGER NOT NULL,        -- done on the spot, and drawn to be followed up
	into_id INTEGER REFERENCES need DEFERRABLE INITIALLY DEFERRED, -- recorded twice: the one that stays
	closed INTEGER,                  -- Unix seconds
	note TEXT,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL,
	CHECK (household_id IS NOT NULL OR place_id IS NOT NULL)
) STRICT;
CREATE INDEX need_household ON need (household_id, at) WHERE household_id IS NOT NULL;
CREATE INDEX need_person ON need (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX need_place ON need (place_id) WHERE place_id IS NOT NULL;
CREATE INDEX need_reporter ON need (reporter_id) WHERE reporter_id IS NOT NULL;
CREATE INDEX need_responsible ON need (responsible_id) WHERE responsible_id IS NOT NULL;
CREATE INDEX need_into ON need (into_id) WHERE into_id IS NOT NULL;
CREATE INDEX need_open ON need (due, id) WHERE state NOT IN ('draft', 'closed', 'rejected', 'cancelled');
CREATE INDEX need_at ON need (at, id);

-- Who was sent. Open while until is NULL. state: sent, accepted, serving, done, returned, cancelled.
CREATE TABLE dispatch (
	id INTEGER PRIMARY KEY,
	need_id INTEGER NOT NULL REFERENCES need DEFERRABLE INITIALLY DEFERRED,
	worker_id INTEGER NOT NULL REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	leads INTEGER NOT NULL,          -- 1 主办, 0 协办
	state TEXT NOT NULL,
	service TEXT,                    -- which of the need's services
	score INTEGER,                   -- of the match; NULL = chosen by hand, or claimed
	begins INTEGER, ends INTEGER,    -- when they go, Unix seconds; NULL = not agreed
	home_id INTEGER REFERENCES place DEFERRABLE INITIALLY DEFERRED, -- the other community that the helper comes from
	at INTEGER NOT NULL,
	until INTEGER,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL,
	CHECK ((begins IS NULL) = (ends IS NULL) AND (ends IS NULL OR ends > begins))
) STRICT;
CREATE UNIQUE INDEX dispatch_once ON dispatch (need_id, worker_id) WHERE until IS NULL;
CREATE INDEX dispatch_need ON dispatch (need_id);
CREATE INDEX dispatch_worker ON dispatch (worker_id, until);
CREATE INDEX dispatch_home ON dispatch (home_id) WHERE home_id IS NOT NULL;

-- Work done: a helper, a day, minutes. Posted to the ledger when the follow-up is recorded.
CREATE TABLE work (
	id INTEGER PRIMARY KEY,
	need_id INTEGER NOT NULL REFERENCES need DEFERRABLE INITIALLY DEFERRED,
	worker_id INTEGER NOT NULL REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	day INTEGER NOT NULL,
	minutes INTEGER NOT NULL CHECK (minutes > 0),
	note TEXT,
	posting_id INTEGER REFERENCES posting DEFERRABLE INITIALLY DEFERRED, -- NULL = not posted
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX work_need ON work (need_id);
CREATE INDEX work_worker ON work (worker_id, day);
CREATE INDEX work_posting ON work (posting_id) WHERE posting_id IS NOT NULL;

-- Each change of a need's state: who, when, why.
CREATE TABLE step (
	id INTEGER PRIMARY KEY,
	need_id INTEGER NOT NULL REFERENCES need DEFERRABLE INITIALLY DEFERRED,
	at INTEGER NOT NULL,
	actor TEXT NOT NULL,
	action TEXT NOT NULL,
	state TEXT NOT NULL,             -- after it
	worker_id INTEGER REFERENCES worker DEFERRABLE INITIALLY DEFERRED, -- whom it is about
	note TEXT,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX step_need ON step (need_id, at);
CREATE INDEX step_worker ON step (worker_id) WHERE worker_id IS NOT NULL;

-- What the resident said afterwards, to somebody who had not been there.
CREATE TABLE follow_up (
	id INTEGER PRIMARY KEY,
	need_id INTEGER NOT NULL REFERENCES need DEFERRABLE INITIALLY DEFERRED,
	at INTEGER NOT NULL,
	by_id INTEGER REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	by_name TEXT NOT NULL,
	channel TEXT NOT NULL,
	satisfaction TEXT NOT NULL,
	note TEXT,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX follow_up_need ON follow_up (need_id, at);
CREATE INDEX follow_up_by ON follow_up (by_id) WHERE by_id IS NOT NULL;

-- The ledger of hours: double entry. The entries of one posting sum to zero; nothing is changed, only reversed.
-- kind: worker, household, and one pool (公益池), which pays for those who are never charged.
CREATE TABLE account (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('worker', 'household', 'pool')),
	worker_id INTEGER REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	household_id INTEGER REFERENCES household DEFERRABLE INITIALLY DEFERRED,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL,
	CHECK ((kind = 'worker') = (worker_id IS NOT NULL) AND (kind = 'household') = (household_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX account_worker ON account (worker_id) WHERE worker_id IS NOT NULL;
CREATE UNIQUE INDEX account_household ON account (household_id) WHERE household_id IS NOT NULL;
CREATE UNIQUE INDEX account_pool ON account (kind) WHERE kind = 'pool';

CREATE TABLE posting (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('service', 'reversal')),
	need_id INTEGER REFERENCES need DEFERRABLE INITIALLY DEFERRED,
	reverses_id INTEGER REFERENCES posting DEFERRABLE INITIALLY DEFERRED,
	note TEXT,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL,
	CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL))
) STRICT;
CREATE INDEX posting_need ON posting (need_id) WHERE need_id IS NOT NULL;
CREATE UNIQUE INDEX posting_reverses ON posting (reverses_id) WHERE reverses_id IS NOT NULL;

CREATE TABLE entry (
	id INTEGER PRIMARY KEY,
	posting_id INTEGER NOT NULL REFERENCES posting DEFERRABLE INITIALLY DEFERRED,
	account_id INTEGER NOT NULL REFERENCES account DEFERRABLE INITIALLY DEFERRED,
	minutes INTEGER NOT NULL CHECK (minutes <> 0), -- earned +, spent −
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX entry_posting ON entry (posting_id);
CREATE INDEX entry_account ON entry (account_id, id);

-- A project brings needs and resources together: the third of the three lists.
CREATE TABLE project (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	micro TEXT,
	place_id INTEGER REFERENCES place DEFERRABLE INITIALLY DEFERRED,
	leader_id INTEGER REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	since INTEGER NOT NULL,
	until INTEGER,
	note TEXT,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX project_place ON project (place_id) WHERE place_id IS NOT NULL;
CREATE INDEX project_leader ON project (leader_id) WHERE leader_id IS NOT NULL;

-- What a project cites: a need, a helper or unit, or a resource.
CREATE TABLE project_part (
	id INTEGER PRIMARY KEY,
	project_id INTEGER NOT NULL REFERENCES project DEFERRABLE INITIALLY DEFERRED,
	need_id INTEGER REFERENCES need DEFERRABLE INITIALLY DEFERRED,
	worker_id INTEGER REFERENCES worker DEFERRABLE INITIALLY DEFERRED,
	resource_id INTEGER REFERENCES resource DEFERRABLE INITIALLY DEFERRED,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL,
	CHECK ((need_id IS NOT NULL AND worker_id IS NULL AND resource_id IS NULL)
		OR (need_id IS NULL AND worker_id IS NOT NULL AND resource_id IS NULL)
		OR (need_id IS NULL AND worker_id IS NULL AND resource_id IS NOT NULL))
) STRICT;
CREATE INDEX project_part_project ON project_part (project_id);
CREATE INDEX project_part_need ON project_part (need_id) WHERE need_id IS NOT NULL;
CREATE INDEX project_part_worker ON project_part (worker_id) WHERE worker_id IS NOT NULL;
CREATE INDEX project_part_resource ON project_part (resource_id) WHERE resource_id IS NOT NULL;
