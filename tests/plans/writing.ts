import { newId } from '#kernel'
import type { Agent } from '#parties'
import {
  approve,
  beginDraft,
  editFrame,
  type Plans,
  submit,
  writeMeasure,
  type Measure,
  type Plan,
} from '#plans'
import { valueOf } from '../support/story.ts'

export const both = (fr: string, en = '') => ({ fr, en })

/** A plan's own words, over the year of the story. */
export const frame = (over = {}) => ({
  title: both('Plan de transformation numérique 2026-2028'),
  summary: both('Des services plus simples.'),
  from: '2026-04-01',
  until: '2028-03-31',
  ...over,
})

type Written = Omit<Measure, 'id'>

export const measure = (title: string, over: Partial<Written> = {}) => ({
  id: newId(),
  revision: 0,
  title: both(title),
  description: both(`${title}, du début à la fin.`),
  owner: both('Service des technologies'),
  start: '2026-06-01',
  end: '2027-03-31',
  budget: '25k-100k',
  after: [] as string[],
  serves: [8],
  ...over,
})

/** Writes a plan of these measures, or the next one, submits it and has both of direction approve it. */
export const adopt = async (
  plans: Plans,
  { planner, direction }: { planner: Agent; direction: readonly [Agent, Agent] },
  measures: readonly ReturnType<typeof measure>[],
  over: object = {},
): Promise<Plan> => {
  const before = (await plans.of(planner.organisation))!
  if (!before.draft) valueOf(await plans.perform(planner, beginDraft, frame(over)))
  else valueOf(await plans.perform(planner, editFrame, { ...frame(over), revision: before.draft.revision }))
  for (const one of measures) valueOf(await plans.perform(planner, writeMeasure, one))
  const { proposal } = valueOf(await plans.perform(planner, submit, {})).plan
  const { digest } = proposal!
  valueOf(await plans.perform(direction[0], approve, { digest }))
  return valueOf(await plans.perform(direction[1], approve, { digest })).plan
}
