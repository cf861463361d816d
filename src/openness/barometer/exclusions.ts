import { firstDay } from './day-counts.ts'
import type { Exclusion, UnitKind } from './figure.ts'
import type { History } from './history.ts'
import { inForceWithin, upTo } from './revisions.ts'
import { serviceOf } from './services.ts'

/** What somebody left out of a target, as it stands on a day. */
export const exclusionsOn = (history: History, target: number, day: string): Exclusion[] =>
  inForceWithin(history, 'exclusion', upTo(day), (is) => is['target']!)
    .map(({ organisation, unit, series: [series] }) => ({ ...series!, organisation, unit }))
    .filter(({ is }) => is['target'] === String(target) && is['state'] === 'recorded')
    .map(({ organisation, unit, is, byDay }) => ({
      unit,
      organisation,
      reason: is['reason']!,
      author: is['author'] ?? '',
      since: firstDay(byDay),
    }))
    .toSorted((a, b) => (`${a.organisation} ${a.unit}` < `${b.organisation} ${b.unit}` ? -1 : 1))

/** Finds the exclusion of a unit. A service's follows it wherever it moves, and holds for its deadlines and its needs. */
export const excluding = (exclusions: readonly Exclusion[], of: UnitKind) => {
  const moves = of === 'service' || of === 'deadline'
  const keyOf = (organisation: string, unit: string) => (moves ? unit : `${organisation} ${unit}`)
  const byKey = new Map(
    exclusions.map((exclusion) => [keyOf(exclusion.organisation, exclusion.unit), exclusion]),
  )
  return ({ organisation, unit }: { organisation: string; unit: string }): Exclusion | undefined =>
    byKey.size === 0
      ? undefined
      : (byKey.get(keyOf(organisation, unit)) ?? byKey.get(keyOf(organisation, serviceOf(unit))))
}
