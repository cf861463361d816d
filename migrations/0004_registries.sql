-- What organisations hold. The demonstration's registries keep their records here; real ones are called where they are.
CREATE TABLE registry_record (
  person text NOT NULL,
  registry text NOT NULL,
  fact text NOT NULL,
  value jsonb NOT NULL,
  as_of date NOT NULL,
  PRIMARY KEY (person, registry, fact)
);

-- A registry that its keeper put out of order, so that the way out can be walked.
CREATE TABLE registry_state (
  registry text PRIMARY KEY,
  up boolean NOT NULL,
  since timestamptz NOT NULL
);

-- What a person says is wrong about a fact, until the registry's keeper answers.
CREATE TABLE registry_contest (
  person text NOT NULL,
  registry text NOT NULL,
  fact text NOT NULL,
  dossier uuid NOT NULL,
  reason text NOT NULL,
  contested_at timestamptz NOT NULL,
  PRIMARY KEY (person, registry, fact)
);

-- What a person gave once and need not give again.
CREATE TABLE self_fact (
  person text NOT NULL,
  fact text NOT NULL,
  value jsonb NOT NULL,
  dossier uuid NOT NULL,
  given_at timestamptz NOT NULL,
  PRIMARY KEY (person, fact)
);
