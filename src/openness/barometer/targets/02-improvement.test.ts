import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { figureOn, finished, type Line, published, said } from '../../../../tests/support/written.ts'

const AT = '2026-11-22'
const improved = (day: string, service: string, cites: number): Line => [
  day,
  'improvement.published',
  { organisation: 'regie', service, version: 2, cites },
]
const running = (service: string): Line[] => [
  published('2025-01-10', 'regie', service),
  finished('2026-05-01', 'regie', service, 20),
]

describe('improved thanks to citizens', () => {
  it('counts a service whose improvement cites evaluations; one that cites none is only a change', () => {
    // permis cites 12, rente cites none, bourse published nothing: 1/3.
    const lines = [
      ...running('permis'),
      ...running('rente'),
      ...running('bourse'),
      improved('2026-06-01', 'permis', 12),
      improved('2026-06-01', 'rente', 0),
    ]
    assert.equal(said(figureOn(2, AT, lines)), '1/3')
  })

  it('forgets an improvement after twelve months, and does not know one to come', () => {
    const lines = [
      ...running('permis'),
      improved('2025-11-22', 'permis', 3),
      improved('2026-11-23', 'permis', 3),
    ]
    assert.equal(said(figureOn(2, AT, lines)), '0/1')
    assert.equal(said(figureOn(2, '2026-11-21', lines)), '1/1')
    assert.equal(said(figureOn(2, '2026-11-23', lines)), '1/1')
  })

  it('counts a service in operation since the first day of the period, not one of the day after', () => {
    const lines = [
      published('2025-11-23', 'regie', 'permis'),
      finished('2026-05-01', 'regie', 'permis', 20),
      published('2025-11-24', 'regie', 'rente'),
      finished('2026-05-01', 'regie', 'rente', 20),
    ]
    assert.equal(said(figureOn(2, AT, lines)), '0/1')
  })

  it('has no data of a service that finished nothing', () => {
    assert.equal(said(figureOn(2, AT, [published('2025-01-10', 'regie', 'permis')])), 'no-data')
  })

  it('does not count one that closed, nor one that opened again within the period', () => {
    const again: Line[] = [
      ...running('permis'),
      ['2026-01-15', 'service.closed', { organisation: 'regie', service: 'permis' }],
    ]
    assert.equal(said(figureOn(2, AT, again)), 'not-applicable')
    const reopened = [...again, published('2026-02-01', 'regie', 'permis', { version: 2 })]
    assert.equal(said(figureOn(2, AT, reopened)), 'not-applicable')
    // By 2027-02-10 it has been open again for the whole period, which begins on 2026-02-11.
    assert.equal(said(figureOn(2, '2027-02-10', reopened)), '0/1')
  })

  it('is weighted by finished dossiers: 20 of 100 are of a service that improved', () => {
    const lines = [
      ...running('permis'),
      published('2025-01-10', 'regie', 'rente'),
      finished('2026-05-01', 'regie', 'rente', 80),
      improved('2026-06-01', 'permis', 12),
    ]
    assert.deepEqual(figureOn(2, AT, lines).weighted, {
      of: 'dossiers',
      numerator: 20,
      denominator: 100,
      value: 0.2,
    })
  })
})
