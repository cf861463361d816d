import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SUBJECTS } from '#reporting'
import { matching, type Row, type Standing } from './standings.ts'

const fine: Standing = { state: 'fine', late: 0, lateSince: null, reportedOn: '2026-11-01', remindedAt: null }
const late: Standing = { ...fine, state: 'late', late: 2, lateSince: '2026-10-01' }

const row = (name: string, over: Partial<Row['parts']> = {}): Row => ({
  id: name,
  name,
  parts: { ...(Object.fromEntries(SUBJECTS.map((part) => [part, fine])) as Row['parts']), ...over },
})

const rows = [
  row('Régie des familles', { plan: late }),
  row('Ville des Ormes', { data: late }),
  row('Agence'),
]

const namesOf = (wanted: Partial<Parameters<typeof matching>[1]>): string[] =>
  matching(rows, { search: '', part: '', state: '', ...wanted }).map(({ name }) => name)

describe('the organisations that a filter keeps', () => {
  it('are all of them when nothing is asked', () => assert.equal(namesOf({}).length, 3))

  it('are found by a name, whatever its accents and capitals', () =>
    assert.deepEqual(namesOf({ search: 'REGIE ' }), ['Régie des familles']))

  it('are late for any part, or for the one that is asked', () => {
    assert.deepEqual(namesOf({ state: 'late' }), ['Régie des familles', 'Ville des Ormes'])
    assert.deepEqual(namesOf({ state: 'late', part: 'data' }), ['Ville des Ormes'])
    assert.deepEqual(namesOf({ state: 'silent' }), [])
  })
})
