import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { announceIntention, type Dossier, requestCompletion, take } from '#dossiers'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { valueOf } from '../support/story.ts'

let place: DeskPlatform
before(async () => {
  place = await openDesk()
})
after(() => place.close())

const TEXT = 'Je suis sa tutrice.\r\nLe jugement est joint.'
const amelie = () => place.person('amelie-tremblay')
const address = ({ id }: Dossier) => `/demandes/${id}/observations`

/** A refusal is intended: the person may write what they think of it. */
const intended = async () => {
  const dossier = await place.certificateOf(amelie())
  const here = { actor: place.agent('mathieu-lefebvre'), channel: 'desk', language: 'fr' } as const
  const perform = place.platform.dossiers.perform
  valueOf(await perform(take, dossier.id, {}, here))
  const intention = { outcome: 'refuse', reason: 'Vous n’êtes pas nommée dans l’acte.' }
  valueOf(await perform(announceIntention, dossier.id, intention, here))
  return dossier
}

describe('writing to the organisation', () => {
  it('is received once when it is sent twice, and says nothing of it', async () => {
    const dossier = await intended()
    const send = () => place.post(amelie(), address(dossier), { text: TEXT })
    for (const sent of [...(await Promise.all([send(), send()])), await send()])
      assert.deepEqual([sent.status, sent.location], [303, `/demandes/${dossier.id}`])
    const { observations } = (await place.platform.dossiers.find(dossier.id, amelie()))!
    assert.equal(observations.length, 1)
  })

  it('that comes too late is said to, and what was written is shown to be kept', async () => {
    const dossier = await intended()
    await place.post(amelie(), address(dossier), { text: TEXT })
    const late = await place.post(amelie(), address(dossier), { text: 'Un second <b>texte</b>.' })
    assert.equal(late.status, 409)
    assert.match(late.text, /Aucune réponse n’est attendue/)
    assert.match(late.text, /n’a pas été envoyé/)
    assert.match(late.text, /Un second &lt;b&gt;texte&lt;\/b&gt;\./)
  })

  it('is shown again with what is wrong when nothing was written', async () => {
    const dossier = await intended()
    const empty = await place.post(amelie(), address(dossier), { text: '  ' })
    assert.equal(empty.status, 422)
  })
})

describe('answering a request to complete', () => {
  it('that nothing awaits any more is said to, and what was written is shown to be kept', async () => {
    const dossier = await place.certificateOf(amelie())
    const here = { actor: place.agent('mathieu-lefebvre'), channel: 'desk', language: 'fr' } as const
    const perform = place.platform.dossiers.perform
    valueOf(await perform(take, dossier.id, {}, here))
    valueOf(
      await perform(requestCompletion, dossier.id, { message: 'Dites-nous pourquoi.', needs: [] }, here),
    )
    const send = (message: string) => place.post(amelie(), `/demandes/${dossier.id}/completer`, { message })
    for (const sent of await Promise.all([send(TEXT), send(TEXT)]))
      assert.deepEqual([sent.status, sent.location], [303, `/demandes/${dossier.id}`])
    const late = await send('Un second texte.')
    assert.equal(late.status, 409)
    assert.match(late.text, /Un second texte\./)
  })
})
