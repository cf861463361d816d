import type { FactNames } from '#rules'
import type { Need } from './definition.ts'

/** The names that a service's rules may mention: its needs, and for a list the fields of its items. */
export const factNamesOf = ({ needs }: { needs: readonly Need[] }): FactNames =>
  Object.fromEntries(needs.map((need) => [need.id, need.fields.map((field) => field.id)]))
