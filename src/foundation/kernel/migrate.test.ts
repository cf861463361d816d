import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { migrate, openDatabase, sql } from '#kernel'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { heldOpen } from '../../../tests/support/ledger.ts'

describe('preparing a database', () => {
  let fresh: FreshDatabase
  let folder: string
  const lines: string[] = []
  const run = (db = fresh.db) => migrate(db, { log: (line) => lines.push(line), folder })
  const write = (name: string, text: string) => writeFile(join(folder, name), text)

  before(async () => {
    fresh = await freshDatabase()
  })
  after(() => fresh.drop())
  beforeEach(async () => {
    await fresh.db.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    folder = await mkdtemp(join(tmpdir(), 'migrations-'))
    lines.length = 0
  })

  afterEach(() => rm(folder, { recursive: true }))

  it('runs what is missing in order, once, and says so', async () => {
    await write('0002_second.sql', 'INSERT INTO pothole VALUES (1); INSERT INTO pothole VALUES (2)')
    await write('0001_first.sql', 'CREATE TABLE pothole (n int)')
    assert.deepEqual(await run(), ['0001_first', '0002_second'])
    assert.deepEqual(await run(), [])
    assert.deepEqual(lines, [
      'preparing the database: 0001_first (1 of 2)',
      'preparing the database: 0002_second (2 of 2)',
    ])
    assert.equal((await fresh.db.query(sql`SELECT n FROM pothole`)).length, 2)
  })

  it('runs each once when several processes start together', async () => {
    // It ends once the others were told to wait, however long they take to come.
    await write('0001_first.sql', 'SELECT pg_advisory_xact_lock(1); CREATE TABLE pothole (n int)')
    const end = await heldOpen(fresh.db, (tx) => tx.query(sql`SELECT pg_advisory_xact_lock(1)`))
    const others = [openDatabase(fresh.url, { connections: 1 }), openDatabase(fresh.url, { connections: 1 })]
    const running = Promise.all([fresh.db, ...others].map((db) => run(db)))
    const waits = 'another process is preparing the database: waiting for it'
    while (lines.filter((line) => line === waits).length < 2) await wait(20)
    await end()
    assert.deepEqual((await running).flat(), ['0001_first'])
    await Promise.all(others.map((db) => db.close()))
  })

  it('is refused when a file that has run was changed, whatever the ends of its lines', async () => {
    await write('0001_first.sql', 'CREATE TABLE pothole\n(n int)')
    await run()
    await write('0001_first.sql', 'CREATE TABLE pothole\r\n(n int)')
    assert.deepEqual(await run(), [])
    await write('0001_first.sql', 'CREATE TABLE pothole (n bigint)')
    await assert.rejects(run, {
      reason: 'migration-changed',
      message: /0001_first\.sql was changed after it ran/,
    })
  })

  it('is refused on a database that a newer version prepared', async () => {
    await write('0001_first.sql', 'CREATE TABLE pothole (n int)')
    await write('0002_second.sql', 'CREATE TABLE street (n int)')
    await run()
    await rm(join(folder, '0002_second.sql'))
    await assert.rejects(run, { reason: 'database-of-another-version', message: /it holds 0002_second/ })
  })

  it('leaves nothing of a migration that fails, and keeps those before it', async () => {
    await write('0001_first.sql', 'CREATE TABLE pothole (n int)')
    await write('0002_second.sql', 'CREATE TABLE street (n int); SELECT 1 / 0')
    await assert.rejects(run, {
      reason: 'migration-failed',
      message: /0002_second\.sql failed.*division by zero/,
    })
    const tables = await fresh.db.query(
      sql`SELECT to_regclass('pothole') AS kept, to_regclass('street') AS undone`,
    )
    assert.deepEqual(tables, [{ kept: 'pothole', undone: null }])
    await write('0002_second.sql', 'CREATE TABLE street (n int)')
    assert.deepEqual(await run(), ['0002_second'])
  })

  it('is refused when two files carry one number, or a name says nothing', async () => {
    await write('0001_first.sql', 'SELECT 1')
    await write('0001_other.sql', 'SELECT 1')
    await assert.rejects(run, {
      reason: 'migration-numbered-twice',
      message: /0001_first\.sql and 0001_other\.sql/,
    })
    await rm(join(folder, '0001_other.sql'))
    await write('fix.sql', 'SELECT 1')
    await assert.rejects(run, {
      reason: 'migration-badly-named',
      message: /migrations\/fix\.sql is not named/,
    })
  })
})
