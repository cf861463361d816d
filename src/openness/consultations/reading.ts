import { addToDay, daysBetween, isDay, ok, refused, type Result, type Text } from '#kernel'
import { lineOf, textOf } from './cleaning.ts'
import { type Announced, type Means, MEANS, type Rule, type Theme } from './consultation.ts'
import { isOnline } from './means.ts'
import { type Question, QUESTION_KINDS } from './questions.ts'
import { isRegion } from './regions.ts'
import { DEFAULT_RULES } from './rules.ts'
import { isTopic } from './topics.ts'

export const MOST_TITLE = 150
export const MOST_WORDS = 6_000
const MOST_ITEMS = 40
/** Nothing lasts longer than a year: the register would hold it as open for ever. */
const LONGEST_DAYS = 366

export type Fault =
  'missing' | 'too-long' | 'unknown' | 'not-a-day' | 'out-of-order' | 'not-within' | 'too-many'

/** What was said wrongly: by field (`title`, `means.2.from`). */
export type Faults = Record<string, Fault>

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** An id of our own for what somebody named: small letters and digits joined by hyphens. */
export const slugOf = (text: string): string =>
  lineOf(text)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/œ/gi, 'oe')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')

/** A consultation of which nothing was said yet but its title and its window. */
export const blank = (title: Text, opensOn: string, closesOn: string): Announced => ({
  title,
  purpose: { fr: '', en: '' },
  context: { fr: '', en: '' },
  topic: 'other',
  languages: ['fr'],
  means: [],
  opensOn,
  closesOn,
  regions: [],
  themes: [
    { id: 'ensemble', title: { fr: 'L’ensemble de la consultation', en: 'The consultation as a whole' } },
  ],
  questionnaire: [],
  contributions: { open: false, comments: false, supports: false, attachments: false },
  resultsPublished: 'at-end',
  replyDueOn: isDay(closesOn) ? addToDay(closesOn, 'P60D') : closesOn,
  rules: [...DEFAULT_RULES],
  documents: [],
})

const cleanText = (text: Text): Text => ({ fr: textOf(text.fr), en: textOf(text.en) })
const cleanLine = (text: Text): Text => ({ fr: lineOf(text.fr), en: lineOf(text.en) })

/**
 * What is said of a consultation, cleaned, with `said` over what was said before. Refused `announcement-faulty` with
 * `faults`. What is still missing is no fault here: a draft is written in several sittings (`lacks` says it).
 */
export const readAnnounced = (
  before: Announced,
  said: Partial<Announced>,
): Result<Announced, 'announcement-faulty'> => {
  const merged = { ...before, ...said, means: said.means ?? following(before, said) }
  const after: Announced = {
    ...merged,
    title: cleanLine(merged.title),
    purpose: cleanText(merged.purpose),
    context: cleanText(merged.context),
    languages: merged.languages.includes('en') ? ['fr', 'en'] : ['fr'],
    regions: [...new Set(merged.regions)].toSorted(),
    means: merged.means.map((one) => ({
      ...one,
      place: cleanLine(one.place),
      words: cleanText(one.words),
      address: one.address.trim(),
    })),
    themes: merged.themes.map((one) => ({ ...one, title: cleanLine(one.title) })),
    rules: merged.rules.map((one) => ({ ...one, text: cleanLine(one.text) })),
    questionnaire: merged.questionnaire.map(cleanQuestion),
    contributions: merged.contributions.open
      ? merged.contributions
      : { open: false, comments: false, supports: false, attachments: false },
  }
  const faults = faultsIn(after)
  return Object.keys(faults).length > 0 ? refused('announcement-faulty', { faults }) : ok(after)
}

/** A means that went up to an end of the window still does when that end moves. */
const following = (before: Announced, { opensOn, closesOn }: Partial<Announced>): Means[] =>
  before.means.map((one) => ({
    ...one,
    from: opensOn !== undefined && one.from === before.opensOn ? opensOn : one.from,
    to: closesOn !== undefined && one.to === before.closesOn ? closesOn : one.to,
  }))

