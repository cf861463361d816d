import { firstDay, lastDayWithin } from './day-counts.ts'
import type { Period } from './days.ts'
import { attributesText, everySeries, type History, type Series } from './history.ts'
import type { Measure, MeasureKind } from './measure.ts'

/** How something stands: what its highest revision says. Several series where one revision says several things. */
export type Standing = { organisation: string; unit: string; revision: number; series: Series[] }

/** Since the first event, up to a day. */
export const upTo = (to: string): Period => ({ from: '0000-01-01', to })

/**
 * Of each thing that is declared and declared again, the highest revision in a period. Revisions that have the same
 * number are a fault of whoever wrote them: the last day then decides, then the text, so that everybody reads the same.
 * `by` tells apart what is revised apart.
 */
export const inForceWithin = (
  history: History,
  kind: MeasureKind,
  period: Period,
  by: (is: Measure['is']) => string = () => '',
): Standing[] => {
  const found = new Map<string, Standing>()
  for (const series of everySeries(history, kind)) {
    if (lastDayWithin(series.byDay, period) === null) continue
    const { organisation, unit, is } = series
    const key = `${organisation} ${unit} ${by(is)}`
    const revision = Number(is['revision'] ?? 0)
    const best = found.get(key)
    if (!best || revision > best.revision) found.set(key, { organisation, unit, revision, series: [series] })
    else if (revision === best.revision) best.series.push(series)
  }
  for (const { series } of found.values()) if (series.length > 1) series.sort(latestFirst)
  return [...found.values()]
}

const latestFirst = (a: Series, b: Series): number => {
  const [dayA, dayB] = [firstDay(a.byDay), firstDay(b.byDay)]
  if (dayA !== dayB) return dayA < dayB ? 1 : -1
  return attributesText(a.is) < attributesText(b.is) ? 1 : -1
}
