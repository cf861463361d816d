import type { Catalogue } from '#catalogue'
import { type Signer, type Stored, storeEvidence } from '#documents'
import { createDossiers } from '#dossiers'
import { type Clock, type Database, type Queries } from '#kernel'
import { eventsOf } from '#ledger'
import type { Organisations } from '#parties'
import { keepRecord, type Registry } from '#registries'
import { liveVisit } from './live-visit.ts'
import { inOneTransaction } from './one-transaction.ts'
import { invent, recordsOf } from './person.ts'
import { granted, type Scene } from './scene.ts'
import type { History } from './store.ts'
import type { Story } from './story.ts'
import { moment, type Span } from './time.ts'
import { visitsOf } from './visits.ts'

/** What every life leans on. */
export type Ground = {
  db: Database
  story: Story
  history: Pick<History, 'number' | 'seed'>
  span: Span
  organisations: Organisations
  /** The catalogue as at a clock's time. */
  catalogueAt(clock: Clock): Catalogue
  registriesOf(db: Queries): ReadonlyMap<string, Registry>
  services: readonly string[]
  signer: Signer
  evidence: Stored
}

/** Lives that share nothing but one transaction: from the `from`th person to before the `to`th. Answers their dossiers. */
export const liveLives = (ground: Ground, from: number, to: number, tx: Queries): Promise<number> => {
  const db = inOneTransaction(ground.db, tx)
  const time = { now: moment(ground.span.first, 0) }
  const clock = () => new Date(time.now)
  const catalogue = ground.catalogueAt(clock)
  const registries = withOutages(ground, ground.registriesOf(db), clock)
  const { signer } = ground
  const dossiers = createDossiers({ db, clock, catalogue, registries, signer, committed: () => {} })
  const end = moment(ground.span.last, 0)
  const [afterFiling] = dossiers.subscribers
  const around: Omit<Scene, 'person' | 'dice'> = {
    ...ground,
    dossiers,
    now: clock,
    goTo(at) {
      if (at >= end) return false
      time.now = at
      return true
    },
    serviceNow: (service) => catalogue.current(service)!.definition,
    async remembered(id) {
      const filed = (await eventsOf(db, id)).filter(({ kind }) => kind === 'dossier.filed')
      for (const event of filed) await afterFiling!.react(db, { ...event, index: 0 })
    },
  }
  return livedOneByOne(ground, around, { from, to, db, catalogueAt: ground.catalogueAt })
}

type Lives = { from: number; to: number; db: Queries; catalogueAt: Ground['catalogueAt'] }

const livedOneByOne = async (
  ground: Ground,
  around: Omit<Scene, 'person' | 'dice'>,
  { from, to, db, catalogueAt }: Lives,
): Promise<number> => {
  const { story, span, services, organisations } = ground
  const { number: history, seed } = ground.history
  const offer = (service: string, at: Date) => catalogueAt(() => at).current(service)?.definition ?? null
  let filed = 0
  for (let nth = from; nth < to; nth += 1) {
    const { person, dice } = invent(story, { history, seed, nth, today: span.last })
    for (const record of recordsOf(person, organisations.registries.values(), span.first))
      await keepRecord(db, { person: person.actor.person, ...record })
    for (const visit of visitsOf({ story, span, services, offer }, person, dice))
      if (await liveVisit({ ...around, person, dice }, visit)) filed += 1
  }
  return filed
}

/** The two days when a registry did not answer: nothing else was asked of it then. */
const withOutages = (
  { story, span }: Ground,
  registries: ReadonlyMap<string, Registry>,
  clock: Clock,
): ReadonlyMap<string, Registry> => {
  const all = new Map(registries)
  for (const outage of story.outages) {
    const registry = registries.get(outage.registry)
    if (!registry) continue
    const isDown = (at: Date) => isDuring(span, outage, at)
    all.set(outage.registry, {
      ...registry,
      look: async (person, fact, purpose) =>
        isDown(clock()) ? { status: 'unavailable', why: 'down' } : registry.look(person, fact, purpose),
    })
  }
  return all
}

const DAY_MS = 24 * 60 * 60_000

const isDuring = (span: Span, { at, days }: Story['outages'][number], now: Date): boolean => {
  const from = moment(span.first, 0).getTime()
  const began = from + at * (moment(span.last, 0).getTime() - from)
  return now.getTime() >= began && now.getTime() < began + days * DAY_MS
}

/** An invented document, of one pixel: what people attach. Stored before anybody names it. */
export const inventedEvidence = async (db: Database, at: Date): Promise<Stored> =>
  granted(await storeEvidence(db, Buffer.from(PIXEL, 'base64'), at), 'evidence')

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
