import type { Dossier } from '#dossiers'

/** How a use of a service may end, for whoever came for it. */
export const ENDS = ['answered', 'refused', 'abandoned'] as const
export type End = (typeof ENDS)[number]

/** The closed questions, in the order of the page. Five at most with the comment, on one page, all optional. */
export const SCALES = ['satisfaction', 'ease', 'clarity'] as const
export const ONLINE = ['yes', 'partly', 'no'] as const

export type Scale = (typeof SCALES)[number]
export type Question = Scale | 'online'
export const QUESTIONS: readonly Question[] = [...SCALES, 'online']

/** The answers of each question, from the best to the worst. */
export const ANSWERS: Record<Question, readonly string[]> = {
  satisfaction: ['5', '4', '3', '2', '1'],
  ease: ['5', '4', '3', '2', '1'],
  clarity: ['5', '4', '3', '2', '1'],
  online: ONLINE,
}

/** What was answered to the closed questions; null where nothing was. */
export type Answers = Record<Scale, number | null> & { online: (typeof ONLINE)[number] | null }

/** One evaluation as it is kept: no person, no dossier, no hour. `comment` is cleaned. */
export type Evaluation = Answers & {
  id: string
  service: string
  version: number
  end: End
  day: string
  comment: string | null
  theme: string | null
}

/** What a token evaluates. */
export type Invitation = { service: string; version: number; end: End }

/**
 * How the use of a service ended, or null while it has not. The first decision is the end: a review goes on from it, and
 * one use has one opinion. A request taken back before any decision, a draft included, was abandoned.
 */
export const endOf = ({ decisions, status }: Pick<Dossier, 'decisions' | 'status'>): End | null => {
  const [first] = decisions
  if (first) return first.favourable ? 'answered' : 'refused'
  return status === 'withdrawn' ? 'abandoned' : null
}

/** What was typed, as answers: what is none of the choices answers nothing. */
export const readAnswers = (typed: Readonly<Record<string, string | undefined>>): Answers => {
  const scale = (id: Scale) => (ANSWERS[id].includes(typed[id] ?? '') ? Number(typed[id]) : null)
  return {
    satisfaction: scale('satisfaction'),
    ease: scale('ease'),
    clarity: scale('clarity'),
    online: ONLINE.find((one) => one === typed['online']) ?? null,
  }
}

/** The month of a civil day: `2026-11`. */
export const monthOf = (day: string): string => day.slice(0, 7)
