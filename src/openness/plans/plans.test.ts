import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { storeEvidence } from '#documents'
import { newId } from '#kernel'
import { eventsOf } from '#ledger'
import { type Agent, loadOrganisations, type Organisations } from '#parties'
import { both, frame, measure } from '../../../tests/plans/writing.ts'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { detailsOf, PIXEL, refusalOf, valueOf } from '../../../tests/support/story.ts'
import { approve, sendBack, submit, takeBack } from './approve.ts'
import { discardDraft, markOf } from './discard.ts'
import { beginDraft, editFrame, setRemoved, writeMeasure, writeOwnTarget } from './draft.ts'
import { createPlans, type Plans } from './plans.ts'
import { addEvidence, tellState, tellValue, withdrawEvidence } from './progress.ts'
import { evidenceOf, inForceOn, isReached, standingOn, stateOf, valuesOf } from './standing.ts'

/* One story, though long: the town's plan from its first draft to the day after its last, each part from the one before. */

let fresh: FreshDatabase
let organisations: Organisations
let plans: Plans
let other: Plans
let instant = new Date('2026-11-23T15:00:00.000Z')
let committed = 0
before(async () => {
  fresh = await freshDatabase({ connections: 8 })
  const loaded = await loadOrganisations(join(import.meta.dirname, '../../../organisations'))
  assert.ok(loaded.ok)
  organisations = loaded.value
  const tools = { db: fresh.db, clock: () => instant, organisations, committed: () => void committed++ }
  plans = createPlans(tools)
  // Another process on the same database.
  other = createPlans(tools)
})
after(async () => {
  await Promise.all([plans.stop(), other.stop()])
  await fresh.drop()
})

const agent = (id: string): Agent => {
  for (const { id: organisation, agents } of organisations.organisations.values()) {
    const found = agents.find((one) => one.id === id)
    if (found) return { kind: 'agent', agent: id, ...found, id: `agent:${id}`, organisation }
  }
  throw new Error(`nobody is ${id}`)
}
const sofia = () => agent('sofia-marchetti')
const gilles = () => agent('gilles-thibault')
const lise = () => agent('lise-arsenault')
const town = async () => (await plans.of('ville-des-ormes'))!
const kindsOf = async () => (await eventsOf(fresh.db, (await town()).id)).map(({ kind }) => kind)

const counter = measure('Ouvrir le comptoir en ligne')
const signature = measure('Signer à distance', {
  after: [counter.id],
  start: '2027-01-01',
  end: '2027-12-31',
})

