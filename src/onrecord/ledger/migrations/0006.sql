-- The ledger, version 6: what became known, in the order in which it was noticed.

-- change: What became known by one report: noticed once, when stories and claims had caught up with it. A line.
CREATE TABLE change (
  id INTEGER PRIMARY KEY, -- its place in the order of noticing
  key TEXT NOT NULL UNIQUE, -- its id in every command: a hash of its kind, and of the statements that it is about
  kind TEXT NOT NULL, -- claim, confirms, disputes, declines, silent, figure, contradicts, reversed, time, reworded, corrected, withdrawn
  story TEXT NOT NULL, -- the story's id, then
  claim TEXT, -- the claim's id, then; NULL where it is about none
  article TEXT NOT NULL, -- the article that brought it, by its key
  version_id INTEGER REFERENCES version, -- the text that brought it; NULL of an article that was taken out
  at TEXT NOT NULL, -- when that was published, ISO 8601 in UTC, as far as known; never later than recorded_at
  is_late INTEGER NOT NULL, -- 1 where it was old when it came
  note TEXT, -- why an article was taken out
  recorded_at TEXT NOT NULL -- when it was noticed
) STRICT;
CREATE INDEX change_at ON change (at, id);
CREATE INDEX change_story ON change (story, id);
CREATE INDEX change_claim ON change (claim, id) WHERE claim IS NOT NULL;
CREATE INDEX change_version ON change (version_id);

-- change_pair: A line that a change is about, and the line that it changes, answers or replaces.
CREATE TABLE change_pair (
  change_id INTEGER NOT NULL REFERENCES change, -- the change
  place INTEGER NOT NULL, -- its place among the change's pairs, from 0
  what TEXT NOT NULL, -- the change's kind; of versions removed, reworded, source, figure, act, time
  old_id INTEGER REFERENCES statement, -- the earlier line
  new_id INTEGER REFERENCES statement, -- the later line
  was TEXT, -- the earlier figure in its own words, or the earlier time as a TIMEX3 value
  now TEXT, -- the later one
  PRIMARY KEY (change_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_pair_old ON change_pair (old_id) WHERE old_id IS NOT NULL;
CREATE INDEX change_pair_new ON change_pair (new_id) WHERE new_id IS NOT NULL;

-- change_repeat: A line that says again what a change brought.
CREATE TABLE change_repeat (
  statement_id INTEGER PRIMARY KEY REFERENCES statement, -- the line
  change_id INTEGER NOT NULL REFERENCES change, -- the change
  recorded_at TEXT NOT NULL -- when that was noticed
) STRICT;
CREATE INDEX change_repeat_change ON change_repeat (change_id);

-- change_words: Full-text index of the changes; its rowid is change.id. The columns can be searched by name.
CREATE VIRTUAL TABLE change_words USING fts5(
  content, -- what its lines say, and the claim
  who, -- their sources: names, words, roles
  headline, -- the headlines that they stand under, and the story's title
  marks, -- facts, as words
  tokenize = "unicode61 remove_diacritics 2"
);

-- unnoticed: Texts of which it was not looked yet what they change. State, not record.
CREATE TABLE unnoticed (
  version_id INTEGER PRIMARY KEY REFERENCES version -- the text
) STRICT;
INSERT INTO unnoticed SELECT id FROM version;

CREATE TRIGGER version_unnoticed AFTER INSERT ON version BEGIN
  INSERT OR IGNORE INTO unnoticed VALUES (NEW.id);
END;
