import { empty, join, type Queries, sql, type Sql } from '#kernel'
import type { WorkItem } from './item.ts'
import { type View, VIEWS, type Worklist, type WorklistQuery } from './worklist.ts'

/** Each dossier once; its row is written as a whole, whatever was there. */
export const keepItems = async (tx: Queries, items: (WorkItem & { search: string })[]): Promise<void> => {
  if (items.length === 0) return
  await tx.query(sql`
    INSERT INTO work_item (dossier, organisation, service, stage, role, status, number, applicant, channel, assignee,
      awaited, awaited_until, doubt, review, due_on, filed_at, updated_at, search)
    SELECT * FROM unnest(
      ${items.map(({ dossier }) => dossier)}::uuid[],
      ${items.map(({ organisation }) => organisation)}::text[],
      ${items.map(({ service }) => service)}::text[],
      ${items.map(({ stage }) => stage)}::text[],
      ${items.map(({ role }) => role)}::text[],
      ${items.map(({ status }) => status)}::text[],
      ${items.map(({ number }) => number)}::text[],
      ${items.map(({ applicant }) => applicant)}::text[],
      ${items.map(({ channel }) => channel)}::text[],
      ${items.map(({ assignee }) => assignee)}::text[],
      ${items.map(({ awaited }) => awaited)}::text[],
      ${items.map(({ awaitedUntil }) => awaitedUntil)}::date[],
      ${items.map(({ doubt }) => doubt)}::text[],
      ${items.map(({ review }) => review)}::boolean[],
      ${items.map(({ dueOn }) => dueOn)}::date[],
      ${items.map(({ filedAt }) => filedAt)}::timestamptz[],
      ${items.map(({ updatedAt }) => updatedAt)}::timestamptz[],
      ${items.map(({ search }) => search)}::text[])
    ON CONFLICT (dossier) DO UPDATE SET stage = excluded.stage, role = excluded.role, status = excluded.status,
      applicant = excluded.applicant, assignee = excluded.assignee, awaited = excluded.awaited,
      awaited_until = excluded.awaited_until, doubt = excluded.doubt,
      review = excluded.review, due_on = excluded.due_on, updated_at = excluded.updated_at, search = excluded.search`)
}

const OPEN = sql`status IN ('in-progress', 'awaiting-person')`
const HANDLED = sql`${OPEN} AND role IS NOT NULL`

/** The person’s own delay still runs. Once it is over the dossier comes back to whoever has it, by itself. */
const isAwaited = (today: string): Sql => sql`coalesce(awaited_until >= ${today}::date, false)`

const inView = (view: View, { agent, today }: WorklistQuery): Sql => {
  switch (view) {
    case 'todo':
      return sql`${HANDLED} AND NOT ${isAwaited(today)} AND (assignee IS NULL OR assignee = ${agent})`
    case 'mine':
      return sql`${HANDLED} AND assignee = ${agent}`
    case 'unassigned':
      return sql`${HANDLED} AND assignee IS NULL`
    case 'late':
      return sql`${HANDLED} AND NOT ${isAwaited(today)} AND due_on < ${today}::date`
    case 'awaiting':
      return sql`${OPEN} AND ${isAwaited(today)}`
    case 'all-open':
      return OPEN
    case 'closed':
      return sql`status IN ('decided', 'withdrawn')`
  }
}

const scopeOf = ({ organisation, roles, service, search }: WorklistQuery): Sql => sql`
  organisation = ${organisation} AND (role IS NULL OR role = ANY(${[...roles]}::text[]))
  ${service ? sql`AND service = ${service}` : empty}
  ${search ? sql`AND ${join(search.split(' ').map(holds), ' AND ')}` : empty}`

const holds = (key: string): Sql => sql`search LIKE '%' || ${escapeLike(key)} || '%'`

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

const ORDER = {
  due: sql`due_on NULLS LAST, filed_at, dossier`,
  filed: sql`filed_at DESC, dossier`,
  applicant: sql`applicant NULLS LAST, filed_at, dossier`,
}

const COLUMNS = sql`dossier, organisation, service, stage, role, status, number, applicant, channel, assignee, awaited,
  awaited_until AS "awaitedUntil", doubt, review, due_on AS "dueOn", filed_at AS "filedAt", updated_at AS "updatedAt"`

/** What is closed only grows: past this many it is not counted, and older ones are found by a search. */
const MOST_COUNTED = 10_000

/** The views of what is open are counted in one look at what is open; what is closed, up to a bound. */
const countOf = (view: View, query: WorklistQuery): Sql =>
  view === 'closed'
    ? sql`(SELECT count(*) FROM (
        SELECT FROM work_item WHERE ${scopeOf(query)} AND ${inView(view, query)} LIMIT ${MOST_COUNTED}) AS counted)`
    : sql`count(*) FILTER (WHERE ${inView(view, query)})`

