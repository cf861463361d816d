export { type Datastore, isTable, openDatastore, type Rows, type RowsAsked } from './datastore.ts'
export { features } from './reading.ts'
export type { Cell } from './values.ts'
