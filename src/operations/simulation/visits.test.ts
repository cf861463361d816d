import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { dayOf, isWorkingDay } from '#kernel'
import { HOME } from '../../config.ts'
import { idOf, inventedName, invent, type Invented } from './person.ts'
import { readStory, type Story } from './story.ts'
import { dayAt, shareOf, type Span } from './time.ts'
import { type Visit, visitsOf } from './visits.ts'

const SPAN: Span = { first: '2025-05-22', last: '2026-11-22' }
const SERVICES = ['allocation-famille', 'certificat-naissance', 'signalement-chaussee']

let story: Story
before(async () => {
  story = await readStory(join(HOME, 'demonstration'))
})

const person = (nth: number, seed = 7) => invent(story, { history: 1, seed, nth, today: SPAN.last })

/** What each service offers once it is published; the certificate not by partners. */
const offer = (service: string, at: Date) =>
  dayOf(at) < dayAt(SPAN, story.services[service]!.since)
    ? null
    : {
        channels: ['portal', 'counter', 'phone', 'paper', ...(service === SERVICES[0] ? ['partner'] : [])],
      }

const livesOf = (count: number): { person: Invented; visits: Visit[] }[] =>
  Array.from({ length: count }, (_, nth) => {
    const { person: whose, dice } = person(nth)
    return { person: whose, visits: visitsOf({ story, span: SPAN, services: SERVICES, offer }, whose, dice) }
  })

describe('somebody invented', () => {
  it('is the same each time for a seed, and somebody else for another', () => {
    assert.deepEqual(person(3).person, person(3).person)
    assert.notDeepEqual(person(3).person.facts, person(3, 8).person.facts)
    assert.notDeepEqual(person(3).person.facts, person(4).person.facts)
  })

  it('is named from their id alone, and nobody else is', () => {
    const { actor } = person(3).person
    assert.equal(inventedName(story, actor.person), actor.name)
    assert.equal(inventedName(story, idOf(2, 7, 3)), actor.name)
    for (const id of ['amelie-tremblay', 'invente-1', 'invente-x-7-3', ''])
      assert.equal(inventedName(story, id), null)
  })

  it('has children under 18 who are younger than they are, and an income that some registry may not hold', () => {
    const people = Array.from({ length: 300 }, (_, nth) => person(nth).person)
    for (const { birthDate, facts } of people)
      for (const child of facts['children'] as { birthDate: string }[]) {
        assert.ok(child.birthDate > '2008-11-22' && child.birthDate < SPAN.last, child.birthDate)
        assert.ok(Number(child.birthDate.slice(0, 4)) - Number(birthDate.slice(0, 4)) >= 18)
      }
    const parents = people.filter(({ isParent }) => isParent).length
    assert.ok(parents > 50 && parents < 200, `${parents} parents of 300`)
    assert.ok(people.some(({ unheld }) => unheld.size > 0))
  })
})

describe('the visits of a history', () => {
  it('come by every channel, online more and more', () => {
    const visits = livesOf(800).flatMap((life) => life.visits)
    const allowance = visits.filter(({ service }) => service === 'allocation-famille')
    assert.deepEqual([...new Set(allowance.map(({ channel }) => channel))].toSorted(), [
      'counter',
      'paper',
      'partner',
      'phone',
      'portal',
    ])
    const online = (from: number, to: number) => {
      const then = allowance.filter(({ at }) => {
        const share = shareOf(SPAN, dayOf(at))
        return share >= from && share < to
      })
      return then.filter(({ channel }) => channel === 'portal').length / then.length
    }
    assert.ok(online(0, 0.3) < online(0.7, 1), `${online(0, 0.3)} then ${online(0.7, 1)}`)
  })

  it('are in the order of time, within the history, and after the service exists', () => {
    for (const { visits } of livesOf(200)) {
      const times = visits.map(({ at }) => at.getTime())
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
      )
      for (const { service, at } of visits) {
        assert.ok(dayOf(at) >= SPAN.first && dayOf(at) < SPAN.last)
        assert.notEqual(offer(service, at), null)
      }
    }
  })

  it('with somebody are on days when offices are open', () => {
    const assisted = livesOf(200)
      .flatMap(({ visits }) => visits)
      .filter(({ channel }) => ['counter', 'phone', 'paper'].includes(channel))
    assert.ok(assisted.length > 50)
    for (const { at } of assisted) assert.ok(isWorkingDay(dayOf(at)), at.toISOString())
  })

  it('for the family allowance are of parents only', () => {
    for (const { person: whose, visits } of livesOf(200))
      if (!whose.isParent) assert.ok(visits.every(({ service }) => service !== 'allocation-famille'))
  })
})
