/**
 * How many events per second the ledger takes: appended by 8 acts at a time (5 events each, on streams of their own),
 * sealed meanwhile, and read by one subscriber. `node bench/ledger.ts [seconds]`, on a database of its own.
 */
import { join } from 'node:path'
import { append, startLedger, verifyLedger } from '#ledger'
import { migrate, newId, openDatabase, sql, startPostgres, systemClock as clock } from '#kernel'
import { eventOf, keptLog } from '../tests/support/ledger.ts'

const seconds = Number(process.argv[2] ?? 5)
// A server of its own, durable as in production: the tests' server forgoes fsync.
const server = await startPostgres({
  dir: join(import.meta.dirname, '../.parvis/bench-ledger'),
  log: console.error,
  watched: false,
})
const db = openDatabase(server.url, { connections: 8 })
await db.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
await migrate(db, { log: () => {} })
const reactions = openDatabase(server.url, { connections: 3 })
let read = 0
const count = { name: 'count', react: async () => void read++ }
const ledger = startLedger(reactions, { clock, subscribers: [count], log: keptLog() })

const began = performance.now()
const elapsed = () => (performance.now() - began) / 1_000
const act = async () => {
  while (elapsed() < seconds) {
    const stream = newId()
    const events = Array.from({ length: 5 }, () => eventOf({ stream, at: clock() }))
    await db.transaction((tx) => append(tx, events))
    ledger.poke()
  }
}
await Promise.all(Array.from({ length: 8 }, act))
const appending = elapsed()
await ledger.caughtUp()
const sealing = elapsed()
const verified = await verifyLedger(db)
const verifying = elapsed() - sealing
const [fsync] = await db.query<{ fsync: string }>(sql`SHOW fsync`)
if (!verified.ok || verified.value.events !== read) throw new Error(JSON.stringify(verified))

const perSecond = (n: number) => Math.round(n).toLocaleString('en-CA')
console.log(`${perSecond(read)} events, 5 an act, 8 acts at a time, fsync ${fsync!.fsync}`)
console.log(`appended            ${perSecond(read / appending)}/s`)
console.log(
  `sealed and read     ${perSecond(read / sealing)}/s (${Math.round((sealing - appending) * 1_000)} ms behind)`,
)
console.log(`verified            ${perSecond(read / verifying)}/s`)
await ledger.stop()
await reactions.close()
await db.close()
await server.stop()
