import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileRules } from './rulebook.ts'
import type { RuleFault } from './faults.ts'
import type { RuleKind, TableSource } from './source.ts'

const FACTS = { income: [], custody: [], spouse: [], age: [] }
const ON = { on: '2026-11-22' }

const bookOf = (table: TableSource, is: RuleKind = 'text') => {
  const book = compileRules({ rules: { answer: { is, table } } }, null, FACTS)
  assert.ok(book.ok, JSON.stringify(book))
  return book.value
}

const answer = (table: TableSource, facts: Record<string, unknown>, is?: RuleKind): unknown => {
  const assessed = bookOf(table, is).assess(facts, ON)
  return assessed.ok ? assessed.value.explanation.at(-1)!.result : [assessed.refusal, assessed.details]
}

const faultsOf = (table: TableSource): RuleFault[] => {
  const book = compileRules({ rules: { answer: { is: 'text', table } } }, null, FACTS)
  assert.ok(!book.ok)
  return book.details.faults
}

describe('a decision table', () => {
  it('gives the result of the first row whose tests all pass', () => {
    const table: TableSource = {
      inputs: ['income', 'custody'],
      hit: 'first',
      rows: [
        ['< 20000', '-', 'low'],
        ['[20000..50000)', '"full", "shared"', 'middle'],
        ['-', 'not("none")', 'high'],
        ['-', '-', 'other'],
      ],
    }
    for (const [income, custody, expected] of [
      [19_999.99, 'none', 'low'],
      [20_000, 'shared', 'middle'],
      [50_000, 'full', 'high'],
      [50_000, 'none', 'other'],
      [null, 'none', 'other'],
    ])
      assert.equal(answer(table, { income, custody }), expected, `${income} ${custody}`)
  })

  it('tests numbers, booleans, null and conditions on the input', () => {
    const table: TableSource = {
      inputs: ['age', 'spouse'],
      hit: 'first',
      rows: [
        [18, true, 'number and boolean'],
        ['? > 60 and spouse = false', '-', 'condition'],
        ['null', '-', 'absent'],
        ['income', '-', 'same as the income'],
        ['-', '-', 'else'],
      ],
    }
    const facts = { spouse: true, income: 7 }
    assert.equal(answer(table, { ...facts, age: 18 }), 'number and boolean')
    assert.equal(answer(table, { ...facts, age: 61, spouse: false }), 'condition')
    assert.equal(answer(table, { ...facts, age: null }), 'absent')
    assert.equal(answer(table, { ...facts, age: 7 }), 'same as the income')
    assert.equal(answer(table, { ...facts, age: 61 }), 'else')
  })

  it('computes the result of its row, and only of that row', () => {
    const table: TableSource = {
      inputs: ['spouse'],
      hit: 'unique',
      rows: [
        [true, 'income / 2'],
        [false, 12.5],
      ],
    }
    assert.equal(answer(table, { spouse: true, income: 10.01 }, 'money'), 5.01)
    assert.equal(answer(table, { spouse: false }, 'money'), 12.5)
  })

  it('refuses to choose when two rows of a unique table apply', () => {
    const table: TableSource = {
      inputs: ['age'],
      hit: 'unique',
      rows: [
        ['>= 18', 'adult'],
        ['>= 65', 'elder'],
      ],
    }
    assert.equal(answer(table, { age: 20 }), 'adult')
    assert.deepEqual(answer(table, { age: 70 }), ['table-ambiguous', { rule: 'answer', rows: [1, 2] }])
  })

  it('refuses when no row applies', () => {
    const [refusal, details] = answer(
      { inputs: ['age'], hit: 'first', rows: [['> 5', 'x']] },
      { age: 3 },
    ) as [string, Record<string, unknown>]
    assert.equal(refusal, 'rule-undefined')
    assert.match(String(details['because']), /no row/)
  })

  it('may be long', () => {
    const rows = Array.from({ length: 500 }, (_, at) => [at, `row${at}`])
    assert.equal(answer({ inputs: ['age'], hit: 'first', rows }, { age: 499 }), 'row499')
    assert.equal(answer({ inputs: ['age'], hit: 'unique', rows }, { age: 250 }), 'row250')
  })

  it('names the row and the column of a cell that does not read', () => {
    const faults = faultsOf({
      inputs: ['age', 'custody'],
      hit: 'first',
      rows: [
        ['>= 18', '"full"', 'a'],
        ['>= ', '"full"', 'b'],
        ['-', 'full', 'c'],
        ['', '-', 'd'],
        ['-', 'e'],
      ],
    })
    assert.deepEqual(
      faults.map((fault) => [fault.code, 'row' in fault && fault.row, 'column' in fault && fault.column]),
      [
        ['syntax-fault', 2, 1],
        ['unknown-name', 3, 2],
        ['syntax-fault', 4, 1],
        ['row-length', 5, undefined].map((each) => each ?? false),
      ],
    )
  })

  it('names an input that does not read', () => {
    const faults = faultsOf({ inputs: ['age +'], hit: 'first', rows: [['-', 'x']] })
    assert.deepEqual(
      faults.map((fault) => [fault.code, 'column' in fault && fault.column]),
      [['syntax-fault', 1]],
    )
  })
})
