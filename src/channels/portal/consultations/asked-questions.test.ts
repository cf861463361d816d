import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Question } from '#consultations'
import { answersIn, needFor, pageOf, pagesOf, valueWords, wordsFor } from './asked-questions.ts'
import { excerptOf } from './contribution-words.ts'

const text = (fr: string, en = '') => ({ fr, en })

const question = (id: string, over: Partial<Question> = {}): Question => ({
  id,
  kind: 'short-text',
  label: text(`Question ${id}`),
  why: text(''),
  optional: false,
  theme: '',
  options: [],
  scale: null,
  ...over,
})

const SCALE = { most: 5, least: text('Pas du tout', 'Not at all'), highest: text('Tout à fait', 'Fully') }

describe('a questionnaire', () => {
  it('is asked five questions a page, each on a page that one can come back to', () => {
    const questionnaire = Array.from({ length: 11 }, (_, at) => question(`q${at}`))
    assert.deepEqual(
      pagesOf({ questionnaire }).map((page) => page.length),
      [5, 5, 1],
    )
    for (const { id } of questionnaire)
      assert.ok(pagesOf({ questionnaire })[pageOf({ questionnaire }, id) - 1]!.some((one) => one.id === id))
  })

  it('has one page even when it asks nothing but the region', () => {
    assert.deepEqual(pagesOf({ questionnaire: [] }), [[]])
  })

  it('never lets the name of a question take the place of a field of ours', () => {
    const asked = question('region')
    assert.equal(needFor(asked).id, 'q-region')
    assert.deepEqual(
      answersIn(
        new Map([
          ['region', ['04']],
          ['q-region', ['Ici']],
        ]),
        [asked],
      ),
      { region: ['Ici'] },
    )
  })

  it('says the ends of a scale in words, and the rest in figures', () => {
    const asked = question('note', { kind: 'scale', scale: SCALE })
    assert.deepEqual(
      ['1', '2', '5'].map((value) => valueWords(asked, value, 'en')),
      ['1: Not at all', '2', '5: Fully'],
    )
    assert.deepEqual(needFor(asked).options, ['1', '2', '3', '4', '5'])
    assert.equal(wordsFor(asked, 'fr').options!['5'], '5\u00a0: Tout à fait')
  })

  it('gives an option that is no longer there by its id rather than by nothing', () => {
    const options = [{ id: 'a', label: text('Un banc') }]
    const asked = question('envie', { kind: 'one-of', options })
    assert.equal(valueWords(asked, 'a', 'en'), 'Un banc')
    assert.equal(valueWords(asked, 'b', 'fr'), 'b')
  })
})

describe('the beginning of a contribution', () => {
  it('is the whole of it when it is short', () => {
    assert.deepEqual(excerptOf('Un banc.'), { text: 'Un banc.', isCut: false })
    const almost = 'mot '.repeat(79).trim()
    assert.deepEqual(excerptOf(almost), { text: almost, isCut: false })
  })

  it('ends between two words, without what would stand before the three points', () => {
    const { text: cut, isCut } = excerptOf('Un banc, une lampe. '.repeat(40))
    assert.ok(isCut && cut.length <= 280)
    assert.match(cut, /(banc|lampe|Un|une)$/)
  })

  it('never cuts a character in two', () => {
    for (let before = 270; before < 285; before += 1) {
      const { text: cut } = excerptOf('a'.repeat(before) + '😀'.repeat(100))
      assert.ok(cut.isWellFormed())
    }
  })
})
