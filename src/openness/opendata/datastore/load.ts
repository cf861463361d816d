import { type Clock, type Database, newId } from '#kernel'
import type { Field } from '../dataset.ts'
import { addRows, claim, finish, giveUp, type Place } from './store.ts'
import type { Cell } from './values.ts'

/** A batch is written when it holds so many rows, or so many characters. */
const BATCH_ROWS = 1_000
const BATCH_CHARACTERS = 256_000

/** Whoever reads is believed so long without a word. */
const BELIEVED_MS = 30_000

export type Table = { digest: string | null; fields: Field[]; rows: () => AsyncIterable<readonly Cell[]> }

/**
 * Reads a table into the database, a batch at a time, and puts it in the place of the one before at the end: whoever asks
 * meanwhile has the one before. One process at a time; one that is killed leaves rows that nobody sees, and the next
 * reading sweeps them. False when another process is at it.
 */
export const load = async (db: Database, clock: Clock, place: Place, table: Table): Promise<boolean> => {
  const loading = newId()
  const until = () => new Date(clock().getTime() + BELIEVED_MS)
  if (!(await claim(db, place, { loading, now: clock(), until: until() }))) return false
  try {
    let after = 0
    for await (const rows of inBatches(table.rows())) {
      const added = await addRows(db, place, { loading, after, until: until(), rows })
      if (added.length !== rows.length) return false
      after += rows.length
    }
    const { digest, fields } = table
    await db.transaction((tx) => finish(tx, place, { loading, digest, fields, rows: after, now: clock() }))
    return true
  } catch (error) {
    await giveUp(db, place, loading).catch(() => {})
    throw error
  }
}

async function* inBatches(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<Cell[][]> {
  let batch: Cell[][] = []
  let characters = 0
  for await (const row of rows) {
    batch.push([...row])
    characters += row.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 8), 0)
    if (batch.length < BATCH_ROWS && characters < BATCH_CHARACTERS) continue
    yield batch
    batch = []
    characters = 0
  }
  if (batch.length) yield batch
}
