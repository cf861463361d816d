import { createHash } from 'node:crypto'
import pg from 'pg'
import sqlTag, { empty, join, raw, type Sql } from 'sql-template-tag'

export { empty, join, raw }
export type { Sql }

/** SQL in a tagged template: every interpolation is a parameter, never text. Lives in `store.ts` files only. */
export const sql = sqlTag

/** What can run a statement: the pool, or a transaction. Rows come back as objects, columns as they are named. */
export type Queries = {
  query<Row = Record<string, unknown>>(statement: Sql): Promise<Row[]>
}

export type Database = Queries & {
  /** Runs `work` in one transaction: committed (durable) when the promise resolves, rolled back when it throws. */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>
  /** The bare pool, for COPY and LISTEN only. */
  pool: pg.Pool
  close(): Promise<void>
}

/** PostgreSQL's int8 fits a JavaScript number up to 2^53: our indexes and counts do. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
/** A civil day is a text `2026-11-22`, never an instant in somebody's zone. */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export const openDatabase = (url: string, options: { connections?: number } = {}): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'parvis',
  })
  // An idle connection that dies (PostgreSQL restarted) is replaced at the next use: it must not end the process.
  pool.on('error', () => {})
  return {
    pool,
    query: (statement) => run(pool, statement),
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  }
}

const inTransaction = <T>(pool: pg.Pool, work: (tx: Queries) => Promise<T>): Promise<T> =>
  onConnection(pool, async (client, spoil) => {
    try {
      await client.query('BEGIN')
      const value = await work({ query: (statement) => run(client, statement) })
      await client.query('COMMIT')
      return value
    } catch (error) {
      await client.query('ROLLBACK').catch(spoil)
      throw error
    }
  })

/**
 * One connection for a piece of work. Cut in the middle, or spoiled by what the work left on it (an open transaction, a
 * COPY under way), it is closed and not given back.
 */
export const onConnection = async <T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient, spoil: (error: Error) => void) => Promise<T>,
): Promise<T> => {
  const client = await pool.connect()
  let broken: Error | undefined
  const spoil = (error: Error) => void (broken ??= error)
  // A connection that is cut says so here too: its query fails already, the process must not.
  client.on('error', spoil)
  try {
    return await work(client, spoil)
  } finally {
    client.off('error', spoil)
    client.release(broken)
  }
}

const run = async <Row>(on: pg.Pool | pg.PoolClient, statement: Sql): Promise<Row[]> => {
  const text = statement.text
  const { rows } = await on.query({ name: nameOf(text), text, values: statement.values as unknown[] })
  return rows as Row[]
}

/**
 * Whether what failed is the database being away, full or overloaded, and nobody's statement: what was asked can be asked
 * again as it is. By SQLSTATE class (08 connection, 53 resources, 57P shutdown), by what the system says of a connection,
 * and by `pg`'s own sentences, which carry no code.
 */
export const isOutage = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const { code = '', syscall } = error as NodeJS.ErrnoException
  if (/^(08...|53...|57P0[123]|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ETIMEDOUT|EPIPE)$/.test(code)) return true
  // A socket's file that is gone is an outage; any other file is not.
  if (code === 'ENOENT') return syscall === 'connect'
  return code === '' && PG_SAYS_GONE.test(error.message)
}

const PG_SAYS_GONE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/

/** The same text is prepared once per connection under the same name (half of a small statement's cost is planning). */
const names = new Map<string, string>()
const nameOf = (text: string): string => {
  let name = names.get(text)
  if (!name) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 32)
    if (names.size < 2_000) names.set(text, name)
  }
  return name
}
