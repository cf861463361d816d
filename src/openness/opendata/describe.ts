import { isDay, ok, refused, type Result, typedLine, typedText } from '#kernel'
import {
  type Dataset,
  type Frequency,
  FREQUENCIES,
  type LicenceId,
  LICENCES,
  SENSITIVITIES,
  type Theme,
  THEMES,
} from './dataset.ts'
import { assess, type Criteria } from './potential.ts'

/** What is typed of a dataset, field by field, as a form or a file gives it. */
export type Described = {
  titleFr: string
  titleEn: string
  descriptionFr: string
  descriptionEn: string
  /** Apart by commas. */
  keywordsFr: string
  keywordsEn: string
  theme: string
  /** Empty: not chosen yet. */
  licence: string
  frequency: string
  contactName: string
  contactEmail: string
  spatial: string
  temporalFrom: string
  temporalTo: string
  sensitivity: string
  /** `yes` or `no`. */
  personal: string
  sensitivityReason: string
  /** Points by criterion, `0` to `3`. */
  answers: Readonly<Record<string, string>>
  why: string
  /** `yes` when it is being prepared for publication. */
  preparing: string
}

/** Why a field cannot be kept. */
export type FieldFault =
  'missing' | 'too-long' | 'not-a-choice' | 'not-an-email' | 'not-a-day' | 'before-its-start'
export type FieldFaults = Partial<Record<keyof Described | `answers.${string}`, FieldFault>>

export const MOST_TITLE = 150
export const MOST_TEXT = 4_000
export const MOST_KEYWORDS = 20
const MOST_KEYWORD = 50
const MOST_LINE = 200

type Said = Pick<
  Dataset,
  | 'title'
  | 'description'
  | 'keywords'
  | 'theme'
  | 'licence'
  | 'frequency'
  | 'contact'
  | 'spatial'
  | 'temporal'
  | 'sensitivity'
  | 'potential'
> & { preparing: boolean }

/** An address that mail can be sent to, as far as its shape tells. */
const EMAIL = /^[^\s@<>",;:\\()[\]]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i

/** Reads the whole form at once: every fault is said, each at its field. */
export const readDescribed = (typed: Described, criteria: Criteria): Result<Said, 'fields-wrong'> => {
  const faults: FieldFaults = {}
  const wrong = (field: keyof FieldFaults, fault: FieldFault) => void (faults[field] ??= fault)
  const line = (field: keyof Omit<Described, 'answers'>, most: number, required = false): string => {
    const text = typedLine(typed[field])
    if (required && text === '') wrong(field, 'missing')
    if (text.length > most) wrong(field, 'too-long')
    return text
  }
  const text = (
    field: 'descriptionFr' | 'descriptionEn' | 'why' | 'sensitivityReason',
    required: boolean,
  ): string => {
    const said = typedText(typed[field])
    if (required && said === '') wrong(field, 'missing')
    if (said.length > MOST_TEXT) wrong(field, 'too-long')
    return said
  }
  const choice = <T extends string>(field: keyof Omit<Described, 'answers'>, choices: readonly T[]): T => {
    const found = choices.find((one) => one === typed[field])
    if (!found) wrong(field, typed[field] === '' ? 'missing' : 'not-a-choice')
    return found ?? choices[0]!
  }
  const day = (field: 'temporalFrom' | 'temporalTo'): string | null => {
    const said = typedLine(typed[field])
    if (said !== '' && !isDay(said)) wrong(field, 'not-a-day')
    return isDay(said) ? said : null
  }
  const keywords = (field: 'keywordsFr' | 'keywordsEn'): string[] => {
    const words = [
      ...new Set(
        typedLine(typed[field])
          .split(/\s*[,;]\s*/)
          .filter(Boolean),
      ),
    ]
    if (words.length > MOST_KEYWORDS || words.some(({ length }) => length > MOST_KEYWORD))
      wrong(field, 'too-long')
    return words
  }
  const from = day('temporalFrom')
  const to = day('temporalTo')
  if (from && to && to < from) wrong('temporalTo', 'before-its-start')
  const level = choice('sensitivity', SENSITIVITIES)
  const personal = choice('personal', ['no', 'yes']) === 'yes'
  const email = line('contactEmail', MOST_LINE, true)
  if (email !== '' && !EMAIL.test(email)) wrong('contactEmail', 'not-an-email')
  const points = Object.fromEntries(
    criteria.criteria.map(({ id }) => [
      id,
      /^[0-3]$/.test(typed.answers[id] ?? '') ? Number(typed.answers[id]) : -1,
    ]),
  )
  const potential = assess(criteria, points, text('why', true))
  if (!potential.ok)
    for (const id of potential.details['missing'] as string[]) wrong(`answers.${id}`, 'missing')
  const said = {
    title: { fr: line('titleFr', MOST_TITLE, true), en: line('titleEn', MOST_TITLE) },
    description: { fr: text('descriptionFr', true), en: text('descriptionEn', false) },
    keywords: { fr: keywords('keywordsFr'), en: keywords('keywordsEn') },
    theme: choice<Theme>('theme', THEMES),
    licence: typed.licence === '' ? null : choice('licence', Object.keys(LICENCES) as LicenceId[]),
    frequency: choice('frequency', Object.keys(FREQUENCIES) as Frequency[]),
    contact: { name: line('contactName', MOST_LINE, true), email },
    spatial: line('spatial', MOST_LINE),
    temporal: { from, to },
    sensitivity: { level, personal, reason: text('sensitivityReason', personal || level !== 'open') },
    preparing: choice('preparing', ['no', 'yes']) === 'yes',
  }
  if (Object.keys(faults).length > 0 || !potential.ok) return refused('fields-wrong', { faults })
  return ok({ ...said, potential: potential.value })
}

/** What a form shows of a dataset that is there already. */
export const describedOf = (dataset: Dataset): Described => ({
  titleFr: dataset.title.fr,
  titleEn: dataset.title.en,
  descriptionFr: dataset.description.fr,
  descriptionEn: dataset.description.en,
  keywordsFr: dataset.keywords.fr.join(', '),
  keywordsEn: dataset.keywords.en.join(', '),
  theme: dataset.theme,
  licence: dataset.licence ?? '',
  frequency: dataset.frequency,
  contactName: dataset.contact.name,
  contactEmail: dataset.contact.email,
  spatial: dataset.spatial,
  temporalFrom: dataset.temporal.from ?? '',
  temporalTo: dataset.temporal.to ?? '',
  sensitivity: dataset.sensitivity.level,
  personal: dataset.sensitivity.personal ? 'yes' : 'no',
  sensitivityReason: dataset.sensitivity.reason,
  answers: Object.fromEntries(
    Object.entries(dataset.potential.answers).map(([criterion, points]) => [criterion, String(points)]),
  ),
  why: dataset.potential.why,
  preparing: dataset.state === 'preparing' ? 'yes' : 'no',
})
