-- Volumes counted outside the platform, and inventories of somebody else (docs/decisions/0046-volumes-from-elsewhere.md).

-- One import: a file of volumes that an organisation sends, or an inventory (`organisation` is then its source). What is
-- said of it beside its status is in `said`, in JSON. `done` of `todo` rows: how far the step under way has come.
CREATE TABLE volume_import (
  organisation text NOT NULL,
  id uuid NOT NULL,
  revision int NOT NULL DEFAULT 0,
  status text NOT NULL,
  digest text NOT NULL,
  sent_at timestamptz(3) NOT NULL,
  done int NOT NULL DEFAULT 0,
  todo int NOT NULL DEFAULT 0,
  said text NOT NULL,
  PRIMARY KEY (organisation, id)
);
CREATE INDEX volume_import_status ON volume_import (status) WHERE status IN ('received', 'confirmed', 'undoing');

-- The rows of a file as they were read, until it is applied or dropped. `line` is the line of the file.
CREATE TABLE volume_row (
  organisation text NOT NULL,
  import uuid NOT NULL,
  line int NOT NULL,
  service text NOT NULL,
  month text NOT NULL,
  channel text NOT NULL,
  count text NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (organisation, import, line)
);

-- What the rows that hold come to: one cell for a service, a month and a channel, with the line where it came first.
CREATE TABLE volume_read (
  organisation text NOT NULL,
  import uuid NOT NULL,
  service text NOT NULL,
  month text NOT NULL,
  channel text NOT NULL,
  count bigint NOT NULL,
  line int NOT NULL,
  PRIMARY KEY (organisation, import, service, month, channel)
);

-- What is wrong in a file: the first thousand, each with its line and what was read; all are counted in the import.
CREATE TABLE volume_fault (
  organisation text NOT NULL,
  import uuid NOT NULL,
  line int NOT NULL,
  "column" text NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  about text NOT NULL,
  PRIMARY KEY (organisation, import, line, "column")
);

-- What is counted now: the sum of all that was imported and not undone.
CREATE TABLE volume_count (
  organisation text NOT NULL,
  service text NOT NULL,
  month text NOT NULL,
  channel text NOT NULL,
  provenance text NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (organisation, service, month, channel)
);

-- What each import changed, to undo it; `at` orders imports of the same cell. No `before`: nothing was counted.
CREATE TABLE volume_change (
  organisation text NOT NULL,
  import uuid NOT NULL,
  service text NOT NULL,
  month text NOT NULL,
  channel text NOT NULL,
  before bigint,
  before_provenance text,
  after bigint NOT NULL,
  after_provenance text NOT NULL,
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (organisation, import, service, month, channel)
);
CREATE INDEX volume_change_cell ON volume_change (organisation, service, month, channel, at);

-- Somebody else's inventory, by its source: services as they stood in each year, who took part, what improved, and the
-- names under which services and organisations were published. `year` is the one in which the year ends.
CREATE TABLE inventory_year (
  source text NOT NULL,
  service text NOT NULL,
  year int NOT NULL,
  organisation text NOT NULL,
  digital boolean NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  version int,
  PRIMARY KEY (source, service, year)
);
CREATE TABLE inventory_part (
  source text NOT NULL,
  organisation text NOT NULL,
  year int NOT NULL,
  last_day date NOT NULL,
  PRIMARY KEY (source, organisation, year)
);
CREATE TABLE inventory_improvement (
  source text NOT NULL,
  service text NOT NULL,
  day date NOT NULL,
  PRIMARY KEY (source, service, day)
);
CREATE TABLE inventory_name (
  source text NOT NULL,
  kind text NOT NULL,
  id text NOT NULL,
  published text NOT NULL,
  fr text NOT NULL,
  en text NOT NULL,
  PRIMARY KEY (source, kind, id)
);

-- Figures of years that were taken over, computed up to an event of the ledger, to be shown as history.
CREATE TABLE barometer_year (
  day date NOT NULL,
  target int NOT NULL,
  part text NOT NULL,
  version int NOT NULL,
  head bigint NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (day, target, part)
);
