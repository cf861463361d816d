import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { judge, type Looked } from './check.ts'
import { qualityOf } from './entry.ts'
import type { Check, Dataset, Distribution } from './dataset.ts'
import { staleOn } from './due.ts'
import { assess, criteriaOn } from './potential.ts'

const read = { rows: 2, columns: ['a'], sample: [], inferred: null, schemaFault: null, personal: [] }
const seen = (over: object = {}, changedAt = '2026-11-01T12:00:00.000Z'): Looked => ({
  had: true,
  changedAt,
  inspection: { bytes: 8, digest: 'd', cut: false, encoding: 'utf-8', fault: null, read, ...over },
})
const link: Pick<Distribution, 'kind' | 'schema' | 'updatedAt'> = {
  kind: 'link',
  schema: { fields: [{ name: 'a', type: 'string' }] },
  updatedAt: '2026-11-01T12:00:00.000Z',
}
const open = { licence: 'CC-BY-4.0', frequency: 'MONTHLY' } as const
const at = (day: string) => new Date(`${day}T15:00:00.000Z`)
const said = ({ findings }: Check) => findings.map(({ criterion, result }) => `${criterion} ${result}`)

describe('judging what was seen of data', () => {
  it('asks six things, of which three make it downloadable', () => {
    const check = judge(open, link, seen(), at('2026-11-22'))
    assert.deepEqual(said(check), [
      'downloadable pass',
      'open-licence pass',
      'parses pass',
      'schema pass',
      'fresh pass',
      'encoding pass',
    ])
    assert.equal(check.downloadable, true)
    const broken = { fault: { code: 'not-json' as const, details: { near: 3 } }, read: null }
    assert.equal(judge(open, link, seen(broken), at('2026-11-22')).downloadable, false)
    assert.equal(judge({ ...open, licence: null }, link, seen(), at('2026-11-22')).downloadable, false)
    const schemaFault = { code: 'columns-changed' as const, details: { expected: 'a', found: 'b' } }
    const other = judge(open, link, seen({ read: { ...read, schemaFault } }), at('2027-11-22'))
    assert.deepEqual([other.downloadable, said(other).slice(3, 5)], [true, ['schema fail', 'fresh fail']])
  })

  it('assumes nothing of what could not be had', () => {
    const gone: Looked = { had: false, code: 'status', details: { status: 404 } }
    const check = judge(open, link, gone, at('2026-11-22'))
    assert.deepEqual(said(check), ['downloadable fail', 'open-licence pass', 'fresh pass'])
    assert.deepEqual([check.downloadable, check.bytes, check.rows], [false, null, null])
  })

  it('is fresh to the last day of its rhythm and its grace, and stale the day after', () => {
    // Monthly: 40 days. 1 November and 40 days: 11 December.
    assert.equal(staleOn(open, '2026-11-01T12:00:00.000Z'), '2026-12-11')
    const fresh = (day: string) => said(judge(open, link, seen(), at(day)))[4]
    assert.deepEqual([fresh('2026-12-11'), fresh('2026-12-12')], ['fresh pass', 'fresh fail'])
    const never = judge({ ...open, frequency: 'NEVER' }, link, seen(), at('2036-01-01'))
    assert.equal(said(never)[4], 'fresh not-applicable')
    const query = judge({ ...open, frequency: 'DAILY' }, { ...link, kind: 'query' }, seen(), at('2036-01-01'))
    assert.equal(said(query)[4], 'fresh pass')
  })

  it('sums up to a quality of the whole', () => {
    const good = judge(open, link, seen(), at('2026-11-22'))
    const old = judge(open, link, seen(), at('2027-11-22'))
    const dead = judge(open, link, { had: false, code: 'status', details: {} }, at('2026-11-22'))
    const of = (...checks: (Check | null)[]) =>
      qualityOf({
        distributions: checks.map((lastCheck) => ({ status: 'published', lastCheck }) as Distribution),
      } as Dataset)
    assert.deepEqual(
      [of(), of(null), of(good), of(good, old), of(dead, good), of(dead), of(dead, null)],
      ['none', 'unchecked', 'good', 'fair', 'fair', 'poor', 'poor'],
    )
  })
})

describe('scoring a potential', () => {
  const criteria = criteriaOn('2026-11-22')
  const answers = (...points: number[]) =>
    Object.fromEntries(criteria.criteria.map(({ id }, place) => [id, points[place]!]))

  it('is high from the threshold on', () => {
    const [under, over] = [
      assess(criteria, answers(3, 3, 1, 0, 0), ''),
      assess(criteria, answers(3, 3, 1, 1, 0), ''),
    ]
    assert.ok(under.ok && over.ok)
    assert.deepEqual([under.value.score, under.value.high], [7, false])
    assert.deepEqual([over.value.score, over.value.high, over.value.most], [8, true, 15])
    assert.equal(over.value.reasons[3]!.fr, criteria.criteria[3]!.levels[1]!.fr)
  })

  it('wants an answer to each criterion, and nothing between or beyond', () => {
    for (const points of [
      [3, 3, 3, 3],
      [3, 3, 3, 3, 4],
      [3, 3, 3, 3, -1],
      [3, 3, 3, 3, 1.5],
    ])
      assert.equal(assess(criteria, answers(...points), '').ok, false, String(points))
  })
})
