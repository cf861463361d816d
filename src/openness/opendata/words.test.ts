import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { FETCH_REFUSALS } from './fetching/refusals.ts'
import { FILE_FAULTS } from './files/fault.ts'
import { SAID_CODES, sayFinding } from './words.ts'

/** What the judge itself gives: the codes that stand in its file. */
const judged = (file: string): string[] =>
  [
    ...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(
      /(?:finding\([^)]*?'(?:pass|fail|not-applicable)', |without\()(?:cut \? '([a-z-]+)' : )?'([a-z0-9-]+)'/g,
    ),
  ]
    .flatMap(([, first, second]) => [first, second])
    .filter((code): code is string => code !== undefined)

describe('what a check says', () => {
  it('has a sentence in both languages for everything that it can find, and no other', () => {
    const codes = new Set([
      ...FETCH_REFUSALS,
      ...FILE_FAULTS,
      ...judged('check.ts'),
      ...judged('look.ts'),
      'columns-changed',
      'values-differ',
    ])
    for (const said of Object.values(SAID_CODES))
      assert.deepEqual([...said].toSorted(), [...codes].toSorted())
  })

  it('tells numbers and days as people read them', () => {
    const stale = { code: 'stale', details: { day: '2026-01-02', late: '2026-02-11', frequency: 'MONTHLY' } }
    assert.equal(
      sayFinding(stale, 'fr'),
      'Promis tous les mois, mais inchangé depuis le 2 janvier 2026\u00a0: en retard depuis le 11 février 2026.',
    )
    assert.match(sayFinding(stale, 'en'), /unchanged since January 2, 2026/)
    assert.match(sayFinding({ code: 'status', details: { status: 404 } }, 'fr'), /n’existe pas \(404\)/)
    assert.match(
      sayFinding({ code: 'columns-differ', details: { line: 3, found: 1, expected: 2 } }, 'fr'),
      /ligne 3/,
    )
  })
})
