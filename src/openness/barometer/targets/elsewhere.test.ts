import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  figureOn,
  filed,
  finished,
  type Line,
  published,
  registered,
  said,
  written,
} from '../../../../tests/support/written.ts'
import { figuresOf } from '../figures.ts'
import { foldAll } from '../history.ts'
import { versionsOf } from '../definitions.ts'

/** The year of the figures: 1 April 2025 to 31 March 2026. They are asked for under the definitions that rule now. */
const END = '2026-03-31'
const figure = (target: number, lines: readonly Line[], organisation: string | null = null) => {
  const [, second] = versionsOf(target)
  return figuresOf(second!, foldAll(written(...lines)), END).get(organisation)!
}

/** A service of somebody's inventory: it never ran here. */
const inventoried = (service: string, since = '2025-04-01'): Line => [
  '2026-11-22',
  'service.inventoried',
  { organisation: 'pays-agence', service, version: 1, digital: true, day: since },
]
const volume = (service: string, channel: string, count: number, month = '2026-03'): Line => [
  '2026-11-22',
  'volumes.imported',
  { organisation: 'pays-agence', service, channel, count, month, provenance: 'imported' },
]
const improved = (service: string, day: string): Line => [
  '2026-11-22',
  'improvement.inventoried',
  { organisation: 'pays-agence', service, day },
]
const takesPart = (organisation: string): Line => [
  '2026-11-22',
  'organisation.inventoried',
  { organisation, from: '2025-04-01', to: END },
]

describe('a service that is known from an inventory', () => {
  it('counts in « used online » by its volumes alone: 75 of 100 is not enough, 76 of 100 is', () => {
    const lines = [
      inventoried('a'),
      volume('a', 'portal', 75),
      volume('a', 'phone', 20),
      volume('a', 'other', 5),
      inventoried('b'),
      volume('b', 'portal', 76),
      volume('b', 'other', 24),
    ]
    assert.equal(said(figure(8, lines)), '1/2')
    assert.deepEqual(figure(8, lines).provenance, { observed: 0, imported: 2, declared: 0 })
  })

  it('is not counted where nothing is known of its volume, nor where nobody came: no data is never 0', () => {
    const lines = [
      inventoried('a'),
      volume('a', 'portal', 0),
      volume('a', 'phone', 12),
      inventoried('unknown'),
      inventoried('nobody'),
      volume('nobody', 'portal', 0),
    ]
    assert.equal(said(figure(8, lines)), '0/1')
    assert.equal(said(figure(2, lines)), '0/1')
    assert.equal(said(figure(8, [inventoried('unknown')])), 'no-data')
  })

  it('counts in « improved » from the first day of the year to the last, and on neither day beside', () => {
    const running = (service: string) => [inventoried(service), volume(service, 'paper', 3)]
    const days = { a: '2025-03-31', b: '2025-04-01', c: '2026-03-31', d: '2026-04-01' }
    const lines = Object.entries(days).flatMap(([service, day]) => [
      ...running(service),
      improved(service, day),
    ])
    assert.equal(said(figure(2, lines)), '2/4')
  })

  it('is out of « improved » when it began within the year', () =>
    assert.equal(
      said(
        figure(2, [inventoried('a', '2025-04-02'), volume('a', 'portal', 10), improved('a', '2025-06-01')]),
      ),
      'not-applicable',
    ))

  it('leaves no trace in the facts that were asked again (4)', () =>
    assert.equal(said(figureOn(4, END, [inventoried('a'), volume('a', 'portal', 10)])), 'no-data'))

  it('makes its organisation report, and no longer once the volumes stop or the import is undone', () => {
    const lines = [takesPart('pays-agence'), inventoried('a')]
    const volumes = [volume('a', 'portal', 1)]
    const undone: Line = ['2026-11-22', 'volumes.imported', { ...volumes[0]![2], count: -1, undone: true }]
    const missing = (...more: Line[]) => figure(8, [...lines, ...more]).coverage.missing
    assert.deepEqual(missing(), ['pays-agence'])
    assert.deepEqual(missing(...volumes), [])
    assert.deepEqual(missing(...volumes, undone), ['pays-agence'])
    assert.deepEqual(missing(volume('a', 'portal', 9, '2025-03')), ['pays-agence'])
  })
})

describe('an organisation that is known from an inventory', () => {
  it('takes part in its years, and neither before nor after: it is missing nowhere', () => {
    const lines = [takesPart('pays-agence'), inventoried('a'), volume('a', 'portal', 9)]
    const on = (at: string) => figureOn(8, at, lines).coverage.subject
    assert.deepEqual(['2025-03-31', '2025-04-01', END, '2026-04-01', '2026-11-22'].map(on), [0, 1, 1, 0, 0])
    assert.equal(said(figureOn(8, '2026-11-22', lines)), 'no-data')
  })

  it('goes on where one year follows another', () => {
    const next: Line = [
      '2026-11-22',
      'organisation.inventoried',
      { organisation: 'pays-agence', from: '2024-04-01', to: '2025-03-31' },
    ]
    const on = (at: string) => figureOn(8, at, [takesPart('pays-agence'), next]).coverage.subject
    assert.deepEqual(['2024-03-31', '2025-03-31', '2025-04-01', END, '2026-04-01'].map(on), [0, 1, 1, 1, 0])
  })
})

describe('volumes of other channels of a service that runs here', () => {
  it('count beside what is filed here, and are a use by themselves', () => {
    const at = '2026-11-22'
    const counted = (channel: string, count: number): Line => [
      at,
      'volumes.imported',
      { organisation: 'regie', service: 'permis', channel, count, month: '2026-05', provenance: 'declared' },
    ]
    const lines = [
      registered('2025-01-10', 'regie'),
      published('2025-01-10', 'regie', 'permis'),
      filed('2026-05-02', 'regie', 'permis', 'portal', 80),
    ]
    assert.equal(said(figureOn(8, at, lines)), 'no-data')
    assert.equal(said(figureOn(8, at, [...lines, counted('counter', 20)])), '1/1')
    assert.equal(said(figureOn(8, at, [...lines, counted('counter', 27)])), '0/1')
    assert.equal(said(figureOn(8, at, [...lines, finished('2026-05-03', 'regie', 'permis', 1)])), '1/1')
  })
})
