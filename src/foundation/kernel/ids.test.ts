import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { idOfKey, isId, isKey, newId, newKey, numberOf, readNumber, sha256 } from './ids.ts'

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const anyId = fc.uuid()

describe('an id', () => {
  it('is a UUID version 7, later ones after earlier ones', () => {
    const ids = Array.from({ length: 1000 }, newId)
    assert.ok(ids.every((id) => isId(id) && id[14] === '7'))
    assert.equal(new Set(ids).size, ids.length)
    assert.deepEqual(
      ids.toSorted().map((id) => id.slice(0, 13)),
      ids.map((id) => id.slice(0, 13)),
    )
  })

  it('is nothing but that text', () => {
    for (const other of [
      '',
      'x',
      newId().toUpperCase(),
      ` ${newId()}`,
      `${newId()}\n`,
      7,
      null,
      undefined,
      [newId()],
      {},
    ])
      assert.ok(!isId(other))
  })
})

describe('a key', () => {
  it('is 160 random bits in small letters and digits', () => {
    const keys = Array.from({ length: 1000 }, newKey)
    assert.ok(keys.every(isKey))
    assert.equal(new Set(keys).size, keys.length)
    for (const other of ['', 'k', newKey().slice(1), `${newKey()}0`, newKey().toUpperCase(), null, 1])
      assert.ok(!isKey(other))
  })

  it('opens always the same id, which does not tell the key', () => {
    const key = newKey()
    assert.equal(idOfKey(key), idOfKey(key))
    assert.ok(isId(idOfKey(key)) && idOfKey(key)[14] === '8' && '89ab'.includes(idOfKey(key)[19]!))
    assert.notEqual(idOfKey(key), idOfKey(newKey()))
  })
})

describe('the number of a dossier', () => {
  it('is read back from what a person typed', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const number = numberOf(id)
        assert.match(number, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]$/)
        for (const typed of [
          number,
          number.toLowerCase(),
          number.replaceAll('-', ''),
          ` ${number.replaceAll('-', ' ')} `,
        ])
          assert.equal(readNumber(typed), number)
        assert.equal(readNumber(number.replaceAll('1', 'l').replaceAll('0', 'o')), number)
      }),
    )
  })

  it('is refused with any one symbol wrong', () => {
    fc.assert(
      fc.property(anyId, fc.nat(8), fc.constantFrom(...SYMBOLS), (id, at, symbol) => {
        const bare = numberOf(id).replaceAll('-', '')
        fc.pre(bare[at] !== symbol)
        assert.equal(readNumber(bare.slice(0, at) + symbol + bare.slice(at + 1)), null)
      }),
      { numRuns: 2000 },
    )
  })

  it('is refused with 0 and Z exchanged one for the other', () => {
    const id = Array.from({ length: 500 }, (_, n) => `id ${n}`).find((id) => numberOf(id).includes('0'))!
    assert.equal(readNumber(numberOf(id).replace('0', 'Z')), null)
  })

  it('is refused with any two symbols swapped', () => {
    fc.assert(
      fc.property(anyId, fc.nat(8), fc.nat(8), (id, one, other) => {
        const symbols = [...numberOf(id).replaceAll('-', '')]
        fc.pre(symbols[one] !== symbols[other])
        ;[symbols[one], symbols[other]] = [symbols[other]!, symbols[one]!]
        assert.equal(readNumber(symbols.join('')), null)
      }),
      { numRuns: 2000 },
    )
  })

  it('is null for anything else, never an exception', () => {
    for (const typed of ['', '7K4M', '7K4M-2QXD', 'UUUU-UUUU-U', '7K4M-2QXD-9-9', '\u0000', 'é'.repeat(9)])
      assert.equal(readNumber(typed), null)
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => void readNumber(typed)))
  })
})

describe('a digest', () => {
  it('is that of the text in UTF-8 (FIPS 180-4, example of “abc”)', () => {
    assert.equal(
      sha256('abc').toString('hex'),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
    assert.deepEqual(sha256('é'), sha256(Buffer.from('é')))
  })
})