describe('writing the draft of a plan', () => {
  it('is for the planner of the organisation, once a draft is open', async () => {
    assert.equal(refusalOf(await plans.perform(sofia(), writeMeasure, counter)), 'no-draft')
    assert.equal(refusalOf(await plans.perform(gilles(), beginDraft, frame())), 'planner-needed')
    valueOf(await plans.perform(sofia(), beginDraft, frame()))
    assert.equal(refusalOf(await plans.perform(sofia(), beginDraft, frame())), 'draft-open')
    assert.equal((await plans.of('regie-des-familles'))!.draft, null)
    assert.equal(await plans.of('nulle-part'), null)
    assert.equal(
      refusalOf(await plans.perform({ ...sofia(), organisation: 'nulle-part' }, submit, {})),
      'not-found',
    )
  })

  it('keeps each measure once, however often its form is sent, from however many processes', async () => {
    const twice = await Promise.all([
      plans.perform(sofia(), writeMeasure, counter),
      other.perform(sofia(), writeMeasure, counter),
    ])
    for (const one of twice) valueOf(one)
    valueOf(await plans.perform(sofia(), writeMeasure, signature))
    assert.deepEqual(
      (await town()).draft!.measures.map(({ title }) => title.fr),
      ['Ouvrir le comptoir en ligne', 'Signer à distance'],
    )
  })

  it('does not write over what somebody else changed: it says what it is now', async () => {
    const [mine, theirs] = ['Comptoir virtuel', 'Guichet en ligne'].map((title) => ({
      ...counter,
      revision: 1,
      title: both(title),
    }))
    valueOf(await plans.perform(sofia(), writeMeasure, theirs!))
    const done = await plans.perform(sofia(), writeMeasure, mine!)
    assert.equal(refusalOf(done), 'part-changed')
    assert.equal((detailsOf(done)['theirs'] as typeof counter).title.fr, 'Guichet en ligne')
    valueOf(await plans.perform(sofia(), writeMeasure, { ...counter, revision: 2 }))
    const before = (await town()).draft!.revision
    valueOf(await plans.perform(sofia(), editFrame, { ...frame({ title: both('Plan') }), revision: before }))
    const late = { ...frame({ title: both('Autre') }), revision: before }
    assert.equal(refusalOf(await plans.perform(sofia(), editFrame, late)), 'part-changed')
    valueOf(await plans.perform(sofia(), editFrame, { ...frame(), revision: before + 1 }))
  })

  it('refuses a circle of measures, and names those in between', async () => {
    const done = await plans.perform(sofia(), writeMeasure, {
      ...counter,
      revision: 3,
      after: [signature.id],
    })
    assert.equal(refusalOf(done), 'dependency-cycle')
    assert.deepEqual(detailsOf(done)['through'], ['Ouvrir le comptoir en ligne', 'Signer à distance'])
    const itself = { ...counter, revision: 3, after: [counter.id] }
    assert.equal(refusalOf(await plans.perform(sofia(), writeMeasure, itself)), 'choice-unknown')
  })

  it('refuses what cannot be read, and says which field', async () => {
    const cases: [Partial<typeof counter>, string, unknown][] = [
      [{ title: both(' \u0000 ') }, 'text-missing', 'title'],
      [{ title: both('x'.repeat(161)) }, 'text-too-long', 'title'],
      [{ description: both('Oui', 'x'.repeat(2_001)) }, 'text-too-long', 'descriptionEn'],
      [{ start: '2026-02-30' }, 'day-malformed', 'start'],
      [{ end: '2026-05-31' }, 'days-inverted', 'end'],
      [{ budget: 'beaucoup' }, 'choice-unknown', 'budget'],
      [{ serves: [11] }, 'choice-unknown', 'serves'],
      [{ after: [newId()] }, 'choice-unknown', 'after'],
      [{ id: 'x' }, 'key-malformed', undefined],
    ]
    for (const [over, refusal, field] of cases) {
      const done = await plans.perform(sofia(), writeMeasure, { ...counter, revision: 3, ...over })
      assert.deepEqual([refusalOf(done), detailsOf(done)['field']], [refusal, field])
    }
  })

  it('takes a measure out and takes it back; what depended on it waits for nothing meanwhile', async () => {
    const set = (removed: boolean) => plans.perform(sofia(), setRemoved, { id: counter.id, removed })
    valueOf(await set(true))
    valueOf(await set(true))
    const revision = (await town()).draft!.measures[0]!.revision
    assert.equal(
      refusalOf(await plans.perform(sofia(), writeMeasure, { ...counter, title: both('X'), revision })),
      'part-removed',
    )
    const alone = (await town()).draft!
    assert.deepEqual(
      alone.measures.map(({ removed, after: waits }) => [removed, waits]),
      [
        [true, []],
        [false, [counter.id]],
      ],
    )
    valueOf(await set(false))
    assert.equal((await town()).draft!.measures[0]!.removed, false)
  })
})

