import { ok, refused, type Result, type Text } from '#kernel'
import { textOf } from './cleaning.ts'

export const QUESTION_KINDS = ['one-of', 'several-of', 'scale', 'short-text', 'long-text'] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

/** Ids are stable: an answer refers to a question and an option by them, whatever becomes of their words. */
export type Question = {
  id: string
  kind: QuestionKind
  label: Text
  why: Text
  optional: boolean
  /** The theme under which its results are read; empty for the consultation as a whole. */
  theme: string
  /** `one-of` and `several-of`. */
  options: { id: string; label: Text }[]
  /** `scale`: from 1 to 5 unless said, with the words of its ends. */
  scale: { most: number; least: Text; highest: Text } | null
}

/** By question id: the ids of the options chosen, a scale’s number, or a text. */
export type Answers = Record<string, string[]>

export const MOST_SHORT = 200
export const MOST_LONG = 4_000

export const isClosed = ({ kind }: Pick<Question, 'kind'>): boolean =>
  kind === 'one-of' || kind === 'several-of' || kind === 'scale'

/** The values that a closed question may be answered with, in the order shown. */
export const valuesOf = (question: Question): string[] => {
  if (question.kind === 'scale')
    return Array.from({ length: question.scale?.most ?? 5 }, (_, at) => String(at + 1))
  return isClosed(question) ? question.options.map(({ id }) => id) : []
}

export type AnswerFault = 'answer-missing' | 'answer-unknown' | 'answer-too-long' | 'one-answer-only'

/**
 * What was answered, cleaned: only questions of the questionnaire, only their options. Refused `answers-faulty` with
 * `faults`, by question; a draft (`partial`) may leave anything out. Nothing answered at all is refused too.
 */
export const readAnswers = (
  questions: readonly Question[],
  given: Answers,
  { partial = false }: { partial?: boolean } = {},
): Result<Answers, 'answers-faulty' | 'nothing-answered'> => {
  const faults: Record<string, AnswerFault> = {}
  const answers: Answers = {}
  for (const question of questions) {
    const read = readAnswer(question, Object.hasOwn(given, question.id) ? given[question.id]! : [])
    if (typeof read === 'string') faults[question.id] = read
    else if (read.length > 0) answers[question.id] = read
    else if (!question.optional && !partial) faults[question.id] = 'answer-missing'
  }
  if (Object.keys(faults).length > 0) return refused('answers-faulty', { faults })
  return partial || Object.keys(answers).length > 0 ? ok(answers) : refused('nothing-answered')
}

const readAnswer = (question: Question, given: readonly string[]): string[] | AnswerFault => {
  if (!isClosed(question)) {
    const text = textOf(given[0] ?? '')
    const most = question.kind === 'short-text' ? MOST_SHORT : MOST_LONG
    return text.length > most ? 'answer-too-long' : text === '' ? [] : [text]
  }
  const chosen = [...new Set(given.filter((value) => value !== ''))]
  const known = valuesOf(question)
  if (chosen.some((value) => !known.includes(value))) return 'answer-unknown'
  if (question.kind !== 'several-of' && chosen.length > 1) return 'one-answer-only'
  return known.filter((value) => chosen.includes(value))
}
