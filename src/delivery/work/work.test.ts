import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import {
  announceIntention,
  assess,
  askReview,
  decide,
  type Dossiers,
  observe,
  release,
  requestCompletion,
  take,
  withdraw,
} from '#dossiers'
import { matchKey, sql } from '#kernel'
import type { Agent, Person } from '#parties'
import { keptLog } from '../../../tests/support/ledger.ts'
import {
  AMELIES_ANSWERS,
  CERTIFICATE_ANSWERS,
  MONDAY,
  openStory,
  type Story,
  valueOf,
} from '../../../tests/support/story.ts'
import { MOST_ATTEMPTS, startRobots } from './robots.ts'
import { addTasks, claimTask, countTasks, deadTasks, readWorklist, readyTasks, retryTask } from './store.ts'
import { VIEWS, type View, type WorklistQuery } from './worklist.ts'

let story: Story
let amelie: Person
let mathieu: Agent
before(async () => {
  story = await openStory({ services: ['allocation-famille', 'certificat-naissance'] })
  amelie = story.person('amelie-tremblay')
  mathieu = story.agent('mathieu-lefebvre')
})
after(() => story.close())
beforeEach(() => story.setDay(MONDAY))

const filed = async (person = amelie) => {
  const identityEvidence = [await story.photo('piece')]
  return (await story.filed(person, 'certificat-naissance', { ...CERTIFICATE_ANSWERS, identityEvidence })).id
}

const ask = (over: Partial<WorklistQuery> = {}, agent = mathieu) =>
  readWorklist(story.db, {
    organisation: agent.organisation,
    roles: agent.roles,
    view: 'all-open',
    agent: agent.id,
    sort: 'due',
    today: story.now().toISOString().slice(0, 10),
    limit: 100,
    offset: 0,
    ...over,
  })

/** The views in which an agent finds a dossier now. */
const viewsOf = async (id: string, agent = mathieu): Promise<View[]> => {
  await story.caughtUp()
  const found = await Promise.all(
    VIEWS.map(async (view) =>
      (await ask({ view }, agent)).items.some(({ dossier }) => dossier === id) ? [view] : [],
    ),
  )
  return found.flat()
}

const REFUSE = { outcome: 'refuse', reason: 'La pièce est illisible.' }

