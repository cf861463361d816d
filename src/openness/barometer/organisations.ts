import { sumWithin } from './day-counts.ts'
import { everySeries, type History } from './history.ts'
import { upTo } from './revisions.ts'

/** Who is subject to the targets on a day, and who no longer is. One that never was registered is neither. */
export type Organisations = { subject: Set<string>; closed: Set<string> }

/** Registered once more than closed: whatever happens within one day, in whatever order it is read. */
export const organisationsOn = (history: History, day: string): Organisations => {
  const balance = new Map<string, number>()
  for (const { organisation, is, byDay } of everySeries(history, 'organisation')) {
    const sum = sumWithin(byDay, upTo(day))
    if (sum === 0) continue
    balance.set(organisation, (balance.get(organisation) ?? 0) + (is['state'] === 'closed' ? -sum : sum))
  }
  const known = [...balance]
  return {
    subject: new Set(known.filter(([, sum]) => sum > 0).map(([organisation]) => organisation)),
    closed: new Set(known.filter(([, sum]) => sum <= 0).map(([organisation]) => organisation)),
  }
}
