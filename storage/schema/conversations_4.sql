-- Conversations, schema 4: work that fails. Names are Work::id().

-- How often it failed, and when last.
CREATE TABLE failures (
    partition INTEGER NOT NULL,
    name      TEXT    NOT NULL,
    count     INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (partition, name)
) STRICT, WITHOUT ROWID;

-- Work that was set aside for staff; `record` is what it is about, as it was sealed where it came
-- from; `attempts` how often sending it was begun.
CREATE TABLE dead_letters (
    partition INTEGER NOT NULL,
    name      TEXT    NOT NULL,
    tries     INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    sealed    BLOB    NOT NULL,
    record    BLOB,
    attempts  INTEGER NOT NULL,
    PRIMARY KEY (partition, name)
) STRICT;
CREATE INDEX dead_letters_at ON dead_letters (partition, at, name);
