import { join } from 'node:path'
import { type Catalogue, createCatalogue, type Definition, loadFolder, publish } from '#catalogue'
import type { Act, Circumstances } from '#acts'
import { deadlines } from '#deadlines'
import { openSigner, type Signer, storeEvidence } from '#documents'
import {
  answer,
  contentOf,
  createDossiers,
  type Dossier,
  type Dossiers,
  read,
  remainderOf,
  take,
} from '#dossiers'
import { type Database, type Language, newId, type Result } from '#kernel'
import { type Ledger, startLedger } from '#ledger'
import { createEvaluations, type Evaluations } from '#evaluations'
import { notices } from '#notices'
import {
  type Actor,
  type Agent,
  loadOrganisations,
  namesIn,
  type Organisations,
  type Person,
  robot,
} from '#parties'
import type { Registry } from '#registries'
import { type Robots, robotTurns, startRobots, worklists } from '#work'
import { registriesOf, seedRegistries } from '../../src/operations/demonstration.ts'
import { freshDatabase } from './database.ts'
import { keptLog, type Line } from './ledger.ts'
import { isQuiet } from './quiet.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Monday 23 November 2026, 10 o'clock in Québec. */
export const MONDAY = '2026-11-23'
const OPENING_HOUR = 'T15:00:00.000Z'

/** The domains wired on a fresh database, with the demonstration's services and people, at a time that a test sets. */
export type Story = {
  db: Database
  url: string
  catalogue: Catalogue
  dossiers: Dossiers
  evaluations: Evaluations
  ledger: Ledger
  robots: Robots
  signer: Signer
  organisations: Organisations
  /** The registries that dossiers consult: a test may put another in place of one. */
  registries: Map<string, Registry>
  /** What the robots and the ledger logged. */
  lines: Line[]
  now(): Date
  /** It is 10 o'clock in Québec on this day. */
  setDay(day: string): void
  setTime(instant: string): void
  person(id: string): Person
  agent(id: string): Agent
  /** Every event is sealed and reacted to, and the robots have had their turns. */
  caughtUp(): Promise<void>
  /** The kinds of what happened to a dossier, in order. */
  happened(id: string): Promise<string[]>
  /** What the last event of a kind says; undefined when there is none. */
  said(id: string, kind: string): Promise<Record<string, unknown> | undefined>
  /** The dossier as it now is, whoever may see it. */
  dossier(id: string): Promise<Dossier>
  /** One act, from the channel where such an actor does it. */
  act<Input, Answer, R extends string>(
    verb: Act<Dossier, Input, Answer, R>,
    id: string,
    actor: Actor,
    input: Input,
  ): Promise<Result<Answer, R | 'not-found' | 'evidence-not-stored'>>
  openAs(actor: Actor, service: string): Promise<{ dossier: Dossier; key: string | null }>
  answerAll(id: string, actor: Actor, values: Record<string, unknown>): Promise<Dossier>
  /** Files what the draft holds, with a key of its own unless one is given. */
  fileIt(id: string, actor: Actor, key?: string): ReturnType<Dossiers['file']>
  /** Opened, answered, filed: the dossier once robots have had their turn. */
  filed(actor: Actor, service: string, values: Record<string, unknown>): Promise<Dossier>
  /** Read for its processing, then taken. */
  takenBy(agent: Agent, id: string): Promise<Dossier>
  /** A stored image, as an answer names it. */
  photo(id: string): Promise<Record<string, unknown>>
  publish(service: string, change?: (definition: Definition) => Definition): Promise<number>
  close(): Promise<void>
}

export type StoryOptions = {
  services?: readonly string[]
  /** Robots and reactions stand still until the test says so. */
  still?: boolean
}

const SERVICES = ['allocation-famille', 'certificat-naissance', 'signalement-chaussee']

