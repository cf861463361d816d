import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId, ok, type Queries, refused, sql } from '#kernel'
import { insertEvents } from '#ledger'
import { type Actor, holderOf, robot } from '#parties'
import { type FreshDatabase, freshDatabase } from '../../../tests/support/database.ts'
import { act } from './act.ts'
import { attempt, eventsOf, type Keeping, openDoor, whyNot } from './door.ts'
import { standingOf, type Subject } from './subject.ts'

type Letter = Subject & { text: string; sealed: boolean }

const amelie: Actor = { kind: 'person', id: 'person:amelie', person: 'amelie', name: 'Amélie Tremblay' }
const karim: Actor = { kind: 'person', id: 'person:karim', person: 'karim', name: 'Karim Haddad' }
const lucie: Actor = {
  kind: 'agent',
  id: 'agent:lucie',
  agent: 'lucie',
  name: 'Lucie Gagnon',
  organisation: 'regie',
  roles: [],
}
const now = new Date('2026-11-23T15:00:00.000Z')
const here = (actor: Actor) => ({ actor, channel: 'portal', language: 'fr' }) as const

const letter = (): Letter => ({
  id: newId(),
  revision: 0,
  organisation: 'regie',
  parties: [{ role: 'applicant', person: 'amelie' }],
  text: '',
  sealed: false,
})

const write = act<Letter>()({
  name: 'letter.write',
  by: ['applicant'],
  barred: (subject) => (subject.sealed ? refused('sealed') : null),
  perform: (subject, { text }: { text: string }) =>
    text === ''
      ? refused('empty')
      : ok({
          after: { ...subject, text },
          events: [
            { kind: 'letter.opened', body: {} },
            { kind: 'letter.written', body: { length: text.length } },
          ],
          answer: text.length,
        }),
})

let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.drop())

/** Letters kept in memory, their events in the ledger. */
const kept = (letters: Letter[], over: Partial<Keeping<Letter>> = {}) => {
  const byId = new Map(letters.map((one) => [one.id, one]))
  const committed: number[] = []
  const keeping: Keeping<Letter> = {
    find: async (_tx: Queries, id: string) => byId.get(id) ?? null,
    async keep(tx, subject, events) {
      if (events.length > 0) await tx.query(insertEvents(events))
      byId.set(subject.id, subject)
    },
    ...over,
  }
  const door = openDoor(
    fresh.db,
    keeping,
    () => now,
    () => committed.push(1),
  )
  return { door, byId, committed }
}

const eventsIn = (stream: string) =>
  fresh.db.query(
    sql`SELECT seq, kind, body, actor, channel, at FROM event WHERE stream = ${stream} ORDER BY seq`,
  )

describe('the one door', () => {
  it('does the act, places its events in the subject’s stream, and tells the ledger', async () => {
    const one = letter()
    const { door, byId, committed } = kept([one])
    assert.deepEqual(await door.perform(write, one.id, { text: 'Bonjour' }, here(amelie)), ok(7))
    assert.deepEqual(byId.get(one.id), { ...one, text: 'Bonjour', revision: 2 })
    const by = { actor: 'person:amelie', channel: 'portal', at: now }
    assert.deepEqual(await eventsIn(one.id), [
      { seq: 1, kind: 'letter.opened', body: {}, ...by },
      { seq: 2, kind: 'letter.written', body: { length: 7 }, ...by },
    ])
    assert.equal(committed.length, 1)
    await door.perform(write, one.id, { text: 'Encore' }, here(amelie))
    assert.deepEqual(
      (await eventsIn(one.id)).map(({ seq }) => seq),
      [1, 2, 3, 4],
    )
  })

  it('answers the same for what is not there and for what is not theirs', async () => {
    const one = letter()
    const { door, committed } = kept([one])
    const stranger = await door.perform(write, one.id, { text: 'Bonjour' }, here(karim))
    const absent = await door.perform(write, newId(), { text: 'Bonjour' }, here(amelie))
    assert.deepEqual(stranger, refused('not-found'))
    assert.deepEqual(stranger, absent)
    assert.deepEqual([await eventsIn(one.id), committed.length], [[], 0])
  })

  it('says first what makes the act impossible now, before looking at what was typed', async () => {
    const sealed = { ...letter(), sealed: true }
    const { door } = kept([sealed])
    assert.deepEqual(await door.perform(write, sealed.id, { text: '' }, here(amelie)), refused('sealed'))
    assert.deepEqual(whyNot(write, sealed, { ...here(amelie), now }), refused('sealed'))
    assert.equal(whyNot(write, letter(), { ...here(amelie), now }), null)
  })

  it('writes nothing when the act is refused, or relies on content that is not durable', async () => {
    const one = letter()
    const lost = refused('evidence-not-stored', { digests: ['ab'] })
    const { door, byId, committed } = kept([one], { refuses: async () => lost })
    assert.deepEqual(await door.perform(write, one.id, { text: '' }, here(amelie)), refused('empty'))
    assert.deepEqual(await door.perform(write, one.id, { text: 'Bonjour' }, here(amelie)), lost)
    assert.deepEqual([byId.get(one.id), await eventsIn(one.id), committed.length], [one, [], 0])
  })

  it('leaves no event behind when the subject cannot be kept', async () => {
    const one = letter()
    const { door, committed } = kept([one], {
      async keep(tx, _subject, events) {
        await tx.query(insertEvents(events))
        throw new Error('the disk is full')
      },
    })
    await assert.rejects(door.perform(write, one.id, { text: 'Bonjour' }, here(amelie)), /disk is full/)
    assert.deepEqual([await eventsIn(one.id), committed.length], [[], 0])
  })

  it('tries an act without doing it', () => {
    const one = letter()
    const done = attempt(write, one, { text: 'Bonjour' }, { ...here(amelie), now })
    assert.equal(done.ok && done.value.after.revision, 2)
    assert.equal(one.revision, 0)
    const placed = eventsOf({ ...one, revision: 4 }, [{ kind: 'letter.written', body: {} }], {
      ...here(amelie),
      now,
    })
    assert.equal(placed[0]!.seq, 5)
  })
})

describe('what somebody is to a subject', () => {
  it('is told by their part in it, their organisation, or its key', () => {
    const one = letter()
    const open = { ...one, parties: [] }
    assert.equal(standingOf(amelie, one), 'applicant')
    assert.equal(standingOf(karim, one), 'none')
    assert.equal(standingOf(lucie, one), 'agent')
    assert.equal(standingOf({ ...lucie, organisation: 'ville' }, one), 'none')
    assert.equal(standingOf(robot('assess'), one), 'robot')
    assert.equal(standingOf(holderOf(one.id), one), 'none')
    assert.equal(standingOf(holderOf(one.id), open), 'applicant')
    assert.equal(standingOf(holderOf(newId()), open), 'none')
    assert.equal(standingOf(amelie, open), 'none')
    assert.equal(standingOf(karim, { ...one, parties: [{ role: 'respondent', person: 'karim' }] }), 'none')
  })
})
