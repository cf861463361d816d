-- The ledger as a public log (docs/decisions/0019-the-log.md) and what its events count for (0020).

-- Canonical JSON of closed values; it stays when the content is erased. Null: the event counts in no figure.
ALTER TABLE event ADD COLUMN measure text;

-- What the log holds of an event: SHA-256 of its canonical envelope, in which there is now a measure.
ALTER TABLE seal RENAME COLUMN leaf TO entry;
UPDATE seal SET entry = sha256(convert_to(
  '{"actor":' || to_json(e.actor)
  || ',"at":"' || to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  || '","channel":' || to_json(e.channel)
  || ',"commitment":"' || encode(e.commitment, 'hex')
  || '","id":"' || e.id
  || '","kind":' || to_json(e.kind)
  || ',"measure":null,"onBehalfOf":' || coalesce(to_json(e.on_behalf_of)::text, 'null')
  || ',"seq":' || e.seq
  || ',"stream":"' || e.stream || '"}', 'UTF8'))
FROM event e WHERE e.stream = seal.stream AND e.seq = seal.seq;

-- Which log this is. The key is the operator's when `secret` is null. `held` says why nothing is signed.
CREATE TABLE log (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  origin text NOT NULL CHECK (origin <> ''),
  public_key bytea NOT NULL CHECK (length(public_key) = 32),
  secret bytea CHECK (length(secret) = 32),
  held text,
  made_at timestamptz(3) NOT NULL
);

-- C2SP tlog-tiles: up to 256 hashes of 32 bytes. A tile only ever grows at its end.
CREATE TABLE tile (
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 63),
  n bigint NOT NULL CHECK (n >= 0),
  hashes bytea NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
  PRIMARY KEY (level, n)
);
-- Hashes do not compress: keep them beside the table at once, not after having tried.
ALTER TABLE tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- What was signed: the whole note, so that it is served as it was published.
CREATE TABLE checkpoint (
  size bigint PRIMARY KEY CHECK (size >= 0),
  root bytea NOT NULL CHECK (length(root) = 32),
  note text NOT NULL,
  at timestamptz(3) NOT NULL
);

-- Whose cosignatures are accepted, by verifier key (C2SP signed-note).
CREATE TABLE witness (
  vkey text PRIMARY KEY,
  name text NOT NULL,
  added_at timestamptz(3) NOT NULL
);

CREATE TABLE cosignature (
  size bigint NOT NULL REFERENCES checkpoint (size),
  vkey text NOT NULL REFERENCES witness (vkey),
  line text NOT NULL,
  signed_at timestamptz(3) NOT NULL,
  PRIMARY KEY (size, vkey)
);
