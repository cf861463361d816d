import { attempt, type Circumstances, type DoorRefusal, eventsOf } from '#acts'
import { batching, type Clock, type Database, refused, type Result } from '#kernel'
import { type Signer, storedAmong } from '#documents'
import type { Dossier } from './dossier.ts'
import { attachmentsOf, file, type Filed, receiptOf } from './file.ts'
import type { DossierRefusal } from './refusals.ts'
import type { Change, Store } from './store.ts'

export type Filing = Filed & { id: string; here: Omit<Circumstances, 'now'> }
export type FilingAnswer = Result<{ dossier: Dossier; again: boolean }, DossierRefusal | DoorRefusal>

type Tools = { db: Database; store: Store; signer: Signer; clock: Clock; committed: () => void }

/** Another act on the same dossier came between: read again and start over, a few times at most. */
const MOST_TRIES = 5

/**
 * Filing, many at a time: the drafts of a batch are read in one statement and written with their events in another,
 * which is durable before anyone is answered. Each is checked by the same `file` verb as if it were alone, and a row
 * that fails never fails its neighbours.
 */
export const openFilings = (tools: Tools) => {
  const together = batching<Filing, FilingAnswer | 'overtaken'>((filings) => fileAll(tools, filings), {
    isPoison: (error) => /^(22|23)/.test(String((error as { code?: unknown }).code)),
  })
  return async (filing: Filing): Promise<FilingAnswer> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const answer = await together(filing)
      if (answer !== 'overtaken') return answer
    }
    throw new Error(`dossier ${filing.id} was overtaken ${MOST_TRIES} times`)
  }
}

const fileAll = async (
  { db, store, signer, clock, committed }: Tools,
  filings: Filing[],
): Promise<(FilingAnswer | 'overtaken')[]> => {
  const now = clock()
  const drafts = await store.findAll(db, [...new Set(filings.map(({ id }) => id))])
  const byId = new Map(drafts.map((draft) => [draft.id, draft]))
  const tried = filings.map(({ id, key, digest, here }) => {
    const draft = byId.get(id)
    return draft ? attempt(file, draft, { key, digest }, { ...here, now }) : refused('not-found')
  })
  const missing = await missingEvidence(db, tried)
  const changes = new Map<string, Change>()
  const answers = await Promise.all(
    tried.map(async (done, at): Promise<FilingAnswer | 'overtaken'> => {
      if (!done.ok) return done
      const { after, events, answer } = done.value
      if (events.length === 0) return { ok: true, value: answer }
      const lost = attachmentsOf(after.filing!.values).filter((digest) => missing.has(digest))
      if (lost.length > 0) return refused('evidence-not-stored', { digests: lost })
      // The same dossier twice in one batch: the second waits for what the first did.
      if (changes.has(after.id)) return 'overtaken'
      const change = {
        after,
        from: byId.get(after.id)!.revision,
        events: eventsOf(byId.get(after.id)!, events, { ...filings[at]!.here, now }),
      }
      changes.set(after.id, change)
      const receipt = await signer.sign('receipt+jws', receiptOf(after))
      change.after = { ...after, filing: { ...after.filing!, receipt } }
      return { ok: true, value: { dossier: change.after, again: false } }
    }),
  )
  if (changes.size === 0) return answers
  const kept = await store.keepAll(db, [...changes.values()])
  committed()
  return answers.map((answer) =>
    typeof answer === 'object' && answer.ok && !answer.value.again && !kept.has(answer.value.dossier.id)
      ? 'overtaken'
      : answer,
  )
}

/** The attachments of this batch that are not durably stored, asked in one go. */
const missingEvidence = async (
  db: Database,
  tried: ReturnType<typeof attempt<Dossier, Filed, unknown, DossierRefusal>>[],
) => {
  const named = tried.flatMap((done) =>
    done.ok && done.value.events.length > 0 ? attachmentsOf(done.value.after.filing!.values) : [],
  )
  const stored = await storedAmong(db, named)
  return new Set(named.filter((digest) => !stored.has(digest)))
}
