import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { pino } from 'pino'
import { dayOf } from '#kernel'
import { inForceOn } from '#plans'
import { demonstratePlans } from '../../src/operations/demonstrated/plans.ts'
import { figuresOf } from '../barometer/figures-of.ts'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'

describe('the plans that a demonstration shows', () => {
  let desk: DeskPlatform
  const parts = () => ({
    db: desk.platform.db,
    clock: desk.platform.clock,
    organisations: desk.platform.organisations,
    platform: desk.platform,
    signer: null as never,
    log: pino({ level: 'silent' }),
    committed: () => desk.ledger.poke(),
  })
  before(async () => {
    desk = await openDesk()
  })
  after(() => desk.close())

  it('are lived through the real acts, whatever the day of the first visit, and once', async () => {
    await demonstratePlans(parts())
    const plans = await desk.platform.plans.all()
    const today = dayOf(desk.platform.clock())
    const inForce = plans.filter((plan) => inForceOn(plan, today)).map(({ organisation }) => organisation)
    assert.deepEqual(inForce.toSorted(), [
      'agence-du-revenu',
      'directeur-des-actes',
      'regie-des-familles',
      'ville-des-ormes',
    ])
    const town = plans.find(({ organisation }) => organisation === 'ville-des-ormes')!
    assert.equal(town.proposal?.approvals.length, 1)
    const revisions = plans.map(({ revision }) => revision)
    await demonstratePlans(parts())
    assert.deepEqual(
      (await desk.platform.plans.all()).map(({ revision }) => revision),
      revisions,
    )
  })

  it('make target 6 four of five', async () => {
    const { figures } = await figuresOf({ ...desk, db: desk.platform.db })
    const { numerator, denominator } = figures.find(({ target }) => target === 6)!
    assert.deepEqual([numerator, denominator], [4, 5])
  })
})
