-- What the columns of an import's files mean, as somebody once said with --map.

-- header: the folded texts of all columns, group/text, with tabs between; it is remembered for exactly this header.
-- fields: letters=field, with blanks between; field none = the column is not taken.
CREATE TABLE mapping (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('households', 'cadres')),
	header TEXT NOT NULL,
	fields TEXT NOT NULL,
	file TEXT NOT NULL,
	at INTEGER NOT NULL,
	batch_id INTEGER, version INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX mapping_header ON mapping (kind, header);
