import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Agent, Person } from '#parties'
import {
  CERTIFICATE_ANSWERS,
  detailsOf,
  MONDAY,
  openStory,
  refusalOf,
  type Story,
  valueOf,
} from '../../../tests/support/story.ts'
import { announceIntention } from './announce-intention.ts'
import { askReview } from './ask-review.ts'
import { assign, release, take } from './assign.ts'
import { complete } from './complete.ts'
import { decide } from './decide.ts'
import { lastDecision } from './dossier.ts'
import { observe } from './observe.ts'
import { requestCompletion } from './request-completion.ts'

let story: Story
let amelie: Person
let mathieu: Agent
before(async () => {
  story = await openStory({ services: ['certificat-naissance'] })
  amelie = story.person('amelie-tremblay')
  mathieu = story.agent('mathieu-lefebvre')
})
after(() => story.close())
beforeEach(() => story.setDay(MONDAY))

/** Filed on Monday 23 November; the answer is due on 14 December, the 13th being a Sunday. */
const filed = async () => {
  const identityEvidence = [await story.photo('piece')]
  return (await story.filed(amelie, 'certificat-naissance', { ...CERTIFICATE_ANSWERS, identityEvidence })).id
}

const taken = async () => {
  const id = await filed()
  await story.takenBy(mathieu, id)
  return id
}

const REFUSE = { outcome: 'refuse', reason: 'La pièce d’identité est illisible.' }
const ISSUE = { outcome: 'issue', reason: 'Vous êtes nommée à l’acte.' }

describe('handling a birth certificate', () => {
  it('waits for an agent of the role, with its due day, and is taken by one at a time', async () => {
    const id = await filed()
    const dossier = await story.dossier(id)
    assert.deepEqual([dossier.stage, dossier.dueOn, dossier.assignee], ['filed', '2026-12-14', null])
    assert.equal(refusalOf(await story.act(decide, id, mathieu, ISSUE)), 'not-assigned')
    const ines = story.agent('ines-carvalho')
    const both = await Promise.all([mathieu, ines].map((agent) => story.act(take, id, agent, {})))
    assert.deepEqual(both.map(({ ok }) => ok).toSorted(), [false, true])
    const [winner, loser] = both[0]!.ok ? [mathieu, ines] : [ines, mathieu]
    assert.equal(refusalOf(await story.act(take, id, winner, {})), 'already-yours')
    assert.equal(refusalOf(await story.act(decide, id, loser, ISSUE)), 'assigned-to-another')
    assert.deepEqual(await story.said(id, 'dossier.assigned'), { agent: winner.id })
  })

  it('is given to a colleague of the role, and back to everybody', async () => {
    const id = await taken()
    const ines = story.agent('ines-carvalho')
    valueOf(await story.act(assign, id, mathieu, { to: ines }))
    assert.equal((await story.dossier(id)).assignee, ines.id)
    const lucie = story.agent('lucie-gagnon')
    for (const to of [lucie, null])
      assert.equal(refusalOf(await story.act(assign, id, mathieu, { to })), 'agent-unknown')
    valueOf(await story.act(release, id, ines, {}))
    assert.deepEqual(await story.said(id, 'dossier.assigned'), { agent: null })
    assert.equal(refusalOf(await story.act(release, id, ines, {})), 'not-assigned')
  })

  it('is issued with a reason, in one event', async () => {
    const id = await taken()
    assert.equal(refusalOf(await story.act(decide, id, mathieu, { ...ISSUE, reason: '' })), 'reason-missing')
    const unknown = await story.act(decide, id, mathieu, { ...ISSUE, outcome: 'constructor' })
    assert.equal(refusalOf(unknown), 'outcome-unknown')
    const { dossier } = valueOf(await story.act(decide, id, mathieu, ISSUE))
    assert.deepEqual(
      [dossier.status, lastDecision(dossier)!.favourable, dossier.dueOn],
      ['decided', true, null],
    )
    assert.deepEqual((await story.said(id, 'dossier.decided'))!['decision'], 'issued')
    assert.equal(refusalOf(await story.act(decide, id, mathieu, ISSUE)), 'already-decided')
  })
})