export const openStory = async ({
  services = SERVICES,
  still = false,
}: StoryOptions = {}): Promise<Story> => {
  const { db, url, drop } = await freshDatabase({ connections: 12 })
  let instant = new Date(MONDAY + OPENING_HOUR)
  const clock = () => new Date(instant)
  const organisations = valueOf(await loadOrganisations(join(ROOT, 'organisations')))
  await seedRegistries(db, organisations)
  const publishOne = async (service: string, change = (definition: Definition) => definition) => {
    const definition = valueOf(await loadFolder(join(ROOT, 'services', service)))
    return valueOf(await publish(db, change(definition), { by: 'operator', at: clock() })).version
  }
  for (const service of services) await publishOne(service)
  const catalogue = await createCatalogue(db)
  const signer = await openSigner(db, clock)
  const registries = new Map(registriesOf(db, organisations))
  const log = keptLog()
  const committed = () => ledger.poke()
  const dossiers = createDossiers({ db, clock, catalogue, registries, signer, committed })
  const names = namesIn(organisations)
  const evaluations = createEvaluations({ db, clock, catalogue, dossiers, names, committed })
  const robots = startRobots({ db, dossiers, clock, log, pollMs: still ? 1e8 : 20 })
  const nameOf = (person: string) => organisations.people.get(person)?.name ?? null
  const work = { dossiers, clock, nameOf, poke: still ? () => {} : robots.poke }
  const subscribers = [
    ...dossiers.subscribers,
    worklists(work),
    robotTurns(work),
    deadlines(dossiers),
    notices(dossiers),
    ...evaluations.subscribers,
  ]
  const ledger = startLedger(db, { clock, subscribers, log, pollMs: 20 })

  const story: Story = {
    db,
    url,
    catalogue,
    dossiers,
    evaluations,
    ledger,
    robots,
    signer,
    organisations,
    registries,
    lines: log.lines,
    now: clock,
    setDay: (day) => void (instant = new Date(day + OPENING_HOUR)),
    setTime: (at) => void (instant = new Date(at)),
    person: (id) => ({
      kind: 'person',
      id: `person:${id}`,
      person: id,
      name: organisations.people.get(id)?.name ?? id,
    }),
    agent: (id) => agentOf(organisations, id),
    async caughtUp() {
      for (;;) {
        await ledger.caughtUp()
        if (still) return
        robots.poke()
        await robots.idle()
        if (await isQuiet(db, clock())) return
      }
    },
    happened: async (id) => (await dossiers.history(id)).map(({ kind }) => kind),
    said: async (id, kind) => (await dossiers.history(id)).findLast((event) => event.kind === kind)?.body,
    async dossier(id) {
      const found = await dossiers.find(id, robot('story'))
      if (!found) throw new Error(`no dossier ${id}`)
      return found
    },
    act: (verb, id, actor, input) => dossiers.perform(verb, id, input, hereOf(actor)),
    async openAs(actor, service) {
      return valueOf(await dossiers.open({ service, ...hereOf(actor) }))
    },
    async answerAll(id, actor, values) {
      return valueOf(await story.act(answer, id, actor, { values })).dossier
    },
    async fileIt(id, actor, key = newId()) {
      const draft = await story.dossier(id)
      const { digest } = contentOf(draft, remainderOf(draft.pinned, draft))
      return dossiers.file({ id, key, digest, here: hereOf(actor) })
    },
    async filed(actor, service, values) {
      const { dossier, key } = await story.openAs(actor, service)
      const holder = key ? ({ kind: 'holder', id: 'key', dossier: dossier.id } as const) : actor
      await story.answerAll(dossier.id, holder, values)
      valueOf(await story.fileIt(dossier.id, holder))
      await story.caughtUp()
      return story.dossier(dossier.id)
    },
    async takenBy(agent, id) {
      valueOf(await story.act(read, id, agent, { purpose: 'processing' }))
      return valueOf(await story.act(take, id, agent, {})).dossier
    },
    async photo(id) {
      const stored = valueOf(await storeEvidence(db, PIXEL, clock()))
      return { id, name: `${id}.png`, ...stored }
    },
    async publish(service, change) {
      const version = await publishOne(service, change)
      await catalogue.refresh()
      return version
    },
    async close() {
      await Promise.all([robots.stop(), ledger.stop()])
      evaluations.stop()
      catalogue.stop()
      await drop()
    },
  }
  return story
}

/** The channel that such an actor comes by. */
export const hereOf = (actor: Actor, language: Language = 'fr'): Omit<Circumstances, 'now'> => {
  const channels = { person: 'portal', holder: 'portal', agent: 'desk', robot: 'robot' } as const
  return { actor, channel: channels[actor.kind], language }
}

const agentOf = (organisations: Organisations, id: string): Agent => {
  for (const organisation of organisations.organisations.values()) {
    const found = organisation.agents.find((one) => one.id === id)
    if (found) return { kind: 'agent', agent: id, ...found, id: `agent:${id}`, organisation: organisation.id }
  }
  throw new Error(`no agent ${id}`)
}

/** What was answered; a refusal is shown whole. */
export const valueOf = <T>(result: Result<T>): T => {
  if (result.ok) return result.value
  throw new Error(`refused ${result.refusal} ${JSON.stringify(result.details)}`)
}

/** The code of a refusal; throws when it was not refused. */
export const refusalOf = <R extends string>(result: Result<unknown, R>): R => {
  if (!result.ok) return result.refusal
  throw new Error('it was not refused')
}

/** The details of a refusal; throws when it was not refused. */
export const detailsOf = (result: Result<unknown>): Record<string, unknown> => {
  if (!result.ok) return result.details
  throw new Error('it was not refused')
}

/** A PNG of one pixel, complete. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

/** What Amélie answers to what remains of the family allowance: two children with her, no spouse, a cheque. */
export const AMELIES_ANSWERS = {
  liveInQuebec: true,
  spouse: false,
  children: [
    { id: 'lea', custody: 'full', handicapped: false },
    { id: 'noah', custody: 'full', handicapped: false },
  ],
  payment: 'cheque',
}

/** What remains of the birth certificate for somebody who asks for their own; `identityEvidence` is theirs to add. */
export const CERTIFICATE_ANSWERS = {
  whoseAct: 'self',
  document: 'certificate',
  speed: 'normal',
  deliveryLanguage: 'french',
  deliveryName: 'Amélie Tremblay',
  deliveryStreet: '12, rue des Ormes',
  deliveryCity: 'Trois-Rivières',
  deliveryPostalCode: 'G9A 1A1',
}

export const POTHOLE_ANSWERS = {
  place: 'Devant le 12, rue des Ormes',
  what: 'nid-de-poule',
  dangerous: true,
  description: 'Un trou profond, près du passage des écoliers.',
}
