import { csv, dayOf } from '#kernel'
import { organisationName } from '../barometer/reading.ts'
import type { Visit } from '../visit.ts'
import { serviceName } from './page.ts'
import { words } from './words.ts'

/** The same list as a table; anyone may read it, from anywhere. */
export const formalitiesCsv = async (visit: Visit) => {
  const { platform, language, reply } = visit
  const w = words[language]
  const rows = (await platform.processes.articles()).map((one) => [
    one.article,
    one.processes,
    one.services.map((id) => serviceName(visit, id)).join(' ; '),
    one.organisations.map((id) => organisationName(platform, id, language)).join(' ; '),
    one.pages,
    one.hours,
  ])
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${w.file}-${dayOf(platform.clock())}.csv"`)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .send(csv([w.head, ...rows]))
}
