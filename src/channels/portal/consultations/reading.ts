import type { Consultation, Means, Standing } from '#consultations'
import { html, type Html, none } from '#html'
import { capitalised, formatDay, type Language, type Text } from '#kernel'
import { type Status, tag } from '#look'
import { organisationName } from '../barometer/reading.ts'
import { langOf, line, plainly } from '../bilingual.ts'
import { to } from '../paths.ts'
import type { Visit } from '../visit.ts'
import { words } from './words.ts'

/** How what organisations wrote of a consultation is put in words on every page. */

export { langOf, line, plainly }

/** Paragraphs as they were typed; addresses in them stay text. */
export const paragraphs = (text: Text, language: Language): Html =>
  proseOf(plainly(text, language), langOf(text, language))

export const proseOf = (text: string, lang: Html = none): Html =>
  html`${text.split(/\n{2,}/).map((one) => html`<p class="said"${lang}>${one}</p>`)}`

const STATUSES: Record<Standing, Status> = {
  upcoming: 'new',
  open: 'progress',
  closed: 'stopped',
  answered: 'done',
  'reply-late': 'late',
  cancelled: 'stopped',
}

export const standingTag = (standing: Standing, language: Language): Html =>
  tag({ status: STATUSES[standing], label: words[language].states[standing] })

/** « Jusqu’au 4 décembre 2026 », as it stands today. */
export const whenWords = (
  { opensOn, closesOn, closedOn }: Pick<Consultation, 'opensOn' | 'closesOn' | 'closedOn'>,
  standing: Standing,
  language: Language,
  today: string,
): string => {
  const w = words[language]
  if (standing === 'upcoming') return w.when.upcoming(formatDay(opensOn, language))
  if (standing === 'cancelled') return ''
  if (standing !== 'open') return w.when.closed(formatDay(closedOn ?? closesOn, language))
  return closesOn === today ? w.lastDay : w.when.open(formatDay(closesOn, language))
}

/** « Questionnaire en ligne », where it stands alone. */
export const meansName = (kind: Means['kind'], language: Language): string =>
  capitalised(words[language].means[kind])

/** Each means once, in the order in which the organisation gave them. */
export const meansWords = (means: readonly Pick<Means, 'kind'>[], language: Language): string => {
  const names = [...new Set(means.map(({ kind }) => kind))].map((kind) => words[language].means[kind])
  return words[language].by(names.join(', '))
}

export const whoseWords = (
  { platform, language }: Visit,
  { organisation }: Pick<Consultation, 'organisation'>,
) => organisationName(platform, organisation, language)

/** The way from the register to a page of one consultation. */
export const crumbsOf = (
  { language }: Visit,
  { id, title }: Pick<Consultation, 'id' | 'title'>,
  here?: string,
) => [
  { label: words[language].link, href: to('consultations', language) },
  {
    label: plainly(title, language),
    ...(here !== undefined && { href: to('consultation', language, { consultation: id }) }),
  },
  ...(here === undefined ? [] : [{ label: here }]),
]
