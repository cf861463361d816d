/**
 * The rendered form page beside what bare node:http does with the same bytes and headers, in one run, read by the same
 * client: `node bench/pages.ts [--seconds 2] [--rounds 3]`. Every page of questions of the three services, for somebody who
 * has answered them before (Amélie, signed in; a passer-by without an account); 16 connections. Then the heaviest of them,
 * the children of the family allowance, as people have it, from the database, and drawn without HTTP on one core.
 *
 * The client is the same in each row that is compared, and costs less than bare node:http: neither server waits for it.
 * For each page it never sleeps, so that neither server pays to wake it; in the last table it sleeps when nothing came,
 * because PostgreSQL needs the core that it would keep. Each ratio is to bare node:http read in the same manner: of pages a
 * second, and of CPU for a page, the one to trust on a machine that others use.
 */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { html } from '#html'
import { button, buttons, needField, page, postForm, steps } from '#look'
import { AMELIES_ANSWERS, CERTIFICATE_ANSWERS, POTHOLE_ANSWERS } from '../tests/support/story.ts'
import { openConnection, requestOf } from './support/connection.ts'
import { type Domain, openDomain, preparePages } from './support/drafts.ts'
import { median, milliseconds, perSecond, quantile, table } from './support/figures.ts'
import { machineOf, openGround } from './support/ground.ts'
import { readFor, type Reading, type Server } from './support/reader.ts'

/** Pages sent before anything is measured: until then V8 compiles while it serves, at twice the CPU of a page. */
const WARM = 40_000
/** Of each of the pages that one process draws in turn. */
const WARM_EACH = 10_000

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    /** A folder for a CPU profile of the application. */
    profile: { type: 'string' },
  },
})

/** node:http in a process of its own, with what the platform answered. */
const startBare = async (dir: string, answer: Response, at: number) => {
  if (answer.status !== 200) throw new Error(`answered ${answer.status} at ${answer.url}`)
  const file = join(dir, `answer-${at}.json`)
  const headers = Object.fromEntries(
    [...answer.headers].filter(
      ([name]) => !['connection', 'date', 'keep-alive', 'transfer-encoding'].includes(name),
    ),
  )
  const body = Buffer.from(await answer.arrayBuffer())
  writeFileSync(file, JSON.stringify({ headers, body: body.toString('base64') }))
  const child = spawn(process.execPath, [join(import.meta.dirname, 'support/bare.ts'), file])
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    child,
    origin: `http://127.0.0.1:${said.toString().trim()}`,
    pid: child.pid!,
    bytes: body.length,
  }
}

