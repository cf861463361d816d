import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { decide, read, take } from '#dossiers'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { valueOf } from '../support/story.ts'

let house: DeskPlatform
before(async () => {
  house = await openDesk()
})
after(() => house.close())

const NAME = 'amelie-tremblay'

/** Amélie's certificate, issued in the language that she chose for it. */
const issued = async (deliveryLanguage: string): Promise<string> => {
  const { id } = await house.certificateOf(house.person(NAME), { deliveryLanguage })
  const mathieu = house.agent('mathieu-lefebvre')
  const here = { actor: mathieu, channel: 'desk', language: 'fr' } as const
  const { dossiers } = house.platform
  valueOf(await dossiers.perform(read, id, { purpose: 'processing' }, here))
  valueOf(await dossiers.perform(take, id, {}, here))
  valueOf(await dossiers.perform(decide, id, { outcome: 'issue', reason: 'Tout est là.' }, here))
  return id
}

/** The language that a tagged PDF says it is in. */
const languageOf = async (path: string): Promise<string | undefined> => {
  const { status, text } = await house.get(house.person(NAME), path)
  assert.equal(status, 200, path)
  return /\/Lang \((\w\w-CA)\)/.exec(text)?.[1]
}

describe('the certificate that a person keeps', () => {
  it('is in the language that they chose for it, whichever page they take it from', async () => {
    const english = await issued('english')
    assert.equal(await languageOf(`/demandes/${english}/documents/certificate`), 'en-CA')
    assert.equal(await languageOf(`/en/requests/${english}/documents/certificate`), 'en-CA')
    const french = await issued('french')
    assert.equal(await languageOf(`/demandes/${french}/documents/certificate`), 'fr-CA')
    assert.equal(await languageOf(`/en/requests/${french}/documents/certificate`), 'fr-CA')
  })

  it('comes with a letter in the language of the page', async () => {
    const id = await issued('english')
    assert.equal(await languageOf(`/demandes/${id}/documents/letter`), 'fr-CA')
    assert.equal(await languageOf(`/en/requests/${id}/documents/letter`), 'en-CA')
  })
})
