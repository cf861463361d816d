import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { typedLine, typedShare, typedText } from './typed.ts'

describe('what people type', () => {
  it('is kept whole, composed, without what cannot be seen', () => {
    assert.equal(typedText(' e\u0301te\u0301\r\nsuite\u0000\rfin '), 'été\nsuite \nfin')
    assert.equal(typedText('😀 \ud800'), '😀 \ufffd')
    assert.equal(typedLine('un\n deux\t\u00a0trois'), 'un deux trois')
    assert.equal(typedLine('\u0000'), '')
  })

  it('is a share where it is a percentage, nothing where it is empty, and otherwise none', () => {
    assert.deepEqual(['62,5 %', '62.5', '100\u202f%', ' '].map(typedShare), [0.625, 0.625, 1, null])
    assert.deepEqual(['62,555', '-1', 'NaN', '٥٠'].map(typedShare), Array(4).fill(Number.NaN))
  })
})
