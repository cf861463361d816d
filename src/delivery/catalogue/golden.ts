import { type Cents, centsOf, dollarsOf } from '#kernel'
import type { CompiledVersion } from './compiled.ts'
import type { Field, Need } from './definition.ts'
import { meetNeeds } from './in-force.ts'
import { checkValue, type Fault } from './kinds/index.ts'
import type { Example } from './schema.ts'

/** What became of a golden case: the way a dossier with these answers would go, without an agent. */
export type Played = {
  outcome: string | null
  /** Dollars. */
  amounts: Record<string, number>
  /** The sentence of the check that fails, or why the rules cannot conclude; null when nothing stands in the way. */
  refusal: string | null
  path: string[]
}

/** Answers that no channel would take: unknown needs, or values that are not of their kind. */
export type BadAnswers = { unknown: string[]; faults: Fault[] }

/** Plays a golden case through what every channel goes through: conditions, derivations, checks, rules, path. */
export const playExample = (version: CompiledVersion, example: Example): Played | BadAnswers => {
  const unknown = Object.keys(example.answers).filter((id) => !version.needs.has(id))
  const answers = new Map<string, unknown>()
  const faults: Fault[] = []
  for (const { need } of version.order) {
    const value = answerOf(need, example.answers[need.id])
    if (value === undefined) continue
    faults.push(...checkValue(need, value))
    answers.set(need.id, value)
  }
  if (unknown.length > 0 || faults.length > 0) return { unknown, faults }
  const { scope, failed } = factsOf(version, answers)
  if (failed) return { outcome: null, amounts: {}, refusal: failed, path: [] }
  return concluded(version, scope, example)
}

/** As it is written for a person (dollars, items without ids), as an answer holds it. */
const answerOf = (need: Need | Field, written: unknown): unknown => {
  if (written === undefined || written === null) return undefined
  if (need.is === 'money') return typeof written === 'number' ? centsOf(written) : written
  if (need.is !== 'list' || !('fields' in need) || !Array.isArray(written)) return written
  return written.map((item: unknown, at) => ({ id: `item${at + 1}`, ...itemOf(need, item) }))
}

const itemOf = (need: Need, item: unknown): object => {
  if (typeof item !== 'object' || item === null) return {}
  const kind = new Map(need.fields.map((field) => [field.id, field]))
  const entries = Object.entries(item).flatMap(([id, value]) => {
    const field = kind.get(id)
    const answer = field ? answerOf(field, value) : value
    return answer === undefined ? [] : [[id, answer] as const]
  })
  return Object.fromEntries(entries)
}

const factsOf = (version: CompiledVersion, answers: ReadonlyMap<string, unknown>) => {
  const { scope } = meetNeeds(version, ({ need }, derived) => ({
    value: derived ? derived.value : answers.get(need.id),
    hiddenFields: [],
  }))
  const failed = version.order
    .filter(({ need }) => scope[need.id] !== null)
    .flatMap(({ checks }) => checks)
    .find(({ must }) => must.evaluate(scope) !== true)
  return { scope, failed: failed?.else ?? null }
}

const concluded = (version: CompiledVersion, scope: Record<string, unknown>, example: Example): Played => {
  const { on, contested = [], unavailable = [] } = example
  const assessed = version.book?.assess(scope, { on, contested, unavailable })
  if (!assessed) return { outcome: null, amounts: {}, refusal: null, path: pathOf(version, null) }
  if (!assessed.ok)
    return { outcome: null, amounts: {}, refusal: assessed.refusal, path: pathOf(version, null) }
  const { outcome, amounts } = assessed.value
  return { outcome, amounts: inDollars(amounts), refusal: null, path: pathOf(version, outcome) }
}

const inDollars = (amounts: Record<string, Cents>): Record<string, number> =>
  Object.fromEntries(Object.entries(amounts).map(([name, cents]) => [name, dollarsOf(cents)]))

/** The stages gone through by robots, ending where an agent is awaited or a decision made. */
const pathOf = (version: CompiledVersion, outcome: string | null): string[] => {
  const path = ['filed']
  for (const id of path) {
    const stage = version.definition.path[id]
    if (!stage || !('robot' in stage)) break
    const next = (outcome === null ? undefined : stage.outcomes[outcome]) ?? stage.otherwise
    if (path.includes(next)) break
    path.push(next)
  }
  return path
}
