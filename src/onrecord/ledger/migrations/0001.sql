-- The ledger, version 1. The comment after each column is its documentation (docs/schema.md is made from it).
-- Lines are added and never changed (triggers hold that, see store.py); "recorded_at" is when a line was written,
-- ISO 8601 in UTC. Offsets are half-open and count code points of version.text; spans are JSON: [[start, stop], ...].

-- run: One call of a command that wrote to the ledger. Which model made a line stands in its reading.
CREATE TABLE run (
  id INTEGER PRIMARY KEY, -- the run, in this file
  uid TEXT NOT NULL UNIQUE, -- the run, in every ledger that it is merged into
  command TEXT NOT NULL, -- "add", "watch", "reread", "correct", "forget", "merge", "group", "review", "unite", "decide"
  code TEXT NOT NULL, -- version of onrecord
  settings TEXT NOT NULL, -- what was asked for, a JSON object
  person TEXT, -- who did it, for what a person decides
  started_at TEXT NOT NULL -- when it began
) STRICT;

-- run_end: How a run ended; a run without such a line is still going on, or was broken off.
CREATE TABLE run_end (
  run_id INTEGER PRIMARY KEY REFERENCES run, -- the run
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'stopped', 'failed')), -- "stopped" by Ctrl-C
  ended_at TEXT NOT NULL -- when
) STRICT;

-- page: What came in, as it came: bytes of a web page or a file, or the text of a JSONL line.
CREATE TABLE page (
  id INTEGER PRIMARY KEY, -- the page
  hash TEXT NOT NULL, -- SHA-256 of the bytes, hexadecimal
  format TEXT NOT NULL, -- "html", "text" or "pdf"
  is_text INTEGER NOT NULL, -- 1 where it came as text (kept as UTF-8), 0 where as bytes
  size INTEGER NOT NULL, -- bytes before packing
  packed BLOB NOT NULL, -- the bytes, packed with zlib
  UNIQUE (hash, format, is_text)
) STRICT;

-- article: A report; what changes of it is in its versions.
CREATE TABLE article (
  id INTEGER PRIMARY KEY, -- the article, in this file
  key TEXT NOT NULL UNIQUE, -- its id in every command and export: the one given with it, else a hash of its text
  run_id INTEGER NOT NULL REFERENCES run, -- the run that met it first
  recorded_at TEXT NOT NULL -- when it was first written down
) STRICT;

-- version: An article's text at a time, and what is known of it.
CREATE TABLE version (
  id INTEGER PRIMARY KEY, -- the version, in this file
  article_id INTEGER NOT NULL REFERENCES article, -- whose
  number INTEGER NOT NULL, -- 1 for the first that was met here; earlier ones of a merged ledger have 0, -1 …
  text_hash TEXT NOT NULL UNIQUE, -- SHA-256 of the text, hexadecimal
  name TEXT NOT NULL, -- the id that it was read under: a statement's key is a hash of it and the spans
  text TEXT NOT NULL, -- the report's own text
  surrogates TEXT, -- half characters that UTF-8 cannot hold, JSON [[place, code]]; U+FFFD stands in the text
  url TEXT, -- its address as first met
  outlet TEXT, -- who published it, as first met
  headline TEXT, -- its headline
  authors TEXT NOT NULL, -- JSON list of names
  agencies TEXT NOT NULL, -- JSON list of agencies that it credits
  dateline TEXT, -- where it was filed from, JSON [place, start, stop]
  published_at TEXT, -- document creation time, ISO 8601; NULL where unknown
  published_from TEXT, -- where that was found: "input", "json-ld", "meta", "url", "text"
  language TEXT, -- ISO 639-1
  parts TEXT NOT NULL, -- JSON [[start, stop, kind]]: headline, body ...
  furniture TEXT NOT NULL, -- JSON [[start, stop, kind]]: what the page added
  kept REAL, -- share of the prose seen on an HTML page that is in the text; NULL for plain text
  run_id INTEGER NOT NULL REFERENCES run, -- the run that wrote it
  recorded_at TEXT NOT NULL, -- when
  UNIQUE (article_id, number)
) STRICT;

