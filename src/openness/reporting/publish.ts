import { dayOf, ok, refused, type Result, idFrom } from '#kernel'
import { append } from '#ledger'
import type { Agent } from '#parties'
import type { ReportingEvent } from './events.ts'
import type { ReportingRefusal } from './refusals.ts'
import { buildReport } from './report/build.ts'
import { fileOf, FORMS } from './report/files.ts'
import { insertReport, isPublished } from './store.ts'
import type { ReportingTools } from './tools.ts'

const PUBLISHED: ReportingEvent = 'report.published'

/** Every yearly report is an event of this stream. */
const STREAM = idFrom('parvis yearly reports')

/**
 * Publishes the report of a year that is over, for good: its files and the event that holds their digests, in one
 * commit. Of two who press at once, one has published it and the other is told so.
 */
export const publishReport = async (
  tools: ReportingTools,
  agent: Agent,
  year: number,
): Promise<Result<{ year: number }, ReportingRefusal>> => {
  const { db, clock, contests, committed, demonstration } = tools
  if (!contests.isSecretariat(agent)) return refused('reminding-reserved')
  if (dayOf(clock()) <= `${year}-12-31`) return refused('year-not-over', { year })
  if (await isPublished(db, year)) return refused('report-already-published', { year })
  const built = await buildReport(tools, year, agent.organisation)
  if (!built.ok) return built
  const files = await Promise.all(FORMS.map((form) => fileOf(built.value, form, { demonstration })))
  const { name: publication, digest: measures } = built.value.publication!
  const at = clock()
  const isFirst = await db.transaction(async (tx) => {
    if (!(await insertReport(tx, { year, publication, by: agent.id, publishedAt: at }, files))) return false
    const digests = Object.fromEntries(files.map(({ name, sha256 }) => [name, sha256]))
    const body = { year, publication, measures, files: digests }
    await append(tx, [{ stream: STREAM, kind: PUBLISHED, body, actor: agent.id, channel: 'desk', at }])
    return true
  })
  committed()
  return isFirst ? ok({ year }) : refused('report-already-published', { year })
}
