import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { pino } from 'pino'
import { verifyBarometer } from '#barometer'
import { ok } from '#kernel'
import { demonstrateProcesses } from '../../src/operations/demonstrated/processes.ts'
import { figuresOf } from '../barometer/figures-of.ts'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'

describe('what a first visit finds of processes and workplaces', () => {
  let desk: DeskPlatform
  before(async () => {
    desk = await openDesk()
  })
  after(() => desk.close())

  const demonstrate = () => {
    const { platform, ledger } = desk
    const { db, clock, organisations } = platform
    const committed = () => ledger.poke()
    const log = pino({ level: 'silent' })
    // Nothing of it signs.
    return demonstrateProcesses({ db, clock, organisations, platform, log, committed, signer: null as never })
  }

  it('is lived once, through the acts: every organisation, some of it with paper, one unit silent', async () => {
    await demonstrate()
    const { processes, workplaces } = desk.platform
    const totals = await processes.totals()
    assert.deepEqual(totals.map(({ organisation }) => organisation).length, 5)
    for (const one of totals)
      assert.ok(one.processes >= 4 && one.withPaper > 0 && one.withoutPaper > 0, JSON.stringify(one))
    await demonstrate()
    assert.deepEqual(await processes.totals(), totals)
    const due = await workplaces.due('ville-des-ormes', '2026-11-23')
    assert.deepEqual(
      due.map(({ subject }) => subject),
      ['Loisirs'],
    )
    assert.deepEqual(await workplaces.due('regie-des-familles', '2026-11-23'), [])
    assert.ok((await processes.articles()).length >= 5)
  })

  it('happened in the past, and gives figures that are computed again alike', async () => {
    const { figures } = await figuresOf({ ...desk, db: desk.platform.db })
    for (const target of [7, 9]) {
      const one = figures.find((figure) => figure.target === target)!
      assert.equal(one.state, 'value', String(target))
      assert.equal(one.coverage.missing.length, 0)
    }
    const view = (await desk.platform.barometer.view(9))!
    const values = view.series.find(({ inForce }) => inForce)!.points.flatMap(({ value }) => value ?? [])
    assert.ok(values.length > 8 && values.at(-1)! > values[4]!, values.join(' '))
    const verified = await verifyBarometer(desk.platform.db, {})
    assert.deepEqual(verified, ok(verified.ok && verified.value))
  })
})
