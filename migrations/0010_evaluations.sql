-- What people say of a service once it is over, of a page, and the improvements that follow
-- (docs/decisions/0025-an-opinion-that-leads-to-nobody.md).

-- The secret of a day, from which that day's tokens are made. Destroyed the day after: from then on nothing leads from a
-- dossier to a token.
CREATE TABLE evaluation_key (
  day date PRIMARY KEY,
  secret bytea NOT NULL CHECK (length(secret) = 32)
);

-- A dossier whose turn to give an opinion was taken. The day is forgotten with its secret.
CREATE TABLE evaluation_turn (
  dossier uuid PRIMARY KEY,
  day date
);
CREATE INDEX evaluation_turn_day ON evaluation_turn (day) WHERE day IS NOT NULL;

-- A token, by its digest: it says what is evaluated, and neither by whom nor when it was asked for.
CREATE TABLE evaluation_invitation (
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  service text NOT NULL,
  version int NOT NULL,
  "end" text NOT NULL,
  month text NOT NULL,
  spent boolean NOT NULL DEFAULT false
);

-- An evaluation, under the stream of its event: a random id, a day and no time. The comment is the cleaned one.
CREATE TABLE evaluation (
  id uuid PRIMARY KEY,
  service text NOT NULL,
  version int NOT NULL,
  "end" text NOT NULL,
  day date NOT NULL,
  satisfaction smallint CHECK (satisfaction BETWEEN 1 AND 5),
  ease smallint CHECK (ease BETWEEN 1 AND 5),
  clarity smallint CHECK (clarity BETWEEN 1 AND 5),
  online text,
  comment text,
  theme uuid
);
CREATE INDEX evaluation_service ON evaluation (service, day DESC, id);
CREATE INDEX evaluation_comment ON evaluation (service, day DESC, id) WHERE comment IS NOT NULL;

-- What several comments have in common, as a designer named it.
CREATE TABLE evaluation_theme (
  service text NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (service, id)
);

-- What changes because of what people said. `revision` counts its events, as a dossier's does.
CREATE TABLE improvement (
  id uuid PRIMARY KEY,
  service text NOT NULL,
  organisation text NOT NULL,
  status text NOT NULL,
  revision int NOT NULL,
  body jsonb NOT NULL
);
CREATE INDEX improvement_service ON improvement (service, status);

-- « Cette page vous a-t-elle été utile ? »: the page by its name, never its address.
CREATE TABLE page_rating (
  id uuid PRIMARY KEY,
  page text NOT NULL,
  service text NOT NULL,
  day date NOT NULL,
  useful boolean NOT NULL,
  missing text
);
CREATE INDEX page_rating_missing ON page_rating (page, day DESC) WHERE missing IS NOT NULL;

-- Counted from the ledger's events: uses that came to an end, evaluations received, each answer. Can be rebuilt.
CREATE TABLE evaluation_tally (
  service text NOT NULL,
  version int NOT NULL,
  month text NOT NULL,
  "end" text NOT NULL,
  question text NOT NULL,
  answer text NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (service, version, month, "end", question, answer)
);

CREATE TABLE page_tally (
  page text NOT NULL,
  service text NOT NULL,
  month text NOT NULL,
  useful boolean NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (page, service, month, useful)
);
