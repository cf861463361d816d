import type { Database, Queries } from '#kernel'

/**
 * A database whose every act is part of one transaction: what a group of people lives is durable together or not at all,
 * so that a history that was cut goes on where it stood, and nobody sees a dossier between two moments of its past.
 * Statements of one connection go one after another.
 */
export const inOneTransaction = ({ pool }: Pick<Database, 'pool'>, tx: Queries): Database => {
  let last: Promise<unknown> = Promise.resolve()
  const query: Queries['query'] = (statement) => {
    const mine = last.then(() => tx.query(statement))
    last = mine.catch(() => {})
    return mine as ReturnType<Queries['query']> as never
  }
  return { query, transaction: (work) => work({ query }), pool, close: async () => {} }
}
