import {
  checkValue,
  type CompiledNeed,
  type CompiledVersion,
  feelValue,
  type Field,
  type Need,
  settleValue,
} from '#catalogue'
import { centsOf, MOST_CENTS } from '#kernel'
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
  /** Of those, the ones whose condition holds for no item: nobody was asked them. */
  hiddenFields: readonly string[]
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
      ? { ...derived, need, compiled, value: keptAs(need, derive.evaluate(scope)) }
      : withoutHiddenFields(meet(compiled, dossier), scope)
    scope[need.id] = feelValue(need, inForce.value)
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

/** What was computed, as its kind is kept: FEEL says dollars, and days of its own. Not of its kind: no value. */
const keptAs = (need: Need, computed: unknown): unknown => {
  if (computed === null || computed === undefined) return undefined
  const value = settleValue(need, need.is === 'money' ? cents(computed) : textOfDay(need, computed))
  return checkValue(need, value).length === 0 ? (value ?? undefined) : undefined
}

const cents = (dollars: unknown): unknown =>
  typeof dollars === 'number' && Math.abs(dollars) <= MOST_CENTS / 100 ? centsOf(dollars) : undefined

const textOfDay = ({ is }: Need, computed: unknown): unknown =>
  is === 'date' && typeof computed === 'object' ? String(computed) : computed

const derived = {
  how: 'derived',
  because: null,
  known: null,
  askedFields: [] as Field[],
  hiddenFields: [],
} as const

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
    hiddenFields: [],
  })
  if (!need.knownBy) return asked('no-source')
  if (need.askedThoughKnown) return asked('justified')
  if (dossier.contested[need.id]) return asked('contested')
  if (!known || known.status === 'not-held') return asked('not-held')
  if (known.status === 'unavailable' || known.status === 'contested') return asked(known.status)
  const rows = rowsOf(known.value)
  const missing =
    need.is === 'list' && rows.length > 0
      ? need.fields.filter(({ id }) => rows.some((row) => !Object.hasOwn(row, id)))
      : []
  if (missing.length === 0)
    return {
      need,
      compiled,
      how: 'known',
      because: null,
      known,
      value: known.value,
      askedFields: [],
      hiddenFields: [],
    }
  return {
    need,
    compiled,
    how: 'completed',
    because: null,
    known,
    value: completed(rows, answer, missing),
    askedFields: missing,
    hiddenFields: [],
  }
}

/**
 * A field whose condition does not hold for its item is like a hidden need: neither checked nor sent, and nothing to the
 * conditions of the fields that follow it.
 */
const withoutHiddenFields = (inForce: NeedInForce, scope: object): NeedInForce => {
  const conditional = inForce.compiled.fields.filter(({ when }) => when !== null)
  if (conditional.length === 0 || !Array.isArray(inForce.value)) return inForce
  const seen = feelValue(inForce.need, inForce.value) as object[]
  const hidden = new Set(conditional.map(({ field }) => field.id))
  const value = inForce.value.map((row: unknown, at) => {
    if (!isRow(row)) return row
    const item: Record<string, unknown> = { ...scope, ...seen[at] }
    const shown = { ...row }
    for (const { field, when } of conditional) {
      if (when!.evaluate(item) === true) {
        hidden.delete(field.id)
        continue
      }
      item[field.id] = null
      delete shown[field.id]
    }
    return shown
  })
  return { ...inForce, value, hiddenFields: [...hidden] }
}

type Row = Record<string, unknown> & { id: string }

const isRow = (row: unknown): row is Row =>
  typeof row === 'object' && row !== null && typeof (row as Row).id === 'string'

/** What is there, whatever was sent: what is not an item is for the checks to say. */
const rowsOf = (value: unknown): Row[] => (Array.isArray(value) ? value.filter(isRow) : [])

/** Of each item, the fields that were asked and nothing else. */
export const onlyAsked = (items: unknown, { askedFields }: NeedInForce): Row[] =>
  rowsOf(items).map((item) => picked(item, askedFields))

const picked = (row: Row, fields: Field[]): Row =>
  Object.assign(
    { id: row.id },
    ...fields.flatMap(({ id }) =>
      Object.hasOwn(row, id) && row[id] !== undefined ? [{ [id]: row[id] }] : [],
    ),
  ) as Row

/** The registry's items, each with what the person added to it; what the registry gave cannot be overwritten. */
const completed = (rows: Row[], answer: unknown, asked: Field[]): Row[] => {
  const added = new Map(rowsOf(answer).map((row) => [row.id, picked(row, asked)]))
  return rows.map((row) => ({ ...added.get(row.id), ...row }))
}
