import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from '#kernel'
import type { Agent, Person } from '#parties'
import { setState } from '#registries'
import { AMELIES_ANSWERS, openStory, refusalOf, type Story, valueOf } from '../../../tests/support/story.ts'
import { askReview } from './ask-review.ts'
import { complete } from './complete.ts'
import { contest } from './contest.ts'
import { decide } from './decide.ts'
import { lastDecision } from './dossier.ts'
import { remainderOf } from './remainder.ts'
import { requestCompletion } from './request-completion.ts'

let story: Story
let amelie: Person
let lucie: Agent
before(async () => {
  story = await openStory({ services: ['allocation-famille'] })
  amelie = story.person('amelie-tremblay')
  lucie = story.agent('lucie-gagnon')
})
after(() => story.close())

/** What happened, without what registries were asked and what was answered. */
const pathOf = async (id: string) =>
  (await story.happened(id)).filter((kind) => kind !== 'fact.consulted').slice(1)

describe('a family allowance that a robot can decide', () => {
  it('is granted with its amounts, says it was automated, and explains its computation', async () => {
    const dossier = await story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
    const decision = lastDecision(dossier)!
    assert.deepEqual(decision.amounts, {
      allowance: 721_300,
      supplies: 25_400,
      handicapped: 0,
      total: 746_700,
    })
    assert.deepEqual(
      [dossier.status, decision.decision, decision.favourable, decision.automated, decision.provisional],
      ['decided', 'grant', true, true, true],
    )
    assert.equal(decision.reviewUntil, '2027-02-22')
    const explained = dossier.assessment!.explanation
    assert.equal(explained.at(-1)!.rule, 'outcome')
    assert.equal(explained.find(({ rule }) => rule === 'total')!.result, 7467)
    assert.deepEqual(await pathOf(dossier.id), [
      'dossier.answered',
      'dossier.filed',
      'dossier.moved',
      'dossier.assessed',
      'dossier.decided',
    ])
    assert.deepEqual(await story.said(dossier.id, 'dossier.decided'), {
      decision: 'grant',
      favourable: true,
      automated: true,
      amounts: decision.amounts,
      provisional: true,
    })
  })

  it('shows the person who was asked about her, why, and what they answered', async () => {
    const { dossier } = await story.openAs(amelie, 'allocation-famille')
    const consulted = (await story.dossiers.history(dossier.id)).filter(
      ({ kind }) => kind === 'fact.consulted',
    )
    assert.deepEqual(
      consulted.map(({ body }) => [body['need'], body['registry'], body['fact'], body['status']]),
      [
        ['birthDate', 'etat-civil', 'birthDate', 'found'],
        ['children', 'etat-civil', 'children', 'found'],
        ['familyIncome', 'revenu', 'familyNetIncome', 'found'],
        ['bankAccount', 'self', 'bankAccount', 'not-held'],
        ['email', 'self', 'email', 'not-held'],
      ],
    )
    for (const { body } of consulted) assert.equal(body['purpose'], 'service:allocation-famille')
  })
})