describe('approving a plan', () => {
  const approving = (by: Agent, digest: string) => plans.perform(by, approve, { digest })
  const submitted = async () => valueOf(await plans.perform(sofia(), submit, {})).plan.proposal!.digest

  it('takes two different persons of direction, neither of whom submits', async () => {
    const digest = await submitted()
    const planning = { ...sofia(), roles: ['planification', 'direction'] }
    assert.equal(refusalOf(await approving(sofia(), digest)), 'direction-needed')
    assert.equal(refusalOf(await approving(planning, digest)), 'own-proposal')
    assert.equal(refusalOf(await approving(agent('pierre-gendron'), digest)), 'not-submitted')
    const twice = await Promise.all([approving(gilles(), digest), approving(gilles(), digest)])
    assert.deepEqual(twice.map(({ ok }) => ok).toSorted(), [false, true])
    assert.equal((await town()).versions.length, 0)
  })

  it('is cancelled by any change of the draft, and by no form that changes nothing', async () => {
    const { draft } = await town()
    valueOf(await plans.perform(sofia(), editFrame, { ...frame(), revision: draft!.revision }))
    assert.equal((await town()).proposal!.approvals.length, 1)
    const revision = draft!.measures[0]!.revision
    valueOf(
      await plans.perform(sofia(), writeMeasure, { ...counter, revision, title: both('Guichet en ligne') }),
    )
    assert.equal((await town()).proposal, null)
    assert.deepEqual((await kindsOf()).slice(-3), ['plan.submitted', 'plan.approved', 'plan.withdrawn'])
    const again = await submitted()
    const { draft: now } = await town()
    const stale = again.replace(/^./, again.startsWith('0') ? '1' : '0')
    assert.equal(refusalOf(await approving(gilles(), stale)), 'content-changed')
    assert.equal(now!.measures[0]!.title.fr, 'Guichet en ligne')
  })

  it('can be sent back with a reason, or taken back', async () => {
    assert.equal(refusalOf(await plans.perform(lise(), sendBack, { reason: ' ' })), 'reason-missing')
    valueOf(await plans.perform(lise(), sendBack, { reason: 'Le budget manque.' }))
    assert.equal((await town()).sentBack!.reason, 'Le budget manque.')
    assert.equal(refusalOf(await plans.perform(sofia(), takeBack, {})), 'not-submitted')
    await submitted()
    valueOf(await plans.perform(sofia(), takeBack, {}))
    assert.equal((await town()).proposal, null)
  })

  it('makes a version that nothing changes any more, in force from that day', async () => {
    const digest = await submitted()
    valueOf(await approving(gilles(), digest))
    valueOf(await approving(lise(), digest))
    const plan = await town()
    assert.equal(plan.draft, null)
    const [version] = plan.versions
    assert.deepEqual([version!.number, version!.digest, version!.inForceFrom], [1, digest, '2026-11-23'])
    assert.deepEqual(
      version!.approvals.map(({ by }) => by),
      ['agent:gilles-thibault', 'agent:lise-arsenault'],
    )
    const last = (await eventsOf(fresh.db, plan.id)).slice(-3)
    assert.deepEqual(
      last.map(({ kind }) => kind),
      ['plan.approved', 'plan.adopted', 'plan.changed'],
    )
    assert.deepEqual(last.at(-1)!.measure, {
      organisation: 'ville-des-ormes',
      inForce: true,
      measuresWithEvidence: 0,
      revision: 1,
    })
    assert.equal(inForceOn(plan, '2026-11-22'), null)
    assert.equal(inForceOn(plan, '2028-03-31')?.number, 1)
    assert.equal(inForceOn(plan, '2028-04-01'), null)
    assert.ok(committed > 0)
  })
})

