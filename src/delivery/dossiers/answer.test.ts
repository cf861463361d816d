import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, sql } from '#kernel'
import type { Person } from '#parties'
import {
  AMELIES_ANSWERS,
  detailsOf,
  openStory,
  refusalOf,
  type Story,
  valueOf,
} from '../../../tests/support/story.ts'
import { answer, type Answers, seenOf } from './answer.ts'
import { contest, restore } from './contest.ts'

let story: Story
let amelie: Person
before(async () => {
  story = await openStory({ services: ['allocation-famille', 'certificat-naissance'], still: true })
  amelie = story.person('amelie-tremblay')
})
after(() => story.close())

const draft = async () => (await story.openAs(amelie, 'allocation-famille')).dossier.id
const give = (id: string, values: Answers['values'], seen?: string) =>
  story.act(answer, id, amelie, { values, seen })
const answered = async (id: string) =>
  (await story.happened(id)).filter((kind) => kind === 'dossier.answered')

describe('the digest of what a page showed', () => {
  it('is the same in whatever order needs and fields were written', () => {
    const answers = { spouse: false, children: [{ id: 'lea', custody: 'full', school: ['a', 'b'] }] }
    const again = { children: [{ school: ['a', 'b'], custody: 'full', id: 'lea' }], spouse: false }
    assert.equal(seenOf(answers, ['children', 'spouse']), seenOf(again, ['spouse', 'children']))
  })

  it('changes with an answer, with the order of items and with where a value stands', () => {
    const [lea, noah] = [{ id: 'lea' }, { id: 'noah' }]
    const all = [
      { a: [lea, noah] },
      { a: [noah, lea] },
      { a: [lea] },
      { a: ['lea'] },
      { a: 'lea' },
      { b: 'lea' },
    ]
    assert.equal(new Set(all.map((answers) => seenOf(answers, ['a', 'b']))).size, all.length)
  })
})

