import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { type Clock, openDatabase } from '#kernel'
import { readConfig } from '../../src/config.ts'
import { assemble } from '../../src/main.ts'
import { openLog } from '../../src/operations/log.ts'

/**
 * The platform as a process of its own, at a time that somebody else sets: `node tests/support/timed-app.ts <clock file>`,
 * with the settings of `bin/parvis start`. Production knows nothing of it: the clock is given to `assemble` as in any test.
 */
type Told = { is: string; since: number }

/** It is this instant now, and time goes on from there. The file is replaced whole: nobody reads half of it. */
export const tellTime = (file: string, is: Date): void => {
  writeFileSync(`${file}.new`, JSON.stringify({ is: is.toISOString(), since: Date.now() } satisfies Told))
  renameSync(`${file}.new`, file)
}

/** What the file says, looked at again every so often. */
export const clockFrom = (file: string): Clock => {
  let told: Told
  let readAt = -Infinity
  return () => {
    const now = Date.now()
    if (now - readAt > 20) {
      told = JSON.parse(readFileSync(file, 'utf8')) as Told
      readAt = now
    }
    return new Date(Date.parse(told.is) + now - told.since)
  }
}

if (import.meta.main) {
  const config = readConfig()
  const clock = clockFrom(process.argv[2]!)
  const url = config.databaseUrl!
  const db = openDatabase(url, { connections: 16 })
  const say = () => {}
  const { app } = await assemble({ config, db, url, say, log: openLog(config.logLevel), clock })
  await app.listen({ host: config.host, port: config.port })
  process.send?.({ port: (app.server.address() as AddressInfo).port })
}
