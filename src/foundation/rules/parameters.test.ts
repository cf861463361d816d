import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MissingParameter } from './expression.ts'
import { compileParameters, parametersOn } from './parameters.ts'
import type { ParametersSource } from './source.ts'

const SOURCE: ParametersSource = {
  source: 'Régie des familles',
  always: { rate: 0.04 },
  published: {
    2025: { supplies: 124, care: { tier1: 14292 } },
    2026: { supplies: 127 },
    '2024-07-01..2025-06-30': { ceiling: 50_000 },
    '2025-07-01..': { ceiling: 52_000 },
  },
  provisional: { 2026: { care: { tier1: 14580 }, supplies: 126 } },
}

const compiled = (source: ParametersSource) => {
  const parameters = compileParameters(source)
  assert.ok(parameters.ok, JSON.stringify(parameters))
  return parameters.value
}

const faultsOf = (source: Omit<ParametersSource, 'source'>) => {
  const parameters = compileParameters({ source: 'Régie des familles', ...source })
  assert.ok(!parameters.ok)
  return parameters.details.faults
}

describe('dated parameters', () => {
  it('have the value of the day, with its status and its source', () => {
    const values = parametersOn(SOURCE, '2026-03-01')
    assert.deepEqual(values.get('care.tier1'), {
      name: 'care.tier1',
      value: 14580,
      status: 'provisional',
      source: 'Régie des familles',
    })
    assert.equal(values.get('rate')!.status, 'published')
  })

  it('prefer a published figure to a provisional one', () => {
    assert.equal(parametersOn(SOURCE, '2026-03-01').get('supplies')!.value, 127)
  })

  it('change on the first day of a period, both ends included', () => {
    for (const [day, ceiling] of [
      ['2024-06-30', undefined],
      ['2024-07-01', 50_000],
      ['2025-06-30', 50_000],
      ['2025-07-01', 52_000],
      ['2060-01-01', 52_000],
    ] as const)
      assert.equal(parametersOn(SOURCE, day).get('ceiling')?.value, ceiling, day)
  })

  it('are missing only when read, and then by name and day', () => {
    const { scope } = compiled(SOURCE).on('2024-12-31')
    const care = scope['care'] as Record<string, unknown>
    assert.throws(
      () => care['tier1'],
      (error) =>
        error instanceof MissingParameter && error.parameter === 'care.tier1' && error.on === '2024-12-31',
    )
    assert.equal(scope['ceiling'], 50_000)
  })

  it('tell which of them were read', () => {
    const { scope, read } = compiled(SOURCE).on('2026-03-01')
    assert.equal(Number(scope['supplies']) + Number(scope['supplies']), 254)
    assert.deepEqual(
      read.map((each) => each.name),
      ['supplies'],
    )
  })

  it('take a figure left empty for one that nobody published', () => {
    const { scope } = compiled({ source: 's', published: { 2025: { a: 1 }, 2026: { a: null } } }).on(
      '2026-01-01',
    )
    assert.throws(() => scope['a'], MissingParameter)
  })

  it('refuse what would leave a value in doubt', () => {
    assert.deepEqual(faultsOf({ published: { 2025: { a: 1 }, '2025-12-31..2026-03-01': { a: 2 } } }), [
      { code: 'parameter-twice', parameter: 'a', periods: ['2025', '2025-12-31..2026-03-01'] },
    ])
    assert.deepEqual(faultsOf({ always: { a: 1 }, published: { 2025: { a: 2 } } }), [
      { code: 'parameter-twice', parameter: 'a', periods: ['always', '2025'] },
    ])
    assert.deepEqual(faultsOf({ published: { 2025: { a: 1 }, 2026: { a: { b: 1 } } } }), [
      { code: 'parameter-shape', parameter: 'a' },
    ])
    assert.deepEqual(faultsOf({ published: { 2025: { 'exceptional-care': 1 } } }), [
      { code: 'parameter-name', parameter: 'exceptional-care' },
    ])
    for (const period of ['25', '2025..2026', '2025-07-01..2025-06-30', 'soon'])
      assert.deepEqual(
        faultsOf({ published: { [period]: { a: 1 } } }),
        [{ code: 'period-invalid', period }],
        period,
      )
  })
})
