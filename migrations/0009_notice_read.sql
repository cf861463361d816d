-- What a person has read is their own doing: an inbox that is rebuilt from the ledger keeps it.
CREATE TABLE notice_read (
  person text NOT NULL,
  id uuid NOT NULL,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (person, id)
);
INSERT INTO notice_read (person, id, read_at) SELECT person, id, read_at FROM notice WHERE read_at IS NOT NULL;
DROP INDEX notice_unread;
ALTER TABLE notice DROP COLUMN read_at;
