import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type Database, isOutage, openDatabase, sql, systemClock as clock } from '#kernel'
import { append, type Ledger, startLedger } from '#ledger'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { eventOf, keptLog } from '../../../tests/support/ledger.ts'
import { startApart } from './apart.ts'
import { openBarometer, type RunningBarometer } from './open.ts'

describe('figures worked out in a thread of their own', () => {
  const log = keptLog()
  let fresh: FreshDatabase
  let db: Database
  let barometer: RunningBarometer
  let ledger: Ledger
  before(async () => {
    fresh = await freshDatabase({ connections: 6 })
    db = fresh.db
    barometer = openBarometer({ db, clock, log, apart: fresh.url })
    ledger = startLedger(db, { clock, subscribers: [barometer.subscriber], log, pollMs: 20 })
  })
  after(async () => {
    await Promise.all([ledger.stop(), barometer.stop()])
    await fresh.drop()
  })

  const filedInFigure = async (): Promise<number | undefined> =>
    (await barometer.figures())?.eventsByKind['dossier.filed']?.events

  const file = (on: Database): Promise<unknown> => {
    const measure = { organisation: 'ville', service: 'chaussee', channel: 'portal' }
    return on.transaction((tx) => append(tx, [eventOf({ kind: 'dossier.filed', measure, at: clock() })]))
  }

  it('are of all that was counted once they were asked for', async () => {
    for (let filing = 0; filing < 5; filing += 1) await file(db)
    await ledger.caughtUp()
    await barometer.compute()
    assert.equal(await filedInFigure(), 5)
  })

  it('follow by themselves what is counted, and go on after every connection was lost', async (t) => {
    // Whoever files has the one connection that is not lost; whoever reads may meet one that has not heard of it yet.
    const own = openDatabase(fresh.url, { connections: 1 })
    t.after(() => own.close())
    await own.query(sql`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`)
    for (let filing = 0; filing < 5; filing += 1) await file(own)
    const read = () => filedInFigure().catch((error) => assert.ok(isOutage(error), String(error)))
    while ((await read()) !== 10) await new Promise((resolve) => setTimeout(resolve, 20))
  })
})

describe('a thread of figures that ends by a fault', () => {
  it('is said, fails whoever waits for it, and is begun anew, told how far was counted', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'parvis-thread-'))
    const script = join(dir, 'thread.mjs')
    writeFileSync(
      script,
      `import { existsSync, writeFileSync } from 'node:fs'
       import { parentPort } from 'node:worker_threads'
       const isSecond = existsSync(${JSON.stringify(join(dir, 'begun'))})
       writeFileSync(${JSON.stringify(join(dir, 'begun'))}, '')
       parentPort.on('message', (asked) => {
         if (asked.is === 'stop') return parentPort.close()
         if (!isSecond && asked.is === 'compute') throw new RangeError('no room')
         if (asked.is === 'compute') parentPort.postMessage({ is: 'computed', number: asked.number, fault: null })
         else parentPort.postMessage({ is: 'log', level: 'info', fields: { head: asked.head, isSecond }, message: 'told' })
       })`,
    )
    const log = keptLog()
    const apart = startApart({ url: '', log, file: pathToFileURL(script) })
    apart.poke(41)
    await assert.rejects(apart.now(), /thread of figures ended/)
    // What the first thread said last may come after its end is told, or not at all.
    const bySecond = () => log.lines.filter(({ isSecond }) => isSecond)
    while (bySecond().length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    await apart.now()
    await apart.stop()
    assert.deepEqual(bySecond(), [{ head: 41, isSecond: true, level: 'info', message: 'told' }])
    assert.deepEqual(
      log.lines.filter(({ level }) => level === 'error'),
      [{ fault: 'RangeError', level: 'error', message: 'the thread of figures failed' }],
    )
    rmSync(dir, { recursive: true })
  })
})