describe('telling how a plan goes', () => {
  const tell = (state: string, reason = '', key = newId()) =>
    plans.perform(sofia(), tellState, { key, measure: counter.id, state, reason })
  const evidence = (over: object = {}) =>
    plans.perform(sofia(), addEvidence, {
      key: newId(),
      measure: counter.id,
      day: '2026-11-20',
      says: 'Le guichet répond.',
      href: 'https://ville-des-ormes.example/guichet',
      file: null,
      ...over,
    })

  it('needs no new approval, and counts a measure in operation with its evidence, once', async () => {
    valueOf(await tell('under-way'))
    valueOf(await evidence())
    assert.deepEqual(standingOn(await town(), '2026-11-23'), { inForce: true, evidence: 0 })
    const key = newId()
    valueOf(await tell('in-operation', '', key))
    valueOf(await tell('in-operation', '', key))
    assert.equal(refusalOf(await tell('in-operation')), 'same-state')
    const plan = await town()
    assert.deepEqual([plan.told, plan.versions.length], [{ inForce: true, evidence: 1, revision: 2 }, 1])
    const last = (await eventsOf(fresh.db, plan.id)).at(-1)!
    assert.deepEqual([last.kind, last.measure?.['measuresWithEvidence']], ['plan.changed', 1])
  })

  it('drops a measure with a reason and takes it up again; its evidence counts only while it operates', async () => {
    assert.equal(refusalOf(await tell('dropped')), 'reason-missing')
    valueOf(await tell('dropped', 'Le fournisseur a fermé.'))
    assert.deepEqual((await town()).told, { inForce: true, evidence: 0, revision: 3 })
    valueOf(await tell('in-operation'))
    assert.deepEqual((await town()).told, { inForce: true, evidence: 1, revision: 4 })
  })

  it('takes a file that is kept, and refuses one that is not, a future day, or an address that is none', async () => {
    const stored = valueOf(await storeEvidence(fresh.db, PIXEL, instant))
    const file = { ...stored, name: 'capture.png' }
    valueOf(await evidence({ href: '', file }))
    assert.equal(
      refusalOf(await evidence({ href: '', file: { ...file, digest: 'ab'.repeat(32) } })),
      'evidence-not-stored',
    )
    for (const [over, refusal] of [
      [{ href: '' }, 'proof-missing'],
      [{ file }, 'proof-missing'],
      [{ href: 'javascript:alert(1)' }, 'link-malformed'],
      [{ href: 'https://un:deux@ville.example/' }, 'link-malformed'],
      [{ href: 'https://ville' }, 'link-malformed'],
      [{ day: '2026-11-24' }, 'day-ahead'],
      [{ day: '' }, 'day-malformed'],
      [{ says: '' }, 'text-missing'],
      [{ measure: newId() }, 'measure-unknown'],
      [{ key: 'x' }, 'key-malformed'],
    ] as const)
      assert.equal(refusalOf(await evidence(over)), refusal, JSON.stringify(over))
    assert.equal(evidenceOf(await town(), counter.id).length, 2)
  })

  it('withdraws evidence with a reason: without any, the measure counts no more', async () => {
    for (const { id } of evidenceOf(await town(), counter.id)) {
      const withdrawn = { key: newId(), measure: counter.id, evidence: id, reason: 'Mauvaise page.' }
      valueOf(await plans.perform(sofia(), withdrawEvidence, withdrawn))
    }
    const plan = await town()
    assert.deepEqual([plan.told.evidence, stateOf(plan, counter.id)], [0, 'in-operation'])
    valueOf(await evidence())
    assert.equal((await town()).told.evidence, 1)
  })
})

describe('targets of one’s own', () => {
  const target = {
    id: newId(),
    revision: 0,
    wording: both('Plus de 7 % des demandes traitées en un jour'),
    unit: both('demandes'),
    rule: 'over',
    share: 0.07,
    period: 'month',
  }

  it('are approved with the plan, in the form of the barometer’s', async () => {
    valueOf(await plans.perform(sofia(), beginDraft, frame()))
    assert.equal(refusalOf(await plans.perform(sofia(), submit, {})), 'nothing-changed')
    for (const share of [1, 1.01, -0.1, Number.NaN])
      assert.equal(
        refusalOf(await plans.perform(sofia(), writeOwnTarget, { ...target, share })),
        'share-malformed',
      )
    valueOf(await plans.perform(sofia(), writeOwnTarget, target))
    const { digest } = valueOf(await plans.perform(sofia(), submit, {})).plan.proposal!
    for (const by of [gilles(), lise()]) valueOf(await plans.perform(by, approve, { digest }))
    const plan = await town()
    assert.deepEqual([plan.versions.length, plan.versions[1]!.targets.length], [2, 1])
    assert.equal(stateOf(plan, counter.id), 'in-operation', 'progress goes on from version to version')
  })

  it('have values that are declared, and corrected by telling the same day again', async () => {
    const value = (over: object) =>
      plans.perform(sofia(), tellValue, {
        key: newId(),
        target: target.id,
        day: '2026-10-31',
        numerator: 7,
        denominator: 100,
        ...over,
      })
    valueOf(await value({}))
    valueOf(await value({ numerator: 8 }))
    assert.deepEqual(
      valuesOf(await town(), target.id).map(({ day, numerator }) => [day, numerator]),
      [['2026-10-31', 8]],
    )
    for (const over of [{ denominator: 0 }, { numerator: 101 }, { numerator: 1.5 }, { numerator: -1 }])
      assert.equal(refusalOf(await value(over)), 'count-malformed')
    assert.equal(refusalOf(await value({ target: newId() })), 'target-unknown')
  })

  it('are reached over, or at least: 7 of 100 is not over 7 %, 8 is; it is at least 7 %', () => {
    const [seven, eight] = [7, 8].map((numerator) => ({ numerator, denominator: 100 }))
    assert.deepEqual(
      [seven!, eight!].map((value) => isReached({ rule: 'over', share: 0.07 }, value)),
      [false, true],
    )
    assert.equal(isReached({ rule: 'at-least', share: 0.07 }, seven!), true)
  })
})

