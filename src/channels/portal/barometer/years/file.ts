import { readYearUnits } from '#barometer'
import { csv } from '#kernel'
import { notFound, type Visit } from '../../visit.ts'
import { organisationName, unitName } from '../reading.ts'
import { words } from './words.ts'
import { yearIn } from './year.ts'

/** Every service of a year that was taken over, with its verdict, for a spreadsheet or a program. */
export const yearFile = async (visit: Visit) => {
  const { platform, language, reply } = visit
  const found = await yearIn(visit)
  if (!found) return notFound(visit)
  const { day, figure } = found
  const units = await readYearUnits(platform.db, day, figure.target)
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="parvis-${day}-${figure.target}.csv"`)
    .send(
      csv([
        words[language].columns,
        ...units.map((one) => [
          one.organisation,
          organisationName(platform, one.organisation, language),
          one.unit,
          unitName(platform, one.unit, language),
          one.verdict,
          one.reason,
          one.share,
          one.provenance,
        ]),
      ]),
    )
}
