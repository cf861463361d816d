import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ACCEPTED_TYPES } from '#documents'
import { sampleNeed, sampleNeeds } from '../gallery/sample-needs.ts'
import { needField, type Faults, type Form, type NeedFieldProps } from '../index.ts'

const empty: Form = new Map()

const written = (id: string, more: Partial<NeedFieldProps> = {}) => {
  const { need, words } = sampleNeed(id)
  return needField({ need, words: words.fr, language: 'fr', form: empty, ...more }).toString()
}

const names = (text: string) => [...text.matchAll(/ name="([^"]+)"/g)].map((m) => m[1])

describe('asking a need', () => {
  it('names a simple need by its id', () =>
    assert.deepEqual(names(written('familyIncome')), ['familyIncome']))

  it('asks a date in three parts, year first', () =>
    assert.deepEqual(names(written('birthDate')), ['birthDate.year', 'birthDate.month', 'birthDate.day']))

  it('shows again what was typed, escaped', () =>
    assert.match(
      written('fullName', { form: sampleNeed('fullName').typed }),
      /value="Amélie « Mél » Tremblay &lt;b&gt;"/,
    ))

  it('keeps the first line of a text that begins with a line break', () =>
    assert.match(
      written('reason', { form: new Map([['reason', ['\nDeux']]]) }),
      /<textarea[^>]*>\n\nDeux<\/textarea>/,
    ))

  it('checks the boxes that were checked, and only those', () => {
    const text = written('means', { form: new Map([['means', ['email', 'letter']]]) })
    assert.equal(text.match(/ checked/g)?.length, 2)
    assert.match(text, /value="letter" checked/)
  })

  it('lets a person take back an optional choice', () => {
    assert.match(written('kind'), /Sans réponse/)
    assert.doesNotMatch(written('kind'), / checked/)
    assert.doesNotMatch(written('spouse'), /Sans réponse/)
  })

  it('proposes what the browser knows of the person, never for what is sensitive', () => {
    assert.match(written('birthDate'), /autocomplete="bday-year"/)
    assert.match(written('email'), /type="email"[^>]*autocomplete="email"/)
    assert.match(written('sin'), /autocomplete="off"/)
  })

  it('makes the question the title of a page where it is alone', () => {
    assert.match(written('fullName', { alone: true }), /<h1 class="question"><label/)
    assert.match(written('spouse', { alone: true }), /<legend class="label"><h1/)
  })

  it('shows what a registry holds above what is asked all the same', () => {
    const text = written('familyIncome', {
      known: { label: 'Revenu', value: '41 250,50 $', source: 'Agence du revenu' },
    })
    assert.ok(text.indexOf('Agence du revenu') < text.indexOf('name="familyIncome"'))
  })
})

describe('a need in error', () => {
  for (const { need, fault } of sampleNeeds)
    it(`says what to mend at ${need.id}, and ties it to what is to be filled`, () => {
      const text = written(need.id, { faults: { [need.id]: fault.fr } })
      assert.match(
        text,
        new RegExp(`<p class="fault" id="${need.id}-fault"><span class="unseen">Erreur\u00a0: </span>`),
      )
      assert.match(text, new RegExp(`aria-describedby="[^"]*${need.id}-fault"`))
    })

  it('of another need leaves this one alone', () =>
    assert.doesNotMatch(written('email', { faults: { phone: 'x' } }), /fault/))
})

describe('asking for files', () => {
  const held = { proof: [1, 2, 3].map((n) => ({ id: `f${n}`, name: `page-${n}.pdf`, size: 84_000 })) }

  it('says which types and sizes are accepted before anything is sent', () =>
    assert.match(
      written('proof'),
      /PDF, JPEG, PNG, WebP ou HEIC\. 10\u00a0Mo au plus par fichier, 3 fichiers au plus\./,
    ))

  it('lets a browser offer everything that is taken, the photos of every phone included', () => {
    const offered = /accept="([^"]*)"/.exec(written('proof'))![1]!.split(',')
    assert.deepEqual(offered.filter((one) => one.includes('/')).toSorted(), [...ACCEPTED_TYPES].toSorted())
  })

  it('lets each held file be removed without leaving the page', () =>
    assert.match(written('proof', { files: held }), /name="_do" value="remove-file:proof:f2"/))

  it('asks for no more when the most is reached', () =>
    assert.doesNotMatch(written('proof', { files: held }), /type="file"/))
})

describe('asking for a list', () => {
  const form: Form = new Map([['children._items', ['leo', 'x1', '"><script>', 'x1'.repeat(40)]]])
  const known = [{ id: 'leo', title: 'Léo Tremblay', shown: [['Date de naissance', '2 mars 2015'] as const] }]
  const list = (faults: Faults = {}) =>
    written('children', {
      form,
      faults,
      knownItems: known,
      asks: (item, field) => item !== 'leo' || field === 'custody',
    })

  it('carries one hidden id per item, the known ones first, and drops what is not an id', () => {
    const ids = [...list().matchAll(/name="children\._items" value="([^"]+)"/g)].map((m) => m[1])
    assert.deepEqual(ids, ['leo', 'x1'])
  })

  it('asks only the rest of a known item, which cannot be removed', () => {
    const text = list()
    assert.match(text, /name="children\.leo\.custody"/)
    assert.doesNotMatch(text, /children\.leo\.name|remove:children:leo/)
    assert.match(text, /value="remove:children:x1"/)
  })

  it('says of each known item what is known of it, whoever was shown first', () => {
    const said = (title: string, text: string, source?: string) => {
      const items = [{ id: 'leo', title, shown: [['Date de naissance', text] as const], source }]
      const whole = written('children', { form, knownItems: items })
      const [, legend, shown, rest] =
        /<legend>(.*?)<\/legend>[^]*?<dd>(.*?)<\/dd>([^]*?)<input/.exec(whole) ?? []
      return [legend, shown, /<p class="source">(.*)<\/p>/.exec(rest ?? '')?.[1]]
    }
    for (const _ of [1, 2]) {
      assert.deepEqual(said('<b>', '2 mars 2015'), ['&lt;b&gt;', '2 mars 2015', undefined])
      assert.deepEqual(said('Noah & Léa', ''), ['Noah &amp; Léa', '', undefined])
      assert.deepEqual(said('Léa', '“1”', 'R&D')?.slice(0, 2), ['Léa', '“1”'])
      assert.match(String(said('Léa', '1', 'R&D')[2]), /R&amp;D$/)
    }
  })

  it('numbers added items after the known ones', () => assert.match(list(), /<legend>Enfant 2<\/legend>/))

  it('puts a fault at the field of its item', () =>
    assert.match(list({ 'children.x1.name': 'Entrez un nom.' }), /aria-describedby="children-x1-name-fault"/))

  it('stops adding at the most', () => {
    const { need } = sampleNeed('children')
    const text = written('children', { need: { ...need, most: 2 }, form, knownItems: known })
    assert.doesNotMatch(text, /add:children/)
    assert.match(text, /Le maximum de 2 est atteint/)
  })
})
