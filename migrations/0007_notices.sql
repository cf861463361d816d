-- The inbox: what was said to a person, in the order of what happened. The words are the reader's language's, made when
-- it is shown.
CREATE TABLE notice (
  person text NOT NULL,
  id uuid NOT NULL,
  dossier uuid NOT NULL,
  service text NOT NULL,
  version integer NOT NULL,
  number text NOT NULL,
  kind text NOT NULL,
  details jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (person, id)
);

-- What a person has read is their own doing: an inbox that is rebuilt from the ledger keeps it.
CREATE TABLE notice_read (
  person text NOT NULL,
  id uuid NOT NULL,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (person, id)
);
