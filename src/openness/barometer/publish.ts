import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import {
  type Clock,
  type Database,
  dayOf,
  idFrom,
  ok,
  type Queries,
  refused,
  type Result,
  sha256,
} from '#kernel'
import { append, consistencyProof, logState, type LogState, proveEvent, rootAt, verifyProof } from '#ledger'
import { robot } from '#parties'
import { type Board, broughtUp } from './board.ts'
import type { Definition } from './definition.ts'
import { inForceOn } from './definitions.ts'
import type { BarometerEvent } from './events.ts'
import { FIGURES, FORMAT, type Manifest, MEASURES, nameOf } from './manifest.ts'
import { figuresFrom, figuresText, measuresText } from './published-text.ts'
import type { PublishRefusal } from './refusals.ts'
import { release } from './release.ts'
import {
  addPublication,
  atOneMoment,
  type FileRow,
  holdPublications,
  keepProof,
  pastBefore,
  publicationsOf,
  stateOf,
  unproven,
} from './store.ts'
import { dayByHour } from './subscriber.ts'

export type Publishing = { db: Database; clock: Clock; definitions: readonly Definition[] }

const PUBLISHED: BarometerEvent = 'measures.published'

/** Every publication is an event of this stream. */
const STREAM = idFrom('parvis measures published')

/** How long the log may take to sign what was just sealed, before measures are published without its root. */
const SIGNING_MS = 10_000

/**
 * Publishes the measures and figures of days that are over, each with the event by which the ledger holds it. What is
 * published already as it is stays alone; what counts otherwise since is one more revision beside it.
 */
export async function* publish(
  { db, clock, definitions }: Publishing,
  days: readonly string[],
): AsyncGenerator<{ day: string; published: Result<{ name: string }, PublishRefusal> }> {
  const today = dayOf(clock())
  const { first } = await pastBefore(db, today)
  let board: Board | null = null
  for (const day of days) {
    if (day >= today) yield { day, published: refused('day-not-over', { day }) }
    else if (first === null || day < first) yield { day, published: refused('nothing-counted', { day }) }
    else {
      board ??= await readBoard(db)
      yield { day, published: await publishDay({ db, clock, definitions }, board, day) }
    }
  }
}

const readBoard = (db: Database): Promise<Board> =>
  db.transaction(async (tx) => {
    await atOneMoment(tx)
    return broughtUp(tx, null, (await stateOf(tx))!, dayByHour())
  })

const publishDay = async (
  { db, clock, definitions }: Publishing,
  { history, head }: Board,
  day: string,
): Promise<Result<{ name: string }, PublishRefusal>> => {
  const inForce = inForceOn(day, definitions)
  const { measures } = release(history, day, inForce)
  // Whoever asks for a page meanwhile has the turn between.
  await nextTurn()
  const ofMeasures = fileOf(MEASURES, 'application/x-ndjson', measuresText(measures))
  await nextTurn()
  const files = [
    ofMeasures,
    fileOf(FIGURES, 'application/json', figuresText(figuresFrom(measures, day, inForce))),
  ]
  const content = digestOf(Buffer.from(files.map((file) => file.sha256).join('\n')))
  const log = await signedUpTo(db, head)
  const root = log ? (await rootAt(db, head)).toString('hex') : null
  return db.transaction(async (tx) => {
    await holdPublications(tx)
    const [last] = await publicationsOf(tx, day)
    if (last?.content === content) return refused('already-published', { name: nameOf(last) })
    const manifest: Manifest = {
      format: FORMAT,
      day,
      revision: (last?.revision ?? 0) + 1,
      publishedAt: clock().toISOString(),
      definitions: inForce.map(({ target, version, from }) => ({ target, version, from })),
      log: log && { origin: log.origin, vkey: log.vkey },
      head: { size: head, root },
      files: files.map(({ body, name, type, sha256 }) => ({ name, type, bytes: body.length, sha256 })),
    }
    await keep(tx, manifest, { files, content, at: clock() })
    return ok({ name: nameOf(manifest) })
  })
}

const keep = async (
  tx: Queries,
  manifest: Manifest,
  { files, content, at }: { files: FileRow[]; content: string; at: Date },
): Promise<void> => {
  const { day, revision, head } = manifest
  const written = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  const digest = digestOf(written)
  const [measures, figures] = files.map((file) => file.sha256)
  const body = { day, revision, manifest: digest, measures, figures }
  const [event] = await append(tx, [
    { stream: STREAM, kind: PUBLISHED, body, actor: robot('barometer').id, channel: 'robot', at },
  ])
  await addPublication(
    tx,
    {
      day,
      revision,
      event: event!.id,
      manifest: written,
      digest,
      content,
      head: head.size,
      root: head.root,
      publishedAt: at,
    },
    files,
  )
}

const digestOf = (bytes: Buffer): string => sha256(bytes).toString('hex')

const fileOf = (name: string, type: string, text: string): FileRow => {
  const body = Buffer.from(text)
  return { name, type, body, sha256: digestOf(body) }
}

/** The log, once it has signed so far; null where nothing is signed, or not in time. */
const signedUpTo = async (db: Database, head: number): Promise<LogState | null> => {
  const until = performance.now() + SIGNING_MS
  for (;;) {
    const log = await logState(db)
    if (!log || log.held) return null
    if (log.head && log.head.size >= head) return log
    if (performance.now() > until) return null
    await wait(100)
  }
}

/**
 * Puts beside each publication that lacks them the proof that the signed log holds it, and the hashes by which that log
 * goes on from the head it was counted up to. How many still lack them.
 */
export const prove = async (db: Database): Promise<number> => {
  const lacking = await unproven(db)
  let left = lacking.length
  for (const publication of lacking) {
    const proof = await proveEvent(db, { id: publication.event }, { reveal: true })
    if (!proof.ok) continue
    const consistency = await consistencyOf(db, publication, proof.value)
    await keepProof(db, publication, { proof: Buffer.from(proof.value), consistency })
    left -= 1
  }
  return left
}

const consistencyOf = async (
  db: Database,
  { head, root }: { head: number; root: string | null },
  proof: string,
): Promise<Buffer | null> => {
  const log = await logState(db)
  const proved = log && verifyProof(proof, log.vkey)
  // Nothing follows from the head of an empty ledger, and nothing was counted then.
  if (!proved?.ok || root === null || head === 0) return null
  const { size } = proved.value.checkpoint
  const hashes = (await consistencyProof(db, head, size)).map((hash) => hash.toString('hex'))
  return Buffer.from(
    `${JSON.stringify({ first: { size: head, root }, second: { size }, hashes }, null, 2)}\n`,
  )
}
