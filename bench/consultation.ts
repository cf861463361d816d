/**
 * A consultation that many read while some press: `node bench/consultation.ts [--contributions 10000] [--supports 400000]
 * [--readers 2000] [--seconds 60] [--think 5] [--writers 6] [--processes 1]`.
 *
 * The consultation is filled in bulk with the rows that acts would have written, their counts and their events. Readers
 * each keep a connection open, ask for a page, read it for `think` seconds on average (from 0.4 to 1.6 of it), and ask
 * for another; one in ten is signed in, and gets pages that are drawn for them. Writers press a support twice at the same
 * moment, on two connections, on two processes when there are several, and sometimes take it back, twice as well.
 *
 * In the end every count is compared with what it counts: the rows, the counts of contributions, those of the
 * consultation, the events, and what was pressed. Then the same pages as fast as sixteen connections can ask for them.
 * Ends with 1 when a page's p95 reaches 100 ms or a count is not exact.
 */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import { createConsultations } from '#consultations'
import { sql, systemClock as clock } from '#kernel'
import { type App } from '../tests/support/app.ts'
import { aboutThePark, openPark, SOFIA, valueOf } from '../tests/support/consulting.ts'
import { type Connection, openConnection, requestOf } from './support/connection.ts'
import { fillConsultation } from './support/filled-consultation.ts'
import { cpuMsOf, milliseconds, perSecond, quantile, table } from './support/figures.ts'
import { machineOf, openGround } from './support/ground.ts'

const { values: options } = parseArgs({
  options: {
    contributions: { type: 'string', default: '10000' },
    supports: { type: 'string', default: '400000' },
    readers: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '60' },
    think: { type: 'string', default: '5' },
    writers: { type: 'string', default: '6' },
    processes: { type: 'string', default: '1' },
    /** The other consultations of the register. */
    others: { type: 'string', default: '120' },
  },
})
const [readers, seconds, think, writers] = [
  Number(options.readers),
  Number(options.seconds),
  Number(options.think),
  Number(options.writers),
]
const MOST_MS = 100

const said = (line: string) => void console.error(`    ${line}`)
const any = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)]!

// ---- What is there

const ground = await openGround('consultation')
const { db } = ground

const day = (at: number): string => new Date(clock().getTime() + at * 86_400_000).toISOString().slice(0, 10)

const prepare = async (): Promise<string> => {
  const consultations = createConsultations({ db, clock, secret: randomBytes(32), committed: () => {} })
  const { id } = await openPark({ consultations }, day(-1), day(30))
  for (let at = 0; at < Number(options.others); at += 1) {
    const title = { fr: `Consultation numéro ${at + 1}`, en: `Consultation number ${at + 1}` }
    const draft = valueOf(
      await consultations.register(SOFIA, { ...aboutThePark(day(-1), day(10 + (at % 90))), title }),
    )
    valueOf(await consultations.open(SOFIA, draft.id))
  }
  consultations.stop()
  await fillConsultation(db, id, {
    contributions: Number(options.contributions),
    supports: Number(options.supports),
    day: day(-1),
  })
  return id
}

/** Every event is sealed, and all who react to events have read them: nothing of it is left to do while we measure. */
const isSettled = async (): Promise<void> => {
  const [all] = await db.query<{ count: number }>(sql`SELECT count(*) AS count FROM event`)
  for (;;) {
    const [row] = await db.query<{ read: number }>(sql`
      SELECT least((SELECT next FROM sealer), (SELECT min(cursor) FROM subscription)) AS read`)
    if (row!.read >= all!.count) return
    await wait(1_000)
  }
}

const began = performance.now()
const id = await prepare()
said(`${options.contributions} contributions and ${options.supports} supports written in ${since(began)}`)
const apps: App[] = []
for (let at = 0; at < Number(options.processes); at += 1) apps.push(await ground.startApp())
await isSettled()
said(`their events sealed and read, ${since(began)} in all`)

function since(from: number): string {
  return `${((performance.now() - from) / 1_000).toFixed(0)} s`
}

// ---- Who comes

const PEOPLE = ['amelie-tremblay', 'karim-haddad', 'mei-lin-roy', 'youssef-benali']

const signIn = async (persona: string): Promise<string> => {
  const connection = await openConnection(apps[0]!.origin)
  const request = requestOf(apps[0]!.origin, { path: '/connexion', form: { persona: `person:${persona}` } })
  const { cookies } = await connection.send(request)
  connection.close()
  const cookie = cookies.find((one) => one.startsWith('parvis='))
  if (!cookie) throw new Error(`${persona} cannot sign in`)
  return cookie
}

