import { type AnswerFault, type Consultation, type Question, readAnswers } from '#consultations'
import { html } from '#html'
import type { Language } from '#kernel'
import {
  button,
  buttons,
  errorSummary,
  type Faults,
  type Form,
  needField,
  notice,
  postForm,
  steps,
} from '#look'
import { sentBy, valueIn } from '#web'
import { to } from '../paths.ts'
import { redirect, show, type Visit } from '../visit.ts'
import { answersIn, nameOf, needFor, pagesOf, wordsFor } from './asked-questions.ts'
import { mayTakePart, type TakingPart } from './may-take-part.ts'
import { plainly } from './reading.ts'
import { regionField } from './region-field.ts'
import { takingWords } from './taking-words.ts'

type Params = { consultation: string; page: string }

const here = ({ language, params }: Visit): string => to('questionnaire', language, params as Params)

const summaryOf = ({ language, params }: Visit): string =>
  to('questionnaireSummary', language, params as Params)

/** A few questions, as they were answered last, in a draft or for good. */
export const questionnaire = async (visit: Visit) => {
  const may = await mayTakePart(visit, 'online-questionnaire', here(visit))
  if (!may) return visit.reply
  const { form, answered } = await begunAnswers(visit, may)
  return questionnairePage(visit, may.consultation, form, { answered })
}

/** What is in the draft; without one, the answers that count already. */
export const begunAnswers = async (
  { platform }: Visit,
  { person, consultation }: TakingPart,
): Promise<{ form: Form; begun: boolean; answered: string | null }> => {
  const [draft, { answer }] = await Promise.all([
    platform.consultations.draft(person, consultation.id, 'answer'),
    platform.consultations.participationIn(person, consultation.id),
  ])
  const form = draft
    ? new Map(Object.entries(draft.body))
    : answer
      ? new Map([...Object.entries(answer.answers).map(named), ['region', [answer.region]] as const])
      : new Map()
  return { form, begun: draft !== null, answered: answer?.id ?? null }
}

const named = ([id, values]: [string, string[]]) => [nameOf({ id }), values] as const

const pageAsked = ({ params }: Visit, consultation: Consultation) => {
  const pages = pagesOf(consultation)
  const at = Number(params['page'])
  return { pages, at, questions: Number.isInteger(at) ? pages[at - 1] : undefined }
}

const questionnairePage = (
  visit: Visit,
  consultation: Consultation,
  form: Form,
  { faults = {}, answered = null }: { faults?: Faults; answered?: string | null } = {},
) => {
  const { language } = visit
  const w = takingWords[language].questionnaire
  const { pages, at, questions } = pageAsked(visit, consultation)
  if (!questions) return redirect(visit, summaryOf(visit))
  const faulty = Object.keys(faults).length > 0
  const { id, title } = consultation
  return show(visit, {
    title: w.pageTitle(plainly(title, language)),
    status: faulty ? 422 : 200,
    error: faulty,
    current: 'consultations',
    back: {
      href:
        at > 1
          ? to('questionnaire', language, { consultation: id, page: String(at - 1) })
          : to('consultation', language, { consultation: id }),
    },
    body: html`${errorSummary({ language, faults })}
      <div><p class="kicker">${plainly(title, language)}</p><h1>${w.title}</h1></div>
      ${at === 1 && html`<p class="lead">${w.lead}</p>`}
      ${answered !== null && at === 1 && notice({ language, tone: 'information', body: w.again })}
      ${steps({ language, current: at, total: pages.length + 1 })}
      ${postForm({
        language,
        action: to('questionnaire', language, { consultation: id, page: String(at) }),
        autosave: to('questionnaireDraft', language, { consultation: id, page: String(at) }),
        body: html`${questions.map((question) =>
          needField({ need: needFor(question), words: wordsFor(question, language), language, form, faults }),
        )}${at === pages.length && regionField(form, faults, language)}
          ${buttons(
            button({ label: w.continue }),
            button({ label: w.later, weight: 'quiet', name: '_do', value: 'later' }),
          )}`,
      })}`,
  })
}

/** Keeps the page’s answers over those of other pages. Null when nothing could be kept. */
const keep = async (
  visit: Visit,
  may: TakingPart,
  questions: readonly Question[],
  sent: Form,
): Promise<Form> => {
  const { form } = await begunAnswers(visit, may)
  const names = [...questions.map(nameOf), ...(sent.has('region') ? ['region'] : [])]
  const after = new Map([...form, ...names.map((name) => [name, [...(sent.get(name) ?? [])]] as const)])
  await visit.platform.consultations.saveDraft(
    may.person,
    may.consultation.id,
    'answer',
    Object.fromEntries([...after].map(([name, values]) => [name, [...values]])),
  )
  return after
}

/** Saves, then goes on to the next questions, or to the summary. */
export const questionnaireStepped = async (visit: Visit) => {
  const may = await mayTakePart(visit, 'online-questionnaire', here(visit))
  if (!may) return visit.reply
  const { language, params } = visit
  const { questions, pages, at } = pageAsked(visit, may.consultation)
  if (!questions) return redirect(visit, summaryOf(visit))
  const { form: sent } = await sentBy(visit.request)
  const form = await keep(visit, may, questions, sent)
  if (valueIn(sent, '_do') === 'later') return redirect(visit, to('participation', language))
  const faults = faultsOn(questions, form, language)
  if (Object.keys(faults).length > 0) return questionnairePage(visit, may.consultation, form, { faults })
  const next = at < pages.length
  return redirect(
    visit,
    next ? to('questionnaire', language, { ...(params as Params), page: String(at + 1) }) : summaryOf(visit),
  )
}

/** What is wrong on these questions, each in a sentence at its field. */
export const faultsOn = (questions: readonly Question[], form: Form, language: Language): Faults => {
  const read = readAnswers(questions, answersIn(form, questions))
  if (read.ok || read.refusal === 'nothing-answered') return {}
  const faults = read.details['faults'] as Record<string, AnswerFault>
  return Object.fromEntries(
    Object.entries(faults).map(([id, fault]) => [
      nameOf({ id }),
      takingWords[language].faults.answers[fault],
    ]),
  )
}

export const questionnaireSaved = async (visit: Visit) => {
  const may = await mayTakePart(visit, 'online-questionnaire', here(visit))
  if (!may) return visit.reply
  const { questions } = pageAsked(visit, may.consultation)
  if (!questions) return visit.reply.code(409).send()
  const { form } = await sentBy(visit.request)
  await keep(visit, may, questions, form)
  return visit.reply.code(204).send()
}
