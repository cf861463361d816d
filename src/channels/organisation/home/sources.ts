import type { Platform } from '#web'
import { at } from '../consultations/words.ts'
import { datasetAt } from '../data/words.ts'
import { dueAddress } from '../plan/due-address.ts'
import { processAt } from '../processes/words.ts'
import { WORKPLACES } from '../workplaces/words.ts'
import { type Part, SPACE } from '../words.ts'
import type { DueLine } from './due-line.ts'
import { dueWords } from './due-words.ts'

/** What a domain says is due: `is` is of its own closed list. */
type Due<Is extends string> = { is: Is; subject: string; day: string; id: string }

type Reading<Is extends string> = {
  part: Part
  read: (platform: Platform, organisation: string, today: string) => Promise<readonly Due<Is>[]>
  words: Record<Is, { what: (subject: string) => string; who: string }>
  href?: (due: Due<Is>) => string
}

export type Source = {
  part: Part
  due: (platform: Platform, organisation: string, today: string) => Promise<Omit<DueLine, 'inDays'>[]>
}

const reading = <Is extends string>({ part, read, words, href }: Reading<Is>): Source => ({
  part,
  due: async (platform, organisation, today) =>
    (await read(platform, organisation, today)).map((due) => ({
      part,
      what: words[due.is].what(due.subject),
      who: words[due.is].who,
      href: href?.(due) ?? SPACE[part],
      day: due.day,
    })),
})

/** « octobre 2026 », of an id that ends with a month. */
const monthWords = (id: string): string =>
  new Intl.DateTimeFormat('fr-CA', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${id.slice(-7)}-01T00:00:00Z`),
  )

/** Every part of the space that has something due. */
export const SOURCES: readonly Source[] = [
  reading({
    part: 'plan',
    read: ({ plans }, organisation, today) => plans.due(organisation, today),
    words: dueWords.plan,
    href: dueAddress,
  }),
  reading({
    part: 'processes',
    read: ({ processes }, organisation, today) => processes.due(organisation, today),
    words: dueWords.processes,
    href: ({ id }) => processAt(id),
  }),
  reading({
    part: 'workplaces',
    read: ({ workplaces }, organisation, today) => workplaces.due(organisation, today),
    words: dueWords.workplaces,
    href: ({ id }) => `${WORKPLACES}/${id}`,
  }),
  reading({
    part: 'data',
    read: ({ opendata }, organisation, today) => opendata.due(organisation, today),
    words: dueWords.data,
    href: ({ id }) => datasetAt(id),
  }),
  reading({
    part: 'volumes',
    read: async ({ volumes, catalogue }, organisation, today) =>
      (await volumes.due(organisation, today)).map((due) => ({
        ...due,
        subject: `${catalogue.current(due.subject)?.definition.words.fr.name ?? due.subject}, ${monthWords(due.id)}`,
      })),
    words: dueWords.volumes,
  }),
  reading({
    part: 'consultations',
    read: ({ consultations }, organisation, today) => consultations.due(organisation, today),
    words: dueWords.consultations,
    href: ({ is, id }) => at(id, is === 'reply' ? 'reponse' : ''),
  }),
]
