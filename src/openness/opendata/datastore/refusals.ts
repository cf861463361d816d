/** Why rows are not given: for pages and the API, which are no acts. */
export const REFUSALS = {
  'not-a-table': 'the file has no rows here: it is no table, it is kept elsewhere, or it is not published',
  'not-read-yet': 'the rows are being read for the first time: they can be asked for a moment later',
} as const

export type DatastoreRefusal = keyof typeof REFUSALS
