import { isId, type Queries, sql } from '#kernel'
import type { Deadline } from './deadline.ts'

const COLUMNS = sql`person, id, dossier, organisation, service, version, number, deadline, occurrence,
  counted_from AS "countedFrom", opened_on AS "openedOn", due_on AS "dueOn", remind, state,
  suspended_on AS "suspendedOn", reminded_at AS "remindedAt", revision, next_at AS "nextAt"`

/** Whoever changes deadlines does so one at a time, in short transactions: a reader never waits. */
const HOLD = sql`hashtextextended('deadlines', 7423)`

export const holdDeadlines = (tx: Queries): Promise<unknown> =>
  tx.query(sql`SELECT pg_advisory_xact_lock(${HOLD})`)

/** The same, or false at once when another process has them. */
export const tryHoldDeadlines = async (tx: Queries): Promise<boolean> => {
  const [row] = await tx.query<{ held: boolean }>(sql`SELECT pg_try_advisory_xact_lock(${HOLD}) AS held`)
  return row!.held
}

/** Writes each as it now is. */
export const keepDeadlines = async (tx: Queries, deadlines: readonly Deadline[]): Promise<void> => {
  if (deadlines.length === 0) return
  await tx.query(sql`
    INSERT INTO deadline (person, id, dossier, organisation, service, version, number, deadline, occurrence,
      counted_from, opened_on, due_on, remind, state, suspended_on, reminded_at, revision, next_at)
    SELECT person, id, dossier, organisation, service, version, number, deadline, occurrence, counted_from, opened_on,
      due_on, string_to_array(remind, ' '), state, suspended_on, reminded_at, revision, next_at
    FROM unnest(
      ${deadlines.map(({ person }) => person)}::text[],
      ${deadlines.map(({ id }) => id)}::uuid[],
      ${deadlines.map(({ dossier }) => dossier)}::uuid[],
      ${deadlines.map(({ organisation }) => organisation)}::text[],
      ${deadlines.map(({ service }) => service)}::text[],
      ${deadlines.map(({ version }) => version)}::int[],
      ${deadlines.map(({ number }) => number)}::text[],
      ${deadlines.map(({ deadline }) => deadline)}::text[],
      ${deadlines.map(({ occurrence }) => occurrence)}::int[],
      ${deadlines.map(({ countedFrom }) => countedFrom)}::date[],
      ${deadlines.map(({ openedOn }) => openedOn)}::date[],
      ${deadlines.map(({ dueOn }) => dueOn)}::date[],
      ${deadlines.map(({ remind }) => remind.join(' '))}::text[],
      ${deadlines.map(({ state }) => state)}::text[],
      ${deadlines.map(({ suspendedOn }) => suspendedOn)}::date[],
      ${deadlines.map(({ remindedAt }) => remindedAt)}::timestamptz[],
      ${deadlines.map(({ revision }) => revision)}::int[],
      ${deadlines.map(({ nextAt }) => nextAt)}::timestamptz[]
    ) AS given (person, id, dossier, organisation, service, version, number, deadline, occurrence, counted_from,
      opened_on, due_on, remind, state, suspended_on, reminded_at, revision, next_at)
    ON CONFLICT (person, id) DO UPDATE SET due_on = excluded.due_on, remind = excluded.remind, state = excluded.state,
      suspended_on = excluded.suspended_on, revision = excluded.revision, next_at = excluded.next_at`)
}

/** What these people still have to do, whichever dossier it comes from. */
export const comingOf = (tx: Queries, people: readonly string[]): Promise<Deadline[]> =>
  tx.query<Deadline>(sql`
    SELECT ${COLUMNS} FROM deadline WHERE person = ANY(${[...people]}::text[]) AND state = 'coming'
    ORDER BY person, opened_on, id`)

/** Those that something is to be done about by now, the longest awaited first. */
export const ripeDeadlines = (tx: Queries, now: Date, limit: number): Promise<Deadline[]> =>
  tx.query<Deadline>(sql`
    SELECT ${COLUMNS} FROM deadline WHERE next_at <= ${now} ORDER BY next_at LIMIT ${limit}`)

