import { isId, ok, refused, type Result, sha256Text } from '#kernel'
import {
  happened,
  OBSTACLES,
  type Paper,
  PAPERS,
  type Stage,
  STAGES,
  type Step,
  type Process,
} from './process.ts'
import type { ProcessRefusal } from './refusals.ts'
import { readArticles, readText } from './typed.ts'
import { changed, onlyActive, verb } from './verb.ts'

/** A step as it is typed; `articles`, one a line. */
export type TypedStep = {
  stage: string
  what: string
  paper: string
  articles: string
  law: string
  system: string
  habit: string
}

type Read = Omit<Step, 'id'>

export const readStep = (typed: TypedStep): Result<Read, ProcessRefusal> => {
  const stage = STAGES.find((one) => one === typed.stage)
  if (!stage) return refused('stage-unknown')
  const what = readText(typed.what, 'what')
  if (!what.ok) return what
  if (what.value === '') return refused('what-missing')
  const paper = PAPERS.find((one) => one === typed.paper)
  if (!paper) return refused('paper-unknown')
  const kept = readKept(typed)
  if (!kept.ok) return kept
  const keeps = kept.value.articles.length > 0 || Object.values(kept.value.obstacles).some(Boolean)
  if (paper === 'none' && keeps) return refused('obstacle-without-paper')
  return ok({ stage, what: what.value, paper, ...kept.value })
}

const readKept = (typed: TypedStep): Result<Pick<Step, 'obstacles' | 'articles'>, ProcessRefusal> => {
  const articles = readArticles(typed.articles)
  if (!articles.ok) return articles
  const obstacles: Step['obstacles'] = { law: '', system: '', habit: '' }
  for (const kind of OBSTACLES) {
    const text = readText(typed[kind], kind)
    if (!text.ok) return text
    obstacles[kind] = text.value
  }
  return ok({ articles: articles.value, obstacles })
}

const MOST_STEPS = 40

/** What a step was when its form was shown; empty when there was none. */
export const stepMark = (step: Step | undefined): string => {
  if (!step) return ''
  const { id, stage, what, paper, articles, obstacles } = step
  return sha256Text(
    JSON.stringify([id, stage, what, paper, articles, OBSTACLES.map((kind) => obstacles[kind])]),
  )
}

/**
 * Writes a step: a new one under the id that its form came with, at the end of its stage's; or one that was there. Sent
 * twice, it is there once.
 */
export const putStep = verb({
  name: 'process.put-step',
  by: ['agent'],
  barred: onlyActive,
  perform(process, { id, typed, was }: { id: string; typed: TypedStep; was: string }, here) {
    if (!isId(id)) return refused('key-malformed')
    const read = readStep(typed)
    if (!read.ok) return read
    const step: Step = { id, ...read.value }
    const before = process.steps.find((one) => one.id === id)
    if (stepMark(before) === stepMark(step)) return ok({ after: process, events: [], answer: { process } })
    if (stepMark(before) !== was) return refused('changed-elsewhere')
    if (!before && process.steps.length >= MOST_STEPS) return refused('too-many-steps', { most: MOST_STEPS })
    const steps = before
      ? process.steps.map((one) => (one.id === id ? step : one))
      : placed(process.steps, step)
    const absent = process.absent.filter((stage) => stage !== step.stage)
    return changed({ ...process, steps, absent }, here, [happened('process.changed', { part: 'step' })])
  },
})

/** After the last step of its stage, or of those that come before it. */
const placed = (steps: readonly Step[], step: Step): Step[] => {
  const rank = STAGES.indexOf(step.stage)
  const at = steps.findLastIndex(({ stage }) => STAGES.indexOf(stage) <= rank)
  return steps.toSpliced(at + 1, 0, step)
}

/** Moves a step one place up or down; at the end of the line it stays. */
export const moveStep = verb({
  name: 'process.move-step',
  by: ['agent'],
  barred: onlyActive,
  perform(process, { id, by }: { id: string; by: -1 | 1 }, here) {
    const at = process.steps.findIndex((one) => one.id === id)
    if (at < 0) return refused('step-unknown')
    const to = at + by
    if (to < 0 || to >= process.steps.length) return ok({ after: process, events: [], answer: { process } })
    const steps = process.steps.toSpliced(at, 1).toSpliced(to, 0, process.steps[at]!)
    return changed({ ...process, steps }, here, [happened('process.changed', { part: 'order' })])
  },
})

/** Takes a step out; taken out already, nothing more happens. */
export const dropStep = verb({
  name: 'process.drop-step',
  by: ['agent'],
  barred: onlyActive,
  perform(process, { id }: { id: string }, here) {
    const steps = process.steps.filter((one) => one.id !== id)
    if (steps.length === process.steps.length) return ok({ after: process, events: [], answer: { process } })
    return changed({ ...process, steps }, here, [happened('process.changed', { part: 'step' })])
  },
})

/** Says that the process does not have a stage, or that it has it after all. */
export const setAbsent = verb({
  name: 'process.set-absent',
  by: ['agent'],
  barred: onlyActive,
  perform(process, { stage: typed, absent }: { stage: string; absent: boolean }, here) {
    const stage = STAGES.find((one) => one === typed)
    if (!stage) return refused('stage-unknown')
    if (absent && process.steps.some((step) => step.stage === stage)) return refused('stage-described')
    if (process.absent.includes(stage) === absent)
      return ok({ after: process, events: [], answer: { process } })
    const after = { ...process, absent: withStage(process, stage, absent) }
    return changed(after, here, [happened('process.changed', { part: 'absent' })])
  },
})

const withStage = ({ absent }: Process, stage: Stage, isAbsent: boolean): Stage[] =>
  STAGES.filter((one) => (one === stage ? isAbsent : absent.includes(one)))

export const hasPaper = ({ paper }: { paper: Paper }): boolean => paper !== 'none'
