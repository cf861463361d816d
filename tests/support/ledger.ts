import type { Log, NewEvent } from '#ledger'
import { type Database, newId, type Queries, sql } from '#kernel'

/** The ids under which the story's people act. */
export const AMELIE = 'person:0d1f7c52'
export const KARIM = 'person:5be0a9d4'
export const LUCIE = 'agent:31c6f08b'

/** An event of Amélie's, unless told otherwise. */
export const eventOf = (given: Partial<NewEvent> = {}): NewEvent => ({
  stream: newId(),
  kind: 'dossier.filed',
  body: { street: 'rue Sainte-Catherine', potholes: 2 },
  actor: AMELIE,
  channel: 'portal',
  at: new Date('2026-11-22T14:30:00.123Z'),
  ...given,
})

export type Line = { level: string; message: string } & Record<string, unknown>

/** A log that keeps its lines, to be asserted or ignored. */
export const keptLog = (): Log & { lines: Line[] } => {
  const lines: Line[] = []
  const keep = (level: string) => (fields: object, message: string) =>
    void lines.push({ ...fields, level, message })
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') }
}

type Sealed = { idx: number; stream: string; seq: number }

export const sealsOf = (db: Queries): Promise<Sealed[]> =>
  db.query<Sealed>(sql`SELECT idx, stream, seq FROM seal ORDER BY idx`)

/** A transaction that stays open until it is told to commit, on a connection of its own. */
export const heldOpen = async (db: Database, work: (tx: Queries) => Promise<unknown>) => {
  const began = Promise.withResolvers<void>()
  const told = Promise.withResolvers<void>()
  const done = db.transaction(async (tx) => {
    await work(tx)
    began.resolve()
    await told.promise
  })
  await Promise.race([began.promise, done])
  return async () => {
    told.resolve()
    await done
  }
}
