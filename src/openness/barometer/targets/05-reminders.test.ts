import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { figureOn, type Line, published, registered, said } from '../../../../tests/support/written.ts'

const AT = '2026-11-22'
const passed = (
  day: string,
  times: number,
  reminded: boolean,
  { standing = 'due', deadline = 'renewal', service = 'permis', organisation = 'regie' } = {},
): Line => [day, 'deadline.passed', { organisation, service, deadline, reminded, standing }, times]

describe('deadlines with a reminder', () => {
  it('is reached at exactly 60 %: 60 of 100 pairs', () => {
    const lines = [passed('2026-05-01', 60, true), passed('2026-05-01', 40, false)]
    const figure = figureOn(5, AT, lines)
    assert.deepEqual([said(figure), figure.value, figure.goal.met], ['60/100', 0.6, true])
    assert.equal(figureOn(5, AT, [...lines, passed('2026-05-02', 1, false)]).goal.met, false)
  })

  it('leaves out what was done or withdrawn before the day, reminded or not', () => {
    const lines = [
      passed('2026-05-01', 7, true),
      passed('2026-05-01', 20, true, { standing: 'done' }),
      passed('2026-05-01', 20, false, { standing: 'withdrawn' }),
    ]
    assert.equal(said(figureOn(5, AT, lines)), '7/7')
  })

  it('does not apply where everything was done, and has no data where nothing fell due', () => {
    const there = [registered('2025-01-01', 'regie'), published('2025-01-01', 'regie', 'permis')]
    assert.equal(said(figureOn(5, AT, there)), 'no-data')
    assert.equal(said(figureOn(5, AT, [...there, passed('2025-11-22', 9, true)])), 'no-data')
    const done = passed('2026-05-01', 9, true, { standing: 'done' })
    assert.equal(said(figureOn(5, AT, [...there, done])), 'not-applicable')
  })

  it('takes a deadline along with its service when that moves', () => {
    const lines = [
      published('2025-01-01', 'regie', 'permis'),
      passed('2026-05-01', 9, true),
      published('2026-06-01', 'agence', 'permis', { version: 2 }),
    ]
    assert.equal(said(figureOn(5, AT, lines, 'agence')), '9/9')
    assert.equal(said(figureOn(5, '2026-05-31', lines, 'regie')), '9/9')
  })

  it('is compared on the deadlines that there were in both periods', () => {
    // renewal: 10/20 now and 5/20 before; proof is new. The panel is renewal alone.
    const lines = [
      passed('2026-05-01', 10, true),
      passed('2026-05-01', 10, false),
      passed('2025-05-01', 5, true),
      passed('2025-05-01', 15, false),
      passed('2026-05-01', 80, true, { deadline: 'proof' }),
    ]
    const { constantPanel, change, value } = figureOn(5, AT, lines)
    assert.deepEqual(
      [constantPanel!.units, constantPanel!.now.value, constantPanel!.before.value],
      [1, 0.5, 0.25],
    )
    // All together: 90/100 now, 25 % before: 65 points more, of which the panel explains 25.
    assert.deepEqual([value, change!.points], [0.9, 65])
  })
})
