import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { type Database, migrate, openDatabase, sql, startPostgres, stopPostgres } from '#kernel'
import { type App, freePort, startApp } from '../../tests/support/app.ts'

const ROOT = join(import.meta.dirname, '../..')

/** What a bench stands on: a PostgreSQL of its own with the durability of production, and `bin/parvis start` beside it. */
export type Ground = {
  dir: string
  url: string
  db: Database
  /** Starts Parvis on this database, with what more the environment says. */
  startApp(env?: Record<string, string>): Promise<App>
  /** Stops everything and leaves nothing behind, but a folder that is kept. */
  clear(): Promise<void>
}

/** `keep`: a folder that stays, with what was written there, for the next run. */
export const openGround = async (name: string, keep?: string): Promise<Ground> => {
  const dir = keep ? resolve(keep) : join(ROOT, `.parvis/bench-${name}-${process.pid}`)
  mkdirSync(dir, { recursive: true, mode: 0o755 })
  const postgres = join(dir, 'postgres')
  const server = await startPostgres({ dir: postgres, log: () => {}, watched: false })
  const db = openDatabase(server.url, { connections: 16 })
  await migrate(db, { log: () => {} })
  await refuseIfNotDurable(db)
  const apps: App[] = []
  return {
    dir,
    url: server.url,
    db,
    async startApp(env = {}) {
      const app = await startApp({
        port: await freePort(),
        log: join(dir, 'parvis.log'),
        env: { PARVIS_DIR: dir, DATABASE_URL: server.url, ...env },
      })
      apps.push(app)
      return app
    },
    async clear() {
      for (const app of apps) await app.end('SIGTERM')
      sayErrors(join(dir, 'parvis.log'))
      await db.close()
      await stopPostgres(postgres)
      if (keep) return
      const elsewhere = join(postgres, 'elsewhere')
      if (existsSync(elsewhere))
        rmSync(readFileSync(elsewhere, 'utf8').trim(), { recursive: true, force: true })
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** What Parvis called an error while it was measured: a figure that goes with one is to be doubted. */
const sayErrors = (log: string) => {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : []
  for (const line of lines.filter((one) => /^\{"level":(50|60)/.test(one)).slice(0, 3)) console.error(line)
}

/** A figure that forgoes durability is no figure. */
const refuseIfNotDurable = async (db: Database) => {
  const settings = await db.query<{ name: string; setting: string }>(sql`
    SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')`)
  const off = settings.filter(({ setting }) => setting !== 'on')
  if (off.length > 0) throw new Error(`not durable: ${JSON.stringify(off)}`)
}

/** On what a figure was measured; no name of a machine. */
export const machineOf = async (db: Database | null): Promise<string> => {
  const rows = db
    ? await db.query<{ version: string }>(sql`SELECT split_part(version(), ' ', 2) AS version`)
    : []
  const [model] = cpus()
  return [
    `${availableParallelism()} cores (${model?.model.trim() || 'unnamed'})`,
    `${Math.round(totalmem() / 1e9)} GB`,
    `Node ${process.versions.node}`,
    ...rows.map(({ version }) => `PostgreSQL ${version}, fsync on`),
    `load ${loadavg()[0]!.toFixed(1)} at the end`,
    new Date().toISOString().slice(0, 10),
  ].join(', ')
}
