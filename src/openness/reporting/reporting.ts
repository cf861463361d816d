import { ok, type Result } from '#kernel'
import { mailToOrganisations } from '#notices'
import type { Agent } from '#parties'
import { publishReport } from './publish.ts'
import type { ReportingRefusal } from './refusals.ts'
import type { Reminder } from './reminder.ts'
import { remind, type Reminding } from './remind.ts'
import { buildReport } from './report/build.ts'
import { fileOf, type ReportForm } from './report/files.ts'
import * as store from './store.ts'
import type { ReportingTools } from './tools.ts'

/** A report as pages list it. */
export type Published = store.ReportRow & {
  files: { name: string; type: string; sha256: string; bytes: number }[]
}

/**
 * What the central secretariat does of its own: it reminds organisations, and publishes the report of each year. Only an
 * agent of the secretariat may do either (`reminding-reserved`); everybody reads the reports.
 */
export type Reporting = {
  /** Reminds organisations of one part of their space, by a message and on their first page. Refusals: `refusals.ts`. */
  remind(agent: Agent, typed: Reminding): Promise<Result<{ reminded: string[] }, ReportingRefusal>>
  /** What an organisation was reminded of since a moment, the newest first; at most 50. */
  remindersOf(organisation: string, since: Date): Promise<Reminder[]>
  /** What all were reminded of, the newest first. */
  reminders(page: { limit: number; offset: number }): Promise<{ reminders: Reminder[]; count: number }>
  /** When each organisation was last reminded of each part. */
  lastReminders(): ReturnType<typeof store.lastReminders>
  /** Publishes the report of a year that is over, from the publication of measures of its last day; once. */
  publish(agent: Agent, year: number): Promise<Result<{ year: number }, ReportingRefusal>>
  /** A file of a year's report as it would be now: of the year that goes on, a draft. Nothing is kept. */
  draft(
    publisher: string,
    year: number,
    form: ReportForm,
  ): Promise<Result<store.ReportFile, ReportingRefusal>>
  /** The reports that are published, the last year first. */
  reports(): Promise<Published[]>
  /** A file of a published report, the very bytes that were published; null when there is none. */
  file(year: number, name: string): Promise<store.ReportFile | null>
}

export const createReporting = (tools: ReportingTools): Reporting => {
  const { db, demonstration } = tools
  return {
    remind: (agent, typed) => remind(tools, agent, typed),
    remindersOf: async (organisation, since) => withMail(await store.remindersOf(db, organisation, since)),
    async reminders(page) {
      const [them, count] = await Promise.all([store.everyReminder(db, page), store.countReminders(db)])
      return { reminders: await withMail(them), count }
    },
    lastReminders: () => store.lastReminders(db),
    publish: (agent, year) => publishReport(tools, agent, year),
    async draft(publisher, year, form) {
      const built = await buildReport(tools, year, publisher)
      return built.ok ? ok(await fileOf(built.value, form, { demonstration })) : built
    },
    async reports() {
      const [rows, files] = await Promise.all([store.reports(db), store.reportFiles(db)])
      return rows.map((row) => ({ ...row, files: files.filter(({ year }) => year === row.year) }))
    },
    file: async (year, name) => (isYear(year) ? store.reportFile(db, year, name) : null),
  }

  async function withMail(them: readonly store.NewReminder[]): Promise<Reminder[]> {
    const mail = await mailToOrganisations(db, them)
    return them.map((one) => ({ ...one, mail: mail.get(one.id) ?? null }))
  }
}

const isYear = (year: number): boolean => Number.isSafeInteger(year) && year >= 1900 && year <= 9999
