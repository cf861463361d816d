import {
  type AnswerFault,
  askedOf,
  complete as completeDossier,
  type Dossier,
  readReason,
  remainderOf,
} from '#dossiers'
import { html } from '#html'
import { formatDay, refused } from '#kernel'
import { button, buttons, errorSummary, type Faults, inset, needField, postForm } from '#look'
import { type Form, sentBy, valueIn } from '#web'
import { paragraphs } from './decision.ts'
import { to } from './paths.ts'
import { type Questions, readQuestions, showQuestions } from './questions.ts'
import { reasonNeed } from './reason.ts'
import { openReference, type Opened, reopened } from './reference.ts'
import { refusalSentence } from './refusals.ts'
import { kicker } from './request.ts'
import { afterQuestions, sentencesOf } from './said.ts'
import { tooLate } from './too-late.ts'
import { redirect, show, type Visit } from './visit.ts'
import { words } from './words.ts'

/** What the organisation asks to complete: its message, the questions again, and room for a word. */
export const complete = async (visit: Visit) => {
  const opened = await openReference(visit)
  return opened ? completePage(visit, opened) : visit.reply
}

const completePage = async (visit: Visit, opened: Opened, again: { form?: Form; faults?: Faults } = {}) => {
  const { language } = visit
  const { dossier, ref } = opened
  const { awaited } = dossier
  if (awaited?.for !== 'completion') return redirect(visit, to('dossier', language, { ref }))
  const w = words[language].complete
  const faults = again.faults ?? {}
  const faulty = Object.keys(faults).length > 0
  const questions = requested(visit, opened)
  return show(visit, {
    title: w.title,
    status: faulty ? 422 : 200,
    error: faulty,
    current: 'dossiers',
    back: { href: to('dossier', language, { ref }) },
    body: html`${errorSummary({ language, faults: afterQuestions(dossier, language, faults, again.form) })}
      <div>${kicker(dossier, language)}<h1>${w.title}</h1></div>
      <p>${w.lead(formatDay(awaited.until, language))}</p>
      ${inset(paragraphs(awaited.message))}
      ${postForm({
        language,
        action: to('complete', language, { ref }),
        files: true,
        body: html`${questions.asked.length > 0 && showQuestions(questions, { ...again, titled: true })}
          ${needField({
            need: reasonNeed('message', { optional: questions.asked.length > 0 }),
            words: { label: w.message, why: w.messageWhy },
            language,
            form: again.form ?? new Map(),
            faults,
          })}
          ${buttons(button({ label: w.send }))}`,
      })}`,
  })
}

const requested = (visit: Visit, { dossier, ref }: Opened): Questions => {
  const remainder = remainderOf(dossier.pinned, dossier)
  const needs = new Set(dossier.awaited?.for === 'completion' ? dossier.awaited.needs : [])
  const asked = askedOf(remainder).filter(({ need }) => needs.has(need.id))
  return { platform: visit.platform, ref, dossier, remainder, asked, language: visit.language }
}

export const completed = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const { platform, language, request } = visit
  const { dossier, ref, here } = opened
  const sent = await sentBy(request, { files: true })
  const message = valueIn(sent.form, 'message')
  if (dossier.awaited?.for !== 'completion') return afterAll(visit, opened, message)
  const read = await readQuestions(requested(visit, opened), sent)
  const wrong = { ...sentencesOf(dossier, language, read.faults), ...read.fileFaults }
  if (Object.keys(wrong).length > 0)
    return completePage(visit, withValues(opened, read.values), { form: read.form, faults: wrong })
  if (valueIn(sent.form, '_do') !== '')
    return completePage(visit, withValues(opened, read.values), { form: read.form })
  const done = await platform.dossiers.perform(
    completeDossier,
    dossier.id,
    { values: read.values, message },
    here,
  )
  if (done.ok) {
    await platform.settled()
    return redirect(visit, to('dossier', language, { ref }))
  }
  if (done.refusal === 'nothing-awaited') return afterAll(visit, await reopened(visit, opened), message)
  const faults =
    done.refusal === 'answers-faulty'
      ? sentencesOf(dossier, language, done.details['faults'] as AnswerFault[])
      : { message: refusalSentence(done, language) }
  return completePage(visit, withValues(opened, read.values), { form: read.form, faults })
}

/** Nothing is awaited any more: it was sent twice, or the request moved on while the person wrote. */
const afterAll = (visit: Visit, opened: Opened, message: string) => {
  const { language } = visit
  const written = readReason(message)
  const isKnown = !written.ok || opened.dossier.observations.some(({ text }) => text === written.value)
  return isKnown
    ? redirect(visit, to('dossier', language, { ref: opened.ref }))
    : tooLate(visit, opened, words[language].complete.title, message, refused('nothing-awaited'))
}

/** What was just sent, files included, is shown again with the page. */
const withValues = (opened: Opened, values: Record<string, unknown>): Opened => {
  const dossier: Dossier = { ...opened.dossier, answers: { ...opened.dossier.answers, ...values } }
  return { ...opened, dossier }
}
