import type { FastifyInstance } from 'fastify'
import type { Platform } from '#web'
import { about } from './about.ts'
import {
  organisation,
  organisations,
  overview,
  reportFile,
  reports,
  target,
  year,
  yearFile,
  years,
  trendFile,
  unitsFile,
} from './barometer/index.ts'
import { calendar, calendarAddress } from './calendar.ts'
import { calendarEvent, calendarFeed } from './calendar-file.ts'
import { complete, completed } from './complete.ts'
import { registerConsultations } from './consultations/index.ts'
import { contested, contestPage } from './contest.ts'
import { decision, signedDecision } from './decision.ts'
import { dossier } from './dossier.ts'
import { evidence } from './evidence.ts'
import { formalitiesCsv } from './formalities/file.ts'
import { formalities } from './formalities/page.ts'
import { home } from './home.ts'
import { inbox } from './inbox.ts'
import { consultAgain, known } from './known.ts'
import { registerLogFiles } from './log/files.ts'
import { publicLog } from './log/page.ts'
import { mail, mails } from './mails.ts'
import { confirmed, confirmPage, unsubscribed, unsubscribePage } from './message-links.ts'
import { registerBarometerApi } from './measures/api.ts'
import { registerMeasureFiles } from './measures/files.ts'
import { measures, publication } from './measures/page.ts'
import { mine } from './mine.ts'
import { evaluate, evaluated } from './opinions/evaluate.ts'
import { data, dataApi, dataset, registerOpenDataFiles } from './opendata/index.ts'
import { opinion, opinionAsked } from './opinions/offer.ts'
import { evaluationsCsv, evaluationsJson } from './opinions/results-files.ts'
import { evaluations, serviceEvaluations } from './opinions/results.ts'
import { missingTold, rated, thanks, toHome } from './opinions/useful.ts'
import { paper } from './papers.ts'
import {
  plan,
  planCsv,
  planDifferences,
  planEvidence,
  planJson,
  planMeasure,
  planPdf,
  plans,
  plansCsv,
  plansJson,
  planVersion,
} from './plans/index.ts'
import { preferences, preferencesSaved } from './preferences.ts'
import { receipt, signedReceipt } from './receipt.ts'
import { service, start } from './service.ts'
import { signedIn, signedOut, signIn } from './sign-in.ts'
import { autosaved, step, stepped } from './step.ts'
import { filed, summary } from './summary.ts'
import { verified, verify } from './verify.ts'
import { answering } from './visit.ts'
import { withdraw, withdrawn } from './withdraw.ts'
import { observed, observePage, reviewAsked, reviewPage } from './writing.ts'

/** How figures are written, for the desk, which says the same to agents. */
export * as barometerReading from './barometer/reading.ts'
/** How a plan is read, for the organisation’s own pages. */
export * as planReading from './plans/shared.ts'
export { type ParamsOf, type PathName, PATHS } from './paths.ts'

/** The portal: every page a person meets, complete without JavaScript, in French at the root and in English at `/en`. */
export const registerPortal = (app: FastifyInstance, platform: Platform): void => {
  const answer = answering(app, platform)
  answer('GET', 'home', home)
  answer('GET', 'service', service)
  answer('POST', 'start', start)
  answer('GET', 'signIn', (visit) => signIn(visit))
  answer('POST', 'signIn', signedIn)
  answer('POST', 'signOut', signedOut)
  answer('GET', 'mine', mine)
  answer('GET', 'inbox', inbox)
  answer('GET', 'dossier', dossier)
  answer('GET', 'known', known)
  answer('POST', 'known', consultAgain)
  answer('GET', 'contest', (visit) => contestPage(visit))
  answer('POST', 'contest', contested)
  answer('GET', 'step', step)
  answer('POST', 'step', stepped)
  answer('POST', 'save', autosaved)
  answer('GET', 'summary', summary)
  answer('POST', 'file', filed)
  answer('GET', 'receipt', receipt)
  answer('GET', 'signedReceipt', signedReceipt)
  answer('GET', 'decision', decision)
  answer('GET', 'signedDecision', signedDecision)
  answer('GET', 'paper', paper)
  answer('GET', 'complete', complete)
  answer('POST', 'complete', completed)
  answer('GET', 'observe', observePage)
  answer('POST', 'observe', observed)
  answer('GET', 'review', reviewPage)
  answer('POST', 'review', reviewAsked)
  answer('GET', 'withdraw', withdraw)
  answer('POST', 'withdraw', withdrawn)
  answer('GET', 'evidence', evidence)
  answer('GET', 'calendar', calendar)
  answer('POST', 'calendarAddress', calendarAddress)
  answer('GET', 'calendarEvent', calendarEvent)
  answer('GET', 'calendarFeed', calendarFeed)
  answer('GET', 'preferences', (visit) => preferences(visit))
  answer('POST', 'preferences', preferencesSaved)
  answer('GET', 'confirmAddress', confirmPage)
  answer('POST', 'confirmAddress', confirmed)
  answer('GET', 'unsubscribe', unsubscribePage)
  answer('POST', 'unsubscribe', unsubscribed)
  answer('GET', 'mails', mails)
  answer('GET', 'mail', mail)
  answer('GET', 'opinion', opinion)
  answer('POST', 'opinion', opinionAsked)
  answer('GET', 'evaluate', (visit) => evaluate(visit))
  answer('POST', 'evaluate', evaluated)
  answer('GET', 'evaluations', evaluations)
  answer('GET', 'serviceEvaluations', serviceEvaluations)
  answer('GET', 'evaluationsCsv', evaluationsCsv)
  answer('GET', 'evaluationsJson', evaluationsJson)
  answer('GET', 'useful', toHome)
  answer('POST', 'useful', rated)
  answer('GET', 'rated', (visit) => thanks(visit))
  answer('POST', 'rated', missingTold)
  answer('GET', 'verify', verify)
  answer('POST', 'verify', verified)
  answer('GET', 'about', about)
  answer('GET', 'publicLog', publicLog)
  registerLogFiles(app, platform)
  answer('GET', 'barometer', overview)
  answer('GET', 'barometerOrganisations', organisations)
  answer('GET', 'barometerOrganisation', organisation)
  answer('GET', 'barometerReports', reports)
  answer('GET', 'barometerReport', reportFile)
  answer('GET', 'barometerYears', years)
  answer('GET', 'barometerYear', year)
  answer('GET', 'barometerYearFile', yearFile)
  answer('GET', 'barometerTarget', target)
  answer('GET', 'barometerTrendFile', trendFile)
  answer('GET', 'barometerUnitsFile', unitsFile)
  answer('GET', 'plans', plans)
  answer('GET', 'plansCsv', plansCsv)
  answer('GET', 'plansJson', plansJson)
  answer('GET', 'plan', plan)
  answer('GET', 'planVersion', planVersion)
  answer('GET', 'planDifferences', planDifferences)
  answer('GET', 'planMeasure', planMeasure)
  answer('GET', 'planEvidence', planEvidence)
  answer('GET', 'planCsv', planCsv)
  answer('GET', 'planJson', planJson)
  answer('GET', 'planPdf', planPdf)
  answer('GET', 'formalities', formalities)
  answer('GET', 'formalitiesCsv', formalitiesCsv)
  answer('GET', 'data', data)
  answer('GET', 'dataApi', dataApi)
  answer('GET', 'dataset', dataset)
  registerOpenDataFiles(app, platform)
  answer('GET', 'measures', measures)
  answer('GET', 'publication', publication)
  registerMeasureFiles(app, platform)
  registerBarometerApi(app, platform)
  registerConsultations(answer)
}
