import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exampleChildren, exampleFile, exampleNeed } from './example-needs.ts'
import {
  checkValue,
  type Fault,
  FAULT_CODES,
  type FaultCode,
  faultSentence,
  missing,
  readAnswer,
} from './index.ts'
import { KINDS, type Kind } from '../schema.ts'

const typed = (is: Kind, text: string | Record<string, string>): Fault[] => {
  const inputs = typeof text === 'string' ? { need: text } : text
  const answer = readAnswer(
    exampleNeed(is),
    new Map(Object.entries(inputs).map(([name, one]) => [name, [one]])),
  )
  return 'faults' in answer ? answer.faults : []
}
const given = (is: Kind, value: unknown): Fault[] =>
  checkValue(exampleNeed(is, { options: ['a', 'b'] }), value)
const children = (value: unknown): Fault[] => checkValue(exampleChildren, value)

/** For each fault, an answer that has it. */
const PRODUCED: Record<FaultCode, Fault[]> = {
  missing: [missing(exampleNeed('date'))],
  'wrong-type': given('text', 7),
  'not-normalised': given('phone', '5143333333'),
  'empty-text': given('text', '   '),
  'control-character': typed('text', 'a\u0000b'),
  'too-long': typed('text', 'a'.repeat(1201)),
  'not-yes-no': typed('yes-no', 'peut-être'),
  'incomplete-date': typed('date', { 'need.year': '2015' }),
  'unreadable-date': typed('date', '22/11/2026'),
  'no-such-date': typed('date', '2015-02-30'),
  'unlikely-year': typed('date', '0215-03-02'),
  'not-whole': typed('whole', '1,5'),
  'number-too-large': typed('whole', '9'.repeat(30)),
  'not-an-amount': typed('money', 'beaucoup'),
  'ambiguous-amount': typed('money', '1,234'),
  'too-many-decimals': typed('money', '1,23456'),
  'amount-too-large': typed('money', '9'.repeat(30)),
  'not-cents': given('money', 12.5),
  'not-an-email': typed('email', 'amélie@exemple'),
  'not-a-phone': typed('phone', '333-3333'),
  'not-a-postal-code': typed('postal-code', '75001'),
  'not-nine-digits': typed('sin', '046 454'),
  'mistyped-sin': typed('sin', '046 454 287'),
  'not-a-bank-account': typed('bank-account', '815-1234567'),
  'unknown-option': given('one-of', 'c'),
  'repeated-option': given('many-of', ['a', 'a']),
  'too-many-items': children(Array.from({ length: 21 }, (_, n) => ({ id: `i${n}` }))),
  'not-an-item': children([{ name: 'Léa' }]),
  'repeated-item': children([{ id: 'a1' }, { id: 'a1' }]),
  'unknown-field': children([{ id: 'a1', surname: 'Tremblay' }]),
  'too-many-files': given(
    'file',
    Array.from({ length: 11 }, (_, n) => exampleFile(`f${n}`)),
  ),
  'not-a-file': given('file', [{ ...exampleFile('photo'), digest: 'none' }]),
  'repeated-file': given('file', [exampleFile('photo'), exampleFile('photo')]),
}

describe('every fault of an answer', () => {
  for (const code of FAULT_CODES)
    it(`happens, and is said in both languages: ${code}`, () => {
      const [fault, ...others] = PRODUCED[code]
      assert.deepEqual([fault?.code, others], [code, []])
      const [french, english] = [faultSentence(fault!, '', 'fr'), faultSentence(fault!, '', 'en')]
      assert.notEqual(french, english)
      for (const sentence of [french, english]) {
        assert.match(sentence, /^\p{Lu}[^]{15,}[.!?]$/u)
        assert.doesNotMatch(sentence, /undefined|null|NaN|\[object|invalid|erreur|error| {2}/i)
        assert.doesNotMatch(sentence, /«(?!\u00a0)|(?<!\u00a0)»|'/)
      }
      // What is wrong and how to mend it: a verb that asks for something.
      assert.match(
        french,
        /(Entrez|Écrivez|Choisissez|Gardez|Retirez|Enlevez|Effacez|Raccourcissez|Arrondissez|Donnez|Comparez|écrivez)/,
      )
      assert.match(english, /(Enter|Write|Choose|Keep|Remove|Take|Clear|Shorten|Round|give|Compare)/)
    })
})

describe('a missing answer', () => {
  it('is asked for in the way of its kind', () => {
    const sentences = [...KINDS, 'one-of', 'many-of', 'list'].map((is) =>
      faultSentence(missing(exampleNeed(is as Kind)), '', 'fr'),
    )
    assert.equal(new Set(sentences).size, sentences.length)
    assert.equal(faultSentence(missing(exampleNeed('date')), '', 'fr'), 'Entrez une date comme 2015 03 02.')
    assert.equal(
      faultSentence(missing(exampleNeed('one-of')), '', 'en'),
      'Choose one of the answers offered.',
    )
  })

  it('of an item is found at its field', () => {
    const name = exampleChildren.fields[0]!
    assert.equal(missing(name, { list: 'children', itemId: 'a1' }).path, 'children.a1.name')
  })

  it('of a kind not told is still asked for', () => {
    const bare: Fault = { path: 'x', code: 'missing', details: {} }
    assert.equal(faultSentence(bare, '', 'fr'), 'Répondez à cette question.')
    assert.equal(faultSentence({ ...bare, details: { is: 'toString' } }, '', 'en'), 'Answer this question.')
  })
})

describe('the sentence of a fault', () => {
  it('follows its question, or its label and a colon', () => {
    const fault = missing(exampleNeed('whole'))
    assert.equal(
      faultSentence(fault, 'Combien d’enfants?', 'fr'),
      'Combien d’enfants? Entrez un nombre entier comme 3.',
    )
    assert.equal(faultSentence(fault, 'Enfants', 'fr'), 'Enfants\u00a0: Entrez un nombre entier comme 3.')
    assert.equal(faultSentence(fault, 'Children', 'en'), 'Children: Enter a whole number like 3.')
  })

  it('tells what of a date is lacking', () => {
    const [fault] = typed('date', { 'need.year': '2015' })
    assert.equal(
      faultSentence(fault!, '', 'fr'),
      'Il manque le mois et le jour. Entrez une date comme 2015 03 02.',
    )
    assert.equal(
      faultSentence(fault!, '', 'en'),
      'The date lacks the month and the day. Enter a date like 2015 03 02.',
    )
  })

  it('holds whatever the details, as they may have travelled', () => {
    for (const code of FAULT_CODES)
      for (const details of [{}, { is: 7, most: 'x', length: null, parts: 'month', normal: {}, field: [] }])
        assert.doesNotMatch(faultSentence({ path: 'x', code, details }, '', 'fr'), /undefined|NaN|\[object/)
  })
})
