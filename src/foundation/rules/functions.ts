import { evaluate, FeelFunction } from 'feelin'
import { addToDay, daysBetween, isDay } from '#kernel'

/**
 * What Parvis adds to FEEL, over civil days written `2026-11-22`. Kept few: each one is a word that a policy analyst
 * has to learn (docs/rules.md). Total like the rest of FEEL: null in, or nonsense in, null out.
 */
type Addition = { parameters: string[]; compute: (...given: never[]) => unknown }

/** Whole years lived on `day`; the birthday counts. A child born a 29 February turns one year older on 1 March. */
const ageOn = (birthDate: unknown, day: unknown): number | null => {
  if (!isDay(birthDate) || !isDay(day) || birthDate > day) return null
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

const yearOf = (day: unknown): number | null => (isDay(day) ? Number(day.slice(0, 4)) : null)

const dayIn = (year: unknown, month: unknown, day: unknown): string | null => {
  if (![year, month, day].every(Number.isInteger)) return null
  try {
    return Temporal.PlainDate.from(
      { year: year as number, month: month as number, day: day as number },
      { overflow: 'reject' },
    ).toString()
  } catch {
    return null
  }
}

const dayAfter = (day: unknown, delay: unknown): string | null => {
  if (!isDay(day) || typeof delay !== 'string') return null
  try {
    return addToDay(day, delay)
  } catch {
    return null
  }
}

const daysFrom = (from: unknown, to: unknown): number | null => {
  if (!isDay(from) || !isDay(to)) return null
  try {
    return daysBetween(from, to)
  } catch {
    return null
  }
}

type Item = Record<string, unknown>

/** The items in the order of one field, smallest first, equal ones in the order given, each with its `rank` from 1. */
const rankBy = (list: unknown, field: unknown): Item[] | null => {
  if (!Array.isArray(list) || typeof field !== 'string') return null
  const items = list as Item[]
  if (!items.every((item) => item && isOrdered(item[field]))) return null
  return items
    .toSorted((a, b) => (a[field]! < b[field]! ? -1 : a[field]! > b[field]! ? 1 : 0))
    .map((item, at) => ({ ...item, rank: at + 1 }))
}

const isOrdered = (value: unknown) => typeof value === 'string' || typeof value === 'number'

const ADDITIONS: Record<string, Addition> = {
  ageOn: { parameters: ['birthDate', 'day'], compute: ageOn },
  yearOf: { parameters: ['day'], compute: yearOf },
  dayIn: { parameters: ['year', 'month', 'day'], compute: dayIn },
  dayAfter: { parameters: ['day', 'delay'], compute: dayAfter },
  daysFrom: { parameters: ['from', 'to'], compute: daysFrom },
  rankBy: { parameters: ['list', 'field'], compute: rankBy },
}

/** Each addition by its name, as feelin calls it. */
export const FUNCTIONS: ReadonlyMap<string, FeelFunction> = new Map(
  Object.entries(ADDITIONS).map(([name, { parameters, compute }]) => [
    name,
    new FeelFunction(compute as (...given: unknown[]) => unknown, parameters),
  ]),
)

/**
 * The function of that name, Parvis's or FEEL's own (asked of feelin, so that its list is never copied here); null when
 * there is none. Kept wrapped: feelin would search and wrap one of its own again at each call.
 */
export const functionOf = (name: string): FeelFunction | null => {
  let known = FUNCTIONS.get(name) ?? builtins.get(name)
  if (known === undefined) {
    const { value } = evaluate(name)
    known = typeof value === 'function' ? new FeelFunction(value as Builtin, (value as Builtin).$args) : null
    if (builtins.size < 1_000) builtins.set(name, known)
  }
  return known
}

type Builtin = ((...given: unknown[]) => unknown) & { $args: string[] }

const builtins = new Map<string, FeelFunction | null>()
