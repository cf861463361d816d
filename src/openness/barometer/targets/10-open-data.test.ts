import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { figureOn, type Line, registered, said } from '../../../../tests/support/written.ts'

const AT = '2026-11-22'
const checked = (
  day: string,
  organisation: string,
  dataset: string,
  highPotential: boolean,
  downloadable: boolean,
  revision = 1,
): Line => [day, 'dataset.checked', { organisation, dataset, highPotential, downloadable, revision }]

describe('data made available', () => {
  it('asks an organisation for more than half: exactly half is not the majority', () => {
    // ville: 1 of 2. regie: 2 of 3. agence: 1 of 1. 2/3 = 66.7 %, at least 60 %.
    const lines = [
      checked('2026-01-01', 'ville', 'rues', true, true),
      checked('2026-01-01', 'ville', 'arbres', true, false),
      checked('2026-01-01', 'regie', 'places', true, true),
      checked('2026-01-01', 'regie', 'delais', true, true),
      checked('2026-01-01', 'regie', 'montants', true, false),
      checked('2026-01-01', 'agence', 'taux', true, true),
    ]
    const figure = figureOn(10, AT, lines)
    assert.deepEqual([said(figure), figure.goal.met], ['2/3', true])
    // Weighted by datasets: 3 + 1 of 6.
    assert.deepEqual(figure.weighted, { of: 'datasets', numerator: 4, denominator: 6, value: 4 / 6 })
  })

  it('looks only at datasets with a high potential, and follows the last check', () => {
    const lines = [
      checked('2026-01-01', 'ville', 'rues', true, true),
      checked('2026-01-01', 'ville', 'logos', false, false),
      checked('2026-06-01', 'ville', 'rues', true, false, 2),
    ]
    assert.equal(said(figureOn(10, '2026-05-31', lines)), '1/1')
    assert.equal(said(figureOn(10, AT, lines)), '0/1')
  })

  it('does not apply without such a dataset, and has no data without an inventory', () => {
    const lines = [
      registered('2025-01-01', 'ville'),
      registered('2025-01-01', 'regie'),
      checked('2026-01-01', 'ville', 'logos', false, true),
    ]
    assert.equal(said(figureOn(10, AT, lines, 'ville')), 'not-applicable')
    assert.equal(said(figureOn(10, AT, lines, 'regie')), 'no-data')
    assert.deepEqual(figureOn(10, AT, lines).coverage, { reporting: 1, subject: 2, missing: ['regie'] })
    assert.equal(said(figureOn(10, AT, lines)), 'no-data')
  })
})
