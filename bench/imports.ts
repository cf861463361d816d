/**
 * An import of volumes beside a bare COPY of the same rows, in one run, on one machine:
 * `node bench/imports.ts [--rows 100000] [--rounds 3]`. Rows are all different, so that each becomes an event: the most
 * that a file can ask. Tells rows a second of each step, the most memory, and how long the ledger and the barometer take
 * to have counted them; and that a fault in the row before the last leaves nothing.
 */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { from as copyFrom } from 'pg-copy-streams'
import { openBarometer, verifyBarometer } from '#barometer'
import { createCatalogue, loadFolder, publish } from '#catalogue'
import { receiveFile } from '#documents'
import { newId, onConnection, sql, systemClock as clock } from '#kernel'
import { startLedger } from '#ledger'
import type { Agent } from '#parties'
import { addToMonth, createVolumes, type Import } from '#volumes'
import { join } from 'node:path'
import { valueOf } from '../tests/support/story.ts'
import { median, table } from './support/figures.ts'
import { machineOf, openGround } from './support/ground.ts'

const { values: options } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' } },
})
const wanted = Number(options.rows)
const CHANNELS = ['en ligne', 'comptoir', 'téléphone', 'papier', 'autre']
const MONTHS = 100
const ORGANISATION = 'regie-des-familles'
const log = { info() {}, warn() {}, error: (fields: object, says: string) => console.error(says, fields) }

const ground = await openGround('imports-bench')
const { db } = ground
const definition = valueOf(await loadFolder(join(import.meta.dirname, '../services/allocation-famille')))
const services = Array.from(
  { length: Math.ceil(wanted / (CHANNELS.length * MONTHS)) },
  (_, at) => `service-${at}`,
)
for (const id of services) valueOf(await publish(db, { ...definition, id }, { by: 'bench', at: clock() }))
const catalogue = await createCatalogue(db)
const barometer = openBarometer({ db, clock, log, lookMs: 3_600_000 })
const ledger = startLedger(db, { clock, subscribers: [barometer.subscriber], log })
const volumes = createVolumes({ db, clock, catalogue, log, committed: ledger.poke })
const agent: Agent = {
  kind: 'agent',
  id: 'agent:thomas-bergeron',
  agent: 'thomas-bergeron',
  name: 'Thomas Bergeron',
  organisation: ORGANISATION,
  roles: ['planification'],
}

const lastMonth = addToMonth(clock().toISOString().slice(0, 7), -2)

/** Row by row, so that the file is never held in memory either. */
function* lines(fault: boolean): Generator<Buffer> {
  yield Buffer.from('service;mois;voie;nombre;note\r\n')
  let row = 0
  for (const service of services)
    for (let back = 0; back < MONTHS; back++)
      for (const channel of CHANNELS) {
        if (row++ >= wanted) return
        const count = fault && row === wanted - 1 ? 'douze' : String(row % 997)
        yield Buffer.from(`${service};${addToMonth(lastMonth, -back)};${channel};${count};note ${row}\r\n`)
      }
}

let peak = 0
let importPeak = 0
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20)

const atRest = process.memoryUsage.rss()
const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`

const sent = async (fault: boolean): Promise<string> => {
  const key = newId()
  const file = valueOf(await receiveFile(Readable.from(lines(fault)), 1e9))
  const said = { repeated: 'refuse', known: 'replace', provenance: 'declared', evidence: null } as const
  valueOf(await volumes.receive(agent, { key, file: { ...file, name: 'volumes.csv' }, said }))
  await file.letGo()
  return key
}

/** Whoever looks sees how far it is. */
const until = async (id: string, status: Import['status']): Promise<number> => {
  let progress = 0
  for (;;) {
    const one = (await volumes.find(ORGANISATION, id))!
    if (one.done > 0 && one.done < one.todo) progress++
    if (one.status === status) return progress
    if (one.status === 'faulty') throw new Error('the file is faulty')
    await wait(50)
  }
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1_000
}

const bareCopy = () =>
  onConnection(db.pool, async (client) => {
    await client.query('CREATE UNLOGGED TABLE IF NOT EXISTS bare (a text, b text, c text, d text, e text)')
    await client.query('ALTER TABLE bare SET LOGGED')
    await client.query('TRUNCATE bare')
    const rows = Readable.from(
      (function* () {
        for (const line of lines(false)) yield line.toString().trim().replaceAll(';', '\t') + '\n'
      })(),
    )
    await pipeline(rows, client.query(copyFrom('COPY bare FROM STDIN')))
  })

const steps: Record<string, number[]> = {
  'bare COPY': [],
  received: [],
  checked: [],
  applied: [],
  counted: [],
  undone: [],
}
let looks = 0
for (let round = 0; round < Number(options.rounds); round++) {
  steps['bare COPY']!.push(await seconds(bareCopy))
  let id = ''
  steps['received']!.push(await seconds(async () => (id = await sent(false))))
  steps['checked']!.push(await seconds(async () => (looks += await until(id, 'checked'))))
  steps['applied']!.push(
    await seconds(async () => {
      valueOf(await volumes.confirm(agent, id, 'replace'))
      looks += await until(id, 'applied')
    }),
  )
  importPeak = Math.max(importPeak, peak)
  steps['counted']!.push(await seconds(() => ledger.caughtUp()))
  steps['undone']!.push(
    await seconds(async () => {
      valueOf(await volumes.undo(agent, id))
      looks += await until(id, 'undone')
    }),
  )
  await ledger.caughtUp()
}
const [before] = await db.query<{ events: number }>(sql`SELECT count(*) AS events FROM event`)
const faulty = await sent(true)
while ((await volumes.find(ORGANISATION, faulty))!.status === 'received') await wait(50)
const [after] = await db.query<{ events: number }>(sql`SELECT count(*) AS events FROM event`)
const standing = (await volumes.find(ORGANISATION, faulty))!
clearInterval(watch)
await barometer.compute()
const verified = await verifyBarometer(db, {})

console.log(await machineOf(db))
console.log(`${wanted} rows, each a service, a month and a channel of its own: as many events`)
console.log(
  table(
    Object.entries(steps).map(([step, all]) => {
      const took = median(all)
      return [step, `${took.toFixed(2)} s`, `${Math.round(wanted / took)} rows/s`]
    }),
  ),
)
const whole = ['received', 'checked', 'applied'].reduce((sum, step) => sum + median(steps[step]!), 0)
console.log(
  `received, checked and applied: ${whole.toFixed(2)} s, ${(whole / median(steps['bare COPY']!)).toFixed(1)} × a bare COPY`,
)
console.log(
  `most memory: ${megabytes(importPeak)} while importing, ${megabytes(peak)} with the ledger and the barometer that count; ${megabytes(atRest)} at rest`,
)
console.log(`progress was seen ${looks} times`)
console.log(`a fault in row ${wanted - 1}: ${standing.status}, ${after!.events - before!.events} events`)
console.log(`live = recomputed: ${verified.ok}`)

await volumes.stop()
await Promise.all([ledger.stop(), barometer.stop()])
catalogue.stop()
await ground.clear()
