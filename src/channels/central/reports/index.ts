import type { On } from '#desk'
import { CENTRAL } from '../words.ts'
import { draftFile } from './draft-file.ts'
import { published, reportsPage } from './page.ts'

/** The report of each year: read before it is published, then published for good. */
export const registerReports = (on: On): void => {
  on('GET', CENTRAL.reports, reportsPage)
  on('POST', CENTRAL.reports, published)
  on('GET', `${CENTRAL.reports}/:year/apercu.:form`, draftFile)
}
