import {
  type Answers,
  type Consultation,
  MOST_LONG,
  MOST_SHORT,
  type Question,
  valuesOf,
} from '#consultations'
import { type Need, needOf, type NeedWords } from '#catalogue'
import type { Language } from '#kernel'
import type { Form } from '#look'
import { plainly } from './reading.ts'
import { takingWords } from './taking-words.ts'

/** The questionnaire as pages of a few questions, each asked as any question of the portal is. */

const QUESTIONS_A_PAGE = 5

export const pagesOf = ({ questionnaire }: Pick<Consultation, 'questionnaire'>): Question[][] =>
  Array.from({ length: Math.max(1, Math.ceil(questionnaire.length / QUESTIONS_A_PAGE)) }, (_, at) =>
    questionnaire.slice(at * QUESTIONS_A_PAGE, (at + 1) * QUESTIONS_A_PAGE),
  )

/** The page on which a question stands, from 1. */
export const pageOf = ({ questionnaire }: Pick<Consultation, 'questionnaire'>, id: string): number =>
  Math.floor(questionnaire.findIndex((one) => one.id === id) / QUESTIONS_A_PAGE) + 1

/** Questions are named by those who write them: under names of their own they cannot take ours. */
export const nameOf = ({ id }: Pick<Question, 'id'>): string => `q-${id}`

export const needFor = (question: Question): Need => {
  const { kind, optional } = question
  const its = { optional, party: 'nobody', options: valuesOf(question) }
  switch (kind) {
    case 'one-of':
    case 'scale':
      return needOf(nameOf(question), 'one-of', its)
    case 'several-of':
      return needOf(nameOf(question), 'many-of', its)
    case 'short-text':
      return needOf(nameOf(question), 'text', { ...its, most: MOST_SHORT })
    case 'long-text':
      return needOf(nameOf(question), 'long-text', { ...its, most: MOST_LONG })
  }
}

export const wordsFor = (question: Question, language: Language): NeedWords => {
  const why = plainly(question.why, language)
  return {
    label: plainly(question.label, language),
    ...(why !== '' && { why }),
    options: Object.fromEntries(
      valuesOf(question).map((value) => [value, valueWords(question, value, language)]),
    ),
  }
}

/** An option by its label; a number of a scale, its ends said. */
export const valueWords = ({ options, scale, kind }: Question, value: string, language: Language): string => {
  if (kind !== 'scale') {
    const option = options.find(({ id }) => id === value)
    return option ? plainly(option.label, language) : value
  }
  const end = value === '1' ? scale?.least : value === String(scale?.most ?? 5) ? scale?.highest : undefined
  const said = end ? plainly(end, language) : ''
  return said === '' ? value : takingWords[language].questionnaire.end(value, said)
}

export const answersIn = (form: Form, questions: readonly Question[]): Answers =>
  Object.fromEntries(questions.map((one) => [one.id, [...(form.get(nameOf(one)) ?? [])]]))
