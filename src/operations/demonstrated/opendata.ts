import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { addToDay, dayOf, idFrom, instantOf, ok, type Result } from '#kernel'
import {
  createOpenData,
  criteriaOn,
  type Described,
  FREQUENCIES,
  type OpenData,
  type OpenDataTools,
  SENSITIVITIES,
  THEMES,
} from '#opendata'
import type { Agent } from '#parties'
import type { DemonstratedParts } from './parts.ts'

const text = z.strictObject({ fr: z.string(), en: z.string() })
const ago = z.int().positive().describe('days before the first visit')
const PublishData = z.union([
  z.strictObject({ file: z.string(), title: text, ago }),
  z.strictObject({ link: z.url(), title: text, ago }),
  z.strictObject({ query: z.string(), ago }),
])
const DatasetData = z.strictObject({
  title: text,
  about: text,
  theme: z.enum(THEMES),
  frequency: z.enum(Object.keys(FREQUENCIES) as [keyof typeof FREQUENCIES]),
  keywords: z.string().default(''),
  sensitivity: z.enum(SENSITIVITIES).default('open'),
  personal: z.boolean().default(false),
  reason: z.string().default(''),
  points: z.array(z.int().min(0).max(3)),
  why: z.string(),
  preparing: z.boolean().default(false),
  publish: z.array(PublishData).default([]),
  obstacles: z
    .array(
      z.strictObject({
        what: z.string(),
        owner: z.string(),
        in: z.int().describe('days after the first visit'),
      }),
    )
    .default([]),
})
type DatasetData = z.infer<typeof DatasetData>
const OpenDataFile = z.record(z.string(), z.array(DatasetData))

const FOLDER = join(import.meta.dirname, '../../../demonstration')

/** When inventories were begun: before anything was published. */
const BEGUN_DAYS_AGO = 500

type Living = {
  opendata: OpenData
  agent: Agent
  contact: { name: string; email: string }
  today: string
  at(daysAgo: number): void
  /** What was just published was looked at. */
  looked(): Promise<void>
}

/** Has each organisation keep its inventory and publish, on days of the past; nothing when all of it is there already. */
export const demonstrateOpenData = async (parts: DemonstratedParts): Promise<void> => {
  const { platform, clock, organisations } = parts
  const said = OpenDataFile.parse(parse(await readFile(join(FOLDER, 'opendata.yaml'), 'utf8')))
  const { count } = await platform.opendata.search({}, { limit: 1, offset: 0 })
  if (count >= Object.values(said).flat().length) return
  const today = dayOf(clock())
  let then = clock()
  const opendata = createOpenData({
    ...parts,
    clock: () => then,
    sources: platform.opendata.sources,
    userAgent: () => 'Parvis',
    fetch: pastNetwork,
  })
  // Looked at on the day of its publication too: what target 10 counts began then.
  const looking = opendata.watch({ log: parts.log, pollMs: 1e9 })
  const at = (daysAgo: number) => void (then = instantOf(addToDay(today, `-P${daysAgo}D`), 10))
  for (const [id, datasets] of Object.entries(said)) {
    const organisation = organisations.organisations.get(id)
    const keeper = organisation && keeperOf(platform.access.agents(), id)
    if (!keeper) continue
    const contact = { name: organisation.name.fr, email: organisation.contact.email }
    for (const dataset of datasets)
      await live({ opendata, agent: keeper, contact, today, at, looked: looking.idle }, dataset)
  }
  await looking.stop()
  platform.opendata.look()
}

const keeperOf = (agents: readonly Agent[], organisation: string): Agent | undefined =>
  agents.find((one) => one.organisation === organisation && one.roles.includes('donnees'))

/** What the link led to while it still did. */
const pastNetwork: NonNullable<OpenDataTools['fetch']> = async (url, _fetching, read) => {
  async function* body() {
    yield Buffer.from(
      'jour,compteur,passages\n2026-01-05,Pont de la Rivière,412\n2026-01-06,Pont de la Rivière,388\n',
    )
  }
  const head = { url, type: 'text/csv', etag: null, modified: null }
  return ok({ is: 'read', head, value: await read(body(), head) })
}

const live = async (living: Living, data: DatasetData): Promise<void> => {
  const { opendata, agent, today, at, looked } = living
  at(BEGUN_DAYS_AGO)
  const key = keyOf(agent, data.title.fr)
  const described = describedOf(living, data)
  const { dataset } = must(await opendata.enter(agent, { key, described, distinct: true }))
  // Lived already, by a start that was stopped in the middle.
  for (const one of dataset.state === 'published' ? [] : data.publish) {
    at(one.ago)
    await publish(living, dataset.id, one)
    await looked()
  }
  for (const { what, owner, in: days } of data.obstacles) {
    const until = addToDay(today, `${days < 0 ? '-' : ''}P${Math.abs(days)}D`)
    must(await opendata.hinder(agent, dataset.id, { key: keyOf(agent, what), what, owner, until }))
  }
}

const publish = async (
  { opendata, agent }: Living,
  id: string,
  one: z.infer<typeof PublishData>,
): Promise<void> => {
  if ('query' in one) {
    const source = opendata.sources.find((each) => each.id === one.query)
    if (!source) return
    const titled = {
      key: keyOf(agent, `${id} ${one.query}`),
      titleFr: source.title.fr,
      titleEn: source.title.en,
    }
    return void must(await opendata.query(agent, id, { ...titled, source: one.query }))
  }
  const [name, { fr, en }] = ['file' in one ? one.file : one.link, one.title]
  const titled = { key: keyOf(agent, `${id} ${name}`), titleFr: fr, titleEn: en, format: '' }
  if ('link' in one)
    return void must(await opendata.link(agent, id, { ...titled, url: one.link, confirmed: true }))
  const chunks = fileOf(name)
  const sent = must(await opendata.send(agent, id, { ...titled, distribution: '', name, chunks }))
  const pending = sent.dataset.distributions.find((each) => each.id === sent.distribution)!.pending!
  const { distribution } = sent
  must(await opendata.publish(agent, id, { distribution, digest: pending.digest, confirmed: true }))
}

async function* fileOf(name: string): AsyncGenerator<Buffer> {
  yield await readFile(join(FOLDER, 'opendata', name))
}

const describedOf = ({ contact, today }: Living, data: DatasetData): Described => ({
  titleFr: data.title.fr,
  titleEn: data.title.en,
  descriptionFr: data.about.fr,
  descriptionEn: data.about.en,
  keywordsFr: data.keywords,
  keywordsEn: '',
  theme: data.theme,
  licence: data.sensitivity === 'open' ? 'CC-BY-4.0' : '',
  frequency: data.frequency,
  contactName: contact.name,
  contactEmail: contact.email,
  spatial: '',
  temporalFrom: '',
  temporalTo: '',
  sensitivity: data.sensitivity,
  personal: data.personal ? 'yes' : 'no',
  sensitivityReason: data.reason,
  answers: Object.fromEntries(criteriaOn(today).criteria.map(({ id }, at) => [id, String(data.points[at])])),
  why: data.why,
  preparing: data.preparing ? 'yes' : 'no',
})

/** The same form each time: whoever lives it again finds it done. */
const keyOf = ({ organisation }: Agent, what: string): string =>
  idFrom(`parvis demonstration ${organisation} ${what}`)

const must = <T>(result: Result<T>): T => {
  if (result.ok) return result.value
  throw new Error(`the invented data do not fit: ${result.refusal} ${JSON.stringify(result.details)}`)
}
