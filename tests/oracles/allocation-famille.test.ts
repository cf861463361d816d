import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { assessLine, type Definition, loadFolder } from '#catalogue'
import { casesOf, type Child, type Household } from './households.ts'

/**
 * The family allowance a second time, by somebody who never heard of the first: whole cents, no FEEL, nothing shared
 * with the rules but the published tables, typed again from their source (pairs are minimum, maximum).
 */
type Pair = [minimum: number, maximum: number]
type Year = {
  /** By rank before 2020 (first, second and third, fourth and more), then one for all. */
  child: Pair[]
  single: Pair
  threshold: { single: number; couple: number }
  supplies: number
  handicapped?: number
  tier1?: number
  tier2?: number
}

const year = (
  child: Pair[],
  single: Pair,
  [alone, couple]: [number, number],
  supplies: number,
  handicaps: { handicapped?: number; tier1?: number; tier2?: number } = {},
): Year => ({ child, single, threshold: { single: alone, couple }, supplies, ...handicaps })

/* prettier-ignore */
const YEARS: Record<number, Year> = {
  2016: year([[671, 2392], [620, 1195], [620, 1793]], [335, 839], [34656, 47665], 0),
  2017: year([[676, 2410], [625, 1204], [625, 1806]], [337, 845], [34824, 47868], 100),
  2018: year([[682, 2430], [630, 1214], [630, 1821]], [340, 852], [35096, 48246], 100),
  2019: year([[694, 2472], [641, 1735], [641, 1852]], [346, 867], [35680, 49044], 102),
  2020: year([[1000, 2515]], [352, 882], [36256, 49842], 104),
  2021: year([[1013, 2547]], [356, 893], [36728, 50521], 105, { handicapped: 2400, tier1: 12096, tier2: 8052 }),
  2022: year([[1040, 2614]], [365, 917], [37752, 51893], 108),
  2023: year([[1107, 2782]], [389, 976], [40168, 55183], 115, { handicapped: 2616, tier1: 13224, tier2: 8796 }),
  2024: year([[1163, 2923]], [409, 1026], [42209, 57986], 121, { handicapped: 2748, tier1: 13896, tier2: 9240 }),
  2025: year([[1196, 3006]], [421, 1055], [43412, 59639], 124, { handicapped: 2832, tier1: 14292, tier2: 9504 }),
  2026: year([[1221, 3068]], [430, 1077], [44302, 60862], 127, { handicapped: 2892, tier1: 14580, tier2: 9696 }),
}

type Amounts = { allowance: number; supplies: number; handicapped: number; total: number }

/** Cents per year, or null when a figure that the household needs was never found. */
const model = (household: Household, on: string): Amounts | null => {
  const figures = YEARS[Number(on.slice(0, 4))]!
  const children = household.children
    .filter((child) => child.birthDate <= on && !hasTurned(18, child, on))
    .toSorted(
      (one, other) => Number(one.birthDate.replaceAll('-', '')) - Number(other.birthDate.replaceAll('-', '')),
    )
  const handicapped = handicappedOf(children, figures)
  if (handicapped === null) return null
  const allowance = allowanceOf(children, household, figures)
  const supplies = suppliesOf(children, figures, on.slice(0, 4))
  return { allowance, supplies, handicapped, total: allowance + supplies + handicapped }
}

const hasTurned = (age: number, child: Child, day: string): boolean => {
  const [y, m, d] = child.birthDate.split('-').map(Number) as [number, number, number]
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const birthday = (y + age) * 10_000 + m * 100 + d
  return birthday <= year * 10_000 + month * 100 + date
}

/** Dollars of a child, in cents, halved in shared custody. */
const part = (child: Child, dollars: number) => (child.custody === 'shared' ? dollars * 50 : dollars * 100)

