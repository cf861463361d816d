import type { FastifyReply } from 'fastify'
import type { PathName } from '../paths.ts'
import type { Visit } from '../visit.ts'
import { appealed, appealPage } from './appeal.ts'
import { commented } from './comment.ts'
import { contribute, contributed, contributionSaved } from './contribute.ts'
import { contributeSummary, contributionSent } from './contribute-summary.ts'
import { contribution } from './contribution.ts'
import { attachment, document } from './files.ts'
import { list } from './list.ts'
import { draftDropped, mine } from './mine.ts'
import { one } from './one.ts'
import { questionnaire, questionnaireSaved, questionnaireStepped } from './questionnaire.ts'
import { questionnaireSent, questionnaireSummary } from './questionnaire-summary.ts'
import { receipt } from './receipt.ts'
import { calendar, feed, json } from './register-files.ts'
import { register } from './register.ts'
import { reply } from './reply.ts'
import { reportPage, reportSent } from './report.ts'
import { contributionsCsv, resultsCsv, resultsJson } from './results-files.ts'
import { results } from './results.ts'
import { rules } from './rules.ts'
import { supported } from './support.ts'

type Answer = (
  method: 'GET' | 'POST',
  name: PathName,
  handler: (visit: Visit) => Promise<FastifyReply>,
) => void

/** Consultations as the public meets them: what everybody reads first, then what one does signed in. */
export const registerConsultations = (answer: Answer): void => {
  answer('GET', 'consultations', register)
  answer('GET', 'consultationsFeed', feed)
  answer('GET', 'consultationsCalendar', calendar)
  answer('GET', 'consultationsJson', json)
  answer('GET', 'consultation', one)
  answer('GET', 'consultationReply', reply)
  answer('GET', 'consultationRules', rules)
  answer('GET', 'consultationFile', document)
  answer('GET', 'consultationResults', results)
  answer('GET', 'consultationResultsCsv', resultsCsv)
  answer('GET', 'consultationResultsJson', resultsJson)
  answer('GET', 'contributionsCsv', contributionsCsv)
  answer('GET', 'contributions', list)
  answer('GET', 'contribution', contribution)
  answer('GET', 'contributionFile', attachment)
  answer('POST', 'contribution', commented)
  answer('POST', 'contributionSupport', supported)
  answer('GET', 'contributionReport', (visit) => reportPage(visit))
  answer('POST', 'contributionReport', reportSent)
  answer('GET', 'contributionAppeal', (visit) => appealPage(visit))
  answer('POST', 'contributionAppeal', appealed)
  answer('GET', 'contribute', contribute)
  answer('POST', 'contribute', contributed)
  answer('POST', 'contributeDraft', contributionSaved)
  answer('GET', 'contributeSummary', contributeSummary)
  answer('POST', 'contributeSummary', contributionSent)
  answer('GET', 'questionnaire', questionnaire)
  answer('POST', 'questionnaire', questionnaireStepped)
  answer('POST', 'questionnaireDraft', questionnaireSaved)
  answer('GET', 'questionnaireSummary', questionnaireSummary)
  answer('POST', 'questionnaireSummary', questionnaireSent)
  answer('GET', 'participationReceipt', receipt)
  answer('GET', 'participation', mine)
  answer('POST', 'participation', draftDropped)
}
