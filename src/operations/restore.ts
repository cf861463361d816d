import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { extract } from 'tar-stream'
import { type Database, ok, onConnection, refused, type Refused, type Result } from '#kernel'
import { adoptEvents, holdRestoredLog, lastLeaf, nextIndex, type Verified, verifyLedger } from '#ledger'
import {
  everySecond,
  type Header,
  headerShape,
  type Manifest,
  manifestShape,
  megabytes,
  migrationsOf,
  queriesOn,
  quoted,
  tableOfPart,
  tablesOf,
} from './archive.ts'
import { COPY_SETTINGS } from './backup.ts'

/** `isLogHeld`: the public log had been signed, and is held until somebody says what they last saw of it. */
export type Restored = { tables: number; rows: number; ledger: Verified; isLogHeld: boolean }
export type RestoreRefusal =
  | 'file-not-readable'
  | 'not-a-backup'
  | 'backup-damaged'
  | 'made-by-another-version'
  | 'database-not-prepared'
  | 'database-not-empty'

type Options = { progress?: (line: string) => void }

/**
 * Brings a backup back into a database that is prepared and empty, in one transaction: every table's count and digest
 * and the whole ledger are checked before it commits. Whatever is refused leaves the database empty. `details.why`
 * says what was found.
 */
export const restore = async (
  db: Database,
  file: string,
  { progress }: Options = {},
): Promise<Result<Restored, RestoreRefusal>> => {
  const handle = await open(file).catch((error: Error) => error)
  if (handle instanceof Error) return refused('file-not-readable', { file, why: handle.message })
  const archive = openArchive(handle.createReadStream())
  try {
    const done = await inOneTransaction(db, (client) => load(client, archive, progress))
    // Loaded in one go, the tables have no statistics yet.
    await db.pool.query('ANALYZE')
    return ok(done)
  } catch (error) {
    const refusal = refusalOf(isCut(error) ? (archive.fault() ?? error) : error)
    if (!refusal) throw error
    return refusal
  } finally {
    archive.close()
  }
}

/** Thrown inside, to roll back; outside, it is the refusal that it carries. */
class Stopped extends Error {
  readonly refusal: Refused<RestoreRefusal>
  constructor(refusal: RestoreRefusal, details: Record<string, unknown> = {}) {
    super(refusal)
    this.refusal = refused(refusal, details)
  }
}
const damaged = (why: string) => new Stopped('backup-damaged', { why })

/** What a reader of the file sees when the file itself failed under it. */
const isCut = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'STREAM_DESTROYED'

/** What zlib, tar or PostgreSQL say of a file that was cut or altered; anything else is a fault of ours. */
const refusalOf = (error: unknown): Refused<RestoreRefusal> | null => {
  if (error instanceof Stopped) return error.refusal
  if (!(error instanceof Error)) return null
  const code = 'code' in error ? String(error.code) : ''
  const isOfTheFile =
    /^(Z_|22|23|EISDIR|STREAM_DESTROYED|ERR_STREAM_PREMATURE_CLOSE)/.test(code) ||
    /\b(tar|end of data)\b/i.test(error.message)
  return isOfTheFile ? damaged(error.message).refusal : null
}

const inOneTransaction = <T>(db: Database, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  onConnection(db.pool, async (client, spoil) => {
    try {
      await client.query('BEGIN')
      await client.query(COPY_SETTINGS)
      const done = await work(client)
      await client.query('COMMIT')
      return done
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {})
      spoil(error as Error)
      throw error
    }
  })

const load = async (
  client: PoolClient,
  archive: Archive,
  progress: Options['progress'],
): Promise<Restored> => {
  const header = await readHeader(archive)
  await refuseUnfit(client, header)
  const manifest: Manifest = { tables: {}, ledger: { head: 0, lastLeaf: null } }
  const tick = everySecond(progress)
  for (const { name, columns } of header.tables)
    manifest.tables[name] = await loadTable(client, { name, columns, archive, tick })
  const queries = queriesOn(client)
  manifest.ledger = {
    head: await nextIndex(queries),
    lastLeaf: (await lastLeaf(queries))?.toString('hex') ?? null,
  }
  compare(manifest, await readManifest(archive))
  await adoptEvents(queries)
  const verified = await verifyLedger(queries, {
    progress: (done, of) => tick(() => `ledger: ${done} of ${of} events verified`),
  })
  if (!verified.ok)
    throw damaged(`the ledger does not hold: ${verified.refusal} ${JSON.stringify(verified.details)}`)
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0)
  const isLogHeld = await holdRestoredLog(queries)
  return { tables: header.tables.length, rows, ledger: verified.value, isLogHeld }
}

