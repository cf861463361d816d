import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sql } from '#kernel'
import { ledgerState, verifyLedger } from '#ledger'
import type { Known } from './bodies.ts'
import { diceOf } from './dice.ts'
import { MARKUP } from './hostile.ts'
import { alteredContents, type House, openHouse, type Visitor } from './house.ts'
import type { Route } from './routes.ts'
import { ownOf, type Request, requestFor, rightFor } from './requests.ts'
import { type Answer, send } from './wire.ts'

/** `FUZZ_SEED=… node --test tests/fuzz/fuzz.test.ts` replays what a failure printed; `FUZZ_REQUESTS` asks for more. */
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000)
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 5_000)
const ABREAST = 6
const MOST_MEGABYTES = 1_200
const MOST_KEPT_MEGABYTES = 80

/** What only we say, and only to ourselves: code, statements, addresses of files, codes of the libraries. */
const OURS =
  /\n\s+at .{1,80}:\d+:\d+|node_modules|node:internal|\/src\/|FST_ERR|ERR_[A-Z]|relation "|syntax error at|duplicate key|invalid input syntax|WITH kept AS|work_item|dossier_party|unsupported Unicode/

type Tried = { request: Request; visitor: Visitor; answer: Answer }

describe(`${REQUESTS} malformed requests, seed ${SEED}`, () => {
  let house: House
  let tried: Tried[]
  let keptBefore = 0
  let mostUsed = 0

  before(async () => {
    console.log(`fuzz: FUZZ_SEED=${SEED}`)
    house = await openHouse()
    const known = await learn(house)
    keptBefore = keptMegabytes()
    const watch = setInterval(() => (mostUsed = Math.max(mostUsed, process.memoryUsage.rss() / 1e6)), 50)
    tried = await attack(house, known).finally(() => clearInterval(watch))
    await house.ledger.caughtUp()
  })
  after(() => house.close())

  const none = (kind: string, wrong: (one: Tried) => string | null | false) => {
    const found = tried.flatMap((one) => {
      const why = wrong(one)
      return why ? [`${why} ← ${one.request.told}`] : []
    })
    assert.equal(
      found.length,
      0,
      `${found.length} ${kind} (FUZZ_SEED=${SEED}):\n${found.slice(0, 25).join('\n')}`,
    )
  }

  it('reaches every route of the platform, and behind the first check', () => {
    const asked = new Set(tried.map(({ request }) => request.told.split(' ')[0]))
    assert.ok(asked.size >= 8)
    const statuses = Map.groupBy(tried, ({ answer }) =>
      answer.is === 'answered' ? answer.status : answer.is,
    )
    const counts = Object.fromEntries([...statuses].map(([status, them]) => [status, them.length]))
    console.log(`fuzz: ${house.routes.length} routes, answers ${JSON.stringify(counts)}`)
    for (const status of [200, 303, 404, 413, 422]) assert.ok(statuses.has(status), `no ${status}`)
  })
  it('are all answered, none left to hang', () => {
    none('unanswered', ({ answer, request }) => {
      if (answer.is === 'hung') return 'hung'
      return answer.is === 'cut' && !request.mayCut && `cut (${answer.why})`
    })
  })
  it('are never an error of ours', () => {
    none('errors', ({ answer }) => answer.is === 'answered' && answer.status >= 500 && String(answer.status))
  })
  it('learn nothing of our code, our statements or our libraries', () => {
    none('leaks', ({ answer }) => answer.is === 'answered' && (OURS.exec(answer.body)?.[0] ?? null))
  })
  it('never come back as markup that runs, nor as a header', () => {
    none('injections', ({ answer }) => {
      if (answer.is !== 'answered') return null
      if (/^set-cookie: parvis=x|^location: *(https?:|\/[/\\])/im.test(answer.headers)) return answer.headers
      if (!/^content-type: text\/html/im.test(answer.headers)) return null
      return MARKUP.find((markup) => answer.body.includes(markup)) ?? null
    })
  })
  it('carry the policy of our pages on every answer that is a page', () => {
    none('pages without policy', ({ answer }) => {
      if (answer.is !== 'answered' || !/^content-type: text\/html/im.test(answer.headers)) return null
      const said = /^content-security-policy: default-src 'none'/im.test(answer.headers)
      return said && /^x-content-type-options: nosniff/im.test(answer.headers) ? null : answer.headers
    })
  })
  it('show what somebody wrote to those who may read it', () => {
    const shown = (readers: readonly string[], secret: string) =>
      tried.some(
        ({ answer, visitor }) =>
          answer.is === 'answered' && readers.includes(visitor.name) && answer.body.includes(secret),
      )
    const seen = house.planted.filter(({ secret, readers }) => shown(readers, secret))
    assert.ok(
      seen.length >= 4,
      `only ${seen.length} of the planted texts came up: the next test would prove nothing`,
    )
  })
  it('never show what somebody else wrote', () => {
    none('disclosures', ({ answer, visitor }) => {
      if (answer.is !== 'answered') return null
      const said = answer.headers + answer.body
      const other = house.planted.find(
        ({ secret, readers }) => !readers.includes(visitor.name) && said.includes(secret),
      )
      return other ? other.secret : null
    })
  })
  it('leave every dossier that was there as it was, and every file', async () => {
    for (const planted of house.planted)
      assert.equal(await house.stateOf(planted), planted.before, planted.secret)
    assert.deepEqual(await alteredContents(house), [])
  })
  it('leave a ledger that verifies, and no event that a reaction gave up on', async () => {
    const { db } = house.platform
    const verified = await verifyLedger(db)
    assert.ok(verified.ok, JSON.stringify(verified))
    assert.equal((await ledgerState(db)).deadLetters, 0)
  })
  it('leave a log without what people wrote, their keys or a bug', () => {
    const log = house.logged.join('')
    const keys = house.visitors.flatMap(({ key, cookie }) => [key, cookie].filter((one) => one !== null))
    for (const secret of [...house.planted.map(({ secret }) => secret), ...keys, 'Tremblay', 'ormes,'])
      assert.equal(log.includes(secret), false, `${secret} is in the log`)
    const bugs = house.logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 40)
    assert.deepEqual(bugs.slice(0, 5), [])
  })
  it('leave the platform serving, in bounded memory', async () => {
    const answer = await send(
      house.port,
      Buffer.from('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'),
    )
    assert.equal(answer.is === 'answered' && answer.status, 200)
    tried = []
    house.logged.length = 0
    const kept = keptMegabytes() - keptBefore
    console.log(`fuzz: at most ${mostUsed.toFixed(0)} MB, ${kept.toFixed(1)} MB kept`)
    assert.ok(mostUsed < MOST_MEGABYTES, `${mostUsed} MB`)
    assert.ok(kept < MOST_KEPT_MEGABYTES, `${kept} MB kept`)
  })
})

