import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { compileExpression } from '#rules'
import { formulaOf } from './formula.ts'
import { type Domain, isPossible } from './possible.ts'

const always = 'always' as const

const DOMAINS: Record<string, Domain> = {
  payment: { values: ['deposit', 'cheque'], isWhole: false, given: always },
  spouse: { values: [true, false], isWhole: false, given: always },
  income: { values: null, isWhole: false, given: always },
  age: { values: null, isWhole: true, given: always },
  city: { values: null, isWhole: false, given: always },
  account: { values: ['here', 'abroad'], isWhole: false, given: formulaOf('payment = "deposit"') },
}

const possible = (feel: string) => isPossible(formulaOf(feel), (name) => DOMAINS[name] ?? null)

describe('whether a condition can ever hold', () => {
  const IMPOSSIBLE = [
    'false',
    'payment = "deposit" and payment = "cheque"',
    'payment = "gold"',
    'spouse and not(spouse)',
    'spouse = true and spouse = false',
    'income > 100 and income < 50',
    'income > 100 and income <= 100',
    'age > 17 and age < 18',
    '17 < age and 18 > age',
    'age between 20 and 10',
    'income = 5 and income > 6',
    'city = "Laval" and city = "Gatineau"',
    'city = null and city = "Laval"',
    'account = "here" and payment = "cheque"',
    'account in ("here", "abroad") and not(payment = "deposit")',
    '(spouse or false) and (not(spouse) and true)',
    'payment in ("gold", "silver")',
  ]
  for (const feel of IMPOSSIBLE) it(`never: ${feel}`, () => assert.equal(possible(feel), false))

  const POSSIBLE = [
    'true',
    'spouse',
    'payment = "deposit" or payment = "cheque"',
    'payment != "deposit" and payment != "cheque"',
    'not(payment = "deposit") and not(payment = "cheque")',
    'income > 100 and income <= 101',
    'age >= 18 and age <= 18',
    'age != 3 and age >= 3',
    'city < "M" and city > "L"',
    'count(children) > 0 and count(children) < 0',
    'account = "here"',
    'account = null and payment = "cheque"',
    'someRule = 5 and someRule = 6',
  ]
  for (const feel of POSSIBLE) it(`may be: ${feel}`, () => assert.equal(possible(feel), true))

  it('gives up on a condition that has too many cases to look at', () => {
    const wide = Array.from({ length: 60 }, (_, at) => `(income = ${at} or age = ${at})`).join(' and ')
    assert.equal(possible(wide), true)
  })

  it('never calls impossible what FEEL finds true for some answers', () => {
    const atom = fc.oneof(
      fc.constantFrom(
        'spouse',
        'not(spouse)',
        'spouse = true',
        'spouse != false',
        'spouse = null',
        'true',
        'false',
      ),
      fc
        .tuple(fc.constantFrom('=', '!='), fc.constantFrom('"deposit"', '"cheque"', 'null'))
        .map(([op, value]) => `payment ${op} ${value}`),
      fc
        .tuple(fc.constantFrom('=', '!=', '<', '<=', '>', '>='), fc.integer({ min: 0, max: 3 }))
        .map(([op, value]) => `age ${op} ${value}`),
      fc.constantFrom('age in (1, 2)', 'age between 1 and 2', 'payment in ("deposit", "cheque")', '2 > age'),
    )
    const { condition } = fc.letrec<{ condition: string }>((tie) => ({
      condition: fc.oneof(
        { depthSize: 'small' },
        atom,
        fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a}) and (${b})`),
        fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a}) or (${b})`),
        tie('condition').map((a) => `not(${a})`),
      ),
    }))
    const answers = [null, 'deposit', 'cheque'].flatMap((payment) =>
      [null, true, false].flatMap((spouse) => [null, 0, 1, 2, 3, 4].map((age) => ({ payment, spouse, age }))),
    )
    fc.assert(
      fc.property(condition, (feel) => {
        const compiled = compileExpression(feel, ['payment', 'spouse', 'age'])
        assert.ok(compiled.ok, feel)
        const holds = answers.some((scope) => compiled.value.evaluate(scope) === true)
        if (holds) assert.equal(possible(feel), true, feel)
      }),
      { numRuns: 400, seed: 20261122 },
    )
  })
})
