import type { FastifyInstance } from 'fastify'
import { PATHS } from '#look'
import type { Platform } from '#web'
import { ACTS } from './acts.ts'
import { registerBarometer } from './barometer/index.ts'
import { doAct } from './do-act.ts'
import { dossierPage } from './dossier-page.ts'
import { registerEvaluations } from './evaluations/index.ts'
import { forAgents } from './for-agents.ts'
import { incidentsPage, retryLetter } from './incidents-page.ts'
import { statePurpose } from './purpose-page.ts'
import { sendEvidence } from './send-evidence.ts'
import { takeSeveral } from './take-several.ts'
import type { Visit } from './visit.ts'
import { worklistPage } from './worklist-page.ts'

export * as barometerNames from './barometer/names.ts'
export { contestSaid, contestTable, contestTitle } from './barometer/contest-parts.ts'
export { CONTEST_REFUSALS } from './barometer/words.ts'
export { forAgents, type Handler, type On } from './for-agents.ts'
export { sendNotForPeople } from './frame.ts'
export { circumstancesOf, hereOf, type Visit } from './visit.ts'

/**
 * The desk, `/bureau`: where agents find what they have to do, read a dossier for a purpose, and act on it. In French
 * (C-11, s. 18.1), complete without JavaScript. Everything it does passes the door of acts; it keeps no state.
 */
export const registerDesk = (app: FastifyInstance, platform: Platform): void => {
  const on = forAgents(app, platform)
  const dossier = '/bureau/dossiers/:id'
  on('GET', '/bureau', worklistPage)
  on('POST', '/bureau/prendre', takeSeveral)
  on('GET', '/bureau/prendre', toList)
  on('GET', '/bureau/incidents', incidentsPage)
  on('POST', '/bureau/incidents/relancer', retryLetter)
  registerBarometer(on)
  registerEvaluations(on)
  on('GET', dossier, dossierPage)
  on('POST', `${dossier}/consulter`, statePurpose)
  on('GET', `${dossier}/consulter`, toScreen)
  on('GET', `${dossier}/fichiers/:digest`, sendEvidence)
  for (const act of ACTS) {
    on('POST', `${dossier}/${act.id}`, doAct(act))
    on('GET', `${dossier}/${act.id}`, toScreen)
  }
}

/** Whoever comes back, without its form, to the address of an act finds where it was done. */
const toList = async ({ reply }: Visit) => reply.redirect(PATHS.fr.desk, 303)
const toScreen = async ({ params, reply }: Visit) =>
  reply.redirect(`${PATHS.fr.desk}/dossiers/${encodeURIComponent(params['id'] ?? '')}`, 303)
