import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileRules } from './rulebook.ts'
import type { FactNames, ParametersSource, RulesSource } from './source.ts'

const FACTS: FactNames = {
  familyIncome: [],
  spouse: [],
  children: ['name', 'birthDate', 'handicapped'],
  birthDate: [],
}

const PARAMETERS: ParametersSource = {
  source: 'Régie des familles',
  always: { rate: 0.04 },
  published: { 2025: { child: { max: 3006 }, handicapped: 2400 } },
  provisional: { 2026: { child: { max: 3068 } } },
}

const RULES: RulesSource = {
  outcome: 'outcome',
  amounts: { allowance: 'allowance', handicapped: 'handicapped' },
  rules: {
    outcome: { is: 'text', feel: 'if allowance > 0 then "granted" else "not-eligible"' },
    allowance: { is: 'money', feel: 'max(0, maximum - parameters.rate * familyIncome)' },
    maximum: { is: 'number', feel: 'count(children) * parameters.child.max' },
    handicapped: {
      is: 'money',
      feel: 'sum(append(for c in children[item.handicapped = true] return parameters.handicapped, 0))',
    },
  },
}

const bookOf = (rules: RulesSource = RULES, parameters: ParametersSource | null = PARAMETERS) => {
  const book = compileRules(rules, parameters, FACTS)
  assert.ok(book.ok, JSON.stringify(book))
  return book.value
}

const faultsOf = (rules: RulesSource['rules'], more: Partial<RulesSource> = {}) => {
  const book = compileRules({ rules, ...more }, PARAMETERS, FACTS)
  assert.ok(!book.ok)
  return book.details.faults
}

const ameliesChildren = [
  { name: 'Léa', birthDate: '2015-03-02', handicapped: false },
  { name: 'Noah', birthDate: '2018-08-09', handicapped: false },
]
const amelie = { familyIncome: 41_250.5, spouse: true, children: ameliesChildren }

