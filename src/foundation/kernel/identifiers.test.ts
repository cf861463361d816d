import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { formatNam, formatSin, matchKey, readNam, readNeq, readSin, readTvq } from './identifiers.ts'
import { ok, refused } from './results.ts'

describe('a social insurance number', () => {
  it('is read through spaces and dashes', () => {
    for (const typed of ['046454286', '046 454 286', '046-454-286', ' 046\u00a0454 286 '])
      assert.deepEqual(readSin(typed), ok('046454286'))
  })

  it('is refused when any one digit is wrong', () => {
    const right = '046454286'
    for (let at = 0; at < 9; at++)
      for (let digit = 0; digit < 10; digit++) {
        const typed = right.slice(0, at) + digit + right.slice(at + 1)
        assert.equal(readSin(typed).ok, typed === right, typed)
      }
  })

  it('is refused without nine digits, or all zeros', () => {
    assert.deepEqual(readSin('04645428'), refused('not-nine-digits'))
    assert.deepEqual(readSin('abc'), refused('not-nine-digits'))
    assert.deepEqual(readSin('000000000'), refused('mistyped'))
  })

  it('is shown in threes that do not break', () =>
    assert.equal(formatSin('046454286'), '046\u00a0454\u00a0286'))
})

describe('a health insurance number', () => {
  const amélie = { familyName: 'Tremblay', firstName: 'Amélie', birthDate: '1982-02-15' }

  it('agrees with who holds it', () => {
    assert.deepEqual(readNam('trea 8252 1517', amélie), { nam: 'TREA82521517', warnings: [] })
    assert.deepEqual(readNam('ROXM 9001 0112', { familyName: 'Ro', firstName: 'Mei-Lin' }).warnings, [])
  })

  it('only ever warns', () => {
    assert.deepEqual(readNam('TREA8252', amélie).warnings, ['unusual-form'])
    assert.deepEqual(readNam('TREA 8299 1517').warnings, ['unusual-date'])
    assert.deepEqual(readNam('TREA 8252 3117').warnings, ['unusual-date'])
    assert.deepEqual(readNam('HADK 8252 1517', amélie).warnings, ['other-name'])
    assert.deepEqual(readNam('TREA 8252 1617', amélie).warnings, ['other-birth-date'])
  })

  it('is shown in fours', () => assert.equal(formatNam('TREA82521517'), 'TREA\u00a08252\u00a01517'))
})

describe('an enterprise number', () => {
  it('is ten digits and has no checksum', () => {
    assert.deepEqual(readNeq('1144 445 556'), ok('1144445556'))
    assert.deepEqual(readNeq('114444555'), refused('not-ten-digits'))
    assert.deepEqual(readNeq('114444555X'), refused('not-ten-digits'))
  })
})

describe('a TVQ number', () => {
  // 4×1 = 4, 11 − 4 = 7; 2×4 = 8, 11 − 8 = 3; 3×1 + 2×1 = 5, 11 − 5 = 6.
  it('is checked by 11 less the remainder', () => {
    for (const number of ['1000000007', '0000000043', '0000000116'])
      assert.deepEqual(readTvq(number), ok(`${number}TQ0001`))
  })

  it('is checked by 1 for a remainder of 0 and by 0 for a remainder of 1', () => {
    // 4×1 + 3×1 + 2×2 = 11, remainder 0; 2×6 = 12, remainder 1.
    assert.deepEqual(readTvq('1120000001 TQ 0001'), ok('1120000001TQ0001'))
    assert.deepEqual(readTvq('0000000060 tq 0002'), ok('0000000060TQ0002'))
    assert.deepEqual(readTvq('1120000000'), refused('mistyped'))
    assert.deepEqual(readTvq('0000000061'), refused('mistyped'))
  })

  it('is refused when any one digit is wrong', () => {
    const right = '1000000007'
    for (let at = 0; at < 10; at++)
      for (let by = 1; by < 10; by++) {
        const typed = right.slice(0, at) + ((Number(right[at]) + by) % 10) + right.slice(at + 1)
        // A remainder of 0 or 10 is written 1: a single wrong digit may pass between those two, and only there.
        if (readTvq(typed).ok) assert.ok(typed.endsWith('1'), typed)
      }
  })

  it('is refused in another form', () => {
    for (const typed of ['', '123456789', '1000000007RT0001', '1000000007TQ1'])
      assert.deepEqual(readTvq(typed), refused('not-a-tvq-number'))
  })
})

describe('two names', () => {
  it('are the same when only accents, hyphens, spaces, apostrophes or case differ', () => {
    for (const [one, other] of [
      ['Bélanger', 'BELANGER'],
      ['Mei-Lin Roy', 'mei lin  roy'],
      ['D’Amours', "D'Amours"],
      ['Be\u0301langer', 'Bélanger'],
      ['Lœtitia', 'LOETITIA'],
      ['St-Jean', 'St. Jean'],
    ] as const)
      assert.equal(matchKey(one), matchKey(other))
  })

  it('are different when a letter differs, in any script', () => {
    for (const [one, other] of [
      ['Tremblay', 'Tremblée'],
      ['Roy', 'Roi'],
      ['حداد', 'حدادي'],
      ['罗', '羅'],
    ] as const)
      assert.notEqual(matchKey(one), matchKey(other))
  })

  it('have a key that is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) =>
        assert.equal(matchKey(matchKey(name)), matchKey(name)),
      ),
    )
  })
})
