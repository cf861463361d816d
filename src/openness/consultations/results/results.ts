import { released } from '#evaluations'
import type { Consultation } from '../consultation.ts'
import { isClosed, type Question, valuesOf } from '../questions.ts'
import { type Cell, cell } from './store.ts'

/** Contributions, comments and supports are public one by one: their counts are exact. */
export type Counts = {
  contributions: number
  comments: number
  supports: number
  /** Questionnaires, in multiples of five. */
  answers: number
}

export type Split = { id: string; contributions: number; supports: number; answers: number }

/** How people took part: `people` counts those for whom a contribution speaks (a workshop of twelve is twelve). */
export type ByChannel = { channel: string; contributions: number; people: number; answers: number }

export type QuestionResults = {
  question: Question
  /** By value, in multiples of five: a count below five reads zero. Empty for a text. */
  values: { value: string; count: number }[]
  /** Who answered it, in multiples of five. */
  answered: number
  /** The same by region, for regions where five answered at least. */
  byRegion: { region: string; answered: number; values: { value: string; count: number }[] }[]
}

export type Results = Counts & {
  byTheme: Split[]
  byRegion: Split[]
  byChannel: ByChannel[]
  questions: QuestionResults[]
}

type Wanted = Partial<Pick<Cell, 'counted' | 'answer' | 'theme' | 'region' | 'channel'>>

const sumOf = (cells: readonly Cell[], wanted: Wanted): number =>
  cells
    .filter((one) => Object.entries(wanted).every(([name, value]) => one[name as keyof Wanted] === value))
    .reduce((sum, { count }) => sum + count, 0)

export const countsIn = (cells: readonly Cell[]): Counts => ({
  contributions: sumOf(cells, { counted: 'contribution' }),
  comments: sumOf(cells, { counted: 'comment' }),
  supports: sumOf(cells, { counted: 'support' }),
  answers: released(sumOf(cells, { counted: 'answer' })),
})

const splitIn = (cells: readonly Cell[], id: string, where: Wanted): Split => ({
  id,
  contributions: sumOf(cells, { counted: 'contribution', ...where }),
  supports: sumOf(cells, { counted: 'support', ...where }),
  answers: released(sumOf(cells, { counted: 'answer', ...where })),
})

/** What was said, counted. Whether it may be shown already is for `showsResults` to say. */
export const resultsOf = ({ themes, questionnaire }: Consultation, cells: readonly Cell[]): Results => {
  const valued = (name: 'region' | 'channel') => [...new Set(cells.map((one) => one[name]))].toSorted()
  return {
    ...countsIn(cells),
    byTheme: themes.map(({ id }) => splitIn(cells, id, { theme: id })),
    byRegion: valued('region')
      .map((region) => splitIn(cells, region, { region }))
      .filter(({ contributions, answers, supports }) => contributions + answers + supports > 0),
    byChannel: valued('channel')
      .map((channel) => ({
        channel,
        contributions: sumOf(cells, { counted: 'contribution', channel }),
        people: sumOf(cells, { counted: 'people', channel }),
        answers: released(sumOf(cells, { counted: 'answer', channel })),
      }))
      .filter(({ contributions, answers }) => contributions + answers > 0),
    questions: questionnaire.map((question) => questionIn(question, cells)),
  }
}

const questionIn = (question: Question, cells: readonly Cell[]): QuestionResults => {
  const its = cells.filter(({ counted }) => counted === countedOf(question))
  const regions = [...new Set(its.map(({ region }) => region))].filter((region) => region !== '').toSorted()
  const among = (some: readonly Cell[]) => ({
    answered: released(sumOf(some, { answer: '' })),
    values: valuesOf(question).map((value) => ({ value, count: released(sumOf(some, { answer: value })) })),
  })
  return {
    question,
    ...among(its),
    byRegion: isClosed(question)
      ? regions
          .map((region) => ({ region, ...among(its.filter((one) => one.region === region)) }))
          .filter(({ answered }) => answered > 0)
      : [],
  }
}

const countedOf = ({ id }: Pick<Question, 'id'>): string => `q:${id}`

/** The cells that a questionnaire counts in; `count` is -1 for what other answers replace. */
export const cellsOfAnswers = (
  questionnaire: readonly Question[],
  { answers, region, channel }: { answers: Record<string, string[]>; region: string; channel: string },
  count: 1 | -1,
): Cell[] => [
  cell('answer', count, { region, channel }),
  ...questionnaire.flatMap((question) => {
    const given = answers[question.id]
    if (!given) return []
    const counted = countedOf(question)
    const its = { theme: question.theme, region }
    return [
      cell(counted, count, its),
      ...(isClosed(question) ? given.map((answer) => cell(counted, count, { ...its, answer })) : []),
    ]
  }),
]
