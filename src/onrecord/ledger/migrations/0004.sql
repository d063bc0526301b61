-- The ledger, version 4: which lines wait for a reviewer, and the ways to what persons decided.

-- waiting: The current lines that a machine made and that no person has decided on. State: follows from the lines.
CREATE TABLE waiting (
  statement_id INTEGER PRIMARY KEY REFERENCES statement, -- the line
  score REAL NOT NULL -- its score: the least sure are looked at first
) STRICT;
CREATE INDEX waiting_score ON waiting (score, statement_id);
INSERT INTO waiting SELECT s.id, s.score
FROM statement s JOIN run r ON r.id = s.run_id JOIN reading g ON g.id = s.reading_id
WHERE r.command <> 'correct' AND g.model <> 'noted by hand'
  AND NOT EXISTS (SELECT 1 FROM succession c WHERE c.old_id = s.id)
  AND NOT EXISTS (SELECT 1 FROM review w WHERE w.statement_id = s.id AND w.kind = 'accept');

CREATE TRIGGER statement_waits AFTER INSERT ON statement
WHEN (SELECT command FROM run WHERE id = NEW.run_id) <> 'correct'
  AND (SELECT model FROM reading WHERE id = NEW.reading_id) <> 'noted by hand'
BEGIN
  INSERT INTO waiting VALUES (NEW.id, NEW.score);
END;
CREATE TRIGGER succession_waits AFTER INSERT ON succession BEGIN
  -- What is split off from a source, with others, was not looked at by itself: it goes on waiting.
  INSERT OR IGNORE INTO waiting SELECT NEW.new_id, score FROM waiting
    WHERE statement_id = NEW.old_id AND NEW.why = 'correction'
      AND (SELECT json_extract(settings, '$.split') FROM run WHERE id = NEW.run_id) IS NOT NULL;
  DELETE FROM waiting WHERE statement_id = NEW.old_id;
END;
CREATE TRIGGER review_waits AFTER INSERT ON review WHEN NEW.kind = 'accept' BEGIN
  DELETE FROM waiting WHERE statement_id = NEW.statement_id;
END;

-- What persons decided is found without a look at what machines did: by the run, and by whose it is.
CREATE INDEX succession_decided ON succession (run_id) WHERE why IN ('correction', 'withdrawal');
CREATE INDEX review_run ON review (run_id);
CREATE INDEX run_decided ON run (id) WHERE command IN ('correct', 'review');
CREATE INDEX run_person ON run (person, id) WHERE command IN ('correct', 'review');
