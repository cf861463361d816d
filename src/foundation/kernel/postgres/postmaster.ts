import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Cluster } from './cluster.ts'

/** What PostgreSQL writes in `postmaster.pid`: its process and port. */
export type Postmaster = { pid: number; port: number }

/** The server that says it runs on this data folder, true or not. */
export const writtenPostmaster = (cluster: Cluster): Postmaster | undefined => {
  try {
    const lines = readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Math.abs(Number(lines[0]))
    return pid ? { pid, port: Number(lines[3]) || 0 } : undefined
  } catch {
    return undefined
  }
}

/** Whether that process lives and is this folder's server: after a crash its number may be a zombie's or a stranger's. */
export const isRunning = (cluster: Cluster, { pid }: Postmaster): boolean => {
  if (!exists(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0]
    if (state === 'Z' || state === 'X') return false
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster.data)
  } catch (error) {
    // Not ours to look at: PostgreSQL itself will say whether the folder is taken.
    return (error as NodeJS.ErrnoException).code === 'EACCES'
  }
}

/** A process of that number exists, whoever it belongs to. */
export const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export const urlOf = (cluster: Cluster, port: number): string =>
  `postgres://parvis:${cluster.password}@127.0.0.1:${port}/postgres`

/** Whether it lets us in now: not while it starts, recovers or stops, nor when it is somebody else's server. */
export const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
