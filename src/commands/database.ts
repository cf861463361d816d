import type { Database } from '#kernel'
import { readConfig } from '../config.ts'
import { connect } from '../operations/database.ts'

/**
 * For a command that needs the database and ends: the one that `--database` or DATABASE_URL names, otherwise the
 * embedded one, left as it was found (running if it ran, stopped if it did not).
 */
export const withDatabase = async <T>(
  given: { database?: string | undefined },
  work: (db: Database) => Promise<T>,
): Promise<T> => {
  const config = readConfig(undefined, { DATABASE_URL: given.database })
  const { db, close } = await connect(config, (line) => console.error(line), { leaveAsFound: true })
  try {
    return await work(db)
  } finally {
    await close()
  }
}
