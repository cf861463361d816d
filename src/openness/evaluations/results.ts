import { ANSWERS, ENDS, type End, type Question, QUESTIONS, SCALES } from './evaluation.ts'
import { ENOUGH, released } from './release.ts'
import type { Tally } from './store.ts'

/** One question's answers, as they are shown: each a multiple of five, and what is too small apart, so that it adds up. */
export type Distribution = {
  question: Question
  answers: { answer: string; count: number }[]
  /** How many answered, a multiple of five, of which `apart` are in answers too few to be shown. */
  number: number
  apart: number
  /** Of 1 to 5, computed on what is shown; null below twenty answers, and for a question that has no scale. */
  average: number | null
}

/** Uses that ended and evaluations received, as they are shown. The rate is null when too few uses ended to tell it. */
export type Rate = { reached: number; received: number; rate: number | null }

/** What the public reads of what people say of a service. Every count is a multiple of five, rounded down. */
export type Results = Rate & {
  service: string
  distributions: Distribution[]
  byEnd: (Rate & { end: End; satisfaction: number | null; ease: number | null })[]
  byVersion: (Rate & { version: number; satisfaction: number | null; ease: number | null })[]
}

/** The results of a service from what was counted of it. */
export const resultsOf = (service: string, tallies: readonly Tally[]): Results => {
  const own = tallies.filter((one) => one.service === service)
  const versions = [...new Set(own.map(({ version }) => version))].toSorted((a, b) => b - a)
  return {
    service,
    ...rateOf(own),
    distributions: QUESTIONS.map((question) => distributionOf(own, question)),
    byEnd: ENDS.map((end) => ({ end, ...aside(own.filter((one) => one.end === end)) })),
    byVersion: versions.map((version) => ({
      version,
      ...aside(own.filter((one) => one.version === version)),
    })),
  }
}

const aside = (tallies: readonly Tally[]) => {
  const [satisfaction, ease] = (['satisfaction', 'ease'] as const).map(
    (question) => distributionOf(tallies, question).average,
  )
  return { ...rateOf(tallies), satisfaction: satisfaction ?? null, ease: ease ?? null }
}

const sumOf = (tallies: readonly Tally[], question: string, answer?: string): number =>
  tallies
    .filter((one) => one.question === question && (answer === undefined || one.answer === answer))
    .reduce((sum, { count }) => sum + count, 0)

/** An evaluation may be of a use that ended before the period: a rate is never told above the whole. */
export const rateOf = (tallies: readonly Tally[]): Rate => {
  const reached = released(sumOf(tallies, 'reached'))
  const received = released(sumOf(tallies, 'received'))
  return { reached, received, rate: reached === 0 ? null : Math.min(1, received / reached) }
}

const distributionOf = (tallies: readonly Tally[], question: Question): Distribution => {
  const answers = ANSWERS[question].map((answer) => ({
    answer,
    count: released(sumOf(tallies, question, answer)),
  }))
  const shown = answers.reduce((sum, { count }) => sum + count, 0)
  const number = released(sumOf(tallies, question))
  const isScale = SCALES.some((one) => one === question)
  const total = answers.reduce((sum, { answer, count }) => sum + Number(answer) * count, 0)
  const average = isScale && shown >= ENOUGH ? total / shown : null
  return { question, answers, number, apart: number - shown, average }
}
