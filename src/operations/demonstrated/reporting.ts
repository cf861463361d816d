import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parse } from 'yaml'
import { addToDay, dayOf, instantOf, idFrom } from '#kernel'
import type { Agent } from '#parties'
import { createReporting } from '#reporting'
import { HOME } from '../../config.ts'
import type { DemonstratedParts } from './parts.ts'

type Written = { organisation: string; subject: string; 'days-ago': number; text: string }

/** What the secretariat wrote in the days before a first visit, through the same act and the same mail as any reminder. */
export const demonstrateReminders = async (parts: DemonstratedParts): Promise<void> => {
  const { platform, clock } = parts
  const secretary = secretaryOf(parts)
  if (!secretary || (await platform.reporting.reminders({ limit: 1, offset: 0 })).count > 0) return
  const source = await readFile(join(HOME, 'demonstration/reminders.yaml'), 'utf8')
  const today = dayOf(clock())
  for (const { organisation, subject, 'days-ago': ago, text } of parse(source) as Written[]) {
    if (!platform.organisations.organisations.has(organisation)) continue
    const then = instantOf(addToDay(today, `-P${ago}D`), 10)
    const done = await reportingAt(parts, then).remind(secretary, {
      key: idFrom(`demonstrated reminder ${organisation} ${subject}`),
      subject,
      organisations: [organisation],
      text,
    })
    if (!done.ok) throw new Error(`${organisation} could not be reminded: ${done.refusal}`)
  }
}

const reportingAt = ({ db, organisations, platform, committed }: DemonstratedParts, then: Date) =>
  createReporting({
    db,
    clock: () => then,
    organisations,
    barometer: platform.barometer,
    contests: platform.contests,
    sends: platform.notices.sends,
    address: platform.address,
    committed,
    demonstration: platform.demonstration,
  })

const secretaryOf = ({ platform }: DemonstratedParts): Agent | undefined =>
  platform.access.agents().find((agent) => platform.contests.isSecretariat(agent))

/** The measures of a past day are published within a minute or two of a history's end. */
const LOOKS = 200
const LOOK_MS = 3_000

/**
 * Last year's report, once the measures of its last day are published: they are by themselves, a little after the invented
 * history is written. Answers whether there is one.
 */
export const demonstrateReport = async (parts: DemonstratedParts, signal?: AbortSignal): Promise<boolean> => {
  const { platform, clock } = parts
  const secretary = secretaryOf(parts)
  const year = Number(dayOf(clock()).slice(0, 4)) - 1
  if (!secretary || (await platform.reporting.reports()).some((report) => report.year === year))
    return !!secretary
  for (let looks = 0; looks < LOOKS && !signal?.aborted; looks++) {
    const publications = await platform.barometer.publications()
    if (publications.some(({ day }) => day === `${year}-12-31`))
      return (await platform.reporting.publish(secretary, year)).ok
    await wait(LOOK_MS, null, { signal, ref: false }).catch(() => {})
  }
  return false
}
