import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { figureOn, type Line, registered, said } from '../../../../tests/support/written.ts'

const AT = '2026-11-22'
const recorded = (
  day: string,
  process: string,
  paper: 'none' | 'some' | 'archived',
  { observed = false, revision = 1, organisation = 'regie' } = {},
): Line => [day, 'process.recorded', { organisation, process, paper, observed, revision }]

describe('processes without paper', () => {
  it('is reached at exactly 75 %: 3 of 4 processes of the inventory', () => {
    const lines = [
      ...['paie', 'achats', 'greffe'].map((process) => recorded('2026-01-01', process, 'none')),
      recorded('2026-01-01', 'courrier', 'some'),
    ]
    const figure = figureOn(9, AT, lines)
    assert.deepEqual([said(figure), figure.goal.met], ['3/4', true])
  })

  it('lets what is observed override what is declared, before or after it', () => {
    // Declared without paper, twice; a letter was printed in between.
    const lines = [
      recorded('2026-01-01', 'paie', 'none'),
      recorded('2026-02-01', 'paie', 'some', { observed: true }),
      recorded('2026-03-01', 'paie', 'none', { revision: 7 }),
    ]
    const figure = figureOn(9, AT, lines)
    assert.deepEqual([said(figure), figure.provenance], ['0/1', { observed: 1, imported: 0, declared: 0 }])
    assert.equal(said(figureOn(9, '2026-01-31', lines)), '1/1')
    const since = recorded('2026-04-01', 'paie', 'none', { observed: true, revision: 2 })
    assert.equal(said(figureOn(9, AT, [...lines, since])), '1/1')
  })

  it('keeps apart the processes of two organisations', () => {
    const lines = [
      recorded('2026-01-01', 'paie', 'none'),
      recorded('2026-01-01', 'paie', 'some', { organisation: 'ville' }),
    ]
    assert.deepEqual([said(figureOn(9, AT, lines)), said(figureOn(9, AT, lines, 'regie'))], ['1/2', '1/1'])
  })

  it('counts a process until it is archived, and again once it is restored', () => {
    // Two processes, one on paper: 1/2. The other is archived in March: 1/1. Restored in May as it was: 1/2.
    const lines = [
      recorded('2026-01-01', 'paie', 'none'),
      recorded('2026-01-01', 'courrier', 'some', { observed: true }),
      recorded('2026-03-01', 'courrier', 'archived', { observed: true, revision: 2 }),
      recorded('2026-05-01', 'courrier', 'some', { observed: true, revision: 3 }),
    ]
    const on = (day: string) => said(figureOn(9, day, lines))
    assert.deepEqual([on('2026-02-01'), on('2026-04-01'), on('2026-06-01')], ['1/2', '1/1', '1/2'])
  })

  it('has no data without an inventory', () => {
    const lines = [registered('2025-01-01', 'regie'), registered('2025-01-01', 'ville')]
    assert.equal(said(figureOn(9, AT, lines)), 'no-data')
    const one = [...lines, recorded('2026-01-01', 'paie', 'none')]
    assert.deepEqual(figureOn(9, AT, one).coverage, { reporting: 1, subject: 2, missing: ['ville'] })
    assert.equal(said(figureOn(9, AT, one, 'ville')), 'no-data')
  })
})
