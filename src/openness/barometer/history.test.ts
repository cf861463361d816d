import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { inForceOn } from './definitions.ts'
import { addCount, everyDay, lastDayWithin, noCounts, sumWithin } from './day-counts.ts'
import { figuresOf } from './figures.ts'
import { foldAll } from './history.ts'
import { anyHistory, AT } from '../../../tests/support/random-history.ts'

const someDay = fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`)

describe('counts by day', () => {
  it('sum any period, whatever the order in which they came and were asked for', () => {
    const adding = fc.tuple(someDay, fc.integer({ min: -5, max: 9 }))
    fc.assert(
      fc.property(fc.array(fc.tuple(adding, someDay, someDay), { maxLength: 60 }), (steps) => {
        const counts = noCounts()
        const added: [string, number][] = []
        for (const [[day, count], from, to] of steps) {
          addCount(counts, day, count)
          added.push([day, count])
          const inside = added.filter(([day]) => day >= from && day <= to)
          assert.equal(
            sumWithin(counts, { from, to }),
            inside.reduce((sum, [, n]) => sum + n, 0),
          )
          assert.equal(
            lastDayWithin(counts, { from, to }),
            inside
              .map(([day]) => day)
              .toSorted()
              .at(-1) ?? null,
          )
        }
        const days = everyDay(counts).map(([day]) => day)
        assert.deepEqual(days, [...new Set(added.map(([day]) => day))].toSorted())
      }),
    )
  })
})

describe('a fold', () => {
  it('comes to the same, in whatever order measures are read and however they are grouped', () => {
    fc.assert(
      fc.property(anyHistory, fc.infiniteStream(fc.nat()), (measures, dice) => {
        const shuffled = measures
          .map((measure) => ({ measure, at: dice.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
          .flatMap(({ measure, at }) =>
            // Half of them in two parts: the cells of a database and a batch added to them.
            at % 2
              ? [measure]
              : [
                  { ...measure, count: measure.count - 1 },
                  { ...measure, count: 1 },
                ],
          )
        const [one, other] = [foldAll(measures), foldAll(shuffled)]
        for (const definition of inForceOn(AT))
          assert.deepEqual(
            [...figuresOf(definition, other, AT)].toSorted(byName),
            [...figuresOf(definition, one, AT)].toSorted(byName),
          )
      }),
      { numRuns: 60 },
    )
  })
})

describe('a figure', () => {
  it('is the same whether it was asked for on the way or not: nothing that is kept outlives what it rests on', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat({ max: 9 }), (measures, tenths) => {
        const half = Math.floor((measures.length * tenths) / 10)
        const live = foldAll(measures.slice(0, half))
        const ask = (history: typeof live) => inForceOn(AT).map((one) => [...figuresOf(one, history, AT)])
        ask(live)
        foldAll(measures.slice(half), live)
        assert.deepEqual(ask(live), ask(foldAll(measures)))
      }),
      { numRuns: 60 },
    )
  })
})

const byName = ([a]: [string | null, unknown], [b]: [string | null, unknown]) =>
  (a ?? '') < (b ?? '') ? -1 : 1
