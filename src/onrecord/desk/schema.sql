-- The desk: what belongs to the people who work with a ledger. A file of its own beside it, so that the ledger can be
-- given away alone.

-- Who may log in. Where nobody stands here, whoever reaches the explorer may do all.
CREATE TABLE IF NOT EXISTS account (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- a number that a removed account had is never given to another
    name TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE, -- the name without what the eye passes over: case, forms of one letter
    role TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'admin')),
    password TEXT, -- as argon2id writes it: parameters, salt, hash; NULL: this account cannot log in
    made_at TEXT NOT NULL
) STRICT;

-- Who is logged in. The token itself stands in the browser's cookie alone.
CREATE TABLE IF NOT EXISTS session (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32), -- SHA-256
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    made_at TEXT NOT NULL,
    seen_at TEXT NOT NULL, -- to a minute
    browser TEXT -- what it called itself, so that people know their own
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS session_account ON session (account);

-- When somebody was here: `before_at` is the last request of the visit before the one that goes on.
CREATE TABLE IF NOT EXISTS visit (
    account INTEGER PRIMARY KEY, -- 0: the person at a desk without accounts
    visited_at TEXT NOT NULL, -- to a minute
    before_at TEXT
) STRICT;

-- Tokens for programs that use the API. What is kept cannot be used to ask.
CREATE TABLE IF NOT EXISTS api_token (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32), -- SHA-256
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    made_at TEXT NOT NULL,
    used_at TEXT -- to an hour
) STRICT;
CREATE INDEX IF NOT EXISTS api_token_account ON api_token (account);

-- Keys of this desk, made when they are first needed; "form" signs what forms have to bring back.
CREATE TABLE IF NOT EXISTS secret (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Searches that people keep under a name, each their own; a name once a person.
CREATE TABLE IF NOT EXISTS saved_search (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- a number that a deleted search had is never given to another
    account_id INTEGER REFERENCES account ON DELETE CASCADE, -- NULL: of the person at a desk without accounts
    name TEXT NOT NULL,
    query TEXT NOT NULL, -- what stands behind the question mark of its address
    created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS saved_search_name ON saved_search (coalesce(account_id, 0), name);

-- Topics that people follow: a query under a name.
CREATE TABLE IF NOT EXISTS topic (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- a number that a removed topic had is never given to another
    key TEXT NOT NULL UNIQUE, -- stands in addresses: made from the first name, and kept when that changes
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE, -- the name without what the eye passes over: case, forms of one letter
    asked TEXT NOT NULL CHECK (json_valid(asked)), -- [[option, text], …]: what the ledger is asked
    feeds TEXT NOT NULL CHECK (json_valid(feeds)), -- [address, …]
    is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)), -- whether everybody may subscribe
    made_by TEXT, -- the account's name at that time
    made_at TEXT NOT NULL
) STRICT;

-- How far a person has been told by digests made by hand: the number of a change in the ledger's change log.
CREATE TABLE IF NOT EXISTS topic_told (
    topic INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    who TEXT NOT NULL,
    cursor INTEGER NOT NULL CHECK (cursor >= 0),
    PRIMARY KEY (topic, who)
) STRICT, WITHOUT ROWID;

-- Readers of newsletters. Their addresses stand here and in the outbox, nowhere else.
CREATE TABLE IF NOT EXISTS subscriber (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL, -- as it was written
    key TEXT NOT NULL UNIQUE, -- in small letters
    made_at TEXT NOT NULL,
    confirmed_at TEXT, -- when the first subscription was confirmed; NULL: none yet
    paused_why TEXT, -- NULL: not paused
    bounces INTEGER NOT NULL DEFAULT 0 -- temporary failures in a row
) STRICT;

CREATE TABLE IF NOT EXISTS subscription (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- stands in links and Message-IDs: never given to another
    subscriber INTEGER NOT NULL REFERENCES subscriber ON DELETE CASCADE,
    topic INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    rhythm TEXT NOT NULL CHECK (rhythm IN ('at-once', 'daily', 'weekly')),
    cursor INTEGER NOT NULL CHECK (cursor >= 0), -- changes up to this number are sent or in the outbox
    last_period TEXT, -- the day, week or change that the last digest was for
    made_at TEXT NOT NULL,
    confirmed_at TEXT, -- NULL: asked for, not confirmed
    UNIQUE (subscriber, topic)
) STRICT;
CREATE INDEX IF NOT EXISTS subscription_topic ON subscription (topic);

-- Who follows nothing any more is not kept.
CREATE TRIGGER IF NOT EXISTS subscriber_leaves AFTER DELETE ON subscription BEGIN
    DELETE FROM subscriber WHERE id = old.subscriber
        AND NOT EXISTS (SELECT 1 FROM subscription WHERE subscriber = old.subscriber);
END;

-- Mails to be sent, and for some weeks those that were. A mail is written here in the same transaction in which the
-- cursor of its subscription moves, and leaves with its subscription.
CREATE TABLE IF NOT EXISTS mail (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL UNIQUE, -- the same when the same is queued or sent again
    "to" TEXT NOT NULL,
    queued_at TEXT NOT NULL,
    due_at TEXT NOT NULL, -- '': at once
    attempts INTEGER NOT NULL DEFAULT 0,
    sent_at TEXT,
    failed_at TEXT, -- given up
    problem TEXT, -- of the last attempt
    subscription INTEGER REFERENCES subscription ON DELETE CASCADE,
    body BLOB NOT NULL -- the whole message; emptied when it has been sent; last, so that the rest is found fast
) STRICT;
CREATE INDEX IF NOT EXISTS mail_waiting ON mail (id) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX IF NOT EXISTS mail_to ON mail (lower("to"));
CREATE INDEX IF NOT EXISTS mail_subscription ON mail (subscription);

-- Programs that are told of changes of a topic.
CREATE TABLE IF NOT EXISTS hook (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    topic INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    url TEXT NOT NULL,
    secret BLOB NOT NULL CHECK (length(secret) = 32), -- signs what is sent
    cursor INTEGER NOT NULL CHECK (cursor >= 0), -- changes up to this number were taken
    failures INTEGER NOT NULL DEFAULT 0, -- in a row
    due_at TEXT, -- not before; NULL: at once
    paused_why TEXT, -- NULL: not paused
    made_at TEXT NOT NULL,
    failing_since TEXT, -- the first of these failures
    problem TEXT, -- the last of these failures
    UNIQUE (topic, url)
) STRICT;
