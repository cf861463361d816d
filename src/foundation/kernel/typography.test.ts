import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { frenchSpaces, frenchSpacesIn } from './typography.ts'

describe('French spaces', () => {
  it('do not break before a colon, a question mark or a closing guillemet, nor after an opening one', () => {
    assert.equal(
      frenchSpaces('Quoi ? « Ceci » : 60 % ; oui !'),
      'Quoi\u00a0? «\u00a0Ceci\u00a0»\u00a0: 60\u00a0%\u00a0; oui\u00a0!',
    )
    assert.equal(frenchSpaces(frenchSpaces('Quoi ?')), 'Quoi\u00a0?')
  })

  it('leave times, addresses and what has no space as they are', () => {
    for (const text of ['14:30', 'https://exemple.ca/?a=b', 'a:b;c']) assert.equal(frenchSpaces(text), text)
  })

  it('reach the texts of a table of words, and what its functions answer', () => {
    const words = frenchSpacesIn({ a: 'Quoi ?', b: { c: ['Oui !'] }, d: (n: number) => `${n} : rien`, e: 3 })
    assert.deepEqual(
      [words.a, words.b.c[0], words.d(2), words.e],
      ['Quoi\u00a0?', 'Oui\u00a0!', '2\u00a0: rien', 3],
    )
  })
})
