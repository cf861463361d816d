import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { join } from 'node:path'
import { newId, ok, refused, sql } from '#kernel'
import { type Ledger, sealedEvents, startLedger } from '#ledger'
import { type Agent, loadOrganisations } from '#parties'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { keptLog } from '../../../../tests/support/ledger.ts'
import type { Barometer, TargetView } from '../barometer.ts'
import { measuresOf } from '../measures.ts'
import { readShare } from './contest.ts'
import { type Contests, openContests } from './contests.ts'

const agentOf = (agent: string, name: string, organisation: string): Agent => ({
  kind: 'agent',
  id: `agent:${agent}`,
  agent,
  name,
  organisation,
  roles: [],
})
const jeanMarc = agentOf('jean-marc-fortin', 'Jean-Marc Fortin', 'ville-des-ormes')
const lucie = agentOf('lucie-gagnon', 'Lucie Gagnon', 'regie-des-familles')
const solange = agentOf('solange-picard', 'Solange Picard', 'secretariat-numerique')

const now = new Date('2026-11-23T15:00:00.000Z')

/** Target 8 of the town: one service of two; nothing else was computed. */
const view = async (target: number, organisation?: string): Promise<TargetView | null> =>
  target === 8 && organisation !== 'inconnu'
    ? ({
        day: '2026-11-23',
        figure: { definition: { version: 1 }, state: 'value', value: 0.5, numerator: 1, denominator: 2 },
        units: [
          { unit: 'signalement-chaussee', organisation: 'ville-des-ormes' },
          { unit: 'permis-de-feu', organisation: 'ville-des-ormes' },
        ],
      } as unknown as TargetView)
    : null

let fresh: FreshDatabase
let ledger: Ledger
let contests: Contests
before(async () => {
  fresh = await freshDatabase({ connections: 8 })
  const loaded = await loadOrganisations(join(import.meta.dirname, '../../../../organisations'))
  assert.ok(loaded.ok)
  const barometer = { view } satisfies Pick<Barometer, 'view'>
  const committed = () => ledger.poke()
  contests = openContests({
    db: fresh.db,
    clock: () => now,
    organisations: loaded.value,
    barometer,
    committed,
  })
  ledger = startLedger(fresh.db, { clock: () => now, subscribers: contests.subscribers, log: keptLog() })
})
after(async () => {
  await ledger.stop()
  await fresh.drop()
})

const typed = (over = {}) => ({
  key: newId(),
  target: 8,
  proposed: '66,67 %',
  reason: 'Il manque un service.',
  ...over,
})

const contested = async (over = {}): Promise<string> => {
  const done = await contests.contest(jeanMarc, typed(over))
  assert.ok(done.ok, JSON.stringify(done))
  await ledger.caughtUp()
  return done.value.id
}

const eventsOn = async (stream: string) =>
  (await sealedEvents(fresh.db, { from: 0, before: 10_000, kinds: null, limit: 10_000 })).filter(
    (event) => event.stream === stream,
  )

describe('contesting a figure', () => {
  it('keeps what was shown, what it should be and why, for everybody to read', async () => {
    const id = await contested()
    assert.deepEqual(await contests.find(id), {
      id,
      organisation: 'ville-des-ormes',
      target: 8,
      contested: { day: '2026-11-23', version: 1, state: 'value', value: 0.5, numerator: 1, denominator: 2 },
      proposed: 0.6667,
      reason: 'Il manque un service.',
      at: now,
      answer: null,
    })
    const [event] = await eventsOn(id)
    assert.deepEqual([event!.kind, event!.actor, event!.measure], ['figure.contested', jeanMarc.id, null])
  })

  it('is done once, however often the same form is sent', async () => {
    const form = typed()
    const twice = await Promise.all([contests.contest(jeanMarc, form), contests.contest(jeanMarc, form)])
    const again = await contests.contest(jeanMarc, form)
    assert.deepEqual([twice[1], again], [twice[0], twice[0]])
    assert.ok(again.ok)
    await ledger.caughtUp()
    assert.equal((await eventsOn(again.value.id)).length, 1)
  })

  it('is of one’s own organisation: the same form of another is another contest, of its own figure', async () => {
    const form = typed()
    const [ours, theirs] = [await contests.contest(jeanMarc, form), await contests.contest(lucie, form)]
    assert.ok(ours.ok && theirs.ok)
    await ledger.caughtUp()
    assert.notEqual(ours.value.id, theirs.value.id)
    assert.equal((await contests.find(theirs.value.id))!.organisation, 'regie-des-familles')
  })

  it('is refused without a reason, with one too long, with a value that is none, or of no figure', async () => {
    const refusals = await Promise.all(
      [
        { reason: ' \n ' },
        { reason: 'x'.repeat(2_001) },
        { proposed: '101' },
        { proposed: 'beaucoup' },
        { target: 11 },
        { key: 'x' },
      ].map((over) => contests.contest(jeanMarc, typed(over))),
    )
    assert.deepEqual(
      refusals.map((one) => (one.ok ? 'done' : one.refusal)),
      [
        'reason-missing',
        'reason-too-long',
        'share-malformed',
        'share-malformed',
        'figure-unknown',
        'key-malformed',
      ],
    )
  })

  it('reads a percentage as people write it', () => {
    for (const [written, share] of [
      ['62,5 %', 0.625],
      ['62.5', 0.625],
      ['0', 0],
      ['100 %', 1],
      ['66,67', 0.6667],
      ['', null],
    ] as const)
      assert.deepEqual(readShare(written), ok(share), written)
    for (const written of ['-1', '1e2', '100,01', '50,123', 'NaN', '٥٠'])
      assert.deepEqual(readShare(written), refused('share-malformed'), written)
  })
})