/** Nobody may write from here on: what is empty now is empty when we commit. */
const refuseUnfit = async (client: PoolClient, header: Header) => {
  const migrations = await migrationsOf(client)
  if (!migrations) throw new Stopped('database-not-prepared')
  const strangers = differences(header.migrations, migrations)
  if (strangers.length > 0) throw new Stopped('made-by-another-version', { why: strangers.join(', ') })
  const tables = await tablesOf(client)
  const shapeOf = (name: string, columns: string[]) => `${name} (${columns.toSorted().join(', ')})`
  const here = new Set(
    tables.map(({ name, columns }) =>
      shapeOf(
        name,
        columns.map((column) => column.name),
      ),
    ),
  )
  const unknown = header.tables.filter(({ name, columns }) => !here.delete(shapeOf(name, columns)))
  if (unknown.length + here.size > 0)
    throw new Stopped('made-by-another-version', {
      why: [...unknown.map(({ name }) => name), ...here].join(', '),
    })
  const names = tables.map(({ name }) => quoted(name))
  await client.query(`LOCK TABLE ${names.join(', ')} IN SHARE ROW EXCLUSIVE MODE`)
  const full: string[] = []
  for (const name of names)
    if ((await client.query(`SELECT 1 FROM ${name} LIMIT 1`)).rowCount) full.push(name)
  if (full.length > 0) throw new Stopped('database-not-empty', { why: full.join(', ') })
}

const differences = (a: Record<string, string>, b: Record<string, string>): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]).toSorted()

type Loading = {
  name: string
  columns: string[]
  archive: Archive
  tick: ReturnType<typeof everySecond>
}

const loadTable = async (
  client: PoolClient,
  { name, columns, archive, tick }: Loading,
): Promise<Manifest['tables'][string]> => {
  const digest = createHash('sha256')
  let bytes = 0
  const content = async function* () {
    for (; tableOfPart(archive.name() ?? '') === name; await archive.next())
      for await (const chunk of archive.content()) {
        digest.update(chunk)
        bytes += chunk.length
        tick(() => `${name}: ${megabytes(bytes)}`)
        yield chunk
      }
  }
  const sink = client.query(copyFrom(`COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) FROM STDIN`))
  await pipeline(Readable.from(content(), { objectMode: false }), sink)
  return { rows: sink.rowCount, bytes, sha256: digest.digest('hex') }
}

const compare = (loaded: Manifest, told: Manifest) => {
  const found = differences(flat(loaded), flat(told))
  if (found.length > 0) throw damaged(`what was loaded is not what was saved: ${found.join(', ')}`)
}

const flat = ({ tables, ledger }: Manifest): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(tables).map(([name, its]) => [name, `${its.rows} ${its.bytes} ${its.sha256}`]),
  ),
  ledger: `${ledger.head} ${ledger.lastLeaf}`,
})

// ---- The file

/** The entries of the file one after the other: `name` is the current one's, null after the last. */
type Archive = {
  next(): Promise<void>
  name(): string | null
  content(): AsyncIterable<Buffer>
  /** What went wrong with the file, once something has. */
  fault(): Error | null
  close(): void
}

const openArchive = (source: Readable): Archive => {
  const entries = extract()
  const read = pipeline(source, createGunzip(), entries)
  let fault: Error | null = null
  read.catch((error: Error) => (fault = error))
  const iterator = entries[Symbol.asyncIterator]()
  let entry: Awaited<ReturnType<typeof iterator.next>> | undefined
  return {
    async next() {
      entry = await iterator.next()
      // The end of the tar is not the end of the file: its checksum comes after.
      if (entry.done) await read
    },
    name: () => (entry && !entry.done ? entry.value.header.name : null),
    content: () => (entry && !entry.done ? (entry.value as AsyncIterable<Buffer>) : Readable.from([])),
    fault: () => fault,
    close() {
      source.destroy()
    },
  }
}

const readHeader = async (archive: Archive): Promise<Header> => {
  try {
    await archive.next()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const isOurs = code?.startsWith('Z_') && message !== 'incorrect header check'
    throw new Stopped(isOurs ? 'backup-damaged' : 'not-a-backup', { why: message })
  }
  if (archive.name() !== 'parvis.json')
    throw new Stopped('not-a-backup', { why: 'it does not begin with parvis.json' })
  const header = headerShape.safeParse(await readJson(archive))
  if (!header.success) throw new Stopped('not-a-backup', { why: 'its parvis.json is of another format' })
  await archive.next()
  return header.data
}

const readManifest = async (archive: Archive): Promise<Manifest> => {
  if (archive.name() !== 'manifest.json')
    throw damaged(`${archive.name() ?? 'its end'} comes before its manifest`)
  const manifest = manifestShape.safeParse(await readJson(archive))
  if (!manifest.success) throw damaged('its manifest cannot be read')
  await archive.next()
  if (archive.name() !== null) throw damaged('something follows its manifest')
  return manifest.data
}

const LONGEST_JSON = 10_000_000

const readJson = async (archive: Archive): Promise<unknown> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of archive.content()) {
    bytes += chunk.length
    if (bytes > LONGEST_JSON) return null
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return null
  }
}
