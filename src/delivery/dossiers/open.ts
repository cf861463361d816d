import type { Channel, Happening } from '#acts'
import { type Actor, type Holder, holderOf, type Person } from '#parties'
import type { CompiledVersion } from '#catalogue'
import { idOfKey, type Language, newId, newKey, numberOf, ok, refused, type Result } from '#kernel'
import type { Known } from '#registries'
import type { Dossier } from './dossier.ts'
import { happened } from './events.ts'

export type Opening = {
  version: CompiledVersion
  /** Whose it will be: whoever opens it, or the person whom an agent assists. */
  applicant: Actor
  channel: Channel
  language: Language
  now: Date
}

/** A new draft and, for somebody without an account, the key that alone opens it. */
export type Opened = { dossier: Dossier; applicant: Person | Holder; key: string | null; events: Happening[] }

/**
 * Opens a draft with what registries know of the person. Refused when the service is for a person and nobody is signed
 * in: the session may have ended between two pages.
 */
export const open = (opening: Opening, known: Record<string, Known>): Result<Opened, 'sign-in-needed'> => {
  const { version, applicant, channel, language, now } = opening
  const { definition } = version
  const signedIn = applicant.kind === 'person'
  if (definition.for === 'person' && !signedIn) return refused('sign-in-needed')
  const key = signedIn ? null : newKey()
  const id = key ? idOfKey(key) : newId()
  const dossier: Dossier = {
    ...blank,
    id,
    service: definition.id,
    version: version.version,
    pinned: version,
    organisation: definition.authority,
    parties: signedIn ? [{ role: 'applicant', person: applicant.person }] : [],
    channel,
    language,
    number: numberOf(id),
    known,
    openedAt: now.toISOString(),
    updatedAt: now.toISOString(),
  }
  const opened = happened('dossier.opened', {
    service: definition.id,
    version: version.version,
    organisation: definition.authority,
    channel,
    language,
  })
  return ok({
    dossier,
    applicant: signedIn ? applicant : holderOf(id),
    key,
    events: [opened, ...consulted(known, definition.id)],
  })
}

/** Each lookup is an event that the person sees: who was asked what about them, why, and what was answered. */
export const consulted = (known: Record<string, Known>, service: string): Happening[] =>
  Object.entries(known).map(([need, { registry, fact, status }]) =>
    happened('fact.consulted', { need, registry, fact, status, purpose: `service:${service}` }),
  )

/** The needs of a version that registries are asked about, as `consult` takes them. */
export const questionsOf = (version: CompiledVersion): { id: string; registry: string; fact: string }[] =>
  version.definition.needs.flatMap(({ id, knownBy, askedThoughKnown }) =>
    knownBy && !askedThoughKnown ? [{ id, ...knownBy }] : [],
  )

const blank = {
  revision: 0,
  status: 'draft',
  contested: {},
  answers: {},
  filing: null,
  stage: null,
  dueOn: null,
  awaited: null,
  assignee: null,
  assessment: null,
  doubt: null,
  intention: null,
  observations: [],
  messages: [],
  decisions: [],
  review: null,
  readings: [],
} satisfies Partial<Dossier>
