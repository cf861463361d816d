import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fieldOf, needOf, versionOf } from '../../../tests/support/versions.ts'
import { playExample } from './golden.ts'

describe('a golden case', () => {
  const version = versionOf([
    needOf({
      id: 'children',
      is: 'list',
      fields: [
        fieldOf({ id: 'minor', is: 'yes-no' }),
        fieldOf({ id: 'cost', is: 'money', when: 'minor = true' }),
      ],
      checks: [{ must: 'count(children[cost != null]) <= 1', else: 'one-cost' }],
    }),
    needOf({
      id: 'share',
      is: 'money',
      derive: '10 / 3',
      checks: [{ must: 'share = 3.33', else: 'not-cents' }],
    }),
  ])
  const played = (...children: object[]) =>
    playExample(version, { title: 'Les enfants d’Amélie', on: '2026-11-23', answers: { children } })

  it('goes the way of a dossier: hidden fields are not there, and what is derived is kept to the cent', () => {
    const lea = { minor: true, cost: 40 }
    const first = played(lea, { minor: false, cost: 25 })
    assert.equal('refusal' in first && first.refusal, null)
    const second = played(lea, { minor: true, cost: 25 })
    assert.equal('refusal' in second && second.refusal, 'one-cost')
  })
})
