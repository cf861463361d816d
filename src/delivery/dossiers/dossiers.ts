import { type Circumstances, type Door, eventsOf, mayAssist, openDoor, standingOf } from '#acts'
import type { Catalogue, CompiledVersion } from '#catalogue'
import type { Signer } from '#documents'
import { batching, type Clock, type Database, isId, ok, type Queries, refused, type Result } from '#kernel'
import { eventsOf as eventsOfStream, type Subscriber } from '#ledger'
import type { Actor } from '#parties'
import { consult, type Registry } from '#registries'
import { applicantOf, decisionStatement, type Dossier } from './dossier.ts'
import { type Filing, type FilingAnswer, openFilings } from './filings.ts'
import { keptKnown } from './known.ts'
import { learn } from './learn.ts'
import { open, questionsOf } from './open.ts'
import { afterFiling } from './reactions.ts'
import { createStore, type Store, VersionMissing } from './store.ts'

export type Dossiers = {
  /**
   * Opens a draft of the service's current version, after asking the registries; `key` opens it without an account. An
   * agent opens it `onBehalfOf` the person they assist, or of a holder (`holderOf('')`) for whoever has no account.
   */
  open(
    opening: Omit<Circumstances, 'now'> & { service: string },
  ): Promise<Result<{ dossier: Dossier; key: string | null }, 'service-unknown' | 'sign-in-needed'>>
  /** Files, acknowledged once durable. See `file.ts` for what is refused. */
  file(filing: Filing): Promise<FilingAnswer>
  /** Every other act: `perform(answer, id, { values }, { actor, channel, language })`. */
  perform: Door<Dossier>['perform']
  /** The dossier for its applicant or a robot; an agent reads through the `read` act, with a purpose. */
  find(id: string, actor: Actor): Promise<Dossier | null>
  /** Those among many that the actor may see, by id; a reaction reads them `on` the transaction that it is given. */
  findAll(ids: readonly string[], actor: Actor, on?: Queries): Promise<Map<string, Dossier>>
  /** Asks again the registries that were unavailable. */
  consultAgain(dossier: Dossier, here: Omit<Circumstances, 'now'>): ReturnType<Door<Dossier>['perform']>
  ofPerson(
    person: string,
    page: { limit: number; offset: number },
  ): Promise<{ dossiers: Dossier[]; count: number }>
  /** What happened, in order: for the person's page and the agent's screen, once they may see the dossier. */
  history(id: string): Promise<Awaited<ReturnType<typeof eventsOfStream>>>
  /** The decision that holds, as a compact JWS (`typ: decision+jws`) anyone can verify; null when there is none. */
  signedDecision(dossier: Dossier): Promise<string | null>
  subscribers: Subscriber[]
}

export type DossierTools = {
  db: Database
  clock: Clock
  catalogue: Catalogue
  registries: ReadonlyMap<string, Registry>
  signer: Signer
  /** Tells the ledger that something is there to seal. */
  committed: () => void
}

export const createDossiers = ({
  db,
  clock,
  catalogue,
  registries,
  signer,
  committed,
}: DossierTools): Dossiers => {
  const store = createStore(catalogue)
  const door = openDoor(db, store, clock, committed)
  const ask = async (version: CompiledVersion, person: string, questions: ReturnType<typeof questionsOf>) =>
    keptKnown(version, await consult(registries, questions, person, `service:${version.service}`, clock()))
  const readOne = readingTogether(db, store)
  const findAll: Dossiers['findAll'] = async (ids, actor, on = db) => {
    const wanted = [...new Set(ids)].filter(isId)
    const found = wanted.length > 0 ? await store.findAll(on, wanted) : []
    const theirs = found.filter((dossier) => mayFind(actor, dossier))
    return new Map(theirs.map((dossier) => [dossier.id, dossier]))
  }
  return {
    async open({ service, ...here }) {
      const version = catalogue.current(service)
      if (!version || (here.onBehalfOf && !offersHelp(version, here))) return refused('service-unknown')
      const { onBehalfOf, channel, language } = here
      const asking = onBehalfOf ?? here.actor
      const known = asking.kind === 'person' ? await ask(version, asking.person, questionsOf(version)) : {}
      const now = clock()
      const opened = open({ version, applicant: asking, channel, language, now }, known)
      if (!opened.ok) return opened
      const { dossier, key, events, applicant } = opened.value
      const by = onBehalfOf ? { actor: here.actor, onBehalfOf: applicant } : { actor: applicant }
      const placed = eventsOf(dossier, events, { ...by, channel, language, now })
      const draft = { ...dossier, revision: placed.length }
      await store.insert(db, draft, placed)
      committed()
      return ok({ dossier: draft, key })
    },
    file: openFilings({ db, store, signer, clock, committed }),
    perform: door.perform,
    async find(id, actor) {
      const dossier = isId(id) ? await readOne(id) : null
      return dossier && mayFind(actor, dossier) ? dossier : null
    },
    findAll,
    async consultAgain(dossier, here) {
      const person = applicantOf(dossier)
      const questions = questionsOf(dossier.pinned).filter(
        ({ id }) => dossier.known[id]?.status === 'unavailable',
      )
      if (!person || questions.length === 0) return refused('nothing-awaited')
      return door.perform(learn, dossier.id, { known: await ask(dossier.pinned, person, questions) }, here)
    },
    async ofPerson(person, page) {
      const [dossiers, count] = await Promise.all([
        store.ofPerson(db, person, page),
        store.countOfPerson(db, person),
      ])
      return { dossiers, count }
    },
    history: (id) => eventsOfStream(db, id),
    async signedDecision(dossier) {
      const statement = decisionStatement(dossier)
      return statement && signer.sign('decision+jws', statement)
    },
    subscribers: [afterFiling(store)],
  }
}

/** An agent opens for somebody only what their own organisation answers for, in a channel by which it is offered. */
const offersHelp = ({ definition }: CompiledVersion, here: Omit<Circumstances, 'now'>): boolean =>
  mayAssist(here, definition.authority) && (definition.channels as readonly string[]).includes(here.channel)

const mayFind = (actor: Actor, dossier: Dossier): boolean =>
  ['applicant', 'robot'].includes(standingOf(actor, dossier))

/** Pages that are asked for at the same moment read their dossiers in one statement: a page's dearest part, shared. */
const readingTogether = (db: Database, store: Store): ((id: string) => Promise<Dossier | null>) =>
  batching<string, Dossier | null>(
    async (ids) => {
      const found = await store.findAll(db, [...new Set(ids)])
      const byId = new Map(found.map((dossier) => [dossier.id, dossier]))
      return ids.map((id) => byId.get(id) ?? null)
    },
    { enough: 16, lateMs: 20, isPoison: (error) => error instanceof VersionMissing },
  )
