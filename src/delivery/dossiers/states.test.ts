import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Need } from '#catalogue'
import type { Known } from '#registries'
import {
  contestedAtItsKeeper,
  fieldOf,
  found,
  needOf,
  notHeld,
  unavailable,
  versionOf,
} from '../../../tests/support/versions.ts'
import { type DossierValues, remainderOf } from './remainder.ts'
import { statesOf, statesSoFar } from './states.ts'

const fact = { registry: 'revenu', fact: 'income' }
const justified = { because: 'Le registre ne dit pas le mois.', until: '2027-06-30' }
const disputed = { reason: 'Mon revenu a baissé.', at: '2026-11-23T15:00:00.000Z' }

const stateOf = (need: Partial<Need>, known?: Known, over: Partial<DossierValues> = {}) => {
  const version = versionOf([needOf({ id: 'need', ...need })])
  const values = { known: known ? { need: known } : {}, contested: {}, answers: {}, ...over }
  return statesOf(remainderOf(version, values))
}

describe('the recorded state of a need', () => {
  const income: Partial<Need> = { is: 'money', knownBy: fact }
  const email: Partial<Need> = { is: 'email', knownBy: { registry: 'self', fact: 'email' } }

  it('is fetched when a registry answered it', () => {
    assert.deepEqual(stateOf(income, found(4_125_050)), { need: 'fetched' })
  })

  it('is reused when the person gave it before', () => {
    assert.deepEqual(stateOf(email, found('amelie@exemple.com', 'self')), { need: 'reused' })
  })

  it('is derived when it is computed', () => {
    assert.deepEqual(stateOf({ is: 'whole', derive: '1 + 1' }), { need: 'derived' })
  })

  it('is contested when the person says it is wrong, now or in an earlier dossier', () => {
    const contested = { need: disputed }
    assert.deepEqual(stateOf(income, found(4_125_050), { contested }), { need: 'contested' })
    assert.deepEqual(stateOf(income, contestedAtItsKeeper(4_125_050)), { need: 'contested' })
  })

  it('is not contested when the person changes what she gave herself', () => {
    const known = found('amelie@exemple.com', 'self')
    assert.deepEqual(stateOf(email, known, { contested: { need: disputed } }), { need: 'asked-not-held' })
  })

  it('is asked because nobody holds it', () => {
    assert.deepEqual(stateOf({}), { need: 'asked-not-held' })
    assert.deepEqual(stateOf(income, notHeld), { need: 'asked-not-held' })
  })

  it('is asked though held when the registry was unavailable, or with a dated justification', () => {
    assert.deepEqual(stateOf(income, unavailable), { need: 'asked-though-held:unavailable' })
    assert.deepEqual(stateOf({ ...income, askedThoughKnown: justified }), {
      need: 'asked-though-held:justified',
    })
  })

  it('is uploaded though held when a document was asked in its place', () => {
    const proof: Partial<Need> = { is: 'file', knownBy: fact }
    assert.deepEqual(stateOf(proof, unavailable), { need: 'uploaded-though-held' })
    assert.deepEqual(stateOf({ ...proof, askedThoughKnown: justified }), { need: 'uploaded-though-held' })
    assert.deepEqual(stateOf(proof, notHeld), { need: 'asked-not-held' })
  })

  it('is one for a list and one for each field that was asked, and none for a field nobody was asked', () => {
    const list: Partial<Need> = {
      is: 'list',
      knownBy: fact,
      fields: [
        fieldOf({ id: 'name' }),
        fieldOf({ id: 'handicapped', is: 'yes-no' }),
        fieldOf({ id: 'care', when: 'handicapped' }),
      ],
    }
    const lea = found([{ id: 'lea', name: 'Léa Tremblay' }])
    const answers = (handicapped: boolean) => ({ answers: { need: [{ id: 'lea', handicapped }] } })
    assert.deepEqual(stateOf(list, lea, answers(false)), {
      need: 'fetched',
      'need.handicapped': 'asked-not-held',
    })
    assert.deepEqual(stateOf(list, lea, answers(true)), {
      need: 'fetched',
      'need.handicapped': 'asked-not-held',
      'need.care': 'asked-not-held',
    })
  })

  it('is not recorded for a need that is hidden', () => {
    assert.deepEqual(stateOf({ when: '1 = 2' }), {})
  })
})

describe('the state of a need over the life of a dossier', () => {
  it('remembers that it was asked though it was held, at whatever step', () => {
    const before = { name: 'fetched', income: 'asked-though-held:unavailable' } as const
    const now = { name: 'asked-though-held:unavailable', income: 'fetched', place: 'asked-not-held' } as const
    assert.deepEqual(statesSoFar(before, now), {
      name: 'asked-though-held:unavailable',
      income: 'asked-though-held:unavailable',
      place: 'asked-not-held',
    })
  })

  it('keeps the state that was recorded at filing otherwise', () => {
    assert.deepEqual(statesSoFar({ email: 'reused' }, { email: 'asked-not-held' }), { email: 'reused' })
    assert.deepEqual(statesSoFar({ proof: 'asked-not-held' }, { proof: 'uploaded-though-held' }), {
      proof: 'uploaded-though-held',
    })
  })
})