/** What a request is aimed at: anything, or a dossier of the visitor's own. */
type Aim = { visitor: Visitor; route: Route; ref: string | null }

/** Every act on everybody's own dossiers, a few times each: what stands behind every check is reached too. */
const everyAct = ({ routes, visitors }: House, known: Known): Aim[] =>
  routes
    .filter(({ method, url }) => method === 'POST' && /:(ref|id)/.test(url))
    .flatMap((route) =>
      visitors.flatMap((visitor) =>
        route.url.startsWith('/bureau') === visitor.name.startsWith('agent:')
          ? ownOf(visitor, known).flatMap((ref) => [1, 2, 3, 4].map(() => ({ visitor, route, ref })))
          : [],
      ),
    )
    .slice(0, Math.floor(REQUESTS / 2))

const attack = async (house: House, known: Known): Promise<Tried[]> => {
  const dice = diceOf(SEED)
  const { routes, visitors, port } = house
  const every = everyAct(house, known)
  const requests = Array.from({ length: REQUESTS }, (_, at): Aim => {
    if (at < every.length) return every[at]!
    return { visitor: dice.pick(visitors), route: routes[at % routes.length]!, ref: null }
  })
  const tried: Tried[] = []
  const one = async () => {
    for (let next = requests.shift(); next; next = requests.shift()) {
      const { visitor, route, ref } = next
      const own = diceOf(dice.int(2 ** 31))
      const request = ref
        ? rightFor(own, route, visitor, known, [ref])
        : requestFor(own, route, visitor, known)
      const answer = await send(port, request.bytes, { leaves: request.mayCut })
      tried.push({ request: { ...request, bytes: Buffer.alloc(0) }, visitor, answer })
    }
  }
  await Promise.all(Array.from({ length: ABREAST }, one))
  return tried
}

