/** The kernel: what knows nobody. One door for everything that every domain needs. */
export * from './results.ts'
export * from './clock.ts'
export * from './ids.ts'
export * from './words.ts'
export * from './sql.ts'
export * from './batch.ts'
export * from './calendar.ts'
