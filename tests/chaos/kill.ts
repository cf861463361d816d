/**
 * Parvis under load, killed again and again, and so is its PostgreSQL: what was acknowledged must exist, once and whole.
 *
 *   node tests/chaos/kill.ts           3 kills of the application, 1 of PostgreSQL
 *   node tests/chaos/kill.ts --full    30 and 5
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stopPostgres } from '#kernel'
import { type App, freePort, startApp } from '../support/app.ts'
import { copyServices } from '../support/services.ts'
import { openLoad, untilServed } from './load.ts'
import { type Verified, verify } from './verify.ts'

const ROOT = join(import.meta.dirname, '../..')

export type Chaos = { appKills: number; postgresKills: number; people: number; say?: (line: string) => void }

export type Survived = Verified & {
  /** Milliseconds from each kill until Parvis could serve again. */
  afterAppKills: number[]
  afterPostgresKills: number[]
}

/** Runs it in a folder of its own, and leaves nothing behind. Throws when something acknowledged is lost or doubled. */
export const survive = async ({
  appKills,
  postgresKills,
  people,
  say = () => {},
}: Chaos): Promise<Survived> => {
  const dir = join(ROOT, `.parvis/chaos-${process.pid}`)
  mkdirSync(dir, { recursive: true, mode: 0o755 })
  const port = await freePort()
  const services = join(dir, 'services')
  copyServices(services)
  const env = { PARVIS_DIR: dir, PARVIS_SERVICES: services, LOG_LEVEL: 'warn' }
  const start = () => startApp({ port, log: join(dir, 'parvis.log'), env })
  let app = await start()
  const afterAppKills: number[] = []
  const afterPostgresKills: number[] = []
  try {
    const load = await openLoad(app.origin, people)
    for (const target of inTurn(appKills, postgresKills)) {
      // Long enough for filings to be acknowledged, never the same, so that kills fall anywhere in an act.
      await wait(600 + Math.random() * 1_200)
      const from = performance.now()
      if (target === 'app') app = await killApp(app, start)
      else await killPostgres(dir)
      const ms = await untilServed(app.origin, from)
      ;(target === 'app' ? afterAppKills : afterPostgresKills).push(ms)
      say(
        `${target} killed, serving again after ${Math.round(ms)} ms; ${load.acknowledged.length} acknowledged`,
      )
    }
    await wait(1_000)
    await load.end()
    const verified = await verify(app.origin, dir, load.acknowledged)
    return { ...verified, afterAppKills, afterPostgresKills }
  } catch (error) {
    say(readFileSync(join(dir, 'parvis.log'), 'utf8').slice(-3_000))
    throw error
  } finally {
    await app.end('SIGTERM')
    await clear(dir)
  }
}

/** The kills of PostgreSQL spread among those of the application. */
const inTurn = (appKills: number, postgresKills: number): ('app' | 'postgres')[] => {
  const every = Math.max(1, Math.floor(appKills / Math.max(1, postgresKills)))
  const turns = Array.from({ length: appKills }, (_, at): ('app' | 'postgres')[] =>
    at % every === every - 1 && Math.floor(at / every) < postgresKills ? ['app', 'postgres'] : ['app'],
  ).flat()
  const missing = postgresKills - turns.filter((turn) => turn === 'postgres').length
  return [...turns, ...Array.from({ length: missing }, () => 'postgres' as const)]
}

const killApp = async (app: App, start: () => Promise<App>): Promise<App> => {
  await app.end('SIGKILL')
  return start()
}

/** Kills the postmaster of the embedded server, and waits until another one is there. */
const killPostgres = async (dir: string): Promise<void> => {
  const pid = postmaster(dir)
  if (!pid) throw new Error('there is no PostgreSQL to kill')
  process.kill(pid, 'SIGKILL')
  const until = Date.now() + 60_000
  while (postmaster(dir) === pid || postmaster(dir) === 0) {
    if (Date.now() > until) throw new Error('PostgreSQL was never started again')
    await wait(20)
  }
}

const postmaster = (dir: string): number => {
  try {
    return Number(readFileSync(join(clusterOf(dir), 'data/postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return 0
  }
}

/** The data of a folder that PostgreSQL's account cannot enter is kept elsewhere, and said so. */
const clusterOf = (dir: string): string => {
  const pointer = join(dir, 'postgres/elsewhere')
  return join(existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(dir, 'postgres'), 'cluster')
}

const clear = async (dir: string): Promise<void> => {
  await stopPostgres(join(dir, 'postgres'))
  rmSync(clusterOf(dir), { recursive: true, force: true })
  rmSync(dir, { recursive: true, force: true })
}

const ms = (times: number[]): string =>
  `${Math.round(Math.max(...times))} ms at most, ${Math.round(times.toSorted((a, b) => a - b)[times.length >> 1]!)} ms in the middle`

if (import.meta.main) {
  const full = process.argv.includes('--full')
  const chaos = full
    ? { appKills: 30, postgresKills: 5, people: 12 }
    : { appKills: 3, postgresKills: 1, people: 6 }
  const its = await survive({ ...chaos, say: console.log })
  console.log(`${chaos.appKills} kills of the application: serving again after ${ms(its.afterAppKills)}`)
  console.log(`${chaos.postgresKills} kills of PostgreSQL: serving again after ${ms(its.afterPostgresKills)}`)
  console.log(
    `${its.acknowledged} filings acknowledged (${its.sentAgain} after being sent again), ${its.photos} photos: ` +
      `each once, receipts signed, photos byte for byte; ledger of ${its.events} events whole, nothing left to do`,
  )
  const late = [...its.afterAppKills, ...its.afterPostgresKills].filter((time) => time > 10_000)
  if (late.length > 0) {
    console.error(`${late.length} times more than 10 s`)
    process.exitCode = 1
  }
}
