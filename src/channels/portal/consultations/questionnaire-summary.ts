import { type Consultation, isClosed, type Question, REGIONS } from '#consultations'
import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { button, buttons, type Faults, type Form, notice, postForm, summaryList } from '#look'
import { sentBy, valueIn } from '#web'
import { to } from '../paths.ts'
import { notFound, redirect, show, type Visit } from '../visit.ts'
import { answersIn, nameOf, pageOf, pagesOf, valueWords } from './asked-questions.ts'
import { mayTakePart } from './may-take-part.ts'
import { begunAnswers, faultsOn } from './questionnaire.ts'
import { plainly } from './reading.ts'
import { refusedPage } from './refused.ts'
import { takingWords } from './taking-words.ts'

type Params = { consultation: string }

/** Every answer on one page, with the way to change it, before it is sent. */
export const questionnaireSummary = async (visit: Visit) => {
  const { language } = visit
  const params = visit.params as Params
  const may = await mayTakePart(visit, 'online-questionnaire', to('questionnaireSummary', language, params))
  if (!may) return visit.reply
  const { form, begun, answered } = await begunAnswers(visit, may)
  if (!begun) return redirect(visit, to('questionnaire', language, { ...params, page: '1' }))
  return summaryPage(visit, may.consultation, form, answered !== null)
}

const summaryPage = (
  visit: Visit,
  consultation: Consultation,
  form: Form,
  again: boolean,
  fault?: string,
) => {
  const { language } = visit
  const w = takingWords[language].summary
  const { id, title, questionnaire } = consultation
  const faults = faultsOn(questionnaire, form, language)
  const missing = questionnaire.filter((one) => faults[nameOf(one)])
  return show(visit, {
    title: w.answersTitle(plainly(title, language)),
    status: fault ? 422 : 200,
    error: !!fault,
    current: 'consultations',
    back: { href: addressOf(consultation, pagesOf(consultation).length, language) },
    body: html`<div><p class="kicker">${plainly(title, language)}</p><h1>${w.title}</h1></div>
      ${fault && notice({ language, tone: 'warning', title: fault, live: true })}
      ${
        missing.length > 0
          ? notice({
              language,
              tone: 'warning',
              title: w.incomplete,
              action: toMend(consultation, missing, language),
            })
          : notice({ language, tone: 'information', body: w.private })
      }
      ${rows(consultation, form, faults, language)}
      ${
        missing.length === 0 &&
        postForm({
          language,
          action: to('questionnaireSummary', language, { consultation: id }),
          body: buttons(button({ label: again ? w.sendAgain : w.sendAnswer })),
        })
      }`,
  })
}

const addressOf = ({ id }: Consultation, page: number, language: Language): string =>
  to('questionnaire', language, { consultation: id, page: String(page) })

const changeOf = (consultation: Consultation, question: Question, language: Language): string =>
  `${addressOf(consultation, pageOf(consultation, question.id), language)}#${nameOf(question)}`

const toMend = (consultation: Consultation, missing: readonly Question[], language: Language): Html =>
  html`<ul>${missing.map(
    (one) =>
      html`<li><a href="${changeOf(consultation, one, language)}">${plainly(one.label, language)}</a></li>`,
  )}</ul>`

const rows = (consultation: Consultation, form: Form, faults: Faults, language: Language): Html => {
  const w = takingWords[language].summary
  const answers = answersIn(form, consultation.questionnaire)
  const region = REGIONS.get(valueIn(form as Map<string, string[]>, 'region'))
  const last = addressOf(consultation, pagesOf(consultation).length, language)
  return summaryList({
    language,
    rows: [
      ...consultation.questionnaire.map((one) => ({
        label: plainly(one.label, language),
        value: faults[nameOf(one)] ? faults[nameOf(one)] : answerLines(one, answers[one.id] ?? [], language),
        action: { href: changeOf(consultation, one, language) },
      })),
      { label: w.region, value: region && plainly(region, language), action: { href: `${last}#region` } },
    ],
  })
}

const answerLines = (question: Question, values: readonly string[], language: Language): string[] =>
  isClosed(question)
    ? values.map((value) => valueWords(question, value, language))
    : values.flatMap((text) => text.split(/\n+/))

/** Sends the draft. Pressed twice, it counts once, and leads to the same receipt. */
export const questionnaireSent = async (visit: Visit) => {
  const { platform, language } = visit
  const params = visit.params as Params
  const may = await mayTakePart(visit, 'online-questionnaire', to('questionnaireSummary', language, params))
  if (!may) return visit.reply
  await sentBy(visit.request)
  const { form, begun, answered } = await begunAnswers(visit, may)
  const received = (participation: string) =>
    redirect(visit, to('participationReceipt', language, { ...params, participation }))
  if (!begun)
    return answered
      ? received(answered)
      : redirect(visit, to('questionnaire', language, { ...params, page: '1' }))
  const { consultation, person } = may
  const done = await platform.consultations.participate(person, consultation.id, {
    is: 'answer',
    answers: answersIn(form, consultation.questionnaire),
    region: valueIn(form as Map<string, string[]>, 'region'),
  })
  if (done.ok) return received(done.value.id)
  if (done.refusal === 'not-found') return notFound(visit)
  if (done.refusal === 'nothing-answered')
    return summaryPage(visit, consultation, form, answered !== null, takingWords[language].faults.nothing)
  if (done.refusal === 'answers-faulty') return summaryPage(visit, consultation, form, answered !== null)
  return refusedPage(visit, done, to('questionnaireSummary', language, params))
}
