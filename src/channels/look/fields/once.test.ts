import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { html, type Html } from '#html'
import { sampleNeeds } from '../gallery/sample-needs.ts'
import type { Asked } from './asked.ts'
import { chosenOf, NO, oneOf, YES, yesNo } from './choice.ts'
import { date, PARTS } from './date.ts'
import { drawnOnce } from './once.ts'
import { line, paragraph } from './text.ts'

const drawings = {
  text: [line, drawnOnce(line, { inputs: [''] })],
  'long-text': [paragraph, drawnOnce(paragraph, { inputs: [''] })],
  date: [date, drawnOnce(date, { inputs: PARTS.map((part) => `.${part}`) })],
  'yes-no': [yesNo, drawnOnce(yesNo, { chosen: chosenOf([YES, NO]) })],
  'one-of': [oneOf, drawnOnce(oneOf, { chosen: chosenOf() })],
} as const satisfies Record<string, [(a: Asked) => Html, (a: Asked) => Html]>

type Kind = keyof typeof drawings

const typed = fc.oneof(
  fc.string({ unit: fc.constantFrom('<', '"', '&', '\n', '\ue001', '\ue000', 'é', '$', '.') }),
  fc.constantFrom('', 'yes', 'no', 'full', 'other'),
)

const NO_WORDS = {}

/** A field as a page asks it: of a need, or of an item, whatever was typed. */
const asked = (kind: Kind) =>
  fc.record({
    sample: fc.constantFrom(...sampleNeeds.filter(({ need }) => need.is === kind)),
    item: fc.option(fc.constantFrom('leo', 'x1', '01a2')),
    language: fc.constantFrom('fr' as const, 'en' as const),
    alone: fc.boolean(),
    fault: fc.constantFrom(undefined, 'Corrigez ceci.'),
    answers: fc.option(fc.tuple(typed, typed, typed)),
  })

const askedAs = ({
  sample: { need, words },
  item,
  language,
  alone,
  fault,
  answers,
}: ReturnType<typeof asked> extends fc.Arbitrary<infer A> ? A : never): Asked => {
  const path = item ? `people.${item}.${need.id}` : need.id
  const names = need.is === 'date' ? PARTS.map((part) => `${path}.${part}`) : [path]
  return {
    path,
    list: item ? 'people' : null,
    item,
    field: need,
    most: need.most,
    label: words[language].label,
    why: words[language].why,
    example: words[language].example,
    optionWords: words[language].options ?? NO_WORDS,
    language,
    form: new Map(answers ? names.map((name, at) => [name, [answers[at]!]]) : []),
    fault,
    alone,
    autocomplete: item ? 'off' : undefined,
    held: [],
    fileRules: { words: 'PDF', accept: 'application/pdf', mostBytes: 1 },
  }
}

describe('a field that is drawn once', () => {
  for (const kind of Object.keys(drawings) as Kind[])
    it(`says what drawing it each time says: ${kind}`, () => {
      const [anew, once] = drawings[kind]
      fc.assert(
        fc.property(asked(kind), (given) => {
          const a = askedAs(given)
          assert.equal(String(once(a)), String(anew(a)))
        }),
        { numRuns: 300 },
      )
    })

  it('is drawn no more for the next person', () => {
    let drawn = 0
    const counted = drawnOnce(
      (a) => {
        drawn += 1
        return line(a)
      },
      { inputs: [''] },
    )
    const sample = sampleNeeds.find(({ need }) => need.is === 'text')
    const filling = (answer: string): string =>
      String(
        counted(
          askedAs({
            sample: sample!,
            item: null,
            language: 'fr',
            alone: false,
            fault: undefined,
            answers: [answer, '', ''],
          }),
        ),
      )
    filling('Amélie')
    const before = drawn
    assert.match(filling('Karim <b>'), /value="Karim &lt;b&gt;"/)
    assert.equal(drawn, before)
  })

  it('is drawn each time when the drawing looks at what was typed', () => {
    const once = drawnOnce((a) => html`<p>${a.form.get(a.path)![0]!.length}</p>`, { inputs: [''] })
    const given = (answer: string): Asked => ({
      ...askedAs({
        sample: sampleNeeds.find(({ need }) => need.is === 'email')!,
        item: null,
        language: 'fr',
        alone: false,
        fault: undefined,
        answers: [answer, '', ''],
      }),
    })
    assert.equal(String(once(given('abc'))), '<p>3</p>')
    assert.equal(String(once(given('abcd'))), '<p>4</p>')
  })
})
