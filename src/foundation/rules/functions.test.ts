import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileExpression } from './expression.ts'

const valueOf = (feel: string, scope: Record<string, unknown> = {}): unknown => {
  const compiled = compileExpression(feel, Object.keys(scope))
  assert.ok(compiled.ok, JSON.stringify(compiled))
  return compiled.value.evaluate(scope)
}

describe('the additions to FEEL', () => {
  it('count an age in whole years, the birthday included', () => {
    assert.equal(valueOf('ageOn("2008-09-30", "2026-09-29")'), 17)
    assert.equal(valueOf('ageOn("2008-09-30", "2026-09-30")'), 18)
    assert.equal(valueOf('ageOn("2008-02-29", "2026-02-28")'), 17)
    assert.equal(valueOf('ageOn("2008-02-29", "2026-03-01")'), 18)
    assert.equal(valueOf('ageOn("2026-01-01", "2026-01-01")'), 0)
    assert.equal(valueOf('ageOn("2026-01-02", "2026-01-01")'), null)
    assert.equal(valueOf('ageOn("2008-02-30", "2026-03-01")'), null)
  })

  it('make and move days of the calendar', () => {
    assert.equal(valueOf('yearOf("2026-11-22")'), 2026)
    assert.equal(valueOf('yearOf("2026-13-22")'), null)
    assert.equal(valueOf('dayIn(2026, 9, 30)'), '2026-09-30')
    assert.equal(valueOf('dayIn(2026, 2, 30)'), null)
    assert.equal(valueOf('dayAfter("2026-01-31", "P1M")'), '2026-02-28')
    assert.equal(valueOf('daysFrom("2026-02-28", "2026-03-01")'), 1)
    assert.equal(valueOf('daysFrom("2026-03-01", "2026-02-28")'), -1)
  })

  it('rank items by a field, equal ones in the order given, and change none of them', () => {
    const children = [
      { name: 'Léa', birthDate: '2015-05-05' },
      { name: 'Noah', birthDate: '2012-01-01' },
      { name: 'Zoé', birthDate: '2012-01-01' },
    ]
    const ranked = valueOf('rankBy(children, "birthDate")', { children }) as { name: string; rank: number }[]
    assert.deepEqual(
      ranked.map(({ name, rank }) => [name, rank]),
      [
        ['Noah', 1],
        ['Zoé', 2],
        ['Léa', 3],
      ],
    )
    assert.ok(!('rank' in children[0]!))
    assert.deepEqual(valueOf('rankBy([], "birthDate")'), [])
  })

  it('give null for what they cannot read', () => {
    for (const feel of [
      'ageOn(null, "2026-01-01")',
      'ageOn("hier", "2026-01-01")',
      'yearOf(2026)',
      'dayIn("2026", 1, 1)',
      'dayAfter("2026-13-45", "P1D")',
      'dayAfter("2026-01-01", "tomorrow")',
      'daysFrom("2026-01-01", null)',
      'rankBy(null, "x")',
      'rankBy([{ x: null }], "x")',
      'rankBy([1], "x")',
      'rankBy([null], "x")',
    ])
      assert.equal(valueOf(feel), null, feel)
  })
})
