import { join } from 'node:path'
import { CannotStart, type Database, openDatabase, sql, startPostgres } from '#kernel'
import type { Config } from '../config.ts'

/** PostgreSQL 16 is the floor: older ones lack what the statements rely on. */
const OLDEST = 160_000

export type Connected = {
  db: Database
  url: string
  /** Closes the pool and, when the embedded server was started by this call, stops it. */
  close(): Promise<void>
}

/**
 * The operator's database: the one that DATABASE_URL names, or the embedded one, started or adopted.
 * Throws `CannotStart` (`database-unreachable`, `database-too-old`, and those of `startPostgres`).
 */
export const connect = async (
  config: Pick<Config, 'databaseUrl' | 'dir'>,
  log: (line: string) => void,
  options: { connections?: number; leaveAsFound?: boolean } = {},
): Promise<Connected> => {
  const embedded = config.databaseUrl
    ? undefined
    : await startPostgres({ dir: join(config.dir, 'postgres'), log, watched: !options.leaveAsFound })
  const url = config.databaseUrl ?? embedded!.url
  const db = openDatabase(url, { connections: options.connections })
  const close = async () => {
    await db.close()
    if (embedded && !(options.leaveAsFound && embedded.adopted)) await embedded.stop()
  }
  try {
    await refuseIfUnfit(db)
    return { db, url, close }
  } catch (error) {
    await close()
    throw error instanceof CannotStart ? error : unreachable(url, error)
  }
}

/** For the readiness probe: whether a statement comes back. */
export const isAnswering = async (db: Database): Promise<boolean> =>
  (await db.query(sql`SELECT 1`).catch(() => [])).length === 1

const refuseIfUnfit = async (db: Database) => {
  const [row] = await db.query<{ version: number }>(
    sql`SELECT current_setting('server_version_num')::int AS version`,
  )
  const version = row!.version
  if (version >= OLDEST) return
  const major = Math.floor(version / 10_000)
  throw new CannotStart('database-too-old', {
    fr: `La base de données est un PostgreSQL ${major} ; il faut la version 16 ou une plus récente.`,
    en: `The database is PostgreSQL ${major}; version 16 or newer is needed.`,
  })
}

/** The server and the database are named, never the account's password. */
const unreachable = (url: string, error: unknown): CannotStart => {
  const { host, pathname } = new URL(url)
  const said = (error as Error).message || (error as NodeJS.ErrnoException).code || 'AggregateError'
  const fault = new CannotStart('database-unreachable', {
    fr: `La base de données ${pathname.slice(1)} de ${host} ne répond pas : ${said}. Vérifiez DATABASE_URL et que le serveur tourne.`,
    en: `The database ${pathname.slice(1)} of ${host} does not answer: ${said}. Check DATABASE_URL and that the server runs.`,
  })
  fault.cause = error
  return fault
}