describe('discarding the draft of a plan', () => {
  const discard = (mark: number, by = sofia(), through = plans) => through.perform(by, discardDraft, { mark })
  const mark = async () => markOf((await town()).draft!)
  const begun = async (over = {}) => valueOf(await plans.perform(sofia(), beginDraft, frame(over))).plan
  const discarded = async () =>
    (await eventsOf(fresh.db, (await town()).id)).filter(({ kind }) => kind === 'plan.discarded')

  it('brings back the version in force as it was, evidence included, and moves no target', async () => {
    const before = await town()
    await begun({ title: both('Un autre plan') })
    valueOf(await plans.perform(sofia(), writeMeasure, measure('Prendre rendez-vous')))
    valueOf(await plans.perform(sofia(), setRemoved, { id: counter.id, removed: true }))
    assert.equal(refusalOf(await discard(await mark(), gilles())), 'planner-needed')
    valueOf(await discard(await mark()))
    const after = await town()
    assert.deepEqual(
      [after.draft, after.versions, after.progress, after.told, evidenceOf(after, counter.id).length],
      [null, before.versions, before.progress, before.told, 1],
    )
    const [event, ...more] = await discarded()
    assert.deepEqual(more, [])
    assert.deepEqual(
      [event!.body, event!.measure ?? null, event!.actor],
      // The title, the measure added, the one taken out, and the one that waited for it.
      [{ organisation: 'ville-des-ormes', version: 2, differences: 4 }, null, sofia().id],
    )
    assert.deepEqual(
      (await begun()).draft!.measures.map(({ id, removed }) => [id, removed]),
      [
        [counter.id, false],
        [signature.id, false],
      ],
      'another one begins from the version, not from what was discarded',
    )
  })

  it('is refused to whoever read something else: a measure written meanwhile is not lost unread', async () => {
    const read = await mark()
    valueOf(await other.perform(sofia(), writeMeasure, measure('Payer en ligne')))
    assert.equal(refusalOf(await discard(read)), 'draft-changed')
    assert.equal((await town()).draft!.measures.at(-1)!.title.fr, 'Payer en ligne')
  })

  it('is refused while the draft is presented, until it is taken back', async () => {
    const read = await mark()
    valueOf(await plans.perform(sofia(), submit, {}))
    assert.equal(refusalOf(await discard(read)), 'draft-submitted')
    valueOf(await plans.perform(sofia(), takeBack, {}))
    assert.notEqual((await town()).draft, null)
  })

  it('is done once, from two processes or pressed again, and spares the draft that is begun after', async () => {
    const read = await mark()
    const told = (await discarded()).length
    for (const one of await Promise.all([discard(read), discard(read, sofia(), other)])) valueOf(one)
    assert.equal((await discarded()).length, told + 1)
    assert.equal(refusalOf(await discard(read - 1)), 'no-draft')
    await begun()
    valueOf(await discard(read))
    assert.notEqual((await town()).draft, null, 'the press was of the draft before')
    assert.equal((await discarded()).length, told + 1)
    valueOf(await discard(await mark()))
  })

  it('is not what happens to a draft that was approved meanwhile, nor to the one begun after it', async () => {
    await begun({ title: both('Approuvé') })
    const read = await mark()
    const { digest } = valueOf(await plans.perform(sofia(), submit, {})).plan.proposal!
    for (const by of [gilles(), lise()]) valueOf(await plans.perform(by, approve, { digest }))
    assert.equal(refusalOf(await discard(read)), 'no-draft')
    await begun({ title: both('Le suivant') })
    assert.equal(refusalOf(await discard(read)), 'draft-changed')
    valueOf(await discard(await mark()))
  })

  it('leaves an organisation that has no version with no plan', async () => {
    const thomas = agent('thomas-bergeron')
    const board = async () => (await plans.of('regie-des-familles'))!
    valueOf(await plans.perform(thomas, beginDraft, frame()))
    valueOf(await discard(markOf((await board()).draft!), thomas))
    const { draft, versions } = await board()
    assert.deepEqual([draft, versions], [null, []])
    const [event] = await eventsOf(fresh.db, (await board()).id)
    assert.deepEqual([event!.kind, event!.body['version']], ['plan.discarded', null])
    valueOf(await plans.perform(thomas, beginDraft, frame()))
    valueOf(await discard(markOf((await board()).draft!), thomas))
  })
})

