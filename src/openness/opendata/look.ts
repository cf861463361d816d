import { readEvidence } from '#documents'
import { csv, type Database } from '#kernel'
import type { Looked } from './check.ts'
import type { Distribution } from './dataset.ts'
import type { Conditions, Fetching, fetchOpen, Head } from './fetching/fetch.ts'
import { inspect, type Inspection } from './files/inspect.ts'
import type { Source } from './tools.ts'

/** How much of a file a check reads: what goes on beyond it is said to. */
export const CHECK_BYTES = 10 * 1024 * 1024

export type LookTools = {
  db: Database
  sources: readonly Source[]
  fetching: Fetching
  /** How addresses are fetched: `fetchOpen`, but in a demonstration of the past. */
  fetch: typeof fetchOpen
}

/** What was seen, and by what the next look can ask only for another version; `same` when the server has no other one. */
export type Seen = { looked: Looked; conditions: Conditions; digest: string | null } | { same: true }

const NOTHING: Conditions = { etag: null, modified: null }
const without = (code: string, details: Record<string, string | number> = {}): Seen => ({
  looked: { had: false, code, details },
  conditions: NOTHING,
  digest: null,
})

/** Gets a published distribution as anybody would, and reads it. */
export const lookAt = (
  tools: LookTools,
  { distribution, known, now }: { distribution: Distribution; known: Known; now: Date },
): Promise<Seen> => {
  switch (distribution.kind) {
    case 'link':
      return lookElsewhere(tools, distribution.url ?? '', { ...distribution, known, now })
    case 'upload':
      return lookAtFile(tools, distribution)
    case 'query':
      return lookAtQuery(tools, distribution, now)
  }
}

/** What is remembered of the last look. */
export type Known = Conditions & { digest: string | null }
export const UNKNOWN: Known = { ...NOTHING, digest: null }

type Elsewhere = Pick<Distribution, 'format' | 'schema' | 'updatedAt'> & { known: Known; now: Date }

/** Fetches an address and reads what is there. */
export const lookElsewhere = async (
  { fetch, fetching }: LookTools,
  url: string,
  { format, schema, updatedAt, known, now }: Elsewhere,
): Promise<Seen> => {
  const read = async (body: AsyncIterable<Buffer>, head: Head) => ({
    head,
    inspection: await inspect(body, { format, schema, mostBytes: CHECK_BYTES }),
  })
  const fetched = await fetch(url, fetching, read, known)
  if (!fetched.ok) return without(fetched.refusal, numbersAndTexts(fetched.details))
  if (fetched.value.is === 'not-modified') return { same: true }
  const { head, inspection } = fetched.value.value
  const { etag, modified } = head
  return {
    looked: { had: true, inspection, changedAt: changedAt(modified, inspection, { known, updatedAt, now }) },
    conditions: { etag: shortened(etag), modified: shortened(modified) },
    digest: inspection.digest,
  }
}

/** A header that long is no one's own: the next look asks for everything. */
const shortened = (header: string | null): string | null =>
  header !== null && header.length <= 200 ? header : null

/** What the server says, unless it lies in the future; then the day on which other bytes were seen. */
const changedAt = (
  modified: string | null,
  { digest }: Inspection,
  { known, updatedAt, now }: Pick<Elsewhere, 'known' | 'updatedAt' | 'now'>,
): string => {
  const said = modified === null ? Number.NaN : Date.parse(modified)
  if (said > 0 && said <= now.getTime()) return new Date(said).toISOString()
  return known.digest !== null && known.digest !== digest ? now.toISOString() : updatedAt
}

const numbersAndTexts = (details: Record<string, unknown>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(details).filter(
      (one): one is [string, string | number] => typeof one[1] === 'string' || typeof one[1] === 'number',
    ),
  )

const lookAtFile = async ({ db }: LookTools, distribution: Distribution): Promise<Seen> => {
  const { digest, format, schema, updatedAt } = distribution
  const content = digest === null ? null : await readEvidence(db, digest)
  if (!content) return without('content-missing')
  const inspection = await inspect(content.body, { format, schema, mostBytes: CHECK_BYTES })
  if (!inspection.cut && inspection.digest !== digest && !inspection.fault) return without('content-altered')
  return { looked: { had: true, inspection, changedAt: updatedAt }, conditions: NOTHING, digest }
}

const lookAtQuery = async (
  { sources }: LookTools,
  { query, schema }: Distribution,
  now: Date,
): Promise<Seen> => {
  const source = sources.find(({ id }) => id === query)
  if (!source) return without('source-gone')
  const inspection = await inspect(csvOf(source), {
    format: 'csv',
    schema,
    mayBeEmpty: true,
    mostBytes: CHECK_BYTES,
  })
  return {
    looked: { had: true, inspection, changedAt: now.toISOString() },
    conditions: NOTHING,
    digest: null,
  }
}

const MOST_ROWS_AT_ONCE = 500

/** A source as a CSV file, as it is read: its columns, then its rows. */
export async function* csvOf({ columns, rows }: Source): AsyncGenerator<Buffer> {
  yield Buffer.from(csv([columns.map(({ name }) => name)]))
  let held: (readonly (string | number | null)[])[] = []
  const flushed = () => {
    const text = csv(held).slice(1)
    held = []
    return Buffer.from(text)
  }
  for await (const row of rows()) {
    held.push(row.map((cell) => (typeof cell === 'boolean' ? String(cell) : cell)))
    if (held.length >= MOST_ROWS_AT_ONCE) yield flushed()
  }
  if (held.length > 0) yield flushed()
}
