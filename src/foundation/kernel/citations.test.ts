import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatArticle, formatArticleInFull, formatArticles } from './citations.ts'

describe('an article of a law', () => {
  it('is cited one way in each language, its number with its mark', () => {
    assert.equal(formatArticle('J-3, a. 5', 'fr'), 'J-3, a.\u00a05')
    assert.equal(formatArticle('J-3, a. 5', 'en'), 'J-3, s.\u00a05')
    assert.equal(formatArticle('I-3, a. 1029.8.61.8, par. 2', 'en'), 'I-3, s.\u00a01029.8.61.8, par. 2')
  })

  it('of a code is an article in English too', () =>
    assert.equal(formatArticle('CCQ-1991, a. 144', 'en'), 'CCQ-1991, a.\u00a0144'))

  it('is cited in full with the name of its law, which a reader may not know by its chapter', () => {
    assert.equal(
      formatArticleInFull('J-3, a. 5', 'fr'),
      'Loi sur la justice administrative (RLRQ, c.\u00a0J-3, a.\u00a05)',
    )
    assert.equal(
      formatArticleInFull('J-3, a. 5', 'en'),
      'Act respecting administrative justice (CQLR, c.\u00a0J-3, s.\u00a05)',
    )
    assert.equal(formatArticleInFull('Z-99, a. 1', 'fr'), 'Z-99, a.\u00a01')
  })

  it('that was typed otherwise is shown as it was typed', () => {
    assert.equal(formatArticle('Règlement 12', 'en'), 'Règlement 12')
    assert.equal(formatArticleInFull('I-3', 'fr'), 'I-3')
  })

  it('stands apart from the next one', () => {
    assert.equal(
      formatArticles(['J-3, a. 5', 'A-2.1, a. 65.2'], 'fr'),
      'J-3, a.\u00a05\u00a0; A-2.1, a.\u00a065.2',
    )
    assert.equal(formatArticles(['J-3, a. 5', 'A-2.1, a. 65.2'], 'en'), 'J-3, s.\u00a05; A-2.1, s.\u00a065.2')
  })
})
