-- What remains to be done, and by whom: a reading of the dossiers that can be rebuilt from the ledger. One row per
-- dossier that was filed, so that a list of 200 is one query.
CREATE TABLE work_item (
  dossier uuid PRIMARY KEY,
  organisation text NOT NULL,
  service text NOT NULL,
  stage text,
  role text,
  status text NOT NULL,
  number text NOT NULL,
  applicant text,
  channel text NOT NULL,
  assignee text,
  awaited text,
  -- Until when the person is awaited: the day after, the dossier is back among what is to be done, without any act.
  awaited_until date,
  doubt text,
  review boolean NOT NULL,
  due_on date,
  filed_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  search text NOT NULL
);
CREATE INDEX work_item_open ON work_item (organisation, status, due_on);
CREATE INDEX work_item_number ON work_item (number);

-- A robot's turn: claimed by key for a while, tried again with growing delays, handed to a human when it cannot be done.
CREATE TABLE robot_task (
  dossier uuid NOT NULL,
  revision integer NOT NULL,
  robot text NOT NULL,
  state text NOT NULL,
  attempts integer NOT NULL,
  ready_at timestamptz NOT NULL,
  claimed_until timestamptz,
  last_error text,
  closed_at timestamptz,
  PRIMARY KEY (dossier, revision)
);
CREATE INDEX robot_task_ready ON robot_task (ready_at) WHERE state = 'ready';
CREATE INDEX robot_task_dead ON robot_task (closed_at) WHERE state = 'dead';

