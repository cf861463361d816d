import type { FastifyReply } from 'fastify'
import type { Visit } from '../visit.ts'
import { contested, contestForm } from './contest-form.ts'
import { answered, contestPage } from './contest-page.ts'
import { excludeUnit, exclusionsPage, liftExclusion } from './exclusions.ts'
import { barometerPage } from './page.ts'
import { BAROMETER, EXCLUSIONS } from './words.ts'

type On = (method: 'GET' | 'POST', url: string, handler: (visit: Visit) => Promise<FastifyReply>) => void

/** The barometer at the desk: an organisation contests its figures, the secretariat answers and excludes. */
export const registerBarometer = (on: On): void => {
  on('GET', BAROMETER, barometerPage)
  on('GET', `${BAROMETER}/contester/:target`, contestForm)
  on('POST', `${BAROMETER}/contester/:target`, contested)
  on('GET', `${BAROMETER}/contestations/:id`, contestPage)
  on('POST', `${BAROMETER}/contestations/:id`, answered)
  on('GET', EXCLUSIONS, exclusionsPage)
  on('POST', EXCLUSIONS, excludeUnit)
  on('GET', `${EXCLUSIONS}/lever`, async ({ reply }) => reply.redirect(EXCLUSIONS, 303))
  on('POST', `${EXCLUSIONS}/lever`, liftExclusion)
}
