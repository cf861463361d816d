import type { Circumstances, Door } from '#acts'
import { keepFile, receiveFile } from '#documents'
import { dayOf, idFrom, isId, ok, refused, type Refused, type Result, typedLine } from '#kernel'
import type { Agent } from '#parties'
import { judge } from './check.ts'
import { type Bilingual, type Dataset, type Format, FORMATS, type Pending, streamOf } from './dataset.ts'
import { type Entry, entryOf } from './entry.ts'
import { readAddress } from './fetching/fetch.ts'
import { inspect } from './files/inspect.ts'
import { type LookTools, lookElsewhere, UNKNOWN } from './look.ts'
import { attach, closedTo, dropFile, publishFile, publishLink, publishQuery } from './publish.ts'
import type { OpenDataRefusal } from './refusals.ts'
import { findEntry } from './store.ts'
import type { OpenDataTools } from './tools.ts'
import { onlyLiving } from './keep.ts'
import { clear, hinder, type Hindering, takeUp, unpublish, withdraw } from './withdraw.ts'

/** 50 MB a file: beyond it a link serves people better than a form. */
export const MOST_FILE_BYTES = 50_000_000
const MOST_TITLE = 150

export type Done<T = { dataset: Dataset }> = Promise<
  Result<T, OpenDataRefusal | 'not-found' | 'evidence-not-stored'>
>

/** What is typed of one way to have the data; `key` is the form's. */
export type Titled = { key: string; titleFr: string; titleEn: string }
export type Sending = Titled & {
  /** The distribution of which it is another version; empty for a first one. */
  distribution: string
  name: string
  /** One of the formats, or empty: the name's ending then tells. */
  format: string
  chunks: AsyncIterable<Buffer>
}
export type Offering = Titled & { url: string; format: string; confirmed: boolean }

/** What the agents who keep an organisation's data do to what is in its inventory. */
export type Keeper = {
  /** Takes a file in, reads it, and keeps it for somebody to look at: nothing is published yet. */
  send(agent: Agent, id: string, sending: Sending): Done<{ dataset: Dataset; distribution: string }>
  publish(agent: Agent, id: string, what: { distribution: string; digest: string; confirmed: boolean }): Done
  drop(agent: Agent, id: string, distribution: string): Done
  /** Fetches an address and, when it is what it says, publishes it. */
  link(agent: Agent, id: string, offering: Offering): Done
  /** Publishes one of the platform's own sources. */
  query(agent: Agent, id: string, asked: Titled & { source: string }): Done
  unpublish(agent: Agent, id: string, distribution: string, words: string): Done
  withdraw(agent: Agent, id: string, why: { reason: string; words: string; replacedBy: string }): Done
  takeUp(agent: Agent, id: string): Done
  hinder(agent: Agent, id: string, typed: Omit<Hindering, 'id'> & { key: string }): Done
  clear(agent: Agent, id: string, obstacle: string): Done
}

