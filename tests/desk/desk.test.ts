import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { answer, contentOf, contest, remainderOf } from '#dossiers'
import { newId, sql } from '#kernel'
import { AMELIES_ANSWERS, valueOf } from '../support/story.ts'
import { happened, open, saysText, screen, taken } from './asking.ts'
import { type DeskPlatform, openDesk } from './platform.ts'

let desk: DeskPlatform
before(async () => {
  desk = await openDesk()
})
after(() => desk.close())

const amelie = () => desk.person('amelie-tremblay')
const karim = () => desk.person('karim-haddad')
const mathieu = () => desk.agent('mathieu-lefebvre')
const ines = () => desk.agent('ines-carvalho')
/** Of another organisation. */
const lucie = () => desk.agent('lucie-gagnon')

describe('the desk', () => {
  it('sends whoever is not signed in to do so, and back to where they were going', async () => {
    const asked = await desk.get(null, '/bureau?vue=tous')
    assert.equal(asked.status, 303)
    assert.equal(asked.location, `/connexion?retour=${encodeURIComponent('/bureau?vue=tous')}`)
  })

  it('tells a person, in a page, that it is for agents', async () => {
    for (const path of ['/bureau', `/bureau/dossiers/${newId()}`, '/bureau/incidents']) {
      const told = await desk.get(amelie(), path)
      assert.equal(told.status, 403)
      saysText(told, 'Cette page est réservée aux agents')
    }
  })
})

describe('the list of dossiers', () => {
  it('shows an agent what waits for their role, with its due day in words', async () => {
    const dossier = await desk.certificateOf(amelie())
    const list = await desk.get(mathieu(), '/bureau')
    assert.equal(list.status, 200)
    saysText(list, dossier.number, 'Amélie Tremblay', '2026-12-14', 'dans 21 jours', 'À prendre')
    saysText(await desk.get(lucie(), '/bureau'), 'Rien à traiter')
  })

  it('finds a dossier by a number copied badly, or by words of a name in any order and without accents', async () => {
    const dossier = await desk.certificateOf(karim())
    const typed = dossier.number.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')
    for (const q of [dossier.number, typed, 'haddad KARIM'])
      saysText(await desk.get(mathieu(), `/bureau?vue=tous&q=${encodeURIComponent(q)}`), dossier.number)
    saysText(await desk.get(mathieu(), '/bureau?vue=tous&q=zzz'), 'Aucun dossier ne correspond')
    saysText(await desk.get(mathieu(), '/bureau?vue=tous&q=%25_%5C%00'), dossier.number)
  })

  it('keeps view, filter, sort and density in the address of every link', async () => {
    const list = await desk.get(
      mathieu(),
      '/bureau?vue=tous&service=certificat-naissance&q=haddad&tri=nom&densite=serree',
    )
    assert.match(list.text, /class="table compact"/)
    assert.match(
      list.text,
      /href="\/bureau\?vue=non-attribues&amp;service=certificat-naissance&amp;q=haddad&amp;tri=nom&amp;densite=serree"/,
    )
  })

  it('leads to its last page from a page that does not exist', async () => {
    const list = await desk.get(mathieu(), '/bureau?page=900')
    assert.equal(list.status, 303)
    assert.equal(list.location, '/bureau')
  })

  it('takes several dossiers at once, and names those that a colleague has, with their reason', async () => {
    const [one, other] = [await desk.certificateOf(amelie()), await desk.certificateOf(karim())]
    const both = await desk.post(mathieu(), '/bureau/prendre', { dossier: [one.id, other.id], vue: 'tous' })
    assert.equal(both.location, '/bureau?vue=tous&pris=2')
    saysText(await desk.get(mathieu(), both.location), '2 dossiers sont maintenant à vous.')
    const late = await desk.post(ines(), '/bureau/prendre', { dossier: [one.id] })
    assert.equal(late.status, 422)
    saysText(late, `${one.number} : Mathieu Lefebvre a ce dossier.`)
    assert.equal((await happened(desk, one.id, 'dossier.assigned')).length, 1)
    assert.equal((await desk.post(mathieu(), '/bureau/prendre')).status, 422)
  })
})

