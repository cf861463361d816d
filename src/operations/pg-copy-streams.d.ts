/** What we use of pg-copy-streams, which ships no types. */
declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream'
  import type { Submittable } from 'pg'

  export const to: (statement: string) => Readable & Submittable & { rowCount: number }
  export const from: (statement: string) => Writable & Submittable & { rowCount: number }
}
