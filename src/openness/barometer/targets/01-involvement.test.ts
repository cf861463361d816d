import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  closed,
  figureOn,
  type Line,
  published,
  registered,
  said,
} from '../../../../tests/support/written.ts'

const AT = '2026-11-22'
const involved = (day: string, service: string, digital = true): Line =>
  published(day, 'regie', service, { involved: true, digital })
const alone = (day: string, service: string): Line => published(day, 'regie', service)

describe('designed with citizens', () => {
  it('is reached at exactly 75 %: 3 of 4 new services', () => {
    // 2025-11-23 to 2026-11-22 is the period. Three with citizens, one without: 3/4 = 75 %, at least 75 %.
    const lines = [
      involved('2025-11-23', 'permis'),
      involved('2026-03-01', 'rente'),
      involved('2026-11-22', 'bourse'),
      alone('2026-06-01', 'plainte'),
    ]
    const figure = figureOn(1, AT, lines)
    assert.deepEqual(
      [figure.numerator, figure.denominator, figure.value, figure.goal.met],
      [3, 4, 0.75, true],
    )
  })

  it('is not reached just below: 2 of 3', () => {
    const lines = [
      involved('2026-01-01', 'permis'),
      involved('2026-01-02', 'rente'),
      alone('2026-01-03', 'bourse'),
    ]
    assert.equal(said(figureOn(1, AT, lines)), '2/3')
    assert.equal(figureOn(1, AT, lines).goal.met, false)
  })

  it('counts a first version only, of a service that was digital, in the period to the day', () => {
    const lines = [
      involved('2025-11-22', 'hier'), // the day before the period
      published('2026-02-01', 'regie', 'hier', { version: 2 }),
      involved('2026-02-01', 'guichet', false), // not digital
      alone('2025-11-23', 'permis'), // the first day of the period: the only one that counts
    ]
    assert.equal(said(figureOn(1, AT, lines)), '0/1')
  })

  it('does not look at the citizens of a later version: they came after it went live', () => {
    const lines = [
      alone('2026-01-10', 'permis'),
      published('2026-02-01', 'regie', 'permis', { version: 2, involved: true }),
    ]
    assert.equal(said(figureOn(1, AT, lines)), '0/1')
  })

  it('still counts a new service that has closed since', () => {
    const lines: Line[] = [
      alone('2026-01-10', 'permis'),
      ['2026-02-01', 'service.closed', { organisation: 'regie', service: 'permis' }],
    ]
    assert.equal(said(figureOn(1, AT, lines)), '0/1')
  })

  it('does not apply where no service is new, and has no data where there is no service', () => {
    const old = [
      registered('2024-01-01', 'regie'),
      registered('2024-01-01', 'ville'),
      alone('2024-02-01', 'permis'),
    ]
    assert.equal(said(figureOn(1, AT, old)), 'not-applicable')
    assert.equal(said(figureOn(1, AT, old, 'ville')), 'no-data')
    assert.deepEqual(figureOn(1, AT, old).coverage, { reporting: 1, subject: 2, missing: ['ville'] })
  })

  it('leaves out the services of an organisation that is closed', () => {
    const lines = [
      registered('2024-01-01', 'regie'),
      alone('2026-01-10', 'permis'),
      closed('2026-10-01', 'regie'),
    ]
    assert.equal(said(figureOn(1, AT, lines)), 'not-applicable')
    assert.equal(said(figureOn(1, '2026-09-30', lines)), '0/1')
  })
})