describe('asking the person to complete', () => {
  const request = { message: 'La photo est floue.', needs: ['identityEvidence'] }

  it('suspends the delay, and moves the due day by the days the person took', async () => {
    const id = await taken()
    const asked = valueOf(await story.act(requestCompletion, id, mathieu, request)).dossier
    assert.deepEqual([asked.status, asked.awaited!.until], ['awaiting-person', '2026-12-23'])
    assert.deepEqual(await story.said(id, 'completion.requested'), {
      needs: ['identityEvidence'],
      until: '2026-12-23',
    })
    assert.equal(refusalOf(await story.act(decide, id, mathieu, ISSUE)), 'person-awaited')

    story.setDay('2026-11-30')
    const photo = await story.photo('nette')
    const values = { identityEvidence: [photo] }
    const { dossier } = valueOf(await story.act(complete, id, amelie, { values, message: 'La voici.' }))
    assert.deepEqual([dossier.status, dossier.awaited, dossier.dueOn], ['in-progress', null, '2026-12-21'])
    assert.deepEqual(dossier.filing!.values['identityEvidence'], [photo])
    assert.equal(dossier.observations.at(-1)!.text, 'La voici.')
    assert.deepEqual(await story.said(id, 'dossier.completed'), {
      needs: ['identityEvidence'],
      dueOn: '2026-12-21',
    })
    valueOf(await story.act(decide, id, mathieu, ISSUE))
  })

  it('takes only what was asked for, checked in full, with files that are stored', async () => {
    const id = await taken()
    valueOf(await story.act(requestCompletion, id, mathieu, request))
    const give = (values: Record<string, unknown>, message = '') =>
      story.act(complete, id, amelie, { values, message })
    assert.equal(refusalOf(await give({ speed: 'accelerated' })), 'not-asked')
    assert.equal(refusalOf(await give({ identityEvidence: [] })), 'answers-faulty')
    assert.equal(refusalOf(await give({ identityEvidence: null })), 'answers-faulty')
    assert.equal(refusalOf(await give({})), 'reason-missing')
    const lost = { ...(await story.photo('perdue')), digest: 'cd'.repeat(32) }
    assert.equal(refusalOf(await give({ identityEvidence: [lost] })), 'evidence-not-stored')
    const { status, filing } = await story.dossier(id)
    assert.equal(status, 'awaiting-person')
    assert.equal((filing!.values['identityEvidence'] as { id: string }[])[0]!.id, 'piece')
    assert.equal(await story.said(id, 'dossier.completed'), undefined)
    valueOf(await give({}, 'C’est la seule pièce que j’ai.'))
  })

  it('is refused for a need that is not asked of this dossier, and without words', async () => {
    const id = await taken()
    const ask = (over: object) => story.act(requestCompletion, id, mathieu, { ...request, ...over })
    for (const needs of [['interestEvidence'], ['birthDate'], ['nothing']])
      assert.equal(refusalOf(await ask({ needs })), 'need-unknown')
    assert.equal(refusalOf(await ask({ message: '' })), 'reason-missing')
    valueOf(await ask({ needs: [] }))
    assert.equal(refusalOf(await ask({})), 'person-awaited')
  })

  it('lets the agent go on the day after the person’s delay, to refuse too, and gives nobody more days', async () => {
    const id = await taken()
    valueOf(await story.act(requestCompletion, id, mathieu, request))
    story.setDay('2026-12-23')
    assert.equal(refusalOf(await story.act(announceIntention, id, mathieu, REFUSE)), 'person-awaited')
    story.setDay('2027-01-11')
    const { dossier } = valueOf(await story.act(announceIntention, id, mathieu, REFUSE))
    assert.deepEqual([dossier.dueOn, dossier.awaited!.for], ['2027-01-13', 'observations'])
  })
})

