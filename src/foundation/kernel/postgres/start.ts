import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CannotStart } from '../cannot-start.ts'
import { type Cluster, openCluster, type Settings } from './cluster.ts'
import { execute, ProgramFailed } from './execute.ts'
import { faultOf } from './faults.ts'
import { portFor } from './port.ts'
import { answers, exists, isRunning, type Postmaster, urlOf, writtenPostmaster } from './postmaster.ts'
import { watch } from './watch.ts'

export type PostgresOptions = {
  /** Where the database lives; made when missing. One server per folder, whoever starts it. */
  dir: string
  log: (line: string) => void
  /** Settings of `postgresql.conf` over ours, for a test that wants other trade-offs. */
  settings?: Settings
  /** Restart it when it dies while we live (default), or leave it alone. */
  watched?: boolean
}

export type EmbeddedPostgres = {
  /** `postgres://…`, good until `stop`: a restarted server keeps its port and password. */
  url: string
  /** True when the server was already running: a survivor of a killed process, or another process's. */
  adopted: boolean
  /** Ends the watch and stops the server, open transactions rolled back. */
  stop(): Promise<void>
}

/**
 * Starts, or adopts, the PostgreSQL server of `dir`.
 * Throws `CannotStart` (`folder-not-writable`, `disk-full`, `no-unprivileged-account`, `no-embedded-postgres`,
 * `other-postgres-version`, `database-vanished`, `postgres-failed`) with the sentence for the operator.
 */
export const startPostgres = async (options: PostgresOptions): Promise<EmbeddedPostgres> => {
  const { log, settings = {}, watched = true } = options
  const cluster = await openCluster(resolve(options.dir), settings, log)
  const { port, adopted } = await ensureRunning(cluster, log)
  const unwatch = watched
    ? watch(cluster, port, log, () => ensureRunning(cluster, log, port))
    : async () => {}
  return {
    url: urlOf(cluster, port),
    adopted,
    stop: async () => {
      await unwatch()
      await stopServer(cluster)
    },
  }
}

/** Stops the server of `dir`, if one runs there. */
export const stopPostgres = async (dir: string): Promise<void> => {
  if (!existsSync(dir)) return
  await stopServer(await openCluster(resolve(dir), {}, () => {}))
}

/** Long enough for a recovery after a crash on a slow disk; every wait says so. */
const PATIENCE_MS = 90_000

type Running = { port: number; adopted: boolean }

/**
 * Whatever the state left by a crash or by another process, ends with a server that answers. PostgreSQL's own lock
 * (`postmaster.pid` and its shared memory) decides between two starts at once: the loser finds the winner's server.
 */
const ensureRunning = async (
  cluster: Cluster,
  log: (line: string) => void,
  fixedPort?: number,
): Promise<Running> => {
  const deadline = Date.now() + PATIENCE_MS
  let said = false
  while (Date.now() < deadline) {
    const written = writtenPostmaster(cluster)
    if (written && isRunning(cluster, written)) {
      if (written.port && (await answers(urlOf(cluster, written.port)))) {
        return { port: written.port, adopted: true }
      }
      if (!said) log('PostgreSQL is starting or recovering: waiting for it')
      said = true
      await wait(100)
    } else {
      const port = await launch(cluster, written, fixedPort)
      if (port) return { port, adopted: false }
      await wait(150)
    }
  }
  throw new CannotStart('postgres-failed', {
    fr: `PostgreSQL n’a pas répondu en ${PATIENCE_MS / 1000} s. Son journal : ${cluster.logFile}`,
    en: `PostgreSQL did not answer within ${PATIENCE_MS / 1000} s. Its log: ${cluster.logFile}`,
  })
}

/** The port it listens on; undefined when somebody else's start, a dying server or a port just taken is in the way. */
const launch = async (cluster: Cluster, stale: Postmaster | undefined, fixedPort?: number) => {
  if (stale && exists(stale.pid)) forget(cluster, stale)
  const port = fixedPort ?? (await portFor(cluster.home))
  rotate(cluster.logFile)
  const from = sizeOf(cluster.logFile)
  try {
    await execute(
      cluster.binaries.pg_ctl,
      ['start', '-w', '-t', '60', '-s', '-D', cluster.data, '-l', cluster.logFile, '-o', `-p ${port}`],
      cluster.account,
    )
    return port
  } catch (error) {
    const said = logSince(cluster.logFile, from)
    if (IN_THE_WAY.test(said) || (error as ProgramFailed).said?.includes('another server')) return undefined
    throw faultOf(
      new ProgramFailed('PostgreSQL', said || String((error as ProgramFailed).said)),
      cluster.home,
    )
  }
}

const IN_THE_WAY =
  /lock file .* already exists|pre-existing shared memory|could not bind|address already in use|could not create any TCP\/IP/i

/** A zombie, or a stranger who was given the same number, would make PostgreSQL think that the folder is taken. */
const forget = (cluster: Cluster, stale: Postmaster) => {
  const now = writtenPostmaster(cluster)
  if (now?.pid === stale.pid && now.port === stale.port)
    rmSync(join(cluster.data, 'postmaster.pid'), { force: true })
}

const stopServer = async (cluster: Cluster): Promise<void> => {
  const written = writtenPostmaster(cluster)
  if (!written || !isRunning(cluster, written)) return
  try {
    await execute(
      cluster.binaries.pg_ctl,
      ['stop', '-w', '-s', '-t', '60', '-m', 'fast', '-D', cluster.data],
      cluster.account,
    )
  } catch (error) {
    if (isRunning(cluster, written)) throw faultOf(error, cluster.home)
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

const logSince = (file: string, from: number): string =>
  sizeOf(file) ? readFileSync(file).subarray(from).toString('utf8').trim().slice(-2_000) : ''

/** The log of a server that runs for years stays below 10 MB: one file, and the one before. */
const rotate = (file: string) => {
  if (sizeOf(file) > 5_000_000) renameSync(file, `${file}.before`)
}
