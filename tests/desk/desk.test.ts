import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { announceIntention, answer, contentOf, contest, observe, remainderOf } from '#dossiers'
import { newId, sql } from '#kernel'
import { AMELIES_ANSWERS, valueOf } from '../support/story.ts'
import { type Answered, type DeskPlatform, openDesk } from './platform.ts'

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

const screen = (id: string) => `/bureau/dossiers/${id}`
const happened = async (id: string, kind: string) =>
  (await desk.platform.dossiers.history(id)).filter((event) => event.kind === kind)
const open = (who: ReturnType<typeof mathieu>, id: string) =>
  desk.post(who, `${screen(id)}/consulter`, { purpose: 'processing' })
const taken = async (who: ReturnType<typeof mathieu>, id: string) => {
  const done = await desk.post(who, `${screen(id)}/prendre`)
  assert.equal(done.status, 303)
}
const saysText = ({ text }: Answered, ...sentences: (string | RegExp)[]) => {
  const plain = text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ')
  for (const sentence of sentences)
    assert.ok(
      typeof sentence === 'string' ? plain.includes(sentence) : sentence.test(plain),
      `${String(sentence)} is not in: ${plain.slice(0, 6000)}`,
    )
}

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
    assert.equal((await happened(one.id, 'dossier.assigned')).length, 1)
    assert.equal((await desk.post(mathieu(), '/bureau/prendre')).status, 422)
  })
})

describe('opening a dossier', () => {
  it('asks an agent who does not have it for a purpose, and records it where the person sees it', async () => {
    const dossier = await desk.certificateOf(amelie())
    const asked = await desk.get(mathieu(), screen(dossier.id))
    saysText(asked, 'Pourquoi ouvrez-vous ce dossier ?', dossier.number)
    assert.ok(!asked.text.includes('Amélie'), 'nothing of the person is shown before')
    assert.equal((await happened(dossier.id, 'dossier.read')).length, 0)
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
    const readings = await happened(dossier.id, 'dossier.read')
    assert.deepEqual(
      readings.map(({ actor, body }) => [actor, body]),
      [['agent:mathieu-lefebvre', { purpose: 'Appel de   la mère' }]],
    )
  })

  it('records processing, unasked, for the agent who has it', async () => {
    const dossier = await desk.certificateOf(amelie())
    await taken(mathieu(), dossier.id)
    saysText(await desk.get(mathieu(), screen(dossier.id)), 'Amélie Tremblay', 'Vous')
    const [reading] = await happened(dossier.id, 'dossier.read')
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
    assert.equal((await happened(dossier.id, 'dossier.read')).length, 0)
  })
})

