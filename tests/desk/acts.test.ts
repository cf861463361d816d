import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { announceIntention, observe } from '#dossiers'
import { valueOf } from '../support/story.ts'
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

describe('acting on a dossier', () => {
  it('says why an act is not possible, beside those that are', async () => {
    const dossier = await desk.certificateOf(amelie())
    await open(desk, ines(), dossier.id)
    saysText(await desk.get(ines(), screen(dossier.id)), 'Personne n’a ce dossier : prenez-le d’abord.')
    await taken(desk, mathieu(), dossier.id)
    saysText(await desk.get(ines(), screen(dossier.id)), 'Mathieu Lefebvre a ce dossier.')
    const late = await desk.post(ines(), `${screen(dossier.id)}/prendre`)
    assert.equal(late.status, 422)
    saysText(late, 'Prendre : impossible', 'Mathieu Lefebvre a ce dossier.')
  })

  it('gives it to a colleague who has the role, and to nobody else', async () => {
    const dossier = await desk.certificateOf(amelie())
    await taken(desk, mathieu(), dossier.id)
    const wrong = await desk.post(mathieu(), `${screen(dossier.id)}/attribuer`, { to: 'agent:lucie-gagnon' })
    assert.equal(wrong.status, 422)
    const given = await desk.post(mathieu(), `${screen(dossier.id)}/attribuer`, { to: 'agent:ines-carvalho' })
    assert.equal(given.status, 303)
    saysText(await desk.get(ines(), given.location), 'Le dossier est attribué.', 'Attribué à Inês Carvalho')
  })

  it('keeps what was typed when it is refused, and does not send a template left unfinished', async () => {
    const dossier = await desk.certificateOf(amelie())
    await taken(desk, mathieu(), dossier.id)
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
    const nothing = await desk.post(mathieu(), `${screen(dossier.id)}/decider`, {})
    saysText(
      nothing,
      'Choisissez une décision parmi celles de cette étape.',
      'Écrivez la raison : la personne',
    )
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
    assert.equal((await happened(desk, dossier.id, 'dossier.decided')).length, 1)
  })

  it('asks the person to complete only what they were asked, and says that the delay is suspended', async () => {
    const dossier = await desk.certificateOf(amelie())
    await taken(desk, mathieu(), dossier.id)
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
    await taken(desk, mathieu(), dossier.id)
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
    await taken(desk, mathieu(), dossier.id)
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
