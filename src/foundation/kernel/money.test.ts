import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { centsOf, dollarsOf, formatMoney, isCents, MOST_CENTS, readMoney } from './money.ts'

const anyCents = fc.integer({ min: -MOST_CENTS, max: MOST_CENTS })

describe('cents of computed dollars', () => {
  it('round halves away from zero, whatever the double looks like', () => {
    const cases: [number, number][] = [
      [1.005, 101],
      [0.285, 29],
      [8.575, 858],
      [1.1 * 1.15, 127],
      [0.1 + 0.2, 30],
      [41_250.5, 4_125_050],
      [2.675, 268],
      [1.0049, 100],
      [0.005, 1],
      [0.0049999, 0],
      [1e-9, 0],
      [9.999, 1000],
      [999_999_999_999.995, 100_000_000_000_000],
    ]
    for (const [dollars, cents] of cases) {
      assert.equal(centsOf(dollars), cents, `${dollars}`)
      assert.equal(centsOf(-dollars), 0 - cents, `-${dollars}`)
    }
  })

  it('are never minus zero', () => {
    assert.ok(Object.is(centsOf(-0), 0))
    assert.ok(Object.is(centsOf(-0.001), 0))
  })

  it('come back from dollars as they went', () => {
    fc.assert(fc.property(anyCents, (cents) => centsOf(dollarsOf(cents)) === cents))
  })

  it('round every half of a cent up, as exact decimal arithmetic does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 9 }), (cents, tenth) => {
        assert.equal(centsOf((cents * 10 + tenth) / 1000), tenth >= 5 ? cents + 1 : cents)
      }),
    )
  })

  it('do not exist for what is not an amount', () => {
    for (const dollars of [NaN, Infinity, -Infinity, 1e13])
      assert.throws(() => centsOf(dollars), /is not an amount in dollars/)
  })

  it('are integers no greater than a trillion dollars', () => {
    assert.ok(isCents(0) && isCents(-1) && isCents(MOST_CENTS))
    for (const other of [0.5, NaN, Infinity, MOST_CENTS + 1, '1', null, undefined, {}])
      assert.ok(!isCents(other))
  })
})

describe('an amount shown', () => {
  it('has unbreakable spaces, a comma and its symbol after in French', () => {
    assert.equal(formatMoney(123_456, 'fr'), '1\u00a0234,56\u00a0$')
    assert.equal(formatMoney(123_456_700, 'fr'), '1\u00a0234\u00a0567,00\u00a0$')
    assert.equal(formatMoney(-500, 'fr'), '-5,00\u00a0$')
    assert.equal(formatMoney(-0, 'fr'), '0,00\u00a0$')
  })

  it('has its symbol before in English', () => {
    assert.equal(formatMoney(123_456, 'en'), '$1,234.56')
    assert.equal(formatMoney(-500, 'en'), '-$5.00')
  })
})

describe('an amount typed', () => {
  const read = (typed: string) => {
    const result = readMoney(typed)
    return result.ok ? result.value : result.refusal
  }

  it('is read either way', () => {
    for (const typed of [
      '1 234,56',
      '1234.56 $',
      '1,234.56',
      '1.234,56',
      '$1,234.56',
      '1234,56',
      ' 1\u00a0234,56\u00a0$ ',
    ])
      assert.equal(read(typed), 123_456, typed)
    for (const typed of ['5', '5,', '5.0', '5,00 $', '$ 5', 'CA$5', '5 CAD', '5 dollars', '5 $ CA'])
      assert.equal(read(typed), 500, typed)
    assert.equal(read('1\u202f234\u202f567'), 123_456_700)
    assert.equal(read('1,234,567'), 123_456_700)
    assert.equal(read(',5'), 50)
    assert.equal(read('-5,25'), -525)
    assert.equal(read('−$5.25'), -525)
    assert.ok(Object.is(read('-0'), 0))
  })

  it('is refused when it could mean a thousand or a thousandth', () => {
    assert.equal(read('1,234'), 'ambiguous-amount')
    assert.equal(read('12.345'), 'ambiguous-amount')
  })

  it('is refused with more than two decimals', () => {
    for (const typed of ['1,2345', '0,123', '1234,567', '1,234.567'])
      assert.equal(read(typed), 'too-many-decimals', typed)
  })

  it('is refused when it is not one number', () => {
    for (const typed of [
      '',
      ' ',
      'abc',
      '12 34',
      '1,,2',
      '1.2.3,4',
      '1e5',
      '1/2',
      '10²',
      '٣',
      '$',
      '-',
      '1 234 567,89,1',
      '12-',
    ])
      assert.equal(read(typed), 'not-an-amount', typed)
    assert.equal(read('9'.repeat(20)), 'amount-too-large')
    assert.equal(read('9'.repeat(100_000)), 'not-an-amount')
  })

  it('reads back every amount that is shown', () => {
    fc.assert(
      fc.property(anyCents, fc.constantFrom('fr' as const, 'en' as const), (cents, language) =>
        assert.equal(read(formatMoney(cents, language)), cents),
      ),
    )
  })
})
