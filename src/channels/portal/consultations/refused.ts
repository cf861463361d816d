import {
  type ConsultationRefusal,
  MOST_COMMENT,
  MOST_CONTRIBUTION,
  MOST_CONTRIBUTION_TITLE,
  MOST_PSEUDONYM,
} from '#consultations'
import { html } from '#html'
import { formatNumber, type Language, type Refused } from '#kernel'
import { buttons, type Faults, linkButton } from '#look'
import { show, type Visit } from '../visit.ts'
import { takingWords } from './taking-words.ts'

/** What an act answers when it cannot be done: what happened, what one can do, and that nothing is lost. */
export const refusedPage = (
  visit: Visit,
  { refusal }: Refused<ConsultationRefusal | 'not-found'>,
  back: string,
) => {
  const w = takingWords[visit.language].refused
  const said: Partial<Record<string, string>> = w.says
  return show(visit, {
    title: w.title,
    status: 409,
    current: 'consultations',
    body: html`<h1>${w.title}</h1>
      <p class="lead">${said[refusal] ?? w.other}</p>
      ${buttons(linkButton({ label: w.back, href: back, weight: 'secondary' }))}`,
  })
}

const MOST = {
  contribution: { title: MOST_CONTRIBUTION_TITLE, text: MOST_CONTRIBUTION, pseudonym: MOST_PSEUDONYM },
  comment: { title: 0, text: MOST_COMMENT, pseudonym: MOST_PSEUDONYM },
}

/** The faults of a text that is to be published, each in a sentence that says how to mend it. */
export const faultSentences = (
  details: Record<string, unknown>,
  of: 'contribution' | 'comment',
  language: Language,
): Faults => {
  const w = takingWords[language].faults
  const most: Record<string, number> = MOST[of]
  const sentence = (field: string, code: string): string => {
    if (code === 'too-long') return w.tooLong(formatNumber(most[field] ?? 0, language))
    if (code === 'too-many') return w.tooMany
    const missing: Partial<Record<string, string>> = of === 'comment' ? w.comment : w.contribution
    return missing[field] ?? w.choose
  }
  return Object.fromEntries(
    Object.entries(details['faults'] as Record<string, string>).map(([field, code]) => [
      field,
      sentence(field, code),
    ]),
  )
}
