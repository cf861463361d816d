/** One table of kinds, held to one grammar: every kind is read, checked, shown and refused by the same sentences. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { exampleChildren, exampleField, exampleFile, exampleNeed } from './example-needs.ts'
import {
  checkValue,
  feelValue,
  filesOf,
  type Form,
  readAnswer,
  settleValue,
  showValue,
  typedValue,
} from './index.ts'
import type { Need } from '../definition.ts'
import { KINDS, type Kind } from '../schema.ts'

const form = (inputs: Record<string, string | string[]>): Form =>
  new Map(Object.entries(inputs).map(([name, typed]) => [name, [typed].flat()]))

const read = (is: Kind, typed: string, given: Partial<Need> = {}): unknown => {
  const answer = readAnswer(exampleNeed(is, given), form({ need: typed }))
  return 'faults' in answer ? answer.faults.map(({ code }) => code).join() : answer.value
}

const anyKind = fc.constantFrom<Kind>(...KINDS, 'one-of', 'many-of')

describe('reading an answer from a form', () => {
  it('tidies and normalises what was typed', () => {
    const cases: [Kind, string, unknown][] = [
      ['text', '  Ame\u0301lie \t Tremblay ', 'Amélie Tremblay'],
      ['text', 'Me\u200b\u0301i-Lin\u202c', 'Méi-Lin'],
      ['long-text', ' Un trou\r\n  profond\r ', 'Un trou\n  profond'],
      ['yes-no', 'yes', true],
      ['yes-no', 'Non', false],
      ['date', '2015-03-02', '2015-03-02'],
      ['whole', '1\u202f200', 1200],
      ['whole', '-0', 0],
      ['money', '1 234,56 $', 123_456],
      ['money', '$1,234.56', 123_456],
      ['email', 'Karim.Haddad@Exemple.COM', 'Karim.Haddad@exemple.com'],
      ['phone', '5143333333 poste 150', '514 333-3333, poste 150'],
      ['postal-code', 'h3g1a1', 'H3G 1A1'],
      ['sin', '046 454 286', '046454286'],
      ['bank-account', '00123 815 123456-7', '00123-815-1234567'],
    ]
    for (const [is, typed, value] of cases) assert.deepEqual(read(is, typed), value, `${is} ${typed}`)
  })

  it('finds nothing answered in what is empty, of whatever kind', () => {
    for (const is of [...KINDS, 'one-of', 'many-of', 'list'] as const)
      for (const typed of [{}, { need: '' }, { other: 'x' }] as Record<string, string>[])
        assert.deepEqual(
          readAnswer(exampleNeed(is, { options: ['a', 'b'] }), form(typed)),
          { value: undefined },
          is,
        )
    for (const is of ['text', 'money', 'whole', 'date', 'yes-no', 'sin'] as const)
      assert.equal(read(is, ' \u00a0 '), undefined)
  })

  it('reads a date of three inputs', () => {
    const typed = (year: string, month: string, day: string) =>
      readAnswer(exampleNeed('date'), form({ 'need.year': year, 'need.month': month, 'need.day': day }))
    assert.deepEqual(typed('2015', ' 3', '2 '), { value: '2015-03-02' })
    assert.deepEqual(typed('', '', ''), { value: undefined })
    const lacking = typed('2015', '', '2')
    assert.ok('faults' in lacking)
    assert.deepEqual(lacking.faults, [
      { path: 'need', code: 'incomplete-date', details: { is: 'date', parts: ['month'] } },
    ])
    assert.deepEqual(
      [...lacking.typed],
      [
        ['need.year', ['2015']],
        ['need.month', ['']],
        ['need.day', ['2']],
      ],
    )
  })

  it('does not guess which of two numbers is the month', () => {
    assert.equal(read('date', '22/11/2026'), 'unreadable-date')
    assert.equal(read('date', '2015-02-30'), 'no-such-date')
  })

  it('takes the options offered and no other, in the order of the definition', () => {
    const options = { options: ['pothole', 'crack', 'sign'] }
    const chosen = readAnswer(exampleNeed('many-of', options), form({ need: ['sign', 'pothole', 'sign'] }))
    assert.deepEqual(chosen, { value: ['pothole', 'sign'] })
    assert.equal(read('one-of', 'crack', options), 'crack')
    assert.equal(read('one-of', 'Crack', options), 'unknown-option')
    assert.equal(read('many-of', 'constructor', options), 'unknown-option')
  })

  it('counts characters as people do, up to the limit of the need', () => {
    assert.equal(read('text', '😀'.repeat(200)), '😀'.repeat(200))
    assert.equal(read('text', 'a'.repeat(201)), 'too-long')
    assert.equal(read('text', 'abc', { most: 2 }), 'too-long')
    assert.equal(read('long-text', 'a'.repeat(5000)), 'a'.repeat(5000))
    assert.equal(read('long-text', 'a'.repeat(5_000_000)), 'too-long')
  })

  it('refuses what a database could not keep', () => {
    for (const typed of ['a\u0000b', '\u0007', '\ud800', 'x\u0085'])
      assert.equal(read('text', typed), 'control-character')
    assert.equal(read('email', 'a\u0000@b.ca'), 'control-character')
  })

  it('takes its files from those that are attached, never from the text of the form', () => {
    const [photo, other] = [exampleFile('photo'), exampleFile('other')]
    const typed = form({ need: JSON.stringify([photo]) })
    assert.deepEqual(readAnswer(exampleNeed('file'), typed), { value: undefined })
    assert.deepEqual(readAnswer(exampleNeed('file'), typed, new Map([['need', [photo, other]]])), {
      value: [photo, other],
    })
  })
})

describe('reading a list from a form', () => {
  const typed = {
    'children._items': ['a1', 'b2'],
    'children.a1.name': 'Léa Tremblay',
    'children.a1.birthDate.year': '2015',
    'children.a1.birthDate.month': '3',
    'children.a1.birthDate.day': '2',
    'children.a1.custody': 'shared',
    'children.a1.handicapped': 'no',
    'children.b2.name': '',
  }

  it('keeps each item under its own id, and a blank one too: its owner will fill or remove it', () => {
    const léa = {
      id: 'a1',
      name: 'Léa Tremblay',
      birthDate: '2015-03-02',
      custody: 'shared',
      handicapped: false,
    }
    assert.deepEqual(readAnswer(exampleChildren, form(typed)), { value: [léa, { id: 'b2' }] })
  })

  it('tells a list of none from a list not answered', () => {
    assert.deepEqual(readAnswer(exampleChildren, form({ 'children._items': '' })), { value: [] })
    assert.deepEqual(readAnswer(exampleChildren, form({ 'children.a1.name': 'Léa' })), { value: undefined })
  })

  it('names the faulty field of the faulty item, and gives back everything that was typed', () => {
    const sent = form({
      ...typed,
      'children.a1.birthDate.day': '32',
      'children.b2.custody': 'none',
      stranger: 'x',
    })
    const answer = readAnswer(exampleChildren, sent)
    assert.ok('faults' in answer)
    assert.deepEqual(
      answer.faults.map(({ path, code }) => [path, code]),
      [
        ['children.a1.birthDate', 'no-such-date'],
        ['children.b2.custody', 'unknown-option'],
      ],
    )
    sent.delete('stranger')
    assert.deepEqual(new Map([...answer.typed].toSorted()), new Map([...sent].toSorted()))
  })

  it('refuses an id that no page of ours made, and more items than the need allows', () => {
    const codes = (ids: string[]) => {
      const answer = readAnswer(exampleChildren, form({ 'children._items': ids }))
      return 'faults' in answer ? answer.faults.map(({ code }) => code) : []
    }
    assert.deepEqual(codes(['../etc']), ['not-an-item'])
    assert.deepEqual(codes(['a', 'a', 'a']), [])
    assert.deepEqual(codes(Array.from({ length: 21 }, (_, n) => `i${n}`)), ['too-many-items'])
    assert.deepEqual(codes(Array.from({ length: 20 }, (_, n) => `i${n}`)), [])
  })

  it('looks each input up once, however long the list', () => {
    const looked = (items: number) => {
      let times = 0
      class Counted extends Map<string, string[]> {
        override get(name: string) {
          times++
          return super.get(name)
        }
      }
      const ids = Array.from({ length: items }, (_, n) => `i${n}`)
      const inputs: [string, string[]][] = ids.map((id) => [`children.${id}.name`, ['Léa']])
      readAnswer({ ...exampleChildren, most: items }, new Counted([['children._items', ids], ...inputs]))
      return times
    }
    assert.ok(looked(2000) <= 2 * looked(1000))
  })
})

describe('checking a value', () => {
  it('finds no fault in what a form was read as', () => {
    fc.assert(
      fc.property(anyKind, fc.string({ unit: 'binary', maxLength: 300 }), (is, typed) => {
        const need = exampleNeed(is, { options: ['a', 'b'] })
        const answer = readAnswer(need, form({ need: typed }))
        if ('value' in answer) assert.deepEqual(checkValue(need, answer.value), [])
        else assert.ok(answer.faults.length > 0)
      }),
      { numRuns: 3000 },
    )
  })

  it('never throws, nor does showing it, computing with it or typing it, whatever the JSON', () => {
    const items = fc.array(
      fc
        .record({ id: fc.constantFrom('a', 'b', '', 'A!') })
        .chain((item) =>
          fc
            .dictionary(
              fc.constantFrom('name', 'birthDate', 'custody', 'report', '__proto__', 'x'),
              fc.jsonValue(),
            )
            .map((more) => ({ ...more, ...item })),
        ),
    )
    fc.assert(
      fc.property(
        fc.constantFrom<Kind>(...KINDS, 'one-of', 'many-of', 'list'),
        fc.oneof(fc.jsonValue(), items),
        (is, json) => {
          const need = is === 'list' ? exampleChildren : exampleNeed(is, { options: ['a', 'b'] })
          const faults = checkValue(need, json)
          assert.ok(faults.every(({ path }) => path === need.id || path.split('.').length === 3))
          showValue(need, json, { label: 'x' }, 'fr')
          feelValue(need, json)
          typedValue(need, json)
          settleValue(need, json)
          filesOf(need, json)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('takes an absent value as faultless: what is required is not its matter', () => {
    for (const is of [...KINDS, 'one-of', 'many-of', 'list'] as const)
      for (const absent of [undefined, null]) assert.deepEqual(checkValue(exampleNeed(is), absent), [])
  })

  it('walks neither the items of a list too long nor a repeated one', () => {
    const items = Array.from({ length: 100_000 }, () => ({ id: 'a' }))
    assert.deepEqual(checkValue(exampleChildren, items), [
      { path: 'children', code: 'too-many-items', details: { most: 20 } },
    ])
    const unlimited = Array.from({ length: 31 }, (_, n) => ({ id: `i${n}` }))
    assert.deepEqual(checkValue({ ...exampleChildren, most: null }, unlimited)[0]?.code, 'too-many-items')
    assert.deepEqual(
      checkValue(exampleNeed('many-of', { options: ['a', 'b'] }), Array(100_000).fill('a'))[0]?.code,
      'repeated-option',
    )
  })

  it('asks a partner for the form that is kept, which settling gives', () => {
    const need = exampleNeed('postal-code')
    assert.deepEqual(checkValue(need, 'h3g1a1'), [
      { path: 'need', code: 'not-normalised', details: { is: 'postal-code', normal: 'H3G 1A1' } },
    ])
    assert.equal(settleValue(need, 'h3g1a1'), 'H3G 1A1')
    assert.equal(settleValue(need, 'nowhere'), 'nowhere')
    const settled = settleValue(exampleChildren, [{ id: 'a1', name: ' Le\u0301a ', handicapped: false }])
    assert.deepEqual(settled, [{ id: 'a1', name: 'Léa', handicapped: false }])
    assert.deepEqual(checkValue(exampleChildren, settled), [])
  })
})

describe('checking attached files', () => {
  const codes = (...files: unknown[]) => checkValue(exampleNeed('file'), files).map(({ code }) => code)
  const photo = exampleFile('photo')

  it('takes a file that is wholly described', () => assert.deepEqual(codes(photo, exampleFile('other')), []))

  it('takes no file that is not, or carries more', () => {
    const bad = [
      { more: 1 },
      { id: '' },
      { id: 7 },
      { name: '' },
      { name: 'a\u0000' },
      { name: '../a' },
      { type: 'image' },
    ]
    for (const change of [
      ...bad,
      { size: -1 },
      { size: 1.5 },
      { digest: 'AB'.repeat(32) },
      { digest: undefined },
    ])
      assert.deepEqual(codes({ ...photo, ...change }), ['not-a-file'], JSON.stringify(change))
    for (const other of [null, 'photo.jpg', [photo], { id: 'photo' }])
      assert.deepEqual(codes(other), ['not-a-file'])
  })

  it('refuses none for its name, which is tidied as it is read', () => {
    const names = (name: string) => {
      const read = readAnswer(exampleNeed('file'), new Map(), new Map([['need', [{ ...photo, name }]]]))
      assert.ok('value' in read)
      assert.deepEqual(checkValue(exampleNeed('file'), read.value), [], name)
      return (read.value as (typeof photo)[])[0]!.name
    }
    assert.equal(names('rec\u0327u.jpg'), 'reçu.jpg')
    assert.equal(names('C:\\fakepath\\photo.jpg'), 'photo.jpg')
    assert.equal(names('a\u0000\nb.jpg'), 'a b.jpg')
    for (const nothing of ['', ' ', '\u200b', '\u0007', '/']) assert.equal(names(nothing), 'document')
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (name) => void names(name)))
  })
})

describe('checking a list', () => {
  it('sees only the item’s own fields, even one that every object inherits', () => {
    const need = { ...exampleChildren, fields: [exampleField('constructor', 'text')] }
    assert.deepEqual(checkValue(need, [{ id: 'a1' }]), [])
    assert.deepEqual(feelValue(need, [{ id: 'a1' }]), [{ constructor: null }])
    assert.deepEqual(checkValue(need, JSON.parse('[{"id":"a1","__proto__":1}]'))[0]?.code, 'unknown-field')
  })
})

describe('typing a value back in a form', () => {
  const option = fc.constantFrom('a', 'b', 'c')
  const chosen = fc.subarray(['a', 'b', 'c'], { minLength: 1 })
  const day = fc
    .date({ min: new Date('1700-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const files = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 3 }).map((ids) => ids.map(exampleFile))
  const values: Record<Exclude<Kind, 'list'>, fc.Arbitrary<unknown>> = {
    text: fc.stringMatching(/^[^\s\p{C}]{1,60}$/u).map((typed) => typed.normalize('NFC')),
    'long-text': fc
      .stringMatching(/^[a-zé]{1,20}\n {0,3}[a-zé]{1,20}$/)
      .map((typed) => typed.normalize('NFC')),
    'yes-no': fc.boolean(),
    date: day,
    whole: fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }),
    money: fc.integer({ min: -1e14, max: 1e14 }),
    email: fc.stringMatching(/^[a-zA-Z0-9.]{1,20}@[a-z0-9]{1,10}\.ca$/),
    phone: fc.stringMatching(/^[2-9]\d\d [2-9]\d\d-\d{4}(, poste \d{1,6})?$/),
    'postal-code': fc.stringMatching(/^[GHJ]\d[ABCEGHJ-N] \d[ABCEGHJ-N]\d$/),
    sin: fc.constantFrom('046454286', '130692544', '193456787'),
    'bank-account': fc.stringMatching(/^\d{5}-\d{3}-\d{7,12}$/),
    file: files,
    'one-of': option,
    'many-of': chosen,
  }

  for (const [is, value] of Object.entries(values) as [Kind, fc.Arbitrary<unknown>][])
    it(`reads again as the same value: ${is}`, () => {
      const need = exampleNeed(is, { options: ['a', 'b', 'c'] })
      fc.assert(
        fc.property(value, (value) => {
          assert.deepEqual(checkValue(need, value), [])
          assert.deepEqual(readAnswer(need, typedValue(need, value), filesOf(need, value)), { value })
        }),
      )
    })

  it('reads again as the same list', () => {
    const item = fc.record(
      {
        name: values.text,
        birthDate: day,
        custody: fc.constantFrom('full', 'shared'),
        handicapped: fc.boolean(),
        expenses: values.money,
        languages: fc.subarray(['fr', 'en', 'iu'], { minLength: 1 }),
        report: files,
      },
      { requiredKeys: [] },
    )
    const list = fc
      .array(item, { maxLength: 20 })
      .map((items) => items.map((fields, at) => ({ id: `i${at}`, ...fields })))
    fc.assert(
      fc.property(list, (value) => {
        assert.deepEqual(checkValue(exampleChildren, value), [])
        const again = readAnswer(
          exampleChildren,
          typedValue(exampleChildren, value),
          filesOf(exampleChildren, value),
        )
        assert.deepEqual(JSON.parse(JSON.stringify(again)), JSON.parse(JSON.stringify({ value })))
      }),
    )
  })
})

describe('showing a value', () => {
  const words = { label: 'Vos enfants' }

  it('writes it in the reader’s language', () => {
    const shown = (is: Kind, value: unknown, language: 'fr' | 'en') =>
      showValue(exampleNeed(is), value, words, language)
    assert.equal(shown('date', '2015-03-02', 'fr'), '2 mars 2015')
    assert.equal(shown('date', '2015-03-02', 'en'), 'March 2, 2015')
    assert.equal(shown('money', 123_456, 'fr'), '1\u00a0234,56\u00a0$')
    assert.equal(shown('yes-no', false, 'fr'), 'Non')
    assert.equal(shown('yes-no', true, 'en'), 'Yes')
    assert.equal(shown('phone', '514 333-3333, poste 150', 'en'), '514\u00a0333-3333, ext.\u00a0150')
    assert.deepEqual(shown('file', [exampleFile('photo')], 'fr'), ['photo.jpg (2,4\u00a0Mo)'])
    assert.equal(shown('text', undefined, 'fr'), '')
  })

  it('names options by their words, or by their id when a word is lacking', () => {
    const options = { fr: 'Français', en: 'Anglais' }
    assert.equal(showValue(exampleNeed('one-of'), 'fr', { label: '', options }, 'fr'), 'Français')
    assert.deepEqual(showValue(exampleNeed('many-of'), ['en', 'toString'], { label: '', options }, 'fr'), [
      'Anglais',
      'toString',
    ])
  })

  it('masks what is sensitive, and always a social insurance number or an account', () => {
    const sensitive = { sensitive: true }
    assert.equal(showValue(exampleNeed('sin'), '046454286', words, 'fr'), '••••\u00a04286')
    assert.equal(showValue(exampleNeed('bank-account'), '00123-815-1234567', words, 'fr'), '••••\u00a04567')
    for (const [is, value] of [
      ['text', 'secret'],
      ['date', '2015-03-02'],
      ['money', 123_456_789],
      ['yes-no', true],
      ['file', [exampleFile('x')]],
    ] as const)
      assert.equal(showValue(exampleNeed(is, sensitive), value, words, 'fr'), '••••')
    assert.equal(
      showValue(exampleNeed('sin', sensitive), '046454286', words, 'fr', { reveal: true }),
      '046\u00a0454\u00a0286',
    )
    assert.deepEqual(
      showValue(
        { ...exampleChildren, ...sensitive },
        [{ id: 'a', name: 'Léa', birthDate: '2015-03-02' }],
        words,
        'fr',
      ),
      ['•••• · ••••'],
    )
  })

  it('writes a list one item at a time, after its labels what would say nothing alone', () => {
    const fields = {
      custody: { label: 'Garde', options: { shared: 'Garde partagée' } },
      handicapped: { label: 'Est-il handicapé?' },
      expenses: { label: 'Frais' },
    }
    const léa = {
      id: 'a1',
      name: 'Léa',
      birthDate: '2015-03-02',
      custody: 'shared',
      handicapped: false,
      expenses: 500,
    }
    assert.deepEqual(showValue(exampleChildren, [léa, { id: 'b2' }], { ...words, fields }, 'fr'), [
      'Léa · 2 mars 2015 · Garde partagée · Est-il handicapé? Non · Frais\u00a0: 5,00\u00a0$',
      '',
    ])
  })
})

describe('what FEEL sees', () => {
  it('is dollars, days as text, and null for what is absent', () => {
    assert.equal(feelValue(exampleNeed('money'), 4_125_050), 41_250.5)
    assert.equal(feelValue(exampleNeed('date'), '2015-03-02'), '2015-03-02')
    assert.equal(feelValue(exampleNeed('yes-no'), false), false)
    assert.deepEqual(feelValue(exampleNeed('file'), [exampleFile('x')]), [
      { name: 'x.jpg', type: 'image/jpeg', size: 2_400_000 },
    ])
    for (const is of [...KINDS, 'one-of', 'many-of', 'list'] as const)
      assert.equal(feelValue(exampleNeed(is), undefined), null)
  })

  it('is one context for each item, in its place, with every field', () => {
    const absent = { custody: null, handicapped: null, expenses: null, languages: null, report: null }
    assert.deepEqual(
      feelValue(exampleChildren, [
        { id: 'a1', name: 'Léa' },
        { id: 'b2', expenses: 50 },
      ]),
      [
        { name: 'Léa', birthDate: null, ...absent },
        { name: null, birthDate: null, ...absent, expenses: 0.5 },
      ],
    )
  })

  it('is null for a value of another shape', () => {
    assert.equal(feelValue(exampleNeed('money'), '12'), null)
    assert.equal(feelValue(exampleNeed('date'), '2015-02-30'), null)
    assert.equal(feelValue(exampleChildren, { id: 'a' }), null)
  })
})
