-- The ledger, version 3: what people decide about statements, sources and claims. Each decision is a line.

-- review: What a person thought of a line: accepted it, noted something, or took such a decision back.
CREATE TABLE review (
  id INTEGER PRIMARY KEY, -- the decision
  statement_key TEXT NOT NULL, -- the statement: it outlives a re-reading
  statement_id INTEGER NOT NULL REFERENCES statement, -- the line that was looked at
  kind TEXT NOT NULL, -- "accept", "note", "undo"
  note TEXT, -- a person's words
  undoes INTEGER REFERENCES review, -- of "undo": the decision that is taken back
  run_id INTEGER NOT NULL REFERENCES run, -- by whom: the run's person
  recorded_at TEXT NOT NULL -- when
) STRICT;
CREATE INDEX review_statement ON review (statement_key);
CREATE INDEX review_line ON review (statement_id);
CREATE INDEX review_undoes ON review (undoes) WHERE undoes IS NOT NULL;

-- entity_merge: That an entity is one with another, or by itself again. The last of an entity holds.
CREATE TABLE entity_merge (
  id INTEGER PRIMARY KEY, -- the decision
  entity_id INTEGER NOT NULL REFERENCES entity, -- the entity
  into_id INTEGER REFERENCES entity, -- the one that it is the same as from now on; NULL: none, it is by itself
  note TEXT, -- a person's reason
  run_id INTEGER NOT NULL REFERENCES run, -- by whom: the run's person
  recorded_at TEXT NOT NULL -- when
) STRICT;
CREATE INDEX entity_merge_entity ON entity_merge (entity_id);

-- entity_now: The entity that each merged one is part of, however many steps away. State: follows from entity_merge.
CREATE TABLE entity_now (
  entity_id INTEGER PRIMARY KEY REFERENCES entity, -- the entity that was merged
  now_id INTEGER NOT NULL REFERENCES entity -- the one that it is part of
) STRICT;
CREATE INDEX entity_now_now ON entity_now (now_id);

-- claim_decision: That two claims are one, or that a statement is of another claim than it was matched with. They are
-- named by statements, which outlive their ids, and hold in the order in which their runs began.
CREATE TABLE claim_decision (
  id INTEGER PRIMARY KEY, -- the decision
  kind TEXT NOT NULL, -- "merge", "split", "undo"
  statement_key TEXT, -- merge: a statement of the claim that goes; split: the statement that leaves
  other_key TEXT, -- a statement of the claim that it goes into, or that the other leaves
  into_key TEXT, -- split: a statement of the claim that it goes to; NULL: it founds its own
  claim_id INTEGER, -- the claim that goes or that is left, by its number when this was decided
  into_id INTEGER, -- the claim that it goes to, likewise
  undoes INTEGER REFERENCES claim_decision, -- of "undo": the decision that is taken back
  note TEXT, -- a person's reason
  run_id INTEGER NOT NULL REFERENCES run, -- by whom: the run's person
  recorded_at TEXT NOT NULL -- when
) STRICT;
CREATE INDEX claim_decision_statement ON claim_decision (statement_key);
CREATE INDEX claim_decision_other ON claim_decision (other_key);
CREATE INDEX claim_decision_claim ON claim_decision (claim_id);
CREATE INDEX claim_decision_into ON claim_decision (into_id);
CREATE INDEX claim_decision_run ON claim_decision (run_id);
CREATE INDEX claim_decision_undoes ON claim_decision (undoes) WHERE undoes IS NOT NULL;

-- matched_stance: Where a line stood as it was matched, if claim_decision made something else of it. State, not record.
CREATE TABLE matched_stance (
  statement_id INTEGER NOT NULL REFERENCES statement, -- the line
  claim_id INTEGER NOT NULL, -- the claim
  kind INTEGER NOT NULL, -- as in stance
  score INTEGER NOT NULL, -- as in stance
  day INTEGER NOT NULL, -- as in stance
  PRIMARY KEY (statement_id, claim_id)
) STRICT, WITHOUT ROWID;

-- What a source said by time and act is counted without a look at its lines.
DROP INDEX statement_entity;
CREATE INDEX statement_entity ON statement (entity_id, said_from, act, version_id) WHERE entity_id IS NOT NULL;