describe('opening a dossier', () => {
  it('asks an agent who does not have it for a purpose, and records it where the person sees it', async () => {
    const dossier = await desk.certificateOf(amelie())
    const asked = await desk.get(mathieu(), screen(dossier.id))
    saysText(asked, 'Pourquoi ouvrez-vous ce dossier ?', dossier.number)
    assert.ok(!asked.text.includes('Amélie'), 'nothing of the person is shown before')
    assert.equal((await happened(desk, dossier.id, 'dossier.read')).length, 0)
    const missing = await desk.post(mathieu(), `${screen(dossier.id)}/consulter`, {})
    assert.equal(missing.status, 422)
    const vague = await desk.post(mathieu(), `${screen(dossier.id)}/consulter`, { purpose: 'other' })
    saysText(vague, 'Précisez la raison en quelques mots.')
    const stated = await desk.post(mathieu(), `${screen(dossier.id)}/consulter`, {
      purpose: 'other',
      otherPurpose: '  Appel de   la mère\u0000 ',
    })
    assert.equal(stated.status, 303)
    saysText(await desk.get(mathieu(), screen(dossier.id)), 'Amélie Tremblay', 'Registre des actes')
    const readings = await happened(desk, dossier.id, 'dossier.read')
    assert.deepEqual(
      readings.map(({ actor, body }) => [actor, body]),
      [['agent:mathieu-lefebvre', { purpose: 'Appel de   la mère' }]],
    )
  })

  it('records processing, unasked, for the agent who has it', async () => {
    const dossier = await desk.certificateOf(amelie())
    await taken(desk, mathieu(), dossier.id)
    saysText(await desk.get(mathieu(), screen(dossier.id)), 'Amélie Tremblay', 'Vous')
    const [reading] = await happened(desk, dossier.id, 'dossier.read')
    assert.deepEqual(reading?.body, { purpose: 'processing' })
  })

  it('is one and the same page for another organisation’s, a draft and an address of nothing', async () => {
    const dossier = await desk.certificateOf(amelie())
    const here = { actor: amelie(), channel: 'portal', language: 'fr' } as const
    const draft = valueOf(await desk.platform.dossiers.open({ service: 'certificat-naissance', ...here }))
    const answers = [
      await desk.get(lucie(), screen(dossier.id)),
      await desk.get(mathieu(), screen(draft.dossier.id)),
      await desk.get(mathieu(), screen(newId())),
      await desk.get(mathieu(), screen('x%00')),
      await desk.post(lucie(), `${screen(dossier.id)}/consulter`, { purpose: 'processing' }),
      await desk.post(lucie(), `${screen(dossier.id)}/prendre`),
    ]
    for (const answered of answers) {
      assert.equal(answered.status, 404)
      saysText(answered, 'Dossier introuvable')
    }
    assert.equal((await happened(desk, dossier.id, 'dossier.read')).length, 0)
  })
})

