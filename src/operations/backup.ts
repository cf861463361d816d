import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, open, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { PoolClient } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { pack, type Pack } from 'tar-stream'
import { lastLeaf, nextIndex } from '#ledger'
import { type Clock, type Database, ok, onConnection, refused, type Result } from '#kernel'
import {
  everySecond,
  FORMAT,
  type Header,
  type Manifest,
  megabytes,
  migrationsOf,
  partName,
  queriesOn,
  quoted,
  type Table,
  tablesOf,
} from './archive.ts'

export type BackedUp = { tables: number; rows: number; events: number }
export type BackupRefusal = 'file-exists' | 'file-not-writable' | 'database-not-prepared'

type Options = { clock: Clock; progress?: (line: string) => void }

/**
 * Writes the whole database as it stands at one moment into `file` (readable by its owner alone: it holds what people
 * wrote and the keys that sign), while others go on working. The file has its name only once it is whole and durable.
 */
export const backup = async (
  db: Database,
  file: string,
  { clock, progress }: Options,
): Promise<Result<BackedUp, BackupRefusal>> => {
  if (await exists(file)) return refused('file-exists', { file })
  const part = `${file}.${process.pid}.part`
  try {
    await (await open(part, 'wx', 0o600)).close()
  } catch (error) {
    return refused('file-not-writable', { file, why: (error as Error).message })
  }
  try {
    const done = await atOneMoment(db, (client) => writeArchive(client, part, { clock, progress }))
    if (done.ok) await keep(part, file)
    return done
  } finally {
    await rm(part, { force: true })
  }
}

/** On the disk first, then under its name. */
const keep = async (part: string, file: string) => {
  const handle = await open(part, 'r+')
  await handle.sync()
  await handle.close()
  await rename(part, file)
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

/** What COPY writes depends on these; the restore reads with the same. */
export const COPY_SETTINGS = `SET LOCAL client_encoding = 'UTF8'; SET LOCAL datestyle = 'ISO'; SET LOCAL timezone = 'UTC';
  SET LOCAL intervalstyle = 'iso_8601'; SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1`

const atOneMoment = <T>(db: Database, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  onConnection(db.pool, async (client, spoil) => {
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      await client.query(COPY_SETTINGS)
      const done = await work(client)
      await client.query('COMMIT')
      return done
    } catch (error) {
      // A COPY may still be under way on it.
      spoil(error as Error)
      throw error
    }
  })

const writeArchive = async (
  client: PoolClient,
  part: string,
  { clock, progress }: Options,
): Promise<Result<BackedUp, BackupRefusal>> => {
  const migrations = await migrationsOf(client)
  if (!migrations) return refused('database-not-prepared')
  const tables = await tablesOf(client)
  const archive = pack()
  const written = pipeline(archive, createGzip(), createWriteStream(part))
  // Its failure is told by `written` itself; until then it must not count as unhandled.
  written.catch(() => {})
  const add = (name: string, content: Buffer) => Promise.race([addEntry(archive, name, content), written])
  const columns = tables.map((table) => ({
    name: table.name,
    columns: table.columns.map(({ name }) => name),
  }))
  const header: Header = { format: FORMAT, madeAt: clock().toISOString(), migrations, tables: columns }
  await add('parvis.json', json(header))
  const manifest = await writeTables(client, tables, { add, progress })
  await add('manifest.json', json(manifest))
  archive.finalize()
  await written
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0)
  return ok({ tables: tables.length, rows, events: manifest.ledger.head })
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)

/** Resolves when the entry has gone through: the memory holds one part, however slow the disk. */
const addEntry = (archive: Pack, name: string, content: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const entry = archive.entry({ name, size: content.length, mode: 0o600 }, (error) =>
      error ? reject(error) : resolve(),
    )
    entry.end(content)
  })

type Sink = {
  add: (name: string, content: Buffer) => Promise<void>
  progress: ((line: string) => void) | undefined
}

const writeTables = async (client: PoolClient, tables: Table[], sink: Sink): Promise<Manifest> => {
  const queries = queriesOn(client)
  const leaf = await lastLeaf(queries)
  const ledger = { head: await nextIndex(queries), lastLeaf: leaf?.toString('hex') ?? null }
  const manifest: Manifest = { tables: {}, ledger }
  const tick = everySecond(sink.progress)
  for (const table of tables) manifest.tables[table.name] = await writeTable(client, table, { ...sink, tick })
  return manifest
}

const PART_BYTES = 4_000_000

const writeTable = async (
  client: PoolClient,
  table: Table,
  { add, tick }: Sink & { tick: ReturnType<typeof everySecond> },
): Promise<Manifest['tables'][string]> => {
  const source = client.query(copyTo(`COPY (${selectOf(table)}) TO STDOUT`))
  const digest = createHash('sha256')
  let [bytes, parts, held, waiting] = [0, 0, 0, [] as Buffer[]]
  const flush = async () => {
    await add(partName(table.name, ++parts), Buffer.concat(waiting))
    held = 0
    waiting = []
  }
  for await (const chunk of source as AsyncIterable<Buffer>) {
    digest.update(chunk)
    bytes += chunk.length
    held += chunk.length
    waiting.push(chunk)
    if (held >= PART_BYTES) await flush()
    tick(() => `${table.name}: ${megabytes(bytes)}`)
  }
  if (held > 0) await flush()
  return { rows: source.rowCount, bytes, sha256: digest.digest('hex') }
}

/** Transaction ids mean nothing in another cluster: they leave as older than any (see the ledger's `adoptEvents`). */
const ELSEWHERE: Record<string, string> = { xid8: `'0'::xid8`, pg_snapshot: `'3:3:'::pg_snapshot` }

const selectOf = ({ name, columns }: Table): string => {
  const values = columns.map((column) => ELSEWHERE[column.type] ?? quoted(column.name))
  return `SELECT ${values.join(', ')} FROM ${quoted(name)}`
}
