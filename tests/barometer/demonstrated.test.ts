import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { pino } from 'pino'
import { type Figures, verifyBarometer } from '#barometer'
import { readConfig } from '../../src/config.ts'
import { type Assembled, assemble } from '../../src/main.ts'
import { prepareFirst } from '../../src/operations/history.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { figuresOf } from './figures-of.ts'

/** As many people as in a real first start: with fewer, nobody's deadline may have come yet. */
const PEOPLE = '200'

describe('the demonstration, once everybody has lived what it shows', { timeout: 300_000 }, () => {
  let fresh: FreshDatabase
  let demonstration: Assembled
  let figures: Figures
  const faults: unknown[] = []

  before(async () => {
    fresh = await freshDatabase({ connections: 12 })
    const { db, url } = fresh
    const clock = () => new Date('2026-11-23T15:00:00.000Z')
    const config = readConfig({}, { LOG_LEVEL: 'silent', PARVIS_HISTORY: PEOPLE })
    const history = await prepareFirst({ config, db, now: clock() })
    const log = pino({ level: 'error' }, { write: (line) => void faults.push(JSON.parse(line)) })
    demonstration = await assemble({ config, db, url, say: () => {}, log, clock })
    await demonstration.demonstrate()
    await demonstration.live(history!, { progress: () => {} })
    figures = await figuresOf({ ...demonstration, db })
  })
  after(async () => {
    await demonstration.stop()
    await fresh.drop()
  })

  it('gives each of the ten targets a value: none is without data, none without an object', () => {
    assert.deepEqual(
      figures.figures.filter(({ state }) => state !== 'value').map(({ target, state }) => [target, state]),
      [],
    )
    assert.equal(figures.figures.length, 10)
    for (const { target, denominator } of figures.figures) assert.ok(denominator > 0, `target ${target}`)
  })

  it('lives without a fault: no domain was left out', () => {
    assert.deepEqual(faults, [])
  })

  it('has figures that a computation from the first event finds again', async () => {
    const verified = await verifyBarometer(fresh.db, {})
    assert.ok(verified.ok, JSON.stringify(verified))
  })

  it('changes nothing when it is started again', async () => {
    const before = figures.head.size
    await demonstration.demonstrate()
    const { head } = await figuresOf({ ...demonstration, db: fresh.db })
    assert.equal(head.size, before)
  })
})
