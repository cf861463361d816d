import { type Queries } from '#kernel'
import { type SealedEvent, sealedEvents } from '#ledger'
import { newCells } from './cells.ts'
import { emptyHistory, type History, record } from './history.ts'
import { MEASURE_KINDS, type MeasureKind } from './measure.ts'
import { EVENT_KINDS } from './measures.ts'
import { type CellRow, cellsAfter, measureOf, type State } from './store.ts'
import { countInto } from './subscriber.ts'

/** What a process holds of the cells in memory: the history that every target reads, up to an event. */
export type Board = State & {
  history: History
  /** The first day that changed since the last time that somebody asked; null when none did. */
  changedFrom: string | null
  /** The kinds of measures that changed since then. */
  changed: Set<MeasureKind>
}

/** Further behind than this, the cells are read anew rather than the events. */
const MOST_EVENTS = 20_000

const PART = 10_000

const KINDS = Object.keys(MEASURE_KINDS) as MeasureKind[]

/**
 * The board as the cells are at this moment: brought up by the events that it has not seen, or read anew. Within a
 * transaction of one moment.
 */
export const broughtUp = async (
  tx: Queries,
  board: Board | null,
  state: State,
  dayAt: (at: Date) => string,
) => {
  if (board?.epoch !== state.epoch || state.head - board.head > MOST_EVENTS) return readAnew(tx, state)
  while (board.head < state.head) {
    const events = await sealedEvents(tx, {
      from: board.head,
      before: state.head,
      kinds: EVENT_KINDS,
      limit: 2_000,
    })
    take(board, events, dayAt)
    board.head = events.length < 2_000 ? state.head : events.at(-1)!.index + 1
  }
  return board
}

const take = (board: Board, events: SealedEvent[], dayAt: (at: Date) => string) => {
  const cells = newCells()
  countInto(cells, events, dayAt)
  for (const row of cells.rows()) takeRow(board, row)
}

const takeRow = (board: Board, row: CellRow) => {
  record(board.history, measureOf(row))
  board.changed.add(row.kind as MeasureKind)
  if (board.changedFrom === null || row.day < board.changedFrom) board.changedFrom = row.day
}

const readAnew = async (tx: Queries, { epoch, head }: State): Promise<Board> => {
  const board: Board = {
    epoch,
    head,
    history: emptyHistory(),
    changedFrom: '0001-01-01',
    changed: new Set(KINDS),
  }
  for await (const rows of everyCell(tx)) for (const row of rows) record(board.history, measureOf(row))
  return board
}

/** All cells in parts, in the order of their key; within a transaction of one moment. */
export async function* everyCell(tx: Queries): AsyncGenerator<CellRow[]> {
  let last: CellRow | null = null
  for (;;) {
    const rows: CellRow[] = await cellsAfter(tx, last, PART)
    yield rows
    if (rows.length < PART) return
    last = rows.at(-1)!
  }
}
