-- Conversations, schema 2: what replicas share for a short while. (partition, digest) is place_of_note().

-- Kept values, and when their time ends.
CREATE TABLE notes (
    partition INTEGER NOT NULL,
    digest    TEXT    NOT NULL,
    until     INTEGER NOT NULL,
    sealed    BLOB    NOT NULL,
    PRIMARY KEY (partition, digest)
) STRICT;

-- Claimed names, and when anybody may claim them again.
CREATE TABLE note_claims (
    partition INTEGER NOT NULL,
    digest    TEXT    NOT NULL,
    until     INTEGER NOT NULL,
    PRIMARY KEY (partition, digest)
) STRICT, WITHOUT ROWID;
