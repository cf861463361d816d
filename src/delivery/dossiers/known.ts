import { checkValue, type CompiledVersion, type Need, settleValue } from '#catalogue'
import type { Known } from '#registries'

/**
 * What registries answered, as this service keeps it: in the form of its kinds, and of a list's items only the fields that
 * the service asks (least data). A fact that is not of its kind cannot be relied on: it is as if the registry had failed,
 * and the person has the manual way.
 */
export const keptKnown = (version: CompiledVersion, known: Record<string, Known>): Record<string, Known> =>
  Object.fromEntries(
    Object.entries(known).map(([id, one]) => [id, keptFact(version.needs.get(id)!.need, one)]),
  )

const keptFact = (need: Need, known: Known): Known => {
  if (known.status !== 'found' && known.status !== 'contested') return known
  const value = settleValue(need, need.is === 'list' ? itemsOf(need, known.value) : known.value)
  if (value !== null && value !== undefined && checkValue(need, value).length === 0)
    return { ...known, value }
  const { registry, fact, at } = known
  return { status: 'unavailable', why: 'failed', registry, fact, at }
}

const itemsOf = (need: Need, value: unknown): unknown => {
  const asked = new Set(['id', ...need.fields.map(({ id }) => id)])
  return Array.isArray(value)
    ? value.map((item: unknown) =>
        typeof item === 'object' && item !== null
          ? Object.fromEntries(Object.entries(item).filter(([id]) => asked.has(id)))
          : item,
      )
    : value
}