/** The portal in a process of its own, its drafts in memory: what a page costs without the database. */
const startDrawn = async (url: string, refs: readonly string[], profile: string | undefined) => {
  const child = fork(join(import.meta.dirname, 'support/drawn.ts'), [url, 'amelie-tremblay', ...refs], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: profile ? ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`] : [],
  })
  const [port] = (await once(child, 'message')) as [number]
  return { child, origin: `http://127.0.0.1:${port}`, pid: child.pid! }
}

/** The family page as the look draws it, from the definition's own needs and words: no request, no database. */
const rendering = ({ catalogue }: Domain): (() => string) => {
  const { definition } = catalogue.current('allocation-famille')!
  const need = definition.needs.find(({ id }) => id === 'children')!
  const words = definition.words.fr
  const asked = { ...need, fields: need.fields.filter(({ id }) => id !== 'name' && id !== 'birthDate') }
  const items = ['lea', 'noah'].map((id) => ({
    id,
    title: 'Léa Tremblay',
    shown: [['Naissance', '2 mars 2015']] as [string, string][],
  }))
  const form = new Map([
    ['children._items', ['lea', 'noah']],
    ['children.lea.custody', ['full']],
    ['children.noah.custody', ['full']],
  ])
  const field = () =>
    needField({
      need: asked,
      words: words.needs['children']!,
      language: 'fr',
      form,
      faults: {},
      alone: true,
      knownItems: items,
      asks: () => true,
      closed: true,
    })
  return () =>
    String(
      page({
        language: 'fr',
        title: `Vos enfants - ${words.name}`,
        path: '/demandes/x/etapes/family',
        otherPath: '/en/requests/x/steps/family',
        person: { name: 'Amélie Tremblay' },
        current: 'dossiers',
        unread: 1,
        demonstration: true,
        back: { href: '/demandes/x/etapes/you' },
        body: html`${steps({ language: 'fr', current: 3, total: 6 })}${postForm({
          language: 'fr',
          action: '/demandes/x/etapes/family',
          autosave: '/demandes/x/etapes/family/brouillon',
          hidden: { _seen: 'abcdefghijkl', _from: '' },
          body: html`${field()}${buttons(button({ label: 'Continuer' }))}`,
        })}`,
      }),
    )
}

const renderedPerSecond = (render: () => string): number => {
  const speeds = Array.from({ length: 5 }, () => {
    const from = process.cpuUsage()
    let length = 0
    for (let at = 0; at < 1_000; at += 1) length += render().length
    const { user, system } = process.cpuUsage(from)
    if (length === 0) throw new Error('nothing was drawn')
    return 1_000 / ((user + system) / 1e6)
  })
  return Math.max(...speeds)
}

const middle = (rounds: Reading[], of: (round: Reading) => number): number => median(rounds.map(of))
const cpu = ({ user, system }: Reading): number => user + system

const row = (label: string, rounds: Reading[], bare: Reading[]): string[] => {
  const ms = rounds.flatMap((round) => round.ms)
  const speed = middle(rounds, (round) => round.perSecond)
  return [
    label,
    perSecond(speed),
    (speed / middle(bare, (round) => round.perSecond)).toFixed(2),
    `${middle(rounds, ({ user }) => user).toFixed(1)} + ${middle(rounds, ({ system }) => system).toFixed(1)} µs`,
    (middle(bare, cpu) / middle(rounds, cpu)).toFixed(2),
    milliseconds(quantile(ms, 0.5)),
    milliseconds(quantile(ms, 0.99)),
    middle(rounds, ({ sleeps }) => sleeps).toFixed(2),
  ]
}

const AMELIE = { kind: 'person', id: 'person:amelie-tremblay', person: 'amelie-tremblay', name: '' } as const

const DRAFTS = [
  { service: 'signalement-chaussee', values: POTHOLE_ANSWERS },
  { service: 'certificat-naissance', values: CERTIFICATE_ANSWERS, actor: AMELIE },
  { service: 'allocation-famille', values: AMELIES_ANSWERS, actor: AMELIE },
]

/** One page of questions, and bare node:http with what the platform answered to it. */
type Measured = {
  page: string
  path: string
  cookie: string | undefined
  bare: Awaited<ReturnType<typeof startBare>>
  rounds: Reading[]
  bareRounds: Reading[]
}

const HEAD = ['pages', 'ratio', 'CPU, user + system', 'ratio', 'p50', 'p99', 'client’s sleeps a page']

const ground = await openGround('pages')
const seconds = Number(options.seconds)
const rounds = Array.from({ length: Number(options.rounds) })
try {
  const profiling = options.profile && {
    NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${resolve(options.profile)}`,
  }
  const app = await ground.startApp(profiling || {})
  const platform = { origin: app.origin, pid: app.child.pid! }
  const domain = await openDomain(ground.db)
  const connection = await openConnection(app.origin)
  const form = { persona: AMELIE.id }
  const { cookies } = await connection.send(requestOf(app.origin, { path: '/connexion', form }))
  connection.close()
  const hers = cookies.find((one) => one.startsWith('parvis='))!

  const measured: Measured[] = []
  const refs: string[] = []
  for (const { actor, ...of } of DRAFTS) {
    const { ref, pages } = await preparePages(domain, { ...of, ...(actor && { actor }) })
    refs.push(ref)
    for (const page of pages) {
      const path = `/demandes/${ref}/etapes/${page}`
      const cookie = actor && hers
      const headers = { ...(cookie && { cookie }), 'accept-encoding': 'identity' }
      const bare = await startBare(ground.dir, await fetch(app.origin + path, { headers }), measured.length)
      measured.push({ page: `${of.service} ${page}`, path, cookie, bare, rounds: [], bareRounds: [] })
    }
  }
  const drawn = await startDrawn(ground.url, refs, options.profile)
  const readOf = (server: Server, { path, cookie }: Measured, spins: boolean, encodings?: null) =>
    readFor(seconds, server, { path, cookie, ...(encodings === null && { encodings }) }, { spins })
  const warm = async (server: Server, one: Measured, most: number) => {
    for (let pages = 0; pages < most;) pages += (await readOf(server, one, false, null)).ms.length
  }
  for (const one of measured) {
    await warm(drawn, one, WARM_EACH)
    await warm(one.bare, one, WARM)
  }
  for (const _ of rounds)
    for (const one of measured) {
      one.bareRounds.push(await readOf(one.bare, one, true, null))
      one.rounds.push(await readOf(drawn, one, true, null))
    }
  console.log(
    table([
      ['page', 'bytes', 'bare node:http', ...HEAD],
      ...measured.map(({ page, bare, rounds: its, bareRounds }) => {
        const [label, ...figures] = row(page, its, bareRounds)
        return [
          label!,
          String(bare.bytes),
          perSecond(middle(bareRounds, (round) => round.perSecond)),
          ...figures,
        ]
      }),
    ]),
  )
  const ratios = measured.map(
    ({ rounds: its, bareRounds }) =>
      middle(its, (round) => round.perSecond) / middle(bareRounds, (round) => round.perSecond),
  )
  console.log(`ratio, the middle of ${ratios.length} pages: ${median(ratios).toFixed(2)}\n`)

  const heaviest = measured.find(({ page }) => page === 'allocation-famille family')!
  const asleep: [string, () => Promise<Reading>, Reading[]][] = [
    ['bare node:http, a client that sleeps', () => readOf(heaviest.bare, heaviest, false, null), []],
    ['the page of the children, its draft in memory', () => readOf(drawn, heaviest, false, null), []],
    ['the same, from the database', () => readOf(platform, heaviest, false, null), []],
    ['the same, brotli', () => readOf(platform, heaviest, false), []],
  ]
  await warm(platform, heaviest, WARM)
  for (const _ of rounds) for (const [, read, its] of asleep) its.push(await read())
  for (const { bare } of measured) bare.child.kill()
  drawn.child.kill('SIGINT')
  console.log(table([['', ...HEAD], ...asleep.map(([label, , its]) => row(label, its, asleep[0]![2]))]))
  console.log(`drawn without HTTP nor database, one core: ${perSecond(renderedPerSecond(rendering(domain)))}`)
  console.log(await machineOf(ground.db))
  domain.stop()
} finally {
  await ground.clear()
}
