-- The barometer: all of it but what was published can be emptied and computed again from the ledger.

-- What the targets count, summed (docs/decisions/0021): so many things of one sort, on one day. `attributes` is the
-- canonical JSON of the rest. The organisation comes first: its cells lie together, wherever the table is cut.
CREATE TABLE measure_cell (
  organisation text NOT NULL,
  unit text NOT NULL,
  kind text NOT NULL,
  day date NOT NULL,
  attributes text NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (organisation, unit, kind, day, attributes)
);

-- How many events were counted, by kind; `unreadable` are those whose measure said nothing that could be read.
CREATE TABLE measured_event (
  kind text PRIMARY KEY,
  events bigint NOT NULL,
  unreadable bigint NOT NULL
);

-- How far the cells have come (`head`: every event before it is counted), and since which beginning: another `epoch`
-- says that what a process holds in memory is of other cells.
CREATE TABLE barometer_state (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  epoch uuid NOT NULL,
  head bigint NOT NULL
);

-- Of which cells and of which day the figures below are; one more edition each time they are computed.
CREATE TABLE barometer_edition (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  edition bigint NOT NULL,
  epoch uuid NOT NULL,
  head bigint NOT NULL,
  day date NOT NULL,
  root text,
  definitions text NOT NULL,
  -- Whether the trend is of the same cells; else it follows.
  complete boolean NOT NULL,
  computed_at timestamptz(3) NOT NULL
);

-- What pages read. `part` is 'figure', 'series', 'needs' or a unit's ('unit:…'); the organisation is '' for all together.
CREATE TABLE barometer_figure (
  organisation text NOT NULL,
  target int NOT NULL,
  part text NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (organisation, target, part)
);

-- What was published stays as it was. What proves that the ledger holds it comes once a head is signed that does.
CREATE TABLE publication (
  day date NOT NULL,
  revision int NOT NULL,
  event uuid NOT NULL,
  manifest bytea NOT NULL,
  digest text NOT NULL,
  content text NOT NULL,
  head bigint NOT NULL,
  root text,
  published_at timestamptz(3) NOT NULL,
  proof bytea,
  -- Hashes that show that the signed head goes on from the one that the measures were counted up to.
  consistency bytea,
  PRIMARY KEY (day, revision)
);

CREATE TABLE publication_file (
  day date NOT NULL,
  revision int NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  sha256 text NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (day, revision, name)
);
