import { answer, faultsOf, seenOf } from '#dossiers'
import { html, type Html } from '#html'
import { button, buttons, errorSummary, type Faults, notice, openKept, postForm } from '#look'
import { type Form, refusedWith, sentBy, valueIn } from '#web'
import { to } from './paths.ts'
import { pricesBefore } from './prices.ts'
import {
  asksFiles,
  pathsAsked,
  type Questions,
  type Read,
  readQuestions,
  showQuestions,
} from './questions.ts'
import { openReference, type Opened, reopened } from './reference.ts'
import { keepAddress, kicker, pageAfter, pageBefore, progress, stepPath, wayOf } from './request.ts'
import { afterQuestions, sentencesOf, wordsOf } from './said.ts'
import { countingUnread, redirect, show, type Visit } from './visit.ts'
import { words } from './words.ts'

type Again = { form?: Form; faults?: Faults; changed?: boolean; from?: string }

/** One page of questions. It is shown again, with what was typed, when something is to be mended. */
export const step = async (asked: Visit) => {
  const visit = countingUnread(asked)
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  return stepPage(visit, opened, visit.query['de'] === 'sommaire' ? { from: 'summary' } : {})
}

const stepPage = async (visit: Visit, opened: Opened, again: Again) => {
  const { language, params } = visit
  const { dossier, ref } = opened
  const page = params['page']!
  if (dossier.status !== 'draft') return redirect(visit, to('dossier', language, { ref }))
  const way = wayOf(dossier)
  const questions = questionsOf(visit, opened, way)
  if (!questions) return redirect(visit, to('summary', language, { ref }))
  const title = wordsOf(dossier, language).pages?.[page] ?? wordsOf(dossier, language).name
  const faults = again.faults ?? {}
  const faulty = Object.keys(faults).length > 0
  const before = pageBefore(dossier, way, page)
  const titled = questions.asked.length > 1 || isFramed(questions)
  return show(visit, {
    title: `${title} - ${wordsOf(dossier, language).name}`,
    status: again.changed ? 409 : faulty ? 422 : 200,
    error: faulty,
    current: 'dossiers',
    back: {
      href: before
        ? stepPath(ref, before, language)
        : to(way.hasKnown ? 'known' : 'service', language, { ref, service: dossier.service }),
    },
    body: html`${errorSummary({ language, faults: afterQuestions(dossier, language, faults, again.form) })}
      <div>${kicker(dossier, language)}${titled ? html`<h1>${title}</h1>` : html`<p class="kicker">${title}</p>`}</div>
      ${again.changed && changedNotice(visit)}
      ${progress(way, page, language)}
      ${pricesBefore(dossier.pinned, questions.asked, language, visit.platform.clock)}
      ${questionForm(questions, page, again)}
      ${keepAddress(ref, language)}`,
  })
}

/** A question that stands beside a contested fact is not the page’s title. */
const isFramed = ({ asked }: Questions): boolean => asked[0]?.because === 'contested'

/** The form around the questions says the same to everybody but for four values: it is drawn once a page and kept. */
const questionForm = (questions: Questions, page: string, again: Again): Html => {
  const { ref, dossier, language, asked } = questions
  const files = asked.some(({ need }) => asksFiles(need))
  const seen = seenOf(
    dossier.answers,
    asked.map(({ need }) => need.id),
  )
  return keptForm(
    `${language} ${page} ${files}`,
    [showQuestions(questions, again), encodeURIComponent(ref), seen, again.from ?? ''],
    ([body, address, _seen, _from]) =>
      postForm({
        language,
        action: to('step', language, { ref: address, page }),
        autosave: to('save', language, { ref: address, page }),
        files,
        hidden: { _seen, _from },
        body: html`${body}
      ${buttons(
        button({ label: words[language].continue }),
        button({ label: words[language].later, weight: 'quiet', name: '_do', value: 'later' }),
      )}`,
      }),
  )
}

/** Each page of each service, in two languages. */
const keptForm = openKept(2_000)

const changedNotice = ({ language }: Visit): Html =>
  notice({
    language,
    tone: 'warning',
    title: words[language].changed.title,
    body: words[language].changed.text,
    live: true,
  })

const questionsOf = (
  visit: Visit,
  { dossier, ref }: Opened,
  { remainder, pages } = wayOf(dossier),
): Questions | null => {
  const page = pages.find(({ id }) => id === visit.params['page'])
  return page
    ? { platform: visit.platform, ref, dossier, remainder, asked: page.asked, language: visit.language }
    : null
}