describe('a dossier on the worklists', () => {
  it('is nowhere while it is a draft, withdrawn or not', async () => {
    const { dossier } = await story.openAs(amelie, 'certificat-naissance')
    assert.deepEqual(await viewsOf(dossier.id), [])
    valueOf(await story.act(withdraw, dossier.id, amelie, {}))
    assert.deepEqual(await viewsOf(dossier.id), [])
  })

  it('is followed from its filing to the review of its decision', async () => {
    const id = await filed()
    const ines = story.agent('ines-carvalho')
    assert.deepEqual(await viewsOf(id), ['todo', 'unassigned', 'all-open'])
    valueOf(await story.act(take, id, mathieu, {}))
    assert.deepEqual(await viewsOf(id), ['todo', 'mine', 'all-open'])
    assert.deepEqual(await viewsOf(id, ines), ['all-open'])
    valueOf(await story.act(release, id, mathieu, {}))
    assert.deepEqual(await viewsOf(id, ines), ['todo', 'unassigned', 'all-open'])
    valueOf(await story.act(take, id, mathieu, {}))
    valueOf(await story.act(announceIntention, id, mathieu, REFUSE))
    assert.deepEqual(await viewsOf(id), ['mine', 'awaiting', 'all-open'])
    valueOf(await story.act(observe, id, amelie, { text: 'Voici.' }))
    assert.deepEqual(await viewsOf(id), ['todo', 'mine', 'all-open'])
    valueOf(await story.act(decide, id, mathieu, REFUSE))
    assert.deepEqual(await viewsOf(id), ['closed'])
    valueOf(await story.act(askReview, id, amelie, { reason: 'Relisez.' }))
    assert.deepEqual(await viewsOf(id), ['todo', 'unassigned', 'all-open'])
    const [item] = (await ask({ search: matchKey((await story.dossier(id)).number) })).items
    assert.deepEqual([item!.review, item!.assignee, item!.dueOn], [true, null, '2026-12-14'])
    valueOf(await story.act(withdraw, id, amelie, {}))
    assert.deepEqual(await viewsOf(id), ['closed'])
  })

  it('comes back by itself the day after the person’s delay, and is late only after its moved due day', async () => {
    const id = await filed()
    valueOf(await story.act(take, id, mathieu, {}))
    valueOf(await story.act(requestCompletion, id, mathieu, { message: 'Une autre ?', needs: [] }))
    story.setDay('2026-12-23')
    assert.deepEqual(await viewsOf(id), ['mine', 'awaiting', 'all-open'])
    story.setDay('2026-12-24')
    assert.deepEqual(await viewsOf(id), ['todo', 'mine', 'all-open'])
    story.setDay('2027-01-13')
    assert.deepEqual(await viewsOf(id), ['todo', 'mine', 'all-open'])
    story.setDay('2027-01-14')
    assert.deepEqual(await viewsOf(id), ['todo', 'mine', 'late', 'all-open'])
  })

  it('is shown to the organisation that answers for it, and to the role of its stage', async () => {
    const id = await filed()
    assert.deepEqual(await viewsOf(id, story.agent('lucie-gagnon')), [])
    assert.deepEqual(await viewsOf(id, { ...mathieu, roles: ['accueil'] }), [])
  })

  it('is found by its number and by its applicant’s names, without accents, case or order', async () => {
    const id = await filed(story.person('genevieve-bouchard'))
    const { number } = await story.dossier(id)
    for (const typed of [number.toLowerCase(), 'genevieve', 'BOUCHARD Geneviève', 'bouch'])
      assert.deepEqual(
        (await ask({ search: typed.split(' ').map(matchKey).join(' ') })).items.map(({ dossier }) => dossier),
        [id],
        typed,
      )
    for (const typed of ['tremblay bouchard', '%', '_']) assert.equal((await ask({ search: typed })).count, 0)
  })

  it('counts each view with the same words and service, whichever is shown', async () => {
    const { items, count, counts } = await ask({ view: 'todo', limit: 1 })
    assert.equal(items.length, 1)
    assert.equal(count, counts.todo)
    for (const view of VIEWS) assert.equal((await ask({ view })).count, counts[view], view)
    const elsewhere = await ask({ service: 'allocation-famille' })
    assert.deepEqual(new Set(Object.values(elsewhere.counts)), new Set([0]))
  })

  it('is the same when the lists are rebuilt from the first event', async () => {
    const rows = () => story.db.query(sql`SELECT * FROM work_item ORDER BY dossier`)
    await story.caughtUp()
    const before = await rows()
    assert.ok(before.length >= 4)
    await story.ledger.rebuild('work.worklists')
    assert.deepEqual(await rows(), before)
  })
})

