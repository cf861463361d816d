import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { effectOf, measuredOf } from './effect.ts'
import { released } from './release.ts'
import { resultsOf } from './results.ts'
import type { Tally } from './store.ts'

const row = (question: string, answer: string, count: number, more: Partial<Tally> = {}): Tally => ({
  service: 'rue',
  version: 1,
  end: 'answered',
  question,
  answer,
  count,
  ...more,
})

describe('what is published', () => {
  it('is a multiple of five, rounded down: no cell is one to four', () => {
    for (let count = 0; count < 60; count++) {
      assert.equal(released(count) % 5, 0)
      assert.ok(released(count) <= count && count - released(count) < 5)
    }
    assert.equal(released(-3), 0)
  })

  it('adds up: what is too small to be shown is said apart', () => {
    // 23 + 7 + 3 + 2 = 35 answers: shown 20 + 5, and 10 apart.
    const tallies = [
      row('reached', '', 82),
      row('received', '', 37),
      row('satisfaction', '5', 23),
      row('satisfaction', '4', 7),
      row('satisfaction', '2', 3),
      row('satisfaction', '1', 2),
    ]
    const { reached, received, rate, distributions } = resultsOf('rue', tallies)
    assert.deepEqual([reached, received, rate], [80, 35, 35 / 80])
    const [satisfaction] = distributions
    assert.deepEqual(
      satisfaction!.answers.map(({ count }) => count),
      [20, 5, 0, 0, 0],
    )
    assert.deepEqual([satisfaction!.number, satisfaction!.apart], [35, 10])
    // (20 × 5 + 5 × 4) / 25
    assert.equal(satisfaction!.average, 4.8)
  })

  it('tells no average below twenty answers, and no rate while nobody came to an end', () => {
    const few = resultsOf('rue', [row('received', '', 19), row('ease', '5', 19)])
    assert.equal(few.distributions[1]!.average, null)
    assert.equal(few.rate, null)
    assert.deepEqual(resultsOf('rue', []).byVersion, [])
    assert.equal(resultsOf('rue', [row('reached', '', 4), row('received', '', 4)]).rate, null)
  })

  it('never moves by one to four between two publications, whatever is received between them', () => {
    for (let count = 0; count < 40; count++) {
      const shown = (n: number) =>
        resultsOf('rue', [row('received', '', n), row('ease', '3', n)]).distributions[1]!
      const [now, then] = [shown(count), shown(count + 1)]
      for (const key of ['number', 'apart'] as const) assert.equal((then[key] - now[key]) % 5, 0)
    }
  })

  it('stays within the whole when evaluations are of uses that ended before', () =>
    assert.equal(resultsOf('rue', [row('reached', '', 10), row('received', '', 20)]).rate, 1))

  it('tells ends and versions apart, the latest version first', () => {
    const { byEnd, byVersion } = resultsOf('rue', [
      row('reached', '', 10),
      row('reached', '', 5, { end: 'refused', version: 2 }),
      row('reached', '', 50, { service: 'parc' }),
    ])
    assert.deepEqual(
      byEnd.map(({ end, reached }) => [end, reached]),
      [
        ['answered', 10],
        ['refused', 5],
        ['abandoned', 0],
      ],
    )
    assert.deepEqual(
      byVersion.map(({ version }) => version),
      [2, 1],
    )
  })
})

describe('the effect of an improvement', () => {
  const answers = (version: number, counts: Record<string, number>) =>
    Object.entries(counts).map(([answer, count]) => row('ease', answer, count, { version }))
  const effect = (before: Record<string, number>, after: Record<string, number>) => {
    const tallies = [...answers(1, before), ...answers(2, after)]
    return effectOf(
      'ease',
      measuredOf(tallies, 'ease', (version) => version === 1),
      measuredOf(tallies, 'ease', (version) => version === 2),
    )
  }

  it('concludes nothing from fewer than twenty answers on a side', () => {
    assert.equal(effect({ 1: 19 }, { 5: 100 }).says, 'too-few')
    assert.equal(effect({ 1: 100 }, { 5: 19 }).says, 'too-few')
    assert.equal(effect({}, {}).difference, null)
  })

  it('says that a difference within its margin may be chance', () => {
    // 3.0 and 3.1 of 20 each, spread from 1 to 5: the margin is near 0.9.
    const { says, difference, margin } = effect(
      { 1: 4, 2: 4, 3: 4, 4: 4, 5: 4 },
      { 1: 4, 2: 3, 3: 4, 4: 5, 5: 4 },
    )
    assert.equal(says, 'unclear')
    assert.ok(Math.abs(difference! - 0.1) < 1e-9 && margin! > 0.8 && margin! < 1)
  })

  it('says that answers moved when they did, either way', () => {
    assert.equal(effect({ 2: 30, 3: 10 }, { 4: 30, 5: 10 }).says, 'better')
    assert.equal(effect({ 4: 30, 5: 10 }, { 2: 30, 3: 10 }).says, 'worse')
    // Everybody said the same on each side: no doubt is left.
    assert.equal(effect({ 3: 20 }, { 4: 20 }).margin, 0)
    assert.equal(effect({ 3: 20 }, { 3: 20 }).says, 'unclear')
  })
})
