import { openDoor } from '#acts'
import { newId, ok, refused, type Result, typedLine } from '#kernel'
import { insertEvents } from '#ledger'
import type { Agent } from '#parties'
import { type Effect, effectsOf } from './effect.ts'
import { cite, drop, edit, publishIt, readSaid, type Said, takeUp } from './improve.ts'
import type { Improvement } from './improvement.ts'
import type { EvaluationRefusal } from './refusals.ts'
import type { Results } from './results.ts'
import * as store from './store.ts'
import type { EvaluationTools } from './tools.ts'

type Done<T = unknown> = Promise<Result<T, EvaluationRefusal | 'not-found' | 'evidence-not-stored'>>

/** A designer's work on the services of their organisation. Whatever names a service of another is refused. */
export type Workshop = {
  services: readonly string[]
  find(
    wanted: store.Wanted,
    page: { limit: number; offset: number },
  ): ReturnType<typeof store.findEvaluations>
  count(wanted: store.Wanted, most: number): Promise<number>
  cited(improvement: Improvement): ReturnType<typeof store.evaluationsOf>
  themes(): Promise<store.Theme[]>
  /** Puts evaluations under a theme, a new one when only its name is given. */
  group(service: string, ids: readonly string[], theme: { id: string } | { name: string }): Done<string>
  /** Takes evaluations out of their themes. */
  ungroup(service: string, ids: readonly string[]): Done
  renameTheme(service: string, id: string, name: string): Done
  dropTheme(service: string, id: string): Done
  /** Takes comments off for good: the cleaning had left something of somebody. */
  removeComments(service: string, ids: readonly string[]): Done
  improvements(): Promise<Improvement[]>
  improvement(id: string): Promise<Improvement | null>
  /** Opens an improvement, which cites these evaluations. */
  open(service: string, said: Said, ids: readonly string[]): Done<Improvement>
  edit(id: string, said: Said): Done
  cite(id: string, add: readonly string[], remove: readonly string[]): Done
  drop(id: string): Done
  takeUp(id: string): Done
  /** Publishes it with the version that makes the change. */
  publish(id: string, version: number): Done
  /** The versions that may make its change, the latest first. */
  versionsFor(improvement: Improvement): Promise<{ version: number; publishedAt: Date }[]>
  /** Whether what people answer moved since, by question. */
  effects(improvement: Improvement): Promise<Effect[]>
  results(): Promise<{ since: string; results: Results[] }>
  pages(): Promise<store.PageTally[]>
  missing(page: string, most: number): Promise<store.Missing[]>
}

const MOST_THEME = 80

