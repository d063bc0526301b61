-- The ledger, version 2: stories and claims. What follows from the articles and their lines, and can be made anew
-- from them, is changed as they grow; what became of a story is a line (story_line), which is never changed.

-- vector: What a line's content means, to be compared with others: made by the pass that reads the text.
CREATE TABLE vector (
  statement_id INTEGER PRIMARY KEY REFERENCES statement, -- the line
  vector BLOB NOT NULL -- a unit vector, one signed byte a dimension
) STRICT;

-- story_line: A line: an article came into a story, or went from one to another. The last of an article holds.
CREATE TABLE story_line (
  id INTEGER PRIMARY KEY, -- the line
  article_id INTEGER NOT NULL REFERENCES article, -- the article
  story TEXT NOT NULL, -- the story that it belongs to from now on
  before TEXT, -- the story that it belonged to
  why TEXT NOT NULL, -- "founded" it, "joined" it, or came there since stories "merged", or it "moved" or "split"
  run_id INTEGER NOT NULL REFERENCES run, -- in which run
  recorded_at TEXT NOT NULL -- when
) STRICT;
CREATE INDEX story_line_article ON story_line (article_id);
CREATE INDEX story_line_story ON story_line (story);
CREATE INDEX story_line_before ON story_line (before) WHERE before IS NOT NULL;

-- story: The stories as they stand. Follows from story_line, articles and lines: state, not record.
CREATE TABLE story (
  id INTEGER PRIMARY KEY, -- the story, in this file
  key TEXT NOT NULL UNIQUE, -- its id in every command: made of the article that founded it
  title TEXT, -- its most central headline
  is_titled INTEGER NOT NULL, -- 0 where that is to be chosen anew
  newest INTEGER NOT NULL, -- its latest time of publication, to the minute in UTC (202410251830); 0 unknown
  last_article_id INTEGER NOT NULL, -- the article that arrived last
  whole BLOB NOT NULL, -- the sum of the sketches of its articles
  revision INTEGER NOT NULL -- one more with each change of its claims
) STRICT;
CREATE INDEX story_newest ON story (newest, last_article_id);
CREATE INDEX story_untitled ON story (id) WHERE is_titled = 0;

-- member: The articles of the stories, each in the version that is the latest. State, not record.
CREATE TABLE member (
  article_id INTEGER PRIMARY KEY REFERENCES article, -- the article
  version_id INTEGER NOT NULL REFERENCES version, -- its text
  story_id INTEGER NOT NULL REFERENCES story, -- its story
  sketch BLOB NOT NULL, -- its telling terms and their weights
  opening TEXT, -- of one without a headline, its first sentence
  matched INTEGER -- how many of its statements have been matched; NULL where that is still to be done
) STRICT;
CREATE INDEX member_story ON member (story_id);
CREATE INDEX member_unmatched ON member (story_id) WHERE matched IS NULL;

-- member_term: By which terms an article that may be of the same story is found, the newest first. State.
CREATE TABLE member_term (
  term INTEGER NOT NULL, -- the term's hash
  article_id INTEGER NOT NULL REFERENCES article, -- the article
  PRIMARY KEY (term, article_id)
) STRICT, WITHOUT ROWID;

-- claim: What statements of a story put forward. State, not record.
CREATE TABLE claim (
  id INTEGER PRIMARY KEY, -- the claim: its id in every command is "c" and this in ten hexadecimal digits
  story_id INTEGER NOT NULL -- the story's number
) STRICT;

-- stance: A line's place towards a claim. State, not record. The view stance_list spells it out.
CREATE TABLE stance (
  statement_id INTEGER NOT NULL REFERENCES statement, -- the line
  claim_id INTEGER NOT NULL, -- the claim
  kind INTEGER NOT NULL, -- 0 supports, 1 disputes, 2 queries, 3 mentions, 4 declines, 5 non-denial
  score INTEGER NOT NULL, -- how sure the matching is, in thousandths
  day INTEGER NOT NULL, -- of a dispute the day when it was said, else published (20241025); else, or unknown, 0
  PRIMARY KEY (statement_id, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stance_disputes ON stance (day, statement_id, claim_id) WHERE kind = 1;

-- ungrouped: Articles that are new or have changed since stories and claims were brought up to date.
CREATE TABLE ungrouped (
  article_id INTEGER PRIMARY KEY REFERENCES article -- the article
) STRICT;
INSERT INTO ungrouped SELECT id FROM article;

CREATE TRIGGER version_ungrouped AFTER INSERT ON version BEGIN
  INSERT OR IGNORE INTO ungrouped VALUES (NEW.article_id);
END;
CREATE TRIGGER statement_ungrouped AFTER INSERT ON statement BEGIN
  INSERT OR IGNORE INTO ungrouped SELECT v.article_id FROM version v WHERE v.id = NEW.version_id
    AND NOT EXISTS (SELECT 1 FROM version w WHERE w.article_id = v.article_id AND w.number > v.number);
END;
CREATE TRIGGER succession_ungrouped AFTER INSERT ON succession BEGIN
  INSERT OR IGNORE INTO ungrouped SELECT v.article_id FROM statement s JOIN version v ON v.id = s.version_id
    WHERE s.id = NEW.old_id
    AND NOT EXISTS (SELECT 1 FROM version w WHERE w.article_id = v.article_id AND w.number > v.number);
END;

-- passed_over: An article that could not be put into a story or matched, for an error in onrecord. State.
CREATE TABLE passed_over (
  article_id INTEGER PRIMARY KEY REFERENCES article, -- the article
  reason TEXT NOT NULL, -- what went wrong
  code TEXT NOT NULL, -- version of onrecord; another one tries again
  recorded_at TEXT NOT NULL -- when
) STRICT;
