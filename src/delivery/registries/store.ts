import { type Queries, sql } from '#kernel'

export type FactRow = { up: boolean; value: unknown; as_of: string | null; contested_at: Date | null }

/** One fact of a demonstration registry, with the registry's state and the contest that is open on it. */
export const findFact = async (
  db: Queries,
  registry: string,
  person: string,
  fact: string,
): Promise<FactRow> => {
  const [row] = await db.query<FactRow>(sql`
    SELECT coalesce((SELECT up FROM registry_state WHERE registry = ${registry}), true) AS up,
           record.value, record.as_of, contest.contested_at
    FROM (VALUES (${person}, ${registry}, ${fact})) AS asked (person, registry, fact)
    LEFT JOIN registry_record record USING (person, registry, fact)
    LEFT JOIN registry_contest contest USING (person, registry, fact)`)
  return row!
}

export const findSelfFact = async (
  db: Queries,
  person: string,
  fact: string,
): Promise<{ value: unknown; given_at: Date } | null> => {
  const [row] = await db.query<{ value: unknown; given_at: Date }>(sql`
    SELECT value, given_at FROM self_fact WHERE person = ${person} AND fact = ${fact}`)
  return row ?? null
}

export const keepSelfFact = (
  db: Queries,
  given: { person: string; fact: string; value: unknown; dossier: string; at: Date },
): Promise<unknown> =>
  db.query(sql`
    INSERT INTO self_fact (person, fact, value, dossier, given_at)
    VALUES (${given.person}, ${given.fact}, ${JSON.stringify(given.value)}, ${given.dossier}, ${given.at})
    ON CONFLICT (person, fact) DO UPDATE
      SET value = excluded.value, dossier = excluded.dossier, given_at = excluded.given_at
      WHERE self_fact.given_at <= excluded.given_at`)

export const keepContest = (
  db: Queries,
  contest: { person: string; registry: string; fact: string; dossier: string; reason: string; at: Date },
): Promise<unknown> =>
  db.query(sql`
    INSERT INTO registry_contest (person, registry, fact, dossier, reason, contested_at)
    VALUES (${contest.person}, ${contest.registry}, ${contest.fact}, ${contest.dossier}, ${contest.reason}, ${contest.at})
    ON CONFLICT (person, registry, fact) DO NOTHING`)

export const dropContest = (db: Queries, person: string, registry: string, fact: string): Promise<unknown> =>
  db.query(sql`
    DELETE FROM registry_contest WHERE person = ${person} AND registry = ${registry} AND fact = ${fact}`)

export const setState = (db: Queries, registry: string, up: boolean, since: Date): Promise<unknown> =>
  db.query(sql`
    INSERT INTO registry_state (registry, up, since) VALUES (${registry}, ${up}, ${since})
    ON CONFLICT (registry) DO UPDATE SET up = excluded.up, since = excluded.since`)

export type Held = { person: string; registry: string; fact: string; value: unknown; asOf: string }

/** What registries hold from now on; each fact of a person once. */
/** Whether registries of a demonstration were ever filled here: those of a real installation are elsewhere. */
export const hasRecords = async (db: Queries): Promise<boolean> =>
  (await db.query(sql`SELECT FROM registry_record LIMIT 1`)).length > 0

export const keepRecords = (db: Queries, records: readonly Held[]): Promise<unknown> =>
  db.query(sql`
    INSERT INTO registry_record (person, registry, fact, value, as_of)
    SELECT * FROM unnest(
      ${records.map(({ person }) => person)}::text[],
      ${records.map(({ registry }) => registry)}::text[],
      ${records.map(({ fact }) => fact)}::text[],
      ${records.map(({ value }) => JSON.stringify(value))}::jsonb[],
      ${records.map(({ asOf }) => asOf)}::date[])
    ON CONFLICT (person, registry, fact) DO UPDATE SET value = excluded.value, as_of = excluded.as_of`)
