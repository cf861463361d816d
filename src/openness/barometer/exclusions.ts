import { firstDay } from './day-counts.ts'
import type { Definition } from './definition.ts'
import type { Exclusion, UnitKind } from './figure.ts'
import type { History } from './history.ts'
import { inForceWithin, upTo } from './revisions.ts'
import { serviceOf, servicesOn } from './services.ts'

/** What somebody left out of a target, as it stands on a day, under who answers for it then. */
export const exclusionsOn = (
  history: History,
  { target, unit: of }: Pick<Definition, 'target' | 'unit'>,
  day: string,
): Exclusion[] => {
  const services = servicesOn(history, day)
  const owner = (unit: string) => (isOfService(of) ? services.get(serviceOf(unit))?.organisation : undefined)
  return inForceWithin(history, 'exclusion', upTo(day), (is) => is['target']!)
    .map(({ organisation, unit, series: [series] }) => ({ ...series!, organisation, unit }))
    .filter(({ is }) => is['target'] === String(target) && is['state'] === 'recorded')
    .map(({ organisation, unit, is, byDay }) => ({
      unit,
      organisation: owner(unit) ?? organisation,
      reason: is['reason']!,
      author: is['author'] ?? '',
      since: firstDay(byDay),
    }))
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
}

const isOfService = (of: UnitKind): boolean => of === 'service' || of === 'deadline'

const orderOf = ({ organisation, unit, since }: Exclusion): string => `${organisation} ${unit} ${since}`

/** Finds the exclusion of a unit. A service's follows it wherever it moves, and holds for its deadlines and its needs. */
export const excluding = (exclusions: readonly Exclusion[], of: UnitKind) => {
  const keyOf = (organisation: string, unit: string) => (isOfService(of) ? unit : `${organisation} ${unit}`)
  const byKey = new Map(
    exclusions.map((exclusion) => [keyOf(exclusion.organisation, exclusion.unit), exclusion]),
  )
  return ({ organisation, unit }: { organisation: string; unit: string }): Exclusion | undefined =>
    byKey.size === 0
      ? undefined
      : (byKey.get(keyOf(organisation, unit)) ?? byKey.get(keyOf(organisation, serviceOf(unit))))
}
