import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  AMELIES_ANSWERS,
  CERTIFICATE_ANSWERS,
  openStory,
  type Story,
  valueOf,
} from '../../../tests/support/story.ts'
import { askReview } from './ask-review.ts'
import { complete } from './complete.ts'
import { decide } from './decide.ts'
import { requestCompletion } from './request-completion.ts'
import { withdraw } from './withdraw.ts'

let story: Story
before(async () => {
  story = await openStory()
})
after(() => story.close())

const measured = async (id: string, kind: string) =>
  (await story.dossiers.history(id)).filter((event) => event.kind === kind).map(({ measure }) => measure)

const ALLOWANCE = { organisation: 'regie-des-familles', service: 'allocation-famille', channel: 'portal' }
const CERTIFICATE = {
  organisation: 'directeur-des-actes',
  service: 'certificat-naissance',
  channel: 'portal',
}

const FETCHED = {
  birthDate: 'fetched',
  liveInQuebec: 'asked-not-held',
  spouse: 'asked-not-held',
  children: 'fetched',
  'children.custody': 'asked-not-held',
  'children.handicapped': 'asked-not-held',
  familyIncome: 'fetched',
  payment: 'asked-not-held',
  email: 'asked-not-held',
}

const certificateOfAmelie = async (values: Record<string, unknown> = {}) => {
  const identityEvidence = [await story.photo('piece')]
  const answers = { ...CERTIFICATE_ANSWERS, identityEvidence, ...values }
  return story.filed(story.person('amelie-tremblay'), 'certificat-naissance', answers)
}

describe('what a dossier counts for', () => {
  it('is said when it is filed and when it is first decided, with how each need was met', async () => {
    const { id } = await story.filed(story.person('amelie-tremblay'), 'allocation-famille', AMELIES_ANSWERS)
    assert.deepEqual(await measured(id, 'dossier.filed'), [ALLOWANCE])
    const decided = { ...ALLOWANCE, favourable: true, first: true, needs: FETCHED }
    assert.deepEqual(await measured(id, 'dossier.decided'), [decided])
    const others = (await story.dossiers.history(id)).filter(({ measure }) => measure === null)
    assert.ok(others.some(({ kind }) => kind === 'fact.consulted'))
    assert.ok(others.every(({ kind }) => !['dossier.filed', 'dossier.decided'].includes(kind)))
  })

  it('is the first decision’s once: the one that a review adds says neither', async () => {
    const amelie = story.person('amelie-tremblay')
    const lucie = story.agent('lucie-gagnon')
    const { id } = await story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
    valueOf(await story.act(askReview, id, amelie, { reason: 'Le montant me semble bas.' }))
    await story.takenBy(lucie, id)
    valueOf(await story.act(decide, id, lucie, { outcome: 'accept', reason: 'Le montant est le bon.' }))
    const [, second] = await measured(id, 'dossier.decided')
    assert.deepEqual(second, { ...ALLOWANCE, favourable: true, first: false })
  })

  it('still counts, after a completion, what was asked at filing though a registry held it', async () => {
    const amelie = story.person('amelie-tremblay')
    const mathieu = story.agent('mathieu-lefebvre')
    const acts = story.registries.get('etat-civil')!
    story.registries.set('etat-civil', {
      ...acts,
      look: async () => ({ status: 'unavailable', why: 'down' }),
    })
    const { id } = await certificateOfAmelie({
      name: 'Amélie Tremblay',
      birthDate: '1988-04-17',
      birthPlace: 'Trois-Rivières (Québec)',
    })
    story.registries.set('etat-civil', acts)
    await story.takenBy(mathieu, id)
    valueOf(
      await story.act(requestCompletion, id, mathieu, {
        message: 'De qui est l’acte ?',
        needs: ['whoseAct'],
      }),
    )
    const before = (await story.dossier(id)).filing!.states
    assert.equal(before['name'], 'asked-though-held:unavailable')
    assert.equal(before['actName'], undefined)
    valueOf(await story.act(complete, id, amelie, { values: { whoseAct: 'self' }, message: 'Du mien.' }))
    valueOf(await story.act(decide, id, mathieu, { outcome: 'issue', reason: 'Tout est là.' }))
    const [decided] = await measured(id, 'dossier.decided')
    const needs = decided!['needs'] as Record<string, string>
    assert.deepEqual(
      [needs['name'], needs['whoseAct'], needs['nameInAct']],
      ['asked-though-held:unavailable', 'asked-not-held', 'derived'],
    )
    assert.deepEqual(
      { ...decided, needs: null },
      { ...CERTIFICATE, favourable: true, first: true, needs: null },
    )
  })

  it('says of a withdrawal whether anything had been filed', async () => {
    const amelie = story.person('amelie-tremblay')
    const { dossier } = await story.openAs(amelie, 'allocation-famille')
    valueOf(await story.act(withdraw, dossier.id, amelie, {}))
    assert.deepEqual(await measured(dossier.id, 'dossier.withdrawn'), [{ ...ALLOWANCE, filed: false }])
    const { id } = await certificateOfAmelie()
    valueOf(await story.act(withdraw, id, amelie, {}))
    assert.deepEqual(await measured(id, 'dossier.withdrawn'), [{ ...CERTIFICATE, filed: true }])
  })
})
