/** The catalogue: the service language. Reading a service, checking it, publishing it, and every version ready to run. */
export type { CompiledNeed, CompiledVersion } from './compiled.ts'
export type { Definition, Field, Need, Page, Version } from './definition.ts'
export type { Finding } from './findings.ts'
export { findingsOf, loadFolder } from './load.ts'
export type { Kind, NeedWords, Stage, Words } from './schema.ts'
