import { type DeadLetter, deadLetters } from '#ledger'
import { countDeadTasks } from '#work'
import type { Platform } from '#web'

/** The most dead letters that a page shows; the rest comes as these are settled. */
const MOST_SHOWN = 50

/** What could not follow from an act on a dossier of this organisation, the oldest first. */
export const lettersOf = ({ db }: Platform, organisation: string): Promise<DeadLetter[]> =>
  deadLetters(db, { begun: { organisation }, most: MOST_SHOWN })

/** How many incidents wait for somebody of this organisation. */
export const countIncidents = async (platform: Platform, organisation: string): Promise<number> => {
  const [letters, tasks] = await Promise.all([
    lettersOf(platform, organisation),
    countDeadTasks(platform.db, organisation),
  ])
  return letters.length + tasks
}
