import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, migrate, openDatabase, readMigrations, startPostgres, stopPostgres } from '#kernel'

const ROOT = join(import.meta.dirname, '../..')
const SERVER = join(ROOT, '.parvis/test-postgres')

export type FreshDatabase = { db: Database; url: string; drop(): Promise<void> }

/**
 * A migrated database of its own, on a server that the test processes share: whichever comes first starts it, and it
 * is left running for the next run (`npm test` stops it). Call `drop` when done, or the process waits for it.
 */
export const freshDatabase = async (options: { connections?: number } = {}): Promise<FreshDatabase> => {
  const serverUrl = await testServer()
  const name = `test_${process.pid}_${++made}`
  await onServer(serverUrl, async (server) => {
    const template = await migratedTemplate(server, serverUrl)
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  const url = urlOf(serverUrl, name)
  const db = openDatabase(url, { connections: options.connections ?? 5 })
  const drop = async () => {
    await db.close()
    await onServer(serverUrl, (server) => server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  }
  return { db, url, drop }
}

let made = 0

/** Stops the shared server, unless another run still uses it. */
export const stopTestServer = async (): Promise<void> => {
  if (!existsSync(SERVER)) return
  const inUse = await onServer(await testServer(), async (server) =>
    (await testDatabases(server)).some(({ pid }) => isAlive(pid)),
  )
  if (!inUse) await stopPostgres(SERVER)
}

/** What a test commits must be seen by others, not outlive a power cut: without fsync the suite takes half the time. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }

let serverUrl: Promise<string> | undefined
const testServer = (): Promise<string> => (serverUrl ??= startTestServer())

const startTestServer = async (): Promise<string> => {
  const { url } = await startPostgres({ dir: SERVER, log: () => {}, settings: SETTINGS, watched: false })
  await onServer(url, dropLeftovers)
  return url
}

/** What test processes that are gone left behind. Another process may be dropping the same one. */
const dropLeftovers = async (server: pg.Client) => {
  for (const { name, pid } of await testDatabases(server))
    if (!isAlive(pid)) await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).catch(() => {})
}

const testDatabases = async (server: pg.Client): Promise<{ name: string; pid: number }[]> => {
  const { rows } = await server.query(`SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'`)
  return rows.map(({ datname: name }) => ({ name, pid: Number(name.split('_')[1]) }))
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** One template per content of `migrations/`, made once by whoever needs it first. */
const migratedTemplate = async (server: pg.Client, serverUrl: string): Promise<string> => {
  const template = `template_${await digestOfMigrations()}`
  const isThere = async () =>
    (await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])).rowCount === 1
  if (await isThere()) return template
  await server.query('SELECT pg_advisory_lock(7423001)')
  try {
    if (!(await isThere())) await makeTemplate(server, serverUrl, template)
  } finally {
    await server.query('SELECT pg_advisory_unlock(7423001)')
  }
  return template
}

const makeTemplate = async (server: pg.Client, serverUrl: string, template: string) => {
  const building = `${template}_building`
  await server.query(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`)
  await server.query(`CREATE DATABASE ${building}`)
  await migrateTemplate(urlOf(serverUrl, building))
  await server.query(`ALTER DATABASE ${building} RENAME TO ${template}`)
}

const migrateTemplate = async (url: string) => {
  const db = openDatabase(url, { connections: 1 })
  try {
    await migrate(db, { log: () => {} })
  } finally {
    await db.close()
  }
}

const digestOfMigrations = async (): Promise<string> => {
  const digests = (await readMigrations()).map(({ name, digest }) => `${name} ${digest}`)
  return createHash('sha256').update(digests.join('\n')).digest('hex').slice(0, 16)
}

const onServer = async <T>(url: string, work: (server: pg.Client) => Promise<T>): Promise<T> => {
  const server = new pg.Client({ connectionString: url })
  server.on('error', () => {})
  await server.connect()
  try {
    return await work(server)
  } finally {
    await server.end()
  }
}

const urlOf = (serverUrl: string, database: string): string => {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}
