-- The tables of a .vitrum file, schema version 2. A file keeps its version in PRAGMA user_version, and what it is in
-- PRAGMA application_id. All texts are UTF-8, times ISO 8601 in UTC, checksums and seals SHA-256 in hexadecimal. A seal is
-- the checksum of all the rest of its row (project-store.c): a damaged file must not give a wrong result without a word.

-- Settings and facts about the file: program, created, checkpoint_interval (s), max_bytes.
CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);

-- Every file that the recipe needs, recipe.ini first among them, by names that have no folder outside this file.
CREATE TABLE file (
  name TEXT PRIMARY KEY NOT NULL,
  size INTEGER NOT NULL,
  seal TEXT NOT NULL,
  content BLOB NOT NULL
);

-- The data sets and what was measured: little-endian doubles.
CREATE TABLE data_set (
  position INTEGER PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  x_name TEXT NOT NULL,
  y_name TEXT NOT NULL,
  n INTEGER NOT NULL,
  x BLOB NOT NULL,
  target BLOB NOT NULL,
  seal TEXT NOT NULL
);

-- The tree of the history: a branch begins at a checkpoint of another one.
CREATE TABLE branch (
  id INTEGER PRIMARY KEY NOT NULL,
  parent INTEGER, -- a checkpoint; NULL for the first branch
  created TEXT NOT NULL,
  seal TEXT NOT NULL
);

-- State is NULL where it was thinned out; the row stays.
CREATE TABLE checkpoint (
  id INTEGER PRIMARY KEY NOT NULL,
  branch INTEGER NOT NULL REFERENCES branch (id),
  moves INTEGER NOT NULL,
  chi2 REAL NOT NULL,
  reason TEXT NOT NULL,
  note TEXT,
  created TEXT NOT NULL,
  size INTEGER NOT NULL,
  checksum TEXT NOT NULL, -- of the state
  seal TEXT NOT NULL,     -- of all but the state, which may be thinned out
  state BLOB
);
CREATE INDEX checkpoint_branch ON checkpoint (branch, id);

-- The history of chi squared: one row a record, its numbers as little-endian doubles: chi2, step, acceptance, then sigma,
-- delta2, chi2 and R2 of each term in the order of term.
CREATE TABLE term (position INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL);
CREATE TABLE history (
  branch INTEGER NOT NULL REFERENCES branch (id),
  moves INTEGER NOT NULL,
  checkpoint INTEGER NOT NULL REFERENCES checkpoint (id), -- that it was written with
  numbers BLOB NOT NULL,
  seal TEXT NOT NULL,
  PRIMARY KEY (branch, moves)
) WITHOUT ROWID;

-- What somebody wanted to remember, of the whole or of one checkpoint.
CREATE TABLE comment (
  id INTEGER PRIMARY KEY NOT NULL,
  checkpoint INTEGER REFERENCES checkpoint (id),
  created TEXT NOT NULL,
  text TEXT NOT NULL
);

-- Who has the file open for writing; empty in a file that was closed well.
CREATE TABLE session (host TEXT NOT NULL, process INTEGER NOT NULL, program TEXT NOT NULL, since TEXT NOT NULL);