describe('refusing', () => {
  it('is announced first, with its reason: it cannot be decided at once', async () => {
    const id = await taken()
    assert.equal(refusalOf(await story.act(decide, id, mathieu, REFUSE)), 'intention-needed')
    assert.equal(refusalOf(await story.act(announceIntention, id, mathieu, ISSUE)), 'favourable-needs-none')
    const { dossier } = valueOf(await story.act(announceIntention, id, mathieu, REFUSE))
    assert.deepEqual(
      [dossier.status, dossier.intention!.decision, dossier.intention!.until],
      ['awaiting-person', 'refusal', '2026-12-08'],
    )
    assert.deepEqual(await story.said(id, 'intention.announced'), {
      decision: 'refusal',
      until: '2026-12-08',
    })
    const early = await story.act(decide, id, mathieu, REFUSE)
    assert.equal(refusalOf(early), 'observations-awaited')
    assert.deepEqual(detailsOf(early), { until: '2026-12-08' })
  })

  it('is decided after the person’s observations, which the agent has read', async () => {
    const id = await taken()
    valueOf(await story.act(announceIntention, id, mathieu, REFUSE))
    assert.equal(refusalOf(await story.act(observe, id, amelie, { text: '' })), 'reason-missing')
    story.setDay('2026-11-25')
    const text = 'La pièce est lisible sur mon écran.'
    const { dossier } = valueOf(await story.act(observe, id, amelie, { text }))
    assert.deepEqual([dossier.observations[0]!.text, dossier.dueOn], [text, '2026-12-16'])
    assert.deepEqual(await story.said(id, 'observations.received'), {})
    assert.equal(refusalOf(await story.act(announceIntention, id, mathieu, REFUSE)), 'intention-announced')
    valueOf(await story.act(decide, id, mathieu, REFUSE))
    const decision = lastDecision(await story.dossier(id))!
    assert.deepEqual([decision.favourable, decision.reason], [false, REFUSE.reason])
    assert.equal((await story.said(id, 'dossier.decided'))!['favourable'], false)
  })

  it('is decided when the person let the delay pass, and not on its last day', async () => {
    const id = await taken()
    valueOf(await story.act(announceIntention, id, mathieu, REFUSE))
    story.setDay('2026-12-08')
    assert.equal(refusalOf(await story.act(decide, id, mathieu, REFUSE)), 'observations-awaited')
    story.setDay('2026-12-09')
    valueOf(await story.act(decide, id, mathieu, REFUSE))
    assert.equal((await story.dossier(id)).status, 'decided')
  })

  it('can still become a certificate when the observations convince', async () => {
    const id = await taken()
    valueOf(await story.act(announceIntention, id, mathieu, REFUSE))
    valueOf(await story.act(observe, id, amelie, { text: 'Voici pourquoi.' }))
    const { dossier } = valueOf(await story.act(decide, id, mathieu, ISSUE))
    assert.deepEqual([lastDecision(dossier)!.favourable, dossier.intention], [true, null])
  })

  const refusedOne = async () => {
    const id = await taken()
    valueOf(await story.act(announceIntention, id, mathieu, REFUSE))
    valueOf(await story.act(observe, id, amelie, { text: 'Voici.' }))
    valueOf(await story.act(decide, id, mathieu, REFUSE))
    return id
  }

  it('is looked at again within its delay, by whoever takes it', async () => {
    const id = await refusedOne()
    assert.equal(lastDecision(await story.dossier(id))!.reviewUntil, '2026-12-23')
    story.setDay('2026-12-23')
    const { dossier } = valueOf(await story.act(askReview, id, amelie, { reason: 'Relisez la pièce.' }))
    assert.deepEqual([dossier.stage, dossier.assignee, dossier.status], ['filed', null, 'in-progress'])
    assert.deepEqual(await story.said(id, 'review.requested'), { automated: false })
    assert.equal(refusalOf(await story.act(askReview, id, amelie, { reason: 'Encore.' })), 'review-asked')
    await story.takenBy(story.agent('ines-carvalho'), id)
    valueOf(await story.act(decide, id, story.agent('ines-carvalho'), ISSUE))
    assert.deepEqual(
      (await story.dossier(id)).decisions.map(({ favourable }) => favourable),
      [false, true],
    )
  })

  it('is final the day after that delay', async () => {
    const id = await refusedOne()
    story.setDay('2026-12-24')
    const late = await story.act(askReview, id, amelie, { reason: 'Trop tard ?' })
    assert.equal(refusalOf(late), 'review-too-late')
    assert.deepEqual(detailsOf(late), { until: '2026-12-23' })
  })
})
