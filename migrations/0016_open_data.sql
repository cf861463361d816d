-- The inventory of data and what is published of it (docs/decisions/0038-an-inventory-that-counts-what-is-not-published.md).

-- One entry of an organisation's inventory, under the stream of its events, which follows from its id (`dataset`). `body`
-- is the whole of it; the columns are what lists look for. `title` and `search` are without case or accents; `made_by` is
-- the key of the form that made it.
CREATE TABLE dataset (
  stream uuid PRIMARY KEY,
  dataset text NOT NULL,
  organisation text NOT NULL,
  revision int NOT NULL,
  state text NOT NULL,
  title text NOT NULL,
  theme text NOT NULL,
  licence text,
  formats text[] NOT NULL,
  high_potential boolean NOT NULL,
  quality text NOT NULL,
  sensitivity text NOT NULL,
  search text NOT NULL,
  made_by uuid NOT NULL,
  -- When somebody of the organisation last did something to it.
  touched_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  body jsonb NOT NULL
);
CREATE INDEX dataset_organisation ON dataset (organisation, title);
CREATE INDEX dataset_updated ON dataset (updated_at DESC);

-- What changed, for those who follow: written with the act. No word of anybody.
CREATE TABLE dataset_change (
  stream uuid NOT NULL,
  id uuid NOT NULL,
  dataset text NOT NULL,
  organisation text NOT NULL,
  kind text NOT NULL,
  distribution uuid,
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (stream, id)
);
CREATE INDEX dataset_change_at ON dataset_change (at DESC, id DESC);

-- A published distribution that is to be looked at every day, and by which process it is being looked at. `host` is whom
-- the check asks: one question at a time, whichever process asks it.
CREATE TABLE dataset_watch (
  stream uuid NOT NULL,
  distribution uuid NOT NULL,
  host text NOT NULL,
  next_at timestamptz(3) NOT NULL,
  checked_at timestamptz(3),
  held_until timestamptz(3),
  -- Downloads that failed since the last one that did not.
  failures int NOT NULL DEFAULT 0,
  -- What the server said of the version that was read, to ask only for another one.
  etag text,
  modified text,
  digest text,
  PRIMARY KEY (stream, distribution)
);
CREATE INDEX dataset_watch_next ON dataset_watch (next_at);

-- What each check found; the last ninety of each distribution.
CREATE TABLE dataset_check (
  stream uuid NOT NULL,
  distribution uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  body jsonb NOT NULL,
  PRIMARY KEY (stream, distribution, at)
);
