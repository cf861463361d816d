import type { Platform } from '#web'
import type { Part } from '../words.ts'
import type { DueLine } from './due-line.ts'

/** What a domain says is due: `is` is of its own closed list. */
type Due<Is extends string> = { is: Is; subject: string; day: string; id: string }

type Reading<Is extends string> = {
  part: Part
  read: (platform: Platform, organisation: string, today: string) => Promise<readonly Due<Is>[]>
  /** Each thing in words, and the role it is awaited from. One without words does not compile. */
  words: Record<Is, { what: (subject: string) => string; who: string }>
  href: (due: Due<Is>) => string
}

type Source = (platform: Platform, organisation: string, today: string) => Promise<Omit<DueLine, 'inDays'>[]>

export const reading =
  <Is extends string>({ part, read, words, href }: Reading<Is>): Source =>
  async (platform, organisation, today) =>
    (await read(platform, organisation, today)).map((due) => ({
      part,
      what: words[due.is].what(due.subject),
      who: words[due.is].who,
      href: href(due),
      day: due.day,
    }))

/** Every part of the space that has something due. */
export const SOURCES: readonly Source[] = []
