-- The histories that invented people lived in a demonstration: what was asked for, so that one that was interrupted goes
-- on as it began, and is never lived twice.
CREATE TABLE history (
  number int PRIMARY KEY CHECK (number > 0),
  seed bigint NOT NULL,
  people int NOT NULL,
  -- From the first day on, up to the last, which is not part of it.
  first_day date NOT NULL,
  last_day date NOT NULL,
  begun_at timestamptz NOT NULL,
  written_at timestamptz
);

-- Each group of people, once their lives are durable: written in the transaction that holds them.
CREATE TABLE history_part (
  number int NOT NULL,
  part int NOT NULL,
  people int NOT NULL,
  dossiers int NOT NULL,
  PRIMARY KEY (number, part)
);
