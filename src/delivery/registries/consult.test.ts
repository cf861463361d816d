import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openStory, type Story } from '../../../tests/support/story.ts'
import { consult } from './consult.ts'
import { demonstrationRegistry } from './demonstration.ts'
import type { Lookup, Registry } from './registry.ts'
import { selfRegistry } from './self.ts'
import { dropContest, keepContest, keepSelfFact, setState } from './store.ts'

const AT = new Date('2026-11-23T15:00:00Z')
const DOSSIER = '0199f3f0-0000-7000-8000-000000000001'

let story: Story
before(async () => {
  story = await openStory({ services: [], still: true })
})
after(() => story.close())

const look = (fact: string, person = 'amelie-tremblay', registry = 'revenu') =>
  demonstrationRegistry(story.db, registry).look(person, fact, 'service:essai')

describe('what a registry answers', () => {
  it('is the fact and the day it was known', async () => {
    assert.deepEqual(await look('familyNetIncome'), {
      status: 'found',
      value: 4_125_050,
      asOf: '2026-06-15',
    })
  })

  it('is that it holds none of this person', async () => {
    assert.deepEqual(await look('familyNetIncome', 'youssef-benali'), { status: 'not-held' })
    assert.deepEqual(await look('familyNetIncome', 'nobody'), { status: 'not-held' })
    assert.deepEqual(await look('unheard-of'), { status: 'not-held' })
  })

  it('is that it is down, whatever it holds, until it is back', async () => {
    await setState(story.db, 'revenu', false, AT)
    assert.deepEqual(await look('familyNetIncome'), { status: 'unavailable', why: 'down' })
    assert.equal((await look('birthDate', 'amelie-tremblay', 'etat-civil')).status, 'found')
    await setState(story.db, 'revenu', true, AT)
    assert.equal((await look('familyNetIncome')).status, 'found')
  })

  it('is the fact and that it is contested, once its keeper was told, until the keeper answers', async () => {
    const contest = { person: 'karim-haddad', registry: 'revenu', fact: 'familyNetIncome', dossier: DOSSIER }
    const late = new Date('2026-11-24T02:30:00Z')
    await keepContest(story.db, { ...contest, reason: 'Il a baissé.', at: late })
    await keepContest(story.db, { ...contest, reason: 'Une autre fois.', at: AT })
    const told: Lookup = { status: 'contested', value: 5_832_000, asOf: '2026-06-15', since: '2026-11-23' }
    assert.deepEqual(await look('familyNetIncome', 'karim-haddad'), told)
    await dropContest(story.db, 'karim-haddad', 'revenu', 'familyNetIncome')
    assert.equal((await look('familyNetIncome', 'karim-haddad')).status, 'found')
  })

  it('is what the person last gave, on the day they gave it', async () => {
    const self = selfRegistry(story.db)
    assert.deepEqual(await self.look('mei-lin-roy', 'email', ''), { status: 'not-held' })
    const given = { person: 'mei-lin-roy', fact: 'email', dossier: DOSSIER }
    await keepSelfFact(story.db, { ...given, value: 'mei-lin@exemple.com', at: AT })
    await keepSelfFact(story.db, { ...given, value: 'old@exemple.com', at: new Date('2026-01-05T15:00:00Z') })
    assert.deepEqual(await self.look('mei-lin-roy', 'email', ''), {
      status: 'found',
      value: 'mei-lin@exemple.com',
      asOf: '2026-11-23',
    })
  })
})

describe('asking several registries', () => {
  const answering = (id: string, answer: () => Promise<Lookup>): Registry => ({ id, look: answer })
  const found: Lookup = { status: 'found', value: 'Trois-Rivières', asOf: '2026-10-02' }
  const registries = new Map<string, Registry>([
    ['good', answering('good', () => Promise.resolve(found))],
    ['failing', answering('failing', () => Promise.reject(new Error('502')))],
    ['throwing', answering('throwing', () => { throw new Error('at once') })], // prettier-ignore
    ['hanging', answering('hanging', () => new Promise(() => {}))],
    ['late', answering('late', () => new Promise((_, no) => setTimeout(() => no(new Error('late')), 60)))],
    ['mute', answering('mute', () => Promise.resolve(undefined as never))],
    ['odd', answering('odd', () => Promise.resolve({ status: 'maybe' } as never))],
  ])
  const askAll = () => {
    const names = [...registries.keys(), 'unheard-of']
    const questions = names.map((registry) => ({ id: registry, registry, fact: 'birthPlace' }))
    return consult(registries, questions, 'amelie-tremblay', 'service:essai', AT, 30)
  }

  it('never fails: each that throws, hangs or answers nonsense is unavailable, and the others stand', async () => {
    const answers = await askAll()
    const states = Object.entries(answers).map(([id, known]) => [
      id,
      known.status === 'unavailable' ? known.why : known.status,
    ])
    assert.deepEqual(states, [
      ['good', 'found'],
      ['failing', 'failed'],
      ['throwing', 'failed'],
      ['hanging', 'too-slow'],
      ['late', 'too-slow'],
      ['mute', 'failed'],
      ['odd', 'failed'],
      ['unheard-of', 'failed'],
    ])
    const at = AT.toISOString()
    assert.deepEqual(answers['good'], { ...found, registry: 'good', fact: 'birthPlace', at })
    await new Promise((resolve) => setTimeout(resolve, 60))
  })

  it('waits for all of them together, not one after the other', async () => {
    let asked = 0
    const slow = answering('slow', async () => {
      asked += 1
      await new Promise((resolve) => setTimeout(resolve, 5))
      assert.equal(asked, 3)
      return found
    })
    const questions = ['a', 'b', 'c'].map((id) => ({ id, registry: 'slow', fact: id }))
    const answers = await consult(new Map([['slow', slow]]), questions, 'x', 'y', AT)
    assert.deepEqual(
      Object.values(answers).map(({ status }) => status),
      ['found', 'found', 'found'],
    )
  })
})
