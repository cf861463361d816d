/**
 * Open data: the inventory of what each organisation holds, what is published of it, and what a machine finds of it daily.
 *
 * - `createOpenData` answers to everybody (`find`, `search`, `facets`, `every`, `changes`, `checks`, `content`) and to the
 *   agents who keep an organisation's data (`enter`, `describe`, publications, withdrawals).
 * - `asPublished` is what the public may see of a dataset: no draft, no file that waits.
 * - Target 10 counts the measures of `dataset.checked`.
 *
 * Refusals are in `refusals.ts`, events in `events.ts`; decisions 0038 and 0039.
 */
export {
  asPublished,
  type Bilingual,
  type Check,
  CRITERIA,
  type Criterion,
  type Dataset,
  type Distribution,
  type Field,
  type FileVersion,
  type Finding,
  type Format,
  FORMATS,
  FREQUENCIES,
  type Frequency,
  type LicenceId,
  LICENCES,
  type Obstacle,
  type Pending,
  publishedIn,
  QUALITIES,
  type Quality,
  SENSITIVITIES,
  type State,
  STATES,
  type TableSchema,
  type Theme,
  THEMES,
  WITHDRAWAL_REASONS,
} from './dataset.ts'
export { type Described, describedOf, type FieldFault, type FieldFaults } from './describe.ts'
export { type Due, DUE_KINDS, type DueKind } from './due.ts'
export { type Content, createOpenData, type OpenData } from './opendata.ts'
export { MOST_FILE_BYTES } from './keeper.ts'
export type { Suspicion } from './files/personal.ts'
export { type Criteria, CRITERIA_VERSIONS, criteriaOn, mostPoints, type Potential } from './potential.ts'
export type { OpenDataRefusal } from './refusals.ts'
export {
  type Change,
  type Facet,
  FACETS,
  type Facets,
  type Filters,
  type Order,
  type Sort,
  SORTS,
  type Wanted,
} from './store.ts'
export type { OpenDataTools, Source } from './tools.ts'

/** What others read: catalogues (DCAT-AP, CPSV-AP) and the rows of tables; decisions 0040 and 0041. */
export * from './catalogue/index.ts'
export * from './datastore/index.ts'
export { CRITERION_WORDS, FREQUENCY_WORDS, sayFinding } from './words.ts'
