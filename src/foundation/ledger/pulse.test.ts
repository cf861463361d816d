import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newPace } from './pulse.ts'

describe('the pace of a loop', () => {
  it('lets the first rounds follow each other, then keeps them apart, and forgets after a pause', () => {
    let now = 1_000
    const pace = newPace(20, 3, () => now)
    const rounds = (count: number) =>
      Array.from({ length: count }, () => {
        const waits = pace()
        now += waits
        return waits
      })
    assert.deepEqual(rounds(6), [0, 0, 0, 20, 20, 20])
    now += 15
    assert.deepEqual(rounds(2), [5, 20])
    now += 1_000
    assert.deepEqual(rounds(4), [0, 0, 0, 20])
  })
})