export const keeperOf = (tools: OpenDataTools, looking: LookTools, door: Door<Entry>): Keeper => {
  const { db, clock, sources } = tools
  /** Before a file is taken in or an address asked: is the dataset theirs, and may anything of it be published. */
  const mayPublish = async (
    agent: Agent,
    id: string,
  ): Promise<Refused<OpenDataRefusal | 'not-found'> | Dataset> => {
    const dataset = await findEntry(db, streamOf(id))
    if (dataset?.organisation !== agent.organisation) return refused('not-found')
    const here: Circumstances = { ...hereOf(agent), now: clock() }
    return onlyLiving(entryOf(dataset), here) ?? closedTo(dataset) ?? dataset
  }
  const send: Keeper['send'] = async (agent, id, { chunks, ...sending }) => {
    const may = await mayPublish(agent, id)
    if (isRefusal(may)) return may
    const said = readTitled(id, sending)
    if (!said.ok) return said
    const format = formatOf(sending)
    if (!format) return refused('format-unknown')
    const received = await receiveFile(chunks, MOST_FILE_BYTES)
    if (!received.ok) return received
    const file = received.value
    try {
      const inspection = await inspect(file.read(), { format, mostBytes: MOST_FILE_BYTES })
      const { fault, read, encoding } = inspection
      if (fault || !read)
        return refused('file-unreadable', { code: fault?.code ?? 'binary', details: fault?.details ?? {} })
      await keepFile(db, file, FORMATS[format], clock())
      const pending: Pending = {
        name: sending.name,
        digest: file.digest,
        bytes: file.size,
        rows: read.rows,
        at: clock().toISOString(),
        format,
        encoding,
        schema: read.inferred,
        columns: read.columns.slice(0, MOST_SHOWN),
        sample: read.sample.map((row) => row.slice(0, MOST_SHOWN)),
        personal: read.personal.slice(0, MOST_SHOWN),
      }
      const distribution = sending.distribution || said.value.id
      const done = await door.perform(
        attach,
        streamOf(id),
        { id: distribution, title: said.value.title, pending },
        hereOf(agent),
      )
      return done.ok ? ok({ ...done.value, distribution }) : done
    } finally {
      await file.letGo()
    }
  }
  const link: Keeper['link'] = async (agent, id, offering) => {
    const may = await mayPublish(agent, id)
    if (isRefusal(may)) return may
    const said = readTitled(id, offering)
    if (!said.ok) return said
    const address = readAddress(offering.url.trim(), looking.fetching.ports)
    if (!address.ok) return refused('url-refused', { code: address.refusal, details: address.details })
    const url = address.value.href
    const format = formatOf({ format: offering.format, name: address.value.pathname })
    if (!format) return refused('format-unknown')
    const now = clock()
    const seen = await lookElsewhere(looking, url, {
      format,
      schema: null,
      updatedAt: now.toISOString(),
      known: UNKNOWN,
      now,
    })
    if ('same' in seen) return refused('url-refused', { code: 'status', details: { status: 304 } })
    const { looked } = seen
    if (!looked.had) return refused('url-refused', { code: looked.code, details: looked.details })
    const { fault, read } = looked.inspection
    if (fault || !read)
      return refused('file-unreadable', { code: fault?.code ?? 'binary', details: fault?.details ?? {} })
    if (read.personal.length > 0 && !offering.confirmed)
      return refused('warnings-unconfirmed', { personal: read.personal.slice(0, MOST_SHOWN) })
    const check = judge(
      may,
      { kind: 'link', schema: read.inferred, updatedAt: now.toISOString() },
      looked,
      now,
    )
    const linking = { ...said.value, url, format, schema: read.inferred, check, changedAt: looked.changedAt }
    return door.perform(publishLink, streamOf(id), linking, hereOf(agent))
  }
  return {
    send,
    link,
    publish: (agent, id, { distribution, ...what }) =>
      door.perform(publishFile, streamOf(id), { id: distribution, ...what }, hereOf(agent)),
    drop: (agent, id, distribution) =>
      door.perform(dropFile, streamOf(id), { id: distribution }, hereOf(agent)),
    async query(agent, id, { source: asked, ...titled }) {
      const said = readTitled(id, titled)
      if (!said.ok) return said
      const source = sources.find((one) => one.id === asked) ?? null
      return door.perform(publishQuery, streamOf(id), { ...said.value, source }, hereOf(agent))
    },
    unpublish: (agent, id, distribution, words) =>
      door.perform(unpublish, streamOf(id), { id: distribution, words }, hereOf(agent)),
    async withdraw(agent, id, { reason, words, replacedBy }) {
      const by = replacedBy === '' ? null : await findEntry(db, streamOf(replacedBy))
      return door.perform(withdraw, streamOf(id), { reason, words, replacedBy: by }, hereOf(agent))
    },
    takeUp: (agent, id) => door.perform(takeUp, streamOf(id), {}, hereOf(agent)),
    async hinder(agent, id, { key, ...typed }) {
      if (!isId(key)) return refused('key-malformed')
      return door.perform(hinder, streamOf(id), { id: key, ...typed }, hereOf(agent))
    },
    clear: (agent, id, obstacle) =>
      door.perform(clear, streamOf(id), { id: obstacle, day: dayOf(clock()) }, hereOf(agent)),
  }
}

/** Columns of a preview: more than that nobody looks at. */
const MOST_SHOWN = 40

export const hereOf = (actor: Agent) => ({ actor, channel: 'desk', language: 'fr' }) as const

const isRefusal = <R extends string>(may: Refused<R> | Dataset): may is Refused<R> => 'refusal' in may

/** The id of a distribution follows from its dataset and the form that made it: a form sent twice makes one. */
const readTitled = (
  dataset: string,
  { key, titleFr, titleEn }: Titled,
): Result<{ id: string; title: Bilingual }, 'key-malformed' | 'fields-wrong'> => {
  if (!isId(key)) return refused('key-malformed')
  const title = { fr: typedLine(titleFr), en: typedLine(titleEn) }
  const faults: Record<string, string> = {}
  if (title.fr === '') faults['titleFr'] = 'missing'
  if (title.fr.length > MOST_TITLE) faults['titleFr'] = 'too-long'
  if (title.en.length > MOST_TITLE) faults['titleEn'] = 'too-long'
  if (Object.keys(faults).length > 0) return refused('fields-wrong', { faults })
  return ok({ id: idFrom(`parvis distribution ${dataset} ${key}`), title })
}

/** What was chosen, or else what the name ends with. */
const formatOf = ({ format, name }: { format: string; name: string }): Format | null => {
  const asked = format || (/\.([a-z]+)$/i.exec(name)?.[1] ?? '').toLowerCase()
  return Object.hasOwn(FORMATS, asked) ? (asked as Format) : null
}
