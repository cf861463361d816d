import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Figure } from '#barometer'
import { changeOf, countWords, shareWords, someNames, staleWords, statusOf, whyNone } from './reading.ts'

const NB = '\u00a0'

describe('reading a share', () => {
  it('is to the nearest tenth, in the reader’s language', () => {
    assert.equal(shareWords(2 / 3, 'fr'), `66,7${NB}%`)
    assert.equal(shareWords(2 / 3, 'en'), '66.7%')
    assert.equal(shareWords(0, 'fr'), `0${NB}%`)
    assert.equal(shareWords(null, 'fr'), 'Aucun chiffre')
  })

  it('never writes a figure under its target as if it had reached it: 1 499 of 2 000 is not 75 %', () => {
    assert.equal(shareWords(1499 / 2000, 'fr', 0.75), `74,9${NB}%`)
    assert.equal(shareWords(0.75, 'fr', 0.75), `75${NB}%`)
    assert.equal(shareWords(0.7506, 'fr', 0.75), `75,1${NB}%`)
  })
})

const figure = (over: Partial<Figure>): Figure =>
  ({
    target: 8,
    state: 'value',
    goal: { share: 0.75, rule: 'at-least', met: false },
    dataDate: '2026-11-20',
    ...over,
  }) as Figure

describe('reading a figure', () => {
  it('never confuses no data, not applicable and 0', () => {
    const labels = (['value', 'no-data', 'not-applicable'] as const).map(
      (state) => statusOf(figure({ state }), 'fr').label,
    )
    assert.deepEqual(labels, ['Pas encore atteinte', 'Aucune donnée', 'Sans objet'])
    assert.equal(
      statusOf(figure({ goal: { share: 0.75, rule: 'over', met: true } }), 'en').label,
      'Target reached',
    )
  })

  it('says why there is none, each target in its own words', () => {
    assert.match(whyNone({ target: 3, state: 'no-data' }, 'fr'), /consultation publique/)
    assert.match(whyNone({ target: 8, state: 'no-data' }, 'en'), /Nothing that counts/)
    assert.match(whyNone({ target: 3, state: 'not-applicable' }, 'en'), /nothing to count/)
  })

  it('says a change in points, up, down or none, and nothing where one of the two has no value', () => {
    const change = (points: number | null) => changeOf({ change: { since: '2025-11-22', points } }, 'fr')
    assert.deepEqual(change(4), { direction: 'up', label: '4 points de plus en un an' })
    assert.deepEqual(change(-1.25), { direction: 'down', label: '1,3 point de moins en un an' })
    assert.deepEqual(change(0.04), { direction: 'same', label: 'Comme un an plus tôt' })
    assert.equal(change(null), null)
    assert.equal(changeOf({ change: null }, 'fr'), null)
  })

  it('counts in the plural of each language', () => {
    assert.equal(countWords({ numerator: 0, denominator: 1 }, 'service', 'fr'), '0 sur 1 service')
    assert.equal(countWords({ numerator: 0, denominator: 0 }, 'service', 'en'), '0 of 0 services')
    assert.equal(
      countWords({ numerator: 1200, denominator: 2400 }, 'employee', 'fr'),
      `1${NB}200 sur 2${NB}400 employés`,
    )
  })

  it('is called old after 31 days without anything counted, 100 where organisations declare', () => {
    const observed = { kinds: ['service', 'dossier-filed'] as const }
    const declared = { kinds: ['organisation', 'workplace'] as const }
    const old = (dataDate: string | null, of: typeof observed | typeof declared) =>
      staleWords(figure({ dataDate }), of, '2026-11-22', 'en')
    assert.equal(old('2026-10-22', observed), null, '31 days')
    assert.match(old('2026-10-21', observed)!, /since October 21, 2026 \(over 31 days\)/)
    assert.equal(old('2026-08-14', declared), null, '100 days')
    assert.ok(old('2026-08-13', declared))
    assert.equal(old(null, observed), null)
    assert.equal(
      staleWords(figure({ state: 'no-data', dataDate: '2020-01-01' }), observed, '2026-11-22', 'en'),
      null,
    )
  })

  it('names a few, then says how many others', () => {
    assert.equal(someNames(['A', 'B', 'C'], 'fr'), 'A, B et C')
    assert.equal(someNames(['A', 'B', 'C', 'D', 'E'], 'fr'), 'A, B et 3 autres')
  })
})
