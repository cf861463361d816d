import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from '#kernel'
import { freshDatabase } from './database.ts'

describe('a fresh database for a test', () => {
  it('is nobody else’s: what one test writes, another does not see', async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()])
    await one.db.query(sql`CREATE TABLE only_here (n int)`)
    const tables = await other.db.query(sql`SELECT 1 FROM pg_tables WHERE tablename = 'only_here'`)
    assert.deepEqual(tables, [])
    await Promise.all([one.drop(), other.drop()])
  })

  it('is gone once dropped', async () => {
    const { url, drop } = await freshDatabase()
    await drop()
    const { db, drop: dropOther } = await freshDatabase()
    const name = new URL(url).pathname.slice(1)
    assert.deepEqual(await db.query(sql`SELECT 1 FROM pg_database WHERE datname = ${name}`), [])
    await dropOther()
  })
})