describe('answering a contest', () => {
  const answer = (id: string, over = {}, by = solange) =>
    contests.answer(by, {
      id,
      verdict: 'upheld',
      corrected: '66,67',
      reason: 'Le service manquait.',
      ...over,
    })

  it('is the secretariat’s, with what the figure should have been, and both stay', async () => {
    const id = await contested()
    assert.deepEqual(await answer(id, {}, jeanMarc), refused('secretariat-only'))
    assert.deepEqual(await answer(id), ok({ id }))
    await ledger.caughtUp()
    const found = (await contests.find(id))!
    assert.deepEqual(found.answer, {
      verdict: 'upheld',
      corrected: 0.6667,
      reason: 'Le service manquait.',
      at: now,
    })
    assert.equal(found.reason, 'Il manque un service.')
    assert.deepEqual(
      (await eventsOn(id)).map(({ kind }) => kind),
      ['figure.contested', 'contest.answered'],
    )
  })

  it('is given once: of two at the same moment, one is told that it came second', async () => {
    const id = await contested()
    const answers = await Promise.all([answer(id), answer(id, { verdict: 'rejected' })])
    assert.deepEqual(answers.map(({ ok }) => ok).toSorted(), [false, true])
    assert.deepEqual(
      answers.find((one) => !one.ok),
      refused('already-answered'),
    )
    await ledger.caughtUp()
    assert.deepEqual(await answer(id), refused('already-answered'))
    assert.equal((await eventsOn(id)).length, 2)
  })

  it('is refused of nothing, without a verdict, a correction or a reason; a rejection corrects nothing', async () => {
    const id = await contested()
    assert.deepEqual(await answer(newId()), refused('contest-unknown'))
    assert.deepEqual(await answer('x'), refused('contest-unknown'))
    assert.deepEqual(await answer(id, { verdict: '' }), refused('verdict-missing'))
    assert.deepEqual(await answer(id, { corrected: '' }), refused('correction-missing'))
    assert.deepEqual(await answer(id, { reason: '' }), refused('reason-missing'))
    assert.deepEqual(await answer(id, { verdict: 'rejected', corrected: '99' }), ok({ id }))
    await ledger.caughtUp()
    assert.equal((await contests.find(id))!.answer!.corrected, null)
  })
})

describe('what was contested', () => {
  it('comes back whole when the table is emptied and the ledger is played again', async () => {
    await contested()
    const told = await contests.list()
    assert.ok(told.length > 3 && told.some(({ answer }) => answer))
    await fresh.db.query(sql`DELETE FROM figure_contest`)
    assert.deepEqual(await contests.list(), [])
    await ledger.rebuild('barometer.contests')
    assert.deepEqual(await contests.list(), told)
  })

  it('is listed by target and by organisation, the newest first', async () => {
    const all = await contests.list({ target: 8 })
    assert.deepEqual(await contests.list(), all)
    assert.deepEqual(await contests.list({ target: 7 }), [])
    const theirs = await contests.list({ organisation: 'regie-des-familles' })
    assert.ok(theirs.length > 0 && theirs.every(({ organisation }) => organisation === 'regie-des-familles'))
  })
})

describe('leaving a unit out of a figure', () => {
  const what = { target: 8, organisation: 'ville-des-ormes', unit: 'permis-de-feu' }

  it('is the secretariat’s, for a reason of the list, and counts as a measure that names its author', async () => {
    assert.deepEqual(await contests.exclude(lucie, { ...what, reason: 'trial' }), refused('secretariat-only'))
    assert.deepEqual(
      await contests.exclude(solange, { ...what, reason: 'embarrassing' }),
      refused('exclusion-unknown'),
    )
    assert.deepEqual(
      await contests.exclude(solange, { ...what, unit: 'nulle-part', reason: 'trial' }),
      refused('unit-unknown'),
    )
    const done = await contests.exclude(solange, { ...what, reason: 'trial' })
    assert.ok(done.ok)
    await ledger.caughtUp()
    const [event] = await eventsOn(done.value.id)
    const says = { ...what, reason: 'trial', author: 'secretariat-numerique', revision: 1 }
    assert.deepEqual([event!.kind, event!.measure], ['exclusion.recorded', says])
    assert.equal(measuresOf(event!.kind, '2026-11-23', event!.measure)?.length, 1)
  })

  it('is undone by counting it again, and both are kept', async () => {
    assert.deepEqual(
      await contests.exclude(solange, { ...what, reason: 'duplicate' }),
      refused('already-excluded'),
    )
    const lifted = await contests.lift(solange, what)
    assert.ok(lifted.ok)
    assert.deepEqual(await contests.lift(solange, what), refused('not-excluded'))
    await ledger.caughtUp()
    const events = await eventsOn(lifted.value.id)
    assert.deepEqual(
      events.map(({ kind, measure }) => [kind, measure?.['revision']]),
      [
        ['exclusion.recorded', 1],
        ['exclusion.lifted', 2],
      ],
    )
    assert.equal(measuresOf(events[1]!.kind, '2026-11-23', events[1]!.measure)?.length, 1)
    assert.ok((await contests.exclude(solange, { ...what, reason: 'duplicate' })).ok)
  })
})
