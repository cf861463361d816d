import { stopTestServer } from './database.ts'

/** Ends the PostgreSQL that the tests shared, once they are over (bin/test.mjs). */
await stopTestServer()
