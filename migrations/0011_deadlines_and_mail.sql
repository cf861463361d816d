-- What a person has to do by a day: read from the sealed events of their dossiers, and rebuilt from them. One row per
-- occurrence; what `next_at` says is the next moment to look at it (a reminder, then the end), null once it is over.
CREATE TABLE deadline (
  person text NOT NULL,
  id uuid NOT NULL,
  dossier uuid NOT NULL,
  organisation text NOT NULL,
  service text NOT NULL,
  version integer NOT NULL,
  number text NOT NULL,
  -- As the service names it; or `completion`, `observations`, `review`.
  deadline text NOT NULL,
  -- From 1: a deadline that comes back.
  occurrence integer NOT NULL,
  -- The day it counts from, and since when the person has it.
  counted_from date NOT NULL,
  opened_on date NOT NULL,
  due_on date NOT NULL,
  remind text[] NOT NULL,
  state text NOT NULL,
  -- Its own delay stands still since this day, while the person is asked to complete.
  suspended_on date,
  -- When a digital reminder first reached the person.
  reminded_at timestamptz(3),
  -- How often the day was moved: a calendar that holds it knows which is the later one.
  revision integer NOT NULL,
  next_at timestamptz(3),
  PRIMARY KEY (person, id)
);
CREATE INDEX deadline_next ON deadline (next_at) WHERE next_at IS NOT NULL;

-- The secret address under which a calendar application reads a person's dates; made again, the one before is dead.
CREATE TABLE calendar_key (
  person text PRIMARY KEY,
  id uuid NOT NULL,
  made_at timestamptz(3) NOT NULL
);

-- How a person wants to be told. No row: the inbox only, in the language of their dossiers.
CREATE TABLE preference (
  person text PRIMARY KEY,
  means text NOT NULL,
  language text NOT NULL,
  -- The kinds of messages that are not sent by e-mail.
  without text[] NOT NULL,
  -- A confirmed address, and when it was found to receive nothing.
  address text,
  failed_at timestamptz(3),
  -- What happened before this is not sent: a list that is rebuilt sends nothing again.
  since timestamptz(3) NOT NULL
);

-- An address that a person gave and has to confirm from where it is read.
CREATE TABLE address_confirmation (
  person text NOT NULL,
  id uuid NOT NULL,
  address text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  PRIMARY KEY (person, id)
);

-- Messages on their way out. A process that takes one moves `ready_at` past the end of its lease; if it dies the
-- message is ready again by itself.
CREATE TABLE mail (
  person text NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  address text NOT NULL,
  language text NOT NULL,
  -- What its words are made from when it is sent.
  content jsonb NOT NULL,
  state text NOT NULL,
  attempts integer NOT NULL,
  made_at timestamptz(3) NOT NULL,
  ready_at timestamptz(3) NOT NULL,
  -- Past this moment it would come too late to be of use.
  until timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  last_error text,
  PRIMARY KEY (person, id)
);
CREATE INDEX mail_ready ON mail (ready_at) WHERE state = 'queued';
CREATE INDEX mail_dead ON mail (ended_at) WHERE state = 'dead';
-- A notice of non-delivery knows the message only.
CREATE INDEX mail_id ON mail (id);

-- The demonstration's post office: what its SMTP server received, the last few hundred. `copies` counts a message that
-- came again under its Message-ID and was kept once.
CREATE TABLE received_mail (
  recipient text NOT NULL,
  message_id text NOT NULL,
  id uuid NOT NULL,
  received_at timestamptz(3) NOT NULL,
  copies integer NOT NULL,
  source bytea NOT NULL,
  PRIMARY KEY (recipient, message_id)
);
CREATE INDEX received_mail_at ON received_mail (received_at);
CREATE INDEX received_mail_id ON received_mail (id);