describe('the screen of a dossier', () => {
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
    await open(lucie(), dossier.id)
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
    await taken(lucie(), dossier.id)
    assert.ok((await desk.get(lucie(), `${screen(dossier.id)}?montrer=bankAccount`)).text.includes('1234567'))
  })

  it('sends the files of this dossier only, apart from our pages', async () => {
    const [one, other] = [await desk.certificateOf(amelie()), await desk.certificateOf(karim())]
    await taken(mathieu(), one.id)
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

describe('acting on a dossier', () => {
  it('says why an act is not possible, beside those that are', async () => {
    const dossier = await desk.certificateOf(amelie())
    await open(ines(), dossier.id)
    saysText(await desk.get(ines(), screen(dossier.id)), 'Personne n’a ce dossier : prenez-le d’abord.')
    await taken(mathieu(), dossier.id)
    saysText(await desk.get(ines(), screen(dossier.id)), 'Mathieu Lefebvre a ce dossier.')
    const late = await desk.post(ines(), `${screen(dossier.id)}/prendre`)
    assert.equal(late.status, 422)
    saysText(late, 'Prendre : impossible', 'Mathieu Lefebvre a ce dossier.')
  })

  it('gives it to a colleague who has the role, and to nobody else', async () => {
    const dossier = await desk.certificateOf(amelie())
    await taken(mathieu(), dossier.id)
    const wrong = await desk.post(mathieu(), `${screen(dossier.id)}/attribuer`, { to: 'agent:lucie-gagnon' })
    assert.equal(wrong.status, 422)
    const given = await desk.post(mathieu(), `${screen(dossier.id)}/attribuer`, { to: 'agent:ines-carvalho' })
    assert.equal(given.status, 303)
    saysText(await desk.get(ines(), given.location), 'Le dossier est attribué.', 'Attribué à Inês Carvalho')
  })

  it('keeps what was typed when it is refused, and does not send a template left unfinished', async () => {
    const dossier = await desk.certificateOf(amelie())
    await taken(mathieu(), dossier.id)
    const form = await desk.get(mathieu(), `${screen(dossier.id)}?acte=decider&modele=issue`)
    saysText(
      form,
      'Notre décision repose sur ce qui suit : [à compléter]',
      '« Refuser le document » n’est pas offert',
    )
    const unfinished = { outcome: 'issue', decisionReason: 'Votre identité : [à compléter]' }
    const refused = await desk.post(mathieu(), `${screen(dossier.id)}/decider`, unfinished)
    assert.equal(refused.status, 422)
    saysText(refused, 'Remplacez les passages entre crochets', 'Votre identité : [à compléter]')
    assert.match(refused.text, /value="issue" checked/)
    const empty = await desk.post(mathieu(), `${screen(dossier.id)}/decider`, { outcome: 'issue' })
    saysText(empty, 'Écrivez la raison : la personne la lira.')
    assert.match(empty.text, /href="#decisionReason"/)
    const decided = await desk.post(mathieu(), `${screen(dossier.id)}/decider`, {
      outcome: 'issue',
      decisionReason: 'Votre identité est établie.',
    })
    assert.equal(decided.status, 303)
    saysText(
      await desk.get(mathieu(), decided.location),
      'La décision est rendue',
      'Votre identité est établie.',
    )
    const again = await desk.post(mathieu(), `${screen(dossier.id)}/decider`, {
      outcome: 'issue',
      decisionReason: 'Votre identité est établie.',
    })
    assert.equal(again.status, 422)
    saysText(again, 'Ce dossier est décidé.')
    assert.equal((await happened(dossier.id, 'dossier.decided')).length, 1)
  })

  it('asks the person to complete only what they were asked, and says that the delay is suspended', async () => {
    const dossier = await desk.certificateOf(amelie())
    await taken(mathieu(), dossier.id)
    const known = { message: 'Votre nom diffère.', needs: 'name' }
    assert.equal((await desk.post(mathieu(), `${screen(dossier.id)}/completer`, known)).status, 422)
    const asked = { message: 'La photo est floue.', needs: 'identityEvidence' }
    const done = await desk.post(mathieu(), `${screen(dossier.id)}/completer`, asked)
    saysText(
      await desk.get(mathieu(), done.location),
      'Complément attendu',
      'Suspendue',
      'La photo est floue.',
      'La personne a jusqu’au 23 décembre 2026 pour répondre',
    )
    saysText(await desk.get(mathieu(), '/bureau?vue=en-attente'), dossier.number, 'suspendu')
  })

  it('refuses an unfavourable decision until its intention is announced and the person was heard', async () => {
    const dossier = await desk.certificateOf(amelie())
    await taken(mathieu(), dossier.id)
    const refusal = { outcome: 'refuse', decisionReason: 'Vous n’êtes pas nommée dans l’acte.' }
    const early = await desk.post(mathieu(), `${screen(dossier.id)}/decider`, refusal)
    assert.equal(early.status, 422)
    saysText(early, 'Avant une décision défavorable, la personne doit recevoir un avis')
    const announced = await desk.post(mathieu(), `${screen(dossier.id)}/intention`, {
      intended: 'refuse',
      intentionReason: 'Vous n’êtes pas nommée dans l’acte.',
    })
    assert.equal(announced.status, 303)
    const waiting = await desk.post(mathieu(), `${screen(dossier.id)}/decider`, refusal)
    saysText(waiting, 'La personne a jusqu’au 8 décembre 2026 pour donner ses observations')
    const here = { actor: amelie(), channel: 'portal', language: 'fr' } as const
    valueOf(await desk.platform.dossiers.perform(observe, dossier.id, { text: 'Je suis sa tutrice.' }, here))
    const form = await desk.get(mathieu(), `${screen(dossier.id)}?acte=decider&modele=refuse`)
    saysText(form, 'Je suis sa tutrice.', 'Nous avons lu vos observations.')
    assert.equal((await desk.post(mathieu(), `${screen(dossier.id)}/decider`, refusal)).status, 303)
    saysText(await desk.get(mathieu(), screen(dossier.id)), 'Défavorable', 'Révision possible')
  })

  it('comes back to the list, with its word, the day after a person let their delay pass', async () => {
    const dossier = await desk.certificateOf(karim())
    await taken(mathieu(), dossier.id)
    const here = { actor: mathieu(), channel: 'desk', language: 'fr' } as const
    const intended = { outcome: 'refuse', reason: 'Vous n’êtes pas nommé dans l’acte.' }
    valueOf(await desk.platform.dossiers.perform(announceIntention, dossier.id, intended, here))
    await desk.platform.settled()
    desk.setTime('2026-12-09T15:00:00.000Z')
    saysText(await desk.get(mathieu(), `/bureau?q=${dossier.number}`), dossier.number, 'Restée sans réponse')
    saysText(await desk.get(mathieu(), screen(dossier.id)), 'Le délai de la personne est passé', 'Décider')
    desk.setTime('2026-11-23T15:00:00.000Z')
  })
})

describe('incidents', () => {
  it('are seen, counted and tried again by the organisation whose dossier it is, and by no other', async () => {
    const dossier = await desk.certificateOf(amelie())
    saysText(await desk.get(mathieu(), '/bureau/incidents'), 'Aucun incident')
    await desk.platform.db.query(sql`
      INSERT INTO dead_letter (subscription, idx, stream, seq, kind, error, attempts, at)
      SELECT 'notices', seal.idx, seal.stream, seal.seq, 'dossier.filed', 'Error: <boîte> absente', 5, now()
      FROM seal WHERE stream = ${dossier.id} ORDER BY seal.seq LIMIT 1`)
    await desk.platform.db.query(sql`
      INSERT INTO robot_task (dossier, revision, robot, state, attempts, ready_at, last_error, closed_at)
      VALUES (${dossier.id}, 1, 'assess', 'dead', 5, now(), 'Error: table absente', now())`)
    const seen = await desk.get(mathieu(), '/bureau/incidents')
    saysText(
      seen,
      '2 incidents à regarder',
      'notices',
      '&lt;boîte&gt; absente',
      'table absente',
      dossier.number,
    )
    saysText(await desk.get(lucie(), '/bureau/incidents'), 'Aucun incident')
    const index = /name="evenement"\s+value="(\d+)"/.exec(seen.text)![1]!
    const form = { suite: 'notices', evenement: index }
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