const cleanQuestion = (question: Question): Question => ({
  ...question,
  label: cleanLine(question.label),
  why: cleanLine(question.why),
  options:
    question.kind === 'one-of' || question.kind === 'several-of'
      ? question.options.map((option) => ({ ...option, label: cleanLine(option.label) }))
      : [],
  scale:
    question.kind === 'scale' && question.scale
      ? {
          ...question.scale,
          least: cleanLine(question.scale.least),
          highest: cleanLine(question.scale.highest),
        }
      : null,
})

const faultsIn = (said: Announced): Faults => {
  const faults: Faults = {}
  const fault = (field: string, is: Fault) => void (faults[field] ??= is)
  const fits = (field: string, text: Text, most: number) => {
    if (text.fr.length > most || text.en.length > most) fault(field, 'too-long')
  }
  if (said.title.fr === '') fault('title', 'missing')
  fits('title', said.title, MOST_TITLE)
  fits('purpose', said.purpose, MOST_WORDS)
  fits('context', said.context, MOST_WORDS)
  if (!isTopic(said.topic)) fault('topic', 'unknown')
  if (!said.regions.every(isRegion)) fault('regions', 'unknown')
  if (said.resultsPublished !== 'live' && said.resultsPublished !== 'at-end')
    fault('resultsPublished', 'unknown')
  daysIn(said, fault)
  meansIn(said, fault)
  themesIn(said.themes, fault)
  rulesIn(said.rules, fault)
  questionsIn(said, fault)
  if (said.documents.length > MOST_ITEMS) fault('documents', 'too-many')
  return faults
}

type Say = (field: string, is: Fault) => void

const daysIn = ({ opensOn, closesOn, replyDueOn }: Announced, fault: Say): void => {
  for (const [field, day] of Object.entries({ opensOn, closesOn, replyDueOn }))
    if (!isDay(day)) fault(field, day === '' ? 'missing' : 'not-a-day')
  if (!isDay(opensOn) || !isDay(closesOn)) return
  if (closesOn < opensOn || daysBetween(opensOn, closesOn) > LONGEST_DAYS) fault('closesOn', 'out-of-order')
  if (isDay(replyDueOn) && (replyDueOn <= closesOn || daysBetween(closesOn, replyDueOn) > LONGEST_DAYS))
    fault('replyDueOn', 'out-of-order')
}

const meansIn = ({ means, opensOn, closesOn }: Announced, fault: Say): void => {
  if (means.length > MOST_ITEMS) fault('means', 'too-many')
  means.forEach((one, at) => {
    const field = `means.${at}`
    if (!MEANS.includes(one.kind)) fault(`${field}.kind`, 'unknown')
    if (!isDay(one.from)) fault(`${field}.from`, 'not-a-day')
    if (!isDay(one.to)) fault(`${field}.to`, 'not-a-day')
    if (one.to < one.from) fault(`${field}.to`, 'out-of-order')
    else if (one.from < opensOn || one.to > closesOn) fault(`${field}.from`, 'not-within')
    if (one.address !== '' && !isAddress(one)) fault(`${field}.address`, 'unknown')
    if (one.words.fr.length > 600 || one.words.en.length > 600) fault(`${field}.words`, 'too-long')
    if (one.place.fr.length > 200 || one.place.en.length > 200) fault(`${field}.place`, 'too-long')
  })
  if (new Set(means.map(({ id }) => id)).size < means.length) fault('means', 'unknown')
}

/** Only what is online stands at another address, and it is one that a browser opens safely. */
const isAddress = (means: Means): boolean =>
  isOnline(means) && means.address.length <= 300 && URL.parse(means.address)?.protocol === 'https:'

