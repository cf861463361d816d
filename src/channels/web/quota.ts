/**
 * How much of something the process grants in a stretch of time, to everybody together: what strangers can make it
 * write is bounded, and nothing about anybody is kept to know it.
 */
export type Quota = {
  /** Takes so much of it, or refuses; what was granted comes back little by little. */
  take(amount: number): boolean
}

/** `most` at once, granted again in full after `perMs`. */
export const quotaOf = ({ most, perMs }: { most: number; perMs: number }, clock: () => Date): Quota => {
  let left = most
  let at = clock().getTime()
  return {
    take(amount) {
      const now = clock().getTime()
      left = Math.min(most, left + (Math.max(0, now - at) * most) / perMs)
      at = now
      if (amount > left) return false
      left -= amount
      return true
    },
  }
}

/** What a process grants to people who have no account (docs/security.md). */
export type Quotas = {
  /** Drafts that they open. */
  openings: Quota
  /** Bytes of the files that they attach. */
  uploads: Quota
  /** What they say of a page. */
  opinions: Quota
}

const MINUTE = 60_000
const MEGABYTE = 1024 * 1024

export const openQuotas = (clock: () => Date): Quotas => ({
  openings: quotaOf({ most: 1_200, perMs: MINUTE }, clock),
  uploads: quotaOf({ most: 600 * MEGABYTE, perMs: MINUTE }, clock),
  opinions: quotaOf({ most: 600, perMs: MINUTE }, clock),
})
