import { demonstrateOpenData } from './opendata.ts'
import { demonstrateConsultations } from './consultations.ts'
import type { DemonstratedParts } from './parts.ts'
import { demonstratePlans } from './plans.ts'
import { demonstrateProcesses } from './processes.ts'
import { demonstrateReminders, demonstrateReport } from './reporting.ts'
import { aloneDemonstrating } from './store.ts'
import { demonstrateVolumes } from './volumes.ts'

export type { DemonstratedParts } from './parts.ts'

/** What a first visit finds of one domain, lived through its real acts; nothing when something of it is there already. */
type Demonstrate = (parts: DemonstratedParts) => Promise<void>

/** One after the other, in this order: what comes later may rest on what came before. */
const DEMONSTRATED: readonly (readonly [domain: string, demonstrate: Demonstrate])[] = [
  ['plans', demonstratePlans],
  ['processes', demonstrateProcesses],
  ['consultations', demonstrateConsultations],
  ['opendata', demonstrateOpenData],
  ['volumes', demonstrateVolumes],
  ['reminders', demonstrateReminders],
]

/**
 * Lives what the demonstration shows of each domain, beside the pages. One that fails is told in the log and the others
 * go on: a demonstration with a gap is better than none. Told to stop, it ends between two domains and goes on at the
 * next start.
 */
export const demonstrateAll = async (parts: DemonstratedParts, signal?: AbortSignal): Promise<void> => {
  await aloneDemonstrating(parts.db, async () => {
    for (const [domain, demonstrate] of DEMONSTRATED) {
      if (signal?.aborted) return
      await demonstrate(parts).catch((error: unknown) =>
        parts.log.error({ err: error, domain }, 'what a domain demonstrates was not lived'),
      )
    }
  })
}

/** What rests on the invented history, and on measures that are published after it: last year's report. */
export const demonstrateAfter = async (parts: DemonstratedParts, signal?: AbortSignal): Promise<void> => {
  await demonstrateReport(parts, signal).catch((error: unknown) =>
    parts.log.error({ err: error }, 'the report of last year was not published'),
  )
}
