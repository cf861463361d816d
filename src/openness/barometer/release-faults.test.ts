import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AT } from '../../../tests/support/random-history.ts'
import { filed, finished, published, registered, written } from '../../../tests/support/written.ts'
import { foldAll } from './history.ts'
import type { Measure } from './measure.ts'
import { release } from './release.ts'
import { releaseFaults } from './release-faults.ts'

describe('a check of what was published', () => {
  const lines = [
    registered('2025-01-01', 'regie'),
    published('2025-01-10', 'regie', 'allocation'),
    filed('2026-05-04', 'regie', 'allocation', 'portal', 33),
    filed('2026-05-05', 'regie', 'allocation', 'counter', 6),
    finished('2026-05-20', 'regie', 'allocation', 30),
  ]
  const measures = release(foldAll(written(...lines)), AT).measures
  const changed = (which: (measure: Measure) => boolean, change: Partial<Measure>) =>
    measures.map((measure) => (which(measure) ? { ...measure, ...change } : measure))
  const lineOf = (which: (measure: Measure) => boolean) => measures.findIndex(which) + 1
  const isPortal = ({ is }: Measure) => is['channel'] === 'portal'
  const isStated = ({ kind, is }: Measure) => kind === 'verdict' && is['target'] === '8' && !is['variant']
  const finds = (published: readonly Measure[], line: number, says: RegExp) => {
    const [fault] = releaseFaults(published, AT)
    assert.ok(fault, 'found nothing')
    assert.equal(fault.line, line)
    assert.match(fault.says, says)
  }

  it('finds nothing in what follows the rule', () => assert.deepEqual(releaseFaults(measures, AT), []))

  it('names the line of a count of persons that is no multiple of five', () =>
    finds(changed(isPortal, { count: 31 }), lineOf(isPortal), /31 persons/))

  it('names a day that ends no period, or is to come', () => {
    finds(changed(isPortal, { day: '2026-05-04' }), lineOf(isPortal), /ends no period/)
    finds(changed(isPortal, { day: '2027-05-04' }), lineOf(isPortal), /not a day up to/)
  })

  it('names a cell that is said twice: its halves could be less than five apart', () =>
    finds([...measures, measures.find(isPortal)!], measures.length + 1, /says again/))

  it('names a kind that it does not know, and a count that is no number', () => {
    finds(changed(isPortal, { kind: 'gossip' as never }), lineOf(isPortal), /not a kind/)
    finds(changed(isPortal, { count: Number.NaN }), lineOf(isPortal), /not a whole number/)
  })

  it('names a verdict that is missing, said twice, senseless, or decided by the counts', () => {
    const stated = measures.find(isStated)!
    finds(
      measures.filter((measure) => !isStated(measure)),
      0,
      /no verdict is stated of target 8/,
    )
    finds(
      [...measures, { ...stated, is: { ...stated.is, verdict: 'does-not' } }],
      measures.length + 1,
      /second verdict/,
    )
    finds(
      changed(isStated, { is: { ...stated.is, verdict: 'maybe' } }),
      lineOf(isStated),
      /states no verdict/,
    )
    finds(
      [...measures, { ...stated, is: { ...stated.is, target: '1' } }],
      measures.length + 1,
      /that the counts decide/,
    )
  })

  it('names a verdict that no count could give: a service that nobody improved does not meet the second target', () => {
    // Three finished dossiers are published as none: the service may count or not, but cannot have been improved.
    const few = release(
      foldAll(
        written(published('2025-01-10', 'regie', 'permis'), finished('2026-05-20', 'regie', 'permis', 3)),
      ),
      AT,
    ).measures
    const isSecond = ({ kind, is }: Measure) => kind === 'verdict' && is['target'] === '2'
    assert.deepEqual([few.filter(isSecond).length, releaseFaults(few, AT)], [1, []])
    const claimed = few.map((measure) =>
      isSecond(measure) ? { ...measure, is: { ...measure.is, verdict: 'meets' } } : measure,
    )
    finds(claimed, few.findIndex(isSecond) + 1, /which the counts rule out/)
  })
})
