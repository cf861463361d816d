import { firstDay, lastDayWithin, sumWithin } from './day-counts.ts'
import type { Period } from './days.ts'
import {
  attributesText,
  everySeries,
  type History,
  type Series,
  seriesOf,
  sumOf,
  unitsOf,
} from './history.ts'
import type { MeasureKind, Provenance } from './measure.ts'
import { organisationsOn } from './organisations.ts'
import type { Reason } from './reasons.ts'
import { upTo } from './revisions.ts'

/** A service as it stands on a day. */
export type Service = {
  unit: string
  /** Who published its last version: a service that moves takes its whole past along. */
  organisation: string
  /** Of its very first version. */
  firstDay: string
  wasDigital: boolean
  wasInvolved: boolean
  /** Of its last version. */
  isDigital: boolean
  /** It is known from somebody’s inventory and does not run here: nothing of it is seen. */
  isElsewhere: boolean
  /** Since when without a break; null when it is closed. */
  since: string | null
  organisationIsClosed: boolean
}

/** What is worked out of a history for a day holds while nothing more is said of services or organisations. */
const known = new WeakMap<History, { said: number; byDay: Map<string, Map<string, Service>> }>()

export const servicesOn = (history: History, day: string): Map<string, Service> => {
  let kept = known.get(history)
  if (kept?.said !== history.servicesSaid || kept.byDay.size > MOST_DAYS)
    known.set(history, (kept = { said: history.servicesSaid, byDay: new Map() }))
  const found = kept.byDay.get(day) ?? workedOut(history, day)
  kept.byDay.set(day, found)
  return found
}

/** More than a figure, its comparison and two years of month ends ask for. */
const MOST_DAYS = 60

const workedOut = (history: History, day: string): Map<string, Service> => {
  const { closed } = organisationsOn(history, day)
  const services = new Map<string, Service>()
  for (const unit of unitsOf(history, 'service')) {
    const service = serviceOn(history, unit, day, closed)
    if (service && !isOver(service)) services.set(unit, service)
  }
  return services
}

/** What an inventory told of counts in its years: after them it is not one more service that is closed. */
const isOver = ({ isElsewhere, organisationIsClosed }: Service): boolean =>
  isElsewhere && organisationIsClosed

type Version = { series: Series; day: string; version: number }

const serviceOn = (
  history: History,
  unit: string,
  day: string,
  closed: ReadonlySet<string>,
): Service | null => {
  const said = [...seriesOf(history, 'service', unit)].filter(({ byDay }) => firstDay(byDay) <= day)
  const versions = said.filter(({ is }) => is['state'] === 'published').map(versionOf)
  if (versions.length === 0) return null
  const [first, last] = [versions.reduce(earlier), versions.reduce((a, b) => (earlier(a, b) === a ? b : a))]
  const { organisation } = last.series
  return {
    unit,
    organisation,
    firstDay: first.day,
    wasDigital: first.series.is['digital'] === 'yes',
    wasInvolved: first.series.is['involved'] === 'yes',
    isDigital: last.series.is['digital'] === 'yes',
    isElsewhere: last.series.is['provenance'] !== undefined,
    since: sinceWhen(versions, closingsOf(said, day), last),
    organisationIsClosed: closed.has(organisation),
  }
}

const versionOf = (series: Series): Version => ({
  series,
  day: firstDay(series.byDay),
  version: Number(series.is['version']),
})

/** By day, then by number; two that claim one number on one day (a fault) in an order that everybody finds. */
const earlier = (a: Version, b: Version): Version => {
  if (a.day !== b.day) return a.day < b.day ? a : b
  if (a.version !== b.version) return a.version < b.version ? a : b
  return orderOf(a) <= orderOf(b) ? a : b
}

const orderOf = ({ series: { organisation, is } }: Version): string => `${organisation} ${attributesText(is)}`

const closingsOf = (said: readonly Series[], day: string): string[] =>
  said
    .filter(({ is }) => is['state'] === 'closed')
    .flatMap(({ byDay }) => lastDayWithin(byDay, upTo(day)) ?? [])

/** A version that is published after a closing opens the service again; on the day of the closing, it does not. */
const sinceWhen = (
  versions: readonly Version[],
  closings: readonly string[],
  last: Version,
): string | null => {
  const closing = closings.reduce((a, b) => (a > b ? a : b), '')
  if (last.day <= closing) return null
  return versions.filter(({ day }) => day > closing).reduce(earlier).day
}

/** Why a service is in no denominator on a day, whatever it did. */
export const closedReason = ({ since, organisationIsClosed }: Service): Reason | null => {
  if (organisationIsClosed) return 'organisation-closed'
  return since === null ? 'service-closed' : null
}

/** What is counted of a service, or of its deadlines and needs. */
const OF_SERVICES: readonly MeasureKind[] = [
  'service',
  'dossier-filed',
  'dossier-finished',
  'need-state',
  'evaluation',
  'improvement',
  'deadline',
]

/** Who answers for it at the end of a period: for what belongs to a service, whoever the service belongs to. */
export const answerableFor = (
  services: ReadonlyMap<string, Service>,
  { kind, unit, organisation }: Pick<Series, 'kind' | 'unit' | 'organisation'>,
): string =>
  OF_SERVICES.includes(kind) ? (services.get(serviceOf(unit))?.organisation ?? organisation) : organisation

export const serviceOf = (unit: string): string => unit.split('/', 1)[0]!

/** The organisations that have a service in operation here: what it does is seen, so they have reported. */
export const withService = (history: History, { to }: Period): Set<string> =>
  new Set(
    [...servicesOn(history, to).values()]
      .filter((service) => closedReason(service) === null)
      .map(({ organisation }) => organisation),
  )

/**
 * The same, once services may be known from inventories: an organisation that has none here reports by the volumes that
 * were counted of its services in the period, and no longer once it stops counting them.
 */
export const withServiceOrVolumes = (history: History, period: Period): Set<string> => {
  const services = servicesOn(history, period.to)
  const found = new Set<string>()
  for (const service of services.values())
    if (!service.isElsewhere && closedReason(service) === null) found.add(service.organisation)
  for (const { organisation, byDay } of everySeries(history, 'reported'))
    if (sumWithin(byDay, period) > 0) found.add(organisation)
  return found
}

/** What was filed outside the platform in a period: nothing else is known of its end, so that it counts as finished. */
export const filedElsewhere = (history: History, unit: string, period: Period): number =>
  sumOf(history, 'dossier-filed', unit, period, ({ provenance }) => provenance !== 'observed')

/** How sure what is known of a service is; of one that does not run here, never observed. */
export const sureness = (history: History, { unit, isElsewhere }: Service, period: Period): Provenance => {
  const least = leastSure(history, unit, period)
  return isElsewhere && least === 'observed' ? 'imported' : least
}

/** The least sure of what is known of a unit is said of the whole of it. */
export const leastSure = (history: History, unit: string, period: Period): Provenance => {
  let least: Provenance = 'observed'
  for (const { is, byDay } of seriesOf(history, 'dossier-filed', unit)) {
    if (is['provenance'] === 'observed' || lastDayWithin(byDay, period) === null) continue
    if (is['provenance'] === 'declared') return 'declared'
    least = 'imported'
  }
  return least
}
