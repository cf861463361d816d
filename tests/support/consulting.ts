import { randomBytes } from 'node:crypto'
import {
  type Announced,
  type Consultation,
  type Consultations,
  createConsultations,
  type Question,
} from '#consultations'
import { type Clock, newId, type Result } from '#kernel'
import type { Agent, Person } from '#parties'
import { type FreshDatabase, freshDatabase } from './database.ts'

/** Agents of the town: Sofia and Kevin are in charge of consultations, Awa is not. */
export const SOFIA = agentOf('sofia-marchetti', 'Sofia Marchetti', ['consultations'])
export const KEVIN = agentOf('kevin-lapointe', 'Kevin Lapointe', ['consultations'])
export const AWA = agentOf('awa-diallo', 'Awa Diallo', ['travaux-publics'])
export const THOMAS: Agent = {
  ...agentOf('thomas-bergeron', 'Thomas Bergeron', ['consultations']),
  organisation: 'regie-des-familles',
}

function agentOf(agent: string, name: string, roles: string[]): Agent {
  return { kind: 'agent', id: `agent:${agent}`, agent, name, organisation: 'ville-des-ormes', roles }
}

export const personOf = (person: string, name: string): Person => ({
  kind: 'person',
  id: `person:${person}`,
  person,
  name,
})
export const AMELIE = personOf('amelie-tremblay', 'Amélie Tremblay')
export const KARIM = personOf('karim-haddad', 'Karim Haddad')
export const MEI_LIN = personOf('mei-lin-roy', 'Mei-Lin Roy')

export const NOON = 'T17:00:00.000Z'

export type Consulting = {
  consultations: Consultations
  fresh: FreshDatabase
  secret: Buffer
  /** It is noon in Québec on this day. */
  setDay(day: string): void
  clock: Clock
  close(): Promise<void>
}

/** Consultations alone on a database of their own, on a day that a test sets. */
export const openConsulting = async (day = '2026-11-23'): Promise<Consulting> => {
  const fresh = await freshDatabase({ connections: 8 })
  let now = new Date(`${day}${NOON}`)
  const clock = () => now
  const secret = randomBytes(32)
  const consultations = createConsultations({ db: fresh.db, clock, secret, committed: () => {} })
  return {
    consultations,
    fresh,
    secret,
    clock,
    setDay: (to) => void (now = new Date(`${to}${NOON}`)),
    async close() {
      consultations.stop()
      await fresh.drop()
    },
  }
}

const text = (fr: string, en = '') => ({ fr, en })

export const QUESTIONS: Question[] = [
  {
    id: 'usage',
    kind: 'one-of',
    label: text('Utilisez-vous le parc ?', 'Do you use the park?'),
    why: text(''),
    optional: false,
    theme: 'parc',
    options: [
      { id: 'souvent', label: text('Souvent', 'Often') },
      { id: 'jamais', label: text('Jamais', 'Never') },
    ],
    scale: null,
  },
  {
    id: 'envies',
    kind: 'several-of',
    label: text('Qu’y voulez-vous ?', 'What would you like there?'),
    why: text(''),
    optional: true,
    theme: 'parc',
    options: [
      { id: 'bancs', label: text('Des bancs', 'Benches') },
      { id: 'arbres', label: text('Des arbres', 'Trees') },
    ],
    scale: null,
  },
  {
    id: 'mot',
    kind: 'long-text',
    label: text('Autre chose ?', 'Anything else?'),
    why: text(''),
    optional: true,
    theme: '',
    options: [],
    scale: null,
  },
]

/** A whole consultation of the town on its park, from one day to another. */
export const aboutThePark = (
  opensOn: string,
  closesOn: string,
): { title: { fr: string; en: string }; opensOn: string; closesOn: string } & Partial<Announced> => {
  const means = (id: string, kind: Announced['means'][number]['kind']) => ({
    id,
    kind,
    from: opensOn,
    to: closesOn,
    place: text(''),
    words: text(''),
    address: '',
  })
  return {
    title: text('Le parc des Érables', 'Maple Park'),
    opensOn,
    closesOn,
    purpose: text('Décider de ce que devient le parc.', 'Deciding what the park becomes.'),
    topic: 'planning',
    languages: ['fr', 'en'],
    means: [
      means('en-ligne', 'online-questionnaire'),
      means('idees', 'online-contributions'),
      means('papier', 'paper'),
    ],
    themes: [
      { id: 'parc', title: text('Le parc', 'The park') },
      { id: 'rue', title: text('La rue', 'The street') },
    ],
    questionnaire: QUESTIONS,
    contributions: { open: true, comments: true, supports: true, attachments: true },
    resultsPublished: 'live',
  }
}

export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`refused: ${result.refusal} ${JSON.stringify(result.details)}`)
  return result.value
}

/** That consultation, registered and open by Sofia. */
export const openPark = async (
  { consultations }: Pick<Consulting, 'consultations'>,
  opensOn = '2026-11-23',
  closesOn = '2026-12-23',
  over: Partial<Announced> = {},
): Promise<Consultation> => {
  const draft = valueOf(await consultations.register(SOFIA, { ...aboutThePark(opensOn, closesOn), ...over }))
  return valueOf(await consultations.open(SOFIA, draft.id))
}

/** A contribution under a theme. */
export const idea = (title: string, over: Record<string, unknown> = {}) => ({
  is: 'contribution' as const,
  key: newId(),
  theme: 'parc',
  region: '04',
  title,
  text: `${title}, pour les enfants comme pour les aînés.`,
  language: 'fr' as const,
  shownAs: 'anonymous' as const,
  pseudonym: '',
  attachments: [],
  ...over,
})
