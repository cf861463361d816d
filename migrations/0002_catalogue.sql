-- Every version of every service ever published. A row is never changed: a dossier stays on its version.
CREATE TABLE service_version (
  service text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  -- SHA-256 of the definition's canonical JSON (RFC 8785): what tells a new version from the same one published again.
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  -- json, not jsonb: the order of stages, rules and amounts is the author's.
  definition json NOT NULL,
  published_at timestamptz(3) NOT NULL,
  PRIMARY KEY (service, version)
);
