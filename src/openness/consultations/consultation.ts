import type { Text } from '#kernel'
import type { Question } from './questions.ts'
import type { Topic } from './topics.ts'

/** How one can take part. The first two are pages of this platform unless they have an address elsewhere. */
export const MEANS = [
  'online-questionnaire',
  'online-contributions',
  'meeting',
  'workshop',
  'paper',
  'phone',
  'email',
] as const
export type MeansKind = (typeof MEANS)[number]

export type Means = {
  /** Stable within the consultation. */
  id: string
  kind: MeansKind
  /** From this day up to and with that one, within the consultation’s window. */
  from: string
  to: string
  place: Text
  words: Text
  /** `https://…` of a page elsewhere; empty otherwise. */
  address: string
}

/** Could it be answered online during its whole window, a part of it, or never? What target 3 counts. */
export type Online = 'whole' | 'part' | 'none'

export type Theme = { id: string; title: Text }

/** A file by its content, `name` for whoever reads. */
export type Attachment = { digest: string; type: string; size: number; name: string }

export type Rule = { id: string; text: Text }

/** What was heard under a theme, what is kept, what is not and why, and what follows. French always, English if wanted. */
export type Reply = { theme: string; heard: Text; kept: Text; notKept: Text; next: Text; on: string }

export type Extension = { on: string; from: string; to: string; reason: Text }

/** What an organisation says of a consultation, before and while it lasts. */
export type Announced = {
  title: Text
  purpose: Text
  context: Text
  topic: Topic
  /** French always; with English, the public reads and answers in both. */
  languages: ('fr' | 'en')[]
  means: Means[]
  opensOn: string
  closesOn: string
  /** The regions it is about; none is all of Québec. */
  regions: string[]
  /** One at least: what nobody places stands under the first. */
  themes: Theme[]
  questionnaire: Question[]
  contributions: { open: boolean; comments: boolean; supports: boolean; attachments: boolean }
  resultsPublished: 'live' | 'at-end'
  replyDueOn: string
  /** The rules of moderation, as they are published and cited. */
  rules: Rule[]
  documents: Attachment[]
}

/** `announced` is public and not open yet. A draft is known to its organisation alone. */
export type State = 'draft' | 'announced' | 'open' | 'closed' | 'cancelled'

export type Consultation = Announced & {
  /** A slug: its public address, for ever. */
  id: string
  organisation: string
  state: State
  /** Whether it could be answered online during all of its window. */
  online: Online
  /** The days on which it really opened and closed. */
  openedOn: string | null
  closedOn: string | null
  cancelled: { on: string; reason: Text } | null
  extensions: Extension[]
  replies: Reply[]
  /** The day of the last reply, once every theme has one. */
  answeredOn: string | null
  /** The last day on which its organisation said something of it. */
  toldOn: string
  /** How often the barometer was told; the next one says one more. */
  said: number
}

/** How it stands for the public on a day. */
export const STANDINGS = ['upcoming', 'open', 'closed', 'answered', 'reply-late', 'cancelled'] as const
export type Standing = (typeof STANDINGS)[number]

export const standingOn = (consultation: Consultation, today: string): Standing | 'draft' => {
  const { state, closesOn, answeredOn, replyDueOn } = consultation
  if (state === 'draft' || state === 'cancelled') return state
  if (state === 'announced') return 'upcoming'
  if (state === 'open' && today <= closesOn) return 'open'
  if (answeredOn !== null) return 'answered'
  return replyDueOn < today ? 'reply-late' : 'closed'
}

/** Whether people may take part on a day: opened, not ended, and the means is a page of ours whose days these are. */
export const takesPart = (
  consultation: Consultation,
  kind: 'online-questionnaire' | 'online-contributions',
  today: string,
): boolean =>
  standingOn(consultation, today) === 'open' &&
  consultation.means.some(
    (means) => means.kind === kind && means.address === '' && means.from <= today && today <= means.to,
  )

/** Whether what people answered is shown on a day. */
export const showsResults = (consultation: Consultation, today: string): boolean => {
  const standing = standingOn(consultation, today)
  if (standing === 'draft' || standing === 'upcoming' || standing === 'cancelled') return false
  return consultation.resultsPublished === 'live' || standing !== 'open'
}

/** The text in the language of the page, French where English was not written. */
export const inLanguage = (text: Text, language: 'fr' | 'en'): string => text[language] || text.fr