const themesIn = (themes: readonly Theme[], fault: Say): void => {
  if (themes.length === 0) fault('themes', 'missing')
  if (themes.length > MOST_ITEMS) fault('themes', 'too-many')
  const ids = new Set(themes.map(({ id }) => id))
  if (ids.size < themes.length || [...ids].some((id) => !SLUG.test(id))) fault('themes', 'unknown')
  themes.forEach(({ title }, at) => {
    if (title.fr === '') fault(`themes.${at}`, 'missing')
    if (title.fr.length > MOST_TITLE || title.en.length > MOST_TITLE) fault(`themes.${at}`, 'too-long')
  })
}

const rulesIn = (rules: readonly Rule[], fault: Say): void => {
  if (rules.length === 0) fault('rules', 'missing')
  if (rules.length > MOST_ITEMS) fault('rules', 'too-many')
  rules.forEach(({ text }, at) => {
    if (text.fr === '') fault(`rules.${at}`, 'missing')
    if (text.fr.length > 500 || text.en.length > 500) fault(`rules.${at}`, 'too-long')
  })
}

const questionsIn = ({ questionnaire, themes }: Announced, fault: Say): void => {
  if (questionnaire.length > MOST_ITEMS) fault('questionnaire', 'too-many')
  const ids = questionnaire.map(({ id }) => id)
  if (new Set(ids).size < ids.length || ids.some((id) => !SLUG.test(id))) fault('questionnaire', 'unknown')
  questionnaire.forEach((question, at) => {
    const field = `questionnaire.${at}`
    if (!QUESTION_KINDS.includes(question.kind)) fault(`${field}.kind`, 'unknown')
    if (question.label.fr === '') fault(`${field}.label`, 'missing')
    if (question.label.fr.length > 300 || question.why.fr.length > 600) fault(`${field}.label`, 'too-long')
    if (question.theme !== '' && !themes.some(({ id }) => id === question.theme))
      fault(`${field}.theme`, 'unknown')
    optionsIn(question, field, fault)
  })
}

const optionsIn = ({ kind, options, scale }: Question, field: string, fault: Say): void => {
  if (kind === 'scale') {
    if (!scale || !Number.isInteger(scale.most) || scale.most < 3 || scale.most > 10)
      fault(`${field}.scale`, 'unknown')
    return
  }
  if (kind !== 'one-of' && kind !== 'several-of') return
  if (options.length < 2) fault(`${field}.options`, 'missing')
  if (options.length > MOST_ITEMS) fault(`${field}.options`, 'too-many')
  const ids = new Set(options.map(({ id }) => id))
  if (ids.size < options.length || [...ids].some((id) => !SLUG.test(id))) fault(`${field}.options`, 'unknown')
  if (options.some(({ label }) => label.fr === '')) fault(`${field}.options`, 'missing')
  if (options.some(({ label }) => label.fr.length > 300)) fault(`${field}.options`, 'too-long')
}

export const LACKS = [
  'purpose',
  'means',
  'questions',
  'contributions',
  'questionnaire-means',
  'contributions-means',
  'english',
  'reply-day',
] as const
export type Lack = (typeof LACKS)[number]

/** What people would not know, or could not do, if it were announced as it is. */
export const lacksOf = (said: Announced): Lack[] => {
  const has = (kind: Means['kind']) => said.means.some((one) => one.kind === kind && one.address === '')
  const onPaper = said.means.some(({ kind }) => !isOnline({ kind }) && kind !== 'meeting')
  const english = [said.title, said.purpose, ...said.themes.map(({ title }) => title)]
  const lacks: Record<Lack, boolean> = {
    purpose: said.purpose.fr === '',
    means: said.means.length === 0,
    questions: has('online-questionnaire') && said.questionnaire.length === 0,
    contributions: has('online-contributions') && !said.contributions.open,
    'questionnaire-means': said.questionnaire.length > 0 && !has('online-questionnaire') && !onPaper,
    'contributions-means': said.contributions.open && !has('online-contributions') && !onPaper,
    english: said.languages.includes('en') && english.some(({ en }) => en === ''),
    'reply-day': said.replyDueOn <= said.closesOn,
  }
  return LACKS.filter((lack) => lacks[lack])
}
