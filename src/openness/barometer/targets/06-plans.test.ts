import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { closed, figureOn, type Line, registered, said } from '../../../../tests/support/written.ts'

const AT = '2026-11-22'
const plan = (
  day: string,
  organisation: string,
  revision: number,
  inForce: boolean,
  measures: number,
): Line => [day, 'plan.changed', { organisation, inForce, measuresWithEvidence: measures, revision }]
const three = ['agence', 'regie', 'ville'].map((organisation) => registered('2025-01-01', organisation))

describe('transformation plans', () => {
  it('needs every organisation: 2 of 3 is not enough, 3 of 3 is', () => {
    const lines = [...three, plan('2026-01-01', 'regie', 1, true, 2), plan('2026-01-01', 'ville', 1, true, 1)]
    const figure = figureOn(6, AT, lines)
    assert.deepEqual([said(figure), figure.goal.met, figure.coverage.missing], ['2/3', false, ['agence']])
    const all = [...lines, plan('2026-02-01', 'agence', 1, true, 1)]
    assert.deepEqual([said(figureOn(6, AT, all)), figureOn(6, AT, all).goal.met], ['3/3', true])
  })

  it('needs a plan in force, and a measure that there is evidence of', () => {
    const lines = [
      ...three,
      plan('2026-01-01', 'regie', 1, true, 0),
      plan('2026-01-01', 'ville', 1, false, 4),
    ]
    assert.equal(said(figureOn(6, AT, lines)), '0/3')
  })

  it('keeps a plan as it was last said to be, however long ago', () => {
    const lines = [...three, plan('2025-02-01', 'regie', 1, true, 2)]
    assert.equal(said(figureOn(6, AT, lines)), '1/3')
    assert.equal(said(figureOn(6, AT, [...lines, plan('2026-11-22', 'regie', 2, false, 2)])), '0/3')
  })

  it('has no data while nobody has reported, and none of an organisation that has not', () => {
    assert.equal(said(figureOn(6, AT, three)), 'no-data')
    const lines = [...three, plan('2025-02-01', 'regie', 1, true, 2)]
    assert.equal(said(figureOn(6, AT, lines, 'ville')), 'no-data')
    assert.equal(said(figureOn(6, AT, lines, 'regie')), '1/1')
  })

  it('counts an organisation from the day that it is created to the day before it is closed', () => {
    // agence comes on 2026-03-01, ville goes on 2026-06-01: 2 subject, then 3, then 2.
    const lines = [
      registered('2025-01-01', 'regie'),
      registered('2025-01-01', 'ville'),
      registered('2026-03-01', 'agence'),
      closed('2026-06-01', 'ville'),
      plan('2026-01-01', 'ville', 1, true, 1),
      plan('2026-03-02', 'agence', 1, true, 1),
    ]
    assert.equal(said(figureOn(6, '2026-02-28', lines)), '1/2')
    assert.equal(said(figureOn(6, '2026-03-02', lines)), '2/3')
    assert.equal(said(figureOn(6, '2026-05-31', lines)), '2/3')
    assert.equal(said(figureOn(6, '2026-06-01', lines)), '1/2')
    assert.deepEqual(figureOn(6, '2026-06-01', lines).coverage, {
      reporting: 1,
      subject: 2,
      missing: ['regie'],
    })
  })
})
