import { type Queries, sql } from '#kernel'
import { type Event, insertEvents } from '#ledger'
import type { Declaration } from './declaration.ts'

const COLUMNS = sql`unit, quarter, revision, employees, mobile, suite, signature, paperless, agile, whole,
  declared_at AS "declaredAt", declared_by AS "declaredBy"`

export const revisionsOf = (
  db: Queries,
  organisation: string,
  unit: string,
  quarter: string,
): Promise<Declaration[]> =>
  db.query(sql`
    SELECT ${COLUMNS} FROM workplace
    WHERE organisation = ${organisation} AND unit = ${unit} AND quarter = ${quarter} ORDER BY revision DESC`)

/** The last declaration of each unit for each quarter, from a quarter on; by unit, the latest quarter first. */
export const declarationsOf = (db: Queries, organisation: string, from: string): Promise<Declaration[]> =>
  db.query(sql`
    SELECT DISTINCT ON (unit, quarter) ${COLUMNS} FROM workplace
    WHERE organisation = ${organisation} AND quarter >= ${from} ORDER BY unit, quarter DESC, revision DESC`)

/** The last that a unit declared before a quarter: what its next form begins with. */
export const lastBefore = async (
  db: Queries,
  organisation: string,
  unit: string,
  quarter: string,
): Promise<Declaration | null> => {
  const [row] = await db.query<Declaration>(sql`
    SELECT ${COLUMNS} FROM workplace
    WHERE organisation = ${organisation} AND unit = ${unit} AND quarter < ${quarter}
    ORDER BY quarter DESC, revision DESC LIMIT 1`)
  return row ?? null
}

export const keepDeclaration = async (
  tx: Queries,
  organisation: string,
  one: Declaration,
  events: readonly Event[],
): Promise<void> => {
  await tx.query(sql`
    INSERT INTO workplace (organisation, unit, quarter, revision, employees, mobile, suite, signature, paperless,
      agile, whole, declared_at, declared_by)
    VALUES (${organisation}, ${one.unit}, ${one.quarter}, ${one.revision}, ${one.employees}, ${one.mobile},
      ${one.suite}, ${one.signature}, ${one.paperless}, ${one.agile}, ${one.whole},
      ${one.declaredAt.toISOString()}, ${one.declaredBy})`)
  await tx.query(insertEvents(events))
}

export const lastDeclared = (db: Queries): Promise<{ organisation: string; at: Date }[]> =>
  db.query(sql`SELECT organisation, max(declared_at) AS at FROM workplace GROUP BY organisation`)

// ---- Agents seen at work here

export type AgentSeen = { organisation: string; quarter: string; agent: string }

export const keepSeen = (tx: Queries, seen: readonly AgentSeen[]): Promise<unknown> =>
  tx.query(sql`
    INSERT INTO workplace_agent_seen (organisation, quarter, agent)
    SELECT DISTINCT * FROM unnest(
      ${seen.map(({ organisation }) => organisation)}::text[],
      ${seen.map(({ quarter }) => quarter)}::text[],
      ${seen.map(({ agent }) => agent)}::text[])
    ON CONFLICT DO NOTHING`)

export const clearSeen = async (tx: Queries): Promise<void> => {
  await tx.query(sql`DELETE FROM workplace_agent_seen`)
}

/** How many agents did something here, quarter by quarter from one on. */
export const seenByQuarter = (
  db: Queries,
  organisation: string,
  from: string,
): Promise<{ quarter: string; agents: number }[]> =>
  db.query(sql`
    SELECT quarter, count(*)::int8 AS agents FROM workplace_agent_seen
    WHERE organisation = ${organisation} AND quarter >= ${from} GROUP BY quarter ORDER BY quarter`)
