import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { figureOn, type Line, registered, said } from '../../../../tests/support/written.ts'

const AT = '2026-11-22'
const opened = (day: string, consultation: string, online: string, organisation = 'ville'): Line => [
  day,
  'consultation.opened',
  { organisation, consultation, online, revision: 1 },
]
const changed = (day: string, consultation: string, online: string, revision: number): Line => [
  day,
  'consultation.changed',
  { organisation: 'ville', consultation, online, revision },
]

describe('consultations online', () => {
  it('counts all that opened in the period, those without any digital means too: 2 of 4, half of it', () => {
    const lines = [
      opened('2026-01-10', 'parc', 'whole'),
      opened('2026-02-10', 'budget', 'part'), // online for some of its days only
      opened('2026-03-10', 'rue', 'none'),
      opened('2026-04-10', 'ecole', 'whole', 'regie'),
      opened('2025-11-22', 'ancienne', 'whole'), // the day before the period
    ]
    const figure = figureOn(3, AT, lines)
    assert.deepEqual([said(figure), figure.value, figure.goal.met], ['2/4', 0.5, false])
    assert.equal(said(figureOn(3, AT, lines, 'regie')), '1/1')
  })

  it('follows the highest revision by the day of the figure, in whatever order they come', () => {
    const lines = [
      changed('2026-02-01', 'parc', 'part', 2), // the site was down for a week
      opened('2026-01-10', 'parc', 'whole'),
      changed('2026-03-01', 'parc', 'whole', 3), // its window was prolonged by as much
    ]
    assert.equal(said(figureOn(3, '2026-01-31', lines)), '1/1')
    assert.equal(said(figureOn(3, '2026-02-28', lines)), '0/1')
    assert.equal(said(figureOn(3, AT, lines)), '1/1')
  })

  it('keeps the day on which it opened, whatever changes after', () => {
    const lines = [opened('2025-11-20', 'parc', 'whole'), changed('2026-02-01', 'parc', 'whole', 2)]
    assert.equal(said(figureOn(3, AT, lines)), 'not-applicable')
  })

  it('keeps apart two organisations’ consultations of one name', () => {
    const lines = [opened('2026-01-10', 'budget', 'whole'), opened('2026-01-10', 'budget', 'none', 'regie')]
    assert.equal(said(figureOn(3, AT, lines)), '1/2')
  })

  it('has no data while nobody has registered one, and names who has not', () => {
    const lines = [registered('2025-01-01', 'ville'), registered('2025-01-01', 'regie')]
    assert.equal(said(figureOn(3, AT, lines)), 'no-data')
    const one = [...lines, opened('2026-01-10', 'parc', 'none')]
    assert.deepEqual([said(figureOn(3, AT, one)), figureOn(3, AT, one).coverage.missing], ['0/1', ['regie']])
  })

  it('is compared by organisation: a consultation is in one period only', () => {
    // The ville held one in each period, the régie only before: the panel is the ville, 1/1 now and 0/1 then.
    const lines = [
      opened('2025-05-01', 'parc', 'none'),
      opened('2026-05-01', 'rue', 'whole'),
      opened('2025-05-01', 'ecole', 'whole', 'regie'),
    ]
    assert.deepEqual(figureOn(3, AT, lines).constantPanel, {
      units: 1,
      now: { numerator: 1, denominator: 1, value: 1 },
      before: { numerator: 0, denominator: 1, value: 0 },
      beforeDay: '2025-11-22',
    })
  })
})
