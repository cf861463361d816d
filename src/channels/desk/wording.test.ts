import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type DossierRefusal, REFUSALS } from '#dossiers'
import { purposeIn, purposeWords } from './purpose-page.ts'
import { refusalSentence } from './refusals.ts'
import { dueOf, type Stands, statusOf, untilWords } from './standing.ts'
import { unfinishedIn } from './templates.ts'
import { addressOf, readWanted, searchKeys } from './worklist-query.ts'

const TODAY = '2026-11-23'

const names = { agent: (id: string) => `<${id}>`, role: (id: string) => `<${id}>` }

describe('the sentence of a refusal', () => {
  const details = { role: 'officier', assignee: 'agent:ines-carvalho', until: '2026-12-08', most: 5000 }

  it('is whole and in French for every code, with its details and without', () => {
    for (const refusal of Object.keys(REFUSALS) as DossierRefusal[])
      for (const given of [details, {}]) {
        const sentence = refusalSentence({ refusal, details: given }, names)
        assert.match(sentence, /^[A-ZÉÀ<].*[.?]$/su, refusal)
        if (given === details) assert.doesNotMatch(sentence, /undefined|\[object/, refusal)
      }
  })

  it('says who has the dossier, which role is needed, until when the person is awaited', () => {
    const said = (refusal: DossierRefusal) => refusalSentence({ refusal, details }, names)
    assert.match(said('assigned-to-another'), /^<agent:ines-carvalho> a ce dossier/)
    assert.match(said('role-needed'), /« <officier> »/)
    assert.match(said('observations-awaited'), /jusqu’au 8 décembre 2026/)
    assert.match(said('person-awaited'), /jusqu’au 8 décembre 2026/)
  })
})

describe('a due day in words', () => {
  it('says how far it is, on either side of today', () => {
    assert.equal(untilWords('2026-11-26', TODAY), 'dans 3 jours')
    assert.equal(untilWords('2026-11-24', TODAY), 'demain')
    assert.equal(untilWords(TODAY, TODAY), 'aujourd’hui')
    assert.equal(untilWords('2026-11-22', TODAY), 'en retard d’un jour')
    assert.equal(untilWords('2026-11-21', TODAY), 'en retard de 2 jours')
  })

  const open: Stands = {
    status: 'in-progress',
    awaited: null,
    awaitedUntil: null,
    role: 'officier',
    assignee: null,
    dueOn: '2026-11-21',
  }
  const waiting: Stands = { ...open, status: 'awaiting-person', awaited: 'completion', awaitedUntil: TODAY }

  it('is suspended through the last day of the person, and runs the day after', () => {
    assert.equal(dueOf(waiting, TODAY).words, 'suspendu')
    assert.equal(statusOf(waiting, TODAY).label, 'Complément attendu')
    assert.equal(dueOf(waiting, '2026-11-24').late, true)
    assert.equal(statusOf(waiting, '2026-11-24').label, 'Restée sans réponse')
  })

  it('is of no matter once the dossier is closed', () => {
    assert.deepEqual(dueOf({ ...open, status: 'decided' }, TODAY), {
      day: null,
      words: 'terminé',
      late: false,
      soon: false,
    })
    assert.equal(statusOf({ ...open, status: 'withdrawn' }, TODAY).label, 'Retiré')
  })

  it('tells who has to act: nobody yet, an agent, a robot', () => {
    assert.equal(statusOf(open, TODAY).label, 'À prendre')
    assert.equal(statusOf({ ...open, assignee: 'agent:ines-carvalho' }, TODAY).label, 'À l’étude')
    assert.equal(statusOf({ ...open, role: null }, TODAY).label, 'Chez le robot')
  })
})

describe('the address of a list', () => {
  it('is read back as it was written, defaults left out', () => {
    const address =
      '/bureau?vue=en-retard&service=certificat-naissance&q=Mei-Lin+Roy&tri=depot&densite=serree&page=3'
    const wanted = readWanted(new URLSearchParams(address.split('?')[1]))
    assert.equal(addressOf(wanted, { page: wanted.page }), address)
    assert.equal(addressOf(readWanted(new URLSearchParams())), '/bureau')
  })

  it('takes anything else for what it is not', () => {
    const wanted = readWanted(new URLSearchParams('vue=x&tri=constructor&page=-1&densite=2&q=%00+%25'))
    assert.equal(addressOf(wanted), '/bureau')
    assert.equal(readWanted(new URLSearchParams('page=1e9')).page, 1)
  })

  it('begins another view at its first page', () => {
    assert.equal(addressOf(readWanted(new URLSearchParams('page=4')), { view: 'mine' }), '/bureau?vue=a-moi')
  })

  it('searches a number by what it is, a name by its words', () => {
    assert.equal(searchKeys('Tremblay, Amélie'), 'tremblay amelie')
    assert.equal(searchKeys('  -  '), undefined)
    assert.equal(searchKeys('Mei-Lin'), 'meilin')
  })
})

describe('a purpose', () => {
  it('is one of the list, or words of one’s own', () => {
    const form = (...entries: [string, string][]) => new Map(entries.map(([name, value]) => [name, [value]]))
    assert.deepEqual(purposeIn(form(['purpose', 'information'])), { purpose: 'information' })
    assert.deepEqual(purposeIn(form(['purpose', 'other'], ['otherPurpose', ' Plainte\u0000\nreçue '])), {
      purpose: 'Plainte reçue',
    })
    for (const wrong of [form(), form(['purpose', 'x']), form(['purpose', 'other'], ['otherPurpose', ' '])])
      assert.ok('faults' in purposeIn(wrong))
    assert.ok('faults' in purposeIn(form(['purpose', 'other'], ['otherPurpose', 'a'.repeat(201)])))
  })

  it('is shown in words, its own between quotation marks', () => {
    assert.equal(purposeWords('supervision'), 'Superviser le travail')
    assert.equal(purposeWords('Plainte reçue'), '« Plainte reçue »')
    assert.equal(purposeWords('toString'), '« toString »')
  })
})

describe('a template', () => {
  it('is unfinished while it holds a gap, in either language', () => {
    assert.ok(unfinishedIn('Notre décision : [à compléter]'))
    assert.ok(unfinishedIn('Our decision: [to be completed]'))
    assert.ok(!unfinishedIn('Votre identité [voir la pièce] est établie.'))
  })
})
