import type { Queries } from '#kernel'
import { type Import, rowOf } from '../import.ts'
import { addFaults, addRead, type Fault, keepImport, readAmong, rowsAfter } from '../store.ts'
import { type GoodRow, type Known, readRow } from './row.ts'

/** So many rows in one transaction: what was checked is kept with how far it came, so that a process may die. */
const BATCH = 5_000

/** So many faults are listed; all are counted. */
export const MOST_FAULTS = 1_000

/** Checks the next rows of an import; once there are no more it is checked, or faulty. */
export const checkSome = async (tx: Queries, one: Import, known: Known): Promise<void> => {
  const rows = await rowsAfter(tx, one, one.said.checkedLine, BATCH)
  const read = rows.map((row) => readRow(row, known))
  const good = read.flatMap((each) => ('good' in each ? [each.good] : []))
  const faults = read.flatMap((each) => ('faults' in each ? each.faults : []))
  const { cells, repeated } = await together(tx, one, good)
  const isRefused = one.said.repeated === 'refuse'
  if (isRefused) faults.push(...repeated)
  await addRead(tx, one, cells)
  await addFaults(tx, one, inOrder(faults).slice(0, Math.max(0, MOST_FAULTS - one.said.faulty)))
  const said = {
    ...one.said,
    blank: one.said.blank + read.filter((each) => 'blank' in each).length,
    checkedLine: rows.at(-1)?.line ?? one.said.checkedLine,
    faults: counted(one.said.faults, faults),
    faulty: one.said.faulty + faults.length,
    repeatedRows: one.said.repeatedRows + repeated.length,
  }
  const isOver = rows.length < BATCH
  const status = isOver ? (said.faulty > 0 ? 'faulty' : 'checked') : one.status
  await keepImport(tx, rowOf({ ...one, status, done: one.done + rows.length, said }))
}

const inOrder = (faults: Fault[]): Fault[] => faults.toSorted((a, b) => a.line - b.line)

const counted = (before: Record<string, number>, faults: readonly Fault[]): Record<string, number> => {
  const all = { ...before }
  for (const { kind } of faults) all[kind] = (all[kind] ?? 0) + 1
  return all
}

/** Rows of one service, month and channel as one cell; those that come again, with the line of the first. */
const together = async (tx: Queries, one: Import, good: readonly GoodRow[]) => {
  const earlier = new Map((await readAmong(tx, one, unique(good))).map((cell) => [keyOf(cell), cell.line]))
  const cells = new Map<string, GoodRow>()
  const repeated: Fault[] = []
  for (const row of good) {
    const key = keyOf(row)
    const [cell, first] = [cells.get(key), earlier.get(key)]
    const line = cell?.line ?? first
    if (line !== undefined)
      repeated.push({
        line: row.line,
        column: 'service',
        kind: 'repeated',
        value: `${row.service}, ${row.month}, ${row.channel}`,
        about: String(line),
      })
    // Two rows of one month may be two counters: their sum is known, in whole numbers.
    if (cell) cells.set(key, { ...cell, count: cell.count + row.count })
    else cells.set(key, row)
  }
  return { cells: [...cells.values()], repeated }
}

const unique = (rows: readonly GoodRow[]): GoodRow[] => [
  ...new Map(rows.map((row) => [keyOf(row), row])).values(),
]

const keyOf = ({
  service,
  month,
  channel,
}: Pick<GoodRow, 'service' | 'month'> & { channel: string }): string => `${service} ${month} ${channel}`
