import type { DossierRefusal } from '#dossiers'
import { formatDay, type Language, type Refused } from '#kernel'
import { words } from './words.ts'

/** What a refusal says to a person: what happened, and what they can do. Every refusal that a person can meet has one. */
export const refusalSentence = (
  { refusal, details }: Refused<DossierRefusal>,
  language: Language,
): string => {
  const { refusals } = words[language]
  const sentence = refusals[refusal as keyof typeof refusals] ?? refusals.otherwise
  const until = typeof details['until'] === 'string' ? formatDay(details['until'], language) : ''
  return sentence.replace('{until}', until).replace('{most}', String(details['most'] ?? ''))
}
