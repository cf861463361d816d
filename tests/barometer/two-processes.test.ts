import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { verifyBarometer } from '#barometer'
import { sql } from '#kernel'
import { append } from '#ledger'
import { diceOf } from '../fuzz/dice.ts'
import { type App, freePort, startApp } from '../support/app.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { measuredEvents } from '../support/measured.ts'

const PATIENCE_MS = 120_000

describe('the barometer of two processes on one database', { timeout: 180_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-counting-'))
  const started: App[] = []
  let fresh: FreshDatabase

  const start = async () => {
    const env = { DATABASE_URL: fresh.url, PARVIS_DIR: folder, LOG_LEVEL: 'warn', PARVIS_HISTORY: '0' }
    const app = await startApp({ port: await freePort(), log: join(folder, `${started.length}.log`), env })
    started.push(app)
    return app
  }
  before(async () => {
    fresh = await freshDatabase({ connections: 6 })
    await Promise.all([start(), start()])
  })
  after(async () => {
    await Promise.all(started.map((app) => app.end('SIGKILL')))
    await fresh.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  const from = new Date(Date.now() - 600 * 24 * 3_600_000)
  /** Events that go on happening while somebody is killed. */
  const happen = async (seed: number, count: number) => {
    const events = measuredEvents(diceOf(seed), count, from, new Date())
    for (let at = 0; at < count; at += 40) {
      await fresh.db.transaction((tx) => append(tx, events.slice(at, at + 40)))
      await wait(10)
    }
    return events.filter(({ measure, kind }) => measure && kind !== 'dossier.opened').length
  }
  const isCurrent = async (): Promise<boolean> => {
    const [row] = await fresh.db.query<{ yes: boolean }>(sql`
      SELECT e.complete AND e.head = s.head AND e.epoch = s.epoch AND c.cursor >= (SELECT next FROM sealer)
        AND (SELECT count(*) FROM seal) = (SELECT count(*) FROM event) AS yes
      FROM barometer_edition e, barometer_state s, subscription c WHERE c.name = 'barometer'`)
    return row?.yes ?? false
  }
  const settled = async () => {
    const began = Date.now()
    for (;;) {
      // Twice: what the robots do meanwhile is counted too.
      if ((await isCurrent()) && (await wait(150, true)) && (await isCurrent())) return
      assert.ok(Date.now() - began < PATIENCE_MS, 'the figures come to what happened')
      await wait(50)
    }
  }
  const counted = async () =>
    (await fresh.db.query<{ n: number }>(sql`SELECT sum(events)::int AS n FROM measured_event`))[0]!.n

  it('counts each event once whoever counts it, and both show the same figures', async () => {
    await settled()
    const before = await counted()
    const happened = await happen(21, 600)
    await settled()
    assert.equal((await counted()) - before, happened)
    const figures = await Promise.all(
      started.map(async ({ origin }) => {
        const answer = await fetch(`${origin}/api/v1/barometer`)
        return {
          etag: answer.headers.get('etag'),
          figures: ((await answer.json()) as { figures: unknown }).figures,
        }
      }),
    )
    assert.deepEqual(figures[0], figures[1])
    const verified = await verifyBarometer(fresh.db, {})
    assert.ok(verified.ok, JSON.stringify(verified))
  })

  it('loses and doubles nothing when one is killed in the middle of counting, again and again', async () => {
    const before = await counted()
    let happened = 0
    for (const seed of [22, 23, 24]) {
      const going = happen(seed, 1_200)
      await wait(120 + 40 * (seed - 22))
      await started.shift()!.end('SIGKILL')
      await start()
      happened += await going
    }
    await settled()
    assert.equal((await counted()) - before, happened)
    const verified = await verifyBarometer(fresh.db, {})
    assert.ok(verified.ok, JSON.stringify(verified))
  })
})