describe('a family allowance that a robot leaves to a human', () => {
  it('goes to an agent when the income is contested, and the keeper of the income is told', async () => {
    const karim = story.person('karim-haddad')
    const { dossier } = await story.openAs(karim, 'allocation-famille')
    const reason = 'J’ai perdu mon emploi en mars.'
    valueOf(await story.act(contest, dossier.id, karim, { need: 'familyIncome', reason }))
    await story.answerAll(dossier.id, karim, {
      liveInQuebec: true,
      spouse: false,
      familyIncome: 2_150_000,
      payment: 'cheque',
      children: [{ id: 'yasmine', custody: 'shared', handicapped: false }],
    })
    valueOf(await story.fileIt(dossier.id, karim))
    await story.caughtUp()
    const reviewed = await story.dossier(dossier.id)
    assert.deepEqual(
      [reviewed.status, reviewed.stage, reviewed.dueOn],
      ['in-progress', 'review', '2026-12-14'],
    )
    assert.equal(reviewed.filing!.states['familyIncome'], 'contested')
    assert.equal((await story.said(dossier.id, 'dossier.assessed'))!['outcome'], 'doubtful')
    const told = await story.db.query(
      sql`SELECT registry, fact, dossier, reason FROM registry_contest WHERE person = ${karim.person}`,
    )
    assert.deepEqual(told, [{ registry: 'revenu', fact: 'familyNetIncome', dossier: dossier.id, reason }])

    await story.takenBy(lucie, dossier.id)
    const verdict = { outcome: 'accept', reason: 'Le relevé d’emploi le confirme.' }
    const { dossier: decided } = valueOf(await story.act(decide, dossier.id, lucie, verdict))
    const decision = lastDecision(decided)!
    assert.deepEqual(
      [decision.automated, decision.by, decision.reason],
      [false, 'agent:lucie-gagnon', verdict.reason],
    )
    assert.equal(decision.amounts['allowance'], 153_400 + 107_700)
    assert.equal((await story.said(dossier.id, 'dossier.decided'))!['automated'], false)

    const next = await story.openAs(karim, 'allocation-famille')
    const income = remainderOf(next.dossier.pinned, next.dossier).inForce.find(
      ({ need }) => need.id === 'familyIncome',
    )
    assert.deepEqual([income!.how, income!.because], ['asked', 'contested'])
  })

  it('asks an income that nobody holds, and decides on what was typed', async () => {
    const youssef = story.person('youssef-benali')
    const dossier = await story.filed(youssef, 'allocation-famille', {
      liveInQuebec: true,
      spouse: true,
      familyIncome: 1_830_000,
      payment: 'deposit',
      bankAccount: '00123-815-1234567',
      email: 'youssef@exemple.com',
      children: [{ id: 'ilyes', custody: 'full', handicapped: true, exceptionalCare: 'tier2' }],
    })
    assert.equal(dossier.filing!.states['familyIncome'], 'asked-not-held')
    assert.equal(dossier.filing!.states['children.exceptionalCare'], 'asked-not-held')
    assert.deepEqual(lastDecision(dossier)!.amounts, {
      allowance: 306_800,
      supplies: 0,
      handicapped: 289_200 + 969_600,
      total: 306_800 + 289_200 + 969_600,
    })
  })

  it('reuses what was given before, keeps its day, and asks no human because it changed', async () => {
    const youssef = story.person('youssef-benali')
    const given = await story.db.query(
      sql`SELECT fact, given_at FROM self_fact WHERE person = ${youssef.person}`,
    )
    story.setDay('2026-11-25')
    const { dossier } = await story.openAs(youssef, 'allocation-famille')
    valueOf(await story.act(contest, dossier.id, youssef, { need: 'email', reason: '' }))
    await story.answerAll(dossier.id, youssef, {
      liveInQuebec: true,
      spouse: true,
      familyIncome: 1_830_000,
      payment: 'deposit',
      email: 'benali@exemple.com',
      children: [{ id: 'ilyes', custody: 'full', handicapped: false }],
    })
    valueOf(await story.fileIt(dossier.id, youssef))
    await story.caughtUp()
    const filed = await story.dossier(dossier.id)
    assert.deepEqual(
      [filed.filing!.states['bankAccount'], filed.filing!.states['email']],
      ['reused', 'asked-not-held'],
    )
    assert.equal(lastDecision(filed)!.automated, true)
    const kept = await story.db.query<{ fact: string; value: string; given_at: Date }>(
      sql`SELECT fact, value, given_at FROM self_fact WHERE person = ${youssef.person} ORDER BY fact`,
    )
    assert.deepEqual(
      kept.map(({ fact, value, given_at: at }) => [fact, value, at.toISOString().slice(0, 10)]),
      [
        ['bankAccount', '00123-815-1234567', '2026-11-23'],
        ['email', 'benali@exemple.com', '2026-11-25'],
      ],
    )
    assert.equal(given.length, 2)
    story.setDay('2026-11-23')
  })

  it('goes the manual way while the registry of incomes is down: typed, recorded, and seen by a human', async () => {
    await setState(story.db, 'revenu', false, story.now())
    const { dossier } = await story.openAs(amelie, 'allocation-famille')
    await setState(story.db, 'revenu', true, story.now())
    assert.equal(dossier.known['familyIncome']!.status, 'unavailable')
    await story.answerAll(dossier.id, amelie, { ...AMELIES_ANSWERS, familyIncome: 4_125_050 })
    valueOf(await story.fileIt(dossier.id, amelie))
    await story.caughtUp()
    const filed = await story.dossier(dossier.id)
    assert.equal(filed.filing!.states['familyIncome'], 'asked-though-held:unavailable')
    assert.deepEqual(
      [filed.status, filed.stage, filed.assessment!.outcome],
      ['in-progress', 'review', 'doubtful'],
    )
  })

  it('is granted by an agent on what was completed, never on what the robot saw before', async () => {
    await setState(story.db, 'revenu', false, story.now())
    const { dossier } = await story.openAs(amelie, 'allocation-famille')
    await setState(story.db, 'revenu', true, story.now())
    await story.answerAll(dossier.id, amelie, { ...AMELIES_ANSWERS, familyIncome: 4_125_050 })
    valueOf(await story.fileIt(dossier.id, amelie))
    await story.caughtUp()
    await story.takenBy(lucie, dossier.id)
    const request = { message: 'Votre avis de cotisation dit autre chose.', needs: ['familyIncome'] }
    valueOf(await story.act(requestCompletion, dossier.id, lucie, request))
    const values = { familyIncome: 6_000_000 }
    valueOf(await story.act(complete, dossier.id, amelie, { values, message: '' }))
    const verdict = { outcome: 'accept', reason: 'Selon l’avis de cotisation.' }
    const granted = valueOf(await story.act(decide, dossier.id, lucie, verdict)).dossier
    const reduction = Math.round(0.04 * (6_000_000 - 4_430_200))
    assert.equal(lastDecision(granted)!.amounts['allowance'], 721_300 - reduction)
    assert.deepEqual(granted.assessment!.amounts, lastDecision(granted)!.amounts)
  })

  it('asks the registry again when it is back, and then asks the person nothing', async () => {
    await setState(story.db, 'revenu', false, story.now())
    const { dossier } = await story.openAs(amelie, 'allocation-famille')
    await setState(story.db, 'revenu', true, story.now())
    const here = { actor: amelie, channel: 'portal', language: 'fr' } as const
    valueOf(await story.dossiers.consultAgain(dossier, here))
    const known = (await story.dossier(dossier.id)).known['familyIncome']!
    assert.deepEqual([known.status, known.status === 'found' && known.value], ['found', 4_125_050])
    assert.equal((await story.said(dossier.id, 'fact.consulted'))!['status'], 'found')
    const again = await story.dossiers.consultAgain(await story.dossier(dossier.id), here)
    assert.equal(refusalOf(again), 'nothing-awaited')
  })

  it('goes to an agent when the rules cannot conclude, with why', async () => {
    story.setDay('2031-03-03')
    const dossier = await story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
    story.setDay('2026-11-23')
    assert.deepEqual([dossier.stage, dossier.doubt!.code], ['review', 'rules-inconclusive'])
    assert.match(dossier.doubt!.details, /parameter-missing/)
    assert.deepEqual(await story.said(dossier.id, 'dossier.escalated'), { code: 'rules-inconclusive' })
  })
})

