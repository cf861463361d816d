import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inRounds } from './rounds.ts'

const HOUR = 3_600_000
const never = (error: Error): never => assert.fail(error)

describe('working in rounds', () => {
  it('does one at a time, and one more for whatever was poked meanwhile', async () => {
    const gate = Promise.withResolvers<void>()
    let [running, done] = [0, 0]
    const round = async () => {
      assert.equal(++running, 1)
      await gate.promise
      running--
      done++
    }
    const rounds = inRounds(round, { pollMs: HOUR, failed: never })
    rounds.poke()
    rounds.poke()
    rounds.poke()
    gate.resolve()
    await rounds.idle()
    assert.equal(done, 2)
    await rounds.stop()
  })

  it('comes by itself when nobody pokes', async () => {
    const came = Promise.withResolvers<void>()
    const rounds = inRounds(async () => came.resolve(), { pollMs: 5, failed: never })
    const alive = setInterval(() => {}, HOUR)
    await came.promise
    clearInterval(alive)
    await rounds.stop()
  })

  it('comes to rest though a round takes longer than the time from one to the next', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] })
    let done = 0
    const round = async () => {
      await Promise.resolve()
      // Meanwhile it is time for the next one; three are enough to see that they would never end.
      if (++done < 3) t.mock.timers.tick(5)
    }
    const rounds = inRounds(round, { pollMs: 5, failed: never })
    rounds.poke()
    await rounds.idle()
    assert.equal(done, 1)
    t.mock.timers.tick(5)
    await rounds.idle()
    assert.equal(done, 2)
    await rounds.stop()
  })

  it('tells a round that failed, and does the next one', async () => {
    const told: string[] = []
    let tries = 0
    const round = async () => {
      if (++tries === 1) throw new Error('the database is away')
    }
    const rounds = inRounds(round, { pollMs: HOUR, failed: ({ message }) => told.push(message) })
    rounds.poke()
    await rounds.idle()
    rounds.poke()
    await rounds.idle()
    assert.deepEqual([told, tries], [['the database is away'], 2])
    await rounds.stop()
  })

  it('lets the round under way end, and begins no other once it is stopped', async () => {
    const gate = Promise.withResolvers<void>()
    let seen: boolean | null = null
    const rounds = inRounds(
      async (isStopped) => {
        await gate.promise
        seen = isStopped()
      },
      { pollMs: HOUR, failed: never },
    )
    rounds.poke()
    rounds.poke()
    const stopping = rounds.stop()
    gate.resolve()
    await stopping
    assert.equal(seen, true)
    seen = null
    rounds.poke()
    await rounds.idle()
    assert.equal(seen, null)
  })
})
