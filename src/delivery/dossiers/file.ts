import canonicalize from 'canonicalize'
import { isId, ok, refused, sha256 } from '#kernel'
import { attachmentsOf } from './attachments.ts'
import { type Dossier, subjectOf } from './dossier.ts'
import { happened } from './events.ts'
import { faultsOf } from './faults.ts'
import { measureOf } from './measure.ts'
import { enter } from './path.ts'
import { type Remainder, remainderOf } from './remainder.ts'
import { statesOf } from './states.ts'
import { verb } from './verb.ts'

export type Filed = {
  /** The idempotency key of the form: a UUID that the summary page was given. */
  key: string
  /** The digest of the content that the summary showed (`contentOf`). */
  digest: string
}

/**
 * Files the draft: everything is checked in full, the state of each need is recorded, and the dossier enters the first
 * stage of its path. The receipt is signed and shown only once this is durable (see `filings.ts`).
 *
 * The same key and content give the same receipt, however often they are sent; the same key with another content is
 * refused, and so is a draft that changed after the summary that the person approved.
 */
export const file = verb({
  name: 'dossier.file',
  by: ['applicant'],
  barred: (dossier) =>
    dossier.status === 'withdrawn' && !dossier.filing ? refused('already-withdrawn') : null,
  perform(dossier, { key, digest }: Filed, { now, actor }) {
    if (!isId(key)) return refused('key-malformed')
    if (dossier.filing) return sameAgain(dossier, digest)
    const remainder = remainderOf(dossier.pinned, dossier)
    const content = contentOf(dossier, remainder)
    if (content.digest !== digest) return refused('changed-since-summary')
    const faults = faultsOf(remainder)
    if (faults.length > 0) return refused('answers-faulty', { faults })
    const states = statesOf(remainder)
    const at = now.toISOString()
    const filing = { key, digest, at, receipt: '', states, values: content.values }
    const { after, events } = enter({ ...dossier, filing, updatedAt: at }, 'filed', now, {
      reason: '',
      automated: true,
      by: actor.id,
    })
    const { service, version, number } = dossier
    const attachments = attachmentsOf(dossier.pinned, content.values)
    const body = { service, version, number, digest, attachments, states }
    const filed = happened('dossier.filed', body, measureOf(dossier))
    return ok({ after, events: [filed, ...events], answer: { dossier: after, again: false } })
  },
})

const sameAgain = (dossier: Dossier, digest: string) =>
  dossier.filing!.digest === digest
    ? ok({ after: dossier, events: [], answer: { dossier, again: true } })
    : refused('already-filed')

/** What is filed: the values in force, and what is contested. The digest names it, and nothing else. */
export const contentOf = (
  dossier: Dossier,
  remainder: Remainder,
): { values: Record<string, unknown>; digest: string } => {
  const values = Object.fromEntries(
    remainder.inForce.flatMap(({ need, value }) => (value === undefined ? [] : [[need.id, value]])),
  )
  const { service, version, contested } = dossier
  const content = canonicalize({ dossier: dossier.id, service, version, values, contested })!
  return { values, digest: sha256(content).toString('hex') }
}

/** What a receipt says, and what its signature covers. */
export const receiptOf = (dossier: Dossier): Record<string, unknown> => {
  const { channel, pinned } = dossier
  const { at, digest, values } = dossier.filing!
  return {
    ...subjectOf(dossier),
    channel,
    filedAt: at,
    answers: digest,
    attachments: attachmentsOf(pinned, values),
  }
}
