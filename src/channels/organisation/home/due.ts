import { addToDay, daysBetween } from '#kernel'
import type { Platform } from '#web'
import type { DueLine } from './due-line.ts'
import { SOURCES } from './sources.ts'

const HORIZON = 'P60D'

/** What is late, the oldest first, then what comes within 60 days. A part that fails is a bug: nothing hides it. */
export const dueLines = async (
  platform: Platform,
  organisation: string,
  today: string,
): Promise<DueLine[]> => {
  const last = addToDay(today, HORIZON)
  const all = await Promise.all(SOURCES.map((source) => source(platform, organisation, today)))
  return all
    .flat()
    .filter(({ day }) => day <= last)
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.what < b.what ? -1 : 1))
    .map((line) => ({ ...line, inDays: daysBetween(today, line.day) }))
}
