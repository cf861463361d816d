import { attempt, type Circumstances, type DoorRefusal, eventsOf } from '#acts'
import { batching, type Clock, type Database, type Ok, ok, refused, type Result } from '#kernel'
import { type Signer, storedAmong } from '#documents'
import type { Dossier } from './dossier.ts'
import { attachmentsOf } from './attachments.ts'
import { file, type Filed, receiptOf } from './file.ts'
import type { DossierRefusal } from './refusals.ts'
import type { Change, Store } from './store.ts'

export type Filing = Filed & { id: string; here: Omit<Circumstances, 'now'> }
export type FilingAnswer = Result<{ dossier: Dossier; again: boolean }, DossierRefusal | DoorRefusal>

type Tools = { db: Database; store: Store; signer: Signer; clock: Clock; committed: () => void }

/** Another act on the same dossier came between: read again and start over, a few times at most. */
const MOST_TRIES = 5

/** What one row came to: its answer, that another act came between, or the bug that is this row's alone. */
type Outcome = FilingAnswer | 'overtaken' | { bug: unknown }

/** Bad data (22), a constraint (23), a deadlock (40): one row's, or gone when each row is written by itself. */
const isPoison = (error: unknown): boolean => /^(22|23|40)/.test(String((error as { code?: unknown }).code))

/**
 * Filing, many at a time: the drafts of a batch are read in one statement and written with their events in another,
 * which is durable before anyone is answered. Each is checked by the same `file` verb as if it were alone, and a row
 * that fails never fails its neighbours.
 */
export const openFilings = (tools: Tools) => {
  const together = batching<Filing, Outcome>((filings) => fileAll(tools, filings), { isPoison })
  return async (filing: Filing): Promise<FilingAnswer> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const outcome = await together(filing)
      if (outcome === 'overtaken') continue
      if ('bug' in outcome) throw outcome.bug
      return outcome
    }
    throw new Error(`dossier ${filing.id} was overtaken ${MOST_TRIES} times`)
  }
}

const fileAll = async (tools: Tools, filings: Filing[]): Promise<Outcome[]> => {
  const { db, store, committed } = tools
  const now = tools.clock()
  const drafts = await store.findAll(db, [...new Set(filings.map(({ id }) => id))])
  const byId = new Map(drafts.map((draft) => [draft.id, draft]))
  const tried = filings.map((filing) => tryOne(byId.get(filing.id), filing, now))
  const stored = await storedAmong(db, tried.flatMap(named))
  const changes = new Map<string, Change>()
  const outcomes = await Promise.all(tried.map((one) => prepare(one, stored, changes, tools.signer)))
  if (changes.size === 0) return outcomes
  const kept = await store.keepAll(db, [...changes.values()])
  committed()
  return outcomes.map((outcome) =>
    isNew(outcome) && !kept.has(outcome.value.dossier.id) ? 'overtaken' : outcome,
  )
}

const isNew = (outcome: Outcome): outcome is Ok<{ dossier: Dossier; again: boolean }> =>
  typeof outcome === 'object' && 'ok' in outcome && outcome.ok && !outcome.value.again

type Tried = { is: 'settled'; outcome: Outcome } | { is: 'fileable'; change: Change; attachments: string[] }

const settled = (outcome: Outcome): Tried => ({ is: 'settled', outcome })

const tryOne = (draft: Dossier | undefined, { id: _id, here, ...filed }: Filing, now: Date): Tried => {
  if (!draft) return settled(refused('not-found'))
  try {
    const done = attempt(file, draft, filed, { ...here, now })
    if (!done.ok) return settled(done)
    const { after, events, answer } = done.value
    if (events.length === 0) return settled(ok(answer))
    const change = { after, from: draft.revision, events: eventsOf(draft, events, { ...here, now }) }
    return { is: 'fileable', change, attachments: attachmentsOf(after.pinned, after.filing!.values) }
  } catch (bug) {
    return settled({ bug })
  }
}

const named = (tried: Tried): string[] => (tried.is === 'fileable' ? tried.attachments : [])

/** Signs what can be filed and puts it among the changes. Up to its signature it runs in the order of the batch. */
const prepare = async (
  tried: Tried,
  stored: ReadonlySet<string>,
  changes: Map<string, Change>,
  signer: Signer,
): Promise<Outcome> => {
  if (tried.is === 'settled') return tried.outcome
  const { change, attachments } = tried
  const digests = attachments.filter((digest) => !stored.has(digest))
  if (digests.length > 0) return refused('evidence-not-stored', { digests })
  // The same dossier twice in one batch: the second waits for what the first did.
  if (changes.has(change.after.id)) return 'overtaken'
  changes.set(change.after.id, change)
  const receipt = await signer.sign('receipt+jws', receiptOf(change.after))
  change.after = { ...change.after, filing: { ...change.after.filing!, receipt } }
  return ok({ dossier: change.after, again: false })
}
