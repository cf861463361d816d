import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Log } from '#ledger'
import type { Computing } from './computing.ts'

/** What the thread of figures is asked, and what it tells. */
export type Asked = { is: 'counted'; head: number } | { is: 'compute'; number: number } | { is: 'stop' }
export type Told =
  | { is: 'log'; level: keyof Log; fields: object; message: string }
  | { is: 'computed'; number: number; fault: string | null }

type ApartOptions = {
  url: string
  log: Log
  /** What the thread runs. */
  file?: URL
}

const FILE = new URL('figures-thread.ts', import.meta.url)

/** A thread that ends by a fault is begun again after so long. */
const AGAIN_MS = 1_000

/**
 * Works out figures and publications in a thread of their own, with connections of its own: of millions of cells, one
 * target takes tens of milliseconds, and no page waits for that (docs/decisions/0050-figures-apart.md). What the thread
 * knows can all be read again: one that dies is begun anew.
 */
export const startApart = ({ url, log, file = FILE }: ApartOptions): Computing => {
  const waiting = new Map<number, PromiseWithResolvers<void>>()
  let [number, counted, stopped] = [0, 0, false]
  const hear = (told: Told): void => {
    if (told.is === 'log') return log[told.level](told.fields, told.message)
    const one = waiting.get(told.number)
    waiting.delete(told.number)
    if (told.fault === null) one?.resolve()
    else one?.reject(new Error(told.fault))
  }
  const begin = (): Worker => {
    const one = new Worker(file, { workerData: { url } })
    one.on('message', hear)
    one.on('error', (error) => log.error({ fault: (error as Error).name }, 'the thread of figures failed'))
    one.on('exit', () => void beginAgain())
    return one
  }
  const beginAgain = async () => {
    for (const one of waiting.values()) one.reject(new Error('the thread of figures ended'))
    waiting.clear()
    await wait(AGAIN_MS, null, { ref: false })
    if (stopped) return
    thread = begin()
    ask({ is: 'counted', head: counted })
  }
  const ask = (asked: Asked) => thread.postMessage(asked)
  let thread = begin()
  return {
    poke(head) {
      counted = Math.max(counted, head)
      ask({ is: 'counted', head })
    },
    now() {
      const one = Promise.withResolvers<void>()
      waiting.set(++number, one)
      ask({ is: 'compute', number })
      return one.promise
    },
    async stop() {
      stopped = true
      if (thread.threadId === -1) return
      const ended = new Promise((resolve) => thread.once('exit', resolve))
      ask({ is: 'stop' })
      await ended
    },
  }
}
