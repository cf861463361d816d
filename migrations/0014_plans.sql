-- Transformation plans (docs/decisions/0034-a-plan-is-approved-its-progress-is-told.md).

-- One plan per organisation, under its stream. `body` holds the draft, what was submitted and approved of it, and what was
-- last told of its standing; `revision` counts its events, as a dossier's does.
CREATE TABLE plan (
  id uuid PRIMARY KEY,
  organisation text NOT NULL,
  revision int NOT NULL,
  body jsonb NOT NULL
);

-- What two of direction approved, never written again.
CREATE TABLE plan_version (
  plan uuid NOT NULL,
  number int NOT NULL,
  body jsonb NOT NULL,
  PRIMARY KEY (plan, number)
);

-- What was told of the measures and of the plan's own targets since: states, evidence, values, in the order of
-- `place`. Only added to.
CREATE TABLE plan_progress (
  plan uuid NOT NULL,
  id uuid NOT NULL,
  place int NOT NULL,
  body jsonb NOT NULL,
  PRIMARY KEY (plan, id)
);
