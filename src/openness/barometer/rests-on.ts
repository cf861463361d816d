import { lastDayWithin, sumWithin } from './day-counts.ts'
import type { Period } from './days.ts'
import type { Definition } from './definition.ts'
import { everySeries, type History, type Series } from './history.ts'
import { isPersons, type MeasureKind } from './measure.ts'
import { upTo } from './revisions.ts'
import { answerableFor, servicesOn } from './services.ts'
import { declaredWorkplaces } from './workplaces.ts'

/** How many sealed events a figure rests on, and the day of the last one. */
export type RestsOn = { events: number; dataDate: string | null }

/** What happens on a day and is counted over a period; everything else is how something stands. */
export const FLOWS: readonly MeasureKind[] = [
  'dossier-filed',
  'dossier-finished',
  'need-state',
  'evaluation',
  'improvement',
  'deadline',
]

/** By organisation; all together under null. */
export const restsOn = (
  definition: Definition,
  history: History,
  period: Period,
): Map<string | null, RestsOn> => {
  const found = new Map<string | null, RestsOn>()
  const add = (organisation: string, events: number, day: string | null) => {
    for (const whose of [organisation, null]) {
      const sum = found.get(whose) ?? { events: 0, dataDate: null }
      sum.events += events
      if (day !== null && (sum.dataDate === null || sum.dataDate < day)) sum.dataDate = day
      found.set(whose, sum)
    }
  }
  for (const kind of definition.kinds) addKind(history, kind, period, add)
  return found
}

type Add = (organisation: string, events: number, day: string | null) => void

const addKind = (history: History, kind: MeasureKind, period: Period, add: Add): void => {
  // A need's state is said by the event that finishes the dossier, a report by that of each volume: both are counted.
  if (kind === 'need-state' || kind === 'reported') return
  if (kind === 'workplace') return addWorkplaces(history, period, add)
  const services = servicesOn(history, period.to)
  const within = FLOWS.includes(kind) ? period : upTo(period.to)
  const isReleased = isPersons(kind) && addLatest(history, kind, period, add)
  for (const series of everySeries(history, kind)) {
    const day = lastDayWithin(series.byDay, within)
    if (day !== null) add(answerableFor(services, series), eventsOf(series, within), isReleased ? null : day)
  }
}

/** A volume that was imported is one event, whatever it amounts to. */
const eventsOf = ({ is, byDay }: Series, within: Period): number =>
  (is['provenance'] ?? 'observed') === 'observed' ? sumWithin(byDay, within) : 1

/** Published counts of persons are all of the last day of their period; when the last of them was is said beside. */
const addLatest = (history: History, kind: MeasureKind, period: Period, add: Add): boolean => {
  let isReleased = false
  for (const { organisation, is, byDay } of everySeries(history, 'latest')) {
    isReleased = true
    if (is['of'] === kind) add(organisation, 0, lastDayWithin(byDay, period))
  }
  return isReleased
}

const addWorkplaces = (history: History, period: Period, add: Add): void => {
  for (const { organisation, unit, series } of declaredWorkplaces(history, period))
    if (unit !== '') add(organisation, 1, lastDayWithin(series[0]!.byDay, period))
}
