-- Conversations, schema 1. Times are milliseconds since the epoch, UTC; `sealed` is what cipher.h makes.
-- (partition, digest) is a ContactKey. Every table begins with it, so that one contact's work touches few pages.

CREATE TABLE contacts (
    partition INTEGER NOT NULL,
    digest    TEXT    NOT NULL,
    version   INTEGER NOT NULL,
    sealed    BLOB    NOT NULL,
    due       INTEGER,
    PRIMARY KEY (partition, digest)
) STRICT;
CREATE INDEX contacts_due ON contacts (partition, due) WHERE due IS NOT NULL;

-- Events that were applied.
CREATE TABLE marks (
    partition INTEGER NOT NULL,
    digest    TEXT    NOT NULL,
    mark      BLOB    NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (partition, digest, mark)
) STRICT, WITHOUT ROWID;

-- What is to be said.
CREATE TABLE messages (
    partition INTEGER NOT NULL,
    digest    TEXT    NOT NULL,
    number    INTEGER NOT NULL,
    attempts  INTEGER NOT NULL,
    tries     INTEGER NOT NULL,
    sealed    BLOB    NOT NULL,
    PRIMARY KEY (partition, digest, number)
) STRICT;

-- Contacts with something to be said, and from when on anybody may say it.
CREATE TABLE outboxes (
    partition INTEGER NOT NULL,
    digest    TEXT    NOT NULL,
    until     INTEGER NOT NULL,
    PRIMARY KEY (partition, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX outboxes_until ON outboxes (partition, until);

-- Finished conversations that the ledger may not have yet, and from when on anybody may hand them off.
CREATE TABLE finished (
    partition       INTEGER NOT NULL,
    conversation_id TEXT    NOT NULL,
    revision        INTEGER NOT NULL,
    until           INTEGER NOT NULL,
    sealed          BLOB    NOT NULL,
    PRIMARY KEY (partition, conversation_id, revision)
) STRICT;
CREATE INDEX finished_until ON finished (partition, until);

-- Providers' message ids, hashed: (partition, digest) is place_of_provider_id().
CREATE TABLE provider_ids (
    partition INTEGER NOT NULL,
    digest    TEXT    NOT NULL,
    contact   TEXT    NOT NULL,
    number    INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (partition, digest)
) STRICT, WITHOUT ROWID;