/** The workshop of an agent, on the services that their organisation offers now. */
export const workshopOf = (
  { db, clock, catalogue, committed }: EvaluationTools,
  agent: Agent,
  results: (services: readonly string[]) => Promise<{ since: string; results: Results[] }>,
  since: () => string,
): Workshop => {
  const services = catalogue
    .list()
    .filter(({ definition }) => definition.authority === agent.organisation)
    .map(({ service }) => service)
  const keeping = {
    find: store.holdImprovement,
    async keep(
      tx: Parameters<typeof store.updateImprovement>[0],
      after: Improvement,
      events: Parameters<typeof insertEvents>[0],
    ) {
      await store.updateImprovement(tx, after)
      if (events.length > 0) await tx.query(insertEvents(events))
    },
  }
  const door = openDoor<Improvement>(db, keeping, clock, committed)
  const here = { actor: agent, channel: 'desk', language: 'fr' } as const
  const within = (wanted: store.Wanted): store.Wanted => ({
    ...wanted,
    services: wanted.services.filter((one) => services.includes(one)),
  })
  /** Does something to evaluations of a service of ours, those of them that are its. */
  const withChosen = async <T>(
    service: string,
    ids: readonly string[],
    work: (chosen: string[]) => Promise<Result<T, EvaluationRefusal>>,
  ): Done<T> => {
    if (!services.includes(service)) return refused('service-of-another')
    const chosen = (await store.evaluationsOf(db, service, ids)).map(({ id }) => id)
    return chosen.length > 0 ? work(chosen) : refused('none-chosen')
  }
  const themeOf = async (service: string, theme: { id: string } | { name: string }) => {
    const known = await store.themesOf(db, [service])
    if ('id' in theme)
      return known.some(({ id }) => id === theme.id) ? ok(theme.id) : refused('theme-unknown')
    const name = typedLine(theme.name)
    if (name === '' || name.length > MOST_THEME) return refused('theme-unnamed')
    const same = known.find((one) => one.name.toLowerCase() === name.toLowerCase())
    if (same) return ok(same.id)
    const id = newId()
    await store.keepTheme(db, { id, service, name })
    return ok(id)
  }
  const mine = async (id: string): Promise<Improvement | null> => {
    const found = await store.findImprovement(db, id)
    return found?.organisation === agent.organisation ? found : null
  }
  const versionsFor: Workshop['versionsFor'] = async ({ service, openedVersion }) => {
    const latest = catalogue.current(service)?.version ?? 0
    const numbers = Array.from({ length: Math.max(0, latest - openedVersion) }, (_, at) => latest - at)
    const versions = await Promise.all(numbers.map((version) => catalogue.at(service, version)))
    return versions.flatMap((one) => (one ? [{ version: one.version, publishedAt: one.publishedAt }] : []))
  }
  return {
    services,
    find: (wanted, page) => store.findEvaluations(db, within(wanted), page),
    count: (wanted, most) => store.countEvaluations(db, within(wanted), most),
    cited: ({ service, cites }) => store.evaluationsOf(db, service, Object.keys(cites)),
    themes: () => store.themesOf(db, services),
    group: (service, ids, theme) =>
      withChosen(service, ids, async (chosen) => {
        const found = await themeOf(service, theme)
        if (found.ok) await store.putUnder(db, service, chosen, found.value)
        return found
      }),
    ungroup: (service, ids) =>
      withChosen(service, ids, async (chosen) => ok(await store.putUnder(db, service, chosen, null))),
    removeComments: (service, ids) =>
      withChosen(service, ids, async (chosen) => ok(await store.removeComments(db, service, chosen))),
    async renameTheme(service, id, typed) {
      if (!services.includes(service)) return refused('service-of-another')
      const name = typedLine(typed)
      if (name === '' || name.length > MOST_THEME) return refused('theme-unnamed')
      const found = await themeOf(service, { id })
      return found.ok ? ok(await store.keepTheme(db, { id, service, name })) : found
    },
    async dropTheme(service, id) {
      if (!services.includes(service)) return refused('service-of-another')
      const found = await themeOf(service, { id })
      return found.ok ? ok(await db.transaction((tx) => store.dropTheme(tx, service, id))) : found
    },
    improvements: () => store.improvementsOf(db, services),
    improvement: mine,
    open: async (service, typed, ids) => {
      if (!services.includes(service)) return refused('service-of-another')
      const said = readSaid(typed)
      if (!said.ok) return said
      const now = clock().toISOString()
      const chosen = await store.evaluationsOf(db, service, ids)
      const improvement: Improvement = {
        id: newId(),
        revision: 0,
        organisation: agent.organisation,
        parties: [],
        service,
        status: 'draft',
        ...said.value,
        openedAt: now,
        openedVersion: catalogue.current(service)!.version,
        by: agent.id,
        cites: Object.fromEntries(chosen.map(({ id }) => [id, now])),
        version: null,
        publishedAt: null,
      }
      await store.insertImprovement(db, improvement)
      return ok(improvement)
    },
    edit: (id, said) => door.perform(edit, id, said, here),
    async cite(id, add, remove) {
      const improvement = await mine(id)
      if (!improvement) return refused('not-found')
      const found = await store.evaluationsOf(db, improvement.service, add)
      return door.perform(cite, id, { add: found.map((one) => one.id), remove }, here)
    },
    drop: (id) => door.perform(drop, id, {}, here),
    takeUp: (id) => door.perform(takeUp, id, {}, here),
    async publish(id, number) {
      const improvement = await mine(id)
      if (!improvement) return refused('not-found')
      await catalogue.refresh()
      const version = (await versionsFor(improvement)).find((one) => one.version === number) ?? null
      return door.perform(publishIt, id, { version }, here)
    },
    versionsFor,
    effects: async (improvement) =>
      effectsOf(improvement, await store.tallyOf(db, [improvement.service], '')),
    results: () => results(services),
    pages: () => store.pageTally(db, since()),
    missing: (page, most) => store.latestMissing(db, page, most),
  }
}
