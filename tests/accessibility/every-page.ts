import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import type { Answered } from '../journeys/house.ts'
import { writeHistory } from '../barometer/written-history.ts'
import { axeFaults, CONTRAST, htmlFaults, overflowFaults, shapeFaults } from './looking.ts'
import type { State } from './state.ts'
import { type Met, NARROW, openVisits, shoot } from './visiting.ts'
import { openWorld, uglyPothole, type World } from './world.ts'

/** What a first visit may take of the line: the page, its style, its scripts and its icon. */
const MOST_BYTES = 20_000

/** What a page asks for besides itself. */
const linkedBy = (html: string): string[] => [
  ...new Set([...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!)),
]

/** What is answered and is no page: machines' addresses, files, drafts saved by scripts. */
const NO_PAGES =
  /^GET (\/assets\/|\/api\/|\/journal\/|\/donnees\/parvis-verify$|\/donnees\/mesures\/(index\.json|:publication\/:file)$|\/(donnees|services)\/catalogue$|\/health\/|\/metrics$|\/\.well-known\/|\S+\.(jws|csv|json|jsonld|ttl|ics|atom|pdf)$|\S+\/(fichiers|files|documents)\/:|\S+\/(rapports|reports)\/:file$|\*)|^POST \S+\/(brouillon|draft)$|^(POST|OPTIONS) \/api\//

/** Many dossiers, some of them late, requests and messages by the page. */
const populate = async (world: World): Promise<void> => {
  await writeHistory(world.house.db, { until: new Date('2026-11-22T18:00:00.000Z'), more: 55 })
  world.house.setTime('2026-10-26T14:00:00.000Z')
  for (let at = 0; at < 6; at++) await world.filed(null, 'signalement-chaussee')
  await world.taken('karim-haddad', 'certificat-naissance')
  world.house.setTime('2026-11-23T15:00:00.000Z')
  for (let at = 0; at < 52; at++)
    await world.filed(null, 'signalement-chaussee', at % 10 ? undefined : await uglyPothole(world))
  for (let at = 0; at < 24; at++) await world.filed('amelie-tremblay', 'certificat-naissance')
}

/**
 * Colours do not depend on the language, and a page draws alike in its states: contrast, half of what axe does, is left out
 * of the twin of a state that was seen in the other language, and looked at in the dark once a page.
 */
const faultsOf = async (
  state: State,
  met: Met,
  { isFirstOfPage, isTwin }: { isFirstOfPage: boolean; isTwin: boolean },
): Promise<string[]> => {
  const { page } = met
  const faults = [
    ...(met.status === state.status ? [] : [`status ${met.status} instead of ${state.status}`]),
    ...(await htmlFaults(met.html)),
    ...(await axeFaults(page, { but: isTwin ? CONTRAST : [] })),
    ...(await shapeFaults(page, state.language)),
    ...(await overflowFaults(page)),
  ]
  await shoot(page, state, 1280, 'light')
  await page.setViewportSize(NARROW)
  await page.emulateMedia({ colorScheme: 'dark' })
  faults.push(...(await overflowFaults(page)))
  if (isFirstOfPage) faults.push(...(await axeFaults(page, { only: CONTRAST })))
  await shoot(page, state, 320, 'dark')
  return faults
}

/**
 * Looks at every page of some channels in every state. `isOurs` tells their routes: one without a state is a fault. Two files
 * share the work, so that two cores do.
 */
export const lookAt = (
  channels: string,
  { states, isOurs }: { states: readonly State[]; isOurs: (path: string) => boolean },
): void => {
  describe(`every page of ${channels} in every state`, () => {
    let world: World
    let visit: ReturnType<typeof openVisits>
    const answered: Answered[] = []
    const inTheDark = new Set<string>()
    const shown = new Map<string, { title: string; state: State; route: string }>()
    const weights = new Map<string, { bytes: number; linked: string[] }>()

    before(async () => {
      world = await openWorld()
      await populate(world)
      world.house.breakWith('x-bug', new TypeError('a planted bug'))
      world.house.breakWith('x-outage', Object.assign(new Error('no connection'), { code: 'ECONNREFUSED' }))
      visit = openVisits(world)
    })
    after(() => world.close())

    for (const state of states)
      it(`${state.name} (${state.language})`, async () => {
        const { name, language } = state
        let route = ''
        const unwatch = world.house.watch((one) => {
          answered.push(one)
          if (one.isPage) route = one.route
        })
        const met = await visit(state)
        unwatch()
        const isTwin = shown.has(`${name} ${language === 'fr' ? 'en' : 'fr'}`)
        shown.set(`${name} ${language}`, { title: met.title, state, route })
        weights.set(`${name} ${language}`, { bytes: met.bytes, linked: linkedBy(met.html) })
        const page = `${route} ${met.status}`
        const isFirstOfPage = language === 'fr' && !inTheDark.has(page)
        if (isFirstOfPage) inTheDark.add(page)
        assert.deepEqual(await faultsOf(state, met, { isFirstOfPage, isTwin }), [])
      })

    it('leaves no route of the app without a state: a new page comes with its row', () => {
      const met = new Set(answered.map(({ route }) => route))
      const forgotten = world.house.routes.filter(
        (route) => isOurs(route.replace(/^\w+ /, '')) && !NO_PAGES.test(route) && !met.has(route),
      )
      assert.deepEqual(forgotten, [])
      const seen = new Set([...shown.values()].map(({ route }) => route))
      const pages = new Set(answered.filter(({ isPage }) => isPage).map(({ route }) => route))
      const unseen = [...pages.difference(seen)].filter((route) => isOurs(route.replace(/^\w+ /, '')))
      assert.deepEqual(unseen, [])
    })

    it('has a title that no other page has, in the language of the page', () => {
      const routeOf = new Map<string, string>()
      for (const { title, state, route } of shown.values()) {
        if (state.status !== 200) continue
        const path = route.replace(/^\w+ /, '')
        const same = routeOf.get(title)
        assert.ok(same === undefined || same === path, `« ${title} » is the title of ${same} and of ${path}`)
        routeOf.set(title, path)
      }
      for (const { title, state } of shown.values()) {
        const twin = shown.get(`${state.name} ${state.language === 'fr' ? 'en' : 'fr'}`)
        assert.notEqual(title, twin?.title, `${state.name} has the same title in both languages`)
      }
    })

    it('is light: a first visit takes 20 kB of the line at most, whichever page it begins with', async () => {
      const assetBytes = new Map<string, number>()
      for (const url of new Set([...weights.values()].flatMap(({ linked }) => linked))) {
        const answer = await world.house.app.inject({ url, headers: { 'accept-encoding': 'br' } })
        if (answer.headers['content-encoding'] === 'br')
          assert.ok(brotliDecompressSync(answer.rawPayload).length > 0)
        assetBytes.set(url, answer.rawPayload.length)
      }
      const heavy: string[] = []
      for (const [name, { bytes, linked }] of weights) {
        assert.ok(bytes > 0 && linked.length >= 3, name)
        const total = linked.reduce((sum, url) => sum + assetBytes.get(url)!, bytes)
        if (total > MOST_BYTES) heavy.push(`${name}: ${total} bytes`)
      }
      assert.deepEqual(heavy, [])
    })
  })
}