/** The next moment at which something is to be done about these people's dates, and about which. */
export const nextOf = async (
  tx: Queries,
  people: readonly string[],
): Promise<{ at: Date; ids: string[] } | null> => {
  const [row] = await tx.query<{ at: Date; ids: string[] }>(sql`
    SELECT next_at AS at, array_agg(id) AS ids FROM deadline
    WHERE person = ANY(${[...people]}::text[]) AND next_at IS NOT NULL GROUP BY next_at ORDER BY next_at LIMIT 1`)
  return row ?? null
}

/** What was already said of them in the ledger: a table that is rebuilt says nothing twice. */
export const saidOf = async (tx: Queries, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await tx.query<{ said: string }>(sql`
    SELECT stream || ' ' || kind || coalesce(' ' || (body ->> 'before'), '') AS said
    FROM event WHERE stream = ANY(${[...ids]}::uuid[]) AND kind IN ('reminder.due', 'deadline.passed')`)
  return new Set(rows.map(({ said }) => said))
}

/** When a reminder reached its person; one that came back (`back`) had not, after all. */
export type Reached = { person: string; id: string; at: Date; back: boolean }

/** The first time stands. */
export const keepReached = async (tx: Queries, reached: readonly Reached[]): Promise<void> => {
  const [came, back] = [false, true].map((which) => reached.filter((one) => one.back === which))
  if (came!.length > 0)
    await tx.query(sql`
      UPDATE deadline SET reminded_at = least(reminded_at, given.at)
      FROM (SELECT person, id, min(at) AS at FROM ${given(came!)} GROUP BY person, id) AS given
      WHERE deadline.person = given.person AND deadline.id = given.id`)
  if (back!.length > 0)
    await tx.query(sql`
      UPDATE deadline SET reminded_at = NULL FROM ${given(back!)}
      WHERE deadline.person = given.person AND deadline.id = given.id AND reminded_at = given.at`)
}

const given = (reached: readonly Reached[]) => sql`unnest(
  ${reached.map(({ person }) => person)}::text[],
  ${reached.map(({ id }) => id)}::uuid[],
  ${reached.map(({ at }) => at)}::timestamptz[]) AS given (person, id, at)`

/** A person's dates: what is to come, then what is over, the last first. */
export const deadlinesOf = (
  db: Queries,
  person: string,
  { from, limit }: { from: string; limit: number },
): Promise<Deadline[]> =>
  db.query<Deadline>(sql`
    SELECT ${COLUMNS} FROM deadline
    WHERE person = ${person} AND state <> 'withdrawn' AND (state = 'coming' OR due_on >= ${from}::date)
    ORDER BY (state = 'coming') DESC, CASE WHEN state = 'coming' THEN due_on - '2000-01-01'::date
      ELSE '2000-01-01'::date - due_on END, id LIMIT ${limit}`)

export const findDeadline = async (db: Queries, person: string, id: string): Promise<Deadline | null> => {
  if (!isId(id)) return null
  const [row] = await db.query<Deadline>(sql`
    SELECT ${COLUMNS} FROM deadline WHERE person = ${person} AND id = ${id}`)
  return row ?? null
}

export const clearDeadlines = (tx: Queries): Promise<unknown> => tx.query(sql`DELETE FROM deadline`)

/** How many wait for their moment, and for how many it has come and nobody did it. */
export const countDeadlines = async (db: Queries, now: Date): Promise<{ coming: number; ripe: number }> => {
  const [row] = await db.query<{ coming: number; ripe: number }>(sql`
    SELECT count(*) FILTER (WHERE next_at > ${now}) AS coming, count(*) FILTER (WHERE next_at <= ${now}) AS ripe
    FROM deadline WHERE next_at IS NOT NULL`)
  return row!
}

export const findFeed = async (db: Queries, person: string): Promise<string | null> => {
  const [row] = await db.query<{ id: string }>(sql`SELECT id FROM calendar_key WHERE person = ${person}`)
  return row?.id ?? null
}

export const keepFeed = (db: Queries, person: string, id: string, at: Date): Promise<unknown> =>
  db.query(sql`
    INSERT INTO calendar_key (person, id, made_at) VALUES (${person}, ${id}, ${at})
    ON CONFLICT (person) DO UPDATE SET id = excluded.id, made_at = excluded.made_at`)

export const dropFeed = (db: Queries, person: string): Promise<unknown> =>
  db.query(sql`DELETE FROM calendar_key WHERE person = ${person}`)
