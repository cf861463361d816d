/**
 * The barometer on a large history, and under load: `node bench/barometer.ts [--events 5000] [--filings 500]
 * [--perSecond 50] [--requests 300] [--only history|load|share]`. Several sizes are given as `--events 5000000,50000000`.
 *
 * On a history: how long a page takes over HTTP, and a full recomputation beside PostgreSQL's own aggregate over the same
 * events. On a fresh database: from an acknowledged filing to the public figure that counts it while filings go on, and
 * what sealing and folding add to the cost of filing.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import { rebuildBarometer, recomputeBarometer } from '#barometer'
import { type Database, dayOf, systemClock as clock } from '#kernel'
import { holdRestoredLog, logState } from '#ledger'
import { POTHOLE_ANSWERS } from '../tests/support/story.ts'
import { openConnection, requestOf } from './support/connection.ts'
import { type Draft, openDomain, prepareDrafts } from './support/drafts.ts'
import { cpuMsOf, median, milliseconds, perSecond, quantile, table } from './support/figures.ts'
import { type Ground, machineOf, openGround } from './support/ground.ts'
import { writeEvents } from './support/written-events.ts'

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '5000' },
    requests: { type: 'string', default: '300' },
    filings: { type: 'string', default: '500' },
    perSecond: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '3' },
    /** history, load or share; all of them when absent. */
    only: { type: 'string' },
    /** A folder for the history, written there when it is not yet, and left there for the next run. */
    keep: { type: 'string' },
    /** Holds the log: signing fifty million events takes longer than all the rest, and nothing measured reads a signature. */
    unsigned: { type: 'boolean', default: false },
    /** Only writes the history to keep. */
    prepare: { type: 'boolean', default: false },
  },
})
const requests = Number(options.requests)
const filings = Number(options.filings)
const rounds = Number(options.rounds)
const rate = Number(options.perSecond)
const NO_HISTORY = { PARVIS_HISTORY: '0' }
const said = (line: string) => void console.error(`    ${line}`)
const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1_000
}

// ---- On a large history

const PAGES = ['/barometre', '/barometre/utilisation', '/barometre/une-seule-fois', '/api/v1/barometer']

const onHistory = async (events: number): Promise<string[][]> => {
  const ground = await openGround(`barometer-${events}`, options.keep)
  try {
    await prepare(ground, events)
    if (options.prepare) return [[`${events.toLocaleString('en-CA')} events kept`, '']]
    const { ours, theirs, cells } = await recomputation(ground.db)
    const app = await ground.startApp(NO_HISTORY)
    await isCurrent(ground.db)
    const rows: string[][] = []
    for (const path of PAGES) {
      const ms = await pageMs(app.origin, path)
      rows.push([
        `${path}, p50 / p95`,
        `${milliseconds(quantile(ms, 0.5))} / ${milliseconds(quantile(ms, 0.95))}`,
      ])
    }
    const label = events.toLocaleString('en-CA')
    return [
      [`${label} events, ${cells.toLocaleString('en-CA')} cells`, ''],
      ...rows,
      ['recomputed from the first event', `${ours.toFixed(2)} s, ${perSecond(events / ours)}`],
      ['PostgreSQL’s own aggregate', `${theirs.toFixed(2)} s, ${perSecond(events / theirs)}`],
      ['ratio (at least 0.5)', (theirs / ours).toFixed(2)],
    ]
  } finally {
    await ground.clear()
  }
}

/** Writes the history, counts it, computes its figures and signs its head; what a kept folder holds is not done again. */
const prepare = async (ground: Ground, events: number): Promise<void> => {
  const isThere = (name: string) => existsSync(join(ground.dir, name))
  const done = (name: string) => writeFileSync(join(ground.dir, name), '')
  const [written, ready] = [`written-${events}`, `ready-${events}`]
  if (!isThere(written)) {
    if (readdirSync(ground.dir).some((name) => name.startsWith('written-')))
      throw new Error('this folder keeps a history of another size')
    // Everything that reads the ledger makes itself known, then finds nothing left to read but what is measured.
    await (await ground.startApp(NO_HISTORY)).end('SIGTERM')
    await writeEvents(ground.db, events, { dir: ground.dir, said })
    if (options.unsigned && !(await holdRestoredLog(ground.db)))
      throw new Error('there is no log to hold yet')
    done(written)
  }
  if (isThere(ready)) return
  const rebuilt = await secondsOf(() => rebuildBarometer(ground.db))
  said(`counted in ${rebuilt.toFixed(1)} s`)
  const app = await ground.startApp(NO_HISTORY)
  const signed = await secondsOf(() => isCurrent(ground.db))
  said(`figures, trend and signed head ${signed.toFixed(1)} s later`)
  await app.end('SIGTERM')
  done(ready)
}

/** Each in turn, several times: neither finds the pages in memory that the other had to read. */
const recomputation = async (db: Database) => {
  const [ours, theirs]: [number[], number[]] = [[], []]
  let cells = 0
  for (let round = 0; round < rounds; round++) {
    theirs.push(await secondsOf(() => db.pool.query(AGGREGATE)))
    ours.push(await secondsOf(async () => ({ cells } = await recomputeBarometer(db, dayOf(clock())))))
  }
  return { ours: median(ours), theirs: median(theirs), cells }
}

