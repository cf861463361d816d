import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tidied } from './line.ts'

describe('a text as it is kept', () => {
  it('is composed, without invisible marks nor spaces too many, whatever it was made of', () => {
    const pieces = [
      'a',
      'Léa',
      'é',
      ' ',
      '  ',
      '\u00a0',
      '\u00ad',
      '\t',
      '\n',
      '’',
      'ß',
      '¬',
      '®',
      '~',
      '🐟',
      '\u200b',
    ]
    for (let at = 0; at < 3_000; at += 1) {
      const text = Array.from({ length: 5 }, () => pieces[Math.floor(Math.random() * pieces.length)]).join('')
      const visible = text.replace(/[\u200b\u00ad]/g, '').normalize('NFC')
      assert.equal(
        tidied(text, 100, false),
        visible.split(/\s+/).filter(Boolean).join(' '),
        JSON.stringify(text),
      )
      assert.equal(tidied(text, 100, true), visible.trim(), JSON.stringify(text))
    }
  })

  it('is told too long, or refused for what cannot be kept', () => {
    const codeOf = (text: string) => {
      const found = tidied(text, 5, false)
      return typeof found === 'string' ? found : found.code
    }
    assert.equal(codeOf('abcdef'), 'too-long')
    assert.equal(codeOf('a  b  c '), 'a b c')
    assert.equal(codeOf('🐟🐟🐟🐟🐟'), '🐟🐟🐟🐟🐟')
    assert.equal(codeOf('a\u0000'), 'control-character')
    assert.equal(codeOf('\ud800'), 'control-character')
  })
})
