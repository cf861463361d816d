import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { type Dataset, type Distribution, FORMAT_NAMES, THEME_NAMES, type Quality } from '#opendata'
import { type Status, tag } from '#look'
import type { Platform } from '#web'
import { plainly } from '../bilingual.ts'
import { words } from './words.ts'

/** What organisations type in French alone: a reason, an obstacle, a place. */
export const typed = (text: string, language: Language): Html =>
  language === 'fr' ? html`${text}` : html`<span lang="fr-CA">${text}</span>`

/** Who answers a question: typed in French, and often the organisation itself, whose name there is in both languages. */
export const contactName = (
  platform: Platform,
  { contact, organisation }: Dataset,
  language: Language,
): Html =>
  contact.name === organisationName(platform, organisation, 'fr')
    ? html`${organisationName(platform, organisation, language)}`
    : typed(contact.name, language)

export const organisationName = ({ organisations }: Platform, id: string, language: Language): string =>
  organisations.organisations.get(id)?.name[language] ?? id

export const themeName = ({ theme }: Pick<Dataset, 'theme'>, language: Language): string =>
  THEME_NAMES[theme][language]

/** The title of a file; where nobody gave it one, its format. */
export const fileName = (one: Distribution, language: Language): string =>
  plainly(one.title, language) || FORMAT_NAMES[one.format]

const QUALITY_STATUS: Record<Quality, Status> = {
  good: 'done',
  fair: 'waiting',
  poor: 'problem',
  unchecked: 'progress',
  none: 'draft',
}

export const qualityTag = (quality: Quality, language: Language) =>
  tag({ status: QUALITY_STATUS[quality], label: words[language].qualities[quality]! })

/** What is published has its quality; what is not says so. */
export const standingTag = ({ state, quality }: Dataset, language: Language) => {
  if (state === 'published') return qualityTag(quality, language)
  const status: Status = state === 'withdrawn' ? 'stopped' : state === 'preparing' ? 'progress' : 'draft'
  return tag({ status, label: words[language].states[state]! })
}
