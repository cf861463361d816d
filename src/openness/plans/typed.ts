import { isDay, ok, refused, type Refused, type Result, type Text, typedLine, typedText } from '#kernel'
import { BUDGETS, MOST, type Measure, type OwnTarget, PERIODS, RULES } from './plan.ts'
import type { PlanRefusal } from './refusals.ts'

/** What is typed of the plan itself. */
export type FrameTyped = { title: Text; summary: Text; from: string; until: string }

export type MeasureTyped = Omit<Measure, 'id' | 'budget'> & { budget: string }

export type OwnTargetTyped = Omit<OwnTarget, 'id' | 'rule' | 'period'> & { rule: string; period: string }

type Fault = Refused<PlanRefusal>

/** The plan itself, as it will be read. A draft may still lack its days; a proposal may not. */
export const readFrame = (typed: FrameTyped): Result<FrameTyped, PlanRefusal> => {
  const frame = {
    title: bothOf(typed.title, typedLine),
    summary: bothOf(typed.summary, typedText),
    from: typed.from,
    until: typed.until,
  }
  const fault =
    textFault('title', frame.title, MOST.title) ??
    textFault('summary', frame.summary, MOST.description, { optional: true }) ??
    daysFault(['from', frame.from], ['until', frame.until])
  return fault ?? ok(frame)
}

export const readMeasure = (id: string, typed: MeasureTyped): Result<Measure, PlanRefusal> => {
  const budget = BUDGETS.find((one) => one === typed.budget)
  const measure = {
    title: bothOf(typed.title, typedLine),
    description: bothOf(typed.description, typedText),
    owner: bothOf(typed.owner, typedLine),
  }
  const fault =
    textFault('title', measure.title, MOST.title) ??
    textFault('description', measure.description, MOST.description) ??
    textFault('owner', measure.owner, MOST.owner) ??
    daysFault(['start', typed.start], ['end', typed.end])
  if (fault) return fault
  if (!budget) return refused('choice-unknown', { field: 'budget' })
  if (typed.serves.some((target) => !Number.isInteger(target) || target < 1 || target > 10))
    return refused('choice-unknown', { field: 'serves' })
  const { start, end } = typed
  const after = [...new Set(typed.after)]
  const serves = [...new Set(typed.serves)].toSorted((a, b) => a - b)
  return ok({ id, ...measure, start, end, budget, after, serves })
}

export const readOwnTarget = (id: string, typed: OwnTargetTyped): Result<OwnTarget, PlanRefusal> => {
  const rule = RULES.find((one) => one === typed.rule)
  const period = PERIODS.find((one) => one === typed.period)
  const [wording, unit] = [bothOf(typed.wording, typedLine), bothOf(typed.unit, typedLine)]
  const fault = textFault('wording', wording, MOST.title) ?? textFault('unit', unit, MOST.owner)
  if (fault) return fault
  if (!rule) return refused('choice-unknown', { field: 'rule' })
  if (!period) return refused('choice-unknown', { field: 'period' })
  const { share } = typed
  // « Plus de 100 % » could never be reached.
  const fits = share >= 0 && share <= 1 && !(rule === 'over' && share === 1)
  return fits ? ok({ id, wording, unit, rule, share, period }) : refused('share-malformed')
}

/** A reason that everybody will read. */
export const readReason = (typed: string): Result<string, 'reason-missing' | 'text-too-long'> => {
  const reason = typedText(typed)
  if (reason === '') return refused('reason-missing')
  return reason.length > MOST.reason
    ? refused('text-too-long', { field: 'reason', most: MOST.reason })
    : ok(reason)
}

const bothOf = ({ fr, en }: Text, clean: (typed: string) => string): Text => ({
  fr: clean(fr),
  en: clean(en),
})

/** The French is there, and both fit; `field` of the English ends with `En`, as forms name it. */
export const textFault = (
  field: string,
  { fr, en }: Text,
  most: number,
  { optional = false } = {},
): Fault | null => {
  if (fr === '' && !optional) return refused('text-missing', { field })
  if (fr.length > most) return refused('text-too-long', { field, most })
  return en.length > most ? refused('text-too-long', { field: `${field}En`, most }) : null
}

const daysFault = (first: [string, string], last: [string, string]): Fault | null => {
  for (const [field, day] of [first, last]) if (!isDay(day)) return refused('day-malformed', { field })
  return first[1] > last[1] ? refused('days-inverted', { field: last[0] }) : null
}
