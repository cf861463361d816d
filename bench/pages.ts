/**
 * The rendered form page beside what bare node:http does with the same bytes and headers, in one run, read by the same
 * client: `node bench/pages.ts [--seconds 3] [--rounds 3]`. The page: the family allowance's question about the children,
 * for Amélie, signed in, with a draft; 16 connections. Then the same page drawn without HTTP nor database, on one core.
 *
 * The client is the same in each row that is compared, and costs less than bare node:http: neither server waits for it.
 * In the first two rows it never sleeps, so that neither server pays to wake it; in the others it sleeps when nothing
 * came, because PostgreSQL needs the core that it would keep. Each ratio is to bare node:http read in the same manner:
 * of pages a second, and of CPU for a page, the one to trust on a machine that others use.
 */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { html } from '#html'
import { button, buttons, needField, page, postForm, steps } from '#look'
import { AMELIES_ANSWERS } from '../tests/support/story.ts'
import { openConnection, requestOf } from './support/connection.ts'
import { type Domain, openDomain, prepareDraft } from './support/drafts.ts'
import { median, milliseconds, perSecond, quantile, table } from './support/figures.ts'
import { machineOf, openGround } from './support/ground.ts'
import { readFor, type Reading, type Server } from './support/reader.ts'

/** Pages sent before anything is measured: until then V8 compiles while it serves, at twice the CPU of a page. */
const WARM = 40_000

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '3' },
    /** A folder for a CPU profile of the application. */
    profile: { type: 'string' },
  },
})

/** node:http in a process of its own, with what the platform answered. */
const startBare = async (dir: string, answer: Response) => {
  const file = join(dir, 'answer.json')
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

/** The portal in a process of its own, its draft in memory: what the page costs without the database. */
const startDrawn = async (url: string, ref: string, profile: string | undefined) => {
  const child = fork(join(import.meta.dirname, 'support/drawn.ts'), [url, ref, 'amelie-tremblay'], {
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

const ground = await openGround('pages')
try {
  const profiling = options.profile && {
    NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${resolve(options.profile)}`,
  }
  const app = await ground.startApp(profiling || {})
  const domain = await openDomain(ground.db)
  const draft = await prepareDraft(domain, {
    service: 'allocation-famille',
    values: AMELIES_ANSWERS,
    actor: AMELIE,
  })
  const connection = await openConnection(app.origin)
  const form = { persona: AMELIE.id }
  const { cookies } = await connection.send(requestOf(app.origin, { path: '/connexion', form }))
  connection.close()
  const cookie = cookies.find((one) => one.startsWith('parvis='))!
  const path = `/demandes/${draft.ref}/etapes/family`
  const answer = await fetch(app.origin + path, { headers: { cookie, 'accept-encoding': 'identity' } })
  const bare = await startBare(ground.dir, answer)
  const drawn = await startDrawn(ground.url, draft.ref, options.profile)
  const platform = { origin: app.origin, pid: app.child.pid! }
  const plain = { path, cookie, encodings: null }
  const brotli = { path, cookie }
  const read = (server: Server, sending: typeof plain | typeof brotli, spins: boolean) =>
    readFor(Number(options.seconds), server, sending, { spins })
  const rows: [string, () => Promise<Reading>, Reading[]][] = [
    ['bare node:http', () => read(bare, plain, true), []],
    ['the form page, its draft in memory', () => read(drawn, plain, true), []],
    ['bare node:http, a client that sleeps', () => read(bare, plain, false), []],
    ['the form page, its draft in memory', () => read(drawn, plain, false), []],
    ['the form page, from the database', () => read(platform, plain, false), []],
    ['the same, brotli', () => read(platform, brotli, false), []],
  ]
  for (const server of [bare, drawn, platform])
    for (let pages = 0; pages < WARM;) pages += (await read(server, plain, false)).ms.length
  for (let round = 0; round < Number(options.rounds); round += 1)
    for (const [, measure, rounds] of rows) rounds.push(await measure())
  bare.child.kill()
  drawn.child.kill('SIGINT')
  console.log(
    table([
      [
        `${bare.bytes} bytes`,
        'pages',
        'ratio',
        'CPU, user + system',
        'ratio',
        'p50',
        'p99',
        'client’s sleeps a page',
      ],
      ...rows.map(([label, , rounds], at) => row(label, rounds, rows[at < 2 ? 0 : 2]![2])),
    ]),
  )
  console.log(`drawn without HTTP nor database, one core: ${perSecond(renderedPerSecond(rendering(domain)))}`)
  console.log(await machineOf(ground.db))
  domain.stop()
} finally {
  await ground.clear()
}
