import { storedAmong } from '#documents'
import { type Queries, refused, type Refused, sql } from '#kernel'
import { type Event, insertEvents } from '#ledger'
import { emptyPlan, NONE_ENDED, type Plan, type Progress, type Version } from './plan.ts'

/** A plan that was kept before drafts could be discarded says nothing of those that ended. */
type Kept = Omit<Body, 'ended'> & Partial<Pick<Body, 'ended'>>
type Row = { id: string; organisation: string; revision: number; body: Kept }
type Body = Pick<Plan, 'draft' | 'proposal' | 'sentBack' | 'ended' | 'told'>

const COLUMNS = sql`id, organisation, revision, body`

/** Locks the plan until the transaction ends; an organisation that has none yet gets its empty one. */
export const holdPlan = async (tx: Queries, organisation: string): Promise<Plan> => {
  const empty = emptyPlan(organisation)
  await tx.query(sql`
    INSERT INTO plan (id, organisation, revision, body)
    VALUES (${empty.id}, ${organisation}, 0, ${bodyOf(empty)}::jsonb) ON CONFLICT (id) DO NOTHING`)
  const [row] = await tx.query<Row>(sql`SELECT ${COLUMNS} FROM plan WHERE id = ${empty.id} FOR UPDATE`)
  return wholeOf(row!, await versionsOf(tx, [empty.id]), await progressOf(tx, [empty.id]))
}

/** Writes the plan with its events, and whatever was adopted or told since it was held. */
export const keepPlan = async (tx: Queries, plan: Plan, events: readonly Event[]): Promise<void> => {
  await tx.query(sql`
    UPDATE plan SET revision = ${plan.revision}, body = ${bodyOf(plan)}::jsonb WHERE id = ${plan.id}`)
  const version = plan.versions.at(-1)
  if (version && events.some(({ kind }) => kind === 'plan.adopted'))
    await tx.query(sql`
      INSERT INTO plan_version (plan, number, body)
      VALUES (${plan.id}, ${version.number}, ${JSON.stringify(version)}::jsonb)`)
  const told = plan.progress.at(-1)
  if (told && events.length > 0)
    await tx.query(sql`
      INSERT INTO plan_progress (plan, id, place, body)
      VALUES (${plan.id}, ${told.id}, ${plan.progress.length}, ${JSON.stringify(told)}::jsonb)
      ON CONFLICT (plan, id) DO NOTHING`)
  if (events.length > 0) await tx.query(insertEvents([...events]))
}

/** A file that an evidence names must be durable before the act is acknowledged. */
export const refusesLost = async (
  tx: Queries,
  before: Plan,
  after: Plan,
): Promise<Refused<'evidence-not-stored'> | null> => {
  if (after.progress.length === before.progress.length) return null
  const told = after.progress.at(-1)
  if (told?.is !== 'evidence' || !('file' in told.proof)) return null
  const { digest } = told.proof.file
  return (await storedAmong(tx, [digest])).has(digest)
    ? null
    : refused('evidence-not-stored', { digests: [digest] })
}

const bodyOf = ({ draft, proposal, sentBack, ended, told }: Plan): string =>
  JSON.stringify({ draft, proposal, sentBack, ended, told } satisfies Body)

/** The plans of these organisations, or of all; an organisation without one has none here. */
export const plansOf = async (db: Queries, organisations: readonly string[] | null): Promise<Plan[]> => {
  const rows = await db.query<Row>(
    organisations
      ? sql`SELECT ${COLUMNS} FROM plan WHERE id = ANY(${organisations.map((one) => emptyPlan(one).id)}::uuid[])`
      : sql`SELECT ${COLUMNS} FROM plan`,
  )
  const ids = rows.map(({ id }) => id)
  const [versions, progress] = [await versionsOf(db, ids), await progressOf(db, ids)]
  return rows.map((row) => wholeOf(row, versions, progress))
}

const wholeOf = (
  { body, ...row }: Row,
  versions: ReadonlyMap<string, Version[]>,
  progress: ReadonlyMap<string, Progress[]>,
): Plan => ({
  ended: NONE_ENDED,
  ...body,
  ...row,
  parties: [],
  versions: versions.get(row.id) ?? [],
  progress: progress.get(row.id) ?? [],
})

const versionsOf = async (db: Queries, plans: readonly string[]): Promise<Map<string, Version[]>> =>
  grouped(
    await db.query<{ plan: string; body: Version }>(sql`
      SELECT plan, body FROM plan_version WHERE plan = ANY(${[...plans]}::uuid[]) ORDER BY plan, number`),
  )

const progressOf = async (db: Queries, plans: readonly string[]): Promise<Map<string, Progress[]>> =>
  grouped(
    await db.query<{ plan: string; body: Progress }>(sql`
      SELECT plan, body FROM plan_progress WHERE plan = ANY(${[...plans]}::uuid[]) ORDER BY plan, place`),
  )

const grouped = <T>(rows: readonly { plan: string; body: T }[]): Map<string, T[]> =>
  new Map(
    [...Map.groupBy(rows, ({ plan }) => plan)].map(([plan, all]) => [plan, all.map(({ body }) => body)]),
  )
