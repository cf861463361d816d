import type { Period } from './days.ts'
import type { History } from './history.ts'
import { inForceWithin, type Standing } from './revisions.ts'

/** Of each unit, the highest revision of the last quarter that it declared in a period. */
export const declaredWorkplaces = (history: History, period: Period): Standing[] => {
  const last = new Map<string, Standing>()
  for (const standing of inForceWithin(history, 'workplace', period, quarterOf)) {
    const key = `${standing.organisation} ${standing.unit}`
    const found = last.get(key)
    if (!found || quarterOf(found.series[0]!.is) < quarterOf(standing.series[0]!.is)) last.set(key, standing)
  }
  return [...last.values()]
}

const quarterOf = (is: Readonly<Record<string, string>>): string => is['quarter'] ?? ''
