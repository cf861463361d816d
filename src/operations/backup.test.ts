import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { type Database, migrate, newId, sql, systemClock as clock } from '#kernel'
import {
  addWitness,
  append,
  ledgerState,
  readCheckpoint,
  resumeLog,
  sealBatch,
  sealedEvents,
  signHead,
  verifyLedger,
} from '#ledger'
import { type FreshDatabase, freshDatabase } from '../../tests/support/database.ts'
import { eventOf, heldOpen, sealsOf } from '../../tests/support/ledger.ts'
import { openTestLog } from '../../tests/support/log.ts'
import { parentsFirst } from './archive.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'

/** The verifier key of the example in the documentation of golang.org/x/mod/sumdb/note. */
const WITNESS = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'

describe('backing up and restoring', () => {
  let [from, to] = [] as unknown as [FreshDatabase, FreshDatabase]
  let folder: string
  const file = (name = 'parvis.backup') => join(folder, name)

  before(async () => {
    ;[from, to] = await Promise.all([freshDatabase(), freshDatabase()])
    await Promise.all([from, to].map(({ db }) => prepareAgain(db)))
  })
  after(() => Promise.all([from.drop(), to.drop()]))
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backup-'))
    await Promise.all([from, to].map(({ db }) => empty(db)))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const prepareAgain = async (db: Database) => {
    await db.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    await migrate(db, { log: () => {} })
  }
  const tableNames = async (db: Database) => {
    const rows = await db.query<{ name: string }>(sql`
      SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration'`)
    return rows.map(({ name }) => name)
  }
  const empty = async (db: Database) => db.pool.query(`TRUNCATE ${(await tableNames(db)).join(', ')}`)
  const isEmpty = async (db: Database) => {
    for (const name of await tableNames(db))
      if ((await db.pool.query(`SELECT FROM ${name} LIMIT 1`)).rowCount) return false
    return true
  }
  const write = (db: Database, n: number) =>
    db.transaction((tx) =>
      append(
        tx,
        Array.from({ length: n }, () => eventOf({ body: { said: 'l’été\t\\N\n' } })),
      ),
    )
  const lived = async () => {
    await write(from.db, 20)
    await sealBatch(from.db, { clock })
    await write(from.db, 3)
    await from.db.query(sql`INSERT INTO subscription (name, cursor) VALUES ('notices', 20)`)
    await from.db.query(
      sql`INSERT INTO content (digest, type, size, stored_at) VALUES ('d', 'image/png', 3, now())`,
    )
    await from.db.query(sql`INSERT INTO content_part (digest, part, bytes) VALUES ('d', 0, '\\x00ff5c')`)
  }
  const contents = async (db: Database) => {
    const all: Record<string, unknown[]> = {}
    for (const name of await tableNames(db)) {
      const columns =
        name === 'event' ? `to_jsonb(t) - 'xid'` : name === 'sealer' ? `to_jsonb(t) - 'seen'` : 'to_jsonb(t)'
      const { rows } = await db.pool.query(`SELECT ${columns} AS row FROM ${name} t ORDER BY 1`)
      all[name] = rows
    }
    return all
  }
  const refusalOf = async (of: ReturnType<typeof restore>) => {
    const done = await of
    return done.ok ? assert.fail('it was not refused') : done
  }

  it('brings back all that was there, on an ordinary file that only its owner reads', async () => {
    await lived()
    const saved = await backup(from.db, file(), { clock })
    assert.ok(saved.ok && saved.value.events === 20)
    assert.equal((await stat(file())).mode & 0o777, 0o600)
    assert.deepEqual(await readdir(folder), ['parvis.backup'])
    assert.match(
      gunzipSync(await readFile(file())).toString('latin1', 0, 2000),
      /^parvis\.json.*parvis-backup-1/s,
    )
    const restored = await restore(to.db, file())
    assert.deepEqual(restored.ok && restored.value.ledger, { events: 20, erased: 0 })
    assert.deepEqual(await contents(to.db), await contents(from.db))
  })

  it('goes on from there: what waited is sealed, nothing twice, nothing skipped', async () => {
    await lived()
    await backup(from.db, file(), { clock })
    await restore(to.db, file())
    assert.equal((await ledgerState(to.db)).unsealed, 3)
    await write(to.db, 2)
    const sealing = await sealBatch(to.db, { clock })
    assert.ok(!sealing.busy && sealing.sealed === 5)
    assert.equal((await sealsOf(to.db)).length, 25)
    assert.deepEqual(await verifyLedger(to.db), { ok: true, value: { events: 25, erased: 0 } })
    assert.equal((await ledgerState(to.db)).unsealed, 0)
  })

  it('brings the public log back whole, and signs nothing more until somebody looked', async () => {
    const its = await openTestLog(from.db)
    await its.write(300, { measure: { channel: 'phone' } })
    await its.sign()
    assert.ok((await addWitness(from.db, WITNESS, clock())).ok)
    await backup(from.db, file(), { clock })
    const restored = await restore(to.db, file())
    assert.ok(restored.ok && restored.value.isLogHeld)
    assert.equal(await readCheckpoint(to.db), await readCheckpoint(from.db))
    const signing = await signHead(to.db, its.log, { clock })
    assert.equal(!signing.ok && signing.refusal, 'restored')
    assert.ok((await resumeLog(to.db, { nothingNewer: true })).ok)
    assert.deepEqual(await contents(to.db), await contents(from.db))
    const [measured] = await sealedEvents(to.db, { from: 0, before: 1, kinds: null, limit: 1 })
    assert.deepEqual(measured!.measure, { channel: 'phone' })
  })

  it('neither loses nor skips what another transaction writes just after the restore', async () => {
    await lived()
    await backup(from.db, file(), { clock })
    const commit = await heldOpen(
      to.db,
      async (tx) => void (await tx.query(sql`SELECT pg_current_xact_id()`)),
    )
    let late: Promise<unknown> = Promise.resolve()
    const writer = to.db.transaction(async (tx) => {
      await tx.query(sql`SELECT pg_current_xact_id()`)
      assert.equal((await restore(to.db, file())).ok, true)
      late = append(tx, [eventOf({ stream: newId() })])
      await late
    })
    await writer
    await commit()
    await sealBatch(to.db, { clock })
    assert.equal((await sealsOf(to.db)).length, 24)
    assert.equal((await verifyLedger(to.db)).ok, true)
  })

  it('holds one moment, whatever is written while it runs, and what is larger than one part', async () => {
    const noise = Array.from({ length: 900 }, () => newId()).join(' ')
    for (let n = 0; n < 10; n++)
      await from.db.transaction((tx) =>
        append(
          tx,
          Array.from({ length: 30 }, () => eventOf({ body: { noise } })),
        ),
      )
    await sealBatch(from.db, { clock })
    let running = true
    const writing = (async () => {
      for (; running;) {
        await write(from.db, 3)
        await sealBatch(from.db, { clock })
      }
    })()
    const saved = await backup(from.db, file(), { clock })
    running = false
    await writing
    const restored = await restore(to.db, file())
    assert.ok(saved.ok && restored.ok)
    assert.equal(restored.value.ledger.events, saved.value.events)
    assert.match(gunzipSync(await readFile(file())).toString('latin1'), /tables\/event\/000003\.copy/)
  })

  it('is refused on a database that holds something, and says where', async () => {
    await lived()
    await backup(from.db, file(), { clock })
    await to.db.query(sql`INSERT INTO subscription (name) VALUES ('notices')`)
    const { refusal, details } = await refusalOf(restore(to.db, file()))
    assert.deepEqual([refusal, details['why']], ['database-not-empty', '"subscription"'])
  })

  it('is refused on a database prepared by another version, or not at all', async () => {
    await lived()
    await backup(from.db, file(), { clock })
    await to.db.query(sql`UPDATE migration SET digest = 'x' WHERE name = '0001_ledger'`)
    const other = await refusalOf(restore(to.db, file()))
    assert.deepEqual([other.refusal, other.details['why']], ['made-by-another-version', '0001_ledger'])
    await to.db.pool.query('ALTER TABLE migration RENAME TO elsewhere')
    assert.equal((await refusalOf(restore(to.db, file()))).refusal, 'database-not-prepared')
    const saved = await backup(to.db, file('other'), { clock })
    assert.equal(!saved.ok && saved.refusal, 'database-not-prepared')
    assert.deepEqual(await readdir(folder), ['parvis.backup'])
    await prepareAgain(to.db)
  })

  it('is refused when the file was cut anywhere, and leaves the database empty', async () => {
    await lived()
    await backup(from.db, file(), { clock })
    const whole = await readFile(file())
    for (const kept of [0, 5, 200, whole.length >> 1, whole.length - 20, whole.length - 4]) {
      await writeFile(file('cut'), whole.subarray(0, kept))
      const { refusal } = await refusalOf(restore(to.db, file('cut')))
      assert.match(refusal, /^(backup-damaged|not-a-backup)$/, `cut after ${kept} bytes`)
    }
    const tar = gunzipSync(whole)
    for (const kept of [3 * 512, tar.length >> 1, tar.length - 4 * 512]) {
      await writeFile(file('cut'), gzipSync(tar.subarray(0, kept)))
      await refusalOf(restore(to.db, file('cut')))
    }
    assert.ok(await isEmpty(to.db))
    assert.equal((await restore(to.db, file())).ok, true)
  })

  it('is refused when the file was altered, even by somebody who packed it again', async () => {
    await lived()
    await backup(from.db, file(), { clock })
    const whole = await readFile(file())
    const flipped = Buffer.from(whole)
    flipped[whole.length >> 1]! ^= 0x10
    const tar = gunzipSync(whole).toString('latin1')
    const actor = gzipSync(Buffer.from(tar.replace('person:0d1f7c52', 'person:0d1f7c53'), 'latin1'))
    const broken = gzipSync(Buffer.from(tar.replace('dossier.filed\t', 'dossier.filed '), 'latin1'))
    for (const altered of [flipped, actor, broken]) {
      await writeFile(file('altered'), altered)
      assert.equal((await refusalOf(restore(to.db, file('altered')))).refusal, 'backup-damaged')
    }
    assert.ok(await isEmpty(to.db))
  })

  it('is refused when the ledger that was saved does not hold', async () => {
    await lived()
    await from.db.query(
      sql`UPDATE event SET actor = 'person:other' WHERE ctid = (SELECT min(ctid) FROM event)`,
    )
    await backup(from.db, file(), { clock })
    const { refusal, details } = await refusalOf(restore(to.db, file()))
    assert.equal(refusal, 'backup-damaged')
    assert.match(String(details['why']), /event-differs/)
    assert.ok(await isEmpty(to.db))
  })

  it('refuses a file that is not one of ours, is not there, or would be written over', async () => {
    await writeFile(file('text'), 'Mei-Lin Roy')
    await writeFile(file('gzip'), gzipSync('Mei-Lin Roy'))
    assert.equal((await refusalOf(restore(to.db, file('text')))).refusal, 'not-a-backup')
    assert.equal((await refusalOf(restore(to.db, file('gzip')))).refusal, 'not-a-backup')
    assert.equal((await refusalOf(restore(to.db, file('none')))).refusal, 'file-not-readable')
    const over = await backup(from.db, file('text'), { clock })
    assert.equal(!over.ok && over.refusal, 'file-exists')
    assert.equal(await readFile(file('text'), 'utf8'), 'Mei-Lin Roy')
    const nowhere = await backup(from.db, join(folder, 'nowhere', 'parvis.backup'), { clock })
    assert.equal(!nowhere.ok && nowhere.refusal, 'file-not-writable')
  })

  it('would miss a sequence: the tables have none', async () => {
    assert.deepEqual(await from.db.query(sql`SELECT FROM pg_sequences WHERE schemaname = 'public'`), [])
  })

  it('loads each table after those that it refers to', () => {
    const tables = ['answer', 'dossier', 'person'].map((name) => ({ name, columns: [] }))
    const references = [
      { child: 'answer', parent: 'dossier' },
      { child: 'dossier', parent: 'person' },
      { child: 'person', parent: 'dossier' },
    ]
    assert.deepEqual(
      parentsFirst(tables, references).map(({ name }) => name),
      ['person', 'dossier', 'answer'],
    )
  })
})
