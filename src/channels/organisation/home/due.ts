import { addToDay, daysBetween } from '#kernel'
import type { Platform } from '#web'
import type { DueLine } from './due-line.ts'
import { SOURCES } from './sources.ts'

export type { DueLine }

const HORIZON = 'P60D'

/** Everything that an organisation has to do, whenever; the oldest first. A part that fails is a bug: nothing hides it. */
export const everythingDue = async (
  platform: Platform,
  organisation: string,
  today: string,
): Promise<DueLine[]> => {
  const all = await Promise.all(SOURCES.map(({ due }) => due(platform, organisation, today)))
  return all
    .flat()
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.what < b.what ? -1 : 1))
    .map((line) => ({ ...line, inDays: daysBetween(today, line.day) }))
}

/** What is late, then what comes within 60 days. */
export const dueLines = async (
  platform: Platform,
  organisation: string,
  today: string,
): Promise<DueLine[]> => {
  const last = addToDay(today, HORIZON)
  return (await everythingDue(platform, organisation, today)).filter(({ day }) => day <= last)
}
