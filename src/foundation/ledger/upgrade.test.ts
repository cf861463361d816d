import assert from 'node:assert/strict'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { migrate, newId, openDatabase, sql } from '#kernel'
import { verifyLedger } from '#ledger'
import { freshDatabase } from '../../../tests/support/database.ts'

const MIGRATIONS = join(import.meta.dirname, '../../../migrations')
const quiet = () => {}

/** The tables as they were before the log, in a schema of their own. */
const beforeTheLog = async (url: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-migrations-'))
  for (const name of await readdir(MIGRATIONS))
    if (name < '0008') await cp(join(MIGRATIONS, name), join(folder, name))
  const older = new URL(url)
  older.searchParams.set('options', '-c search_path=older')
  const db = openDatabase(older.href, { connections: 2 })
  await db.pool.query('CREATE SCHEMA older')
  await migrate(db, { log: quiet, folder })
  await rm(folder, { recursive: true })
  return db
}

describe('a ledger from before the log', () => {
  it('holds after the upgrade, whatever its events’ texts are', async (t) => {
    const fresh = await freshDatabase()
    const db = await beforeTheLog(fresh.url)
    t.after(async () => {
      await db.close()
      await fresh.drop()
    })
    const odd = 'a"\\\n\u0001\u007f\u2028é😀/'
    for (const [seq, onBehalfOf, at] of [
      [1, null, '2026-11-22T14:30:00.120Z'],
      [2, odd, '2024-02-29T23:59:59.999-05:00'],
    ] as const)
      await db.query(sql`
        WITH e AS (
          INSERT INTO event (stream, seq, id, kind, body, actor, on_behalf_of, channel, at, salt, commitment)
          VALUES ('0199f0a0-0000-7000-8000-000000000001', ${seq}, ${newId()}, ${odd}, '{}', ${odd}, ${onBehalfOf},
            ${odd}, ${at}, decode(repeat('07', 16), 'hex'), sha256(decode(repeat('07', 16), 'hex') || '{}'))
          RETURNING stream, seq)
        INSERT INTO seal (idx, stream, seq, leaf, sealed_at) SELECT seq - 1, stream, seq, sha256('old'), now() FROM e`)
    await db.query(sql`INSERT INTO sealer (next, seen) VALUES (2, pg_current_snapshot())`)
    await migrate(db, { log: quiet })
    assert.deepEqual(await verifyLedger(db), { ok: true, value: { events: 2, erased: 0 } })
  })
})
