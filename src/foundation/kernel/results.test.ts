import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ok, refused, type Result } from './results.ts'

describe('a result', () => {
  const halve = (n: number): Result<number, 'odd'> => (n % 2 ? refused('odd', { n }) : ok(n / 2))

  it('is what was done', () => {
    const result = halve(4)
    assert.ok(result.ok)
    assert.equal(result.value, 2)
  })

  it('or the refusal, with what its sentence needs', () => {
    const result = halve(3)
    assert.ok(!result.ok)
    const code: 'odd' = result.refusal
    assert.deepEqual([code, result.details], ['odd', { n: 3 }])
  })

  it('survives JSON, as events and answers carry it', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(halve(3))), halve(3))
    assert.deepEqual(refused('odd'), { ok: false, refusal: 'odd', details: {} })
  })
})
