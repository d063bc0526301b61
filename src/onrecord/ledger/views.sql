-- Views with plain names, for Datasette, DuckDB and SQL by hand. They are made anew with every migration.
-- Without the casts a reader that asks for a column's type would be told none.

-- statement_list: The current lines: who said what, in which article.
CREATE VIEW statement_list AS
SELECT s.id AS number, s.said_at, CAST(coalesce(s.name, s.source) AS TEXT) AS who, s.role, s.kind, s.act, s.content, s.cue,
  s.quotation, s.type, s.certainty, s.polarity, s.ground, s.channel,
  CAST((SELECT group_concat(e.value, '; ') FROM statement_event e WHERE e.statement_id = s.id) AS TEXT) AS event_times,
  CAST((SELECT group_concat(p.name, '; ') FROM statement_place p WHERE p.statement_id = s.id) AS TEXT) AS places,
  s.score, v.headline, v.outlet, v.published_at, v.url, a.key AS article, v.number AS version,
  CAST(coalesce(CASE WHEN r.command = 'correct' THEN r.person END, g.model) AS TEXT) AS maker, s.recorded_at, s.key
FROM statement s JOIN version v ON v.id = s.version_id JOIN article a ON a.id = v.article_id
  JOIN run r ON r.id = s.run_id JOIN reading g ON g.id = s.reading_id
WHERE NOT EXISTS (SELECT 1 FROM succession c WHERE c.old_id = s.id);

-- statement_history: All lines that another line replaced or that were taken back, with the line in their place.
CREATE VIEW statement_history AS
SELECT c.old_id AS number, c.new_id AS replaced_by, c.why, c.note, r.command, r.person, c.recorded_at AS replaced_at,
  s.key, CAST(coalesce(s.name, s.source) AS TEXT) AS who, s.act, s.content
FROM succession c JOIN statement s ON s.id = c.old_id JOIN run r ON r.id = c.run_id;

-- article_list: The articles, each in its latest version.
CREATE VIEW article_list AS
SELECT a.key AS article, v.number AS version, v.headline, v.outlet, v.published_at, v.url, v.language,
  CAST((SELECT count(*) FROM statement s WHERE s.version_id = v.id
    AND NOT EXISTS (SELECT 1 FROM succession c WHERE c.old_id = s.id)) AS INTEGER) AS statements,
  CAST((SELECT count(*) FROM appearance p JOIN version w ON w.id = p.version_id
    WHERE w.article_id = a.id) AS INTEGER) AS appearances,
  t.article AS text_group, a.recorded_at
FROM article a JOIN version v ON v.article_id = a.id
  AND v.number = (SELECT max(number) FROM version w WHERE w.article_id = a.id)
  JOIN text_group t ON t.version_id = v.id;

-- text_group: Each text with the first text that it is a wire copy of: one group is one independent text.
CREATE VIEW text_group AS
WITH RECURSIVE up (version_id, first_id) AS (
  SELECT id, id FROM version
  UNION ALL
  SELECT up.version_id, w.of_version_id FROM up JOIN wire_copy w ON w.version_id = up.first_id
)
SELECT up.version_id, up.first_id AS first_version_id, a.key AS article
FROM up JOIN version v ON v.id = up.first_id JOIN article a ON a.id = v.article_id
WHERE NOT EXISTS (SELECT 1 FROM wire_copy w WHERE w.version_id = up.first_id);

-- appearance_list: Where each version was met.
CREATE VIEW appearance_list AS
SELECT a.key AS article, v.number AS version, p.outlet, p.headline, p.published_at, p.url, p.archive_url, p.origin,
  p.fetched_at, p.recorded_at
FROM appearance p JOIN version v ON v.id = p.version_id JOIN article a ON a.id = v.article_id;

-- source_list: Who speaks, with the names they were met under and how many current statements they have. Those that
-- people have made one are one.
CREATE VIEW source_list AS
SELECT e.key AS entity, CAST((SELECT group_concat(n.name, '; ') FROM (SELECT DISTINCT o.name FROM entity_name o
    WHERE o.entity_id = e.id OR o.entity_id IN (SELECT w.entity_id FROM entity_now w WHERE w.now_id = e.id)) n) AS TEXT) AS names,
  CAST(max(s.kind) AS TEXT) AS kind, CAST(count(*) AS INTEGER) AS statements,
  CAST(min(s.said_from) AS TEXT) AS first_said, CAST(max(s.said_to) AS TEXT) AS last_said
