-- The feedback ledger, schema 1: one row per finished conversation. What an analyst needs is in clear and names nobody;
-- address, texts, comments, notes and event fields are in `sealed` (cipher.h). Times are milliseconds since the epoch, UTC.

CREATE TABLE ledger (
    number          INTEGER PRIMARY KEY,
    conversation_id TEXT    NOT NULL UNIQUE,
    revision        INTEGER NOT NULL,  -- rises when the customer wrote again afterwards
    recorded_at     INTEGER NOT NULL,
    channel         TEXT    NOT NULL,
    survey_id       TEXT    NOT NULL,
    survey_version  TEXT    NOT NULL,
    language        TEXT    NOT NULL,
    disposition     TEXT,
    end_reason      TEXT,
    created_at      INTEGER NOT NULL,
    began_at        INTEGER,
    ended_at        INTEGER,
    scores          TEXT    NOT NULL,  -- a JSON object: score by question id
    sealed          BLOB    NOT NULL
) STRICT;
CREATE INDEX ledger_survey ON ledger (survey_id, ended_at);