const AGGREGATE = `
  SELECT count(*), sum(n) FROM (
    SELECT kind, (at AT TIME ZONE 'America/Toronto')::date, measure, count(*) AS n FROM event
    WHERE measure IS NOT NULL GROUP BY 1, 2, 3) AS said`

/** Figures, trend and signed head are of all that was written. */
const isCurrent = async (db: Database): Promise<void> => {
  for (;;) {
    const { rows } = await db.pool.query(
      `SELECT e.complete AND e.head = s.head AND (e.root IS NOT NULL OR $1) AS yes
       FROM barometer_edition e, barometer_state s`,
      [options.unsigned],
    )
    if (rows[0]?.yes && options.unsigned) return
    const { rows: sealed } = await db.pool.query('SELECT next FROM sealer')
    if (rows[0]?.yes && (await logState(db))?.head?.size === Number(sealed[0].next)) return
    await wait(200)
  }
}

/** Everything that was sealed is in the cells, and the log's head is signed. */
const isCounted = async (db: Database): Promise<void> => {
  for (;;) {
    const { rows } = await db.pool.query(
      `SELECT s.cursor >= next AND NOT EXISTS (SELECT FROM event WHERE xid >= pg_snapshot_xmax(seen)) AS yes, next
       FROM sealer, subscription s WHERE s.name = 'barometer'`,
    )
    if (rows[0]?.yes && (await logState(db))?.head?.size === Number(rows[0].next)) return
    await wait(50)
  }
}

/** Asked for so often before it is measured: V8 compiles while it serves the first. */
const WARM = 500

const pageMs = async (origin: string, path: string): Promise<number[]> => {
  const connection = await openConnection(origin)
  const request = requestOf(origin, { path })
  const ms: number[] = []
  for (let at = 0; at < requests + WARM; at++) {
    const from = performance.now()
    const { status } = await connection.send(request)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
    if (at >= WARM) ms.push(performance.now() - from)
  }
  connection.close()
  return ms
}

// ---- While filings go on

const POTHOLE = { service: 'signalement-chaussee', values: POTHOLE_ANSWERS }

const underLoad = async (): Promise<string[][]> => {
  const ground = await openGround('barometer-live')
  try {
    const app = await ground.startApp(NO_HISTORY)
    const domain = await openDomain(ground.db)
    const drafts = await prepareDrafts(domain, POTHOLE, filings)
    await isCurrent(ground.db)
    const { acknowledged, seen, took } = await fileSteadily(app.origin, drafts)
    const { rows } = await ground.db.pool.query(
      `SELECT e.stream, s.idx FROM event e JOIN seal s USING (stream, seq)
       WHERE e.kind = 'dossier.filed' AND e.stream = ANY ($1)`,
      [drafts.map(({ id }) => id)],
    )
    const ms = rows.map(({ stream, idx }) => {
      const shown = seen.find(({ head }) => head > Number(idx))
      return shown ? Math.max(0, shown.at - acknowledged.get(stream)!) : Infinity
    })
    domain.stop()
    return [
      [`${perSecond(drafts.length / took)} filings asked at ${rate}/s`, ''],
      ['from acknowledged to in the public figure, p50', milliseconds(quantile(ms, 0.5))],
      ['the same, p99 (under 2,000 ms)', milliseconds(quantile(ms, 0.99))],
    ]
  } finally {
    await ground.clear()
  }
}

/** Filed while the public figure is asked for its head again and again. */
const fileSteadily = async (origin: string, drafts: readonly Draft[]) => {
  const seen: { head: number; at: number }[] = []
  const asking = { on: true }
  const asked = watchFigure(origin, asking, seen)
  const { acknowledged, took } = await fileAtRate(origin, drafts)
  await wait(4_000)
  asking.on = false
  await asked
  return { acknowledged, seen, took }
}

/** Filed at a steady rate whatever the answers. */
const fileAtRate = async (origin: string, drafts: readonly Draft[]) => {
  const acknowledged = new Map<string, number>()
  const free = await Promise.all(Array.from({ length: 48 }, () => openConnection(origin)))
  const opened = [...free]
  const began = performance.now()
  const all = drafts.map(async ({ id, ref, key, digest }, at) => {
    await wait(Math.max(0, (at * 1_000) / rate - (performance.now() - began)))
    while (free.length === 0) await wait(1)
    const connection = free.pop()!
    const form = { key, digest }
    const { status } = await connection.send(requestOf(origin, { path: `/demandes/${ref}/depot`, form }))
    if (status !== 303) throw new Error(`filing answered ${status}`)
    acknowledged.set(id, performance.now())
    free.push(connection)
  })
  await Promise.all(all)
  for (const connection of opened) connection.close()
  return { acknowledged, took: (performance.now() - began) / 1_000 }
}

