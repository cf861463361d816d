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
  read_at timestamptz,
  PRIMARY KEY (person, id)
);
CREATE INDEX notice_unread ON notice (person) WHERE read_at IS NULL;
