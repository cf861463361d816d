-- The ledger: everything that happened (docs/decisions/0003-ledger-order-and-leaf.md).

-- Inserted by an act in its own transaction, never changed after, but for an erasure (body and salt become null).
CREATE TABLE event (
  stream uuid NOT NULL,
  seq int NOT NULL CHECK (seq > 0),
  id uuid NOT NULL,
  kind text NOT NULL,
  body jsonb,
  actor text NOT NULL,
  on_behalf_of text,
  channel text NOT NULL,
  -- Milliseconds: what the application's dates hold, so that the leaf covers the whole of it.
  at timestamptz(3) NOT NULL,
  salt bytea CHECK (length(salt) = 16),
  commitment bytea NOT NULL CHECK (length(commitment) = 32),
  -- The transaction that wrote it: how the sealer knows what it has not seen yet.
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (stream, seq),
  CHECK ((body IS NULL) = (salt IS NULL))
);
CREATE INDEX event_xid ON event (xid);

-- The order of events: dense from 0, given by the sealer.
CREATE TABLE seal (
  idx bigint PRIMARY KEY CHECK (idx >= 0),
  stream uuid NOT NULL,
  seq int NOT NULL,
  -- RFC 6962's hash of the leaf: what a Merkle tree over the ledger is built from.
  leaf bytea NOT NULL CHECK (length(leaf) = 32),
  sealed_at timestamptz(3) NOT NULL,
  UNIQUE (stream, seq)
);

-- Where the sealer stands: the next index, and the snapshot up to which every event is sealed.
-- No row is written here: a database that was migrated and never used is empty.
CREATE TABLE sealer (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  next bigint NOT NULL,
  seen pg_snapshot NOT NULL
);

-- Where each reader stands; `cursor` is the next index it will read.
CREATE TABLE subscription (
  name text PRIMARY KEY,
  cursor bigint NOT NULL DEFAULT 0,
  attempts int NOT NULL DEFAULT 0,
  retry_at timestamptz,
  error text
);

-- Events that a reader gave up on, waiting for somebody to look.
CREATE TABLE dead_letter (
  subscription text NOT NULL,
  idx bigint NOT NULL,
  stream uuid NOT NULL,
  seq int NOT NULL,
  kind text NOT NULL,
  error text NOT NULL,
  attempts int NOT NULL,
  at timestamptz(3) NOT NULL,
  retry_asked_at timestamptz(3),
  resolved_at timestamptz(3),
  PRIMARY KEY (subscription, idx)
);
CREATE INDEX dead_letter_asked ON dead_letter (subscription, idx)
  WHERE retry_asked_at IS NOT NULL AND resolved_at IS NULL;
