export {
  type Datastore,
  type DatastoreRefusal,
  isTable,
  openDatastore,
  type Rows,
  type RowsAsked,
} from './datastore.ts'
export { features } from './reading.ts'
export type { Cell } from './values.ts'
