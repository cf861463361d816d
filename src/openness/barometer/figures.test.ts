import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayOf } from '#kernel'
import {
  closed,
  definitionOf,
  figureOn,
  filed,
  finished,
  type Line,
  published,
  registered,
  said,
  written,
} from '../../../tests/support/written.ts'
import type { Definition } from './definition.ts'
import { figuresOf, unitsOn } from './figures.ts'
import { foldAll } from './history.ts'

const AT = '2026-11-22'

/** A service that finished ten dossiers of the period, `online` of 10 filed online. */
const used = (service: string, online: number, organisation = 'regie', day = '2026-05-01'): Line[] => [
  published('2024-01-10', organisation, service),
  finished(day, organisation, service, 10),
  filed(day, organisation, service, 'portal', online),
  filed(day, organisation, service, 'counter', 10 - online),
]

const excluded = (kind: 'recorded' | 'lifted', day: string, unit: string, revision: number): Line => [
  day,
  `exclusion.${kind}`,
  { target: 8, organisation: 'regie', unit, reason: 'trial', revision, author: 'secretariat-numerique' },
]

describe('the state of a figure', () => {
  it('is no data, and no zero, when nothing is known at all', () => {
    for (let target = 1; target <= 10; target++) {
      const { state, value, numerator, denominator, goal, change, constantPanel } = figureOn(target, AT, [])
      assert.deepEqual(
        [state, value, numerator, denominator, goal.met, change!.points, constantPanel],
        ['no-data', null, 0, 0, null, null, null],
      )
    }
  })

  it('is a value of 0 for one unit that does not meet it, and of 1 for one that does', () => {
    const [none, all] = [figureOn(8, AT, used('permis', 0)), figureOn(8, AT, used('permis', 10))]
    assert.deepEqual([none.state, none.value, none.goal.met], ['value', 0, false])
    assert.deepEqual([all.state, all.value, all.goal.met], ['value', 1, true])
  })

  it('says of an organisation without any service that it has no data, beside those that have', () => {
    const lines = [registered('2024-01-01', 'regie'), registered('2024-01-01', 'ville'), ...used('permis', 9)]
    const figures = figuresOf(definitionOf(8), foldAll(written(...lines)), AT)
    assert.deepEqual([...figures.keys()], [null, 'regie', 'ville'])
    assert.deepEqual([...figures.values()].map(said), ['1/1', '1/1', 'no-data'])
  })
})

describe('the period of a figure', () => {
  it('has its first and its last day in it, and neither the day before nor the day after', () => {
    // The twelve months that end on 2026-11-22 begin on 2025-11-23.
    for (const [day, expected] of [
      ['2025-11-22', 'no-data'],
      ['2025-11-23', '1/1'],
      ['2026-11-22', '1/1'],
      ['2026-11-23', 'no-data'],
    ] as const)
      assert.equal(said(figureOn(8, AT, used('permis', 9, 'regie', day))), expected, day)
  })

  it('counts what happened on 29 February in the figures of 28 February a year after, and not of 1 March', () => {
    // 2029-02-28 less a year is 2028-02-28: the period begins on 2028-02-29. That of 2029-03-01 begins on 2028-03-02.
    const lines = used('permis', 9, 'regie', '2028-02-29')
    assert.equal(said(figureOn(8, '2028-02-29', lines)), '1/1')
    assert.equal(said(figureOn(8, '2029-02-28', lines)), '1/1')
    assert.equal(said(figureOn(8, '2029-03-01', lines)), 'no-data')
  })

  it('ends the year at midnight in Montréal', () => {
    // 03:30 UTC on 1 January 2026 is 22:30 on 31 December 2025 there: the old year’s figure counts it.
    const day = dayOf(new Date('2026-01-01T03:30:00Z'))
    assert.equal(day, '2025-12-31')
    const lines = used('permis', 9, 'regie', day)
    assert.equal(said(figureOn(8, '2025-12-31', lines)), '1/1')
    assert.equal(said(figureOn(8, '2025-12-30', lines)), 'no-data')
    // The year 2026 as a whole begins after it.
    assert.equal(said(figureOn(8, '2026-12-31', lines)), 'no-data')
    assert.equal(said(figureOn(8, '2026-12-30', lines)), '1/1')
  })
})

