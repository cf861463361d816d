import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Catalogue, checkFolder, publish, type Surroundings } from '#catalogue'
import { CannotStart, type Clock, type Database, dayOf, ok, type Result } from '#kernel'
import type { Organisations } from '#parties'
import type { Config } from '../config.ts'
import { findingLines } from './findings.ts'
import { readOrganisations } from './organisations.ts'

type Say = (line: string) => void
type Folders = Pick<Config, 'servicesDir' | 'organisationsDir'>

/** The ids of the services under a folder: each subfolder that has a service.yaml. */
export const serviceIds = async (servicesDir: string): Promise<string[]> => {
  const entries = await readdir(servicesDir, { withFileTypes: true }).catch(() => null)
  if (!entries) throw noFolder(servicesDir)
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const written = await Promise.all(
    folders.map((name) => signatureOf(join(servicesDir, name, 'service.yaml'))),
  )
  return folders.filter((_, at) => written[at] !== '').toSorted()
}

/** What services lean on, as of the clock's day. Throws `CannotStart` when the organisations cannot be read. */
export const readSurroundings = async (folders: Folders, clock: Clock): Promise<Surroundings> => ({
  ...(await readOrganisations(folders)),
  today: dayOf(clock()),
})

export type Publication = {
  config: Folders
  db: Database
  organisations: Pick<Organisations, 'organisations' | 'registries'>
  clock: Clock
  say: Say
}

/** Checks one service and publishes it if it changed: the number of its new version, or why there is none. */
export const publishService = async (
  id: string,
  { config, db, organisations, clock, say }: Publication,
): Promise<Result<number, 'unchanged' | 'not-publishable'>> => {
  const at = clock()
  const surroundings = { ...organisations, today: dayOf(at) }
  const { findings, definition } = await checkFolder(join(config.servicesDir, id), surroundings)
  const errors = findings.filter((finding) => finding.level === 'error')
  for (const line of errors.flatMap((finding) => findingLines(finding, 'fr'))) say(line)
  if (!definition) {
    say(`${id} : non publié, voir ci-dessus / not published, see above`)
    return { ok: false, refusal: 'not-publishable', details: { findings } }
  }
  const published = await publish(db, definition, { by: 'operator', at })
  if (!published.ok) return published
  say(`${id} : version ${published.value.version} publiée / published`)
  return ok(published.value.version)
}

/** Publishes the services that changed. One that does not pass its checks is said and stays as it was. */
export const publishServices = async (publication: Publication): Promise<void> => {
  for (const id of await serviceIds(publication.config.servicesDir)) await publishService(id, publication)
}

/** Between two looks at the folders, in milliseconds: a change is published once two looks see it the same. */
const LOOK_EVERY = 400

export type Watch = {
  /** Resolves once the folders were looked at: what is saved from then on is published. */
  begun: Promise<void>
  stop(): Promise<void>
}

/**
 * In the demonstration a folder that somebody edits is checked and published as it is saved, and what is wrong is said.
 * Looks at dates and sizes rather than asking the system to tell: that also works in containers and on shared disks.
 */
export const watchServices = (
  publication: Publication & { catalogue: Pick<Catalogue, 'refresh'> },
): Watch => {
  const stopping = new AbortController()
  const begun = Promise.withResolvers<void>()
  const watching = watch(publication, stopping.signal, begun.resolve)
  return {
    begun: begun.promise,
    stop: async () => {
      stopping.abort()
      await watching
    },
  }
}

const watch = async (
  publication: Parameters<typeof watchServices>[0],
  signal: AbortSignal,
  begun: () => void,
): Promise<void> => {
  const { servicesDir } = publication.config
  let settled = await signatures(servicesDir)
  begun()
  let before = settled
  while (await isStill(signal)) {
    const now = await signatures(servicesDir)
    for (const [id, signature] of now) {
      // A change that is still being written waits for the next look.
      if (signature === settled.get(id) || signature !== before.get(id)) continue
      settled = new Map(settled).set(id, signature)
      await republish(id, publication)
    }
    before = now
  }
}

const isStill = (signal: AbortSignal): Promise<boolean> =>
  wait(LOOK_EVERY, true, { signal, ref: false }).catch(() => false)

const republish = async (id: string, publication: Parameters<typeof watchServices>[0]): Promise<void> => {
  try {
    const published = await publishService(id, publication)
    if (published.ok) await publication.catalogue.refresh()
  } catch (error) {
    // The database may be restarting: whoever edits saves again, and the platform goes on.
    publication.say(`${id} : ${(error as Error).message}`)
  }
}

/** Each service's files, their sizes and dates: another text when anything of it changed. */
const signatures = async (servicesDir: string): Promise<Map<string, string>> => {
  const ids = await serviceIds(servicesDir).catch(() => [])
  const each = await Promise.all(ids.map((id) => signatureOf(join(servicesDir, id))))
  return new Map(ids.map((id, at) => [id, each[at]!]))
}

/** Empty when there is no such file or folder, or while it is being replaced. */
const signatureOf = async (path: string): Promise<string> => {
  const found = await stat(path).catch(() => null)
  if (!found) return ''
  if (!found.isDirectory()) return `${path} ${found.size} ${found.mtimeMs}\n`
  const names = await readdir(path).catch(() => [])
  return (await Promise.all(names.toSorted().map((name) => signatureOf(join(path, name))))).join('')
}

const noFolder = (folder: string) =>
  new CannotStart('no-services', {
    fr: `Le dossier des services ${folder} n’existe pas ou ne se laisse pas lire.`,
    en: `The services folder ${folder} does not exist or cannot be read.`,
  })
