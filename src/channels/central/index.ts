import type { FastifyInstance } from 'fastify'
import { forAgents } from '#desk'
import type { Platform } from '#web'
import { registerContests } from './contests/index.ts'
import { registerDefinitions } from './definitions/index.ts'
import { registerExclusions } from './exclusions/index.ts'
import { forSecretariat } from './frame.ts'
import { registerOverview } from './overview/index.ts'
import { registerReminders } from './reminders/index.ts'
import { registerReports } from './reports/index.ts'
import { CENTRAL } from './words.ts'

/**
 * The central secretariat's place, `/central`: who reported and who did not, reminders, the definitions of the targets, the
 * report of each year, answers to contests and what is left out of figures. For agents of the organisation of kind `secretariat`; others are told so. In French (C-11,
 * s. 18.1), complete without JavaScript.
 */
export const registerCentral = (app: FastifyInstance, platform: Platform): void => {
  const on = forSecretariat(forAgents(app, platform, CENTRAL.overview))
  registerOverview(on)
  registerReminders(on)
  registerDefinitions(on)
  registerReports(on)
  registerContests(on)
  registerExclusions(on)
}
