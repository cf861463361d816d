import { type Clock, type Database, dayOf, inRounds, isOutage, type Queries, type Rounds } from '#kernel'
import { type Import, importOf } from '../import.ts'
import { electImporter, keepDone, waitingImport } from '../store.ts'
import { apply, undo } from './apply.ts'
import { checkSome } from './check.ts'
import type { Known } from './row.ts'

export type WorkerTools = {
  db: Database
  clock: Clock
  /** What rows of an organisation are read against. */
  known(organisation: string, thisMonth: string): Known
  committed(): void
  failed(error: Error): void
}

const LOOK_MS = 1_000

/**
 * Works on imports that wait, one step at a time: some rows checked, a whole import applied or undone. Any process may; one
 * is elected in the database for one transaction, so that one that dies leaves nothing half done and is replaced at once.
 */
export const startImporter = (tools: WorkerTools): Rounds =>
  inRounds(
    async (isStopped) => {
      while (!isStopped() && (await oneStep(tools))) tools.committed()
    },
    { pollMs: LOOK_MS, failed: (error) => (isOutage(error) ? undefined : tools.failed(error)) },
  )

/** Whether there was something to do. */
const oneStep = ({ db, clock, known }: WorkerTools): Promise<boolean> =>
  db.transaction(async (tx) => {
    if (!(await electImporter(tx))) return false
    // A statement after the election: it sees what the last one elected committed.
    const row = await waitingImport(tx)
    if (!row) return false
    await step(tx, importOf(row), { db, at: clock(), known })
    return true
  })

const step = async (
  tx: Queries,
  one: Import,
  { db, at, known }: { db: Database; at: Date; known: WorkerTools['known'] },
): Promise<void> => {
  const told = (done: number) => keepDone(db, one, done)
  if (one.status === 'confirmed') return apply(tx, one, at, told)
  if (one.status === 'undoing') return undo(tx, one, at, told)
  return checkSome(tx, one, known(one.organisation, dayOf(at).slice(0, 7)))
}
