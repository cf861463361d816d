import type { On } from '#desk'
import { CENTRAL } from '../words.ts'
import { excludeUnit, exclusionsPage, liftExclusion } from './page.ts'

/** What is left out of figures: listed with its reason, recorded, lifted. */
export const registerExclusions = (on: On): void => {
  on('GET', CENTRAL.exclusions, exclusionsPage)
  on('POST', CENTRAL.exclusions, excludeUnit)
  on('GET', `${CENTRAL.exclusions}/lever`, async ({ reply }) => reply.redirect(CENTRAL.exclusions, 303))
  on('POST', `${CENTRAL.exclusions}/lever`, liftExclusion)
}
