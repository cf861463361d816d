import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { survive } from './kill.ts'

/** Generous here, because tests share their machine; the full run (`node tests/chaos/kill.ts --full`) holds to 10 s. */
const AGAIN_WITHIN_MS = 30_000

describe('being killed under load', () => {
  it(
    'loses nothing that was acknowledged, doubles nothing, and serves again',
    { timeout: 180_000 },
    async () => {
      const its = await survive({ appKills: 3, postgresKills: 1, people: 5 })
      assert.ok(its.acknowledged > 0, 'nobody was told anything')
      assert.ok(its.photos > 0)
      assert.deepEqual([its.afterAppKills.length, its.afterPostgresKills.length], [3, 1])
      const slowest = Math.max(...its.afterAppKills, ...its.afterPostgresKills)
      assert.ok(slowest < AGAIN_WITHIN_MS, `${slowest} ms`)
    },
  )
})
