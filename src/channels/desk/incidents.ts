import { type DeadLetter, deadLetters } from '#ledger'
import { countDeadTasks } from '#work'
import type { Platform } from '#web'

/** The most dead letters that a page shows; the rest comes as these are settled. */
const MOST_SHOWN = 50

/** Whose a dossier is never changes: asked once per process, for the few that have an incident. */
const organisations = new Map<string, string | null>()

const organisationOf = async ({ dossiers }: Platform, stream: string): Promise<string | null> => {
  const known = organisations.get(stream)
  if (known !== undefined) return known
  const opened = (await dossiers.history(stream)).find(({ kind }) => kind === 'dossier.opened')
  const organisation = typeof opened?.body['organisation'] === 'string' ? opened.body['organisation'] : null
  if (organisations.size > 1_000) organisations.clear()
  organisations.set(stream, organisation)
  return organisation
}

/** What could not follow from an act on a dossier of this organisation, the oldest first. */
export const lettersOf = async (platform: Platform, organisation: string): Promise<DeadLetter[]> => {
  const letters: DeadLetter[] = []
  for (const letter of await deadLetters(platform.db)) {
    if (letters.length === MOST_SHOWN) break
    if ((await organisationOf(platform, letter.stream)) === organisation) letters.push(letter)
  }
  return letters
}

/** How many incidents wait for somebody of this organisation. */
export const countIncidents = async (platform: Platform, organisation: string): Promise<number> => {
  const [letters, tasks] = await Promise.all([
    lettersOf(platform, organisation),
    countDeadTasks(platform.db, organisation),
  ])
  return letters.length + tasks
}