describe('an organisation', () => {
  it('that is created within the period is subject from that day, and counts with all that it did', () => {
    const lines = [registered('2024-01-01', 'regie'), registered('2026-04-01', 'ville'), ...used('permis', 9)]
    assert.deepEqual(figureOn(8, '2026-03-31', lines).coverage, { reporting: 1, subject: 1, missing: [] })
    assert.deepEqual(figureOn(8, AT, lines).coverage, { reporting: 1, subject: 2, missing: ['ville'] })
    const more = [...lines, ...used('taxe', 2, 'ville')]
    assert.equal(said(figureOn(8, AT, more)), '1/2')
    assert.deepEqual(figureOn(8, AT, more).coverage, { reporting: 2, subject: 2, missing: [] })
  })

  it('that is closed within the period is no longer subject, and its services no longer count', () => {
    const lines = [
      registered('2024-01-01', 'regie'),
      registered('2024-01-01', 'ville'),
      ...used('permis', 9),
      ...used('taxe', 2, 'ville'),
      closed('2026-09-01', 'ville'),
    ]
    assert.equal(said(figureOn(8, '2026-08-31', lines)), '1/2')
    assert.equal(said(figureOn(8, '2026-09-01', lines)), '1/1')
    assert.deepEqual(figureOn(8, '2026-09-01', lines).coverage, { reporting: 1, subject: 1, missing: [] })
    const [, taxe] = unitsOn(definitionOf(8), foldAll(written(...lines)), AT)
    assert.deepEqual(
      [taxe!.unit, taxe!.verdict, taxe!.reason],
      ['taxe', 'not-counted', 'organisation-closed'],
    )
  })

  it('that takes over a service answers for it from the day of its first version there, and for its past', () => {
    // The régie filed 4 of 10 online; the agence publishes version 2 on 2026-06-01, and files 90 of 90.
    const lines = [
      ...used('permis', 4),
      published('2026-06-01', 'agence', 'permis', { version: 2 }),
      filed('2026-07-01', 'agence', 'permis', 'portal', 90),
    ]
    assert.equal(said(figureOn(8, '2026-05-31', lines, 'regie')), '0/1')
    // On 2026-06-01 it has the past: still 4 of 10. At the end, 94 of 100 online.
    assert.equal(said(figureOn(8, '2026-06-01', lines, 'agence')), '0/1')
    const figures = figuresOf(definitionOf(8), foldAll(written(...lines)), AT)
    assert.deepEqual(
      [...figures].map(([organisation, figure]) => [organisation, said(figure)]),
      [
        [null, '1/1'],
        ['agence', '1/1'],
      ],
    )
  })
})