FROM statement s LEFT JOIN entity_now m ON m.entity_id = s.entity_id JOIN entity e ON e.id = coalesce(m.now_id, s.entity_id)
WHERE s.entity_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM succession c WHERE c.old_id = s.id) GROUP BY e.id;

-- figure_list: The figures of the current lines, with who gave them.
CREATE VIEW figure_list AS
SELECT s.id AS number, f.low, f.high, f.approximate, f.unit, f.counted, CAST(coalesce(s.name, s.source) AS TEXT) AS who, s.said_at,
  s.content, v.outlet, v.published_at, a.key AS article
FROM statement_figure sf JOIN figure f ON f.id = sf.figure_id JOIN statement s ON s.id = sf.statement_id
  JOIN version v ON v.id = s.version_id JOIN article a ON a.id = v.article_id
WHERE NOT EXISTS (SELECT 1 FROM succession c WHERE c.old_id = s.id);

-- difference_list: What changed in articles from one version to the next.
CREATE VIEW difference_list AS
SELECT a.key AS article, v.number AS version, d.change, CAST(coalesce(o.name, o.source) AS TEXT) AS who_before,
  o.content AS before, CAST(coalesce(n.name, n.source) AS TEXT) AS who_after, n.content AS after, v.recorded_at
FROM version_difference d JOIN version v ON v.id = d.version_id JOIN article a ON a.id = v.article_id
  LEFT JOIN statement o ON o.id = d.old_id LEFT JOIN statement n ON n.id = d.new_id;

-- refusal_list: What was not read, and why.
CREATE VIEW refusal_list AS
SELECT f.origin, f.stage, f.reason, f.advice, r.command, f.recorded_at FROM refusal f JOIN run r ON r.id = f.run_id;

-- run_list: What was done to the ledger, when, with which version of the program.
CREATE VIEW run_list AS
SELECT r.id AS run, r.command, r.started_at, e.ended_at, CAST(coalesce(e.outcome, 'not ended') AS TEXT) AS outcome, r.person, r.code,
  CAST((SELECT group_concat(DISTINCT g.model) FROM reading g WHERE g.run_id = r.id) AS TEXT) AS models, r.settings
FROM run r LEFT JOIN run_end e ON e.run_id = r.id;

-- story_list: The stories, with how many articles each has.
CREATE VIEW story_list AS
SELECT s.key AS story, s.title, CAST((SELECT count(*) FROM member m WHERE m.story_id = s.id) AS INTEGER) AS articles,
  a.key AS last_article
FROM story s LEFT JOIN article a ON a.id = s.last_article_id;

-- story_history: Which article came into which story, when, from which, and why.
CREATE VIEW story_history AS
SELECT a.key AS article, l.story, l.before, l.why, l.recorded_at FROM story_line l JOIN article a ON a.id = l.article_id;

-- stance_list: Where each statement stands to the claims of its story.
CREATE VIEW stance_list AS
SELECT CAST(printf('c%010x', x.claim_id) AS TEXT) AS claim, y.key AS story, CAST(coalesce(s.name, s.source) AS TEXT) AS who,
  CAST(CASE x.kind WHEN 0 THEN 'supports' WHEN 1 THEN 'disputes' WHEN 2 THEN 'queries' WHEN 3 THEN 'mentions'
    WHEN 4 THEN 'declines' ELSE 'non-denial' END AS TEXT) AS stance,
  CAST(x.score / 1000.0 AS REAL) AS score, s.content, s.said_at, a.key AS article, s.id AS number, s.key AS statement
FROM stance x JOIN claim c ON c.id = x.claim_id JOIN story y ON y.id = c.story_id
  JOIN statement s ON s.id = x.statement_id JOIN version v ON v.id = s.version_id JOIN article a ON a.id = v.article_id;
