-- What organisations contest, and what was answered: a reading that can be rebuilt from the ledger. Nothing is ever
-- taken out of it. `contested` is the figure as it was shown, in JSON; shares go from 0 to 1.
CREATE TABLE figure_contest (
  organisation text NOT NULL,
  id uuid NOT NULL,
  target int NOT NULL,
  contested text NOT NULL,
  proposed double precision,
  reason text NOT NULL,
  at timestamptz(3) NOT NULL,
  verdict text,
  corrected double precision,
  answer text,
  answered_at timestamptz(3),
  PRIMARY KEY (organisation, id)
);
CREATE INDEX figure_contest_target ON figure_contest (target, at);