describe('an exclusion', () => {
  it('takes a unit out, is listed with its reason and author, and the figure with it stays beside', () => {
    // permis 9 of 10, taxe 2 of 10: 1/2 with both, 1/1 without taxe.
    const lines = [...used('permis', 9), ...used('taxe', 2), excluded('recorded', '2026-06-01', 'taxe', 1)]
    const figure = figureOn(8, AT, lines)
    assert.deepEqual(
      [said(figure), figure.withExcluded],
      ['1/1', { numerator: 1, denominator: 2, value: 0.5 }],
    )
    assert.deepEqual(figure.exclusions, [
      {
        unit: 'taxe',
        organisation: 'regie',
        reason: 'trial',
        author: 'secretariat-numerique',
        since: '2026-06-01',
      },
    ])
    const taxe = unitsOn(definitionOf(8), foldAll(written(...lines)), AT).find(({ unit }) => unit === 'taxe')!
    assert.deepEqual([taxe.verdict, taxe.reason, taxe.share], ['excluded', 'trial', 0.2])
  })

  it('ends when it is lifted, and never was before it was recorded', () => {
    const lines = [
      ...used('permis', 9),
      ...used('taxe', 2),
      excluded('lifted', '2026-08-01', 'taxe', 2),
      excluded('recorded', '2026-06-01', 'taxe', 1),
    ]
    assert.deepEqual(
      ['2026-05-31', '2026-06-01', '2026-07-31', '2026-08-01'].map((day) => said(figureOn(8, day, lines))),
      ['1/2', '1/1', '1/1', '1/2'],
    )
    assert.equal(figureOn(8, AT, lines).withExcluded, null)
  })

  it('of one target leaves the others alone, and one of the only unit leaves nothing to measure', () => {
    const lines = [...used('taxe', 2), excluded('recorded', '2026-06-01', 'taxe', 1)]
    assert.equal(said(figureOn(8, AT, lines)), 'not-applicable')
    assert.equal(said(figureOn(4, AT, lines)), '1/1')
  })

  it('follows a service that moves, and is no longer somebody else’s', () => {
    const lines = [
      ...used('taxe', 2),
      excluded('recorded', '2026-06-01', 'taxe', 1),
      published('2026-07-01', 'ville', 'taxe', { version: 2 }),
    ]
    assert.equal(said(figureOn(8, AT, lines, 'ville')), 'not-applicable')
    assert.equal(figureOn(8, AT, lines, 'ville').exclusions.length, 1)
  })
})

describe('what is compared over time', () => {
  it('is on the constant panel what there was at both ends: new services cannot fake a rise', () => {
    // permis: 2 of 10 then and now. rente is new, 9 of 10. All: 0/1 then, 1/2 now: 50 points more. The panel has not moved.
    const lines = [
      ...used('permis', 2),
      finished('2025-05-01', 'regie', 'permis', 10),
      filed('2025-05-01', 'regie', 'permis', 'counter', 10),
      ...used('rente', 9),
    ]
    const { change, constantPanel } = figureOn(8, AT, lines)
    assert.deepEqual(change, { since: '2025-11-22', points: 50 })
    assert.deepEqual(constantPanel, {
      units: 1,
      now: { numerator: 0, denominator: 1, value: 0 },
      before: { numerator: 0, denominator: 1, value: 0 },
      beforeDay: '2025-11-22',
    })
  })

  it('has no change where a year ago nothing was known', () =>
    assert.equal(figureOn(8, AT, used('permis', 9)).change!.points, null))
})

describe('what a figure rests on', () => {
  it('is said: events of the period, and the day of the last one', () => {
    // 10 finished and 10 filed on 2026-05-01, and one filed after the day of the figure.
    const lines = [...used('permis', 9), filed('2026-12-01', 'regie', 'permis', 'portal')]
    const { events, dataDate, period } = figureOn(8, AT, lines)
    assert.deepEqual([events, dataDate, period], [20, '2026-05-01', { from: '2025-11-23', to: AT }])
  })

  it('counts an imported volume as one event, however many dossiers it says', () => {
    const says = { organisation: 'regie', service: 'permis', channel: 'paper', count: 400 }
    const lines: Line[] = [
      ...used('permis', 9),
      ['2026-06-20', 'volumes.imported', { ...says, month: '2026-05', provenance: 'declared' }],
    ]
    const { events, dataDate, provenance } = figureOn(8, AT, lines)
    assert.deepEqual([events, dataDate, provenance.declared], [21, '2026-05-31', 1])
  })
})

describe('a goal', () => {
  it('of « more than » is not reached exactly, and one of « at least » is', () => {
    const lines = ['a', 'b', 'c'].flatMap((service) => used(service, 9))
    const history = foldAll(written(...lines, ...used('d', 0)))
    const metUnder = (rule: 'over' | 'at-least') => {
      const definition: Definition = { ...definitionOf(8), goal: { share: 0.75, rule } }
      return figuresOf(definition, history, AT).get(null)!.goal.met
    }
    assert.deepEqual([metUnder('at-least'), metUnder('over')], [true, false])
  })
})
