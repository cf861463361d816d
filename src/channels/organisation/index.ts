import type { FastifyInstance } from 'fastify'
import { forAgents } from '#desk'
import type { Platform } from '#web'
import { registerConsultations } from './consultations/index.ts'
import { registerData } from './data/index.ts'
import { registerHome } from './home/index.ts'
import { registerPlan } from './plan/index.ts'
import { registerProcesses } from './processes/index.ts'
import { registerVolumes } from './volumes/index.ts'
import { SPACE } from './words.ts'
import { registerWorkplaces } from './workplaces/index.ts'

export { type DueLine, everythingDue } from './home/due.ts'
export { SPACE, words as spaceWords, type Part } from './words.ts'

/**
 * An organisation's space, `/organisation`: where its agents plan, take stock, open data and consult, each part in a
 * folder of its own. In French (C-11, s. 18.1), complete without JavaScript. Everybody of an organisation reads its space,
 * roles say who may act, and nobody reaches another's. It keeps no state.
 */
export const registerOrganisation = (app: FastifyInstance, platform: Platform): void => {
  const on = forAgents(app, platform, SPACE.home)
  registerHome(on)
  registerPlan(on)
  registerProcesses(on)
  registerWorkplaces(on)
  registerVolumes(on)
  registerData(on)
  registerConsultations(on)
}
