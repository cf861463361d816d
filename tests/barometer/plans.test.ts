import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { verifyBarometer } from '#barometer'
import { newId, ok } from '#kernel'
import { addEvidence, beginDraft, tellState } from '#plans'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { adopt, frame, measure } from '../plans/writing.ts'
import { valueOf } from '../support/story.ts'
import { figuresOf } from './figures-of.ts'

/** Target 6 through the acts of planners and of direction. Five organisations take part; the boundaries are by hand. */
describe('the figure of transformation plans', () => {
  let desk: DeskPlatform
  const TOWN = {
    planner: 'sofia-marchetti',
    direction: ['gilles-thibault', 'lise-arsenault'],
  } as const
  const REVENUE = { planner: 'rachel-cohen', direction: ['pierre-gendron', 'anh-nguyen'] } as const
  const agent = (id: string) => desk.agent(id)
  const those = ({ planner, direction: [one, two] }: typeof TOWN | typeof REVENUE) => ({
    planner: agent(planner),
    direction: [agent(one), agent(two)] as const,
  })
  const counter = measure('Ouvrir le comptoir en ligne')
  const archives = measure('Numériser les archives')

  before(async () => {
    desk = await openDesk()
  })
  after(() => desk.close())

  /** `1/5`, and who has reported nothing. */
  const target6 = async () => {
    const { figures } = await figuresOf({ ...desk, db: desk.platform.db })
    const one = figures.find(({ target }) => target === 6)!
    const said = one.state === 'value' ? `${one.numerator}/${one.denominator}` : one.state
    return [said, one.coverage.missing.length]
  }
  const tell = async (id: string, state: string) =>
    valueOf(
      await desk.platform.plans.perform(agent('sofia-marchetti'), tellState, {
        key: newId(),
        measure: id,
        state,
        reason: state === 'dropped' ? 'Le fournisseur a fermé.' : '',
      }),
    )
  const show = async (id: string) =>
    valueOf(
      await desk.platform.plans.perform(agent('sofia-marchetti'), addEvidence, {
        key: newId(),
        measure: id,
        day: '2026-11-20',
        says: 'Le comptoir répond.',
        href: 'https://ville-des-ormes.example/comptoir',
        file: null,
      }),
    )

  it('has no data while nobody has a plan, and a draft is no report', async () => {
    valueOf(await desk.platform.plans.perform(agent('sofia-marchetti'), beginDraft, frame()))
    assert.deepEqual(await target6(), ['no-data', 5])
  })

  it('counts no plan in force without evidence: 0 of 5, four of which have said nothing', async () => {
    await adopt(desk.platform.plans, those(TOWN), [counter, archives])
    assert.deepEqual(await target6(), ['0/5', 4])
    await tell(counter.id, 'in-operation')
    assert.deepEqual(await target6(), ['0/5', 4])
  })

  it('counts a measure in operation with evidence: 1 of 5', async () => {
    await show(counter.id)
    assert.deepEqual(await target6(), ['1/5', 4])
  })

  it('does not count evidence of a measure that is dropped, planned, under way or done', async () => {
    await show(archives.id)
    for (const state of ['dropped', 'under-way', 'done']) {
      await tell(counter.id, state)
      assert.deepEqual(await target6(), ['0/5', 4], state)
    }
    await tell(archives.id, 'in-operation')
    assert.deepEqual(await target6(), ['1/5', 4], 'the other measure counts')
  })

  it('counts a plan that ends today, and no more the day after, without anybody acting', async () => {
    await adopt(desk.platform.plans, those(REVENUE), [measure('Classer sans papier')])
    desk.setTime('2028-04-01T03:30:00.000Z')
    await desk.platform.plans.tellDays()
    assert.deepEqual(await target6(), ['1/5', 3], '23 h 30 on 31 March, its last day')
    desk.setTime('2028-04-01T04:30:00.000Z')
    await desk.platform.plans.tellDays()
    assert.deepEqual(await target6(), ['0/5', 3])
  })

  it('is the same when it is computed again from the first event', async () => {
    const verified = await verifyBarometer(desk.platform.db, {})
    assert.deepEqual(verified, ok(verified.ok && verified.value))
  })
})
