import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Need } from './definition.ts'
import { factNamesOf, factsOf } from './facts.ts'

const needs = [
  { id: 'familyIncome', is: 'money', fields: [] },
  { id: 'spouse', is: 'yes-no', fields: [] },
  {
    id: 'children',
    is: 'list',
    fields: [
      { id: 'birthDate', is: 'date' },
      { id: 'savings', is: 'money' },
    ],
  },
] as unknown as Need[]

describe('answers as FEEL sees them', () => {
  it('have money in dollars, in items too, and null for what is not answered', () => {
    const children = [
      { id: 'a1', birthDate: '2015-03-02', savings: 12_05 },
      { id: 'a2', savings: null },
    ]
    assert.deepEqual(factsOf({ needs }, { familyIncome: 4_125_050, children }), {
      familyIncome: 41_250.5,
      spouse: null,
      children: [
        { id: 'a1', birthDate: '2015-03-02', savings: 12.05 },
        { id: 'a2', birthDate: null, savings: null },
      ],
    })
  })

  it('carry nothing that the service does not declare', () => {
    assert.deepEqual(Object.keys(factsOf({ needs }, { other: 1 })), ['familyIncome', 'spouse', 'children'])
  })

  it('are named by the needs and the fields of lists', () => {
    assert.deepEqual(factNamesOf({ needs }), {
      familyIncome: [],
      spouse: [],
      children: ['birthDate', 'savings'],
    })
  })
})
