import { askReview, type Dossier, type DossierRefusal, lastDecision, observe, readReason } from '#dossiers'
import { html, type Html } from '#html'
import { formatDay, type Result } from '#kernel'
import { button, buttons, errorSummary, type Faults, inset, linkButton, needField, postForm } from '#look'
import { sentBy, valueIn } from '#web'
import { paragraphs } from './decision.ts'
import { type PathName, to } from './paths.ts'
import { reasonNeed } from './reason.ts'
import { openReference, type Opened } from './reference.ts'
import { refusalSentence } from './refusals.ts'
import { kicker } from './request.ts'
import { tooLate } from './too-late.ts'
import { redirect, show, type Visit } from './visit.ts'
import { words } from './words.ts'

/** A page on which the person writes one text to the organisation: observations, or the reasons for a review. */
type Writing = {
  name: Extract<PathName, 'observe' | 'review'>
  words: 'observe' | 'review'
  /** What to read before writing, or null when there is nothing to write now. */
  before(visit: Visit, opened: Opened): Html | null
  /** The texts of this kind that the organisation has: one of them sent again was received. */
  received(dossier: Dossier): readonly string[]
  send(visit: Visit, opened: Opened, text: string): Promise<Result<unknown, DossierRefusal>>
}

const page = (writing: Writing) =>
  async function shown(visit: Visit, typed = '', fault?: string) {
    const opened = await openReference(visit)
    if (!opened) return visit.reply
    const { language } = visit
    const { dossier, ref } = opened
    const before = writing.before(visit, opened)
    if (!before) return redirect(visit, to('dossier', language, { ref }))
    const w = words[language][writing.words]
    const faults: Faults = fault ? { text: fault } : {}
    return show(visit, {
      title: w.title,
      status: fault ? 422 : 200,
      error: !!fault,
      current: 'dossiers',
      back: { href: to('dossier', language, { ref }) },
      body: html`${errorSummary({ language, faults })}
        <div>${kicker(dossier, language)}<h1>${w.title}</h1></div>
        ${before}
        ${postForm({
          language,
          action: to(writing.name, language, { ref }),
          body: html`${needField({ need: reasonNeed('text'), words: { label: w.label, why: w.why }, language, form: new Map([['text', [typed]]]), faults })}
            ${buttons(button({ label: w.send }), linkButton({ label: words[language].cancel, href: to('dossier', language, { ref }), weight: 'quiet' }))}`,
        })}`,
    })
  }

const sent = (writing: Writing) => async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const text = valueIn((await sentBy(visit.request)).form, 'text')
  const done = await writing.send(visit, opened, text)
  if (!done.ok && (done.refusal === 'reason-missing' || done.refusal === 'reason-too-long'))
    return page(writing)(visit, text, refusalSentence(done, visit.language))
  if (!done.ok && !(await hasReceived(writing, visit, opened, text)))
    return tooLate(visit, opened, words[visit.language][writing.words].title, text, done)
  await visit.platform.settled()
  return redirect(visit, to('dossier', visit.language, { ref: opened.ref }))
}

/** Pressed twice, or sent again by the back button: read again, as the first may have come while this one was read. */
const hasReceived = async (
  { received }: Writing,
  { platform }: Visit,
  { dossier, here }: Opened,
  text: string,
): Promise<boolean> => {
  const read = readReason(text)
  const now = await platform.dossiers.find(dossier.id, here.actor)
  return read.ok && now !== null && received(now).includes(read.value)
}

const observations: Writing = {
  name: 'observe',
  words: 'observe',
  before({ language }, { dossier }) {
    if (dossier.awaited?.for !== 'observations' || !dossier.intention) return null
    const until = formatDay(dossier.intention.until, language)
    return html`<p>${words[language].observe.lead(until)}</p>${inset(paragraphs(dossier.intention.reason))}`
  },
  received: ({ observations: sentBefore }) => sentBefore.map(({ text }) => text),
  send: ({ platform }, { dossier, here }, text) =>
    platform.dossiers.perform(observe, dossier.id, { text }, here),
}

const review: Writing = {
  name: 'review',
  words: 'review',
  before({ language }, { dossier }) {
    const until = dossier.status === 'decided' ? lastDecision(dossier)?.reviewUntil : null
    return until ? html`<p>${words[language].review.lead(formatDay(until, language))}</p>` : null
  },
  received: ({ review: asked }) => (asked ? [asked.reason] : []),
  send: ({ platform }, { dossier, here }, reason) =>
    platform.dossiers.perform(askReview, dossier.id, { reason }, here),
}

export const observePage = (visit: Visit) => page(observations)(visit)
export const observed = sent(observations)
export const reviewPage = (visit: Visit) => page(review)(visit)
export const reviewAsked = sent(review)