-- appearance: Where and when a version was met: an address, or a file.
CREATE TABLE appearance (
  id INTEGER PRIMARY KEY, -- the appearance
  version_id INTEGER NOT NULL REFERENCES version, -- of which version
  address TEXT NOT NULL, -- its web address, else the file it stood in
  origin TEXT NOT NULL, -- what it was read from: a path, "news.warc.gz:1234", an address
  page_id INTEGER REFERENCES page, -- the page as it came
  given TEXT NOT NULL, -- what the input said of it, JSON [id, url, outlet, headline, authors, published_at]
  given_id TEXT, -- the id that the input gave
  url TEXT, -- web address
  archive_url TEXT, -- where an archive keeps it
  outlet TEXT, -- who published it there
  headline TEXT, -- the headline it had there
  published_at TEXT, -- when it was published there, as far as known
  fetched_at TEXT, -- when the page was fetched
  headers TEXT NOT NULL, -- headers of the HTTP answer, JSON [[name, value]]
  run_id INTEGER NOT NULL REFERENCES run, -- the run that met it
  recorded_at TEXT NOT NULL, -- when it was written down
  UNIQUE (address, version_id)
) STRICT;
CREATE INDEX appearance_version ON appearance (version_id);
CREATE INDEX appearance_page ON appearance (page_id);
CREATE INDEX appearance_outlet ON appearance (outlet);
CREATE INDEX appearance_given ON appearance (given_id) WHERE given_id IS NOT NULL;

-- reading: What one model found in one version. A later reading of it stands beside the earlier one.
CREATE TABLE reading (
  id INTEGER PRIMARY KEY, -- the reading
  version_id INTEGER NOT NULL REFERENCES version, -- of which text
  model TEXT NOT NULL, -- version of the model
  same_as INTEGER REFERENCES reading, -- the earlier reading that it repeats in every part: nothing new is stored
  run_id INTEGER NOT NULL REFERENCES run, -- the run that made it
  recorded_at TEXT NOT NULL -- when
) STRICT;
CREATE INDEX reading_version ON reading (version_id);

-- timex: A time expression of a reading (TIMEX3).
CREATE TABLE timex (
  reading_id INTEGER NOT NULL REFERENCES reading, -- of which reading
  place INTEGER NOT NULL, -- its place among the reading's time expressions, from 0
  start INTEGER NOT NULL, -- first code point
  stop INTEGER NOT NULL, -- behind the last
  type TEXT NOT NULL, -- DATE, TIME, DURATION, SET
  value TEXT, -- TIMEX3 value
  mod TEXT, -- TIMEX3 mod
  anchor INTEGER, -- place of the expression that it is counted from
  begin TEXT, -- first day that it covers
  finish TEXT, -- last day
  PRIMARY KEY (reading_id, place)
) STRICT, WITHOUT ROWID;

-- figure: A number of a reading, with what it counts.
CREATE TABLE figure (
  id INTEGER PRIMARY KEY, -- the figure
  reading_id INTEGER NOT NULL REFERENCES reading, -- of which reading
  place INTEGER NOT NULL, -- its place among the reading's figures, from 0
  start INTEGER NOT NULL, -- first code point
  stop INTEGER NOT NULL, -- behind the last
  low REAL, -- least; NULL where open
  high REAL, -- most; NULL where open
  approximate INTEGER NOT NULL, -- 1 for "about", "some"
  unit TEXT, -- ISO 4217 code, "%", or as written
  counted TEXT, -- what is counted
  part_of INTEGER, -- place of the figure that it is a part of
  UNIQUE (reading_id, place)
) STRICT;

-- entity: Who speaks: a person, body, government; the same in every article.
CREATE TABLE entity (
  id INTEGER PRIMARY KEY, -- the entity, in this file
  key TEXT NOT NULL UNIQUE -- the entity, everywhere
) STRICT;

-- entity_name: A name that an entity was met under.
CREATE TABLE entity_name (
  entity_id INTEGER NOT NULL REFERENCES entity, -- whose
  name TEXT NOT NULL, -- as in the article
  PRIMARY KEY (entity_id, name)
) STRICT, WITHOUT ROWID;