const cookies = await Promise.all(PEOPLE.map(signIn))
const rows = await db.query<{ id: string }>(
  sql`SELECT id FROM contribution WHERE consultation = ${id} ORDER BY id`,
)
const contributions = rows.map((row) => row.id)

// ---- Readers

type Kind = 'register' | 'consultation' | 'list' | 'list, filtered' | 'contribution' | 'results'

/** As people do: most read the list, some go further down it, some open one. */
const MIX: readonly [Kind, number, () => string][] = [
  [
    'register',
    0.15,
    () => any(['/consultations', '/consultations', '/consultations?page=2', '/en/consultations']),
  ],
  ['consultation', 0.2, () => `/consultations/${id}`],
  [
    'list',
    0.25,
    () => `/consultations/${id}/contributions${any(['', '', '', '?page=2', '?sort=supported'])}`,
  ],
  [
    'list, filtered',
    0.15,
    () =>
      `/consultations/${id}/contributions?theme=${any(['parc', 'rue'])}&region=${any(['', '04', '06', '16'])}&sort=${any(['recent', 'supported', 'random'])}&page=${any([1, 2, 3, 7, 12])}`,
  ],
  ['contribution', 0.15, () => `/consultations/${id}/contributions/${any(contributions)}`],
  ['results', 0.1, () => `/consultations/${id}/resultats`],
]

const pick = (): (typeof MIX)[number] => {
  let at = Math.random()
  return MIX.find(([, share]) => (at -= share) < 0) ?? MIX[0]!
}

type Seen = { kind: string; ms: number }

const read = async (
  connection: Connection,
  origin: string,
  cookie: string | undefined,
  seen: Seen[] | null,
) => {
  const [kind, , address] = pick()
  const path = address()
  const request = requestOf(origin, { path, cookie })
  const from = performance.now()
  const { status } = await connection.send(request)
  if (status !== 200) throw new Error(`${path} answered ${status}`)
  const who = cookie ? `${kind}, signed in` : kind
  seen?.push({ kind: who, ms: performance.now() - from })
}

const pause = () => wait(think * 1_000 * (0.4 + 1.2 * Math.random()))

const reader = async (at: number, until: () => boolean, counted: () => Seen[] | null): Promise<void> => {
  await wait(think * 1_000 * (at / readers))
  const { origin } = apps[at % apps.length]!
  const connection = await openConnection(origin)
  const cookie = at % 10 === 0 ? cookies[(at / 10) % cookies.length] : undefined
  while (!until()) {
    await read(connection, origin, cookie, counted())
    await pause()
  }
  connection.close()
}

// ---- Writers

/** Who supports what, as it was pressed last. */
const pressed = new Map<string, boolean>()
const presses: number[] = []

/** The same press twice at once, each on its own connection, the second on the last process. */
const writer = async (at: number, until: () => boolean): Promise<void> => {
  const person = at % PEOPLE.length
  const [first, last] = [apps[0]!.origin, apps.at(-1)!.origin]
  const pair = await Promise.all([openConnection(first), openConnection(last)])
  // Each writer has contributions of its own: what was pressed last is known.
  const own = contributions.filter((_, index) => index % writers === at)
  while (!until()) {
    const contribution = any(own.slice(0, 300))
    const key = `${person} ${contribution}`
    const gives = !pressed.get(key) || Math.random() < 0.3
    const path = `/consultations/${id}/contributions/${contribution}/appui`
    const form = { _do: gives ? 'give' : 'withdraw' }
    const cookie = cookies[person]
    const from = performance.now()
    const answers = await Promise.all([
      pair[0]!.send(requestOf(first, { path, form, cookie })),
      pair[1]!.send(requestOf(last, { path, form, cookie })),
    ])
    presses.push(performance.now() - from)
    for (const { status } of answers) if (status !== 303) throw new Error(`a press answered ${status}`)
    pressed.set(key, gives)
    await wait(300 + 400 * Math.random())
  }
  for (const connection of pair) connection.close()
}

// ---- What is counted

