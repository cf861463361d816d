import type { Platform } from '#web'
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

/** Every part of the space that has something due. */
export const SOURCES: readonly Source[] = [
  reading({
    part: 'plan',
    read: ({ plans }, organisation, today) => plans.due(organisation, today),
    words: dueWords.plan,
  }),
  reading({
    part: 'processes',
    read: ({ processes }, organisation, today) => processes.due(organisation, today),
    words: dueWords.processes,
  }),
  reading({
    part: 'workplaces',
    read: ({ workplaces }, organisation, today) => workplaces.due(organisation, today),
    words: dueWords.workplaces,
  }),
  reading({
    part: 'data',
    read: ({ opendata }, organisation, today) => opendata.due(organisation, today),
    words: dueWords.data,
  }),
  reading({
    part: 'consultations',
    read: ({ consultations }, organisation, today) => consultations.due(organisation, today),
    words: dueWords.consultations,
  }),
]
