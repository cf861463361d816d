import { act } from '#acts'
import { dayOf, ok, refused } from '#kernel'
import { onlyPlanner } from '#processes'
import {
  type Declaration,
  type Declared,
  ELEMENTS,
  type Numbers,
  NUMBERS,
  readNumbers,
} from './declaration.ts'
import type { WorkplaceEvent } from './events.ts'
import { addQuarters, isQuarter, lastOver } from './quarter.ts'

const verb = act<Declared>()

/** How far back a quarter can still be declared or corrected. */
const QUARTERS_BACK = 8

/**
 * Declares a quarter, or corrects it: another revision, and the one before stays. `was` is the revision that the form
 * showed, 0 when there was none. The same numbers again change nothing.
 */
export const declare = verb({
  name: 'workplace.declare',
  by: ['agent'],
  barred: (_declared, here) => onlyPlanner(here),
  perform(declared, { typed, was }: { typed: Record<keyof Numbers, string>; was: number }, { now, actor }) {
    const { organisation, unit, quarter, last } = declared
    const latest = lastOver(dayOf(now))
    if (!isQuarter(quarter) || quarter <= addQuarters(latest, -QUARTERS_BACK))
      return refused('quarter-unknown')
    if (quarter > latest) return refused('quarter-not-over')
    const read = readNumbers(typed)
    if (!read.ok) return read
    const numbers = read.value
    if (last && NUMBERS.every((name) => last[name] === numbers[name]))
      return ok({ after: declared, events: [], answer: { declaration: last } })
    if (was !== (last?.revision ?? 0)) return refused('changed-elsewhere')
    const revision = (last?.revision ?? 0) + 1
    const declaration: Declaration = {
      ...numbers,
      unit,
      quarter,
      revision,
      declaredAt: now,
      declaredBy: actor.id,
    }
    const { employees, whole } = numbers
    const kind: WorkplaceEvent = 'workplace.declared'
    const elements = Object.fromEntries(ELEMENTS.map((element) => [element, numbers[element]]))
    const measure = { organisation, unit, quarter, employees, whole, revision, provenance: 'declared' }
    return ok({
      after: { ...declared, last: declaration },
      events: [{ kind, body: { elements }, measure }],
      answer: { declaration },
    })
  },
})
