import { ok, refused, type Result } from '#kernel'
import { lineOf, textOf } from './cleaning.ts'
import type { Attachment, Consultation } from './consultation.ts'
import { isRegion } from './regions.ts'

/** How a contribution came. `online` is a page of ours; the others were keyed in by an agent. */
export const CHANNELS = ['online', 'paper', 'workshop', 'meeting', 'phone', 'email'] as const
export type Channel = (typeof CHANNELS)[number]

export const KEYED_CHANNELS: readonly Channel[] = CHANNELS.filter((channel) => channel !== 'online')

/** A contribution or a comment, as everybody reads it. What was withdrawn keeps its place, without its words. */
export type Contribution = {
  consultation: string
  id: string
  /** The contribution that a comment is about; null for a contribution. */
  parent: string | null
  theme: string
  /** Empty when the author did not say. */
  region: string
  channel: Channel
  people: number
  language: 'fr' | 'en'
  /** What the author chose to be called; null is nobody. */
  name: string | null
  title: string
  text: string
  attachments: Attachment[]
  day: string
  state: 'shown' | 'hidden'
  /** The rule for which it was withdrawn. */
  rule: string | null
  appealed: boolean
  supports: number
  comments: number
}

/** Under which name: none, one made up, one’s own. */
export const SHOWN_AS = ['anonymous', 'pseudonym', 'name'] as const
export type ShownAs = (typeof SHOWN_AS)[number]

export type Contributing = {
  /** Of the form, so that one sent twice is one contribution. */
  key: string
  theme: string
  region: string
  title: string
  text: string
  language: 'fr' | 'en'
  shownAs: ShownAs
  pseudonym: string
  attachments: Attachment[]
}

export const MOST_CONTRIBUTION_TITLE = 120
export const MOST_CONTRIBUTION = 5_000
export const MOST_COMMENT = 1_500
export const MOST_PSEUDONYM = 40
export const MOST_ATTACHMENTS = 3

export type ContributionFault = 'missing' | 'too-long' | 'unknown' | 'too-many'
type Faults = Record<string, ContributionFault>

export type Written = Pick<
  Contribution,
  'theme' | 'region' | 'title' | 'text' | 'language' | 'name' | 'attachments'
>

/** What a contribution says, cleaned. Refused `contribution-faulty` with `faults` by field. `own` is the person’s name. */
export const readContribution = (
  { themes, contributions }: Pick<Consultation, 'themes' | 'contributions'>,
  typed: Omit<Contributing, 'key'>,
  own: string,
): Result<Written, 'contribution-faulty'> => {
  const { theme, region, language } = typed
  const written = {
    theme: theme || (themes.length === 1 ? themes[0]!.id : ''),
    region,
    language: language === 'en' ? ('en' as const) : ('fr' as const),
    title: lineOf(typed.title),
    text: textOf(typed.text),
    name: nameOf(typed, own),
    attachments: contributions.attachments ? typed.attachments : [],
  }
  const faults: Faults = {}
  if (written.theme === '') faults['theme'] = 'missing'
  else if (!themes.some(({ id }) => id === written.theme)) faults['theme'] = 'unknown'
  if (region !== '' && !isRegion(region)) faults['region'] = 'unknown'
  lengthOf(faults, 'title', written.title, MOST_CONTRIBUTION_TITLE)
  lengthOf(faults, 'text', written.text, MOST_CONTRIBUTION)
  if (!SHOWN_AS.includes(typed.shownAs)) faults['shownAs'] = 'missing'
  if (typed.shownAs === 'pseudonym') lengthOf(faults, 'pseudonym', written.name ?? '', MOST_PSEUDONYM)
  if (written.attachments.length > MOST_ATTACHMENTS) faults['attachments'] = 'too-many'
  return Object.keys(faults).length > 0 ? refused('contribution-faulty', { faults }) : ok(written)
}

const nameOf = ({ shownAs, pseudonym }: Pick<Contributing, 'shownAs' | 'pseudonym'>, own: string) =>
  shownAs === 'name' ? lineOf(own) : shownAs === 'pseudonym' ? lineOf(pseudonym) : null

export type Commenting = Pick<Contributing, 'key' | 'text' | 'language' | 'shownAs' | 'pseudonym'>

export const readComment = (
  typed: Omit<Commenting, 'key'>,
  own: string,
): Result<Pick<Written, 'text' | 'language' | 'name'>, 'contribution-faulty'> => {
  const text = textOf(typed.text)
  const name = nameOf(typed, own)
  const faults: Faults = {}
  lengthOf(faults, 'text', text, MOST_COMMENT)
  if (!SHOWN_AS.includes(typed.shownAs)) faults['shownAs'] = 'missing'
  if (typed.shownAs === 'pseudonym') lengthOf(faults, 'pseudonym', name ?? '', MOST_PSEUDONYM)
  const language = typed.language === 'en' ? ('en' as const) : ('fr' as const)
  return Object.keys(faults).length > 0
    ? refused('contribution-faulty', { faults })
    : ok({ text, name, language })
}

const lengthOf = (faults: Faults, field: string, text: string, most: number): void => {
  if (text === '') faults[field] = 'missing'
  else if (text.length > most) faults[field] = 'too-long'
}
