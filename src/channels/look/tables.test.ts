import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { html } from '#html'
import { table } from './tables.ts'

const COLUMNS = ['Unité', 'Pages', 'Heures'].map((label, at) => ({
  id: label,
  label,
  numeric: at > 0,
  cell: (row: readonly string[]) => row[at],
}))

const drawn = (columns: number, foot: readonly string[]): string =>
  table({
    language: 'fr',
    caption: 'Le papier',
    columns: COLUMNS.slice(0, columns),
    rows: [['Finances', '38 000', '140']],
    empty: html``,
    foot,
  }).toString()

describe('the totals under a table', () => {
  it('are each named, where a row is a card and no head is in sight', () => {
    assert.match(
      drawn(3, ['Ensemble', '38 000', '140']),
      /<td class="numeric" data-label="Pages">38 000<\/td><td class="numeric" data-label="Heures">140<\/td><\/tr><\/tfoot>/,
    )
  })

  it('need no name when there is one, beside its word', () => {
    assert.match(
      drawn(2, ['Ensemble', '38 000']),
      /<th scope="row">Ensemble<\/th><td class="numeric">38 000<\/td><\/tr><\/tfoot>/,
    )
  })
})
