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
