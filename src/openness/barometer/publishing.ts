import { setTimeout as wait } from 'node:timers/promises'
import { dayOf } from '#kernel'
import type { Log } from '#ledger'
import { monthEnds, previousDay } from './days.ts'
import { TREND_MONTHS } from './parts.ts'
import { prove, publish, type Publishing } from './publish.ts'
import { daysPublished, pastBefore } from './store.ts'

export type PublishingOptions = Publishing & {
  log: Log
  /** How often to look whether a day is over. */
  lookMs?: number
  /** For how long nothing may be written about days that are over before they are published. */
  quietMs?: number
  /** The longest rest between one day that is published and the next. */
  mostRestMs?: number
}

/** What ends with a day is sealed and counted well before this. */
const AFTER_MIDNIGHT_MS = 120_000

/**
 * Publishes each day once it is over, and the month ends of the trend that were never published, so that each of its
 * points can be verified. Any process may do it; the second finds it done.
 */
export const startPublishing = (options: PublishingOptions): { stop(): Promise<void> } => {
  const { lookMs = 30_000 } = options
  const ending = new AbortController()
  const sleep = async (ms: number): Promise<void> => {
    await wait(ms, null, { signal: ending.signal, ref: false }).catch(() => {})
  }
  let failures = 0
  const loop = (async () => {
    while (!ending.signal.aborted) {
      try {
        await publishWhatIsOver(options, sleep, ending.signal)
        const left = await prove(options.db)
        failures = 0
        await sleep(left > 0 ? Math.min(lookMs, 1_000) : lookMs)
      } catch (error) {
        failures += 1
        const fault = error instanceof Error ? error.name : typeof error
        if (failures % 60 === 1) options.log.warn({ fault, failures }, 'measures cannot be published yet')
        await sleep(lookMs)
      }
    }
  })()
  return {
    async stop() {
      ending.abort()
      await loop
    },
  }
}

const MOST_REST_MS = 2_000

const publishWhatIsOver = async (
  options: PublishingOptions,
  sleep: (ms: number) => Promise<void>,
  signal: AbortSignal,
): Promise<void> => {
  const { db, clock, log, quietMs = 20_000, mostRestMs = MOST_REST_MS } = options
  const today = dayOf(new Date(clock().getTime() - AFTER_MIDNIGHT_MS))
  const yesterday = previousDay(today)
  const wanted = [...new Set([...monthEnds(yesterday, TREND_MONTHS), yesterday])]
  const there = await daysPublished(db, wanted)
  const missing = wanted.filter((day) => !there.has(day))
  if (missing.length === 0) return
  const before = await pastBefore(db, today)
  const days = missing.filter((day) => before.first !== null && day >= before.first)
  if (days.length === 0) return
  // A history that is being written is published once it is.
  await sleep(quietMs)
  const after = await pastBefore(db, today)
  if (signal.aborted || JSON.stringify(after) !== JSON.stringify(before)) return
  let began = performance.now()
  for await (const { day, published } of publish(options, days)) {
    if (published.ok) log.info({ day, name: published.value.name }, 'measures were published')
    if (signal.aborted) return
    // Many days at once are nobody's hurry: pages go first.
    await sleep(Math.min(mostRestMs, 20 * (performance.now() - began)))
    began = performance.now()
  }
}
