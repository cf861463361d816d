import { ok, refused, type Result, typedShare } from '#kernel'
import type { Figure } from '../figure.ts'
import type { ContestRefusal } from '../refusals.ts'

/** The figure as it was shown to whoever contests it. */
export type ContestedFigure = Pick<Figure, 'state' | 'value' | 'numerator' | 'denominator'> & {
  day: string
  version: number
}

/**
 * An organisation says that one of its figures is not right. It stays beside the figure for ever, with its answer; the
 * figure itself is computed, and changes by what is counted, never by a contest.
 */
export type Contest = {
  id: string
  organisation: string
  target: number
  contested: ContestedFigure
  /** What it should be, 0 to 1; null when the organisation cannot say. */
  proposed: number | null
  reason: string
  at: Date
  answer: ContestAnswer | null
}

export type ContestAnswer = {
  verdict: Verdict
  /** What the figure should have been, when the contest is upheld. */
  corrected: number | null
  reason: string
  at: Date
}

export const VERDICTS = ['upheld', 'rejected'] as const
export type Verdict = (typeof VERDICTS)[number]

/** The longest reason: what a person reads beside a figure. */
export const MOST_REASON = 2_000

/** Control characters, but for the tab and the line break: nobody types them, and PostgreSQL's JSON cannot hold them all. */
const CONTROL = /(?![\t\n])\p{Cc}/gu

/** A reason that everybody will read: there, and of a length to be read. */
export const readPublicReason = (
  typed: string,
): Result<string, Extract<ContestRefusal, 'reason-missing' | 'reason-too-long'>> => {
  const reason = typed.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(CONTROL, '').trim()
  if (reason === '') return refused('reason-missing')
  if (reason.length > MOST_REASON) return refused('reason-too-long', { most: MOST_REASON })
  return ok(reason)
}

/** A percentage as people type it (`62,5`, `62.5 %`), as a share; null when nothing was typed. */
export const readShare = (typed: string): Result<number | null, 'share-malformed'> => {
  const share = typedShare(typed)
  return share === null || share <= 1 ? ok(share) : refused('share-malformed')
}
