-- The units of an organisation: names that its agents gave, under ids that stay when a name changes.
CREATE TABLE organisation_unit (
  organisation text NOT NULL,
  id text NOT NULL,
  name text NOT NULL,
  opened_on date NOT NULL,
  closed_on date,
  PRIMARY KEY (organisation, id)
);

-- An administrative process in its organisation's inventory. The columns are what lists, filters and totals read; its
-- steps are in the body. `services`: every service that it is or was tied to; the body says until when.
CREATE TABLE process (
  organisation text NOT NULL,
  id uuid NOT NULL,
  revision integer NOT NULL,
  status text NOT NULL,
  name text NOT NULL,
  -- The name without case nor accents, as it is searched.
  folded text NOT NULL,
  unit text NOT NULL,
  services text[] NOT NULL,
  -- What was last said of it for the barometer; null when nothing was yet.
  paper text,
  observed boolean NOT NULL,
  pages integer,
  hours integer,
  -- What keeps its paper: `law`, `system`, `habit`; and the articles of law, as they are written.
  obstacles text[] NOT NULL,
  articles text[] NOT NULL,
  changed_on date NOT NULL,
  body jsonb NOT NULL,
  PRIMARY KEY (organisation, id)
);

-- Paper that was met where services run here: read from the sealed events, rebuilt from them. No person, no dossier.
CREATE TABLE process_paper_seen (
  organisation text NOT NULL,
  service text NOT NULL,
  day date NOT NULL,
  stage text NOT NULL,
  times integer NOT NULL,
  PRIMARY KEY (organisation, service, day, stage)
);

-- What a unit declared of its employees for a quarter. A correction is another revision; none is ever taken out.
CREATE TABLE workplace (
  organisation text NOT NULL,
  unit text NOT NULL,
  quarter text NOT NULL,
  revision integer NOT NULL,
  employees integer NOT NULL,
  mobile integer NOT NULL,
  suite integer NOT NULL,
  signature integer NOT NULL,
  paperless integer NOT NULL,
  agile integer NOT NULL,
  whole integer NOT NULL,
  declared_at timestamptz(3) NOT NULL,
  declared_by text NOT NULL,
  PRIMARY KEY (organisation, unit, quarter, revision)
);

-- The agents who did something on the platform in a quarter: read from the sealed events, rebuilt from them.
CREATE TABLE workplace_agent_seen (
  organisation text NOT NULL,
  quarter text NOT NULL,
  agent text NOT NULL,
  PRIMARY KEY (organisation, quarter, agent)
);
