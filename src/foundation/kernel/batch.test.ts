import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { batching } from './batch.ts'

const later = () => new Promise((resolve) => setTimeout(resolve, 2))

describe('a batch', () => {
  it('gathers what arrives while a commit is on its way, and answers each caller its own outcome', async () => {
    const sizes: number[] = []
    const double = batching(async (items: number[]) => {
      sizes.push(items.length)
      await later()
      return items.map((item) => item * 2)
    })
    const numbers = Array.from({ length: 300 }, (_, at) => at)
    assert.deepEqual(
      await Promise.all(numbers.map(double)),
      numbers.map((item) => item * 2),
    )
    assert.ok(sizes.length < 10, `${sizes.length} commits for 300 items`)
  })

  it('refuses a poisoned item alone: its neighbours are answered', async () => {
    const run = batching(async (items: string[]) => {
      await later()
      if (items.includes('poison')) throw new Error('poisoned')
      return items.map((item) => item.toUpperCase())
    })
    const outcomes = await Promise.allSettled(['a', 'poison', 'b', 'c'].map(run))
    assert.deepEqual(
      outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason.message)),
      ['A', 'poisoned', 'B', 'C'],
    )
  })

  it('waits for the one on its way unless there is enough for two, or the one on its way is late', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const commits: { size: number; done: () => void }[] = []
    const run = batching(
      (items: number[]) =>
        new Promise<number[]>((resolve) => commits.push({ size: items.length, done: () => resolve(items) })),
      { enough: 3, lateMs: 20 },
    )
    const turn = () => new Promise((resolve) => setImmediate(resolve))
    const first = run(1)
    await turn()
    const few = [run(2), run(3)]
    await turn()
    assert.deepEqual(
      commits.map(({ size }) => size),
      [1],
    )
    const enough = run(4)
    await turn()
    assert.deepEqual(
      commits.map(({ size }) => size),
      [1, 3],
    )
    const last = run(5)
    await turn()
    t.mock.timers.tick(19)
    assert.equal(commits.length, 2)
    t.mock.timers.tick(1)
    assert.deepEqual(
      commits.map(({ size }) => size),
      [1, 3, 1],
    )
    for (const { done } of commits) done()
    assert.deepEqual(await Promise.all([first, ...few, enough, last]), [1, 2, 3, 4, 5])
  })
})