-- statement: A line: one statement as one run, or one person, made it out. See docs/fields.md for the fields.
CREATE TABLE statement (
  id INTEGER PRIMARY KEY, -- the line's number
  key TEXT NOT NULL, -- the statement: a hash of version.name and the spans; the same after a re-reading
  version_id INTEGER NOT NULL REFERENCES version, -- in which text
  reading_id INTEGER NOT NULL REFERENCES reading, -- the reading whose times and figures it uses
  run_id INTEGER NOT NULL REFERENCES run, -- who or what made the line
  within TEXT, -- key of the statement in whose content it stands
  source TEXT, -- the words of the source
  source_spans TEXT, -- where they stand
  name TEXT, -- who that is
  role TEXT, -- what is said of them
  kind TEXT, -- person, organisation, government, country, group, document, outlet, unnamed
  entity_id INTEGER REFERENCES entity, -- the same in every article
  cue TEXT, -- the words that signal it
  cue_spans TEXT, -- where they stand
  content TEXT NOT NULL, -- what is said
  content_spans TEXT NOT NULL, -- where it stands
  quotation TEXT NOT NULL, -- direct, indirect, mixed
  type TEXT NOT NULL, -- assertion, belief, intention, knowledge, attitude, other
  act TEXT, -- what is done by saying it
  certainty TEXT NOT NULL, -- certain, probable, possible, unspecified
  polarity TEXT NOT NULL, -- affirmed, negated
  said_at TEXT, -- when it was said, TIMEX3 value
  said_from TEXT, -- first day of that
  said_to TEXT, -- last day of that
  channel TEXT, -- where it was said
  channel_spans TEXT, -- where that stands
  ground TEXT, -- what the source rests it on
  ground_spans TEXT, -- where that stands
  score REAL NOT NULL, -- probability that source, cue and content are right
  recorded_at TEXT NOT NULL -- when the line was written
) STRICT;
CREATE INDEX statement_version ON statement (version_id);
CREATE INDEX statement_key ON statement (key);
CREATE INDEX statement_entity ON statement (entity_id) WHERE entity_id IS NOT NULL;

-- statement_figure: The figures in a statement's content.
CREATE TABLE statement_figure (
  statement_id INTEGER NOT NULL REFERENCES statement, -- the line
  place INTEGER NOT NULL, -- its place among the statement's figures
  figure_id INTEGER NOT NULL REFERENCES figure, -- the figure
  PRIMARY KEY (statement_id, place)
) STRICT, WITHOUT ROWID;

-- statement_event: The times that a statement's content names.
CREATE TABLE statement_event (
  statement_id INTEGER NOT NULL REFERENCES statement, -- the line
  place INTEGER NOT NULL, -- its place among the statement's times
  value TEXT NOT NULL, -- TIMEX3 value, or "a/b"
  begin TEXT, -- first day; NULL where it cannot be told
  finish TEXT, -- last day
  PRIMARY KEY (statement_id, place)
) STRICT, WITHOUT ROWID;

-- statement_place: The places that a statement's content names.
CREATE TABLE statement_place (
  statement_id INTEGER NOT NULL REFERENCES statement, -- the line
  place INTEGER NOT NULL, -- its place among the statement's places
  name TEXT NOT NULL, -- usual English name
  spans TEXT NOT NULL, -- where its words stand
  PRIMARY KEY (statement_id, place)
) STRICT, WITHOUT ROWID;

-- succession: A line that another line has replaced, or that was taken back. What no line here names is current.
CREATE TABLE succession (
  old_id INTEGER PRIMARY KEY REFERENCES statement, -- the line that is no longer current
  new_id INTEGER REFERENCES statement, -- the line in its place; NULL where it was taken back
  why TEXT NOT NULL CHECK (why IN ('version', 'reread', 'correction', 'withdrawal')), -- what led to it
  note TEXT, -- a person's reason
  run_id INTEGER NOT NULL REFERENCES run, -- by which run
  recorded_at TEXT NOT NULL -- when
) STRICT;
CREATE INDEX succession_new ON succession (new_id) WHERE new_id IS NOT NULL;

-- version_difference: What changed in an article's statements from one version to the next.
CREATE TABLE version_difference (
  version_id INTEGER NOT NULL REFERENCES version, -- the later version
  place INTEGER NOT NULL, -- its place among the differences
  change TEXT NOT NULL, -- added, removed, reworded, source, figure, act, time
  old_id INTEGER REFERENCES statement, -- the line of the version before
  new_id INTEGER REFERENCES statement, -- the line of this version
  PRIMARY KEY (version_id, place)
) STRICT, WITHOUT ROWID;

