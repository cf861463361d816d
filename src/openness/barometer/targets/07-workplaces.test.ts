import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { figuresOf } from '../figures.ts'
import { foldAll } from '../history.ts'
import { release } from '../release.ts'
import {
  definitionOf,
  figureOn,
  type Line,
  registered,
  said,
  written,
} from '../../../../tests/support/written.ts'

const AT = '2026-11-22'
const declared = (
  day: string,
  unit: string,
  quarter: string,
  whole: number,
  employees: number,
  { revision = 1, provenance = 'declared', organisation = 'regie' } = {},
): Line => [
  day,
  'workplace.declared',
  { organisation, unit, quarter, employees, whole, revision, provenance },
]

describe('transformed workplaces', () => {
  it('is reached at exactly 60 %: 30 of 50 employees', () => {
    const lines = [
      declared('2026-10-05', 'paie', '2026-Q3', 20, 20),
      declared('2026-10-06', 'greffe', '2026-Q3', 10, 30),
    ]
    const figure = figureOn(7, AT, lines)
    assert.deepEqual([said(figure), figure.goal.met], ['30/50', true])
  })

  it('takes the last quarter that each unit declared, and its highest revision', () => {
    // paie: 2026-Q3 revised to 12 of 20. greffe stopped after 2026-Q1: 5 of 10. 17/30.
    const lines = [
      declared('2026-10-20', 'paie', '2026-Q3', 12, 20, { revision: 2 }),
      declared('2026-10-05', 'paie', '2026-Q3', 19, 20),
      declared('2026-07-05', 'paie', '2026-Q2', 1, 20, { revision: 9 }),
      declared('2026-04-05', 'greffe', '2026-Q1', 5, 10),
    ]
    assert.equal(said(figureOn(7, AT, lines)), '17/30')
    assert.equal(said(figureOn(7, '2026-10-19', lines)), '24/30')
  })

  it('does not carry a declaration beyond twelve months: who has stopped is missing', () => {
    const lines = [registered('2025-01-01', 'regie'), declared('2025-10-05', 'paie', '2025-Q3', 19, 20)]
    const figure = figureOn(7, AT, lines)
    assert.deepEqual([said(figure), figure.coverage.missing], ['no-data', ['regie']])
  })

  it('tells what was declared from what was observed', () => {
    const lines = [
      declared('2026-10-05', 'paie', '2026-Q3', 19, 20, { provenance: 'observed' }),
      declared('2026-10-05', 'greffe', '2026-Q3', 1, 30),
    ]
    assert.deepEqual(figureOn(7, AT, lines).provenance, { observed: 20, imported: 0, declared: 30 })
  })

  it('is published by fives: a unit of three has declared, and its employees are counted with others', () => {
    // paie 13 of 23: 10 and 10 published, 3 and 0 left. greffe 3 of 3: 0 published, 3 left. Together 6 equipped: 5, and 1
    // held back. Published: 15/25 of the true 16/26.
    const lines = [
      registered('2025-01-01', 'regie'),
      declared('2026-10-05', 'paie', '2026-Q3', 13, 23),
      declared('2026-10-05', 'greffe', '2026-Q3', 3, 3),
    ]
    const { measures, heldBack } = release(foldAll(written(...lines)), AT)
    const figure = figuresOf(definitionOf(7), foldAll(measures), AT).get('regie')!
    assert.deepEqual([said(figure), heldBack.map(({ count }) => count)], ['15/25', [1]])
    assert.deepEqual(figure.coverage, { reporting: 1, subject: 1, missing: [] })
    assert.deepEqual([figure.events, figureOn(7, AT, lines).events], [2, 2])
  })
})
