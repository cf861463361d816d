import type { Subject } from '#acts'
import { ok, refused, type Result } from '#kernel'
import type { Quarter } from './quarter.ts'
import type { WorkplaceRefusal } from './refusals.ts'

/** The five elements of a transformed workplace, in the words of target 7. */
export const ELEMENTS = ['mobile', 'suite', 'signature', 'paperless', 'agile'] as const
export type Element = (typeof ELEMENTS)[number]

/** How many employees there are, how many have each element, and how many have everything (`whole`). */
export type Numbers = Record<'employees' | Element | 'whole', number>

export const NUMBERS = ['employees', ...ELEMENTS, 'whole'] as const

/** What a unit declared of one quarter: the revision says how often. */
export type Declaration = Numbers & {
  unit: string
  quarter: Quarter
  revision: number
  declaredAt: Date
  declaredBy: string
}

/** What is declared of a unit and a quarter, as the door knows it: `revision` counts its declarations. */
export type Declared = Subject & { unit: string; quarter: Quarter; last: Declaration | null }

const MOST = 1_000_000

/** Numbers as they are typed: `1 250`. Each that is none is named in `fields`. */
export const readNumbers = (typed: Record<keyof Numbers, string>): Result<Numbers, WorkplaceRefusal> => {
  const read = NUMBERS.map((name) => [name, numberIn(typed[name])] as const)
  const fields = read.filter(([, value]) => value === null).map(([name]) => name)
  if (fields.length > 0) return refused('number-malformed', { fields })
  return consistent(Object.fromEntries(read) as Numbers)
}

const numberIn = (typed: string): number | null => {
  const bare = typed.replace(/[\s\u00a0\u202f]/g, '')
  return /^\d{1,7}$/.test(bare) && Number(bare) <= MOST ? Number(bare) : null
}

/**
 * What can be true together: nobody has an element who is not employed; whoever has everything has each; and when nearly
 * everybody has each of five things, some have all of them: the five lacks together leave at least that many.
 */
const consistent = (numbers: Numbers): Result<Numbers, WorkplaceRefusal> => {
  const { employees, whole } = numbers
  if (employees === 0) return refused('nobody')
  const over = ELEMENTS.filter((element) => numbers[element] > employees)
  if (over.length > 0) return refused('more-than-employees', { fields: over, employees })
  const most = Math.min(...ELEMENTS.map((element) => numbers[element]))
  if (whole > most) return refused('whole-too-many', { most })
  const lacking = ELEMENTS.reduce((sum, element) => sum + employees - numbers[element], 0)
  const least = Math.max(0, employees - lacking)
  return whole < least ? refused('whole-too-few', { least }) : ok(numbers)
}
