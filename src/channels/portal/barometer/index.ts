/** The barometer's pages: figures that anybody reads without signing in, and can compute again. */
export { trendFile, unitsFile } from './downloads.ts'
export { organisation } from './organisation.ts'
export { organisations } from './organisations.ts'
export { overview } from './overview.ts'
export { reportFile } from './reports/file.ts'
export { reports } from './reports/page.ts'
export { target } from './target.ts'
