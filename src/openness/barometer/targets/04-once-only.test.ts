import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { figureOn, finished, type Line, published, said } from '../../../../tests/support/written.ts'

const AT = '2026-11-22'
const HELD = { birthDate: 'asked-though-held:unavailable' }
const service = (name: string, once: number, again: number): Line[] => [
  published('2025-01-10', 'regie', name),
  ...(once ? [finished('2026-05-01', 'regie', name, once)] : []),
  ...(again ? [finished('2026-05-02', 'regie', name, again, HELD)] : []),
]

describe('asked only once', () => {
  it('lets 5 % of dossiers be asked again, and no more', () => {
    // permis: 5 of 100, exactly 5 %: meets. rente: 6 of 100: does not. 1/2 = 50 %, which reaches at least 50 %.
    const lines = [...service('permis', 95, 5), ...service('rente', 94, 6)]
    const figure = figureOn(4, AT, lines)
    assert.deepEqual([said(figure), figure.goal.met], ['1/2', true])
  })

  it('is not met by one dossier in nineteen', () => {
    // 1/19 = 5.26 %.
    assert.equal(said(figureOn(4, AT, service('permis', 18, 1))), '0/1')
    assert.equal(said(figureOn(4, AT, service('permis', 19, 1))), '1/1')
  })

  it('counts a document that a registry held as asked again, and a contest as none', () => {
    const asked = (needs: Record<string, string>): Line[] => [
      published('2025-01-10', 'regie', 'permis'),
      finished('2026-05-01', 'regie', 'permis', 10, needs),
    ]
    assert.equal(said(figureOn(4, AT, asked({ proof: 'uploaded-though-held' }))), '0/1')
    for (const state of ['contested', 'reused', 'derived', 'asked-not-held', 'fetched'])
      assert.equal(said(figureOn(4, AT, asked({ birthDate: state }))), '1/1', state)
  })

  it('counts services that are not digital too, and no dossier twice, whatever its reviews', () => {
    const again = {
      organisation: 'regie',
      service: 'permis',
      channel: 'paper',
      favourable: true,
      first: false,
    }
    const lines: Line[] = [
      published('2025-01-10', 'regie', 'permis', { digital: false }),
      finished('2026-05-01', 'regie', 'permis', 3),
      ['2026-06-01', 'dossier.decided', again, 3],
    ]
    const figure = figureOn(4, AT, lines)
    assert.deepEqual(
      [said(figure), figure.weighted],
      ['1/1', { of: 'dossiers', numerator: 3, denominator: 3, value: 1 }],
    )
  })

  it('says by need how much was asked again: 10 of the 30 facts that registries held', () => {
    const lines = [
      published('2025-01-10', 'regie', 'permis'),
      finished('2026-05-01', 'regie', 'permis', 10, {
        birthDate: 'fetched',
        children: 'contested',
        income: 'asked-though-held:justified',
        phone: 'asked-not-held',
        age: 'derived',
      }),
    ]
    const [byNeed] = figureOn(4, AT, lines).variants
    assert.deepEqual(byNeed, { id: 'by-need', numerator: 20, denominator: 30, value: 20 / 30 })
  })
})
