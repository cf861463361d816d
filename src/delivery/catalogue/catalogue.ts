import type { Database } from '#kernel'
import { compileVersion } from './compile.ts'
import type { CompiledVersion } from './compiled.ts'
import { readHeads, readVersion } from './store.ts'

export type Catalogue = {
  /** The version in force of a service, null when there is no such service. */
  current(service: string): CompiledVersion | null
  /** One version, in force or not: a dossier stays on its own. */
  at(service: string, version: number): Promise<CompiledVersion | null>
  /** The version in force of every service, in the order of their ids. */
  list(): readonly CompiledVersion[]
  /** Looks now for what was published; resolves once it can be seen. */
  refresh(): Promise<void>
  stop(): void
}

export type CatalogueOptions = {
  /** Milliseconds between two looks: how long a publication by another process stays unseen. */
  every?: number
  log?: { error(details: object, message: string): void }
}

/**
 * The versions of services, ready to run. A version never changes: once compiled it is kept for the life of the
 * process; only which one is in force is asked of the database, each second, so that any number of processes see a
 * publication without a restart.
 */
export const createCatalogue = async (db: Database, options: CatalogueOptions = {}): Promise<Catalogue> => {
  const compiled = new Map<string, CompiledVersion>()
  let current = new Map<string, CompiledVersion>()

  const at = async (service: string, version: number): Promise<CompiledVersion | null> => {
    const key = `${service} ${version}`
    const known = compiled.get(key)
    if (known) return known
    const read = await readVersion(db, service, version)
    if (!read) return null
    const ready = compileVersion(read)
    if (!ready.ok)
      throw new Error(`${key} was published and no longer compiles: ${JSON.stringify(ready.details)}`)
    compiled.set(key, ready.value)
    return ready.value
  }

  /** A version that cannot run leaves the one before in force: the other services must not suffer from it. */
  const inForce = async (service: string, version: number) => {
    try {
      return await at(service, version)
    } catch (error) {
      options.log?.error(
        { service, version, error: (error as Error).message },
        'a version cannot be put in force',
      )
      return current.get(service) ?? null
    }
  }

  let looks = 0
  let shown = 0
  const look = async () => {
    const mine = ++looks
    const next = new Map<string, CompiledVersion>()
    for (const { service, version } of await readHeads(db)) {
      const ready = await inForce(service, version)
      if (ready) next.set(service, ready)
    }
    // Two looks may overlap: one that began earlier never hides what a later one saw.
    if (mine < shown) return
    shown = mine
    current = next
  }

  let looking: Promise<void> | null = null
  const tick = () => {
    looking ??= look()
      // PostgreSQL may be restarting: what is in force stays so, and the next look will tell.
      .catch((error: Error) =>
        options.log?.error({ error: error.message }, 'the catalogue could not be read'),
      )
      .finally(() => (looking = null))
  }

  await look()
  const timer = setInterval(tick, options.every ?? 1_000)
  timer.unref()
  return {
    current: (service) => current.get(service) ?? null,
    at,
    list: () => [...current.values()],
    refresh: look,
    stop: () => clearInterval(timer),
  }
}
