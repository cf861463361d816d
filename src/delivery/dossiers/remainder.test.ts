/** One question, what remains to be asked, told through every state that a need can be in. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CompiledVersion } from '#catalogue'
import { fieldOf, found, needOf, notHeld, unavailable, versionOf } from '../../../tests/support/versions.ts'
import { faultsOf } from './faults.ts'
import { contentOf } from './file.ts'
import type { Dossier } from './dossier.ts'
import { askedOf, type DossierValues, knownOf, pagesOf, remainderOf } from './remainder.ts'

const values = (over: Partial<DossierValues> = {}): DossierValues => ({
  known: {},
  contested: {},
  answers: {},
  ...over,
})

const idsOf = (inForce: { need: { id: string } }[]) => inForce.map(({ need }) => need.id)

const fact = { registry: 'etat-civil', fact: 'fact' }
const children = needOf({
  id: 'children',
  is: 'list',
  knownBy: fact,
  fields: [
    fieldOf({ id: 'name' }),
    fieldOf({ id: 'birthDate', is: 'date' }),
    fieldOf({ id: 'custody', is: 'one-of', options: ['full', 'shared'] }),
    fieldOf({ id: 'handicapped', is: 'yes-no' }),
    fieldOf({ id: 'care', is: 'one-of', options: ['tier1', 'tier2'], when: 'handicapped' }),
  ],
})
const lea = { id: 'lea', name: 'Léa Tremblay', birthDate: '2015-03-02' }
const noah = { id: 'noah', name: 'Noah Tremblay', birthDate: '2019-09-30' }

describe('needs minus known is asked', () => {
  const version = versionOf([
    needOf({ id: 'birthDate', is: 'date', knownBy: fact }),
    needOf({ id: 'income', is: 'money', knownBy: fact }),
    needOf({ id: 'spouse', is: 'yes-no' }),
  ])

  it('shows what a registry holds and asks only the rest', () => {
    const remainder = remainderOf(
      version,
      values({ known: { birthDate: found('1988-04-17'), income: notHeld } }),
    )
    assert.deepEqual(idsOf(knownOf(remainder)), ['birthDate'])
    assert.deepEqual(
      askedOf(remainder).map(({ need, because }) => [need.id, because]),
      [
        ['income', 'not-held'],
        ['spouse', 'no-source'],
      ],
    )
  })

  it('asks, and says why, what a registry could not say or what the person contests', () => {
    const remainder = remainderOf(
      version,
      values({
        known: { birthDate: found('1988-04-17'), income: unavailable },
        contested: { birthDate: { reason: 'Je suis née en 1989.', at: '2026-11-23T15:00:00.000Z' } },
      }),
    )
    assert.deepEqual(
      askedOf(remainder).map(({ need, because }) => [need.id, because]),
      [
        ['birthDate', 'contested'],
        ['income', 'unavailable'],
        ['spouse', 'no-source'],
      ],
    )
  })

  it('drops the page on which nothing is left to ask', () => {
    const paged = versionOf(version.definition.needs, {
      pages: [
        { id: 'you', needs: ['birthDate'] },
        { id: 'home', needs: ['income', 'spouse'] },
      ],
    })
    const known = { birthDate: found('1988-04-17'), income: found(4_125_050) }
    const pages = pagesOf(paged, remainderOf(paged, values({ known })))
    assert.deepEqual(
      pages.map(({ id, asked }) => [id, idsOf(asked)]),
      [['home', ['spouse']]],
    )
  })

  it('gives the rules dollars and days, and null for what nobody said', () => {
    const known = { birthDate: found('1988-04-17'), income: found(4_125_050) }
    assert.deepEqual(remainderOf(version, values({ known })).scope, {
      birthDate: '1988-04-17',
      income: 41_250.5,
      spouse: null,
    })
  })
})

describe('a list that a registry began', () => {
  const version = versionOf([children])
  const known = { children: found([lea, noah]) }

  it('asks of each child only what the registry does not say', () => {
    const [inForce] = askedOf(remainderOf(version, values({ known })))
    assert.equal(inForce!.how, 'completed')
    assert.deepEqual(
      inForce!.askedFields.map(({ id }) => id),
      ['custody', 'handicapped', 'care'],
    )
  })

  it('puts together what the registry and the person said of the same child, whatever their order', () => {
    const answers = {
      children: [
        { id: 'noah', custody: 'shared', handicapped: false },
        { id: 'lea', custody: 'full', handicapped: true, care: 'tier1' },
      ],
    }
    assert.deepEqual(remainderOf(version, values({ known, answers })).inForce[0]!.value, [
      { ...lea, custody: 'full', handicapped: true, care: 'tier1' },
      { ...noah, custody: 'shared', handicapped: false },
    ])
  })

  it('lets nobody overwrite the registry, add a child or slip in a field', () => {
    const answers = {
      children: [
        { id: 'lea', name: 'Autre', custody: 'full', handicapped: false, secret: 'x' },
        { id: 'zoe', name: 'Zoé', custody: 'full' },
        null,
        'lea',
      ],
    }
    assert.deepEqual(remainderOf(version, values({ known, answers })).inForce[0]!.value, [
      { ...lea, custody: 'full', handicapped: false },
      noah,
    ])
  })

  it('is known whole when the registry holds no child', () => {
    const remainder = remainderOf(version, values({ known: { children: found([]) } }))
    assert.deepEqual(idsOf(askedOf(remainder)), [])
    assert.deepEqual(faultsOf(remainder), [])
  })

  it('says which field of which child is missing', () => {
    const answers = { children: [{ id: 'lea', custody: 'full', handicapped: true }] }
    const paths = faultsOf(remainderOf(version, values({ known, answers }))).map(({ path, code }) => [
      path,
      code,
    ])
    assert.deepEqual(paths, [
      ['children.lea.care', 'missing'],
      ['children.noah.custody', 'missing'],
      ['children.noah.handicapped', 'missing'],
    ])
  })

  it('keeps a field out of what is sent once the child’s condition no longer holds', () => {
    const answers = { children: [{ id: 'lea', custody: 'full', handicapped: false, care: 'tier1' }] }
    const { inForce } = remainderOf(version, values({ known: { children: found([lea]) }, answers }))
    assert.deepEqual(inForce[0]!.value, [{ ...lea, custody: 'full', handicapped: false }])
    assert.deepEqual(inForce[0]!.hiddenFields, ['care'])
  })

  it('follows conditions from field to field: what depends on a hidden field is hidden', () => {
    const nested = versionOf([
      needOf({
        id: 'cars',
        is: 'list',
        fields: [
          fieldOf({ id: 'used', is: 'yes-no' }),
          fieldOf({ id: 'damaged', is: 'yes-no', when: 'used' }),
          fieldOf({ id: 'damage', when: 'damaged' }),
        ],
      }),
    ])
    const answers = { cars: [{ id: 'a', used: false, damaged: true, damage: 'rayure' }] }
    assert.deepEqual(remainderOf(nested, values({ answers })).inForce[0]!.value, [{ id: 'a', used: false }])
  })

  it('stands items that are none, and leaves it to the checks to say so', () => {
    const own = versionOf([{ ...children, knownBy: null }])
    for (const junk of [[null], ['lea'], [[]], [{}], { id: 'lea' }, 'lea', 7, [{ id: 'lea', 'a.b': 1 }]]) {
      const faults = faultsOf(remainderOf(own, values({ answers: { children: junk } })))
      assert.ok(faults.length > 0, JSON.stringify(junk))
    }
  })
})

describe('a need that is hidden', () => {
  const version = versionOf([
    needOf({ id: 'payment', is: 'one-of', options: ['deposit', 'cheque'] }),
    needOf({ id: 'bankAccount', is: 'bank-account', when: 'payment = "deposit"' }),
    needOf({ id: 'bankName', when: 'bankAccount != null' }),
  ])

  it('is neither checked nor sent, and its answer is kept apart', () => {
    const answers = { payment: 'cheque', bankAccount: 'not an account', bankName: 'Caisse des Ormes' }
    const remainder = remainderOf(version, values({ answers }))
    assert.deepEqual(remainder.hidden, ['bankAccount', 'bankName'])
    assert.deepEqual(faultsOf(remainder), [])
    const dossier = { id: 'd', service: 'essai', version: 1, ...values({ answers }) } as unknown as Dossier
    assert.deepEqual(contentOf(dossier, remainder).values, { payment: 'cheque' })
    assert.equal(remainder.scope['bankAccount'], null)
  })

  it('comes back with what was answered when its condition holds again', () => {
    const answers = { payment: 'deposit', bankAccount: '00123-815-1234567', bankName: 'Caisse des Ormes' }
    const remainder = remainderOf(version, values({ answers }))
    assert.deepEqual(remainder.hidden, [])
    assert.equal(remainder.inForce[1]!.value, '00123-815-1234567')
  })
})

describe('a need that is computed', () => {
  const version = versionOf([
    needOf({ id: 'rent', is: 'money' }),
    needOf({ id: 'yearlyRent', is: 'money', derive: 'rent * 12' }),
    needOf({ id: 'expensive', is: 'yes-no', derive: 'yearlyRent > 12000' }),
    needOf({ id: 'why', is: 'long-text', when: 'expensive' }),
  ])

  it('is kept as its kind is kept, in cents, and seen by conditions in dollars', () => {
    const remainder = remainderOf(version, values({ answers: { rent: 100_010 } }))
    const derived = Object.fromEntries(remainder.inForce.map(({ need, value }) => [need.id, value]))
    assert.deepEqual(derived, { rent: 100_010, yearlyRent: 1_200_120, expensive: true, why: undefined })
    assert.equal(remainder.scope['yearlyRent'], 12_001.2)
    assert.deepEqual(idsOf(askedOf(remainder)), ['rent', 'why'])
  })

  it('has no value while what it is computed from is not answered, and is never missing', () => {
    const remainder = remainderOf(version, values())
    assert.equal(remainder.scope['expensive'], null)
    assert.deepEqual(
      faultsOf(remainder).map(({ path }) => path),
      ['rent'],
    )
  })

  it('has no value rather than one that is not of its kind', () => {
    const odd = versionOf([
      needOf({ id: 'size', is: 'whole' }),
      needOf({ id: 'label', derive: 'size * 2' }),
      needOf({ id: 'sum', is: 'money', derive: '"many"' }),
    ])
    const remainder = remainderOf(odd, values({ answers: { size: 4 } }))
    assert.deepEqual(
      remainder.inForce.map(({ value }) => value),
      [4, undefined, undefined],
    )
  })
})

describe('the cost of a remainder', () => {
  const evaluationsFor = (count: number): number => {
    const needs = Array.from({ length: count }, (_, at) =>
      needOf({ id: `n${at}`, is: 'yes-no', when: at === 0 ? null : `n${at - 1} = true` }),
    )
    const version = versionOf(needs)
    let evaluations = 0
    const counted: CompiledVersion = {
      ...version,
      order: version.order.map((compiled) => ({
        ...compiled,
        when: compiled.when && {
          ...compiled.when,
          evaluate(scope) {
            evaluations += 1
            return compiled.when!.evaluate(scope)
          },
        },
      })),
    }
    const answers = Object.fromEntries(needs.map(({ id }) => [id, true]))
    const remainder = remainderOf(counted, values({ answers }))
    assert.equal(remainder.inForce.length, count)
    assert.deepEqual(faultsOf(remainder), [])
    return evaluations
  }

  it('is one evaluation per condition, with 200 needs each nested in the one before', () => {
    assert.deepEqual([10, 50, 100, 200].map(evaluationsFor), [9, 49, 99, 199])
  })

  it('grows with the items of a list and its conditional fields, and with nothing else', () => {
    const evaluationsOf = (items: number): number => {
      const version = versionOf([{ ...children, knownBy: null, most: 300 }])
      let evaluations = 0
      const [compiled] = version.order
      const fields = compiled!.fields.map(({ field, when }) => ({
        field,
        when: when && {
          ...when,
          evaluate: (scope: object) => {
            evaluations += 1
            return when.evaluate(scope as never)
          },
        },
      }))
      const answers = {
        children: Array.from({ length: items }, (_, at) => ({
          ...lea,
          id: `c${at}`,
          custody: 'full',
          handicapped: true,
          care: 'tier1',
        })),
      }
      remainderOf({ ...version, order: [{ ...compiled!, fields }] }, values({ answers }))
      return evaluations
    }
    assert.deepEqual([10, 100, 200].map(evaluationsOf), [10, 100, 200])
  })
})
