import type { Subject } from '#acts'
import type { Contribution } from '../contribution.ts'
import type { Incident } from '../voices/store.ts'

/** A contribution or a comment as those who moderate hold it: with its words whatever its state, never with its voice. */
export type Posting = Contribution & {
  organisation: string
  reviewed: boolean
  reports: number
  history: Incident[]
}

/** As the one door holds it. `author` is the sealed person, `was` the theme under which it was counted. */
export type HeldPosting = Subject & { posting: Posting; author: string | null; was: string }

/** Who withdrew it the last time; null when it was never withdrawn. */
export const withdrawnBy = ({ history }: Pick<Posting, 'history'>): string | null =>
  history.findLast((one) => one.is === 'hidden')?.by ?? null

/** Whether the withdrawal in force was already judged by another person. */
export const isJudged = ({ history }: Pick<Posting, 'history'>): boolean => {
  const last = history.findLastIndex((one) => one.is === 'hidden')
  return history.slice(last + 1).some((one) => one.is === 'judged')
}
