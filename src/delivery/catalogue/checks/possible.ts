import type { Constant, Formula } from './formula.ts'

/** What a name may hold: the few values of a choice, or anything of a kind. `null` (unanswered) is always possible. */
export type Domain = {
  values: Constant[] | null
  isWhole: boolean
  /** What must hold for there to be an answer at all: the condition under which it is asked. */
  given: Formula
}

type Atom = Extract<Formula, { name: string }>

/** Past this many combinations the answer is "possible": a check must never take a time that a definition chooses. */
const MOST = 512

/**
 * Whether some answers make the formula true. Sound and incomplete: `false` is certain, `true` may be wrong.
 */
export const isPossible = (formula: Formula, domainOf: (name: string) => Domain | null): boolean => {
  const cases = casesOf(withConditions(formula, domainOf, new Set()))
  return cases === null || cases.some((atoms) => holdTogether(atoms, domainOf))
}

/** An answer that is compared was asked: the condition of asking it holds too. */
const withConditions = (
  formula: Formula,
  domainOf: (name: string) => Domain | null,
  met: ReadonlySet<string>,
): Formula => {
  if (typeof formula === 'string') return formula
  if ('all' in formula) return { all: formula.all.map((each) => withConditions(each, domainOf, met)) }
  if ('any' in formula) return { any: formula.any.map((each) => withConditions(each, domainOf, met)) }
  const domain = domainOf(formula.name)
  if (!domain || met.has(formula.name) || holdsFor(formula, null)) return formula
  return { all: [formula, withConditions(domain.given, domainOf, new Set([...met, formula.name]))] }
}

/** The alternatives, each a list of what must hold together; null when there are too many to look at. */
const casesOf = (formula: Formula): Atom[][] | null => {
  if (formula === 'never') return []
  if (typeof formula === 'string') return [[]]
  if ('any' in formula) {
    const cases = formula.any.map(casesOf)
    if (cases.includes(null)) return null
    const all = cases.flatMap((each) => each!)
    return all.length > MOST ? null : all
  }
  if (!('all' in formula)) return [[formula]]
  let product: Atom[][] = [[]]
  for (const each of formula.all) {
    const cases = casesOf(each)
    if (cases === null || cases.length * product.length > MOST) return null
    product = product.flatMap((before) => cases.map((after) => [...before, ...after]))
  }
  return product
}

const holdTogether = (atoms: Atom[], domainOf: (name: string) => Domain | null): boolean =>
  [...Map.groupBy(atoms, (atom) => atom.name)].every(([name, about]) => canHold(about, domainOf(name)))

const canHold = (atoms: Atom[], domain: Domain | null): boolean => {
  // A name that is neither a need nor a field (a rule, a parameter): anything may be.
  if (!domain) return true
  const fits = (value: Constant) => atoms.every((atom) => holdsFor(atom, value))
  if (fits(null)) return true
  if (domain.values) return domain.values.some(fits)
  const exact = atoms.find((atom) => atom.op === '=')
  if (exact) return fits(exact.value)
  return isRangeOpen(atoms, domain.isWhole)
}

const holdsFor = ({ op, value }: Atom, given: Constant): boolean => {
  if (op === '=') return given === value
  if (op === '!=') return given !== value
  if (given === null || value === null || typeof given !== typeof value) return false
  if (op === '<') return given < value
  if (op === '<=') return given <= value
  return op === '>' ? given > value : given >= value
}

/** Whether a number passes every bound; texts and dates are left alone. */
const isRangeOpen = (atoms: Atom[], isWhole: boolean): boolean => {
  const bounds = atoms.filter((atom) => typeof atom.value === 'number') as (Atom & { value: number })[]
  if (bounds.length < atoms.filter((atom) => atom.op !== '!=').length) return true
  const lows = bounds.filter((atom) => atom.op.startsWith('>'))
  const highs = bounds.filter((atom) => atom.op.startsWith('<'))
  const low = Math.max(
    ...lows.map((atom) => (isWhole && atom.op === '>' ? Math.floor(atom.value) + 1 : atom.value)),
  )
  const high = Math.min(
    ...highs.map((atom) => (isWhole && atom.op === '<' ? Math.ceil(atom.value) - 1 : atom.value)),
  )
  if (low < high) return !isWhole || Math.ceil(low) <= Math.floor(high)
  if (low > high) return false
  return bounds.every((atom) => holdsFor(atom, low))
}
