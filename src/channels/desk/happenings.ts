import { type DossierEvent, EVENTS } from '#dossiers'
import { dayOf, formatDay, formatTime } from '#kernel'
import type { Moment } from '#look'
import type { DeskNames } from './names.ts'
import type { History } from './opening.ts'
import { purposeWords } from './purpose-page.ts'

type Told = {
  body: Record<string, unknown>
  actor: string
  /** How many of the same came in a row. */
  times: number
  names: DeskNames
  /** The words of the service. */
  stage(id: unknown): string
  decision(id: unknown): string
  registries(ids: readonly unknown[]): string
  /** The bodies of all those that came in a row. */
  bodies: readonly Record<string, unknown>[]
}

const until = ({ body }: Told): string =>
  typeof body['until'] === 'string' ? `, jusqu’au ${formatDay(body['until'], 'fr')}` : ''
const before = ({ body }: Told): string =>
  typeof body['dueOn'] === 'string' ? `, échéance le ${formatDay(body['dueOn'], 'fr')}` : ''

/** What happened, as an agent reads it. An event without words does not compile. */
const TITLES: Record<DossierEvent, (told: Told) => string> = {
  'dossier.opened': () => 'Demande commencée',
  'fact.consulted': (told) =>
    `Registres consultés : ${told.registries(told.bodies.map((body) => body['registry']))}`,
  'dossier.answered': ({ times }) =>
    times > 1 ? `Brouillon rempli, en ${times} enregistrements` : 'Brouillon rempli',
  'fact.contested': ({ body, registries }) => `Renseignement contesté : ${registries([body['registry']])}`,
  'fact.restored': ({ body, registries }) => `Contestation reprise : ${registries([body['registry']])}`,
  'dossier.filed': () => 'Demande déposée',
  'dossier.assessed': () => 'Règles appliquées',
  'dossier.escalated': () => 'Remis à une personne : le robot n’a pas conclu',
  'dossier.moved': (told) => `${told.stage(told.body['stage']).replace(/\.$/, '')}${before(told)}`,
  'dossier.assigned': ({ body, actor, names }) => {
    if (typeof body['agent'] !== 'string') return 'Remis dans la file'
    return body['agent'] === actor ? 'Pris en charge' : `Attribué à ${names.agent(body['agent'])}`
  },
  'completion.requested': (told) => `Complément demandé${until(told)}`,
  'dossier.completed': (told) => `Complément reçu${before(told)}`,
  'intention.announced': (told) =>
    `Intention annoncée : ${told.decision(told.body['decision'])}${until(told)}`,
  'observations.received': () => 'Observations reçues',
  'dossier.decided': ({ body, decision }) =>
    `${body['automated'] === true ? 'Décision automatisée' : 'Décision'} : ${decision(body['decision'])}`,
  'letter.printed': ({ decision, body }) => `Imprimée et postée : ${decision(body['decision'])}`,
  'review.requested': () => 'Révision demandée',
  'dossier.withdrawn': () => 'Demande retirée par la personne',
  'dossier.read': ({ body }) => `Consulté : ${purposeWords(String(body['purpose'] ?? ''))}`,
}

/** What follows from another act, done by nobody in particular. */
const BY_ITSELF = new Set(['dossier.moved'])

type Teller = Pick<Told, 'names' | 'stage' | 'decision' | 'registries'> & { applicant: string | null }
type Happened = History[number]

/** Said once, however often they came in a row: nobody reads ten lookups one by one. */
const GATHERED = new Set(['fact.consulted', 'dossier.answered'])

/** What happened, the last first; readings have a list of their own. */
export const momentsOf = (history: History, teller: Teller): Moment[] =>
  gathered(history.filter(({ kind }) => kind !== 'dossier.read'))
    .map((group) => momentOf(group, teller))
    .toReversed()

export const readingsOf = (history: History, teller: Teller): Moment[] =>
  history
    .filter(({ kind }) => kind === 'dossier.read')
    .map((event) => momentOf([event], teller))
    .toReversed()

const gathered = (history: readonly Happened[]): Happened[][] => {
  const groups: Happened[][] = []
  for (const event of history) {
    const last = groups.at(-1)
    if (last?.[0]!.kind === event.kind && GATHERED.has(event.kind)) last.push(event)
    else groups.push([event])
  }
  return groups
}

const momentOf = (group: readonly Happened[], { applicant, ...teller }: Teller): Moment => {
  const last = group.at(-1)!
  const bodies = group.map(({ body }) => body)
  const told = { ...teller, body: last.body, actor: last.actor, bodies, times: group.length }
  // An event that a later version writes is not hidden from this one.
  const title = Object.hasOwn(EVENTS, last.kind) ? TITLES[last.kind as DossierEvent](told) : last.kind
  return {
    title,
    when: instant(last.at),
    by: BY_ITSELF.has(last.kind) ? undefined : teller.names.actor(last.actor, applicant),
  }
}

/** `2026-11-22, 14 h 30`. */
export const instant = (at: Date): { text: string; machine: string } => ({
  text: `${dayOf(at)}, ${formatTime(at, 'fr')}`,
  machine: at.toISOString(),
})
