import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel'
import { holderOf } from '#parties'
import {
  AMELIES_ANSWERS,
  openStory,
  POTHOLE_ANSWERS,
  refusalOf,
  type Story,
  valueOf,
} from '../../../tests/support/story.ts'
import { answer } from './answer.ts'
import { decide } from './decide.ts'
import { contentOf } from './file.ts'
import { remainderOf } from './remainder.ts'
import { take } from './assign.ts'

let story: Story
before(async () => {
  story = await openStory()
})
after(() => story.close())

const ALLOWANCE = 'allocation-famille'

/** Nadia Belkacem, at the counter, with Amélie in front of her. */
const atTheCounter = () =>
  ({
    actor: story.agent('nadia-belkacem'),
    onBehalfOf: story.person('amelie-tremblay'),
    channel: 'counter',
    language: 'fr',
  }) as const

const digestOf = async (id: string) => {
  const draft = await story.dossier(id)
  return contentOf(draft, remainderOf(draft.pinned, draft)).digest
}

describe('somebody whom an agent assists', () => {
  it('has the same dossier as by themselves, which says by whom it was entered and for whom', async () => {
    const here = atTheCounter()
    const { dossier, key } = valueOf(await story.dossiers.open({ service: ALLOWANCE, ...here }))
    assert.equal(key, null)
    assert.deepEqual(dossier.parties, [{ role: 'applicant', person: 'amelie-tremblay' }])
    assert.equal(dossier.known['familyIncome']?.status, 'found')
    valueOf(await story.dossiers.perform(answer, dossier.id, { values: AMELIES_ANSWERS }, here))
    const filing = { id: dossier.id, key: newId(), digest: await digestOf(dossier.id), here }
    valueOf(await story.dossiers.file(filing))
    await story.caughtUp()
    const events = await story.dossiers.history(dossier.id)
    const entered = events.filter(({ kind }) => /opened|consulted|answered|filed/.test(kind))
    assert.ok(entered.length > 3)
    for (const { actor, onBehalfOf, channel } of entered)
      assert.deepEqual(
        [actor, onBehalfOf, channel],
        ['agent:nadia-belkacem', 'person:amelie-tremblay', 'counter'],
      )
    assert.deepEqual(events.find(({ kind }) => kind === 'dossier.filed')!.measure, {
      organisation: 'regie-des-familles',
      service: ALLOWANCE,
      channel: 'counter',
    })
    assert.ok(await story.dossiers.find(dossier.id, story.person('amelie-tremblay')))
  })

  it('needs no account where the service asks for none: the key is theirs', async () => {
    const ormes = {
      kind: 'agent',
      id: 'agent:x',
      agent: 'x',
      name: 'X',
      organisation: 'ville-des-ormes',
      roles: [],
    } as const
    const here = { actor: ormes, onBehalfOf: holderOf(''), channel: 'phone', language: 'fr' } as const
    const service = 'signalement-chaussee'
    const { dossier, key } = valueOf(await story.dossiers.open({ service, ...here }))
    assert.ok(key)
    const itself = { ...here, onBehalfOf: holderOf(dossier.id) }
    valueOf(await story.dossiers.perform(answer, dossier.id, { values: POTHOLE_ANSWERS }, itself))
    const [opened] = await story.dossiers.history(dossier.id)
    assert.deepEqual([opened!.actor, opened!.onBehalfOf], ['agent:x', 'key'])
  })
})

describe('an agent who would assist somebody', () => {
  const open = (over: object) => story.dossiers.open({ service: ALLOWANCE, ...atTheCounter(), ...over })

  it('opens nothing for another organisation, nor by a channel that is not one', async () => {
    assert.equal(refusalOf(await open({ actor: story.agent('mathieu-lefebvre') })), 'service-unknown')
    assert.equal(refusalOf(await open({ channel: 'portal' })), 'service-unknown')
    assert.equal(refusalOf(await open({ channel: 'desk' })), 'service-unknown')
    assert.equal(refusalOf(await open({ actor: story.person('karim-haddad') })), 'service-unknown')
    const paper = { service: 'signalement-chaussee', channel: 'paper', onBehalfOf: holderOf('') }
    assert.equal(refusalOf(await open(paper)), 'service-unknown')
  })

  it('reaches no dossier of somebody else, and decides nothing in the person’s name', async () => {
    const here = atTheCounter()
    const { dossier } = valueOf(await open({}))
    const enter = (over: object) =>
      story.dossiers.perform(answer, dossier.id, { values: { spouse: false } }, { ...here, ...over })
    assert.equal(refusalOf(await enter({ onBehalfOf: story.person('karim-haddad') })), 'not-found')
    assert.equal(refusalOf(await enter({ actor: story.agent('mathieu-lefebvre') })), 'not-found')
    assert.equal(refusalOf(await enter({ onBehalfOf: null })), 'not-found')
    valueOf(await enter({}))
    const lucie = { ...here, actor: story.agent('lucie-gagnon') }
    assert.equal(refusalOf(await story.dossiers.perform(take, dossier.id, {}, lucie)), 'not-found')
    const verdict = { outcome: 'accept', reason: 'Tout est là.' }
    assert.equal(refusalOf(await story.dossiers.perform(decide, dossier.id, verdict, lucie)), 'not-found')
  })
})