describe('the screen of a dossier', () => {
  it('leads back, after an act too, to the list that the dossier was opened from', async () => {
    const { id } = await desk.certificateOf(amelie())
    const query = 'vue=non-attribues&tri=depot&densite=serree'
    const link = `href="/bureau?${query.replaceAll('&', '&amp;')}"`
    const asked = await desk.get(mathieu(), `${screen(id)}?${query}`)
    assert.equal(asked.text.split(link).length, 3, 'the trail and the button lead to the list')
    const opened = await desk.post(mathieu(), `${screen(id)}/consulter?${query}`, { purpose: 'processing' })
    assert.equal(opened.location, `${screen(id)}?${query}`)
    const done = await desk.post(mathieu(), `${screen(id)}/prendre?${query}`)
    assert.equal(done.location, `${screen(id)}?${query}&fait=prendre`)
    const shown = await desk.get(mathieu(), done.location!)
    assert.equal(shown.text.split(link).length, 3, 'the trail and what was just done lead to the list')
    assert.ok(shown.text.includes(`${query.replaceAll('&', '&amp;')}&amp;acte=completer#acte`))
  })

  it('marks the act whose form is open, and lets no other stand out beside it', async () => {
    const { id } = await desk.certificateOf(amelie())
    await taken(desk, mathieu(), id)
    assert.match((await desk.get(mathieu(), screen(id))).text, /class="act main"[^>]*acte=decider/)
    const { text } = await desk.get(mathieu(), `${screen(id)}?acte=completer`)
    assert.match(text, /acte=completer#acte" aria-current="true"/)
    assert.doesNotMatch(text, /class="act main"/)
  })

  it('shows both values of what is contested, why, and masks a bank account until whoever has it asks', async () => {
    const { dossiers } = desk.platform
    const here = { actor: amelie(), channel: 'portal', language: 'fr' } as const
    const { dossier } = valueOf(await dossiers.open({ service: 'allocation-famille', ...here }))
    const reason = 'J’ai perdu mon emploi <en mars>.'
    valueOf(await dossiers.perform(contest, dossier.id, { need: 'familyIncome', reason }, here))
    const values = {
      ...AMELIES_ANSWERS,
      familyIncome: 2_100_000,
      payment: 'deposit',
      bankAccount: '00123-815-1234567',
    }
    const draft = valueOf(await dossiers.perform(answer, dossier.id, { values }, here)).dossier
    const { digest } = contentOf(draft, remainderOf(draft.pinned, draft))
    valueOf(await dossiers.file({ id: draft.id, key: newId(), digest, here }))
    await reactions()
    await open(desk, lucie(), dossier.id)
    const seen = await desk.get(lucie(), screen(dossier.id))
    saysText(
      seen,
      'Le robot vous remet ce dossier',
      '21 000,00 $',
      'Registre des revenus indique : 41 250,50 $',
      'J’ai perdu mon emploi &lt;en mars&gt;.',
      'Paramètres provisoires',
      'Allocation famille',
    )
    assert.ok(!seen.text.includes('1234567'))
    const unasked = await desk.get(lucie(), `${screen(dossier.id)}?montrer=bankAccount`)
    assert.ok(!unasked.text.includes('1234567'), 'she has not taken it')
    await taken(desk, lucie(), dossier.id)
    assert.ok((await desk.get(lucie(), `${screen(dossier.id)}?montrer=bankAccount`)).text.includes('1234567'))
  })

  it('sends the files of this dossier only, apart from our pages', async () => {
    const [one, other] = [await desk.certificateOf(amelie()), await desk.certificateOf(karim())]
    await taken(desk, mathieu(), one.id)
    const [file] = one.answers['identityEvidence'] as [{ digest: string }]
    const address = `${screen(one.id)}/fichiers/${file.digest}`
    const sent = await desk.get(mathieu(), address)
    assert.equal(sent.status, 200)
    assert.equal(sent.headers['content-type'], 'image/png')
    assert.equal(sent.headers['x-content-type-options'], 'nosniff')
    assert.match(String(sent.headers['content-security-policy']), /^sandbox; default-src 'none'/)
    assert.match(
      String(sent.headers['content-disposition']),
      /^inline; filename="[ -~]+\.png"; filename\*=UTF-8''pi%C3%A8ce/,
    )
    const saved = await desk.get(mathieu(), `${address}?telecharger`)
    assert.match(String(saved.headers['content-disposition']), /^attachment/)
    assert.equal((await desk.get(lucie(), address)).status, 404)
    const unknown = `${screen(one.id)}/fichiers/${'0'.repeat(64)}`
    assert.equal((await desk.get(mathieu(), unknown)).status, 404)
    saysText(await desk.get(mathieu(), `${screen(other.id)}/fichiers/${file.digest}`), 'Pourquoi ouvrez-vous')
  })
})

describe('incidents', () => {
  it('are seen, counted and tried again by the organisation whose dossier it is, and by no other', async () => {
    const dossier = await desk.certificateOf(amelie())
    saysText(await desk.get(mathieu(), '/bureau/incidents'), 'Aucun incident')
    await desk.platform.db.query(sql`
      INSERT INTO dead_letter (subscription, idx, stream, seq, kind, error, attempts, at)
      SELECT 'notices.inbox', seal.idx, seal.stream, seal.seq, 'dossier.filed', 'Error: <boîte> absente', 5, now()
      FROM seal WHERE stream = ${dossier.id} ORDER BY seal.seq LIMIT 1`)
    await desk.platform.db.query(sql`
      INSERT INTO robot_task (dossier, revision, robot, state, attempts, ready_at, last_error, closed_at)
      VALUES (${dossier.id}, 1, 'assess', 'dead', 5, now(), 'Error: table absente', now())`)
    const seen = await desk.get(mathieu(), '/bureau/incidents')
    saysText(
      seen,
      '2 incidents à regarder',
      'Avis à la personne',
      '&lt;boîte&gt; absente',
      'table absente',
      dossier.number,
    )
    saysText(await desk.get(lucie(), '/bureau/incidents'), 'Aucun incident')
    const index = /name="evenement" value="(\d+)"/.exec(seen.text)![1]!
    const form = { suite: 'notices.inbox', evenement: index }
    assert.equal((await desk.post(lucie(), '/bureau/incidents/relancer', form)).status, 422)
    assert.equal((await desk.post(mathieu(), '/bureau/incidents/relancer', { evenement: 'x' })).status, 422)
    const asked = await desk.post(mathieu(), '/bureau/incidents/relancer', form)
    assert.equal(asked.location, '/bureau/incidents?fait=relance')
    saysText(await desk.get(mathieu(), asked.location), 'La suite est relancée.')
  })
})

const reactions = async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    await desk.platform.settled()
    desk.robots.poke()
    await desk.robots.idle()
  }
  await desk.platform.settled()
}
