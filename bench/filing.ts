/**
 * Filing over HTTP beside what the same PostgreSQL does alone (pgbench, three INSERTs a transaction), in one run, on one
 * machine, durable, 32 clients each: `node bench/filing.ts [--filings 3000] [--rounds 3]`. Parvis runs as `bin/parvis start`, with
 * its sealer, reactions and robots; the drafts are made beforehand, and everything acknowledged is verified afterwards.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { publicKeys, readSigned } from '#documents'
import { ledgerState, verifyLedger } from '#ledger'
import { robot } from '#parties'
import { AMELIES_ANSWERS, POTHOLE_ANSWERS } from '../tests/support/story.ts'
import { openConnection, requestOf } from './support/connection.ts'
import { untilQuiet } from '../tests/support/quiet.ts'
import { type Domain, type Draft, openDomain, prepareDrafts } from './support/drafts.ts'
import { cpuMsOf, median, milliseconds, perSecond, quantile, table } from './support/figures.ts'
import { machineOf, openGround } from './support/ground.ts'
import { openYardstick } from './support/three-inserts.ts'
import { report } from './support/walk.ts'

const CLIENTS = 32
const YARDSTICK_SECONDS = 4
const { values: options } = parseArgs({
  options: {
    filings: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '3' },
    /** A folder for a CPU profile of the application; only potholes are then filed. */
    profile: { type: 'string' },
  },
})
const filings = Number(options.filings)
const rounds = Number(options.rounds)
const profiling = options.profile && { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${resolve(options.profile)}` }

const ground = await openGround('filing')
const app = await ground.startApp(profiling || {})
const domain = await openDomain(ground.db)
const { origin } = app

type Round = { perSecond: number; ms: number[]; cpuMs: number; catchUpMs: number; filed: Draft[] }

/** Each connection takes the next draft as soon as its last one was acknowledged. */
const fileAll = async (drafts: Draft[], cookie?: string): Promise<Round> => {
  const requests = drafts.map(({ ref, key, digest }) =>
    requestOf(origin, { path: `/demandes/${ref}/depot`, form: { key, digest }, cookie }),
  )
  const connections = await Promise.all(Array.from({ length: CLIENTS }, () => openConnection(origin)))
  const ms: number[] = []
  let next = 0
  const cpuBefore = cpuMsOf(app.child.pid!)
  const began = performance.now()
  await Promise.all(
    connections.map(async (connection) => {
      for (let at = next++; at < drafts.length; at = next++) {
        const from = performance.now()
        const answer = await connection.send(requests[at]!)
        ms.push(performance.now() - from)
        if (answer.status !== 303 || answer.location !== `/demandes/${drafts[at]!.ref}/accuse`)
          throw new Error(`filing answered ${answer.status} ${answer.location} ${answer.body.toString()}`)
      }
    }),
  )
  const seconds = (performance.now() - began) / 1_000
  for (const connection of connections) connection.close()
  const catchUpMs = await untilQuiet(ground.db)
  const cpuMs = (cpuMsOf(app.child.pid!) - cpuBefore) / drafts.length
  return { perSecond: drafts.length / seconds, ms, cpuMs, catchUpMs, filed: drafts }
}

/** Each acknowledged filing exists once, with the receipt that was signed for it. */
const verify = async ({ db, dossiers }: Domain, drafts: Draft[]): Promise<void> => {
  const keys = await publicKeys(db)
  for (const { id, key, digest } of drafts) {
    const dossier = await dossiers.find(id, robot('bench'))
    const filing = dossier?.filing
    if (!filing || filing.key !== key || filing.digest !== digest) throw new Error(`${id} was not filed`)
    const receipt = await readSigned(filing.receipt, 'receipt+jws', keys)
    if (receipt?.['answers'] !== digest) throw new Error(`${id} has no good receipt`)
  }
  const { rows } = await db.pool.query(
    `SELECT stream FROM event WHERE kind = 'dossier.filed' AND stream = ANY($1)`,
    [drafts.map(({ id }) => id)],
  )
  if (rows.length !== drafts.length)
    throw new Error(`${rows.length} filed events for ${drafts.length} filings`)
  const ledger = await verifyLedger(db)
  const { unsealed, deadLetters } = await ledgerState(db)
  if (!ledger.ok || unsealed > 0 || deadLetters > 0)
    throw new Error(JSON.stringify({ ledger, unsealed, deadLetters }))
}

const signInAsAmelie = async (): Promise<string> => {
  const connection = await openConnection(origin)
  const form = { persona: 'person:amelie-tremblay' }
  const { cookies } = await connection.send(requestOf(origin, { path: '/connexion', form }))
  connection.close()
  return cookies.find((cookie) => cookie.startsWith('parvis='))!
}

const AMELIE = { kind: 'person', id: 'person:amelie-tremblay', person: 'amelie-tremblay', name: '' } as const
const POTHOLE = { service: 'signalement-chaussee', values: POTHOLE_ANSWERS }
const ALLOWANCE = { service: 'allocation-famille', values: AMELIES_ANSWERS, actor: AMELIE }

const sampleOf = async ({ dossiers }: Domain, { id }: Draft) => {
  const { rows } = await ground.db.pool.query(`SELECT body::text AS body FROM dossier WHERE id = $1`, [id])
  const history = await dossiers.history(id)
  const [filed, moved] = history.slice(-2).map(({ body }) => JSON.stringify(body))
  return { body: rows[0].body as string, events: [filed!, moved!] as [string, string] }
}

const said = (label: string, its: Round[], yardstick: number[]): string[] => {
  const speed = median(its.map((round) => round.perSecond))
  const ms = its.flatMap((round) => round.ms)
  return [
    label,
    perSecond(speed),
    milliseconds(quantile(ms, 0.5)),
    milliseconds(quantile(ms, 0.99)),
    milliseconds(median(its.map(({ catchUpMs }) => catchUpMs))),
    milliseconds(median(its.map(({ cpuMs }) => cpuMs))),
    (speed / median(yardstick)).toFixed(2),
  ]
}

try {
  const warm = await fileAll(await prepareDrafts(domain, POTHOLE, 400))
  const yardstick = await openYardstick(ground, await sampleOf(domain, warm.filed[0]!))
  const alone: number[] = []
  const potholes: Round[] = []
  const allowances: Round[] = []
  const cookie = await signInAsAmelie()
  for (let round = 0; round < rounds; round += 1) {
    const drafts = await prepareDrafts(domain, POTHOLE, filings)
    const ofAmelie = await prepareDrafts(domain, ALLOWANCE, profiling ? 1 : Math.round(filings / 3))
    await untilQuiet(ground.db)
    alone.push(await yardstick.perSecond(YARDSTICK_SECONDS))
    potholes.push(await fileAll(drafts))
    allowances.push(await fileAll(ofAmelie, cookie))
  }
  const whole = await report(origin, { clients: CLIENTS, times: profiling ? 1 : 800 })
  await untilQuiet(ground.db)
  await verify(domain, [
    ...warm.filed,
    ...potholes.flatMap(({ filed }) => filed),
    ...allowances.flatMap(({ filed }) => filed),
  ])
  console.log(
    `${yardstick.by}, three inserts a transaction, ${CLIENTS} clients: ${alone.map(perSecond).join(', ')}`,
  )
  console.log(
    table([
      ['filed over HTTP', 'filings', 'p50', 'p99', 'reactions behind', 'CPU each', 'ratio'],
      said('pothole, no account', potholes, alone),
      said('family allowance, signed in', allowances, alone),
    ]),
  )
  console.log(
    `pothole from the first page to the receipt, ${whole.requests} requests each: ${perSecond(whole.perSecond)} ` +
      `(${perSecond(whole.perSecond * whole.requests)} requests), a request p50 ${milliseconds(quantile(whole.ms, 0.5))}, ` +
      `p99 ${milliseconds(quantile(whole.ms, 0.99))}`,
  )
  console.log(`verified: each once, receipts signed, ledger whole`)
  console.log(await machineOf(ground.db))
} finally {
  domain.stop()
  await ground.clear()
}
