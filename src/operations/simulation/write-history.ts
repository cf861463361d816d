import { setTimeout as wait } from 'node:timers/promises'
import type { Catalogue } from '#catalogue'
import type { Signer } from '#documents'
import type { Dossiers } from '#dossiers'
import { type Clock, type Database, isOutage } from '#kernel'
import type { Organisations } from '#parties'
import { registriesOf } from '../demonstration.ts'
import { catalogueAsOf } from './as-of.ts'
import { publishImprovements } from './improvements.ts'
import { type Ground, inventedEvidence, liveLives } from './live.ts'
import { inOneTransaction } from './one-transaction.ts'
import { endHistory, type History, keepPart, partsOf } from './store.ts'
import type { Story } from './story.ts'
import type { Post } from './telling.ts'

export type Writing = {
  db: Database
  catalogue: Catalogue
  organisations: Organisations
  signer: Signer
  dossiers: Dossiers
  post: Post
  clock: Clock
  story: Story
  /** Something was committed: the ledger may look. */
  committed: () => void
  progress: (lived: Lived) => void
  /** Stops it between two parts; what is written stays, and the rest is written the next time. */
  signal?: AbortSignal | undefined
  /** People whose lives are one transaction; a history that was cut goes on with the same. */
  group?: number
}

export type Lived = { people: number; of: number; dossiers: number }

const PEOPLE_IN_A_GROUP = 30
/** How many groups live at once. */
const ABREAST = 4
const MOST_TRIES = 20

/**
 * Lives a history, from where it stands: its people are independent of each other, and each is the seed's own, so that the
 * order in which they are written changes nothing. Answers whether it came to its end.
 */
export const writeHistory = async (writing: Writing, history: History): Promise<boolean> => {
  const { db, clock, signal, committed, progress, group = PEOPLE_IN_A_GROUP } = writing
  const ground = await groundOf(writing, history)
  const done = new Map((await partsOf(db, history.number)).map((part) => [part.part, part]))
  const lived: Lived = { people: 0, of: history.people, dossiers: 0 }
  const tell = (part: { people: number; dossiers: number }) => {
    lived.people += part.people
    lived.dossiers += part.dossiers
    progress({ ...lived })
  }
  for (const part of done.values()) tell(part)
  const parts = Math.ceil(history.people / group)
  const left = Array.from({ length: parts }, (_, part) => part).filter((part) => !done.has(part))
  let failed = false
  const one = async (): Promise<void> => {
    for (let part = left.shift(); part !== undefined && !failed && !signal?.aborted; part = left.shift()) {
      await livePart(ground, { part, group }, history, tell)
      committed()
    }
  }
  const all = Array.from({ length: ABREAST }, () =>
    one().catch((error: unknown) => {
      failed = true
      throw error
    }),
  )
  const ends = await Promise.allSettled(all)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  if (signal?.aborted || left.length > 0) return false
  await db.transaction(async (tx) => {
    await publishImprovements(ground, inOneTransaction(db, tx))
    await endHistory(tx, history.number, clock())
  })
  committed()
  return true
}

const groundOf = async (writing: Writing, history: History): Promise<Ground> => {
  const { db, catalogue, organisations, signer, dossiers, post, clock, story } = writing
  await catalogue.refresh()
  return {
    db,
    story,
    history,
    span: { first: history.firstDay, last: history.lastDay },
    organisations,
    catalogueAt: await catalogueAsOf(catalogue),
    registriesOf: (on) => registriesOf(on, organisations),
    services: catalogue.list().map(({ service }) => service),
    signer,
    dossiers,
    post,
    evidence: await inventedEvidence(db, clock()),
  }
}

/** One transaction; a database that goes away under it is waited for, and the same lives begin again. */
const livePart = async (
  ground: Ground,
  { part, group }: { part: number; group: number },
  { number, people }: History,
  tell: (lived: { people: number; dossiers: number }) => void,
): Promise<void> => {
  const from = part * group
  const to = Math.min(people, from + group)
  for (let tries = 1; ; tries += 1) {
    const told = { people: 0, dossiers: 0 }
    const lived = (dossiers: number) => {
      told.people += 1
      told.dossiers += dossiers
      tell({ people: 1, dossiers })
    }
    try {
      return await ground.db.transaction(async (tx) => {
        const dossiers = await liveLives(ground, { from, to }, tx, lived)
        await keepPart(tx, number, { part, people: to - from, dossiers })
      })
    } catch (error) {
      if (!isOutage(error) || tries >= MOST_TRIES) throw error
      tell({ people: -told.people, dossiers: -told.dossiers })
      await wait(500)
    }
  }
}
