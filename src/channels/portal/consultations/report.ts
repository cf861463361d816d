import { isPerson } from '#access'
import { needOf } from '#catalogue'
import type { Consultation, Contribution } from '#consultations'
import { html, type Html } from '#html'
import {
  button,
  buttons,
  errorSummary,
  type Faults,
  type Form,
  inset,
  linkButton,
  needField,
  notice,
  postForm,
} from '#look'
import { sentBy, valueIn } from '#web'
import { to } from '../paths.ts'
import { notFound, redirect, show, type Visit } from '../visit.ts'
import { publicOne } from './one-page.ts'
import { plainly, proseOf } from './reading.ts'
import { refusedPage } from './refused.ts'
import { signInHere } from './support-part.ts'
import { takingWords } from './taking-words.ts'
import { words } from './words.ts'

const MOST_WORDS = 1_000
const WORDS = needOf('words', 'long-text', { most: MOST_WORDS, optional: true, party: 'nobody' })

/** Says that something breaks a rule, to whoever moderates: of a contribution or of a comment. */
export const reportPage = async (visit: Visit, form: Form = new Map(), faults: Faults = {}) => {
  const { language, visitor } = visit
  const found = await reported(visit)
  if (!found) return notFound(visit)
  const { consultation, one } = found
  if (!isPerson(visitor)) return redirect(visit, signInHere(language, address(one, visit)))
  const w = words[language].report
  const title = one.parent === null ? w.title : w.titleComment
  const faulty = Object.keys(faults).length > 0
  return show(visit, {
    title,
    status: faulty ? 422 : 200,
    error: faulty,
    current: 'consultations',
    back: { href: backTo(one, visit) },
    body: html`${errorSummary({ language, faults })}
      <div><p class="kicker">${plainly(consultation.title, language)}</p><h1>${title}</h1></div>
      <p class="lead">${w.lead}</p>
      ${inset(proseOf(one.title === '' ? one.text : one.title))}
      ${questions(visit, consultation, one, form, faults)}`,
  })
}

const questions = (
  { language }: Visit,
  { rules }: Consultation,
  { consultation, id }: Contribution,
  form: Form,
  faults: Faults,
): Html => {
  const w = words[language].report
  const rule = needOf('rule', 'one-of', { options: rules.map(({ id }) => id), party: 'nobody' })
  const options = Object.fromEntries(rules.map(({ id, text }) => [id, `${id}. ${plainly(text, language)}`]))
  return postForm({
    language,
    action: to('contributionReport', language, { consultation, contribution: id }),
    body: html`${needField({ need: rule, words: { label: w.rule, options }, language, form, faults })}
      ${needField({ need: WORDS, words: { label: w.words }, language, form, faults })}
      ${buttons(button({ label: w.send }))}`,
  })
}

export const reportSent = async (visit: Visit) => {
  const { platform, language, visitor } = visit
  const found = await reported(visit)
  if (!found) return notFound(visit)
  const { one } = found
  if (!isPerson(visitor)) return redirect(visit, signInHere(language, address(one, visit)))
  const { form } = await sentBy(visit.request)
  const done = await platform.consultations.report(visitor, one.consultation, one.id, {
    rule: valueIn(form, 'rule'),
    words: valueIn(form, 'words'),
  })
  const { faults } = takingWords[language]
  if (done.ok) return thanks(visit, one)
  if (done.refusal === 'rule-unknown') return reportPage(visit, form, { rule: faults.rule })
  if (done.refusal === 'contribution-faulty') return reportPage(visit, form, { words: faults.words })
  return done.refusal === 'not-found' ? notFound(visit) : refusedPage(visit, done, backTo(one, visit))
}

const thanks = (visit: Visit, one: Contribution) => {
  const { language } = visit
  const w = words[language].report
  return show(visit, {
    title: w.done,
    current: 'consultations',
    body: html`<h1>${w.done}</h1>
      ${notice({ language, tone: 'success', body: w.doneText, live: true })}
      ${buttons(linkButton({ label: words[language].contribution.back, href: backTo(one, visit), weight: 'secondary' }))}`,
  })
}

/** What is in view: what was withdrawn needs no report. */
const reported = async (visit: Visit): Promise<{ consultation: Consultation; one: Contribution } | null> => {
  const consultation = await publicOne(visit)
  const one =
    consultation &&
    (await visit.platform.consultations.contribution(consultation.id, visit.params['contribution']!))
  return consultation && one?.state === 'shown' ? { consultation, one } : null
}

const address = ({ consultation, id }: Contribution, { language }: Visit): string =>
  to('contributionReport', language, { consultation, contribution: id })

const backTo = ({ consultation, id, parent }: Contribution, { language }: Visit): string =>
  to('contribution', language, { consultation, contribution: parent ?? id })
