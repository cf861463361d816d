import { setTimeout as wait } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import { isRunning, writtenPostmaster } from './postmaster.ts'

const EVERY_MS = 300

/**
 * Restarts the server when its process dies while ours lives (killed, out of memory), on the same port, so that the
 * pools that hold its address find it again. Gives the function that ends the watch.
 */
export const watch = (
  cluster: Cluster,
  port: number,
  log: (line: string) => void,
  restart: () => Promise<unknown>,
): (() => Promise<void>) => {
  const ending = new AbortController()
  const watching = keepRunning(cluster, port, log, restart, ending.signal)
  return async () => {
    ending.abort()
    await watching
  }
}

const keepRunning = async (
  cluster: Cluster,
  port: number,
  log: (line: string) => void,
  restart: () => Promise<unknown>,
  ending: AbortSignal,
) => {
  while (!ending.aborted) {
    await wait(EVERY_MS, undefined, { signal: ending, ref: false }).catch(() => {})
    if (ending.aborted || isThere(cluster)) continue
    log('PostgreSQL died: restarting it')
    const from = Date.now()
    try {
      await restart()
      log(`PostgreSQL is back on port ${port} after ${Date.now() - from} ms`)
    } catch (error) {
      log(`PostgreSQL could not be restarted, trying again: ${(error as Error).message}`)
      await wait(1_000, undefined, { signal: ending, ref: false }).catch(() => {})
    }
  }
}

const isThere = (cluster: Cluster): boolean => {
  const written = writtenPostmaster(cluster)
  return written !== undefined && isRunning(cluster, written)
}
