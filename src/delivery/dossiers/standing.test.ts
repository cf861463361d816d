import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Act, attempt, whyNot } from '#acts'
import { type Actor, holderOf, robot } from '#parties'
import { AMELIES_ANSWERS, hereOf, openStory, refusalOf, type Story } from '../../../tests/support/story.ts'
import type { Dossier } from './dossier.ts'
import * as dossiers from './index.ts'
import { file } from './file.ts'
import { learn } from './learn.ts'

let story: Story
before(async () => {
  story = await openStory({ services: ['allocation-famille'], still: true })
})
after(() => story.close())

type AnyAct = Act<Dossier, never, unknown, string>

const isAct = (value: unknown): value is AnyAct =>
  typeof value === 'object' && value !== null && 'perform' in value && 'by' in value

/** Every verb that the door shows, and the two that have a way of their own. */
const VERBS: AnyAct[] = [...Object.values(dossiers as Record<string, unknown>).filter(isAct), file, learn]

const verbsOf = (standing: 'applicant' | 'agent' | 'robot') => VERBS.filter(({ by }) => by.includes(standing))

describe('whose a dossier is', () => {
  it('is asked of every verb', () => {
    assert.deepEqual(VERBS.map(({ name }) => name).toSorted(), [
      'dossier.announce-intention',
      'dossier.answer',
      'dossier.ask-review',
      'dossier.assess',
      'dossier.assign',
      'dossier.complete',
      'dossier.contest',
      'dossier.decide',
      'dossier.escalate',
      'dossier.file',
      'dossier.learn',
      'dossier.observe',
      'dossier.print-letter',
      'dossier.read',
      'dossier.release',
      'dossier.request-completion',
      'dossier.restore',
      'dossier.take',
      'dossier.withdraw',
    ])
    for (const { name, by } of VERBS) assert.equal(by.length, 1, name)
  })

  it('keeps every verb from everybody else, who learn not even that the dossier exists', async () => {
    const amelie = story.person('amelie-tremblay')
    const draft = (await story.openAs(amelie, 'allocation-famille')).dossier
    const filed = await story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
    const strangers: Actor[] = [
      story.person('karim-haddad'),
      story.agent('mathieu-lefebvre'),
      story.agent('jean-marc-fortin'),
      holderOf(draft.id),
      holderOf(filed.id),
    ]
    for (const { id } of [draft, filed]) {
      const before = await story.dossiers.history(id)
      for (const stranger of strangers) {
        assert.equal(await story.dossiers.find(id, stranger), null)
        for (const verb of VERBS)
          assert.equal(
            refusalOf(await story.act(verb, id, stranger, {} as never)),
            'not-found',
            `${verb.name} by ${stranger.id}`,
          )
      }
      const wrongPart: [Actor, AnyAct[]][] = [
        [amelie, [...verbsOf('agent'), ...verbsOf('robot')]],
        [story.agent('lucie-gagnon'), [...verbsOf('applicant'), ...verbsOf('robot')]],
        [robot('assess'), [...verbsOf('applicant'), ...verbsOf('agent')]],
      ]
      for (const [actor, verbs] of wrongPart)
        for (const verb of verbs)
          assert.equal(refusalOf(await story.act(verb, id, actor, {} as never)), 'not-found', verb.name)
      assert.deepEqual(await story.dossiers.history(id), before)
    }
  })

  it('keeps an agent without the stage’s role from every act but reading', async () => {
    const amelie = story.person('amelie-tremblay')
    const { id } = await story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
    const filed = await story.dossier(id)
    const atReview: Dossier = { ...filed, stage: 'review' }
    const here = { ...hereOf(story.agent('nadia-belkacem')), now: story.now() }
    for (const verb of verbsOf('agent').filter(({ name }) => name !== 'dossier.read'))
      assert.equal(whyNot(verb, atReview, here)?.refusal, 'role-needed', verb.name)
    const reading = attempt(dossiers.read, atReview, { purpose: 'information' }, here)
    assert.equal(reading.ok, true)
  })

  it('counts somebody with another part in the dossier for nobody, until their part has its acts', async () => {
    const { dossier } = await story.openAs(story.person('amelie-tremblay'), 'allocation-famille')
    const shared = { ...dossier, parties: [...dossier.parties, { role: 'mediator', person: 'karim-haddad' }] }
    const here = { ...hereOf(story.person('karim-haddad')), now: story.now() }
    for (const verb of VERBS) assert.equal(whyNot(verb, shared, here)?.refusal, 'not-found', verb.name)
  })
})
