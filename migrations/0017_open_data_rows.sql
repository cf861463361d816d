-- Rows of published tables, so that anybody asks for some of them (docs/decisions/0041-ckan-for-those-who-read-it.md).
-- All of it can be emptied: it is read again from the files.

-- What was last read of a distribution: `load` names its rows. `loading` is a reading under way, by which of the processes
-- that may share the database nobody needs to know, and until when it is believed.
CREATE TABLE dataset_table (
  stream uuid NOT NULL,
  distribution uuid NOT NULL,
  load uuid,
  digest text,
  fields jsonb,
  rows bigint,
  loaded_at timestamptz(3),
  loading uuid,
  loading_until timestamptz(3),
  PRIMARY KEY (stream, distribution)
);

-- A row: its values in the order of the columns. `n` counts from 1 without a gap.
CREATE TABLE dataset_row (
  stream uuid NOT NULL,
  distribution uuid NOT NULL,
  load uuid NOT NULL,
  n bigint NOT NULL,
  row jsonb NOT NULL,
  PRIMARY KEY (stream, distribution, load, n)
);

-- A file is asked for by its own id too.
CREATE INDEX dataset_distributions ON dataset USING gin ((body->'distributions') jsonb_path_ops);