export const readWorklist = async (db: Queries, query: WorklistQuery): Promise<Worklist> => {
  const scope = scopeOf(query)
  const columns = VIEWS.map((view) => countOf(view, query))
  const [items, [counted]] = await Promise.all([
    db.query<WorkItem>(sql`
      SELECT ${COLUMNS} FROM work_item WHERE ${scope} AND ${inView(query.view, query)}
      ORDER BY ${ORDER[query.sort]} LIMIT ${query.limit} OFFSET ${query.offset}`),
    db.query<{ counts: number[] }>(sql`
      SELECT ARRAY[${join(columns, ', ')}]::int[] AS counts FROM work_item WHERE ${scope} AND ${OPEN}`),
  ])
  const counts = Object.fromEntries(VIEWS.map((view, at) => [view, counted!.counts[at]!])) as Record<
    View,
    number
  >
  return { items, count: counts[query.view], counts }
}

export type RobotTask = { dossier: string; revision: number; robot: string; attempts: number }
export type DeadTask = RobotTask & { last_error: string; closed_at: Date }

export const addTasks = async (
  tx: Queries,
  tasks: Omit<RobotTask, 'attempts'>[],
  readyAt: Date,
): Promise<void> => {
  if (tasks.length === 0) return
  await tx.query(sql`
    INSERT INTO robot_task (dossier, revision, robot, state, attempts, ready_at)
    SELECT task.dossier, task.revision, task.robot, 'ready', 0, ${readyAt}::timestamptz
    FROM unnest(
      ${tasks.map(({ dossier }) => dossier)}::uuid[],
      ${tasks.map(({ revision }) => revision)}::int[],
      ${tasks.map(({ robot }) => robot)}::text[]
    ) AS task (dossier, revision, robot)
    ON CONFLICT (dossier, revision) DO NOTHING`)
}

export const readyTasks = (db: Queries, now: Date, limit: number): Promise<RobotTask[]> =>
  db.query<RobotTask>(sql`
    SELECT dossier, revision, robot, attempts FROM robot_task
    WHERE state = 'ready' AND ready_at <= ${now} AND (claimed_until IS NULL OR claimed_until < ${now})
    ORDER BY ready_at LIMIT ${limit}`)

/**
 * Claims by key: whoever writes first has it, until the claim runs out (a process that died leaves it to the next). A
 * turn that somebody tried since it was read is not this one any more: its delay and its attempts are to be read again.
 */
export const claimTask = async (db: Queries, task: RobotTask, now: Date, until: Date): Promise<boolean> => {
  const claimed = await db.query(sql`
    UPDATE robot_task SET claimed_until = ${until}, attempts = attempts + 1
    WHERE dossier = ${task.dossier} AND revision = ${task.revision} AND state = 'ready'
      AND attempts = ${task.attempts} AND (claimed_until IS NULL OR claimed_until < ${now})
    RETURNING dossier`)
  return claimed.length > 0
}

export const closeTask = (
  db: Queries,
  task: RobotTask,
  end: { state: 'done' | 'dead'; error: string | null; at: Date },
): Promise<unknown> =>
  db.query(sql`
    UPDATE robot_task SET state = ${end.state}, last_error = ${end.error}, closed_at = ${end.at}, claimed_until = NULL
    WHERE dossier = ${task.dossier} AND revision = ${task.revision}`)

export const retryTask = (db: Queries, task: RobotTask, error: string, readyAt: Date): Promise<unknown> =>
  db.query(sql`
    UPDATE robot_task SET ready_at = ${readyAt}, last_error = ${error}, claimed_until = NULL
    WHERE dossier = ${task.dossier} AND revision = ${task.revision}`)

export const deadTasks = (db: Queries, limit: number): Promise<DeadTask[]> =>
  db.query<DeadTask>(sql`
    SELECT dossier, revision, robot, attempts, last_error, closed_at FROM robot_task
    WHERE state = 'dead' ORDER BY closed_at DESC LIMIT ${limit}`)

/** A robot's turn that was given up, on a dossier that is still open: a human has it now. */
export type AbandonedTurn = DeadTask & { number: string; service: string }

const abandoned = (organisation: string): Sql => sql`
  FROM robot_task JOIN work_item item USING (dossier)
  WHERE robot_task.state = 'dead' AND item.organisation = ${organisation}
    AND item.status IN ('in-progress', 'awaiting-person')`

/** The turns that robots gave up on the open dossiers of one organisation, the last first. */
export const deadTasksOf = (db: Queries, organisation: string, limit: number): Promise<AbandonedTurn[]> =>
  db.query<AbandonedTurn>(sql`
    SELECT dossier, revision, robot, attempts, last_error, closed_at, item.number, item.service
    ${abandoned(organisation)} ORDER BY closed_at DESC LIMIT ${limit}`)

export const countDeadTasks = async (db: Queries, organisation: string): Promise<number> => {
  const [row] = await db.query<{ count: number }>(sql`SELECT count(*) AS count ${abandoned(organisation)}`)
  return row!.count
}

export const countTasks = async (db: Queries): Promise<{ ready: number; dead: number }> => {
  const [row] = await db.query<{ ready: number; dead: number }>(sql`
    SELECT (SELECT count(*) FROM robot_task WHERE state = 'ready') AS ready,
           (SELECT count(*) FROM robot_task WHERE state = 'dead') AS dead`)
  return row!
}

export const clearItems = (tx: Queries): Promise<unknown> => tx.query(sql`DELETE FROM work_item`)
