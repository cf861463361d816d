import { type Queries, sql } from '#kernel'
import type { Reminder } from './reminder.ts'

// ---- Reminders

export type NewReminder = Omit<Reminder, 'mail'>

/** Answers the ids of those that were not there yet. */
export const insertReminders = async (tx: Queries, them: readonly NewReminder[]): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(sql`
    INSERT INTO organisation_reminder (organisation, id, subject, text, by, at)
    SELECT * FROM unnest(
      ${them.map(({ organisation }) => organisation)}::text[],
      ${them.map(({ id }) => id)}::uuid[],
      ${them.map(({ subject }) => subject)}::text[],
      ${them.map(({ text }) => text)}::text[],
      ${them.map(({ by }) => by)}::text[],
      ${them.map(({ at }) => at)}::timestamptz[])
    ON CONFLICT (organisation, id) DO NOTHING
    RETURNING id`)
  return rows.map(({ id }) => id)
}

const REMINDER = sql`id, organisation, subject, text, by, at`

/** Of an organisation since a moment, the newest first. */
export const remindersOf = (q: Queries, organisation: string, since: Date): Promise<NewReminder[]> =>
  q.query(sql`
    SELECT ${REMINDER} FROM organisation_reminder
    WHERE organisation = ${organisation} AND at >= ${since} ORDER BY at DESC, id DESC LIMIT 50`)

/** Of everybody, the newest first. */
export const everyReminder = (
  q: Queries,
  { limit, offset }: { limit: number; offset: number },
): Promise<NewReminder[]> =>
  q.query(sql`
    SELECT ${REMINDER} FROM organisation_reminder
    ORDER BY at DESC, organisation, id LIMIT ${limit} OFFSET ${offset}`)

export const countReminders = async (q: Queries): Promise<number> => {
  const [row] = await q.query<{ count: number }>(sql`SELECT count(*) AS count FROM organisation_reminder`)
  return row!.count
}

/** The last one of each organisation and subject. */
export const lastReminders = (q: Queries): Promise<{ organisation: string; subject: string; at: Date }[]> =>
  q.query(sql`
    SELECT organisation, subject, max(at) AS at FROM organisation_reminder GROUP BY organisation, subject`)

// ---- Yearly reports

export type ReportRow = { year: number; publication: string; by: string; publishedAt: Date }
export type ReportFile = { name: string; type: string; sha256: string; body: Buffer }

const REPORT = sql`year, publication, by, published_at AS "publishedAt"`

/** False when the year has its report already: whoever was quicker published it. */
export const insertReport = async (
  tx: Queries,
  { year, publication, by, publishedAt }: ReportRow,
  files: readonly ReportFile[],
): Promise<boolean> => {
  const rows = await tx.query(sql`
    INSERT INTO yearly_report (year, publication, by, published_at)
    VALUES (${year}, ${publication}, ${by}, ${publishedAt}) ON CONFLICT (year) DO NOTHING RETURNING year`)
  if (rows.length === 0) return false
  for (const { name, type, sha256, body } of files)
    await tx.query(sql`
      INSERT INTO yearly_report_file (year, name, type, sha256, body)
      VALUES (${year}, ${name}, ${type}, ${sha256}, ${body})`)
  return true
}

export const isPublished = async (q: Queries, year: number): Promise<boolean> => {
  const rows = await q.query(sql`SELECT year FROM yearly_report WHERE year = ${year}`)
  return rows.length > 0
}

export const reports = (q: Queries): Promise<ReportRow[]> =>
  q.query(sql`SELECT ${REPORT} FROM yearly_report ORDER BY year DESC`)

/** What each report holds, without its bytes. */
export const reportFiles = (
  q: Queries,
): Promise<{ year: number; name: string; type: string; sha256: string; bytes: number }[]> =>
  q.query(sql`
    SELECT year, name, type, sha256, length(body) AS bytes FROM yearly_report_file ORDER BY year, name`)

export const reportFile = async (q: Queries, year: number, name: string): Promise<ReportFile | null> => {
  const [row] = await q.query<ReportFile>(sql`
    SELECT name, type, sha256, body FROM yearly_report_file WHERE year = ${year} AND name = ${name}`)
  return row ?? null
}
