-- Evidence and signing keys. Content is stored once under its own digest, in parts that a slow line can stream, and is
-- durable before the act that mentions it.
CREATE TABLE content (
  digest text PRIMARY KEY,
  type text NOT NULL,
  size integer NOT NULL,
  stored_at timestamptz NOT NULL
);

CREATE TABLE content_part (
  digest text NOT NULL,
  part integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (digest, part)
);

-- The keys that sign what is handed out. A key that the operator keeps elsewhere has only its public part here.
CREATE TABLE signing_key (
  id text PRIMARY KEY,
  jwk jsonb NOT NULL,
  made_at timestamptz NOT NULL
);