/** What visitors find out by looking: the names of every form they are shown, and ids that somebody let slip. */
const learn = async (house: House): Promise<Known> => {
  const { platform, planted, routes, visitors, port, digests, consultation } = house
  const { db, catalogue, access } = platform
  const rows = await db.query<{ id: string }>(sql`SELECT id FROM dossier ORDER BY id`)
  const versions = catalogue.list().map(({ definition }) => definition)
  const pages = [...new Set(versions.flatMap((version) => version.pages.map(({ id }) => id))), '1']
  const needs = [...new Set(versions.flatMap((version) => version.needs.map(({ id }) => id)))]
  const own = new Map(
    visitors.map(({ name }) => [
      name,
      planted.filter(({ readers }) => readers.includes(name)).map(({ id }) => id),
    ]),
  )
  const formNames = new Map<string, string[]>()
  const looks = visitors.flatMap((visitor) => {
    const refs = visitor.key ? [visitor.key] : (own.get(visitor.name) ?? [])
    return routes.flatMap(({ method, url }) => {
      if (method !== 'GET') return []
      const under = url.includes(':page') ? pages : [url]
      return (/:(ref|id)/.test(url) ? refs : ['']).flatMap((ref) =>
        under.map((form) => {
          const at = url
            .replace(':consultation', consultation.id)
            .replace(':contribution', consultation.contributions[0]!)
          return { visitor, form, path: filled(at, ref, form, versions[0]!.id, needs[1]!) }
        }),
      )
    })
  })
  for (const { visitor, form, path } of looks) {
    const cookie = visitor.cookie ? `Cookie: parvis=${visitor.cookie}\r\n` : ''
    const head = `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${cookie}\r\n`
    const answer = await send(port, Buffer.from(head))
    if (answer.is !== 'answered' || answer.status !== 200) continue
    const names = [...answer.body.matchAll(/<(?:input|textarea|select|button)[^>]* name="([^"]{1,60})"/g)]
    const before = formNames.get(form) ?? []
    formNames.set(form, [...new Set([...before, ...names.map(([, name]) => name!)])].toSorted())
  }
  return {
    names: [...new Set([...[...formNames.values()].flat(), '_do', '_seen', 'key', 'digest'])].toSorted(),
    formNames: new Map([...formNames].filter(([, names]) => names.length > 0)),
    own,
    services: [...versions.map(({ id }) => id), 'inconnu', '__proto__'],
    needs,
    contestable: versions.flatMap((version) =>
      version.needs.flatMap(({ id, knownBy }) => (knownBy ? [id] : [])),
    ),
    pages,
    ids: [...rows.map(({ id }) => id), '01900000-0000-7000-8000-000000000000', 'k' + '0'.repeat(32)],
    digests: [...digests, '0'.repeat(64)],
    consultations: [consultation.id],
    contributions: consultation.contributions,
    personas: [...access.people(), ...access.agents()].map(({ id }) => id),
  }
}

const filled = (url: string, ref: string, page: string, service: string, need: string): string =>
  url
    .replace(/:(ref|id)/, ref)
    .replace(':page', page)
    .replace(':service', service)
    .replace(':need', need)

const keptMegabytes = (): number => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed / 1e6
}
