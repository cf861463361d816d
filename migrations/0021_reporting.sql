-- What the central secretariat wrote to organisations that are late: each once. Its mail, where mail is sent, is a row of
-- `mail` under the same id.
CREATE TABLE organisation_reminder (
  organisation text NOT NULL,
  id uuid NOT NULL,
  -- The part of an organisation's space that it is about.
  subject text NOT NULL,
  text text NOT NULL,
  -- The agent of the secretariat.
  by text NOT NULL,
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (organisation, id)
);
CREATE INDEX organisation_reminder_at ON organisation_reminder (at);

-- Yearly reports (G-1.03, s. 12.10 and following), as they were published: nothing of them ever changes.
CREATE TABLE yearly_report (
  year int PRIMARY KEY,
  -- The publication of measures whose figures it holds.
  publication text NOT NULL,
  by text NOT NULL,
  published_at timestamptz(3) NOT NULL
);
CREATE TABLE yearly_report_file (
  year int NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  sha256 text NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (year, name)
);
