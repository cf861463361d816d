import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { defineWords, LANGUAGES } from './words.ts'

describe('the words of a channel', () => {
  it('are kept as written, French first', () => {
    const words = defineWords({
      fr: { title: 'Bonjour', found: (n: number) => `${n} services`, form: { next: 'Continuer' } },
      en: { title: 'Hello', found: (n: number) => `${n} services`, form: { next: 'Continue' } },
    })
    assert.deepEqual(
      LANGUAGES.map((language) => words[language].title),
      ['Bonjour', 'Hello'],
    )
    assert.equal(words.en.found(2), '2 services')
    assert.equal(words.fr.form.next, 'Continuer')
  })

  it('cannot lack a sentence in English, nor take other arguments: the type check refuses', () => {
    // @ts-expect-error `next` has no English
    defineWords({ fr: { next: 'Continuer' }, en: {} })
    // @ts-expect-error the English of a sentence about a number is about a number
    defineWords({ fr: { found: (n: number) => `${n} trouvés` }, en: { found: (n: string) => n } })
    // @ts-expect-error a nested table is whole too
    defineWords({ fr: { form: { next: 'Continuer' } }, en: { form: {} } })
  })
})
