/**
 * Invented households, the same ones for the same seed, thick around the boundaries of the family allowance: birthdays
 * on the day, on 30 September and on 1 October, leap days, incomes at the threshold, ranks shared by twins.
 */
export type Child = {
  birthDate: string
  custody: 'full' | 'shared'
  handicapped: boolean
  exceptionalCare: null | 'tier1' | 'tier2'
}
export type Household = { familyIncome: number; spouse: boolean; children: Child[] }
export type Case = { on: string; household: Household }

const FIRST_YEAR = 2016
const LAST_YEAR = 2026
const THRESHOLDS = [34656, 35680, 36256, 40168, 44302, 47665, 49842, 50521, 55183, 60862]

export const casesOf = (seed: number, count: number): Case[] => {
  const draw = drawer(seed)
  return Array.from({ length: count }, () => caseOf(draw))
}

type Draw = ReturnType<typeof drawer>

/** mulberry32: small, public domain, the same everywhere. */
const drawer = (seed: number) => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const upTo = (most: number) => Math.floor(next() * (most + 1))
  return {
    upTo,
    chance: (probability: number) => next() < probability,
    oneOf: <T>(choices: readonly T[]): T => choices[upTo(choices.length - 1)]!,
  }
}

const caseOf = (draw: Draw): Case => {
  const year = FIRST_YEAR + draw.upTo(LAST_YEAR - FIRST_YEAR)
  const on = draw.chance(0.2)
    ? `${year}-${draw.oneOf(['01-01', '09-29', '09-30', '10-01', '12-31'])}`
    : dayIn(year, draw)
  const children = Array.from({ length: draw.oneOf([0, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7]) }, () =>
    childOf(on, draw),
  )
  if (children.length > 1 && draw.chance(0.25)) children[1]!.birthDate = children[0]!.birthDate
  return { on, household: { familyIncome: incomeOf(draw), spouse: draw.chance(0.5), children } }
}

const incomeOf = (draw: Draw): number => {
  if (draw.chance(0.1)) return 0
  if (draw.chance(0.2)) return draw.oneOf(THRESHOLDS) + draw.oneOf([-0.01, 0, 0.01, 0.13, 12.5])
  return (draw.upTo(18_000_000) + draw.upTo(99)) / 100
}

const childOf = (on: string, draw: Draw): Child => {
  const year = Number(on.slice(0, 4)) - draw.oneOf([0, 1, 3, 4, 5, 8, 11, 15, 16, 17, 17, 18, 18, 19, -1])
  const handicapped = draw.chance(0.2)
  return {
    birthDate: birthDay(year, on, draw),
    custody: draw.chance(0.3) ? 'shared' : 'full',
    handicapped,
    exceptionalCare: draw.chance(0.3) ? draw.oneOf(['tier1', 'tier2']) : null,
  }
}

const birthDay = (year: number, on: string, draw: Draw): string => {
  if (draw.chance(0.3)) return `${year}-${draw.oneOf(['09-29', '09-30', '10-01', '01-01', '12-31'])}`
  if (draw.chance(0.1) && year % 4 === 0) return `${year}-02-29`
  return draw.chance(0.3) && !on.endsWith('02-29') ? `${year}${on.slice(4)}` : dayIn(year, draw)
}

const dayIn = (year: number, draw: Draw): string =>
  `${year}-${String(1 + draw.upTo(11)).padStart(2, '0')}-${String(1 + draw.upTo(27)).padStart(2, '0')}`
