import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fieldOf, found, needOf, notHeld, unavailable, versionOf } from '../../../tests/support/versions.ts'
import { keptKnown } from './known.ts'

const version = versionOf([
  needOf({ id: 'name' }),
  needOf({ id: 'income', is: 'money' }),
  needOf({ id: 'children', is: 'list', fields: [fieldOf({ id: 'name' })] }),
])

describe('what a dossier keeps of a registry’s answer', () => {
  it('is the fact in the form of its kind', () => {
    const { name } = keptKnown(version, { name: found('  Ame\u0301lie   Tremblay ') })
    assert.equal(name!.status === 'found' && name!.value, 'Amélie Tremblay')
  })

  it('is of a list’s items only what the service asks', () => {
    const lea = { id: 'lea', name: 'Léa Tremblay', birthDate: '2015-03-02', sin: '000123455' }
    const { children } = keptKnown(version, { children: found([lea]) })
    assert.deepEqual(children!.status === 'found' && children!.value, [{ id: 'lea', name: 'Léa Tremblay' }])
  })

  it('is that the registry failed, when the fact is not of its kind', () => {
    for (const [need, value] of Object.entries({
      name: '\u0000',
      income: '41250.50',
      children: [{ name: 'Léa' }],
    }))
      for (const wrong of [value, null, undefined, { a: 1 }])
        assert.deepEqual(keptKnown(version, { [need]: found(wrong) })[need], {
          status: 'unavailable',
          why: 'failed',
          registry: 'etat-civil',
          fact: 'fact',
          at: '2026-11-23T15:00:00.000Z',
        })
  })

  it('is the other answers as they are', () => {
    const answers = { name: notHeld, income: unavailable }
    assert.deepEqual(keptKnown(version, answers), answers)
  })
})
