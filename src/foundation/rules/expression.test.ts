import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileExpression } from './expression.ts'
import type { ExpressionFault } from './faults.ts'

const compiled = (feel: string, names: string[] = [], fields?: string[]) => {
  const result = compileExpression(feel, names, fields)
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

const faultOf = (feel: string, names: string[] = [], fields?: string[]): ExpressionFault => {
  const result = compileExpression(feel, names, fields)
  assert.ok(!result.ok, `${feel} is accepted`)
  assert.equal(result.refusal, result.details['code'])
  return result.details as ExpressionFault
}

const children = [
  { birthDate: '2015-03-02', custody: 'full', handicapped: true },
  { birthDate: '2009-11-30', custody: 'shared', handicapped: false },
]

describe('an expression', () => {
  it('is computed from the names it mentions, again and again', () => {
    const reduction = compiled('rate * max(0, familyIncome - threshold)', [
      'rate',
      'familyIncome',
      'threshold',
    ])
    assert.deepEqual(reduction.references, ['rate', 'familyIncome', 'threshold'])
    assert.equal(reduction.evaluate({ rate: 0.04, familyIncome: 60_000, threshold: 50_000 }), 400)
    assert.equal(reduction.evaluate({ rate: 0.04, familyIncome: 10, threshold: 50_000 }), 0)
  })

  it('compares days written 2026-11-22 and chooses the items of a list', () => {
    const young = compiled('count(children[item.birthDate <= on and ageOn(item.birthDate, on) < 17])', [
      'children',
      'on',
    ])
    assert.equal(young.evaluate({ children, on: '2026-11-29' }), 2)
    assert.equal(young.evaluate({ children, on: '2026-11-30' }), 1)
    assert.equal(young.evaluate({ children, on: '2010-01-01' }), 1)
  })

  it('mentions only what is outside of it', () => {
    const feel =
      'for child in children, n in [1, 2] return { a: child.custody, b: a, c: some x in days satisfies x = b }'
    const expression = compiled(feel, ['children', 'days', 'a', 'b'])
    assert.deepEqual(expression.references, ['children', 'days'])
    assert.deepEqual(expression.fields, ['custody'])
  })

  it('keeps the parameters of its functions to itself', () => {
    const expression = compiled('sort(list, function(one, other) one < other)', ['list', 'one'])
    assert.deepEqual(expression.references, ['list'])
    assert.deepEqual(expression.evaluate({ list: [3, 1, 2] }), [1, 2, 3])
  })

  it('takes the functions of FEEL whose name is several words', () => {
    assert.equal(
      compiled('string length(name) > 2 and starts with(name, "A")', ['name']).evaluate({ name: 'Amélie' }),
      true,
    )
  })

  it('takes named arguments', () => {
    assert.equal(
      compiled('ageOn(day: on, birthDate: "2000-02-29")', ['on']).evaluate({ on: '2018-02-28' }),
      17,
    )
  })

  it('is null, and says why, when what it reads is absent', () => {
    const expression = compiled('familyIncome + 1', ['familyIncome'])
    assert.equal(expression.evaluate({}), null)
    assert.match(expression.trouble() ?? '', /null/)
    assert.equal(expression.evaluate({ familyIncome: 1 }), 2)
    assert.equal(expression.trouble(), null)
  })

  it('is null, never an exception, when FEEL has no value for it', () => {
    for (const feel of [
      'x > true',
      '1 / 0',
      'x.y.z',
      'date("2026-02-30")',
      'sum(x)',
      '{f: function(g) g(g), r: f(f)}.r',
    ])
      assert.equal(compiled(feel, ['x']).evaluate({ x: 'Karim' }), null, feel)
  })

  it('never takes a name of JavaScript for one of the service', () => {
    for (const name of ['constructor', 'toString', 'valueOf']) {
      assert.equal(compiled(name, [name]).evaluate({}), null)
      assert.equal(compiled(`x.${name}`, ['x']).evaluate({ x: {} }), null)
      assert.equal(faultOf(name).code, 'unknown-name')
    }
  })

  it('keeps nothing of what it said before', () => {
    const expression = compiled('x + 1', ['x'])
    for (let at = 0; at < 50_000; at++) expression.evaluate({ x: null })
    assert.equal(typeof expression.trouble(), 'string')
    const before = process.memoryUsage().heapUsed
    for (let at = 0; at < 200_000; at++) expression.evaluate({ x: null })
    assert.ok(process.memoryUsage().heapUsed - before < 50e6)
  })
})

describe('compiling an expression', () => {
  it('says where it does not parse', () => {
    const cases: [feel: string, from: number, near: string][] = [
      ['familyIncome +', 14, 'familyIncome'],
      ['1) + (2', 1, ')'],
      ['if spouse then', 14, 'if spouse th'],
      ['1 2', 2, '2'],
      ['a $ b', 2, '$'],
      ['a = = "b"', 4, '= "b"'],
      ['a >= < 3', 5, '< 3'],
      ['', 0, ''],
    ]
    for (const [feel, from, near] of cases) {
      const fault = faultOf(feel, ['familyIncome', 'spouse', 'a', 'b'])
      assert.equal(fault.code, 'syntax-fault', feel)
      assert.equal(fault.position.from, from, feel)
      assert.ok(near.startsWith(fault.near) || fault.near.includes(near.slice(-6)), `${feel}: ${fault.near}`)
    }
  })

  it('names what is unknown and what was meant', () => {
    const fault = faultOf('familyIncom > 3', ['familyIncome', 'spouse'])
    assert.deepEqual(
      [fault.code, fault.name, fault.didYouMean, fault.position],
      ['unknown-name', 'familyIncom', 'familyIncome', { from: 0, to: 11 }],
    )
    assert.equal(faultOf('ageOf(x, y)', ['x', 'y']).didYouMean, 'ageOn')
    assert.equal(faultOf('zebra').didYouMean, null)
  })

  it('knows no name of an iteration outside of it, nor a later key of a context', () => {
    assert.equal(faultOf('count(for c in xs return c) + c', ['xs']).name, 'c')
    assert.equal(faultOf('{ a: b, b: 1 }').name, 'b')
    assert.equal(faultOf('{ f: function(n) f(n) }').name, 'f')
  })

  it('names an unknown field when the fields are known', () => {
    const names = ['children', 'on']
    const fields = ['birthDate', 'custody']
    for (const feel of [
      'for c in children return c.birthDat',
      'children[birthDat <= on]',
      'children[item.birthDat <= on]',
      'children.birthDat',
    ]) {
      const fault = faultOf(feel, names, fields)
      assert.deepEqual(
        [fault.code, fault.name, fault.didYouMean],
        ['unknown-name', 'birthDat', 'birthDate'],
        feel,
      )
      compiled(feel.replace('birthDat', 'birthDate').replace('Datee', 'Date'), names, fields)
    }
    compiled('for c in [{ made: 1 }] return c.made', [], [])
    compiled('date(on).year', ['on'], [])
  })

  it('refuses a name that a field of the items would hide', () => {
    const fault = faultOf('children[birthDate <= on]', ['children', 'on', 'birthDate'], ['birthDate'])
    assert.deepEqual([fault.code, fault.didYouMean], ['ambiguous-name', 'item.birthDate'])
    const inner = 'for rank in [1, 2] return children[rank = 1]'
    assert.equal(faultOf(inner, ['children'], ['rank']).code, 'ambiguous-name')
    compiled(
      'children[item.birthDate <= birthDate]'.replace('<= birthDate', '<= on'),
      ['children', 'on', 'birthDate'],
      ['birthDate'],
    )
  })

  it('says how to write a test where a list would be read by position', () => {
    for (const feel of ['children[handicapped]', 'children[not(handicapped)]']) {
      const fault = faultOf(feel, ['children'], ['handicapped'])
      assert.equal(fault.name, 'handicapped')
      assert.match(fault.message, /= true/)
    }
    assert.equal(compiled('count(children[handicapped = true])', ['children']).evaluate({ children }), 1)
  })

  it('refuses the clock: a decision computed again must be the same', () => {
    for (const feel of ['now()', 'today() > date("2026-01-01")', 'xs[item < today()]'])
      assert.equal(faultOf(feel, ['xs']).code, 'not-allowed', feel)
  })

  it('refuses to count up to what a person typed', () => {
    for (const feel of [
      'for i in 1..age return i',
      'some i in 1..2.5 satisfies i > 3',
      'for i in [1..age] return i',
      '{ r: [1..age], x: for i in r return i }.x',
      'for i in 1..100000 return i',
    ])
      assert.equal(faultOf(feel, ['age']).code, 'not-allowed', feel)
    assert.deepEqual(compiled('for i in 1..count(xs) return i', ['xs']).evaluate({ xs: ['a', 'b'] }), [1, 2])
    assert.equal(compiled('x in [1..age]', ['x', 'age']).evaluate({ x: 3, age: 5 }), true)
  })

  it('refuses what is nested beyond sense, without falling', () => {
    for (const depth of [200, 3_000, 60_000]) {
      const result = compileExpression(`${'('.repeat(depth)}1${')'.repeat(depth)}`, [])
      if (result.ok) assert.equal(result.value.evaluate({}), 1)
      else assert.notEqual(depth, 200)
    }
  })
})