describe('asking a human to look at an automated decision again', () => {
  it('brings the dossier to an agent, who decides again; the first decision is not erased', async () => {
    const { id } = await story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
    assert.equal(refusalOf(await story.act(askReview, id, amelie, { reason: ' ' })), 'reason-missing')
    const reason = 'Léa a changé de garde.'
    const { dossier } = valueOf(await story.act(askReview, id, amelie, { reason }))
    assert.deepEqual(
      [dossier.status, dossier.stage, dossier.review!.reason],
      ['in-progress', 'review', reason],
    )
    assert.deepEqual(await story.said(id, 'review.requested'), { automated: true })
    await story.takenBy(lucie, id)
    valueOf(await story.act(decide, id, lucie, { outcome: 'accept', reason: 'Vérifié, rien ne change.' }))
    const decided = await story.dossier(id)
    assert.deepEqual(
      decided.decisions.map(({ automated }) => automated),
      [true, false],
    )
    assert.deepEqual([decided.status, decided.review], ['decided', null])
    assert.deepEqual((await pathOf(id)).slice(-6), [
      'dossier.decided',
      'review.requested',
      'dossier.moved',
      'dossier.read',
      'dossier.assigned',
      'dossier.decided',
    ])
  })

  it('is refused once its delay is over', async () => {
    const { id } = await story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
    story.setDay('2027-02-23')
    const late = await story.act(askReview, id, amelie, { reason: 'Trop tard ?' })
    story.setDay('2026-11-23')
    assert.equal(refusalOf(late), 'review-too-late')
    assert.equal(await story.said(id, 'review.requested'), undefined)
  })
})
