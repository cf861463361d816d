import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import pg from 'pg'
import { freshDatabase } from '../../../tests/support/database.ts'
import { isOutage, openDatabase, sql } from './sql.ts'

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => assert.fail('it was to fail'),
    (error: unknown) => error,
  )

describe('an outage of the database', () => {
  it('is told from a statement’s own fault', async () => {
    const { db, drop } = await freshDatabase({ connections: 1 })
    try {
      const faults = [sql`SELECT 1 / 0`, sql`SELECT * FROM nowhere`, sql`SELECT ${'\u0000'}::text`]
      for (const statement of faults) assert.equal(isOutage(await failureOf(db.query(statement))), false)
      // The server ends the connection in the middle of a transaction, as it does when it stops.
      const ended = db.transaction((tx) => tx.query(sql`SELECT pg_terminate_backend(pg_backend_pid())`))
      assert.equal(isOutage(await failureOf(ended)), true)
      assert.equal((await db.query(sql`SELECT 1`)).length, 1, 'the next one finds another connection')
    } finally {
      await drop()
    }
  })

  it('is a server that is not there, and a connection of ours that is closed', async () => {
    const nowhere = openDatabase('postgres://nobody@127.0.0.1:1/nowhere')
    assert.equal(isOutage(await failureOf(nowhere.query(sql`SELECT 1`))), true)
    await nowhere.close()
    const elsewhere = openDatabase('postgres:///nowhere?host=/nowhere')
    assert.equal(isOutage(await failureOf(elsewhere.query(sql`SELECT 1`))), true)
    await elsewhere.close()
  })

  it('is a pool of which every connection stays taken', async () => {
    const { url, drop } = await freshDatabase({ connections: 1 })
    const pool = new pg.Pool({ connectionString: url, max: 1 })
    pool.on('error', () => {})
    const held = await pool.connect()
    pool.options.connectionTimeoutMillis = 20
    assert.equal(isOutage(await failureOf(pool.query('SELECT 1'))), true)
    held.release(true)
    await pool.end()
    await drop()
  })

  it('is neither a bug nor a file that is missing', () => {
    assert.equal(isOutage(new TypeError('x is undefined')), false)
    assert.equal(
      isOutage(Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' })),
      false,
    )
    assert.equal(isOutage('Connection terminated'), false)
  })
})
