import type { Part } from '../words.ts'

/** One thing that an organisation has to do by a day, wherever in its space. */
export type DueLine = {
  part: Part
  what: string
  /** Who it is awaited from, as a role. */
  who: string
  href: string
  day: string
  /** Below 0 it is late. */
  inDays: number
}
