import { needOf } from '#catalogue'
import { ANSWERS, MOST_CHARACTERS, type Question, QUESTIONS, readAnswers } from '#evaluations'
import { html } from '#html'
import type { Language } from '#kernel'
import { button, buttons, errorSummary, type Faults, type Form, linkButton, needField, postForm } from '#look'
import { sentBy, valueIn } from '#web'
import { to } from '../paths.ts'
import { redirect, show, type Visit } from '../visit.ts'
import { words } from './words.ts'

const QUESTION_NEEDS = QUESTIONS.map((id) =>
  needOf(id, 'one-of', { options: [...ANSWERS[id]], optional: true, party: 'nobody' }),
)
const COMMENT = needOf('comment', 'long-text', { most: MOST_CHARACTERS, optional: true, party: 'nobody' })

/** The questionnaire of a token: the page knows the service and how its use ended, and not who answers. */
export const evaluate = async (visit: Visit, form: Form = new Map(), fault?: string) => {
  const { platform, language, params } = visit
  const token = params['token']!
  const found = await platform.evaluations.invitationOf(token)
  if (!found.ok)
    return found.refusal === 'already-received'
      ? thanks(visit, String(found.details['service']))
      : unknown(visit)
  const { service, end } = found.value
  const w = words[language].evaluate
  const name = nameOf(visit, service)
  const faults: Faults = fault ? { satisfaction: fault } : {}
  return ask(visit, {
    title: `${w.title} - ${name}`,
    status: fault ? 422 : 200,
    error: !!fault,
    body: html`${errorSummary({ language, faults })}
      <div><p class="kicker">${name}</p><h1>${w.title}</h1></div>
      <p>${w.ends[end]} ${w.lead}</p>
      ${postForm({
        language,
        action: to('evaluate', language, { token }),
        body: html`${QUESTION_NEEDS.map((need) => needField({ need, words: wordsFor(need.id as Question, language), language, form, faults }))}
          ${needField({ need: COMMENT, words: { label: w.comment, why: w.commentWhy }, language, form, faults: {} })}
          ${buttons(button({ label: w.send }))}`,
      })}`,
  })
}

const wordsFor = (id: Question, language: Language) =>
  words[language].evaluate.questions[id] as { label: string; options: Record<string, string> }

const nameOf = ({ platform, language }: Visit, service: string): string =>
  platform.catalogue.current(service)?.definition.words[language].name ?? service

type Page = Parameters<typeof show>[1]

/** Nobody is recognised on these pages, and none tells its address to the next. */
const ask = (visit: Visit, shown: Page) => {
  visit.reply.header('referrer-policy', 'strict-origin')
  return show({ ...visit, visitor: null }, { ...shown, unknownVisitor: true })
}

const thanks = (visit: Visit, service: string) => {
  const { language } = visit
  const w = words[language].evaluate
  return ask(visit, {
    title: w.thanks,
    body: html`<h1>${w.thanks}</h1>
      <p class="lead">${w.thanksText}</p>
      <p>${w.next}</p>
      ${buttons(
        linkButton({
          label: w.results,
          href: to('serviceEvaluations', language, { service }),
          weight: 'secondary',
        }),
      )}`,
  })
}

const unknown = (visit: Visit) => {
  const w = words[visit.language].evaluate
  return ask(visit, {
    title: w.unknown,
    status: 404,
    body: html`<h1>${w.unknown}</h1>
      <p class="lead">${w.unknownText}</p>
      ${buttons(linkButton({ label: words[visit.language].useful.home, href: to('home', visit.language), weight: 'secondary' }))}`,
  })
}

/** Sent twice, from two tabs or by the back button, it was received: the page says so, and counts it once. */
export const evaluated = async (visit: Visit) => {
  const { platform, language, params } = visit
  const token = params['token']!
  const { form } = await sentBy(visit.request)
  const typed = Object.fromEntries(QUESTIONS.map((id) => [id, valueIn(form, id)]))
  const done = await platform.evaluations.receive(token, readAnswers(typed), valueIn(form, 'comment'))
  if (!done.ok && (done.refusal === 'nothing-answered' || done.refusal === 'comment-too-long'))
    return evaluate(visit, form, words[language].evaluate.faults[done.refusal])
  return redirect(visit, to('evaluate', language, { token }))
}
