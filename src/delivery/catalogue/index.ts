/** The catalogue: the service language. Reading a service, checking it, publishing it, and every version ready to run. */
export { assessLine, assessorOf, faultsOf, refusedLine, type AssessedLine, type Assessor } from './assess.ts'
export { type Catalogue, createCatalogue } from './catalogue.ts'
export { checkDefinition, checkFolder, checkSource } from './check.ts'
export { CODES, type FindingCode } from './codes.ts'
export { compileVersion } from './compile.ts'
export type { CompiledNeed, CompiledVersion } from './compiled.ts'
export {
  type Deadline,
  type Definition,
  type Field,
  fieldOf,
  type Involvement,
  type Need,
  needOf,
  type Page,
  type Version,
} from './definition.ts'
export { feeOf } from './fee.ts'
export type { Finding } from './findings.ts'
export { holdsFor, meetNeeds, type Met } from './in-force.ts'
export * from './kinds/index.ts'
export { isFruitful, isInvolvedBefore, isLink } from './involvement.ts'
export { jsonSchemas, schemaLine } from './json-schema.ts'
export { findingsOf, loadFolder, readSource } from './load.ts'
export { publish } from './publish.ts'
export { firstPublications } from './store.ts'
export type { Kind, NeedWords, Stage, Words } from './schema.ts'
export type { Surroundings } from './surroundings.ts'
export { type Price, tariffDecidedBy, tariffOf } from './tariff.ts'
