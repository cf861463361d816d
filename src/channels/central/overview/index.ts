import type { On } from '#desk'
import { CENTRAL } from '../words.ts'
import { standingsFile } from './file.ts'
import { overviewPage } from './page.ts'

/** Every organisation subject to the targets: who reported, who did not, since when. */
export const registerOverview = (on: On): void => {
  on('GET', CENTRAL.overview, overviewPage)
  on('GET', `${CENTRAL.overview}/organismes.csv`, standingsFile)
}
