import type { ReceivedFile } from '#documents'
import { type Database, isId, ok, refused, type Result, typedLine } from '#kernel'
import type { ImportRow, ImportSaid } from '../import.ts'
import type { VolumeRefusal } from '../refusals.ts'
import { findImport, sameFile, type StagedRow, stageImport } from '../store.ts'
import { Faulty } from '../table/faulty.ts'
import { readRecords, separatorIn, textOf } from '../table/text.ts'
import { type ColumnName, HEADING, placesIn } from './columns.ts'

/** A file that came in, with the name that it was given. */
export type SentFile = Omit<ReceivedFile, 'letGo'> & { name: string }

export type Received = {
  organisation: string
  /** The form's key: the same form sent twice is one import. */
  key: string
  by: string
  at: Date
  file: SentFile
  said: Pick<ImportSaid, 'repeated' | 'known' | 'provenance' | 'evidence'>
}

export const MOST_FILE_BYTES = 64_000_000
export const MOST_ROWS = 500_000

/**
 * Copies the rows of a file into the database as they are, in one transaction with the import that holds them: half a
 * file is none. What is in them is checked afterwards; here only what makes a table of a file.
 */
export const receive = async (
  db: Database,
  sent: Received,
): Promise<Result<{ id: string }, VolumeRefusal>> => {
  if (!isId(sent.key)) return refused('key-malformed')
  const before = await findImport(db, sent.organisation, sent.key)
  if (before) return ok({ id: sent.key })
  const { digest } = sent.file
  const same = await sameFile(db, sent.organisation, digest)
  if (same) return refused('already-imported', { import: same.id, at: same.sentAt })
  try {
    await stageImport(db, importOf(sent), rowsOf(sent.file))
    return ok({ id: sent.key })
  } catch (error) {
    if (error instanceof Faulty) return refused(error.is, error.details)
    if (error instanceof TooMany) return refused('file-too-large')
    throw error
  }
}

class TooMany extends Error {}

/** Rows as they are read, without the heading; stops at what no table of volumes has. */
async function* rowsOf(file: SentFile): AsyncGenerator<StagedRow> {
  let places: Map<ColumnName, number> | null = null
  let rows = 0
  const separator = separatorIn(await headingOf(file))
  for await (const { line, cells } of readRecords(textOf(file.name, file.read()), separator, file.name)) {
    if (!places) {
      places = placesOf(file.name, cells)
      continue
    }
    if (++rows > MOST_ROWS) throw new TooMany()
    const at = places
    const cell = (column: ColumnName) => typedLine(cells[at.get(column) ?? -1] ?? '').slice(0, MOST_CELL)
    yield {
      line,
      service: cell('service'),
      month: cell('month'),
      channel: cell('channel'),
      count: cell('count'),
      note: cell('note'),
    }
  }
  if (rows === 0) throw new Faulty(file.name, 'is empty', 'est vide', 'file-empty')
}

const MOST_CELL = 500
const MOST_HEADING = 100_000

const headingOf = async ({ name, read }: SentFile): Promise<string> => {
  let head = ''
  for await (const text of textOf(name, read())) {
    head += text
    if (head.includes('\n') || head.length > MOST_HEADING) break
  }
  return head.split('\n', 1)[0]!
}

const placesOf = (name: string, heads: readonly string[]): Map<ColumnName, number> => {
  const { places, missing } = placesIn(heads)
  if (missing.length === 0) return places
  const wanted = missing.map((one) => HEADING[one])
  throw new Faulty(name, 'lacks columns', 'n’a pas toutes les colonnes', 'columns-missing', {
    missing: wanted,
    found: heads.slice(0, 20).map((head) => head.slice(0, 60)),
  })
}

const importOf = ({ organisation, key, by, at, file, said }: Received): ImportRow => ({
  organisation,
  id: key,
  revision: 0,
  status: 'received',
  digest: file.digest,
  sentAt: at,
  done: 0,
  todo: 0,
  said: JSON.stringify({
    ...said,
    file: typedLine(file.name).slice(0, 120),
    bytes: file.size,
    rows: 0,
    by,
    checkedLine: 0,
    blank: 0,
    faults: {},
    faulty: 0,
    repeatedRows: 0,
    confirmedBy: null,
    changed: 0,
    appliedAt: null,
    undoneAt: null,
  } satisfies ImportSaid),
})