-- refusal: A page that was not read, and why.
CREATE TABLE refusal (
  id INTEGER PRIMARY KEY, -- the refusal
  origin TEXT NOT NULL, -- what was to be read
  stage TEXT NOT NULL, -- where it failed: fetch, intake, article, statements
  reason TEXT NOT NULL, -- why
  advice TEXT NOT NULL, -- what to do
  page_id INTEGER REFERENCES page, -- the page, where it came in whole
  given TEXT, -- what the input said of it, JSON [id, url, outlet, headline, authors, published_at]
  archive_url TEXT, -- where an archive keeps it
  fetched_at TEXT, -- when the page was fetched
  headers TEXT, -- headers of the HTTP answer, JSON [[name, value]]
  run_id INTEGER NOT NULL REFERENCES run, -- in which run
  recorded_at TEXT NOT NULL -- when
) STRICT;
CREATE INDEX refusal_origin ON refusal (origin);

-- tombstone: An article that was taken out of the ledger, and why.
CREATE TABLE tombstone (
  id INTEGER PRIMARY KEY, -- the tombstone
  article_key TEXT NOT NULL, -- the article's id
  why TEXT NOT NULL, -- the reason given
  run_id INTEGER NOT NULL REFERENCES run, -- the run, with the person, that took it out
  recorded_at TEXT NOT NULL -- when
) STRICT;

-- tombstone_mark: How a page that was taken out is known again, so that it is not added anew.
CREATE TABLE tombstone_mark (
  mark TEXT NOT NULL, -- SHA-256 of a text or of a page's bytes, or an address
  tombstone_id INTEGER NOT NULL REFERENCES tombstone, -- why it is not taken in
  PRIMARY KEY (mark, tombstone_id)
) STRICT, WITHOUT ROWID;

-- wire_copy: A text that is, all but its trimmings, the same as an earlier one.
CREATE TABLE wire_copy (
  version_id INTEGER PRIMARY KEY REFERENCES version, -- the text
  of_version_id INTEGER NOT NULL REFERENCES version, -- the earlier text; follow these to the first of a group
  run_id INTEGER NOT NULL REFERENCES run, -- in which run that was found
  recorded_at TEXT NOT NULL -- when
) STRICT;
CREATE INDEX wire_copy_of ON wire_copy (of_version_id);

-- copy_band: Keys under which texts that may be copies of one another are found (MinHash bands).
CREATE TABLE copy_band (
  key INTEGER NOT NULL, -- the band's hash
  version_id INTEGER NOT NULL REFERENCES version, -- the text
  PRIMARY KEY (key, version_id)
) STRICT, WITHOUT ROWID;

-- copy_scheme: How the keys of copy_band were made; made otherwise, they are made anew.
CREATE TABLE copy_scheme (
  scheme TEXT PRIMARY KEY -- in words
) STRICT, WITHOUT ROWID;

-- watch_feed: A feed that is watched: when it was asked last and is due again. State, not record: it changes.
CREATE TABLE watch_feed (
  address TEXT PRIMARY KEY, -- the feed's address
  title TEXT, -- its title
  etag TEXT, -- for the next conditional request
  last_modified TEXT, -- for the next conditional request
  asked_at TEXT, -- when it was asked last
  due_at TEXT, -- when it is to be asked again
  failures INTEGER NOT NULL DEFAULT 0, -- in a row
  message TEXT -- what the last failure was
) STRICT, WITHOUT ROWID;

-- watch_item: An item of a feed that was taken up already. State, not record.
CREATE TABLE watch_item (
  feed TEXT NOT NULL, -- the feed's address
  item TEXT NOT NULL, -- the item's id or address
  seen_at TEXT NOT NULL, -- when it was taken up
  PRIMARY KEY (feed, item)
) STRICT, WITHOUT ROWID;

-- statement_words: Full-text index of the lines; its rowid is statement.id. The columns can be searched by name.
CREATE VIRTUAL TABLE statement_words USING fts5 (
  content, who, headline, counted, marks, content='', tokenize="unicode61 remove_diacritics 2"
);
