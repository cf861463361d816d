import { needOf } from '#catalogue'
import {
  type Consultation,
  MOST_ATTACHMENTS,
  MOST_CONTRIBUTION,
  MOST_CONTRIBUTION_TITLE,
  readContribution,
} from '#consultations'
import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { button, buttons, details, errorSummary, type Faults, type Form, needField, postForm } from '#look'
import { sentBy, valueIn } from '#web'
import { to } from '../paths.ts'
import { redirect, show, type Visit } from '../visit.ts'
import { type Begun, begunBy, contributingOf, keepTyped } from './contribution-draft.ts'
import { mayTakePart, type TakingPart } from './may-take-part.ts'
import { line, plainly } from './reading.ts'
import { faultSentences } from './refused.ts'
import { regionField } from './region-field.ts'
import { takingWords } from './taking-words.ts'
import { whoShown } from './who-shown.ts'

const TITLE = needOf('title', 'text', { most: MOST_CONTRIBUTION_TITLE, party: 'nobody' })
const TEXT = needOf('text', 'long-text', { most: MOST_CONTRIBUTION, party: 'nobody' })
const FILES = needOf('files', 'file', { most: MOST_ATTACHMENTS, optional: true, party: 'nobody' })

/** What one contributes, as a draft: kept at each press, found again on another device. */
export const contribute = async (visit: Visit) => {
  const here = to('contribute', visit.language, visit.params as { consultation: string })
  const may = await mayTakePart(visit, 'online-contributions', here)
  if (!may) return visit.reply
  return contributePage(visit, may.consultation, await begunBy(visit, may))
}

export const contributePage = (
  visit: Visit,
  consultation: Consultation,
  { form, files }: Begun,
  faults: Faults = {},
) => {
  const { language } = visit
  const w = takingWords[language].contribute
  const { id, title } = consultation
  const faulty = Object.keys(faults).length > 0
  return show(visit, {
    title: w.pageTitle(plainly(title, language)),
    status: faulty ? 422 : 200,
    error: faulty,
    current: 'consultations',
    back: { href: to('consultation', language, { consultation: id }) },
    body: html`${errorSummary({ language, faults })}
      <div><p class="kicker">${plainly(title, language)}</p><h1>${w.title}</h1></div>
      <p class="lead">${w.lead}</p>
      ${rulesReminder(consultation, language)}
      ${postForm({
        language,
        action: to('contribute', language, { consultation: id }),
        autosave: to('contributeDraft', language, { consultation: id }),
        files: consultation.contributions.attachments,
        body: html`${themeField(consultation, form, faults, language)}
          ${needField({ need: TITLE, words: { label: w.heading, why: w.headingWhy }, language, form, faults })}
          ${needField({ need: TEXT, words: { label: w.text, why: w.textWhy }, language, form, faults })}
          ${consultation.contributions.attachments && needField({ need: FILES, words: { label: w.files, why: w.filesWhy }, language, form, faults, files: { files } })}
          ${regionField(form, faults, language)}
          ${whoShown(form, faults, language)}
          ${buttons(
            button({ label: w.continue }),
            button({ label: w.later, weight: 'quiet', name: '_do', value: 'later' }),
          )}`,
      })}`,
  })
}

const rulesReminder = ({ rules }: Consultation, language: Language): Html =>
  details({
    summary: takingWords[language].contribute.rules,
    body: html`<div class="prose"><ul>${rules.map(({ text }) => html`<li>${line(text, language)}</li>`)}</ul></div>`,
  })

/** One theme alone is nobody’s question. */
const themeField = ({ themes }: Consultation, form: Form, faults: Faults, language: Language): Html | false =>
  themes.length > 1 &&
  needField({
    need: needOf('theme', 'one-of', { options: themes.map(({ id }) => id), party: 'nobody' }),
    words: {
      label: takingWords[language].contribute.theme,
      options: Object.fromEntries(themes.map(({ id, title }) => [id, plainly(title, language)])),
    },
    language,
    form,
    faults,
  })

/** Keeps what was typed and joined; then leaves, shows the page again, or goes on to read it over. */
export const contributed = async (visit: Visit) => {
  const { language, params } = visit
  const here = to('contribute', language, params as { consultation: string })
  const may = await mayTakePart(visit, 'online-contributions', here)
  if (!may) return visit.reply
  const sent = await sentBy(visit.request, { files: may.consultation.contributions.attachments })
  const kept = await keepTyped(visit, may, sent)
  if (Object.keys(kept.faults).length > 0)
    return contributePage(visit, may.consultation, kept.begun, kept.faults)
  const act = valueIn(sent.form, '_do')
  if (act === 'later') return redirect(visit, to('participation', language))
  if (act !== '') return redirect(visit, `${here}#files`)
  const faults = faultsIn(may, kept.begun, language)
  if (Object.keys(faults).length > 0) return contributePage(visit, may.consultation, kept.begun, faults)
  return redirect(visit, to('contributeSummary', language, params as { consultation: string }))
}

/** What is still missing or too long to be published. */
export const faultsIn = ({ consultation, person }: TakingPart, begun: Begun, language: Language): Faults => {
  const read = readContribution(consultation, contributingOf(begun, language), person.name)
  return read.ok ? {} : faultSentences(read.details, 'contribution', language)
}

/** Saved while one types: files stay those that are kept. */
export const contributionSaved = async (visit: Visit) => {
  const here = to('contribute', visit.language, visit.params as { consultation: string })
  const may = await mayTakePart(visit, 'online-contributions', here)
  if (!may) return visit.reply
  const { form } = await sentBy(visit.request)
  await keepTyped(visit, may, { form, uploads: [] })
  return visit.reply.code(204).send()
}
