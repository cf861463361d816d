-- One use of one version of one service. The columns are what lists and filters read; the rest of the dossier is its
-- body. `revision` counts its events: the place of the next one in its stream.
CREATE TABLE dossier (
  id uuid PRIMARY KEY,
  service text NOT NULL,
  version integer NOT NULL,
  organisation text NOT NULL,
  status text NOT NULL,
  revision integer NOT NULL,
  updated_at timestamptz NOT NULL,
  body jsonb NOT NULL
) WITH (fillfactor = 70);

-- Everybody with a part in a dossier: the applicant today; later a mandatary, a co-signer, a respondent, a mediator.
CREATE TABLE dossier_party (
  dossier uuid NOT NULL,
  role text NOT NULL,
  person text NOT NULL,
  PRIMARY KEY (dossier, role, person)
);
CREATE INDEX dossier_party_person ON dossier_party (person);