const assessed = (facts: Record<string, unknown>, on: string, book = bookOf()) => {
  const result = book.assess(facts, { on })
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

describe('assessing Amélie Tremblay’s family', () => {
  it('computes each rule after those it mentions, whatever the order of the file', () => {
    const assessment = assessed(amelie, '2025-11-22')
    assert.deepEqual(
      assessment.explanation.map((entry) => entry.rule),
      ['maximum', 'allowance', 'outcome', 'handicapped'],
    )
    assert.equal(assessment.outcome, 'granted')
    assert.deepEqual(assessment.amounts, { allowance: 436_198, handicapped: 0 })
  })

  it('explains with the facts, the earlier results and the figures that were used', () => {
    const { explanation } = assessed(amelie, '2025-11-22')
    assert.deepEqual(explanation[1], {
      rule: 'allowance',
      inputs: { maximum: 6012, familyIncome: 41_250.5 },
      parameters: [{ name: 'rate', value: 0.04, status: 'published', source: 'Régie des familles' }],
      result: 4361.98,
    })
  })

  it('leaves out what no rule mentions: her children’s names', () => {
    assert.ok(!JSON.stringify(assessed(amelie, '2025-11-22')).includes('Léa'))
    assert.deepEqual(bookOf().facts.get('children'), ['handicapped'])
    assert.ok(!bookOf().facts.has('spouse'))
  })

  it('says when it rests on a provisional figure, and only then', () => {
    assert.equal(assessed(amelie, '2025-11-22').provisional, false)
    assert.equal(assessed(amelie, '2026-11-22').provisional, true)
  })

  it('refuses a figure that is missing only when one of her children needs it', () => {
    assert.equal(assessed(amelie, '2026-11-22').amounts['handicapped'], 0)
    const children = [{ ...ameliesChildren[0], handicapped: true }]
    assert.deepEqual(bookOf().assess({ ...amelie, children }, { on: '2026-11-22' }), {
      ok: false,
      refusal: 'parameter-missing',
      details: { rule: 'handicapped', parameter: 'handicapped', on: '2026-11-22' },
    })
  })

  it('refuses, naming the rule, when a fact it needs is absent', () => {
    const result = bookOf().assess({ ...amelie, familyIncome: null }, { on: '2025-11-22' })
    assert.ok(!result.ok && result.refusal === 'rule-undefined')
    assert.deepEqual([result.details.rule, result.details.expected], ['allowance', 'money'])
    assert.ok(result.details.because)
  })

  it('gives the same assessment again, after another one was refused', () => {
    const book = bookOf()
    const first = JSON.stringify(assessed(amelie, '2026-11-22', book))
    book.assess({ ...amelie, familyIncome: null }, { on: '2026-11-22' })
    book.assess({ ...amelie, children: [{ handicapped: true }] }, { on: '2026-11-22' })
    assert.equal(JSON.stringify(assessed(amelie, '2026-11-22', book)), first)
  })

  it('tells the rules what is contested and what did not answer', () => {
    const book = bookOf({
      outcome: 'outcome',
      rules: { outcome: { is: 'text', feel: 'string(contested) + string(unavailable) + on' } },
    })
    const result = book.assess(
      {},
      { on: '2026-11-22', contested: ['familyIncome'], unavailable: ['children'] },
    )
    assert.equal(result.ok && result.value.outcome, '["familyIncome"]["children"]2026-11-22')
    assert.equal(assessed({}, '2026-11-22', book).outcome, '[][]2026-11-22')
  })
})

describe('a rule', () => {
  const resultOf = (is: RulesSource['rules'][string]['is'], feel: string) => {
    const book = bookOf({ rules: { answer: { is, feel } } })
    const result = book.assess(amelie, { on: '2026-11-22' })
    return result.ok ? result.value.explanation[0]!.result : result.refusal
  }

  it('of money is rounded to the cent, halves up, as decimals and not as doubles', () => {
    assert.equal(resultOf('money', '1.005'), 1.01)
    assert.equal(resultOf('money', '0.1 + 0.2'), 0.3)
    assert.equal(resultOf('money', '10 / 3'), 3.33)
  })

  it('gives a value of its kind or is undefined', () => {
    assert.equal(resultOf('yes-no', 'spouse'), true)
    assert.equal(resultOf('date', 'dayIn(2026, 9, 30)'), '2026-09-30')
    assert.equal(resultOf('date', 'date("2026-09-30")'), '2026-09-30')
    assert.deepEqual(resultOf('list', 'for c in children return c.birthDate'), ['2015-03-02', '2018-08-09'])
    for (const [is, feel] of [
      ['money', '"12"'],
      ['money', '10 ** 30'],
      ['number', '1 / 0'],
      ['number', '10 ** 400'],
      ['yes-no', 'familyIncome'],
      ['text', 'spouse'],
      ['date', '"soon"'],
      ['date', '2026'],
      ['list', 'spouse'],
      ['list', 'null'],
    ] as const)
      assert.equal(resultOf(is, feel), 'rule-undefined', `${is}: ${feel}`)
  })
})

describe('compiling rules', () => {
  it('names a circle as it turns', () => {
    const faults = faultsOf({
      a: { is: 'number', feel: 'b + 1' },
      b: { is: 'number', feel: 'c + 1' },
      c: { is: 'number', feel: 'a + 1' },
      d: { is: 'number', feel: 'a' },
    })
    assert.deepEqual(faults, [{ code: 'rule-cycle', rule: 'a', through: ['a', 'b', 'c', 'a'] }])
    assert.deepEqual(faultsOf({ a: { is: 'number', feel: 'a' } }), [
      { code: 'rule-cycle', rule: 'a', through: ['a', 'a'] },
    ])
  })

  it('tells every fault, not the first', () => {
    const faults = faultsOf({
      a: { is: 'number', feel: 'familyIncom' },
      b: { is: 'number', feel: '1 +' },
      c: { is: 'number', feel: 'parameters.chlid.max' },
      d: { is: 'number', feel: 'parameters.child.maximum' },
      e: { is: 'list', feel: 'children[birthDate <= on]' },
      f: { is: 'list', feel: 'for c in children return c.birthDat' },
      familyIncome: { is: 'number', feel: '1' },
      on: { is: 'date', feel: '"2026-01-01"' },
      g: { is: 'number' },
    })
    const told = faults.map((fault) => [
      fault.code,
      'rule' in fault && fault.rule,
      'didYouMean' in fault ? fault.didYouMean : undefined,
    ])
    assert.deepEqual(told.toSorted(), [
      ['ambiguous-name', 'e', 'item.birthDate'],
      ['name-taken', 'familyIncome', undefined],
      ['name-taken', 'on', undefined],
      ['rule-empty', 'g', undefined],
      ['syntax-fault', 'b', undefined],
      ['unknown-name', 'a', 'familyIncome'],
      ['unknown-name', 'c', 'child.max'],
      ['unknown-name', 'd', 'child.max'],
      ['unknown-name', 'f', 'birthDate'],
    ])
  })

  it('holds the outcome and the amounts to rules of their kind', () => {
    const rules: RulesSource['rules'] = { total: { is: 'number', feel: '1' } }
    assert.deepEqual(faultsOf(rules, { outcome: 'total', amounts: { total: 'total', other: 'totl' } }), [
      { code: 'outcome-not-text', rule: 'total' },
      { code: 'amount-not-money', rule: 'total', amount: 'total' },
      { code: 'unknown-rule', rule: 'totl', known: ['total'], didYouMean: 'total' },
    ])
  })

  it('tells the faults of the parameters with those of the rules', () => {
    const book = compileRules(
      { rules: { a: { is: 'number', feel: 'x' } } },
      { source: 's', published: { soon: {} } },
      {},
    )
    assert.deepEqual(!book.ok && book.details.faults.map((fault) => fault.code), [
      'period-invalid',
      'unknown-name',
    ])
  })
})
