import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type Database, sql, systemClock as clock } from '#kernel'
import {
  beginLogAgain,
  holdRestoredLog,
  logState,
  openCheckpoint,
  openPublicLog,
  readCheckpoint,
  resumeLog,
  signHead,
} from '#ledger'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { openTestLog, type TestLog } from '../../../../tests/support/log.ts'

let fresh: FreshDatabase
let db: Database
let its: TestLog
before(async () => {
  fresh = await freshDatabase()
  db = fresh.db
})
after(() => fresh.drop())
beforeEach(async () => {
  its = await openTestLog(db)
  await its.write(20)
  await its.sign()
})

const refusalOf = (result: { ok: true } | { ok: false; refusal: string }) =>
  result.ok ? null : result.refusal
const heldNow = async () => (await logState(db))?.held

describe('a log that came back from a backup', () => {
  it('is not signed until somebody says what they last saw of it', async () => {
    const lastSeen = (await readCheckpoint(db))!
    await holdRestoredLog(db)
    await its.write(3)
    await its.seal()
    assert.equal(refusalOf(await signHead(db, its.log, { clock })), 'restored')
    assert.equal(refusalOf(await resumeLog(db, {})), 'last-seen-unknown')
    assert.equal(await heldNow(), 'restored')
    assert.deepEqual(await resumeLog(db, { lastSeen }), { ok: true, value: { events: 23 } })
    assert.equal(await its.sign(), 23)
  })

  it('goes on when it is said that nothing was signed since', async () => {
    await holdRestoredLog(db)
    assert.ok((await resumeLog(db, { nothingNewer: true })).ok)
    assert.equal(await its.sign(), 20)
  })

  it('does not go on where others have seen more than there is, or something else', async () => {
    await holdRestoredLog(db)
    const seen = (size: number) =>
      its.log.signed(`${its.log.origin}\n${size}\n${Buffer.alloc(32, 3).toString('base64')}\n`)
    assert.equal(refusalOf(await resumeLog(db, { lastSeen: seen(21) })), 'tail-removed')
    assert.equal(refusalOf(await resumeLog(db, { lastSeen: seen(19) })), 'checkpoint-differs')
    assert.equal(refusalOf(await resumeLog(db, { lastSeen: 'junk' })), 'checkpoint-differs')
    assert.equal(await heldNow(), 'restored')
  })

  it('had never been signed: nothing holds it', async () => {
    its = await openTestLog(db)
    assert.equal(await holdRestoredLog(db), false)
    assert.equal(await heldNow(), null)
  })
})

describe('a log that contradicted what was signed', () => {
  it('goes on once the ledger holds again', async () => {
    assert.equal(refusalOf(await resumeLog(db, {})), 'not-held')
    const [{ entry }] = (await db.query(sql`SELECT entry FROM seal WHERE idx = 19`)) as [{ entry: Buffer }]
    await db.query(sql`UPDATE seal SET entry = sha256('x') WHERE idx = 19`)
    await its.write(1)
    await assert.rejects(its.sign(), /differs-from-signed/)
    assert.equal(refusalOf(await resumeLog(db, {})), 'event-differs')
    await db.query(sql`UPDATE seal SET entry = ${entry} WHERE idx = 19`)
    assert.ok((await resumeLog(db, {})).ok)
    assert.equal(await its.sign(), 21)
  })
})

describe('another log over the same ledger', () => {
  it('has its own name and key, and the processes of the old one sign no more', async () => {
    await holdRestoredLog(db)
    const same = await beginLogAgain(db, clock, { origin: its.log.origin, key: null })
    assert.equal(refusalOf(same), 'same-origin')
    const begun = await beginLogAgain(db, clock, { origin: 'parvis.example/journal-2', key: null })
    assert.ok(begun.ok && begun.value.vkey !== its.log.vkey)
    assert.equal(refusalOf(await signHead(db, its.log, { clock })), 'another-log')
    const settings = { key: null, origin: null, otherwise: 'elsewhere.example' }
    const opened = await openPublicLog(db, clock, settings)
    assert.equal(opened.vkey, begun.value.vkey)
    assert.deepEqual(await signHead(db, opened, { clock }), {
      ok: true,
      value: { size: 20, signed: true, more: false },
    })
    assert.equal(openCheckpoint((await readCheckpoint(db))!, opened.vkey)?.size, 20)
  })
})
