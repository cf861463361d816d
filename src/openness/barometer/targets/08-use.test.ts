import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { figureOn, filed, finished, type Line, published, said } from '../../../../tests/support/written.ts'

const AT = '2026-11-22'
const service = (name: string, channels: Record<string, number>): Line[] => [
  published('2025-01-10', 'regie', name),
  finished('2026-05-01', 'regie', name, 10),
  ...Object.entries(channels).map(([channel, times]) => filed('2026-05-01', 'regie', name, channel, times)),
]
const imported = (month: string, channel: string, count: number, provenance = 'imported'): Line => [
  '2026-11-20',
  'volumes.imported',
  { organisation: 'regie', service: 'permis', channel, count, month, provenance },
]

describe('used online', () => {
  it('asks for more than 75 %: exactly 75 % is not, just above is', () => {
    // 75 of 100 online is exactly 75 %. 76 of 101 is 75.2 %.
    assert.equal(said(figureOn(8, AT, service('permis', { portal: 75, counter: 25 }))), '0/1')
    assert.equal(said(figureOn(8, AT, service('permis', { portal: 76, counter: 25 }))), '1/1')
  })

  it('is reached when exactly 75 % of services are: 3 of 4', () => {
    const lines = ['a', 'b', 'c'].flatMap((name) => service(name, { portal: 9, partner: 1 }))
    const figure = figureOn(8, AT, [...lines, ...service('d', { phone: 10 })])
    assert.deepEqual([said(figure), figure.goal.met], ['3/4', true])
  })

  it('counts a partner as online, and an agent at a counter, by phone or with paper as not', () => {
    assert.equal(said(figureOn(8, AT, service('permis', { partner: 80, paper: 20 }))), '1/1')
    for (const channel of ['counter', 'phone', 'paper'])
      assert.equal(said(figureOn(8, AT, service('permis', { portal: 70, [channel]: 30 }))), '0/1')
  })

  it('publishes beside it what it would be if an agent’s entry were digital', () => {
    const [variant] = figureOn(8, AT, service('permis', { portal: 70, counter: 30 })).variants
    assert.deepEqual(variant, { id: 'assisted-is-digital', numerator: 1, denominator: 1, value: 1 })
  })

  it('counts what was filed outside the platform, whose paper is digital under no reading', () => {
    // 80 online here, 40 on paper elsewhere: 80/120 = 66.7 %.
    const lines = [...service('permis', { portal: 80 }), imported('2026-03', 'paper', 40)]
    const figure = figureOn(8, AT, lines)
    assert.deepEqual([said(figure), figure.variants[0]!.numerator], ['0/1', 0])
    assert.deepEqual(figure.provenance, { observed: 0, imported: 1, declared: 0 })
    // A correction takes 20 of them back: 80/100.
    assert.equal(said(figureOn(8, AT, [...lines, imported('2026-03', 'paper', -20, 'declared')])), '1/1')
  })

  it('puts a volume in its month, and reads it once the month is over', () => {
    const lines = [...service('permis', { portal: 80 }), imported('2025-11', 'paper', 40)]
    // November 2025 ends on the 30th, within the period that begins on 23 November 2025.
    assert.equal(said(figureOn(8, AT, lines)), '0/1')
    assert.equal(said(figureOn(8, '2026-11-30', lines)), '1/1')
  })

  it('has no data of a service that finished nothing, or into which nothing was filed', () => {
    assert.equal(said(figureOn(8, AT, [published('2025-01-10', 'regie', 'permis')])), 'no-data')
    const only = [
      published('2025-01-10', 'regie', 'permis'),
      filed('2026-05-01', 'regie', 'permis', 'portal', 9),
    ]
    assert.equal(said(figureOn(8, AT, only)), 'no-data')
    assert.equal(said(figureOn(8, AT, service('permis', {}))), 'no-data')
  })

  it('does not apply to a service that is not digital', () => {
    const lines = [
      ...service('permis', { counter: 9 }),
      published('2025-02-01', 'regie', 'permis', { version: 2, digital: false }),
    ]
    assert.equal(said(figureOn(8, AT, lines)), 'not-applicable')
  })

  it('is weighted by what was filed: 90 of 100 dossiers are of a service that is used online', () => {
    const lines = [...service('permis', { portal: 90 }), ...service('rente', { paper: 10 })]
    assert.deepEqual(figureOn(8, AT, lines).weighted, {
      of: 'dossiers',
      numerator: 90,
      denominator: 100,
      value: 0.9,
    })
  })

  it('may go down: 1 of 1 a year ago, 0 of 1 now', () => {
    const lines = [
      ...service('permis', { portal: 10, paper: 10 }),
      filed('2025-05-01', 'regie', 'permis', 'portal', 10),
      finished('2025-05-01', 'regie', 'permis', 10),
    ]
    assert.deepEqual(figureOn(8, AT, lines).change, { since: '2025-11-22', points: -100 })
  })
})
