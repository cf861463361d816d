export {
  type Datastore,
  type DatastoreRefusal,
  isTable,
  openDatastore,
  type Rows,
  type RowsAsked,
} from './datastore.ts'
export { elements, recordOf } from './reading.ts'
export type { Cell } from './values.ts'