describe('a robot’s turn', () => {
  const assessedOnce = async (id: string) => {
    const kinds = await story.happened(id)
    assert.equal(kinds.filter((kind) => kind === 'dossier.assessed').length, 1)
    assert.equal(kinds.filter((kind) => kind === 'dossier.decided').length, 1)
  }

  it('is taken once by two processes that see it together', async (t) => {
    const still = await openStory({ services: ['allocation-famille'], still: true })
    t.after(() => still.close())
    const person = still.person('amelie-tremblay')
    const ids = await Promise.all(
      Array.from(
        { length: 6 },
        async () => (await still.filed(person, 'allocation-famille', AMELIES_ANSWERS)).id,
      ),
    )
    const performed: string[] = []
    const counting: Dossiers = {
      ...still.dossiers,
      perform(act, id, input, here) {
        performed.push(id)
        return still.dossiers.perform(act, id, input, here)
      },
    }
    const both = [0, 1].map(() =>
      startRobots({ db: still.db, dossiers: counting, clock: still.now, log: keptLog(), pollMs: 1e8 }),
    )
    t.after(() => Promise.all(both.map((robots) => robots.stop())))
    for (const robots of both) robots.poke()
    await Promise.all(both.map((robots) => robots.idle()))
    assert.deepEqual(performed.toSorted(), ids.toSorted())
    for (const id of ids) {
      const kinds = await still.happened(id)
      assert.equal(kinds.filter((kind) => kind === 'dossier.decided').length, 1)
    }
    assert.deepEqual(await countTasks(still.db), { ready: 0, dead: 0 })
  })

  it('that failed waits its delay in every process, also in one that saw it before', async (t) => {
    const still = await openStory({ services: ['allocation-famille'], still: true })
    t.after(() => still.close())
    await still.filed(still.person('amelie-tremblay'), 'allocation-famille', AMELIES_ANSWERS)
    const [seenByBoth] = await readyTasks(still.db, still.now(), 10)
    const until = new Date(still.now().getTime() + 30_000)
    assert.equal(await claimTask(still.db, seenByBoth!, still.now(), until), true)
    await retryTask(still.db, seenByBoth!, 'the model does not answer', until)
    assert.equal(await claimTask(still.db, seenByBoth!, still.now(), until), false)
    const [again] = await readyTasks(still.db, until, 10)
    assert.equal(again!.attempts, 1)
    assert.equal(await claimTask(still.db, again!, until, until), true)
  })

  it('changes nothing when it is given again, or for a dossier that has moved on', async () => {
    const { id } = await story.filed(amelie, 'allocation-famille', AMELIES_ANSWERS)
    await addTasks(story.db, [{ dossier: id, revision: 99, robot: 'assess' }], story.now())
    await story.caughtUp()
    await assessedOnce(id)
    assert.deepEqual(await countTasks(story.db), { ready: 0, dead: 0 })
  })

  it('that fails five times goes to a human with why, and is seen as dead', async (t) => {
    const still = await openStory({ services: ['allocation-famille'], still: true })
    t.after(() => still.close())
    const { id } = await still.filed(still.person('amelie-tremblay'), 'allocation-famille', AMELIES_ANSWERS)
    let failures = 0
    const failing: Dossiers = {
      ...still.dossiers,
      perform(act, dossier, input, here) {
        if (act.name !== assess.name) return still.dossiers.perform(act, dossier, input, here)
        failures += 1
        return Promise.reject(new Error('the model\u0000 does not answer'))
      },
    }
    const log = keptLog()
    const robots = startRobots({ db: still.db, dossiers: failing, clock: still.now, log, pollMs: 1e8 })
    t.after(() => robots.stop())
    for (let at = 0; at < MOST_ATTEMPTS + 2; at += 1) {
      still.setTime(new Date(still.now().getTime() + 120_000).toISOString())
      robots.poke()
      await robots.idle()
    }
    assert.equal(failures, MOST_ATTEMPTS)
    const handed = await still.dossier(id)
    assert.deepEqual(
      [handed.stage, handed.doubt],
      ['review', { code: 'robot-failed', details: 'the model  does not answer' }],
    )
    assert.deepEqual(await still.said(id, 'dossier.escalated'), { code: 'robot-failed' })
    const [dead] = await deadTasks(still.db, 10)
    assert.deepEqual([dead!.dossier, dead!.attempts, dead!.last_error], [id, 5, 'the model  does not answer'])
    assert.equal(JSON.stringify(log.lines).includes('does not answer'), false)
    await still.caughtUp()
    const lucie = still.agent('lucie-gagnon')
    const { items } = await readWorklist(still.db, {
      organisation: lucie.organisation,
      roles: lucie.roles,
      view: 'todo',
      agent: lucie.id,
      sort: 'due',
      today: MONDAY,
      limit: 10,
      offset: 0,
    })
    assert.deepEqual(
      items.map(({ dossier, doubt }) => [dossier, doubt]),
      [[id, 'robot-failed']],
    )
  })

  it('that cannot even be handed over is dead all the same, so that somebody sees it', async (t) => {
    const still = await openStory({ services: ['allocation-famille'], still: true })
    t.after(() => still.close())
    const { id } = await still.filed(still.person('amelie-tremblay'), 'allocation-famille', AMELIES_ANSWERS)
    await still.db.query(sql`UPDATE robot_task SET attempts = ${MOST_ATTEMPTS}`)
    const failing: Dossiers = { ...still.dossiers, perform: () => Promise.reject(new Error('unreadable')) }
    const log = keptLog()
    const robots = startRobots({ db: still.db, dossiers: failing, clock: still.now, log, pollMs: 1e8 })
    t.after(() => robots.stop())
    robots.poke()
    await robots.idle()
    assert.deepEqual(
      (await deadTasks(still.db, 10)).map(({ dossier }) => dossier),
      [id],
    )
  })

  it('that was left by a process that ended is free again when its claim runs out, and given up in the end', async (t) => {
    const still = await openStory({ services: ['allocation-famille'], still: true })
    t.after(() => still.close())
    const { id } = await still.filed(still.person('amelie-tremblay'), 'allocation-famille', AMELIES_ANSWERS)
    const claimed = (attempts: number) =>
      still.db.query(sql`
        UPDATE robot_task SET attempts = ${attempts}, claimed_until = ${new Date(still.now().getTime() + 30_000)}`)
    await claimed(MOST_ATTEMPTS)
    still.robots.poke()
    await still.robots.idle()
    assert.equal((await still.dossier(id)).stage, 'filed')
    still.setTime(new Date(still.now().getTime() + 31_000).toISOString())
    still.robots.poke()
    await still.robots.idle()
    assert.deepEqual([(await still.dossier(id)).stage, (await countTasks(still.db)).dead], ['review', 1])
  })
})
