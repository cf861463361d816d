import type { Catalogue } from '#catalogue'
import { type Signer, type Stored, storeEvidence } from '#documents'
import { createDossiers, type Dossier, type Dossiers } from '#dossiers'
import { createEvaluations, type Evaluations } from '#evaluations'
import { type Clock, type Database, type Queries } from '#kernel'
import { eventsOf } from '#ledger'
import { namesIn, type Organisations } from '#parties'
import { keepRecords, type Registry } from '#registries'
import { diceOf, seedOf } from './dice.ts'
import { liveVisit } from './live-visit.ts'
import { inOneTransaction } from './one-transaction.ts'
import { giveOpinion } from './opinions.ts'
import { invent, recordsOf } from './person.ts'
import { granted, type Scene } from './scene.ts'
import { holdAftermath, type History, planAnew } from './store.ts'
import type { Story } from './story.ts'
import { type Life, type Post, tell } from './telling.ts'
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
  /** Those of the platform, for whoever reads and does nothing. */
  dossiers: Dossiers
  evidence: Stored
  post: Post
}

/**
 * A group of lives, in one transaction: from the `from`th person to before the `to`th, then what follows from them. Answers
 * how many requests they filed; `lived` is told of each person.
 */
export const liveLives = async (
  ground: Ground,
  { from, to }: { from: number; to: number },
  tx: Queries,
  lived: (dossiers: number) => void,
): Promise<number> => {
  await planAnew(tx)
  const group = openGroup(ground, tx)
  const lives: Life[] = []
  for (let nth = from; nth < to; nth += 1) lives.push(await liveOne(ground, group, nth))
  await holdAftermath(tx)
  const telling = { ...group, post: ground.post, first: moment(ground.span.first, 12 * 60) }
  await tell(telling, lives, (life) => lived(life.dossiers.length))
  await giveOpinions(ground, group, { from, lives })
  return lives.reduce((count, { dossiers }) => count + dossiers.length, 0)
}

/** The platform's own doors for a group of people, on a clock of theirs. */
type Group = ReturnType<typeof openGroup>

const openGroup = (ground: Ground, tx: Queries) => {
  const db = inOneTransaction(ground.db, tx)
  const end = moment(ground.span.last, 0)
  let now = moment(ground.span.first, 0)
  const clock = () => new Date(now)
  const setTime = (at: Date) => void (now = at)
  const catalogue = ground.catalogueAt(clock)
  const registries = withOutages(ground, ground.registriesOf(db), clock)
  const { signer } = ground
  const dossiers = createDossiers({ db, clock, catalogue, registries, signer, committed: () => {} })
  const goTo = (at: Date) => {
    if (at >= end) return false
    setTime(at)
    return true
  }
  return { db, end, clock, setTime, goTo, catalogue, dossiers }
}

const liveOne = async (ground: Ground, group: Group, nth: number): Promise<Life> => {
  const { story, span, services, organisations, catalogueAt } = ground
  const { number: history, seed } = ground.history
  const { db, catalogue, dossiers, clock, goTo } = group
  const { person, dice } = invent(story, { history, seed, nth, today: span.last })
  await keepRecords(db, recordsOf(person, organisations.registries.values(), span.first))
  const offer = (service: string, at: Date) => catalogueAt(() => at).current(service)?.definition ?? null
  const [afterFiling] = dossiers.subscribers
  const scene: Scene = {
    dossiers,
    organisations,
    story,
    person,
    dice,
    evidence: ground.evidence,
    now: clock,
    goTo,
    serviceNow: (service) => catalogue.current(service)!.definition,
    async remembered({ id, pinned, contested }) {
      const isReused = pinned.definition.needs.some(({ knownBy }) => knownBy?.registry === 'self')
      if (!isReused && Object.keys(contested).length === 0) return
      const filed = (await eventsOf(db, id)).filter(({ kind }) => kind === 'dossier.filed')
      for (const event of filed) await afterFiling!.react(db, { ...event, index: 0 })
    },
  }
  const filed: Dossier[] = []
  for (const visit of visitsOf({ story, span, services, offer }, person, dice)) {
    const dossier = await liveVisit(scene, visit)
    if (dossier) filed.push(dossier)
  }
  return { person, dossiers: filed }
}

const giveOpinions = async (
  ground: Ground,
  group: Group,
  { from, lives }: { from: number; lives: readonly Life[] },
): Promise<void> => {
  const evaluations = evaluationsOf(ground, group)
  try {
    for (const [at, { dossiers }] of lives.entries()) {
      // Dice apart from those of the life: whoever has no opinion lives as if they had one.
      const dice = diceOf(seedOf(ground.history.seed + 1, from + at))
      for (const dossier of dossiers)
        await giveOpinion({ evaluations, story: ground.story, dice, goTo: group.goTo }, dossier)
    }
  } finally {
    evaluations.stop()
  }
}

/** The platform's evaluations, on the history's clock. */
export const evaluationsOf = (
  { organisations }: Pick<Ground, 'organisations'>,
  on: { db: Database; clock: Clock; catalogue: Catalogue; dossiers: Dossiers },
): Evaluations => createEvaluations({ ...on, names: namesIn(organisations), committed: () => {} })

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
