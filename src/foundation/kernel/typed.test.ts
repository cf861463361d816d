import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { typedLine, typedText } from './typed.ts'

describe('what people type', () => {
  it('is kept whole, composed, without what cannot be seen', () => {
    assert.equal(typedText(' e\u0301te\u0301\r\nsuite\u0000\rfin '), 'été\nsuite \nfin')
    assert.equal(typedText('😀 \ud800'), '😀 \ufffd')
    assert.equal(typedLine('un\n deux\t\u00a0trois'), 'un deux trois')
    assert.equal(typedLine('\u0000'), '')
  })
})
