import { isPerson } from '#access'
import { needOf } from '#catalogue'
import type { Consultation, Contribution } from '#consultations'
import { html, type Html } from '#html'
import type { Language } from '#kernel'
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
import { ruleSaid } from './contribution.ts'
import { publicOne } from './one-page.ts'
import { plainly, proseOf } from './reading.ts'
import { refusedPage } from './refused.ts'
import { signInHere } from './support-part.ts'
import { takingWords } from './taking-words.ts'

type Params = { consultation: string; contribution: string }

const TEXT = needOf('text', 'long-text', { most: 2_000, party: 'nobody' })

/** Its author asks another person to look at a withdrawal: the page shows the words that nobody else reads any more. */
export const appealPage = async (visit: Visit, form: Form = new Map(), faults: Faults = {}) => {
  const found = await withdrawnOwn(visit)
  if (!found) return visit.reply
  const { language } = visit
  const { consultation, own } = found
  const w = takingWords[language].appeal
  const faulty = Object.keys(faults).length > 0
  return show(visit, {
    title: `${w.title} - ${plainly(consultation.title, language)}`,
    status: faulty ? 422 : 200,
    error: faulty,
    current: 'consultations',
    back: { href: to('participation', language) },
    body: html`${errorSummary({ language, faults })}
      <div><p class="kicker">${plainly(consultation.title, language)}</p><h1>${w.title}</h1></div>
      <p class="lead">${w.lead}</p>
      <h2>${w.what}</h2>
      ${inset(html`${own.title !== '' && html`<p><strong>${own.title}</strong></p>`}${proseOf(own.text)}`)}
      <p>${ruleSaid(own, consultation, language)}</p>
      ${appealForm(visit.params as Params, form, faults, language)}`,
  })
}

const appealForm = (params: Params, form: Form, faults: Faults, language: Language): Html => {
  const w = takingWords[language].appeal
  return postForm({
    language,
    action: to('contributionAppeal', language, params),
    body: html`${needField({ need: TEXT, words: { label: w.reason }, language, form, faults })}
      ${buttons(button({ label: w.send }))}`,
  })
}

/** The visitor’s own contribution or comment, withdrawn; null when the answer is sent already. */
const withdrawnOwn = async (
  visit: Visit,
): Promise<{ consultation: Consultation; own: Contribution } | null> => {
  const { platform, language, visitor } = visit
  const params = visit.params as Params
  const consultation = await publicOne(visit)
  if (consultation && !isPerson(visitor)) {
    redirect(visit, signInHere(language, to('contributionAppeal', language, params)))
    return null
  }
  const own =
    consultation && isPerson(visitor)
      ? (await platform.consultations.participationIn(visitor, consultation.id)).contributions.find(
          ({ id, state }) => id === params.contribution && state === 'hidden',
        )
      : undefined
  if (consultation && own) return { consultation, own }
  notFound(visit)
  return null
}

export const appealed = async (visit: Visit) => {
  const found = await withdrawnOwn(visit)
  if (!found || !isPerson(visit.visitor)) return visit.reply
  const { platform, language, visitor } = visit
  const { consultation, contribution } = visit.params as Params
  const { form } = await sentBy(visit.request)
  const done = await platform.consultations.appeal(visitor, consultation, contribution, valueIn(form, 'text'))
  const w = takingWords[language]
  if (done.ok) return sent(visit)
  if (done.refusal === 'reason-missing') return appealPage(visit, form, { text: w.faults.reason })
  if (done.refusal === 'not-found' || done.refusal === 'evidence-not-stored') return notFound(visit)
  return refusedPage(visit, { ...done, refusal: done.refusal }, to('participation', language))
}

const sent = (visit: Visit) => {
  const { language } = visit
  const w = takingWords[language].appeal
  return show(visit, {
    title: w.sent,
    current: 'consultations',
    body: html`<h1>${w.sent}</h1>
      ${notice({ language, tone: 'success', body: w.sentText, live: true })}
      ${buttons(linkButton({ label: w.back, href: to('participation', language), weight: 'secondary' }))}`,
  })
}