describe('answering', () => {
  it('saves what is given and holds nothing against what is still missing', async () => {
    const id = await draft()
    const { dossier } = valueOf(await give(id, { spouse: false }))
    assert.deepEqual(dossier.answers, { spouse: false })
    assert.deepEqual((await story.dossier(id)).answers, { spouse: false })
    assert.deepEqual(await story.said(id, 'dossier.answered'), { needs: ['spouse'] })
  })

  it('takes an answer away with null', async () => {
    const id = await draft()
    await give(id, { spouse: false, payment: 'cheque' })
    valueOf(await give(id, { spouse: null }))
    assert.deepEqual((await story.dossier(id)).answers, { payment: 'cheque' })
    assert.deepEqual(await story.said(id, 'dossier.answered'), { needs: ['spouse'] })
  })

  it('says nothing happened when nothing changed, whatever the order of an item’s fields', async () => {
    const id = await draft()
    await give(id, { children: [{ handicapped: false, custody: 'full', id: 'lea' }] })
    const seen = seenOf((await story.dossier(id)).answers, ['children'])
    valueOf(await give(id, { children: [{ id: 'lea', custody: 'full', handicapped: false }] }, seen))
    valueOf(await give(id, { children: [{ custody: 'full', id: 'lea', handicapped: false }] }, 'other'))
    assert.equal((await answered(id)).length, 1)
  })

  it('is refused with its faults, and nothing is saved, when a value is not of its kind', async () => {
    const id = await draft()
    const refusal = await give(id, { spouse: 'maybe', payment: 'gold' })
    assert.equal(refusalOf(refusal), 'answers-faulty')
    const faults = detailsOf(refusal)['faults'] as { path: string; code: string }[]
    assert.deepEqual(
      faults.map(({ path, code }) => [path, code]),
      [
        ['spouse', 'wrong-type'],
        ['payment', 'unknown-option'],
      ],
    )
    assert.deepEqual((await story.dossier(id)).answers, {})
    assert.deepEqual(await answered(id), [])
  })

  it('is refused by the service’s own rule, under its own sentence', async () => {
    const refusal = await give(await draft(), { liveInQuebec: false })
    assert.deepEqual(detailsOf(refusal), {
      faults: [{ path: 'liveInQuebec', code: 'check', details: { sentence: 'notResident' } }],
    })
  })

  it('is refused for what is not asked: known by a registry, computed, or of no need at all', async () => {
    const id = await draft()
    for (const values of [
      { birthDate: '1990-01-01' },
      { nothing: 1 },
      JSON.parse('{"__proto__": 1}') as object,
      { constructor: 'x' },
    ])
      assert.equal(refusalOf(await give(id, { ...values })), 'not-asked', JSON.stringify(values))
  })

  it('stands whatever JSON a client can make up, and the database never sees what it cannot hold', async () => {
    const id = await draft()
    const junk: unknown[] = ['\u0000', '\ud800', [null], [[[]]], { a: { b: 1 } }, 1e308, '', 'x'.repeat(1e5)]
    for (const value of junk)
      for (const need of ['spouse', 'children', 'email', 'payment', 'bankAccount'])
        await give(id, { [need]: value })
    const { answers } = await story.dossier(id)
    for (const [need, kept] of Object.entries(answers)) assert.deepEqual([need, kept], ['children', []])
  })

  it('keeps the answer of a hidden need apart, when it is at least of its kind', async () => {
    const id = await draft()
    valueOf(await give(id, { payment: 'cheque', bankAccount: '00123-815-1234567' }))
    valueOf(await give(id, { bankAccount: '\u0000' }))
    assert.equal((await story.dossier(id)).answers['bankAccount'], '00123-815-1234567')
  })

  it('keeps of a list that a registry began only what was asked', async () => {
    const id = await draft()
    const children = [
      { id: 'lea', name: 'Autre', custody: 'full', handicapped: false, note: '\u0000' },
      { id: 'noah', custody: 'shared' },
    ]
    valueOf(await give(id, { children }))
    assert.deepEqual((await story.dossier(id)).answers['children'], [
      { id: 'lea', custody: 'full', handicapped: false },
      { id: 'noah', custody: 'shared' },
    ])
  })

  it('is refused when it names a file that is not stored, and taken once it is', async () => {
    const { dossier } = await story.openAs(amelie, 'certificat-naissance')
    const photo = await story.photo('photo1')
    const lost = { ...photo, digest: 'ab'.repeat(32) }
    const refusal = await give(dossier.id, { identityEvidence: [photo, { ...lost, id: 'photo2' }] })
    assert.equal(refusalOf(refusal), 'evidence-not-stored')
    assert.deepEqual(detailsOf(refusal), { digests: ['ab'.repeat(32)] })
    assert.deepEqual((await story.dossier(dossier.id)).answers, {})
    valueOf(await give(dossier.id, { identityEvidence: [photo] }))
  })

  it('does not exist for a dossier that does not, or whose id is none', async () => {
    for (const id of [newId(), 'nothing', '', '\u0000', "1' OR 1=1"])
      assert.equal(refusalOf(await give(id, { spouse: false })), 'not-found')
  })
})

