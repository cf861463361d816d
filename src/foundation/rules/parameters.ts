import { ok, type Ok } from '#kernel'
import { MissingParameter } from './expression.ts'
import type { RuleFault } from './faults.ts'
import type { ParametersSource } from './source.ts'

export type Status = 'published' | 'provisional'

/** A parameter that a rule read: what the explanation says of it. */
export type Reading = { name: string; value: unknown; status: Status; source: string }

/** The parameters as one day sees them. Reading one through `scope` adds it to `read`; the caller empties it. */
export type ParametersOnDay = {
  scope: Record<string, unknown>
  read: Reading[]
  values: ReadonlyMap<string, Reading>
}

export type Parameters = {
  /** Every path that has a value on some day, `child.max`. */
  names: string[]
  has(path: readonly string[]): boolean
  on(day: string): ParametersOnDay
}

type Dated = { value: unknown; status: Status; period: string; from: string; to: string }
type Tree = Map<string, Tree | Dated[]>
type ParameterFault = Extract<RuleFault, { code: 'period-invalid' | `parameter-${string}` }>
export type FaultyParameters = {
  ok: false
  refusal: 'parameters-faulty'
  details: { faults: ParameterFault[] }
}

const PERIOD = /^(\d{4})$|^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})?$/
const NAME = /^[a-z][A-Za-z0-9]*$/

/**
 * Reads dated parameters: at most one published and one provisional value per path on any day, the published one
 * first. A path without a value on the day throws `MissingParameter` when, and only when, it is read.
 * Refused `parameters-faulty` with `faults`.
 */
export const compileParameters = (source: ParametersSource | null): Ok<Parameters> | FaultyParameters => {
  const faults: ParameterFault[] = []
  const tree: Tree = new Map()
  for (const { label, values, ...dated } of editions(source, faults))
    plant(tree, values, [], { ...dated, period: label }, faults)
  if (faults.length > 0) return { ok: false, refusal: 'parameters-faulty', details: { faults } }
  const leaves = [...leavesOf(tree)]
  return ok({
    names: leaves.map(([path]) => path.join('.')),
    has: (path) => isIn(tree, path),
    on: remembered((day) => onDay(tree, leaves, source?.source ?? '', day)),
  })
}

/** The figures of one day with their status, by path: what a page or a document shows. */
export const parametersOn = (source: ParametersSource, day: string): ReadonlyMap<string, Reading> => {
  const parameters = compileParameters(source)
  return parameters.ok ? parameters.value.on(day).values : new Map()
}

type Edition = { label: string; status: Status; from: string; to: string; values: Record<string, unknown> }

function* editions(source: ParametersSource | null, faults: ParameterFault[]): Generator<Edition> {
  if (source?.always)
    yield { label: 'always', status: 'published', from: '0000', to: '9999-99', values: source.always }
  for (const status of ['published', 'provisional'] as const)
    for (const [label, values] of Object.entries(source?.[status] ?? {})) {
      const ends = endsOf(label)
      if (ends) yield { label, status, ...ends, values }
      else faults.push({ code: 'period-invalid', period: label })
    }
}

const endsOf = (period: string): { from: string; to: string } | null => {
  const match = PERIOD.exec(period)
  if (!match) return null
  if (match[1]) return { from: `${match[1]}-01-01`, to: `${match[1]}-12-31` }
  const [from, to] = [match[2]!, match[3] ?? '9999-99']
  return from <= to ? { from, to } : null
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const plant = (
  tree: Tree,
  values: Record<string, unknown>,
  above: string[],
  dated: Omit<Dated, 'value'>,
  faults: ParameterFault[],
): void => {
  for (const [name, value] of Object.entries(values)) {
    const path = [...above, name]
    const parameter = path.join('.')
    const there = tree.get(name)
    // A figure left empty is a figure that nobody published: it is missing, it is not null.
    if (value === null || value === undefined) continue
    if (!NAME.test(name)) faults.push({ code: 'parameter-name', parameter })
    else if (there && Array.isArray(there) === isGroup(value))
      faults.push({ code: 'parameter-shape', parameter })
    else if (isGroup(value)) {
      const group = (there as Tree | undefined) ?? new Map()
      plant(tree.set(name, group) && group, value, path, dated, faults)
    } else {
      const others = (there as Dated[] | undefined) ?? []
      const other = others.find((each) => overlaps(each, dated))
      if (other) faults.push({ code: 'parameter-twice', parameter, periods: [other.period, dated.period] })
      tree.set(name, [...others, { ...dated, value }])
    }
  }
}

const overlaps = (a: Omit<Dated, 'value'>, b: Omit<Dated, 'value'>) =>
  a.status === b.status && a.from <= b.to && b.from <= a.to

function* leavesOf(tree: Tree, above: string[] = []): Generator<[string[], Dated[]]> {
  for (const [name, below] of tree)
    if (Array.isArray(below)) yield [[...above, name], below]
    else yield* leavesOf(below, [...above, name])
}

const isIn = (tree: Tree, path: readonly string[]): boolean => {
  let at: Tree | Dated[] | undefined = tree
  for (const name of path) at = at instanceof Map ? at.get(name) : undefined
  return at !== undefined
}

/**
 * A plain object (FEEL takes nothing else for a context) whose leaves are getters, built once per day: that a rule
 * reads a figure is known without asking the policy analyst to say so.
 */
const onDay = (tree: Tree, leaves: [string[], Dated[]][], source: string, day: string): ParametersOnDay => {
  const read: Reading[] = []
  const values = new Map<string, Reading>()
  for (const [path, dated] of leaves) {
    const name = path.join('.')
    const found = dated.find((each) => each.from <= day && day <= each.to)
    if (found) values.set(name, { name, value: found.value, status: found.status, source })
  }
  const grow = (below: Tree, above: string): Record<string, unknown> => {
    const scope = {}
    for (const [name, each] of below) {
      const path = above + name
      const get = Array.isArray(each)
        ? reader(values.get(path), path, day, read)
        : constant(grow(each, `${path}.`))
      Object.defineProperty(scope, name, { enumerable: true, get })
    }
    return scope
  }
  return { scope: grow(tree, ''), read, values }
}

const constant = (value: unknown) => () => value

const reader = (reading: Reading | undefined, path: string, day: string, read: Reading[]) =>
  reading
    ? () => {
        if (!read.includes(reading)) read.push(reading)
        return reading.value
      }
    : () => {
        throw new MissingParameter(path, day)
      }

/** Decisions of one run mostly share a few days. */
const remembered = (make: (day: string) => ParametersOnDay) => {
  const days = new Map<string, ParametersOnDay>()
  return (day: string): ParametersOnDay => {
    let found = days.get(day)
    if (!found) {
      if (days.size > 400) days.clear()
      days.set(day, (found = make(day)))
    }
    return found
  }
}
