-- Conversations, schema 5: who claimed a name; NULL for nobody known.
ALTER TABLE note_claims ADD COLUMN holder INTEGER;