const allowanceOf = (children: Child[], { spouse, familyIncome }: Household, figures: Year): number => {
  if (children.length === 0) return 0
  let [minimum, maximum] = spouse ? [0, 0] : [figures.single[0] * 100, figures.single[1] * 100]
  children.forEach((child, position) => {
    const group = position === 0 ? 0 : position < 3 ? 1 : 2
    const pair = figures.child.length === 1 ? figures.child[0]! : figures.child[group]!
    minimum += part(child, pair[0])
    maximum += part(child, pair[1])
  })
  const income = BigInt(Math.round(familyIncome * 100))
  const threshold = BigInt(figures.threshold[spouse ? 'couple' : 'single'] * 100)
  // 4 % of the excess, in hundredths of a cent, then to the cent with halves up.
  const reduction = income > threshold ? (income - threshold) * 4n : 0n
  const left = BigInt(maximum) * 100n - reduction
  const rounded = left > 0n ? Number((left + 50n) / 100n) : 0
  return Math.max(minimum, rounded)
}

const suppliesOf = (children: Child[], figures: Year, year: string): number => {
  const day = `${year}-09-30`
  let cents = 0
  for (const child of children) {
    const tooOld = child.handicapped ? 18 : 17
    if (hasTurned(4, child, day) && !hasTurned(tooOld, child, day)) cents += part(child, figures.supplies)
  }
  return cents
}

const handicappedOf = (children: Child[], figures: Year): number | null => {
  let cents = 0
  for (const child of children.filter((each) => each.handicapped)) {
    const care = child.exceptionalCare === null ? 0 : figures[child.exceptionalCare]
    if (figures.handicapped === undefined || care === undefined) return null
    cents += part(child, figures.handicapped + care)
  }
  return cents
}

describe('the family allowance, against a model that shares nothing with its rules', () => {
  let definition: Definition
  before(async () => {
    const loaded = await loadFolder(join(import.meta.dirname, '../../services/allocation-famille'))
    assert.ok(loaded.ok, JSON.stringify(loaded))
    definition = loaded.value
  })

  const compare = (household: Household, on: string) => {
    const found = assessLine(definition, JSON.stringify(household), on)
    const expected = model(household, on)
    const told = `${on} ${JSON.stringify(household)} → ${JSON.stringify(found).slice(0, 400)}`
    if (expected === null) {
      assert.ok('refusal' in found, told)
      assert.match(found.refusal, /handicapped|exceptionalCare/, told)
      return 'refused'
    }
    assert.ok('amounts' in found, told)
    const cents = Object.fromEntries(
      Object.entries(found.amounts).map(([name, dollars]) => [name, Math.round(dollars * 100)]),
    )
    assert.deepEqual(cents, expected, told)
    assert.equal(found.outcome, expected.total > 0 ? 'granted' : 'not-eligible', told)
    assert.equal(found.provisional ?? false, on >= '2024', told)
    return found.outcome!
  }

  it('agrees to the cent on 600 households of 2016 to 2026', () => {
    const counts: Record<string, number> = {}
    for (const { household, on } of casesOf(20261122, 600)) {
      const end = compare(household, on)
      counts[end] = (counts[end] ?? 0) + 1
    }
    // The draw must reach each end, or the agreement says little.
    assert.ok((counts['granted'] ?? 0) > 300, JSON.stringify(counts))
    assert.ok((counts['not-eligible'] ?? 0) > 20, JSON.stringify(counts))
    assert.ok((counts['refused'] ?? 0) > 20, JSON.stringify(counts))
  })

  it('is a model that can disagree: one dollar more on one figure is found', () => {
    const sound = YEARS[2023]!
    YEARS[2023] = { ...sound, single: [sound.single[0], sound.single[1] + 1] }
    try {
      const child: Child = {
        birthDate: '2015-03-02',
        custody: 'full',
        handicapped: false,
        exceptionalCare: null,
      }
      assert.throws(() => compare({ familyIncome: 20_000, spouse: false, children: [child] }, '2023-06-01'))
    } finally {
      YEARS[2023] = sound
    }
  })

  it('refuses a year that is in no table', () => {
    for (const on of ['2015-12-31', '2027-01-01']) {
      const found = assessLine(definition, '{"familyIncome":20000,"spouse":true,"children":[]}', on)
      assert.match('refusal' in found ? found.refusal : '', new RegExp(`threshold.couple.*${on}`))
    }
  })
})
