import {
  type CompiledNeed,
  type CompiledVersion,
  type Field,
  meetNeeds,
  type Met,
  type Need,
} from '#catalogue'
import type { Known } from '#registries'
import type { Dossier } from './dossier.ts'

/**
 * needs − known = asked. What each need of a service comes to for this dossier, now: the one computation that the
 * portal's pages, the counter's screen, the partner's schema, the checks at filing and the recorded states all read.
 */
export type Remainder = {
  /** The needs whose condition holds, in the order of the service's file. */
  inForce: NeedInForce[]
  /** The needs whose condition does not hold: kept apart, neither checked nor sent. */
  hidden: string[]
  /** What FEEL sees: the value of each need in force, null for the others. */
  scope: Record<string, unknown>
}

export type NeedInForce = Met & {
  need: Need
  compiled: CompiledNeed
  /** `completed`: a list whose items a registry gave and whose other fields are asked. */
  how: 'known' | 'derived' | 'asked' | 'completed'
  because: Because | null
  known: Known | null
  /** The fields asked of each item of a list. */
  askedFields: Field[]
}

/** Why a need is asked. */
export type Because = 'no-source' | 'not-held' | 'unavailable' | 'contested' | 'justified'

export type DossierValues = Pick<Dossier, 'known' | 'contested' | 'answers'>

export const remainderOf = (version: CompiledVersion, dossier: DossierValues): Remainder => {
  const {
    met: inForce,
    hidden,
    scope,
  } = meetNeeds<NeedInForce>(version, (compiled, computed) =>
    computed ? { ...derived, need: compiled.need, compiled, value: computed.value } : meet(compiled, dossier),
  )
  return { inForce, hidden, scope }
}

/** The needs that remain to be asked, whole or in part. */
export const askedOf = (remainder: Remainder): NeedInForce[] => remainder.inForce.filter(isAsked)

const isAsked = ({ how }: NeedInForce): boolean => how === 'asked' || how === 'completed'

/** The needs that a registry answered, whole or in part. */
export const knownOf = (remainder: Remainder): NeedInForce[] =>
  remainder.inForce.filter(({ how }) => how === 'known' || how === 'completed')

/** The pages that remain, in order, each with what it asks; a page with nothing left to ask is gone. */
export const pagesOf = (
  version: CompiledVersion,
  remainder: Remainder,
): { id: string; asked: NeedInForce[] }[] => {
  const asked = new Map<string, NeedInForce>()
  for (const one of remainder.inForce) if (isAsked(one)) asked.set(one.need.id, one)
  const pages: { id: string; asked: NeedInForce[] }[] = []
  for (const { id, needs } of version.definition.pages) {
    const its: NeedInForce[] = []
    for (const need of needs) {
      const one = asked.get(need)
      if (one) its.push(one)
    }
    if (its.length > 0) pages.push({ id, asked: its })
  }
  return pages
}

/**
 * The need as it is asked: a list that a registry began is checked and rendered on its remaining fields only. The same
 * object each time for the same fields, so that what is drawn of it can be kept.
 */
export const asAsked = ({ need, how, askedFields }: NeedInForce): Need => {
  if (how !== 'completed') return need
  let parts = partsOf.get(need)
  if (!parts) partsOf.set(need, (parts = []))
  let part = parts.find(({ fields }) => isSame(fields, askedFields))
  if (!part) parts.push((part = { ...need, fields: askedFields }))
  return part
}

/** Of each version's lists: at most one for each set of fields that a registry may leave to be asked. */
const partsOf = new WeakMap<Need, Need[]>()

const isSame = (some: readonly Field[], others: readonly Field[]): boolean =>
  some.length === others.length && some.every((field, at) => field === others[at])

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

type Row = Record<string, unknown> & { id: string }

const isRow = (row: unknown): row is Row =>
  typeof row === 'object' && row !== null && typeof (row as Row).id === 'string'

/** What is there, whatever was sent: what is not an item is for the checks to say. */
const rowsOf = (value: unknown): Row[] => (Array.isArray(value) ? value.filter(isRow) : [])

/** Of each item, the fields that were asked and nothing else. */
export const onlyAsked = (items: unknown, { askedFields }: NeedInForce): Row[] =>
  rowsOf(items).map((item) => picked(item, askedFields))

const picked = (row: Row, fields: Field[]): Row => {
  const part: Row = { id: row.id }
  for (const { id } of fields) if (Object.hasOwn(row, id) && row[id] !== undefined) part[id] = row[id]
  return part
}

/** The registry's items, each with what the person added to it; what the registry gave cannot be overwritten. */
const completed = (rows: Row[], answer: unknown, asked: Field[]): Row[] => {
  const added = new Map(rowsOf(answer).map((row) => [row.id, picked(row, asked)]))
  return rows.map((row) => ({ ...added.get(row.id), ...row }))
}
