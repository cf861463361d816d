import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { verifyBarometer } from '#barometer'
import type { Consultation } from '#consultations'
import { figuresOf } from './figures-of.ts'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { aboutThePark, openPark, SOFIA, THOMAS, valueOf } from '../support/consulting.ts'

const TARGET = 3

describe('target 3, through consultations as they are held', () => {
  let desk: DeskPlatform
  before(async () => {
    desk = await openDesk()
  })
  after(() => desk.close())

  const at = (day: string) => desk.setTime(`${day}T15:00:00.000Z`)
  const figure = async (organisation?: string) => {
    await figuresOf({ ...desk, db: desk.platform.db })
    const view = (await desk.platform.barometer.view(TARGET, organisation))!
    return [view.figure.numerator, view.figure.denominator]
  }
  const park = (opensOn: string, closesOn: string, over: object = {}): Promise<Consultation> =>
    openPark(desk.platform, opensOn, closesOn, over)
  const paper = { contributions: { open: false, comments: false, supports: false, attachments: false } }
  const offline = (opensOn: string, closesOn: string) => {
    const means = [aboutThePark(opensOn, closesOn).means![2]!]
    return park(opensOn, closesOn, { means, questionnaire: [], ...paper })
  }

  it('counts what was answerable online from the first day to the last, offline ones among all', async () => {
    at('2026-11-23')
    const before = await figure()
    assert.deepEqual(before, [0, 0])
    // Three online from start to end, one on paper: 3 of 4, which is 75 %, which the target wants at least.
    for (let n = 0; n < 3; n += 1) await park('2026-11-23', '2026-12-23')
    await offline('2026-11-23', '2026-12-23')
    assert.deepEqual(await figure(), [3, 4])
    const { figure: its } = (await desk.platform.barometer.view(TARGET))!
    assert.deepEqual([its.value, its.goal.met], [0.75, true])
    assert.deepEqual(await figure('ville-des-ormes'), [3, 4])
    assert.deepEqual(await figure('regie-des-familles'), [0, 0])
  })

  it('loses one that stops being online before its new end, and one that opened late', async () => {
    const means = aboutThePark('2026-11-23', '2026-12-10').means!
    const short = await park('2026-11-23', '2026-12-10', {
      means: means.map((one) => (one.kind === 'paper' ? one : { ...one, to: '2026-12-09' })),
    })
    assert.equal(short.online, 'part')
    await park('2026-11-20', '2026-12-10')
    assert.deepEqual(await figure(), [3, 6])
    // Ended on the last day on which it was online: it was online for as long as it lasted.
    at('2026-12-09')
    valueOf(
      await desk.platform.consultations.close(SOFIA, short.id, { reason: { fr: 'Tout est dit.', en: '' } }),
    )
    assert.deepEqual(await figure(), [4, 6])
    at('2026-11-23')
  })

  it('does not count a draft, nor what is announced and has not opened', async () => {
    const said = aboutThePark('2026-12-24', '2027-01-24')
    const draft = valueOf(await desk.platform.consultations.register(THOMAS, said))
    valueOf(await desk.platform.consultations.register(THOMAS, said))
    valueOf(await desk.platform.consultations.open(THOMAS, draft.id))
    assert.deepEqual(await figure('regie-des-familles'), [0, 0])
    at('2026-12-24')
    await desk.platform.consultations.turn()
    assert.deepEqual(await figure('regie-des-familles'), [1, 1])
    at('2026-11-23')
  })

  it('is the same figure when it is computed again from the first event', async () => {
    await figure()
    const verified = await verifyBarometer(desk.platform.db, {})
    assert.ok(verified.ok, JSON.stringify(!verified.ok && verified.details))
  })
})