/** Saves what was sent, then goes on; or shows the page again with what is to be mended. Nothing typed is lost. */
export const stepped = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const { language, params, request } = visit
  const { ref } = opened
  if (opened.dossier.status !== 'draft') return redirect(visit, to('dossier', language, { ref }))
  const sent = await sentBy(request, { files: true })
  const questions = questionsOf(visit, opened)
  if (!questions) return redirect(visit, to('summary', language, { ref }))
  const read = await readQuestions(questions, sent)
  const from = valueIn(sent.form, '_from')
  const saved = await save(visit, opened, read, sent.form)
  if (saved === 'changed')
    return stepPage(visit, await reopened(visit, opened), { form: read.form, changed: true, from })
  const now = { ...opened, dossier: saved }
  const act = valueIn(sent.form, '_do')
  const faults = { ...faultsOfPage(visit, now, questions, read, act !== ''), ...read.fileFaults }
  if (Object.keys(faults).length > 0) return stepPage(visit, now, { form: read.form, faults, from })
  if (act === 'later') return redirect(visit, to('dossier', language, { ref }))
  const here = stepPath(ref, params['page']!, language)
  if (act !== '')
    return redirect(visit, `${here}#${encodeURIComponent(act.split(':')[1]?.split('.')[0] ?? '')}`)
  if (revealed(visit, now, sent.form)) return redirect(visit, here)
  return redirect(visit, next(visit, now, from))
}

/** A draft saved while the person types: what can be kept is, and nothing is said of the rest. */
export const autosaved = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const questions = opened.dossier.status === 'draft' ? questionsOf(visit, opened) : null
  if (!questions) return visit.reply.code(409).send()
  const { form } = await sentBy(visit.request)
  const read = await readQuestions(questions, { form, uploads: [] })
  form.delete('_seen')
  await save(visit, opened, read, form)
  return visit.reply.code(204).send()
}

/** The answers that hold, kept one by one when some do not; `changed` when another tab answered the same meanwhile. */
const save = async (visit: Visit, { dossier, here }: Opened, { values }: Read, form: Form) => {
  const seen = form.has('_seen') ? valueIn(form, '_seen') : undefined
  const perform = (given: Record<string, unknown>, base?: string) =>
    visit.platform.dossiers.perform(answer, dossier.id, { values: given, seen: base }, here)
  const done = await perform(values, seen)
  if (done.ok) return done.value.dossier
  if (done.refusal === 'changed-elsewhere') return 'changed'
  if (done.refusal === 'changed-too-often') throw refusedWith(429, 'a draft changed by software')
  let latest = dossier
  for (const [need, value] of Object.entries(values)) {
    const one = await perform({ [need]: value })
    if (one.ok) latest = one.value.dossier
  }
  return latest
}

/** What is wrong on this page; when a button only adds or removes an item, what is still missing is not held against it. */
const faultsOfPage = (
  visit: Visit,
  { dossier }: Opened,
  questions: Questions,
  read: Read,
  lenient: boolean,
): Faults => {
  const { remainder } = wayOf({ ...dossier, answers: { ...dossier.answers, ...onlyGiven(read.values) } })
  const onPage = new Set(questions.asked.map(({ need }) => need.id))
  const typedWrong = new Set(read.faults.map(({ path }) => path))
  const whole = faultsOf(remainder).filter(
    ({ path, code }) => onPage.has(path.split('.')[0]!) && !(lenient && code === 'missing'),
  )
  const covered = whole.filter(
    ({ path, code }) =>
      !(code === 'missing' && [...typedWrong].some((one) => one === path || one.startsWith(`${path}.`))),
  )
  return sentencesOf(dossier, visit.language, [...read.faults, ...covered])
}

const onlyGiven = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

/** An answer of this page made another of its questions appear: it is shown before going on. */
const revealed = (visit: Visit, opened: Opened, form: Form): boolean => {
  const questions = questionsOf(visit, opened)
  const asked = new Set(valueIn(form, '_asked').split(' '))
  return questions !== null && pathsAsked(questions).some((path) => !asked.has(path))
}

const next = (visit: Visit, { dossier, ref }: Opened, from: string): string => {
  const way = wayOf(dossier)
  const incomplete = new Set(faultsOf(way.remainder).map(({ path }) => path.split('.')[0]))
  const page =
    from === 'summary'
      ? (way.pages.find(({ asked }) => asked.some(({ need }) => incomplete.has(need.id)))?.id ?? null)
      : pageAfter(dossier, way, visit.params['page']!)
  return stepPath(ref, page, visit.language)
}
