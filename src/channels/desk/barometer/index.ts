import type { FastifyReply } from 'fastify'
import type { Visit } from '../visit.ts'
import { contested, contestForm } from './contest-form.ts'
import { contestPage } from './contest-page.ts'
import { barometerPage } from './page.ts'
import { BAROMETER } from './words.ts'

type On = (method: 'GET' | 'POST', url: string, handler: (visit: Visit) => Promise<FastifyReply>) => void

/** The barometer at the desk: an organisation reads its figures, contests them and follows what it contested. */
export const registerBarometer = (on: On): void => {
  on('GET', BAROMETER, barometerPage)
  on('GET', `${BAROMETER}/contester/:target`, contestForm)
  on('POST', `${BAROMETER}/contester/:target`, contested)
  on('GET', `${BAROMETER}/contestations/:id`, contestPage)
}