describe('answering the same page in two tabs', () => {
  const PAGE = ['liveInQuebec', 'spouse']

  it('keeps the first answer and gives the second back to its tab', async () => {
    const id = await draft()
    const seen = seenOf({}, PAGE)
    valueOf(await give(id, { liveInQuebec: true, spouse: true }, seen))
    const second = await give(id, { liveInQuebec: true, spouse: false }, seen)
    assert.equal(refusalOf(second), 'changed-elsewhere')
    assert.deepEqual(detailsOf(second), { needs: ['spouse'] })
    assert.equal((await story.dossier(id)).answers['spouse'], true)
    const again = seenOf((await story.dossier(id)).answers, PAGE)
    valueOf(await give(id, { spouse: false, liveInQuebec: true }, again))
    assert.equal((await story.dossier(id)).answers['spouse'], false)
    assert.equal((await answered(id)).length, 2)
  })

  it('lets the same answer pass twice: a page sent again is not a conflict', async () => {
    const id = await draft()
    const seen = seenOf({}, PAGE)
    valueOf(await give(id, { liveInQuebec: true, spouse: true }, seen))
    valueOf(await give(id, { liveInQuebec: true, spouse: true }, seen))
    assert.equal((await answered(id)).length, 1)
  })

  it('loses neither of two pages answered at the same moment', async () => {
    const id = await draft()
    const both = await Promise.all([
      give(id, { spouse: false }, seenOf({}, ['spouse'])),
      give(id, { payment: 'cheque' }, seenOf({}, ['payment'])),
    ])
    for (const one of both) valueOf(one)
    assert.deepEqual((await story.dossier(id)).answers, { spouse: false, payment: 'cheque' })
  })
})

describe('contesting what a registry holds', () => {
  const wrong = { need: 'familyIncome', reason: '  Mon revenu a baissé\r\nen mars.  ' }

  it('asks the need again from what was held, keeps the reason, and tells nobody before the filing', async () => {
    const id = await draft()
    const { dossier } = valueOf(await story.act(contest, id, amelie, wrong))
    assert.equal(dossier.contested['familyIncome']!.reason, 'Mon revenu a baissé\nen mars.')
    assert.equal(dossier.answers['familyIncome'], 4_125_050)
    assert.deepEqual(await story.said(id, 'fact.contested'), {
      need: 'familyIncome',
      registry: 'revenu',
      fact: 'familyNetIncome',
    })
    assert.deepEqual(await story.db.query(sql`SELECT 1 FROM registry_contest`), [])
    valueOf(await give(id, { familyIncome: 3_000_000 }))
  })

  it('needs a reason, but not for what the person gave herself', async () => {
    const id = await draft()
    assert.equal(
      refusalOf(await story.act(contest, id, amelie, { ...wrong, reason: ' \n ' })),
      'reason-missing',
    )
    const long = { ...wrong, reason: 'a'.repeat(5_001) }
    assert.equal(refusalOf(await story.act(contest, id, amelie, long)), 'reason-too-long')
  })

  it('is refused where no registry answered, and for what is no need', async () => {
    const id = await draft()
    for (const need of ['spouse', 'nothing', 'constructor', '__proto__', 'toString'])
      for (const verb of [contest, restore])
        assert.equal(
          refusalOf(await story.act(verb, id, amelie, { need, reason: 'Non.' })),
          'not-known',
          need,
        )
  })

  it('is taken back: the fact holds again and the person’s own answer is gone', async () => {
    const id = await draft()
    await story.act(contest, id, amelie, wrong)
    const { dossier } = valueOf(await story.act(restore, id, amelie, { need: 'familyIncome' }))
    assert.deepEqual([dossier.contested, dossier.answers], [{}, {}])
    assert.equal((await story.said(id, 'fact.restored'))!['need'], 'familyIncome')
  })

  it('starts a list from the registry’s items with what was added to them, and gives that back', async () => {
    const id = await draft()
    await give(id, { children: AMELIES_ANSWERS.children })
    const about = { need: 'children', reason: 'Noah s’écrit Noé.' }
    const { dossier } = valueOf(await story.act(contest, id, amelie, about))
    assert.deepEqual((dossier.answers['children'] as object[])[0], {
      id: 'lea',
      name: 'Léa Tremblay',
      birthDate: '2015-03-02',
      custody: 'full',
      handicapped: false,
    })
    valueOf(await story.act(restore, id, amelie, { need: 'children' }))
    valueOf(await give(id, { ...AMELIES_ANSWERS, children: AMELIES_ANSWERS.children }))
    valueOf(await story.fileIt(id, amelie))
  })
})
