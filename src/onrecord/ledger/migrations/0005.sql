-- The ledger, version 5: what a source said is counted by time and act without a look at its lines or at their texts.

DROP INDEX statement_entity;
CREATE INDEX statement_entity ON statement (entity_id, said_from, said_to, act, version_id)
  WHERE entity_id IS NOT NULL;

-- A version's own row holds its text before its time of publication: to read past that is dear.
CREATE INDEX version_published ON version (id, published_at, article_id, outlet);

-- Who stands on the other side of a claim.
CREATE INDEX stance_claim ON stance (claim_id, kind);

-- What was split off from a source, to be taken back.
CREATE INDEX run_split ON run (id) WHERE json_extract(settings, '$.split') IS NOT NULL;