const exactness = async (): Promise<{ label: string; count: number }[]> => {
  const [counts] = await db.query<Record<'rows' | 'columns' | 'tally' | 'events', number>>(sql`
    SELECT (SELECT count(*) FROM consultation_support WHERE consultation = ${id}) AS rows,
      (SELECT sum(supports)::int8 FROM contribution WHERE consultation = ${id}) AS columns,
      (SELECT sum(count)::int8 FROM consultation_tally WHERE consultation = ${id} AND counted = 'support') AS tally,
      (SELECT count(*) FILTER (WHERE kind = 'support.given') - count(*) FILTER (WHERE kind = 'support.withdrawn')
        FROM event WHERE kind LIKE 'support.%') AS events`)
  const held = [...pressed.values()].filter(Boolean).length
  return [
    { label: 'rows of supports', count: counts!.rows },
    { label: 'written at first and pressed since', count: Number(options.supports) + held },
    { label: 'counts of contributions, added up', count: counts!.columns },
    { label: 'counts of the consultation, added up', count: counts!.tally },
    { label: 'events: given less withdrawn', count: counts!.events },
  ]
}

/** Contributions whose count is not that of their rows: none. */
const wrong = async (): Promise<number> => {
  const [row] = await db.query<{ count: number }>(sql`
    SELECT count(*) AS count FROM contribution c WHERE consultation = ${id} AND supports <>
      (SELECT count(*) FROM consultation_support s WHERE s.consultation = c.consultation AND s.contribution = c.id)`)
  return row!.count
}

// ---- As fast as they can

const CONNECTIONS = 16
const closedLoop = async (path: string): Promise<number> => {
  const { origin } = apps[0]!
  const request = requestOf(origin, { path })
  const until = performance.now() + 3_000
  let pages = 0
  const lane = async () => {
    const connection = await openConnection(origin)
    while (performance.now() < until) {
      await connection.send(request)
      pages += 1
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, lane))
  return pages / 3
}

// ---- All together

try {
  const WARM_MS = think * 2_000
  const from = performance.now()
  const isOver = () => performance.now() - from > WARM_MS + seconds * 1_000
  const seen: Seen[] = []
  const counted = () => (performance.now() - from > WARM_MS ? seen : null)
  const cpu = { before: 0 }
  const measured = wait(WARM_MS).then(
    () => (cpu.before = apps.reduce((sum, { child }) => sum + cpuMsOf(child.pid!), 0)),
  )
  await Promise.all([
    measured,
    ...Array.from({ length: readers }, (_, at) => reader(at, isOver, counted)),
    ...Array.from({ length: writers }, (_, at) => writer(at, isOver)),
  ])
  const cpuMs = apps.reduce((sum, { child }) => sum + cpuMsOf(child.pid!), 0) - cpu.before
  const kinds = [...new Set(seen.map(({ kind }) => kind))].toSorted()
  const p95 = new Map<string, number>()
  const lines = kinds.map((kind) => {
    const ms = seen.filter((one) => one.kind === kind).map((one) => one.ms)
    p95.set(kind, quantile(ms, 0.95))
    return [kind, String(ms.length), ...[0.5, 0.95, 0.99].map((share) => milliseconds(quantile(ms, share)))]
  })
  const press = [
    'a support, twice at once',
    String(presses.length),
    ...[0.5, 0.95, 0.99].map((share) => milliseconds(quantile(presses, share))),
  ]
  console.log(
    table([
      [
        `${readers} readers, ${think} s a page, ${writers} writers, ${apps.length} process(es)`,
        'times',
        'p50',
        'p95',
        'p99',
      ],
      ...lines,
      press,
    ]),
  )
  console.log(`${perSecond(seen.length / seconds)} asked, ${milliseconds(cpuMs / seen.length)} of CPU a page`)
  const counts = await exactness()
  for (const { label, count } of counts)
    console.log(`${count.toLocaleString('en-CA').padStart(12)}  ${label}`)
  const unlike = await wrong()
  const exact = unlike === 0 && new Set(counts.map(({ count }) => count)).size === 1
  console.log(
    exact ? 'every count is exact' : `counts are NOT exact (${unlike} contributions differ from their rows)`,
  )
  for (const path of [
    `/consultations`,
    `/consultations/${id}/contributions`,
    `/consultations/${id}/resultats`,
  ])
    console.log(`${path} as fast as ${CONNECTIONS} connections can: ${perSecond(await closedLoop(path))}`)
  console.log(await machineOf(db))
  const slow = [...p95].filter(([, ms]) => ms >= MOST_MS)
  for (const [kind, ms] of slow) console.log(`${kind}: p95 ${milliseconds(ms)} is not under ${MOST_MS} ms`)
  if (!exact || slow.length > 0) process.exitCode = 1
} finally {
  await ground.clear()
}
