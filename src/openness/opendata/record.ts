import { act } from '#acts'
import { ok, refused } from '#kernel'
import type { Check, Dataset, Distribution } from './dataset.ts'
import { type Entry, leaving } from './entry.ts'

const verb = act<Entry>()

/** Growing old is no failure of what was published: it is said as an update that is late. */
const isFailing = ({ findings }: Check): boolean =>
  findings.some(({ result, criterion }) => result === 'fail' && criterion !== 'fresh')

export type Recording = {
  id: string
  check: Check
  /** A failure that another try did not mend; one that is not is written down, and target 10 waits. */
  confirmed: boolean
  /** When its data last changed, where the check can tell: a file of elsewhere changes without us. */
  changedAt: string | null
}

/** Writes down what a check found. The ledger hears of it when what target 10 counts is no longer the same. */
export const record = verb({
  name: 'dataset.record-check',
  by: ['robot'],
  perform(entry, { id, check, confirmed, changedAt }: Recording) {
    const { dataset } = entry
    const found = dataset.distributions.find((one) => one.id === id && one.status === 'published')
    if (!found) return refused('distribution-unknown')
    const changed: Distribution = {
      ...found,
      lastCheck: check,
      failingSince: isFailing(check) ? (found.failingSince ?? check.at) : null,
      counts: check.downloadable || (found.counts && !confirmed),
      updatedAt: changedAt && changedAt > found.updatedAt ? changedAt : found.updatedAt,
      ...(found.kind !== 'upload' &&
        !check.cut &&
        check.downloadable && { bytes: check.bytes, rows: check.rows }),
    }
    const distributions = dataset.distributions.map((one) => (one === found ? changed : one))
    const updatedAt = changed.updatedAt > dataset.updatedAt ? changed.updatedAt : dataset.updatedAt
    return ok(leaving(entry, { ...dataset, updatedAt, distributions } satisfies Dataset, []))
  },
})
