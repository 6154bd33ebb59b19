-- Which kinds of files there are is the program's business: what the columns of a list of helpers mean is remembered,
-- too.
ALTER TABLE mapping RENAME TO mapping_before;
DROP INDEX mapping_header;
CREATE TABLE mapping (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL,
	header TEXT NOT NULL,
	fields TEXT NOT NULL,
	file TEXT NOT NULL,
	at INTEGER NOT NULL,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
INSERT INTO mapping SELECT id, kind, header, fields, file, at, batch_id, version, updated_at FROM mapping_before;
DROP TABLE mapping_before;
CREATE UNIQUE INDEX mapping_header ON mapping (kind, header);
