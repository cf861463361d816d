import type { On } from '#desk'
import { CENTRAL } from '../words.ts'
import { answered, contestPage } from './contest-page.ts'
import { contestsPage } from './list-page.ts'

/** What organisations say of their figures, and the answer that each is owed. */
export const registerContests = (on: On): void => {
  on('GET', CENTRAL.contests, contestsPage)
  on('GET', `${CENTRAL.contests}/:id`, contestPage)
  on('POST', `${CENTRAL.contests}/:id`, answered)
}
