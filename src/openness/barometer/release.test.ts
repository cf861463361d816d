import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { anyHistory, AT } from '../../../tests/support/random-history.ts'
import { filed, finished, type Line, published, registered, written } from '../../../tests/support/written.ts'
import { addMonths } from './days.ts'
import { inForceOn } from './definitions.ts'
import type { Figure } from './figure.ts'
import { figuresOf, unitsOn } from './figures.ts'
import { attributesText, foldAll } from './history.ts'
import { isPersons, type Measure } from './measure.ts'
import { release } from './release.ts'
import { releaseFaults } from './release-faults.ts'

const COUNTED_IN_PERSONS = [5, 7]
const bothOf = (measures: readonly Measure[], at = AT) => {
  const history = foldAll(measures)
  const released = release(history, at)
  return { history, released, seen: foldAll(released.measures) }
}

/** Everything of a figure that rests on verdicts, and nothing that rests on how many persons there are. */
const verdictsOf = ({ state, value, numerator, denominator, coverage, ...rest }: Figure) => ({
  state,
  value,
  numerator,
  denominator,
  coverage,
  goal: rest.goal,
  exclusions: rest.exclusions,
  withExcluded: rest.withExcluded,
  panel: rest.constantPanel,
  change: rest.change,
})

describe('what is released of a history', () => {
  it('gives exactly the numerators, denominators and states of the history itself, wherever units are counted', () => {
    fc.assert(
      fc.property(anyHistory, (measures) => {
        const { history, seen } = bothOf(measures)
        for (const definition of inForceOn(AT)) {
          if (COUNTED_IN_PERSONS.includes(definition.target)) continue
          const [told, shown] = [figuresOf(definition, history, AT), figuresOf(definition, seen, AT)]
          assert.deepEqual(new Set(shown.keys()), new Set(told.keys()))
          for (const [organisation, figure] of told) {
            assert.deepEqual(
              verdictsOf(shown.get(organisation)!),
              verdictsOf(figure),
              String(definition.target),
            )
            const judged = definition.variants.flatMap(({ id, units }) => (units ? [] : [id]))
            const of = ({ variants }: Figure) => variants.filter(({ id }) => judged.includes(id))
            assert.deepEqual(of(shown.get(organisation)!), of(figure))
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('counts persons by fives only, and adds up to the truth less what is held back, under five of each sort', () => {
    fc.assert(
      fc.property(anyHistory, (measures) => {
        const { history, released } = bothOf(measures)
        for (const { kind, count } of released.measures) assert.ok(!isPersons(kind) || count % 5 === 0)
        for (const { count } of released.heldBack) assert.ok(count > 0 && count < 5)
        const [published, held] = [sumsBySort(released.measures), sumsBySort(released.heldBack)]
        const truth = sumsBySort(inTwoPeriods([...cellsOf(history)]))
        for (const sort of new Set([...published.keys(), ...truth.keys(), ...held.keys()]))
          assert.equal((published.get(sort) ?? 0) + (held.get(sort) ?? 0), truth.get(sort) ?? 0, sort)
      }),
      { numRuns: 150 },
    )
  })

  it('gives figures that count pairs or employees less what is held back of them, and nothing else', () => {
    const heldOf = (held: readonly Measure[], isSo: (measure: Measure) => boolean) =>
      held.filter((measure) => measure.day === AT && isSo(measure)).reduce((sum, { count }) => sum + count, 0)
    const isEmployee = ({ kind }: Measure) => kind === 'workplace'
    const isDue = ({ kind, is }: Measure) => kind === 'deadline' && is['standing'] === 'due'
    fc.assert(
      fc.property(anyHistory, (all) => {
        // What is left over of a unit that somebody excluded, or of a closed organisation, goes up like the rest.
        const measures = all.filter(({ kind, is }) => kind !== 'exclusion' && is['state'] !== 'closed')
        const { history, released, seen } = bothOf(measures)
        const compare = (
          target: number,
          isSo: (measure: Measure) => boolean,
          isMet: (measure: Measure) => boolean,
        ) => {
          const definition = inForceOn(AT).find((one) => one.target === target)!
          const [told, shown] = [history, seen].map((one) => figuresOf(definition, one, AT).get(null)!)
          assert.equal(shown!.denominator + heldOf(released.heldBack, isSo), told!.denominator)
          assert.equal(
            shown!.numerator + heldOf(released.heldBack, (measure) => isSo(measure) && isMet(measure)),
            told!.numerator,
          )
        }
        compare(5, isDue, ({ is }) => is['reminded'] === 'yes')
        compare(7, isEmployee, ({ is }) => is['whole'] === 'yes')
      }),
      { numRuns: 150 },
    )
  })

  it('never lets two publications differ by one to four persons in a cell, or in a figure that counts persons', () => {
    const first = fc.integer({ min: 0, max: 100 })
    fc.assert(
      fc.property(anyHistory, first, fc.integer({ min: 0, max: 40 }), (measures, share, days) => {
        const before = measures.slice(0, Math.floor((measures.length * share) / 100))
        const earlier = new Date(Date.parse(AT) - days * 86_400_000).toISOString().slice(0, 10)
        const [one, other] = [bothOf(before, earlier), bothOf(measures, AT)]
        const [old, now] = [byCell(one.released.measures, earlier), byCell(other.released.measures, AT)]
        for (const cell of new Set([...old.keys(), ...now.keys()]))
          assert.ok(((now.get(cell) ?? 0) - (old.get(cell) ?? 0)) % 5 === 0, cell)
        for (const definition of inForceOn(AT).filter(({ target }) => COUNTED_IN_PERSONS.includes(target)))
          for (const { numerator, denominator } of figuresOf(definition, other.seen, AT).values())
            assert.ok(numerator % 5 === 0 && denominator % 5 === 0)
      }),
      { numRuns: 100 },
    )
  })

  it('follows its own rule, and depends on the history alone, not on the order in which it came', () => {
    fc.assert(
      fc.property(anyHistory, (measures) => {
        const { released } = bothOf(measures)
        assert.deepEqual(releaseFaults(released.measures, AT), [])
        assert.deepEqual(bothOf(measures.toReversed()).released.measures, released.measures)
      }),
      { numRuns: 60 },
    )
  })
})

/** The measures of persons that flow, as they are; a workplace's declarations replace each other and are looked at apart. */
const cellsOf = (history: ReturnType<typeof foldAll>): Measure[] =>
  [...history.kinds].flatMap(([kind, units]) =>
    !isPersons(kind) || kind === 'workplace'
      ? []
      : [...units.values()].flatMap((all) =>
          [...all.values()].flatMap(({ byDay, ...series }) =>
            byDay.days.map((day, at) => ({ ...series, day, count: byDay.counts[at]! })),
          ),
        ),
  )

const BEFORE = addMonths(AT, -12)

const inTwoPeriods = (measures: Measure[]): Measure[] =>
  measures.flatMap((measure) => {
    if (measure.day > AT || measure.day <= addMonths(BEFORE, -12)) return []
    return [{ ...measure, day: measure.day > BEFORE ? AT : BEFORE }]
  })

const sumsBySort = (measures: readonly Measure[]): Map<string, number> => {
  const sums = new Map<string, number>()
  for (const { kind, day, is, count } of measures) {
    if (!isPersons(kind) || kind === 'workplace') continue
    const sort = `${kind} ${day} ${attributesText(is)}`
    sums.set(sort, (sums.get(sort) ?? 0) + count)
  }
  return sums
}

const byCell = (measures: readonly Measure[], at: string): Map<string, number> =>
  new Map(
    measures
      .filter(({ kind, day }) => isPersons(kind) && day === at)
      .map(({ kind, organisation, unit, is, count }) => [
        `${kind} ${organisation} ${unit} ${attributesText(is)}`,
        count,
      ]),
  )

describe('rounding down to multiples of five', () => {
  const line = (organisation: string, service: string, times: number): Line =>
    filed('2026-05-04', organisation, service, 'portal', times)

  it('sends what is left over to the organisation, then to everybody, and holds back the last of it', () => {
    // allocation 13 → 10, left 3; crèche 4 → 0, left 4: the régie’s own cell gets 7 → 5, left 2.
    // certificat 9 → 5, left 4: the ville’s own cell gets 4 → 0, left 4. Everybody’s cell gets 2 + 4 = 6 → 5, left 1.
    const lines = [
      line('regie', 'allocation', 13),
      line('regie', 'creche', 4),
      line('ville', 'certificat', 9),
    ]
    const { released } = bothOf(written(...lines))
    const cells = released.measures.filter(({ kind }) => kind === 'dossier-filed')
    assert.deepEqual(
      cells.map(({ organisation, unit, count }) => [organisation, unit, count]),
      [
        ['', '', 5],
        ['regie', '', 5],
        ['regie', 'allocation', 10],
        ['ville', 'certificat', 5],
      ],
    )
    assert.deepEqual(
      released.heldBack.map(({ count }) => count),
      [1],
    )
    assert.ok(cells.every(({ day }) => day === AT))
  })

  it('keeps the last day of what is shown, for the data date, and of nothing that is not', () => {
    const { released } = bothOf(written(line('regie', 'allocation', 13), line('ville', 'certificat', 3)))
    const days = released.measures.filter(({ kind }) => kind === 'latest')
    assert.deepEqual(
      days.map(({ organisation, day, is }) => [organisation, day, is['of']]),
      [
        ['', '2026-05-04', 'dossier-filed'],
        ['regie', '2026-05-04', 'dossier-filed'],
      ],
    )
  })

  it('puts what a service counted under who answers for it at the end, and its own past under who did then', () => {
    const lines = [
      published('2024-01-10', 'regie', 'allocation'),
      filed('2025-06-01', 'regie', 'allocation', 'portal', 10),
      filed('2026-02-01', 'regie', 'allocation', 'portal', 10),
      published('2026-03-01', 'agence', 'allocation', { version: 2 }),
      filed('2026-04-01', 'agence', 'allocation', 'portal', 20),
    ]
    const cells = bothOf(written(...lines)).released.measures.filter(({ kind }) => kind === 'dossier-filed')
    assert.deepEqual(
      cells.map(({ organisation, day, count }) => [organisation, day, count]),
      [
        ['agence', '2026-11-22', 30],
        ['regie', '2025-11-22', 10],
      ],
    )
  })
})

describe('a verdict that the rounded counts leave open', () => {
  /** 4 finished dossiers, all filed online: every published count is 0, and the service meets the eighth target. */
  const small = [
    registered('2025-01-01', 'regie'),
    published('2025-01-10', 'regie', 'allocation'),
    filed('2026-05-04', 'regie', 'allocation', 'portal', 4),
    finished('2026-05-20', 'regie', 'allocation', 4),
  ]
  const use = inForceOn(AT).find(({ target }) => target === 8)!

  it('is stated, and counted as such', () => {
    const { seen } = bothOf(written(...small))
    const figure = figuresOf(use, seen, AT).get(null)!
    assert.deepEqual([figure.numerator, figure.denominator, figure.stated], [1, 1, 1])
    const [unit] = unitsOn(use, seen, AT)
    assert.deepEqual(unit!.counts, { digital: 0, assisted: 0, outside: 0, elsewhere: 0, finished: 0 })
    assert.deepEqual([unit!.verdict, unit!.stated, unit!.share], ['meets', true, null])
  })

  it('is not stated where no rounding could change it', () => {
    // 400 online, none otherwise: even with 4 more in each of the 9 other cells, 36, the share is above 91 %.
    const lines = [
      published('2025-01-10', 'regie', 'allocation'),
      filed('2026-05-04', 'regie', 'allocation', 'portal', 400),
      finished('2026-05-20', 'regie', 'allocation', 400),
    ]
    const figure = figuresOf(use, bothOf(written(...lines)).seen, AT).get(null)!
    assert.deepEqual([figure.numerator, figure.denominator, figure.stated], [1, 1, 0])
  })
})
