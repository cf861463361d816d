-- Public consultations, and what people say in them (docs/decisions/0042-one-person-one-voice.md). Everything that grows
-- has the consultation first in its key.

-- The register, offline ones included. `revision` counts the events of its stream, as a dossier's does; what is looked for
-- stands in columns, the rest in `body`.
CREATE TABLE consultation (
  id text PRIMARY KEY,
  organisation text NOT NULL,
  state text NOT NULL,
  opens_on date NOT NULL,
  closes_on date NOT NULL,
  -- When the last theme was answered; null until then.
  answered_on date,
  reply_due_on date NOT NULL,
  topic text NOT NULL,
  regions text[] NOT NULL,
  -- What a search reads: titles and themes in both languages, small letters without accents.
  searched text NOT NULL,
  revision int NOT NULL,
  body jsonb NOT NULL
);
CREATE INDEX consultation_organisation ON consultation (organisation, opens_on DESC, id);
CREATE INDEX consultation_opens ON consultation (opens_on DESC, id);
CREATE INDEX consultation_turns ON consultation (state) WHERE state IN ('announced', 'open');

-- The secret from which the voices of one consultation are made. Destroyed some time after it: from then on nothing leads
-- from a person to a voice.
CREATE TABLE consultation_key (
  consultation text PRIMARY KEY,
  secret bytea NOT NULL CHECK (length(secret) = 32)
);

-- A voice that took part: how much it wrote on the last day it did.
CREATE TABLE consultation_voice (
  consultation text NOT NULL,
  voice bytea NOT NULL,
  day date NOT NULL,
  acts int NOT NULL,
  PRIMARY KEY (consultation, voice)
);

-- What a voice has begun and not sent.
CREATE TABLE consultation_draft (
  consultation text NOT NULL,
  voice bytea NOT NULL,
  kind text NOT NULL,
  body jsonb NOT NULL,
  saved_at timestamptz(3) NOT NULL,
  PRIMARY KEY (consultation, voice, kind)
);

-- The answers to a questionnaire, one a voice. What came on paper has a voice of its own, made for it.
CREATE TABLE consultation_answer (
  consultation text NOT NULL,
  voice bytea NOT NULL,
  id uuid NOT NULL,
  region text NOT NULL,
  channel text NOT NULL,
  day date NOT NULL,
  answers jsonb NOT NULL,
  PRIMARY KEY (consultation, voice)
);

-- A contribution, or a comment on one (`parent`). Its id is a random one and `day` its only time: of two contributions
-- nothing tells which came first on a day, nor that they are of one voice. `name` is what the author chose to show.
CREATE TABLE contribution (
  consultation text NOT NULL,
  id uuid NOT NULL,
  organisation text NOT NULL,
  parent uuid,
  -- The place of a comment under its contribution, from 1.
  place int NOT NULL DEFAULT 0,
  voice bytea,
  -- The person, sealed: opened to tell them that what they wrote was withdrawn or judged, for nothing else.
  author text,
  theme text NOT NULL,
  region text NOT NULL,
  channel text NOT NULL,
  -- For how many persons it speaks: 1, or those of a workshop.
  people int NOT NULL,
  language text NOT NULL,
  name text,
  title text NOT NULL,
  text text NOT NULL,
  attachments jsonb NOT NULL,
  day date NOT NULL,
  state text NOT NULL,
  -- The rule for which it is hidden.
  rule text,
  -- An appeal that waits for its judge.
  appealed boolean NOT NULL DEFAULT false,
  reviewed boolean NOT NULL DEFAULT false,
  reports int NOT NULL DEFAULT 0,
  supports int NOT NULL DEFAULT 0,
  comments int NOT NULL DEFAULT 0,
  revision int NOT NULL,
  -- Who hid and restored it when and why, appeals and judgments.
  history jsonb NOT NULL,
  PRIMARY KEY (consultation, id)
);
CREATE INDEX contribution_recent ON contribution (consultation, day DESC, id) WHERE parent IS NULL;
CREATE INDEX contribution_supported ON contribution (consultation, supports DESC, id) WHERE parent IS NULL;
CREATE INDEX contribution_theme ON contribution (consultation, theme, id) WHERE parent IS NULL;
CREATE INDEX contribution_comments ON contribution (consultation, parent, place) WHERE parent IS NOT NULL;
CREATE INDEX contribution_voice ON contribution (consultation, voice) WHERE voice IS NOT NULL;
CREATE INDEX contribution_queue ON contribution (organisation, consultation, reports DESC, day, id)
  WHERE appealed OR NOT reviewed;

-- One support of a voice for a contribution, and one report of something that breaks a rule.
CREATE TABLE consultation_support (
  consultation text NOT NULL,
  contribution uuid NOT NULL,
  voice bytea NOT NULL,
  PRIMARY KEY (consultation, contribution, voice)
);
CREATE TABLE consultation_report (
  consultation text NOT NULL,
  contribution uuid NOT NULL,
  voice bytea NOT NULL,
  rule text NOT NULL,
  words text NOT NULL,
  day date NOT NULL,
  PRIMARY KEY (consultation, contribution, voice)
);

-- Exact counts, moved in the transaction that writes what they count, so that no page counts at read. `slot` spreads what
-- many write at once; a count is the sum of its slots.
CREATE TABLE consultation_tally (
  consultation text NOT NULL,
  -- `contribution`, `comment`, `support`, `answer`, `voice`, or the id of a question after `q:`.
  counted text NOT NULL,
  answer text NOT NULL,
  theme text NOT NULL,
  region text NOT NULL,
  channel text NOT NULL,
  slot smallint NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (consultation, counted, answer, theme, region, channel, slot)
);