const watchFigure = async (origin: string, asking: { on: boolean }, seen: { head: number; at: number }[]) => {
  const connection = await openConnection(origin)
  const request = requestOf(origin, { path: '/api/v1/barometer/8', encodings: null })
  while (asking.on) {
    const { body } = await connection.send(request)
    const { head } = JSON.parse(body.toString()) as { head: { size: number } }
    if (head.size !== seen.at(-1)?.head) seen.push({ head: head.size, at: performance.now() })
    await wait(25)
  }
  connection.close()
}

// ---- What sealing and folding add

/**
 * Filings over HTTP at a steady rate, in a process that only answers people, while another seals, signs and counts them. Each
 * has its own connections, so that what PostgreSQL does for it is its own too: the share is of one run, whatever the
 * machine's speed is meanwhile. What PostgreSQL does for nobody in particular (writing pages, vacuum) is told apart.
 */
const shareOfFiling = async (): Promise<string[][]> => {
  const ground = await openGround('barometer-share')
  try {
    // Tables, services, and who reads the ledger.
    await (await ground.startApp(NO_HISTORY)).end('SIGTERM')
    const domain = await openDomain(ground.db)
    const pages = await startBeside<number>('pages-alone.ts', ground.url)
    const rows: string[][] = []
    for (const what of ['counted', 'figures'] as const) {
      const ledger = await startBeside('ledger-alone.ts', ground.url, what)
      const costs: Cost[] = []
      for (let round = 0; round <= rounds; round++) {
        const drafts = await prepareDrafts(domain, POTHOLE, filings)
        await isCounted(ground.db)
        const before = await cpuByPart(ground.db, pages, ledger)
        await fileAtRate(`http://127.0.0.1:${pages.said}`, drafts)
        await isCounted(ground.db)
        if (what === 'figures') await isCurrent(ground.db)
        const after = await cpuByPart(ground.db, pages, ledger)
        // V8 compiles while it serves the first.
        if (round > 0) costs.push(costBetween(before, after, drafts.length))
      }
      ledger.child.kill('SIGINT')
      rows.push(...rowsOf(what, costs))
    }
    pages.child.kill('SIGINT')
    domain.stop()
    return rows
  } finally {
    await ground.clear()
  }
}

type Cost = { filing: number; ledger: number; background: number }
type Beside<Said> = { child: ChildProcess; said: Said }

const startBeside = async <Said>(file: string, ...args: string[]): Promise<Beside<Said>> => {
  const child = fork(join(import.meta.dirname, 'support', file), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [said] = (await once(child, 'message')) as [Said]
  return { child, said }
}

type Used = Map<number, { part: keyof Cost; ms: number }>

/** CPU so far: each process, the connections that bear its name, and PostgreSQL's own processes. */
const cpuByPart = async (db: Database, pages: Beside<unknown>, ledger: Beside<unknown>): Promise<Used> => {
  const { rows } = await db.pool.query<{ pid: number; part: string }>(`
    SELECT pid, CASE WHEN backend_type = 'client backend' THEN application_name ELSE 'background' END AS part
    FROM pg_stat_activity`)
  const ours = rows.filter((row): row is { pid: number; part: keyof Cost } => PARTS.includes(row.part))
  const all = [
    ...ours,
    { pid: pages.child.pid!, part: 'filing' as const },
    { pid: ledger.child.pid!, part: 'ledger' as const },
  ]
  return new Map(all.map(({ pid, part }) => [pid, { part, ms: cpuMsOf(pid) }]))
}

const PARTS = ['filing', 'ledger', 'background']

/** An idle connection that was closed meanwhile did nothing; one that was opened did all that it did. */
const costBetween = (before: Used, after: Used, count: number): Cost => {
  const cost: Cost = { filing: 0, ledger: 0, background: 0 }
  for (const [pid, { part, ms }] of after) cost[part] += (ms - (before.get(pid)?.ms ?? 0)) / count
  return cost
}

const rowsOf = (what: 'counted' | 'figures', costs: readonly Cost[]): string[][] => {
  const middle = (of: keyof Cost) => milliseconds(median(costs.map((cost) => cost[of])))
  const shares = costs.map(({ filing, ledger }) => (100 * ledger) / filing)
  const [least, share, most] = [0, 0.5, 1].map((at) => quantile(shares, at).toFixed(1))
  const added = what === 'counted' ? 'sealing, signing and folding' : 'the same with figures and their trend'
  return [
    [`CPU of a filing over HTTP at ${rate}/s, application and PostgreSQL`, middle('filing')],
    [
      `${added}${what === 'counted' ? ' (at most 15 % more)' : ''}`,
      `${middle('ledger')}, ${share} % more (${least} to ${most} % in ${costs.length} rounds)`,
    ],
    ['PostgreSQL for nobody in particular', middle('background')],
  ]
}

const isWanted = (part: string): boolean => !options.only || options.only === part
const figures: string[][] = []
if (isWanted('history'))
  for (const size of options.events.split(',').map(Number)) figures.push(...(await onHistory(size)))
if (isWanted('load')) figures.push(...(await underLoad()))
if (isWanted('share')) figures.push(...(await shareOfFiling()))
console.log(table([['barometer', ''], ...figures]))
console.log(await machineOf(null))
