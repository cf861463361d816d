import { type CompiledNeed, type CompiledVersion, feelValue, type Field, type Need } from '#catalogue'
import type { Known } from '#registries'
import type { Dossier } from './dossier.ts'

/**
 * needs − known = asked. What each need of a service comes to for this dossier, now: the one computation that the
 * portal's pages, the counter's screen, the partner's schema, the checks at filing and the recorded states all read.
 *
 * One pass over the needs in dependency order: the cost grows with their number and with nothing else.
 */
export type Remainder = {
  /** The needs whose condition holds, in the order of the service's file. */
  inForce: NeedInForce[]
  /** The needs whose condition does not hold: kept apart, neither checked nor sent. */
  hidden: string[]
  /** What FEEL sees: the value of each need in force, null for the others. */
  scope: Record<string, unknown>
}

export type NeedInForce = {
  need: Need
  compiled: CompiledNeed
  /** `completed`: a list whose items a registry gave and whose other fields are asked. */
  how: 'known' | 'derived' | 'asked' | 'completed'
  because: Because | null
  known: Known | null
  /** The value in force, `undefined` while nothing is. */
  value: unknown
  /** The fields asked of each item of a list. */
  askedFields: Field[]
}

/** Why a need is asked. */
export type Because = 'no-source' | 'not-held' | 'unavailable' | 'contested' | 'justified'

export type DossierValues = Pick<Dossier, 'known' | 'contested' | 'answers'>

export const remainderOf = (version: CompiledVersion, dossier: DossierValues): Remainder => {
  const scope: Record<string, unknown> = {}
  for (const need of version.definition.needs) scope[need.id] = null
  const met = new Map<string, NeedInForce>()
  const hidden: string[] = []
  for (const compiled of version.order) {
    const { need, when, derive } = compiled
    if (when && when.evaluate(scope) !== true) {
      hidden.push(need.id)
      continue
    }
    const inForce = derive
      ? { ...derived, need, compiled, value: derive.evaluate(scope) ?? undefined }
      : withoutHiddenFields(meet(compiled, dossier), scope)
    scope[need.id] = derive ? (inForce.value ?? null) : feelValue(need, inForce.value)
    met.set(need.id, inForce)
  }
  const inForce = version.definition.needs.flatMap((need) => met.get(need.id) ?? [])
  return { inForce, hidden, scope }
}

/** The needs that remain to be asked, whole or in part. */
export const askedOf = (remainder: Remainder): NeedInForce[] =>
  remainder.inForce.filter(({ how }) => how === 'asked' || how === 'completed')

/** The needs that a registry answered, whole or in part. */
export const knownOf = (remainder: Remainder): NeedInForce[] =>
  remainder.inForce.filter(({ how }) => how === 'known' || how === 'completed')

/** The pages that remain, in order, each with what it asks; a page with nothing left to ask is gone. */
export const pagesOf = (
  version: CompiledVersion,
  remainder: Remainder,
): { id: string; asked: NeedInForce[] }[] => {
  const asked = new Map(askedOf(remainder).map((inForce) => [inForce.need.id, inForce]))
  return version.definition.pages
    .map((page) => ({ id: page.id, asked: page.needs.flatMap((id) => asked.get(id) ?? []) }))
    .filter((page) => page.asked.length > 0)
}

/** The need as it is asked: a list that a registry began is checked and rendered on its remaining fields only. */
export const asAsked = ({ need, how, askedFields }: NeedInForce): Need =>
  how === 'completed' ? { ...need, fields: askedFields } : need

const derived = { how: 'derived', because: null, known: null, askedFields: [] as Field[] } as const

const meet = (compiled: CompiledNeed, dossier: DossierValues): NeedInForce => {
  const { need } = compiled
  const answer = dossier.answers[need.id]
  const known = dossier.known[need.id] ?? null
  const asked = (because: Because): NeedInForce => ({
    need,
    compiled,
    how: 'asked',
    because,
    known,
    value: answer,
    askedFields: need.fields,
  })
  if (!need.knownBy) return asked('no-source')
  if (need.askedThoughKnown) return asked('justified')
  if (dossier.contested[need.id]) return asked('contested')
  if (!known || known.status === 'not-held') return asked('not-held')
  if (known.status === 'unavailable' || known.status === 'contested') return asked(known.status)
  const rows = rowsOf(known.value)
  const missing =
    need.is === 'list' && rows.length > 0
      ? need.fields.filter(({ id }) => rows.some((row) => !(id in row)))
      : []
  if (missing.length === 0)
    return { need, compiled, how: 'known', because: null, known, value: known.value, askedFields: [] }
  return {
    need,
    compiled,
    how: 'completed',
    because: null,
    known,
    value: complete(rows, answer),
    askedFields: missing,
  }
}

/** A field whose condition does not hold for its item is like a hidden need: neither checked nor sent. */
const withoutHiddenFields = (inForce: NeedInForce, scope: object): NeedInForce => {
  const conditional = inForce.compiled.fields.filter(({ when }) => when !== null)
  if (conditional.length === 0 || !Array.isArray(inForce.value)) return inForce
  const seen = feelValue(inForce.need, inForce.value) as object[]
  const value = (inForce.value as Row[]).map((row, at) => {
    const gone = conditional.filter(({ when }) => when!.evaluate({ ...scope, ...seen[at] }) !== true)
    return gone.length === 0
      ? row
      : Object.fromEntries(Object.entries(row).filter(([id]) => !gone.some(({ field }) => field.id === id)))
  })
  return { ...inForce, value }
}

type Row = Record<string, unknown> & { id: string }

const rowsOf = (value: unknown): Row[] => (Array.isArray(value) ? (value as Row[]) : [])

/** The registry's items, each with what the person added to it; what the registry gave cannot be overwritten. */
const complete = (rows: Row[], answer: unknown): Row[] => {
  const added = new Map(rowsOf(answer).map((row) => [row.id, row]))
  return rows.map((row) => ({ ...added.get(row.id), ...row }))
}
