import { idFrom, isId, ok, type Queries, refused, type Result } from '#kernel'
import { eventsOf, type NewEvent } from '#ledger'
import type { Agent } from '#parties'
import type { TargetView } from '../barometer.ts'
import { type Contest, readPublicReason, readShare, type Verdict, VERDICTS } from './contest.ts'
import { type Excludable, isExclusionReason } from './exclusion.ts'
import type { ContestRefusal } from '../refusals.ts'

/** What is typed to contest; `key` is the form's, so that one sent twice is one contest. */
export type Contesting = { key: string; target: number; proposed: string; reason: string }
export type Answering = { contest: Contest | null; verdict: string; corrected: string; reason: string }

/** One event of the barometer's own streams, before its place. */
export type Written = Pick<NewEvent, 'stream' | 'kind' | 'body' | 'measure'> & {
  /** Its place in its stream: another one was quicker when it is taken. */
  seq: number
}

type Planned<T = Written> = Result<T, ContestRefusal>

/** An organisation contests its own figure, as it is shown now. */
export const planContest = (
  agent: Agent,
  view: TargetView | null,
  { key, target, proposed, reason }: Contesting,
): Planned => {
  if (!isId(key)) return refused('key-malformed')
  if (!view) return refused('figure-unknown')
  const share = readShare(proposed)
  if (!share.ok) return share
  const said = readPublicReason(reason)
  if (!said.ok) return said
  const { state, value, numerator, denominator, definition } = view.figure
  const contested = { day: view.day, version: definition.version, state, value, numerator, denominator }
  const { organisation } = agent
  const body = { organisation, target, contested, proposed: share.value, reason: said.value }
  const stream = idFrom(`parvis contest ${organisation} ${key}`)
  return ok({ stream, seq: 1, kind: 'figure.contested', body })
}

/** Upheld, with what the figure should have been; or rejected. Once, with reasons that everybody reads. */
export const planAnswer = ({ contest, verdict, corrected, reason }: Answering): Planned => {
  if (!contest) return refused('contest-unknown')
  if (contest.answer) return refused('already-answered')
  if (!(VERDICTS as readonly string[]).includes(verdict)) return refused('verdict-missing')
  const upheld = (verdict as Verdict) === 'upheld'
  const share = readShare(upheld ? corrected : '')
  if (!share.ok) return share
  if (upheld && share.value === null) return refused('correction-missing')
  const said = readPublicReason(reason)
  if (!said.ok) return said
  const { id, organisation, target } = contest
  const body = { organisation, target, verdict, corrected: share.value, reason: said.value }
  return ok({ stream: id, seq: 2, kind: 'contest.answered', body })
}

/** Leaves a unit out of a figure, for one of the reasons of the list. */
export const planExclusion = async (
  tx: Queries,
  agent: Agent,
  view: TargetView | null,
  what: Excludable,
  reason: string,
): Promise<Planned> => {
  if (!view) return refused('figure-unknown')
  if (!isExclusionReason(reason)) return refused('exclusion-unknown')
  const isCounted = view.units.some(
    ({ unit, organisation }) => unit === what.unit && organisation === what.organisation,
  )
  if (!isCounted) return refused('unit-unknown')
  const { stream, seq, excluded } = await standingOf(tx, what)
  if (excluded) return refused('already-excluded')
  return ok({
    stream,
    seq,
    kind: 'exclusion.recorded',
    body: {},
    measure: measureOf(agent, what, reason, seq),
  })
}

/** Counts it again. What was excluded, by whom and when stays in the ledger. */
export const planLifting = async (tx: Queries, agent: Agent, what: Excludable): Promise<Planned> => {
  const { stream, seq, excluded, reason } = await standingOf(tx, what)
  if (!excluded) return refused('not-excluded')
  return ok({ stream, seq, kind: 'exclusion.lifted', body: {}, measure: measureOf(agent, what, reason, seq) })
}

/** Public for ever: what is left out, why, and which organisation said so. */
const measureOf = (
  { organisation: author }: Agent,
  { target, organisation, unit }: Excludable,
  reason: unknown,
  revision: number,
) => ({ target, organisation, unit, reason, author, revision })

/** A unit's exclusions are one stream: the last event says whether it is excluded, its place is the revision. */
const standingOf = async (tx: Queries, { target, organisation, unit }: Excludable) => {
  const stream = idFrom(`parvis exclusion ${target} ${organisation} ${unit}`)
  const last = (await eventsOf(tx, stream)).at(-1)
  return {
    stream,
    seq: (last?.seq ?? 0) + 1,
    excluded: last?.kind === 'exclusion.recorded',
    reason: last?.measure?.['reason'],
  }
}
