import { isDeepStrictEqual } from 'node:util'
import type { Content, Measure, OwnTarget } from './plan.ts'

export type FieldChange = { field: string; before: unknown; after: unknown }

/** What differs between two versions, for channels to say in words. */
export type Difference =
  | ({ is: 'frame' } & FieldChange)
  | { is: 'measure-added' | 'measure-removed'; measure: Measure }
  | { is: 'measure-changed'; measure: Measure; changes: FieldChange[] }
  | { is: 'target-added' | 'target-removed'; target: OwnTarget }
  | { is: 'target-changed'; target: OwnTarget; changes: FieldChange[] }

const FRAME = ['title', 'summary', 'from', 'until'] as const

/** From one content of a plan to another; nothing when they say the same. */
export const differencesBetween = (before: Content, after: Content): Difference[] => [
  ...changesOf(before, after, FRAME).map((change) => ({ is: 'frame' as const, ...change })),
  ...partsBetween(before.measures, after.measures).map(({ how, part, changes }): Difference =>
    how === 'changed'
      ? { is: 'measure-changed', measure: part, changes }
      : { is: `measure-${how}`, measure: part },
  ),
  ...partsBetween(before.targets, after.targets).map(({ how, part, changes }): Difference =>
    how === 'changed'
      ? { is: 'target-changed', target: part, changes }
      : { is: `target-${how}`, target: part },
  ),
]

/** What differs between two of the same part. */
export const changesOf = <T extends object>(
  before: T,
  after: T,
  fields: readonly (keyof T & string)[] = Object.keys(after) as (keyof T & string)[],
): FieldChange[] =>
  fields
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }))

type Found<T> = { how: 'added' | 'removed' | 'changed'; part: T; changes: FieldChange[] }

const partsBetween = <T extends { id: string }>(before: readonly T[], after: readonly T[]): Found<T>[] => {
  const old = new Map(before.map((one) => [one.id, one]))
  const kept = new Set(after.map(({ id }) => id))
  return [
    ...after.flatMap((part): Found<T>[] => {
      const was = old.get(part.id)
      if (!was) return [{ how: 'added', part, changes: [] }]
      const changes = changesOf(was, part)
      return changes.length > 0 ? [{ how: 'changed', part, changes }] : []
    }),
    ...before
      .filter(({ id }) => !kept.has(id))
      .map((part): Found<T> => ({ how: 'removed', part, changes: [] })),
  ]
}
