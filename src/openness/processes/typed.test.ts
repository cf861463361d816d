import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ok } from '#kernel'
import { articleOf, folded, readArticles, readCost } from './typed.ts'
import { unitId } from './unit.ts'

describe('an article of law', () => {
  it('is the same however it is cited', () => {
    for (const cited of [
      'A-21.1, a. 7',
      'RLRQ, c. A-21.1, art. 7',
      'RLRQ chapitre A-21.1 , article 7.',
      ' L.R.Q., c. A-21.1,a. 7 ',
    ])
      assert.equal(articleOf(cited), 'A-21.1, a. 7', cited)
    assert.equal(articleOf('CCQ-1991, art. 113'), 'CCQ-1991, a. 113')
    assert.equal(articleOf('I-3, a. 1029.8.61.8'), 'I-3, a. 1029.8.61.8')
  })

  it('is named once, whatever its case', () => {
    assert.deepEqual(readArticles('c-19, a. 345; C-19, a. 345\n\n ; '), ok(['c-19, a. 345']))
    assert.deepEqual(readArticles(''), ok([]))
  })
})

describe('a cost', () => {
  it('is a whole number as people write it, or nothing', () => {
    for (const [typed, value] of [
      ['12 000', 12_000],
      ['12\u00a0000', 12_000],
      ['0', 0],
      ['', null],
    ] as const)
      assert.deepEqual(readCost(typed, 'pages'), ok(value))
    for (const typed of ['1,5', '-1', '1e3', '100000001', '٣'])
      assert.equal(readCost(typed, 'hours').ok, false, typed)
  })
})

describe('the id of a unit', () => {
  it('comes from its first name, and is nobody else’s', () => {
    assert.equal(unitId('Affaires juridiques & éthique', new Set()), 'affaires-juridiques-ethique')
    assert.equal(unitId('Paie', new Set(['paie', 'paie-2'])), 'paie-3')
    assert.equal(unitId('2e étage', new Set()), 'unite-2e-etage')
    assert.equal(unitId('🗃', new Set()), 'unite')
    assert.match(unitId('x'.repeat(200), new Set()), /^x{60}$/)
  })

  it('is found again without case nor accents', () =>
    assert.equal(folded('  ÉLÈVES   d’ici '), "eleves d'ici"))
})
