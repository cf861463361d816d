/** What we use of the `ckan` package, which ships no types. */
declare module 'ckan' {
  type Done<T> = (error: unknown, answer: T) => void
  type Answer = { success: boolean; result: unknown }
  class Client {
    constructor(address: string)
    action(name: string, parameters: object, done: Done<Answer>): void
    datastoreQuery(
      query: {
        resource_id: string
        size?: number
        from?: number
        q?: string
        sort?: { field: string; order: string }[]
        filters?: { type: 'term'; field: string; term: unknown }[]
      },
      done: Done<{ total: number; fields: { id: string; type: string }[]; hits: Record<string, unknown>[] }>,
    ): void
  }
  const ckan: { Client: typeof Client }
  export default ckan
}
