-- Conversations, schema 3: who holds an outbox until its lease ends or another takes it; NULL for nobody.
ALTER TABLE outboxes ADD COLUMN holder INTEGER;