describe('what a plan has to have done', () => {
  it('is what ends soon or is late, what is awaited, and a plan that ends', async () => {
    const due = async (today: string) =>
      (await plans.due('ville-des-ormes', today)).map(({ is, day }) => `${is} ${day}`)
    assert.deepEqual(await due('2026-11-23'), ['value-awaited 2026-12-30'])
    assert.deepEqual(await due('2027-01-15'), ['value-awaited 2026-12-30', 'measure-not-begun 2027-01-01'])
    assert.ok((await due('2028-02-01')).includes('plan-ends 2028-03-31'))
    assert.deepEqual(await due('2028-04-02'), ['plan-missing 2028-03-31'])
    assert.deepEqual(
      (await plans.due('regie-des-familles', '2026-11-23')).map(({ is }) => is),
      ['plan-missing'],
    )
    assert.deepEqual([...(await plans.reported('2026-11-23'))], [['ville-des-ormes', '2026-11-23']])
  })

  it('names an approval that is awaited, two weeks after it was asked', async () => {
    valueOf(await plans.perform(sofia(), beginDraft, frame({ until: '2028-12-31' })))
    valueOf(await plans.perform(sofia(), submit, {}))
    const [awaited] = await plans.due('ville-des-ormes', '2026-11-23')
    assert.deepEqual([awaited!.is, awaited!.day], ['approval-awaited', '2026-12-07'])
    valueOf(await plans.perform(sofia(), takeBack, {}))
  })
})

describe('a plan whose last day is past', () => {
  it('is said to be no longer in force, once, by whichever process comes first', async () => {
    instant = new Date('2028-04-01T05:00:00.000Z')
    await Promise.all([plans.tellDays(), other.tellDays(), plans.tellDays()])
    const plan = await town()
    const told = (await eventsOf(fresh.db, plan.id)).filter(({ kind }) => kind === 'plan.changed')
    assert.deepEqual(plan.told, { inForce: false, evidence: 1, revision: told.length })
    assert.deepEqual([told.at(-1)!.actor, told.at(-1)!.measure?.['inForce']], ['robot:plans', false])
    const late = { key: newId(), measure: counter.id, state: 'done', reason: '' }
    assert.equal(refusalOf(await plans.perform(sofia(), tellState, late)), 'no-plan-in-force')
    const events = await kindsOf()
    await plans.tellDays()
    assert.deepEqual(await kindsOf(), events)
  })
})
