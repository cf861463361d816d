import type { NeedStates } from './barometer.ts'
import { sumWithin } from './day-counts.ts'
import { trailing } from './days.ts'
import { everySeries, type History } from './history.ts'
import { answerableFor, serviceOf, servicesOn } from './services.ts'

/** Behind target 4: for each need of each service, how often it was in each state. */
export const needStatesOn = (history: History, at: string, months = 12): NeedStates[] => {
  const services = servicesOn(history, at)
  const found = new Map<string, NeedStates & { states: Record<string, number> }>()
  for (const series of everySeries(history, 'need-state')) {
    const count = sumWithin(series.byDay, trailing(at, months))
    if (count === 0 || series.unit === '') continue
    const service = serviceOf(series.unit)
    const need = series.unit.slice(service.length + 1)
    const organisation = answerableFor(services, series)
    const row = found.get(series.unit) ?? { service, organisation, need, states: {} }
    const { state, reason } = series.is
    const name = reason === undefined ? state! : `${state}:${reason}`
    row.states[name] = (row.states[name] ?? 0) + count
    found.set(series.unit, row)
  }
  return [...found.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}
